import AutodiffCore

/// One function of a list for ``checkAll(_:points:options:)``, with the box of points where it is to be checked.
///
///     CheckCase("polar", Polar(), over: [0.1...3, -3...3])             // one range for each input
public struct CheckCase {
    let name: String
    let box: [ClosedRange<Double>]
    let check: (_ x: [Double], _ options: CheckOptions) -> DerivativeCheck

    /// The derivatives that this toolkit computes of `f`, by ``checkJacobian(at:options:of:)``, over a box with one range for
    /// each input.
    public init<F: Differentiable>(_ name: String, _ f: F, over box: [ClosedRange<Double>]) {
        self.init(name, over: box) { x, options in checkJacobian(at: x, options: options, of: f) }
    }

    /// A hand-written gradient of `f`.
    public init(
        _ name: String, gradient: @escaping ([Double]) -> [Double], over box: [ClosedRange<Double>],
        of f: @escaping ([Double]) -> Double
    ) {
        self.init(name, over: box) { x, options in checkGradient(gradient, at: x, options: options, of: f) }
    }

    /// A hand-written Jacobian of `f`, one row for each output.
    public init(
        _ name: String, jacobian: @escaping ([Double]) -> Matrix<Double>, over box: [ClosedRange<Double>],
        of f: @escaping ([Double]) -> [Double]
    ) {
        self.init(name, over: box) { x, options in checkJacobian(jacobian, at: x, options: options, of: f) }
    }

    /// Any check of a point. Traps if the box has no ranges.
    ///
    ///     CheckCase("Hessian", over: [-2...2, -2...2]) { x, options in
    ///         checkHessian(at: x, options: options, of: Rosenbrock())
    ///     }
    public init(
        _ name: String, over box: [ClosedRange<Double>],
        check: @escaping (_ x: [Double], _ options: CheckOptions) -> DerivativeCheck
    ) {
        if box.isEmpty { misuse("the case \(name) has no inputs; give one range for each") }
        self.name = name
        self.box = box
        self.check = check
    }
}
