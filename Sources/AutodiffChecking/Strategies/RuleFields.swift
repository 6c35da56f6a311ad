import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// A unary rule as a function of one variable.
struct UnaryField<Rule: UnaryRule>: ScalarField {
    let rule: Rule

    func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0]) }
}

/// A binary rule as a function of two variables.
struct BinaryField<Rule: BinaryRule>: ScalarField {
    let rule: Rule

    func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0], x[1]) }
}

/// A partial derivative of a field, by forward mode: one more level of nesting, and itself a field.
struct DerivativeField<Field: ScalarField>: ScalarField {
    let field: Field
    let input: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        let direction = x.indices.map { S($0 == input ? 1.0 : 0.0) }
        return jvp(at: x, along: direction, of: field).tangent[0]
    }
}

/// x ↦ J(x)·v of a vector rule: its pushforward, one level deeper in nesting.
struct PushforwardField<Rule: VectorRule>: Differentiable {
    let rule: Rule
    let direction: [Double]

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        jvp(at: x, along: direction.map { S($0) }, of: rule).tangent
    }
}

/// x ↦ J(x)ᵀ·u of a vector rule: its pullback, one level deeper in nesting.
struct PullbackField<Rule: VectorRule>: Differentiable {
    let rule: Rule
    let cotangent: [Double]

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { vjp(at: x, of: rule).pullback(cotangent.map { S($0) }) }
}
