import AutodiffCore
import AutodiffForward
import AutodiffModes
import AutodiffReverse

/// Checks the Jacobian that the toolkit computes in `Float` against differences in `Double`.
@usableFromInline
func checkComputedInFloat<F: Differentiable>(
    _ subject: String, at x: [Float], options: CheckOptions, of f: F
) -> DerivativeCheck {
    func narrow(_ x: [Double]) -> [Float] { x.map { Float($0) } }
    func wide(_ x: [Float]) -> [Double] { x.map { Double($0) } }
    let derivatives = ComputedDerivatives(
        of: { x in wide(f(narrow(x))) }, precision: .single,
        jacobians: [
            "jacobian": { x in jacobian(at: narrow(x), of: f).map { Double($0) } },
            "jacobian(mode: .forward)": { x in jacobian(at: narrow(x), of: f, mode: .forward).map { Double($0) } },
            "jacobian(mode: .reverse)": { x in jacobian(at: narrow(x), of: f, mode: .reverse).map { Double($0) } },
        ],
        forward: [
            "jvp": { x, v in
                eachProduct(with: v) { v in
                    let (value, tangent) = jvp(at: narrow(x), along: narrow(v), of: f)
                    return (wide(value), wide(tangent))
                }
            }
        ],
        reverse: [
            "vjp": { x, u in
                let (value, pullback) = vjp(at: narrow(x), of: f)
                return (wide(value), u.map { wide(pullback(narrow($0))) })
            }
        ])
    return checkComputed(subject, derivatives, at: wide(x), options: options) { f($0) }
}
