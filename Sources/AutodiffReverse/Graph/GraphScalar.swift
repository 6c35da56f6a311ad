import AutodiffCore

/// A number that writes down every operation it goes through, one node for each: what ``ComputationGraph`` runs a
/// function on.
///
/// Its values have the bits that `Double` would give. It is made to be looked at, not to be fast: nothing is fused, and
/// every operation allocates. A graph scalar is valid inside the closure that got it; used afterwards, or together with
/// one of another graph, it traps.
public struct GraphScalar {
    /// The value.
    public let value: Double

    /// The number of the node; -1 for a constant.
    let index: Int

    /// The recording that the node belongs to; nil for a constant.
    let recording: GraphRecording?

    init(_ value: Double, index: Int, _ recording: GraphRecording) {
        self.value = value
        self.index = index
        self.recording = recording
    }

    /// A constant: it has no node of its own, and stands in the formula of the node that it enters.
    public init(_ value: Double) {
        self.value = value
        index = -1
        recording = nil
    }
}

extension RealScalar {
    /// This number, under a name: in a ``ComputationGraph`` the node that computed it is called so. On every other scalar
    /// nothing happens, at no cost.
    ///
    ///     let mean = (total / Double(n)).named("mean")
    @inlinable
    public func named(_ name: String) -> Self {
        if let scalar = self as? GraphScalar { scalar.nameNode(name) }
        return self
    }
}

extension GraphScalar {
    @usableFromInline
    func nameNode(_ name: String) { recording?.name(index, name) }

    /// The node of an operation of one argument.
    static func record(
        _ operation: ComputationGraph.Operation, _ value: Double, _ x: GraphScalar, _ partial: Double
    ) -> GraphScalar {
        guard let recording = x.recording else { return GraphScalar(value) }
        return recording.append(operation, value, [.node(x.index, partial: partial)])
    }

    /// The node of an operation of two arguments, of which constants have no partial.
    static func record(
        _ operation: ComputationGraph.Operation, _ value: Double, _ x: GraphScalar, _ y: GraphScalar,
        _ partials: @autoclosure () -> (Double, Double)
    ) -> GraphScalar {
        guard let recording = x.recording ?? y.recording else { return GraphScalar(value) }
        if let other = y.recording, other !== recording { GraphRecording.mixed(recording, other) }
        let (partialX, partialY) = partials()
        return recording.append(operation, value, [x.argument(partialX), y.argument(partialY)])
    }

    func argument(_ partial: Double) -> ComputationGraph.Argument {
        recording == nil ? .constant(value) : .node(index, partial: partial)
    }
}

extension GraphScalar: CustomStringConvertible {
    /// The value.
    public var description: String { "\(value)" }
}
