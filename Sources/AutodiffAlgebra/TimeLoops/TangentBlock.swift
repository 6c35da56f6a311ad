import AutodiffCore
import AutodiffForward

/// (x, v) ↦ (f(x), J(x)v), by f on duals.
struct TangentBlock: _Block {
    let block: any _Block

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { joined(block(duals(x))) }

    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S]) {
        let (value, pullback) = block.valueWithPullback(at: duals(x))
        // On duals the pullback of b + aε is Jᵀb + (Jᵀa + (dJ)ᵀb) ε: what v gets, and what x gets.
        return (
            joined(value),
            { w in
                let m = w.count / 2
                let pulled = pullback((0..<m).map { Dual(w[m + $0], w[$0]) })
                return pulled.map(\.tangent) + pulled.map(\.value)
            }
        )
    }

    var tangentBlock: any _Block { TangentBlock(block: self) }

    private func duals<S: RealScalar>(_ x: [S]) -> [Dual<S>] {
        let n = x.count / 2
        return (0..<n).map { Dual(x[$0], x[n + $0]) }
    }

    private func joined<S: RealScalar>(_ y: [Dual<S>]) -> [S] { y.map(\.value) + y.map(\.tangent) }
}
