import AutodiffCore

/// What a run of a sparse verb's program has computed, while its buffer is held.
package struct SparseResults {
    fileprivate let results: Results
    fileprivate let layout: SparseLayout

    /// The pattern of the entries on the path that was taken: exact, but for entries that are zero at the point.
    package var pattern: SparsityPattern { layout.pattern }

    /// The function's own results, and of a Hessian the gradient after them.
    package func leading() -> [Double] { results.array(0..<layout.first) }

    /// Writes the entries in the order of the pattern. Whether one is nan: where 0 · ∞ made it one, other modes have conventions.
    package func copyEntries(to place: UnsafeMutablePointer<Double>?) -> Bool {
        layout.copy(from: results.buffer, to: place)
    }
}

extension Compiled {
    /// Runs the program of all Jacobian entries that aren't structural zeros, of the point's path.
    package func withSparseJacobian<Result>(at x: [Double], _ body: (SparseResults) -> Result) -> Result {
        run(.sparseJacobian, at: x, body) { $0.outputs.count }
    }

    /// Whether the function's path changes so often that to record it anew costs more than its programs save.
    package var hasGivenUp: Bool { paths.haveGivenUp }

    /// Runs the program of value, gradient and Hessian entries, of the point's path.
    package func withSparseHessian<Result>(at x: [Double], _ body: (SparseResults) -> Result) -> Result {
        run(.sparseHessian, at: x, body) { 1 + $0.inputCount }
    }

    private func run<Result>(
        _ verb: Verb, at x: [Double], _ body: (SparseResults) -> Result, leading: (Graph) -> Int
    ) -> Result {
        paths.run(at: x) { path in
            let program = path.program(verb)
            let layout = path.layouts.withLock { layouts in
                if let layout = layouts[verb] { return layout }
                let pattern = path.patterns.withLock { $0[verb]! }
                let layout = SparseLayout(program, pattern, after: leading(path.graph))
                layouts[verb] = layout
                return layout
            }
            return x.withUnsafeBufferPointer { x in
                program.run(x) { body(SparseResults(results: $0, layout: layout)) }
            }
        }
    }

    /// The bytes that a sparse verb's program and the numbers of one run take.
    package func sparseMemory(ofHessian isHessian: Bool) -> Int {
        let program = paths.first.program(isHessian ? .sparseHessian : .sparseJacobian)
        return program.size + 8 * program.slotCount + 4 * program.outputs.slots.count
    }
}
