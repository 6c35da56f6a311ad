import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The Hessian by forward over reverse mode in chunks: the gradient of `f` on ``MultiDual``s, whose partials are columns.
@frozen
@usableFromInline
struct ReverseHessianSweep<F: ScalarField>: ColumnSweep {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var hessian: Matrix<Double>

    @inlinable
    init(x: [Double], f: F) {
        self.x = x
        self.f = f
        hessian = Matrix(rows: x.count, columns: x.count, repeating: 0)
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        MultiDual.move(&inputs, to: x)
        let workspace = GradientWorkspace<MultiDual<Partials>>()
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(chunk, of: &inputs, with: 1)
            workspace.evaluate(at: inputs, of: f)
            MultiDual.seed(chunk, of: &inputs, with: 0)
            for i in chunk.lowerBound..<x.count {
                hessian.writeLowerTriangle(row: i, columns: chunk, of: workspace.gradient[i].checkedPartials)
            }
        }
    }
}
