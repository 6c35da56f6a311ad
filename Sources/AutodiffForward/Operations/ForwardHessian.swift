import AutodiffCore

/// The Hessian of a scalar field Rⁿ → R, by forward over forward mode: duals of several directions inside duals of one.
///
///     let h = forwardHessian(at: [-1.2, 1], of: Rosenbrock())
///
/// It is symmetric to the last bit: the lower triangle is computed, the upper one mirrors it. For small n it is cheaper
/// than forward over reverse mode, which first has to record the function.
///
/// Cost: about n²/(2·chunk) + n/2 runs of `f` on `Dual<MultiDual>`s. Allocated are the result and two arrays of inputs for
/// each width in use; the rest is `f`'s own.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The scalar field.
///   - chunk: The number of columns in one run: 2, 4, 8, 16 or 32, or a trap; 8 if left out.
@inlinable
public func forwardHessian<F: ScalarField>(at x: [Double], of f: F, chunk: Int? = nil) -> Matrix<Double> {
    var hessian = Matrix<Double>(rows: x.count, columns: x.count, repeating: 0)
    forwardHessian(at: x, of: f, into: &hessian, chunk: chunk)
    return hessian
}

/// The Hessian, written into a matrix that is there already; see ``forwardHessian(at:of:chunk:)``.
///
/// For a caller in a loop: only the arrays of inputs are allocated. Traps unless `hessian` is n × n.
@inlinable
public func forwardHessian<F: ScalarField>(
    at x: [Double], of f: F, into hessian: inout Matrix<Double>, chunk: Int? = nil
) {
    if x.isEmpty { misuse("forwardHessian at an empty point: a function to differentiate has at least one input") }
    if hessian.rows != x.count || hessian.columns != x.count {
        misuse(
            "the Hessian of a function of \(x.count) inputs doesn't fit a \(hessian.rows) × \(hessian.columns) matrix")
    }
    var workspace = ForwardWorkspace()
    var sweep = HessianSweep(x: x, f: f)
    swap(&sweep.hessian, &hessian)
    sweep.run(columns: x.count, chunk: chunk ?? 8, workspace: &workspace)
    swap(&sweep.hessian, &hessian)
}

@frozen
@usableFromInline
struct HessianSweep<F: ScalarField>: ColumnSweep {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var hessian = Matrix<Double>(rows: 0, columns: 0, values: [])

    @inlinable
    init(x: [Double], f: F) {
        self.x = x
        self.f = f
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        MultiDual.move(&inputs, to: x)
        var duals = inputs.map { Dual($0, 0, .sealed) }
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(chunk, of: &inputs, with: 1)
            for j in chunk { duals[j] = Dual(inputs[j], 0, .sealed) }
            MultiDual.seed(chunk, of: &inputs, with: 0)
            for i in chunk.lowerBound..<x.count {
                duals[i] = Dual(duals[i].value, 1, .sealed)
                let y = f.value(at: duals)
                duals[i] = Dual(duals[i].value, 0, .sealed)
                y.perturbation.check(in: .sealed)
                hessian.writeLowerTriangle(row: i, columns: chunk, of: y.tangent.checkedPartials)
            }
            for j in chunk { duals[j] = Dual(inputs[j], 0, .sealed) }
        }
    }
}

extension Matrix<Double> {
    /// Writes the second derivatives in row `i` that lie on or below the diagonal, and their mirror images.
    @inlinable
    package mutating func writeLowerTriangle<Partials: PartialsVector>(
        row i: Int, columns: Range<Int>, of partials: Partials
    ) {
        for j in columns where j <= i {
            self[i, j] = partials[j - columns.lowerBound]
            self[j, i] = partials[j - columns.lowerBound]
        }
    }
}
