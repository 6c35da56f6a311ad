import AutodiffCore

// A block in a recording is a node, so is its pullback, and so are their derivatives of any order: nothing of a loop of a million
// steps is ever recorded. All of them are made of two rules, by what a derivative of each is:
//
//     tangent block      G(x, v) = (f(x), J v)                                  by f on duals
//     block              J v is the second half of G(x, v);  Jᵀw is the pulled-back rule P_f(x, w)
//     pulled back        dP_f along (u, ω) is the first half of P_G(x, u; ω, w);
//                        P_fᵀ v is, for w, the second half of G(x, v), and for x the first of P_G(x, v; 0, w)

/// A block whose type is known to what made it.
@usableFromInline
final class ErasedBlock: Sendable {
    fileprivate let block: any _Block
    fileprivate let values: @Sendable ([Double]) -> [Double]
    fileprivate let pulledBack: @Sendable (_ x: [Double], _ w: [Double]) -> [Double]

    /// The block, and what it does on numbers, in closures that are specialised where they are made.
    @usableFromInline
    init(
        _ block: any _Block, values: @escaping @Sendable ([Double]) -> [Double],
        pulledBack: @escaping @Sendable ([Double], [Double]) -> [Double]
    ) {
        self.block = block
        self.values = values
        self.pulledBack = pulledBack
    }

    convenience init(_ block: any _Block) {
        self.init(block, values: { block($0) }, pulledBack: { block.valueWithPullback(at: $0).pullback($1) })
    }
}

extension Symbol {
    /// The values of a block, as one node.
    @inlinable
    public static func _apply<Block: _Block>(block: Block, to x: [Symbol]) -> [Symbol] {
        apply(
            ErasedBlock(
                block, values: { block($0) }, pulledBack: { block.valueWithPullback(at: $0).pullback($1) }), to: x)
    }

    @usableFromInline
    static func apply(_ block: ErasedBlock, to x: [Symbol]) -> [Symbol] { apply(BlockRule(block: block), to: x) }
}

/// f, and its pushforward by the tangent block.
private struct BlockRule: VectorRule {
    let block: ErasedBlock

    func value(_ x: [Double]) -> [Double] { block.values(x) }

    func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] {
        S.apply(PulledBackRule(block: block, inputs: x.count), to: x + w)
    }

    func pushforward<S: RealScalar>(_ v: [S], at x: [S], value: [S]) -> [S] {
        Array(S.apply(BlockRule(block: block.tangent), to: x + v).suffix(value.count))
    }
}

/// (x, w) ↦ J(x)ᵀw.
private struct PulledBackRule: VectorRule {
    let block: ErasedBlock
    let inputs: Int

    func value(_ x: [Double]) -> [Double] { block.pulledBack(Array(x[..<inputs]), Array(x[inputs...])) }

    func pullback<S: RealScalar>(_ v: [S], at x: [S], value: [S]) -> [S] {
        let (point, w) = (Array(x[..<inputs]), Array(x[inputs...]))
        let tangents = S.apply(BlockRule(block: block.tangent), to: point + v).suffix(w.count)
        return along(v, [S](repeating: 0, count: w.count), point, w) + tangents
    }

    func pushforward<S: RealScalar>(_ v: [S], at x: [S], value: [S]) -> [S] {
        along(Array(v[..<inputs]), Array(v[inputs...]), Array(x[..<inputs]), Array(x[inputs...]))
    }

    private func along<S: RealScalar>(_ u: [S], _ omega: [S], _ x: [S], _ w: [S]) -> [S] {
        let rule = PulledBackRule(block: block.tangent, inputs: 2 * inputs)
        return Array(S.apply(rule, to: x + u + omega + w).prefix(inputs))
    }
}

extension ErasedBlock {
    /// The block (x, v) ↦ (f(x), J(x)v).
    fileprivate var tangent: ErasedBlock { ErasedBlock(block.tangentBlock) }
}
