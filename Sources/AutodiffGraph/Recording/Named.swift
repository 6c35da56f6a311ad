import AutodiffCore

extension RealScalar {
    /// This number, under a name: where a function is recorded, by ``ComputationGraph``, `compile` or `explainNaN`, the node that
    /// computed it is called so. On every other scalar nothing happens, at no cost.
    ///
    ///     let mean = (total / Double(n)).named("mean")
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
