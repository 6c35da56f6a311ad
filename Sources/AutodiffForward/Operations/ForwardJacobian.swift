import AutodiffCore

/// The Jacobian of a function Rⁿ → Rᵐ, by forward mode: one column for each input.
///
/// Cost: n runs of `f` on duals; on `Double` several columns in one, ``forwardJacobian(at:of:chunk:)``. Traps at an empty
/// point.
@inlinable
public func forwardJacobian<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F) -> Matrix<Base> {
    if let x = x as? [Double], let jacobian = forwardJacobian(at: x, of: f, chunk: nil) as? Matrix<Base> {
        return jacobian
    }
    if x.isEmpty { misuse("forwardJacobian at an empty point: a function to differentiate has at least one input") }
    var direction = [Base](repeating: .zero, count: x.count)
    let columns = x.indices.map { j in
        direction[j] = 1
        defer { direction[j] = .zero }
        return jvp(at: x, along: direction, of: f).tangent
    }
    for (j, column) in columns.enumerated() where column.count != columns[0].count {
        misuse(
            count: column.count, of: "the result of run \(j) of the function", expected: columns[0].count,
            "the number of outputs must not depend on the run")
    }
    return Matrix(columns).transposed
}

/// The Jacobian of a function Rⁿ → Rᵐ, by forward mode in chunks: several columns in one run.
///
///     let j = forwardJacobian(at: [2, 0.5], of: Polar())          // 2 × 2, rows = outputs
///
/// Every entry has the bits that n runs of ``jvp(at:along:of:)`` along the unit vectors give.
///
/// Cost: about n/chunk runs of `f` on ``MultiDual``s, narrower ones for the columns left over.
/// Allocated are the result and one array of inputs for each width in use; the rest is `f`'s own.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The function. Traps if the number of its outputs changes from run to run.
///   - chunk: The number of columns in one run: 2, 4, 8, 16 or 32, or a trap; nil stands for 16.
@inlinable
public func forwardJacobian<F: Differentiable>(at x: [Double], of f: F, chunk: Int?) -> Matrix<Double> {
    var workspace = ForwardWorkspace()
    var sweep = JacobianSweep(x, f, [], rows: nil)
    sweep.run(columns: x.count, chunk: chunk, workspace: &workspace)
    return Matrix(rows: sweep.rows ?? 0, columns: x.count, values: sweep.entries)
}

/// The Jacobian, written into a matrix that is there already; see ``forwardJacobian(at:of:chunk:)``.
///
/// For a caller in a loop: nothing of size m × n is allocated. Traps unless `jacobian` is m × n.
@inlinable
public func forwardJacobian<F: Differentiable>(
    at x: [Double], of f: F, into jacobian: inout Matrix<Double>, chunk: Int? = nil
) {
    var workspace = ForwardWorkspace()
    forwardJacobian(at: x, of: f, into: &jacobian, workspace: &workspace, chunk: chunk)
}

/// The Jacobian, written into a matrix that is there already, with inputs that are there already too; see
/// ``forwardJacobian(at:of:chunk:)`` and ``ForwardWorkspace``.
///
/// For a caller in a loop: nothing is allocated but by `f`. Traps unless `jacobian` is m × n.
@inlinable
public func forwardJacobian<F: Differentiable>(
    at x: [Double], of f: F, into jacobian: inout Matrix<Double>, workspace: inout ForwardWorkspace, chunk: Int? = nil
) {
    if jacobian.columns != x.count {
        misuse(count: jacobian.columns, of: "a row of the Jacobian", expected: x.count, "one column for each input")
    }
    var sweep = JacobianSweep(x, f, [], rows: jacobian.rows)
    swap(&sweep.entries, &jacobian.storage)
    sweep.run(columns: x.count, chunk: chunk, workspace: &workspace)
    swap(&sweep.entries, &jacobian.storage)
}

/// The value and the Jacobian by one run of `f`, if there are no more than 16 inputs; otherwise nil.
@inlinable
package func valueWithForwardJacobianInOneRun<F: Differentiable>(
    at x: [Double], of f: F
) -> (value: [Double], jacobian: Matrix<Double>)? {
    var workspace = ForwardWorkspace()
    var sweep = JacobianSweep(x, f, [], rows: nil)
    sweep.value = []
    switch x.count {
    case ...2: sweep.run(over: x.indices, inputs: &workspace.two)
    case ...4: sweep.run(over: x.indices, inputs: &workspace.four)
    case ...8: sweep.run(over: x.indices, inputs: &workspace.eight)
    case ...16: sweep.run(over: x.indices, inputs: &workspace.sixteen)
    default: return nil
    }
    return (sweep.value ?? [], Matrix(rows: sweep.rows ?? 0, columns: x.count, values: sweep.entries))
}

@frozen
@usableFromInline
struct JacobianSweep<F: Differentiable>: ColumnSweep {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var entries: [Double]
    @usableFromInline
    var rows: Int?

    /// The value, if it is wanted.
    @usableFromInline
    var value: [Double]?

    @inlinable
    init(_ x: [Double], _ f: F, _ entries: [Double], rows: Int?) {
        if x.isEmpty { misuse("forwardJacobian at an empty point: a function to differentiate has at least one input") }
        self.x = x
        self.f = f
        self.entries = entries
        self.rows = rows
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        MultiDual.move(&inputs, to: x)
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(chunk, of: &inputs, with: 1)
            write(f(inputs), to: chunk)
            MultiDual.seed(chunk, of: &inputs, with: 0)
        }
    }

    @inlinable
    mutating func write<Partials: SIMD>(_ outputs: [MultiDual<Partials>], to columns: Range<Int>) {
        if rows == nil {
            rows = outputs.count
            entries = [Double](repeating: 0, count: outputs.count * x.count)
        } else if outputs.count != rows {
            misuse(
                count: outputs.count, of: "the result of the function", expected: rows ?? 0,
                "the number of outputs must not depend on the run, and is the number of the Jacobian's rows")
        }
        if value != nil && columns.lowerBound == 0 { value = outputs.map(\.value) }
        let inputs = x.count
        entries.withUnsafeMutableBufferPointer { entries in
            for i in 0..<outputs.count {
                outputs[i].writePartials(
                    columns.count, to: entries.baseAddress! + i * inputs + columns.lowerBound)
            }
        }
    }
}
