import Autodiff
import Testing

/// (x + σ(y)) / (σ(x) + (x + y)²), step by step with the names that the textbook gives.
private struct Textbook: ScalarField {
    func value<S: RealScalar>(at v: [S]) -> S {
        let (x, y) = (v[0], v[1])
        let sigy = sigmoid(y).named("sigy")
        let num = (x + sigy).named("num")
        let sigx = sigmoid(x).named("sigx")
        let xpy = (x + y).named("xpy")
        let xpysqr = pow(xpy, 2).named("xpysqr")
        let den = (sigx + xpysqr).named("den")
        let invden = (1 / den).named("invden")
        return (num * invden).named("f")
    }
}

private struct Hill: UnaryRule {
    let n: Double
    func value(_ x: Double) -> Double { 1 / (1 + Autodiff.pow(x, -n)) }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
}

@Suite struct GraphTests {
    @Test func theTextbookGraphAsATable() {
        let graph = ComputationGraph(at: [3, -4], names: ["x", "y"], of: Textbook())
        let table = """
            node    computed as    value          local partials                                 adjoint
            x                      3                                                             2.059569796
            y                      -4                                                            1.592232751
            sigy    sigmoid(y)     0.01798620996  ∂/∂y = 0.01766270621                           0.5121444488
            num     x + sigy       3.01798621     ∂/∂x = 1, ∂/∂sigy = 1                          0.5121444488
            sigx    sigmoid(x)     0.9525741268   ∂/∂x = 0.04517665973                           -0.7915934473
            xpy     x + y          -1             ∂/∂x = 1, ∂/∂y = 1                             1.583186895
            xpysqr  pow(xpy, 2)    1              ∂/∂xpy = -2                                    -0.7915934473
            den     sigx + xpysqr  1.952574127    ∂/∂sigx = 1, ∂/∂xpysqr = 1                     -0.7915934473
            invden  1 / den        0.5121444488   ∂/∂den = -0.2622919365                         3.01798621
            f       num * invden   1.545644884    ∂/∂num = 0.5121444488, ∂/∂invden = 3.01798621  1
            """
        #expect(graph.description == table)
    }

    @Test func theTextbookGraphForGraphviz() {
        let graph = ComputationGraph(at: [3, -4], names: ["x", "y"], of: Textbook())
        let picture = #"""
            digraph {
                rankdir=LR
                node [shape=box]
                n0 [label="x\n3\nadjoint 2.05957", shape=ellipse]
                n1 [label="y\n-4\nadjoint 1.59223", shape=ellipse]
                n2 [label="sigy = sigmoid(y)\n0.0179862\nadjoint 0.512144"]
                n3 [label="num = x + sigy\n3.01799\nadjoint 0.512144"]
                n4 [label="sigx = sigmoid(x)\n0.952574\nadjoint -0.791593"]
                n5 [label="xpy = x + y\n-1\nadjoint 1.58319"]
                n6 [label="xpysqr = pow(xpy, 2)\n1\nadjoint -0.791593"]
                n7 [label="den = sigx + xpysqr\n1.95257\nadjoint -0.791593"]
                n8 [label="invden = 1 / den\n0.512144\nadjoint 3.01799"]
                n9 [label="f = num * invden\n1.54564\nadjoint 1", peripheries=2]
                n1 -> n2 [label="0.0176627"]
                n0 -> n3 [label="1"]
                n2 -> n3 [label="1"]
                n0 -> n4 [label="0.0451767"]
                n0 -> n5 [label="1"]
                n1 -> n5 [label="1"]
                n5 -> n6 [label="-2"]
                n4 -> n7 [label="1"]
                n6 -> n7 [label="1"]
                n7 -> n8 [label="-0.262292"]
                n3 -> n9 [label="0.512144"]
                n8 -> n9 [label="3.01799"]
            }

            """#
        #expect(graph.dot == picture)
    }

    /// To the digits of an independent computation, and with the bits of the tape.
    @Test func valuesAndAdjointsOfTheTextbookGraph() {
        let graph = ComputationGraph(at: [3, -4], names: ["x", "y"], of: Textbook())
        let expected = [1.5456448841066441, 2.0595697955721652, 1.5922327514838093]
        for (actual, expected) in zip([graph.value] + graph.gradient, expected) {
            #expect((actual - expected).magnitude <= 4 * expected.ulp)
        }
        #expect(graph.value == Textbook().value(at: [3.0, -4]))
        #expect(
            graph.nodes.map(\.name)
                == "x y sigy num sigx xpy xpysqr den invden f".split(separator: " ").map(String.init))
        #expect(graph["xpysqr"]?.value == 1)
        #expect(graph["f"]?.adjoint == 1)
        #expect(graph["nothing"] == nil)
        #expect(graph.output == 9)
    }

    @Test func everyOperationIsANode() {
        let graph = ComputationGraph(at: [0.5, 2], names: ["a", "b"]) { v in
            let (a, b) = (v[0], v[1])
            let sums: Symbol = a + b - 2 * a - 3
            let powers: Symbol = pow(a, b) * pow(b, 3)
            return sums / powers + max(-a, 1 / b) + abs(a) * Symbol.apply(Hill(n: 2.5), to: b)
        }
        let formulas = graph.nodes.dropFirst(2).map(graph.formula)
        #expect(
            formulas == [
                "a + b", "2 * a", "v1 - v2", "v3 - 3", "pow(a, b)", "pow(b, 3)", "v5 * v6", "v4 / v7", "-a", "1 / b",
                "max(v9, v10)", "v8 + v11", "abs(a)", "hill(b, 2.5)", "v13 * v14", "v12 + v15",
            ])
        let same = gradient(at: [0.5, 2]) { v in
            let (a, b) = (v[0], v[1])
            let sums: Variable<Double> = a + b - 2 * a - 3
            let powers: Variable<Double> = pow(a, b) * pow(b, 3)
            return sums / powers + max(-a, 1 / b) + abs(a) * Variable.apply(Hill(n: 2.5), to: b)
        }
        for (actual, expected) in zip(graph.gradient, same) {
            #expect((actual - expected).magnitude <= 16 * expected.ulp)
        }
    }

    /// A compiled function has one node for a common subexpression, and none for what changes nothing; the picture has all.
    @Test func operationsThatARecordingLeavesOut() {
        let graph = ComputationGraph(at: [0.5]) { x in
            let twice: Symbol = x[0] * x[0] + x[0] * x[0]
            let same: Symbol = -(-twice) / 1 - 0
            return Symbol.product(same, Symbol(1))
        }
        let formulas = graph.nodes.dropFirst().map(graph.formula)
        #expect(formulas == ["x0 * x0", "x0 * x0", "v1 + v2", "-v3", "-v4", "v5 / 1", "v6 - 0", "1 * v7"])
        #expect(graph.gradient == [2])
        let compiled = ComputationGraph(
            at: [0.5],
            of: compile(at: [0.5]) { x in
                let square = (x[0] * x[0]).named("square")
                return (-(-square) + x[0] * x[0]).named("sum")
            })
        // The inner minus was there before the outer one took it away.
        #expect(compiled.nodes.map(\.name) == ["x0", "square", "v1", "sum"])
        #expect(compiled.formula(of: compiled.nodes[3]) == "square + square")
    }

    /// What is chosen by operands is a node of its own, and hands its adjoint to the one that was chosen.
    @Test func selectionsAreNodes() {
        let graph = ComputationGraph(at: [2, -3], names: ["x", "y"]) { v in
            max(v[0], v[1]) + abs(v[1]) * relu(v[0]) - min(v[0], 5) + stopGradient(v[1])
        }
        let formulas = graph.nodes.dropFirst(2).map(graph.formula)
        #expect(
            formulas == [
                "max(x, y)", "abs(y)", "relu(x)", "v2 * v3", "v1 + v4", "min(x, 5)", "v5 - v6", "stopGradient(y)",
                "v7 + v8",
            ])
        #expect(graph.gradient == [1 + 3 - 1, -2])
        let arrays = ComputationGraph(at: [2, -3], names: ["x", "y"]) { v in
            max(of: [v[0], v[1], 1]) + logSumExp(v) * softmax(v)[1]
        }
        #expect(
            arrays.nodes.dropFirst(2).map(arrays.formula) == [
                "max(x, y, 1)", "logSumExp(x, y)", "softmax[0](x, y)", "softmax[1](x, y)", "v2 * v4", "v1 + v5",
            ])
    }

    @Test func namesThatRepeatAndNodesThatDontMatter() {
        let graph = ComputationGraph(at: [2]) { x in
            var y = x[0]
            for _ in 0..<3 { y = (y * y).named("y") }
            _ = exp(y)
            return (x[0] + 0).named("x0")
        }
        #expect(graph.nodes.map(\.name) == ["x0", "y", "y_2", "y_3", "v1", "x0_2"])
        #expect(graph.nodes.map(\.adjoint) == [1, 0, 0, 0, 0, 1])
    }

    @Test func aNameThatLooksLikeARepeatedOne() {
        let graph = ComputationGraph(at: [2]) { x in
            let first = (x[0] + 1).named("y_2")
            let second = (first + 1).named("y")
            let third = (second + 1).named("y")
            return (third + 1).named("y_3")
        }
        #expect(graph.nodes.map(\.name) == ["x0", "y_2", "y", "y_3", "y_3_2"])
    }

    @Test func aConstantAndAnInputAsTheResult() {
        let constant = ComputationGraph(at: [2]) { _ in 7 }
        #expect(constant.value == 7)
        #expect(constant.gradient == [0])
        #expect(constant.formula(of: constant.nodes[constant.output]) == "7")
        let input = ComputationGraph(at: [2, 3]) { x in x[1] }
        #expect(input.value == 3)
        #expect(input.gradient == [0, 1])
        #expect(input.output == 1)
    }

    /// An adjoint of zero contributes nothing, whatever the partial.
    @Test func zeroTimesInfinity() {
        let graph = ComputationGraph(at: [0, 1]) { x in 0 * sqrt(x[0]) + x[1] }
        #expect(graph["v1"]?.arguments == [.node(0, partial: .infinity)])
        #expect(graph.gradient == [0, 1])
    }

    /// A partial of zero hands nothing on, whatever the adjoint: as on the tape.
    @Test func aZeroPartialBehindAnInfiniteOne() {
        let graph = ComputationGraph(at: [0, 1]) { x in sqrt(x[0] * x[1]) }
        #expect(graph.gradient == [.infinity, 0])
        #expect(graph.gradient == gradient(at: [0, 1]) { x in sqrt(x[0] * x[1]) })
    }

    /// The scalar nests, so that the computation of a derivative can be looked at.
    @Test func theGraphOfADerivative() {
        let graph = ComputationGraph(at: [0.5]) { x in derivative(at: x[0]) { $0 * $0 * $0 } }
        #expect(graph.value == 0.75)
        #expect(graph.gradient == [3])
    }

    @Test func textInQuotes() {
        let graph = ComputationGraph(at: [1], names: ["a \"b\" \\ c"]) { x in x[0] }
        #expect(graph.dot.contains(#"[label="a \"b\" \\ c\n1\nadjoint 1""#))
    }

    @Test(arguments: [
        (1.0, "1"), (-1234567, "-1.23457e6"), (0.1 + 0.2, "0.3"), (999999.9, "1e6"), (1.0 / 3, "0.333333"),
        (9.9999999e-5, "0.0001"), (2.0 / 3 * 1e-9, "6.66667e-10"), (1e300, "1e300"), (.infinity, "inf"),
    ])
    func sixDigits(x: Double, text: String) {
        let graph = ComputationGraph(at: [x]) { x in x[0] }
        #expect(graph.dot.contains("[label=\"x0\\n\(text)\\nadjoint 1\""), "\(graph.dot)")
    }

    @Test func scalarKeptAfterItsGraph() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Symbol] = []
            _ = ComputationGraph(at: [1, 2]) { x in
                kept = x
                return x[0]
            }
            print(kept[0] * kept[1])
        }
        #expect(text(of: result).contains("a Symbol was used after the function that it was recorded for had ended"))
    }

    @Test func scalarsOfTwoGraphs() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ComputationGraph(at: [1]) { x in
                Symbol(ComputationGraph(at: [2]) { y in x[0] * y[0] }.value)
            }
        }
        #expect(text(of: result).contains("symbols of two recordings met in one operation"))
    }

    @Test func namesOfTheWrongNumber() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ComputationGraph(at: [1, 2], names: ["x"]) { $0[0] }
        }
        #expect(text(of: result).contains("the names of a graph has 1 elements where 2 are needed"))
    }

    private func text(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }
}
