import AutodiffCore

extension CompiledField {
    /// A Swift file with a function of this name that computes value and gradient, and needs nothing but the C library.
    ///
    ///     let f = compile(at: [-1.2, 1]) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
    ///     let source = f.swiftSource(named: "rosenbrock")
    ///     // func rosenbrock(_ point: [Double]) -> (value: Double, gradient: [Double])?
    ///
    /// The function has the bits of this one compiled with `exactValues`. It is the path that was used last: where a comparison
    /// comes out otherwise the function returns nil. Beyond 2,000 operations it is made of parts, so that its compile time grows
    /// with its length alone.
    ///
    /// A rule that Swift has no function for, one of your own or a special function such as digamma, becomes a parameter: for
    /// `Hill` of the type ``UnaryRule`` the parameters `hill` and, if the derivative can't be written as operations, `hillSlope`,
    /// both `(Double) -> Double`; for a ``BinaryRule`` also `…SlopeX` and `…SlopeY`, `(Double, Double) -> Double`; for a
    /// ``VectorRule`` its values, `([Double]) -> [Double]`. The comment in front of the function says what each has to compute.
    ///
    /// - Parameters:
    ///   - name: The function's name: a name in Swift, or a trap.
    ///   - inputs: Names for the inputs, n of them, or a trap; x0, x1, … if left out.
    public func swiftSource(named name: String, inputs: [String]? = nil) -> String {
        compiled.swiftSource(named: name, inputs: inputs, .gradient) { _ in .field }
    }
}

extension CompiledFunction {
    /// A Swift file with a function of this name that computes values and Jacobian, by rows, and needs nothing but the C library;
    /// see ``CompiledField/swiftSource(named:inputs:)``.
    ///
    ///     // func residuals(_ point: [Double]) -> (values: [Double], jacobian: [[Double]])?
    public func swiftSource(named name: String, inputs: [String]? = nil) -> String {
        compiled.swiftSource(named: name, inputs: inputs, .jacobian) { .function($0) }
    }
}

extension Compiled {
    fileprivate func swiftSource(
        named name: String, inputs: [String]?, _ verb: Verb, _ shape: (Int) -> SwiftSource.Shape
    ) -> String {
        if swiftName(name) != name || SwiftSource.keywords.contains(name) || SwiftExpressions.reserved.contains(name) {
            misuse(
                "\"\(name)\" can't be a function's name in a Swift file: take a name of letters that nothing else has")
        }
        let inputs = inputs ?? (0..<inputCount).map { "x\($0)" }
        if inputs.count != inputCount {
            misuse(
                count: inputs.count, of: "the names of a Swift function's inputs", expected: inputCount, "one for each")
        }
        // Zeros are not folded, so that the bits are those of `exactValues`.
        let first = paths.first.unfolded ?? paths.first
        // A rule's derivative for all numbers is a function of the file.
        let path = Path(first.graph, at: first.point, paths.options, folds: false, guardsRules: false)
        return SwiftSource(
            graph: path.graph(of: verb), name: name, inputNames: inputs, point: path.point,
            shape: shape(path.graph.outputs.count)
        ).text()
    }
}
