import AutodiffCore
import AutodiffForward

/// A block that pulls back by its Jacobian from forward mode.
@usableFromInline
struct ForwardBlock<Block: _Block>: _Block, Differentiable {
    @usableFromInline
    let block: Block

    @inlinable
    init(block: Block) { self.block = block }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { block(x) }

    @inlinable
    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S]) {
        if let x = x as? [Double] {
            let (value, rows) = forwardJacobian(at: x, of: self)
            return (value as! [S], { w in rows.transposed.times(w as! [Double]) as! [S] })
        }
        var columns: [[S]] = []
        for j in x.indices {
            let direction = x.indices.map { $0 == j ? S(1) : 0 }
            columns.append(jvp(at: x, along: direction, of: self).tangent)
        }
        return (block(x), { w in columns.map { dot($0, w) } })
    }

    @usableFromInline
    var tangentBlock: any _Block { TangentBlock(block: self) }
}
