import Autodiff
import Testing

/// Derivatives with respect to structs are those with respect to the flat array of their numbers, bit for bit where they are
/// computed in the same way.
@Suite struct ParameterVerbTests {
    let direction = Spring(stiffness: 0.5, damping: -1, offsets: [0, 2, 1])
    let x = spring.scalars

    @Test func gradientOfAClosureHasTheBitsOfTheFlatOne() {
        let slope: Spring<Double> = gradient(at: spring) { s in energy(s) }
        #expect(slope.scalars == gradient(at: x, of: FlatEnergy()))
        #expect(slope.stiffness == gradient(at: x, of: FlatEnergy())[0])
    }

    @Test func aGenericFunctionByNameAndALiteralPoint() {
        let slope = gradient(at: Spring(stiffness: 2, damping: 0.1, offsets: [0.3, 1, -0.7]), of: energy)
        #expect(slope.scalars == gradient(at: x, of: FlatEnergy()))
    }

    @Test func aClosureOfSeveralStatements() {
        let (value, slope) = valueWithGradient(at: spring) { s in
            var total = s.damping * s.damping
            for offset in s.offsets where offset > 0 { total += offset * s.stiffness }
            if total > 1 { total = 2 * total }
            return total
        }
        #expect(value == 2 * (0.1 * 0.1 + 0.3 * 2 + 1.0 * 2))
        #expect(slope.scalars == [2.6, 0.4, 4, 4, 0])
    }

    @Test func aFunctionThatThrows() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try gradient(at: spring) { s in
                if s.stiffness > 0 { throw Refusal() }
                return s.damping
            }
        }
    }

    @Test func derivativeAlongADirection() {
        let (value, slope) = derivative(at: spring, along: direction, of: energy)
        #expect(value == energy(spring))
        let expected = jvp(at: x, along: direction.scalars, of: FlatEnergy()).tangent[0]
        #expect(abs(slope - expected) <= 1e-14 * abs(expected))
    }

    @Test func jacobianWithNamedColumns() {
        let (value, j) = valueWithJacobian(at: spring) { s in [energy(s), s.stiffness * s.offsets[1]] }
        #expect(value == [energy(spring), 2])
        #expect(j.matrix.row(0) == gradient(at: x, of: FlatEnergy()))
        #expect(j.matrix.row(1) == [1, 0, 0, 2, 0])
        #expect(j["offsets"] == Matrix([Array(j.matrix.row(0)[2...]), [0, 2, 0]]))
        #expect(j["stiffness"].column(0) == j.matrix.column(0))
        #expect(j["offsets[1]"] == Matrix([[j.matrix[0, 3]], [2]]))
        #expect(j.row(1) == Spring(stiffness: 1, damping: 0, offsets: [0, 2, 0]))
        #expect("\(j)".contains("stiffness   damping  offsets[0]"))
    }

    @Test func pullback() {
        let (value, pullback) = vjp(at: spring) { s in [energy(s), s.damping] }
        #expect(value == [energy(spring), 0.1])
        #expect(pullback([1, 0]).scalars == gradient(at: x, of: FlatEnergy()))
        #expect(pullback([0, 3]) == Spring(stiffness: 0, damping: 3, offsets: [0, 0, 0]))
    }

    @Test func jvpIsTheJacobianTimesTheDirection() {
        let outputs = jvp(at: spring, along: direction) { s in [energy(s), exp(s.stiffness) * s.offsets[1], s.damping] }
        let j = jacobian(at: spring) { s in [energy(s), exp(s.stiffness) * s.offsets[1], s.damping] }.matrix
        #expect(outputs.value == [energy(spring), exp(2.0), 0.1])
        for (i, tangent) in outputs.tangent.enumerated() {
            #expect(abs(tangent - dot(j.row(i), direction.scalars)) <= 1e-13 * abs(tangent))
        }
    }

    /// √ has slope ∞ at 0, along a direction that doesn't move it.
    @Test func aDirectionThatIsZeroDropsAnInfinitePartial() {
        let edge = Spring(stiffness: 0, damping: 1, offsets: [])
        let along = Spring(stiffness: 0, damping: 1, offsets: [])
        #expect(jvp(at: edge, along: along) { s in [sqrt(s.stiffness) + s.damping] }.tangent == [1])
        #expect(derivative(at: edge, along: along) { s in sqrt(s.stiffness) + s.damping }.derivative == 1)
    }

    @Test func jvpWithoutOutputs() {
        let (value, tangent) = jvp(at: spring, along: direction) { _ in [] }
        #expect(value.isEmpty && tangent.isEmpty)
    }

    @Test func hessianByBlocks() {
        let (value, slope, h) = valueWithGradientAndHessian(at: spring, of: energy)
        let flat = hessian(at: x, of: FlatEnergy())
        #expect(value == energy(spring))
        for (a, b) in zip(slope.scalars, gradient(at: x, of: FlatEnergy())) { #expect(abs(a - b) <= 1e-15) }
        for i in x.indices {
            for j in x.indices {
                #expect(abs(h.matrix[i, j] - flat[i, j]) <= 1e-14)
                #expect(h.matrix[i, j] == h.matrix[j, i])
            }
        }
        #expect(h["stiffness", "offsets"] == Matrix([Array(h.matrix.row(0)[2...])]))
        #expect(h["offsets", "damping"].column(0) == [0, 0, 0])
        #expect(h["offsets", "offsets"].rows == 3)
        #expect(h["offsets[0]", "offsets[1]"] == [[-2]])
        #expect("\(h)".contains("offsets[1]"))
    }

    @Test func hvpIsTheHessianTimesTheVector() {
        let (slope, product) = hvp(at: spring, along: direction) { s in energy(s) }
        let flat = hvp(at: x, along: direction.scalars, of: FlatEnergy())
        for (a, b) in zip(slope.scalars, flat.gradient) { #expect(abs(a - b) <= 1e-14) }
        for (a, b) in zip(product.scalars, flat.product) { #expect(abs(a - b) <= 1e-14) }
    }

    @Test func sumsOverDataHaveTheBitsOfTheFlatOnes() async {
        let data = (0..<3000).map { (x: Double($0 % 17), y: Double($0 % 5)) }
        let flat = valueWithGradient(at: x, over: data, parts: 7) { x, sample in
            sin(x[0] * sample.x) * x[3] - x[4] * sample.y
        }
        let (value, slope) = valueWithGradient(at: spring, over: data, parts: 7) { s, sample in
            sin(s.stiffness * sample.x) * s.offsets[1] - s.offsets[2] * sample.y
        }
        #expect(value == flat.value)
        #expect(slope.scalars == flat.gradient)
        let parallel = await parallelValueWithGradient(at: spring, over: data, parts: 7) { s, sample in
            sin(s.stiffness * sample.x) * s.offsets[1] - s.offsets[2] * sample.y
        }
        #expect(parallel.value == flat.value)
        #expect(parallel.gradient == slope)
        #expect(gradient(at: spring, over: data, parts: 7) { s, _ in s.damping }.damping == 3000)
    }

    @Test func aWorkspaceForPointsOfSeveralShapes() {
        let workspace = Workspace<Double>()
        var slope = Spring(stiffness: 0, damping: 0, offsets: [])
        for point in [spring, Spring(stiffness: 1, damping: 2, offsets: [1]), spring] {
            let value = workspace.valueWithGradient(at: point, into: &slope) { s in energy(s) }
            #expect(value == energy(point))
            #expect(slope == gradient(at: point, of: energy))
        }
    }

    @Test func nestedCallsWorkOnVariablesOfVariables() {
        // d/dx of the slope along stiffness of x k², which is 2 x k.
        let outer = gradient(at: [3.0]) { x in
            gradient(at: Spring(stiffness: x[0], damping: x[0], offsets: [])) { s in
                s.damping * s.stiffness * s.stiffness
            }
            .stiffness
        }
        #expect(outer == [12])
    }

    @Test func aDescent() {
        var s = spring
        let start = energy(s)
        for _ in 0..<20 { s.add(gradient(at: s, of: energy), scaledBy: -0.05) }
        #expect(energy(s) < start)
        let sum = s.combined(with: spring) { $0 + $1 }
        #expect(sum.damping == s.damping + spring.damping)
        #expect(spring.filled(with: [1, 2, 3, 4, 5]) == Spring(stiffness: 1, damping: 2, offsets: [3, 4, 5]))
    }

    /// All modes, through a field on any scalar that fills a template.
    @Test func aTemplateFilledInOrder() {
        struct Energy: ScalarField {
            let template: Spring<Double>
            func value<S: RealScalar>(at x: [S]) -> S { energy(template.map(inOrder(x))) }
        }
        #expect(compareJacobians(at: x, of: Energy(template: spring)).agrees)
        #expect(hessian(at: x, of: Energy(template: spring)) == hessian(at: x, of: FlatEnergy()))
    }
}
