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

    /// The life of the recording that the node belongs to, and where it is found; nil for a constant.
    private let life: UInt32
    private let handle: UnsafeMutablePointer<RecordingHandle>?

    init(value: Double, node: Int32, recording: Recording) {
        self.value = value
        self.node = node
        life = recording.life
        handle = recording.handle
    }

    /// A constant.
    public init(_ value: Double) {
        self.value = value
        node = -1
        life = 0
        handle = nil
    }

    /// The recording that the node belongs to; nil for a constant. A trap if it has ended.
    var recording: Recording? { unmanaged?.takeUnretainedValue() }

    @inline(__always)
    private var unmanaged: Unmanaged<Recording>? {
        guard let handle else { return nil }
        if handle.pointee.life != life { Recording.ended() }
        return handle.pointee.recording
    }

    @inline(__always)
    func belongs(to recording: Recording) -> Bool { handle == recording.handle && life == recording.life }

    @inline(__always)
    var isConstant: Bool { node < 0 }

    /// Whether this is the constant `c`.
    @inline(__always)
    func isConstant(_ c: Double) -> Bool { node < 0 && value == c }

    /// The recording of an operation's operands; nil if all are constants.
    static func recording(_ x: Symbol, _ y: Symbol) -> Recording? { unmanaged(x, y)?.takeUnretainedValue() }

    @inline(__always)
    private static func unmanaged(_ x: Symbol, _ y: Symbol) -> Unmanaged<Recording>? {
        guard let recording = x.unmanaged else { return y.unmanaged }
        if y.handle != nil && (y.handle != x.handle || y.life != x.life) {
            Recording.mixed(recording.takeUnretainedValue(), y.recording!)
        }
        return recording
    }

    /// What the recording of the operand makes of an operation, or `constant` if it has none. The recording isn't retained.
    @inline(__always)
    func recorded<Result>(_ constant: @autoclosure () -> Result, _ body: (Recording) -> Result) -> Result {
        guard let recording = unmanaged else { return constant() }
        return recording._withUnsafeGuaranteedRef(body)
    }

    /// The same for two operands.
    @inline(__always)
    static func recorded<Result>(
        _ x: Symbol, _ y: Symbol, _ constant: @autoclosure () -> Result, _ body: (Recording) -> Result
    ) -> Result {
        guard let recording = unmanaged(x, y) else { return constant() }
        return recording._withUnsafeGuaranteedRef(body)
    }

    /// Whether both are the same node, or the same constant.
    @usableFromInline
    package static func _areSame(_ x: Symbol, _ y: Symbol) -> Bool {
        x.node == y.node && x.recording === y.recording && x.value.bitPattern == y.value.bitPattern
    }

    /// y where the mask isn't 0, else z.
    static func select(_ mask: Symbol, _ y: Symbol, _ z: Symbol) -> Symbol {
        mask.recorded(mask.value != 0 ? y : z) { recording in
            if y.node == z.node && (y.node >= 0 || y.value.bitPattern == z.value.bitPattern) { return y }
            return recording.node(.select, mask, y, z, value: mask.value != 0 ? y.value : z.value)
        }
    }

    /// 1 where the comparison holds, else 0.
    static func mask(_ comparison: Operation, _ x: Symbol, _ y: Symbol) -> Symbol {
        let holds =
            switch comparison {
            case .less: x.value < y.value
            case .lessOrEqual: x.value <= y.value
            default: x.value == y.value
            }
        return recorded(x, y, Symbol(holds ? 1 : 0)) { $0.node(comparison, x, y, value: holds ? 1 : 0) }
    }
}

extension Symbol: CustomStringConvertible {
    /// The value.
    public var description: String { "\(primal)" }
}
