import Autodiff
import Testing

/// Sweeps of several cotangents give the bits of sweeps of one.
@Suite struct SweepTests {
    /// (x₀ x₁, x₀ + x₁) by its pullback.
    private struct ProductAndSum: VectorRule {
        func value(_ x: [Double]) -> [Double] { [x[0] * x[1], x[0] + x[1]] }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
            [w[0] * x[1] + w[1], w[0] * x[0] + w[1]]
        }
    }

    /// Outputs with every kind of node in front of them: fused, full, linked, wide, a block; some don't depend on all
    /// inputs, one is a constant, one an input.
    private struct Mixed: Differentiable {
        let outputs: Int

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            let product = x[0] * x[1] * x[2] * x[3]
            var total: S = product
            for i in x.indices { total += x[i] * sin(x[(i + 1) % x.count]) }
            let rule = ProductAndSum()([total * x[4], product])
            let results: [S] = [
                product, total, sum(x) * product, rule[0] / (1 + total * total), rule[1], x[2], 3, norm(x), x[0] * x[5],
                dot(x, x.reversed()) + rule[0],
            ]
            return (0..<outputs).map { results[$0 % 10] * (1 + x[$0 % x.count] * Double($0 / 10)) }
        }
    }

    /// Roots at 0 and products with them: adjoints and coefficients that are infinite, beside others that are zero.
    private struct Infinite: Differentiable {
        let outputs: Int

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            let root = sqrt(x[0] * x[1] * x[2] * x[3])
            let cone = sqrt(x.reduce(0) { $0 + $1 * $1 })
            let results: [S] = [
                root, x[1] * x[2] * x[3] * x[4], root + x[4] * x[5], cone, norm(x), sum(x), root * x[2] * x[3],
                x[0] / x[0], log(x[1] * x[2] * x[3] * x[0] * x[0]),
            ]
            return (0..<outputs).map { results[$0 % 9] }
        }
    }

    private static let point = [0.7, -1.3, 0.4, 2.1, -0.6, 1.9]

    private func bits(_ x: [Double]) -> [UInt64] { x.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern } }

    private func check<F: Differentiable>(_ f: F, at x: [Double], _ outputs: Int) {
        let (value, pullback) = vjp(at: x, of: f)
        let rows = (0..<outputs).map { i in pullback((0..<outputs).map { $0 == i ? 1 : 0 }) }
        let j = jacobian(at: x, of: f, mode: .reverse)
        #expect(value.count == outputs && j.rows == outputs)
        #expect(bits(j.values) == bits(Array(rows.joined())))
    }

    /// Every width, with and without empty lanes.
    @Test(arguments: 0...20) func rowsHaveTheBitsOfSingleSweeps(outputs: Int) {
        check(Mixed(outputs: outputs), at: Self.point, outputs)
        check(Infinite(outputs: outputs), at: Self.point, outputs)
        check(Infinite(outputs: outputs), at: [0] + Self.point.dropFirst(), outputs)
        check(Infinite(outputs: outputs), at: [0, 0, 0, 0, 0, 0], outputs)
        check(Infinite(outputs: outputs), at: [.infinity] + Self.point.dropFirst(), outputs)
    }

    /// Zero times infinity is 0 in every lane, as in forward mode; a vector with one infinite lane doesn't change that.
    @Test func zeroTimesInfinityLaneByLane() {
        let x = [0, 1.3, 0.4, 2.1, 0.6, 1.9]
        struct Regular: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { Array(Infinite(outputs: 7)(x)) }
        }
        let (reverse, forward) = (
            jacobian(at: x, of: Regular(), mode: .reverse), jacobian(at: x, of: Regular(), mode: .forward)
        )
        #expect(reverse.row(0) == [.infinity, 0, 0, 0, 0, 0])
        #expect(zip(reverse.values, forward.values).allSatisfy { ($0 - $1).magnitude <= 1e-14 || $0 == $1 })
        let cone = jacobian(at: [0, 0, 0, 0, 0, 0], of: Regular(), mode: .reverse)
        #expect(cone.row(3) == [0, 0, 0, 0, 0, 0] && cone.row(4) == cone.row(3))
        #expect(cone.row(5) == [1, 1, 1, 1, 1, 1])
    }

    /// An input made after the first node, whose partial is 0 where the adjoint is infinite.
    @Test func zeroTimesInfinityAtALateInput() {
        let tape = Tape<Double>()
        let x = tape.variables([1, 2, 3])
        let product = x[0] * x[1] * x[2]
        let late = tape.variables([0, 5, 7])
        let y = [sqrt(late[0] * late[1] * late[2]), product]
        let expected = [.infinity, 0, 0, 0.0]
        #expect(tape.gradient(of: y[0], withRespectTo: late + [x[0]]) == expected)
        #expect(tape.pullback([[1, 0], [0, 1]], from: y, to: late + [x[0]]) == [expected, [0, 0, 0, 6]])
    }

    @Test(arguments: 0...11) func severalCotangents(count: Int) {
        let f = Mixed(outputs: 10)
        let cotangents = (0..<count).map { (k: Int) -> [Double] in
            (0..<10).map { (i: Int) -> Double in (i + k).isMultiple(of: 3) ? 0 : Double(i - 2 * k) }
        }
        let (value, pullback) = vjp(at: Self.point, of: f)
        let several = vjp(at: Self.point, pullingBack: cotangents, of: f)
        #expect(several.value == value)
        #expect(several.products.map(bits) == cotangents.map { bits(pullback($0)) })
    }

    /// On duals and on variables the sweeps are single ones.
    @Test func severalCotangentsOverDuals() {
        let f = Mixed(outputs: 10)
        let cotangents = (0..<5).map { (k: Int) -> [Double] in (0..<10).map { Double($0 - 2 * k) } }
        let direction = Self.point.map { 1 - $0 }
        let x = zip(Self.point, direction).map { Dual($0, $1) }
        let lifted = cotangents.map { $0.map { Dual(constant: $0) } }
        let pullback = vjp(at: x, of: f).pullback
        let products = vjp(at: x, pullingBack: lifted, of: f).products
        #expect(products.map { $0.map(\.tangent) } == lifted.map { pullback($0).map(\.tangent) })
        let plain = vjp(at: Self.point, pullingBack: cotangents, of: f).products
        #expect(products.map { $0.map(\.value) } == plain)
    }

    @Test func inPlace() {
        let workspace = Workspace<Double>()
        for (outputs, point) in [(10, Self.point), (3, Self.point), (10, Self.point.map { 2 * $0 })] {
            let f = Mixed(outputs: outputs)
            var j = Matrix<Double>(rows: outputs, columns: 6, repeating: .nan)
            workspace.jacobian(at: point, of: f, into: &j, mode: .reverse)
            #expect(j == jacobian(at: point, of: f, mode: .reverse))
            var row = point
            #expect(workspace.valueWithGradient(at: point, into: &row) { f($0)[1] } == f(point)[1])
            #expect(row == j.row(1))
        }
        var j = Matrix<Double>(rows: 4, columns: 6, repeating: .nan)
        Workspace().jacobian(at: Self.point, of: Mixed(outputs: 4), into: &j, mode: .reverse)
        #expect(j == jacobian(at: Self.point, of: Mixed(outputs: 4), mode: .reverse))
    }

    @Test func aJacobianThatDoesNotFit() async {
        for (rows, columns) in [(3, 6), (4, 5)] {
            let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                [rows = rows as Int, columns = columns as Int] in
                var j = Matrix<Double>(rows: rows, columns: columns, repeating: 0)
                Workspace().jacobian(at: [1.0, 2, 3, 4, 5, 6], of: Mixed(outputs: 4), into: &j, mode: .reverse)
            }
            let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
            #expect(
                output.contains(rows == 3 ? "has 4 elements where 3 are needed" : "has 5 elements where 6 are needed"))
        }
    }

    @Test func aCotangentThatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(vjp(at: [1.0, 2, 3, 4, 5, 6], pullingBack: [[1, 2], [1]], of: Mixed(outputs: 2)))
        }
        let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(output.contains("cotangent 1 has 1 elements where 2 are needed"))
    }
}
