import AutodiffCore

extension RealScalar {
    /// This number, under a name: where a function is recorded, by ``ComputationGraph``, `compile` or `explainNaN`, the node that
    /// computed it is called so. On every other scalar nothing happens, at no cost.
    ///
    ///     let graph = ComputationGraph(at: [1, 2]) { x in
    ///         let mean = (sum(x) / 2).named("mean")
    ///         return pow(x[0] - mean, 2) + pow(x[1] - mean, 2)
    ///     }
    ///
    /// An input keeps its name, and a constant has none. A node that gets two names has the last one.
    @inlinable
    public func named(_ name: String) -> Self {
        if let scalar = self as? Symbol { scalar.nameNode(name) }
        return self
    }
}

extension Symbol {
    @usableFromInline
    func nameNode(_ name: String) { recording?.name(self, name) }
}
