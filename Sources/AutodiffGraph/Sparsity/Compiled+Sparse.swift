import AutodiffCore

/// What a run of a sparse verb's program has computed, while its buffer is held.
package struct SparseResults {
    fileprivate let results: Results

    /// The place of the first entry among the results.
    fileprivate let first: Int

    /// The pattern of the entries on the path that was taken: exact, but for entries that are zero at the point.
    package let pattern: SparsityPattern

    /// The function's own results, and of a Hessian the gradient after them.
    package func leading() -> [Double] { results.array(0..<first) }

    /// Writes the entries in the order of the pattern.
    package func copyEntries(to place: UnsafeMutablePointer<Double>?) {
        results.copy(first..<first + pattern.count, to: place)
    }

    /// Whether an entry is nan: where 0 · ∞ made it one, other modes have conventions.
    package func hasNaN(_ entries: UnsafeBufferPointer<Double>) -> Bool {
        // Counted, so that it is done in vectors.
        var count = 0
        for entry in entries { count &+= entry != entry ? 1 : 0 }
        return count > 0
    }
}

extension Compiled {
    /// Runs the program of all Jacobian entries that aren't structural zeros, of the point's path.
    package func withSparseJacobian<Result>(at x: [Double], _ body: (SparseResults) -> Result) -> Result {
        run(.sparseJacobian, at: x, body) { $0.outputs.count }
    }

    /// Runs the program of value, gradient and Hessian entries, of the point's path.
    package func withSparseHessian<Result>(at x: [Double], _ body: (SparseResults) -> Result) -> Result {
        run(.sparseHessian, at: x, body) { 1 + $0.inputCount }
    }

    private func run<Result>(
        _ verb: Verb, at x: [Double], _ body: (SparseResults) -> Result, leading: (Graph) -> Int
    ) -> Result {
        paths.run(at: x) { path in
            let program = path.program(verb)
            let pattern = path.patterns.withLock { $0[verb]! }
            return x.withUnsafeBufferPointer { x in
                program.run(x) { body(SparseResults(results: $0, first: leading(path.graph), pattern: pattern)) }
            }
        }
    }

    /// The size of a sparse verb's program: the operations and the instructions that do them.
    package func sparseSize(ofHessian isHessian: Bool) -> (operations: Int, instructions: Int) {
        let program = paths.first.program(isHessian ? .sparseHessian : .sparseJacobian)
        return (program.operationCount, program.instructions.count)
    }
}
