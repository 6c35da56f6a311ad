import AutodiffCore

/// A number that records what is done with it: what a function that is compiled runs on.
///
///     let f = compile(at: [-1.2, 1]) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
///
/// Its values have the bits that `Double` would give. A comparison goes the way that the values go, and is kept: where a later
/// point would go another way, the function is recorded anew. So is a function that reads `primal`, whenever what it read has
/// another value; `stopGradient(x)` is the constant that costs nothing.
///
/// A symbol is valid inside the function that got it; used afterwards, or together with one of another recording, it traps.
public struct Symbol {
    /// The value at the point where the function is recorded.
    let value: Double

    /// The node's number; -1 for a constant.
    let node: Int32

    /// The recording that the node belongs to; nil for a constant.
    let recording: Recording?

    init(value: Double, node: Int32, recording: Recording) {
        self.value = value
        self.node = node
        self.recording = recording
    }

    /// A constant.
    public init(_ value: Double) {
        self.value = value
        node = -1
        recording = nil
    }

    var isConstant: Bool { recording == nil }

    /// Whether this is the constant `c`.
    func isConstant(_ c: Double) -> Bool { recording == nil && value == c }

    /// The recording of an operation's operands; nil if all are constants.
    static func recording(_ x: Symbol, _ y: Symbol) -> Recording? {
        guard let recording = x.recording else { return y.recording }
        if let other = y.recording, other !== recording { Recording.mixed(recording, other) }
        return recording
    }

    /// y where the mask isn't 0, else z.
    static func select(_ mask: Symbol, _ y: Symbol, _ z: Symbol) -> Symbol {
        guard let recording = mask.recording else { return mask.value != 0 ? y : z }
        if y.node == z.node && (y.node >= 0 || y.value.bitPattern == z.value.bitPattern) { return y }
        return recording.node(.select, mask, y, z, value: mask.value != 0 ? y.value : z.value)
    }

    /// 1 where the comparison holds, else 0.
    static func mask(_ comparison: Operation, _ x: Symbol, _ y: Symbol) -> Symbol {
        let holds =
            switch comparison {
            case .less: x.value < y.value
            case .lessOrEqual: x.value <= y.value
            default: x.value == y.value
            }
        guard let recording = recording(x, y) else { return Symbol(holds ? 1 : 0) }
        return recording.node(comparison, x, y, value: holds ? 1 : 0)
    }
}

extension Symbol: CustomStringConvertible {
    /// The value.
    public var description: String { "\(primal)" }
}
