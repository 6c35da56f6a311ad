import AutodiffCore

/// The value and the Jacobian of a function Rⁿ → Rᵐ by forward mode, several columns in one run.
///
/// Every entry has the bits that n runs of ``jvp(at:along:of:)`` along the unit vectors give. Traps if the number of outputs
/// changes from run to run.
///
/// Cost: about n/chunk runs of `f` on ``MultiDual``s, narrower ones for the columns left over. Allocated are the result
/// and one array of inputs for each width in use; the rest is `f`'s own.
@inlinable
package func forwardJacobian<F: Differentiable>(
    at x: [Double], of f: F, chunk: Int = 16
) -> (value: [Double], jacobian: Matrix<Double>) {
    var inputs = ChunkInputs()
    var run = JacobianRun(x, f, [], rows: nil)
    run.run(columns: x.count, chunk: chunk, inputs: &inputs)
    return (run.value, Matrix(rows: run.rows ?? 0, columns: x.count, values: run.entries))
}

/// The Jacobian, into a matrix that is there already, with inputs that are there already; see
/// ``forwardJacobian(at:of:chunk:)``.
///
/// Nothing is allocated but by `f`. Traps unless `jacobian` is m × n. The value goes into `value`, if it is wanted.
@inlinable
package func forwardJacobian<F: Differentiable>(
    at x: [Double], of f: F, into jacobian: inout Matrix<Double>, value: inout [Double], wantsValue: Bool = true,
    inputs: inout ChunkInputs, chunk: Int = 16
) {
    checkPlace(jacobian, columns: x.count)
    var run = JacobianRun(x, f, [], rows: jacobian.rows)
    run.wantsValue = wantsValue
    swap(&run.entries, &jacobian.storage)
    if wantsValue { swap(&run.value, &value) }
    run.run(columns: x.count, chunk: chunk, inputs: &inputs)
    swap(&run.entries, &jacobian.storage)
    if wantsValue { swap(&run.value, &value) }
}

/// Traps unless a Jacobian of so many columns fits.
@inlinable
package func checkPlace<Base>(_ jacobian: Matrix<Base>, columns: Int) {
    if jacobian.columns != columns {
        misuse(count: jacobian.columns, of: "a row of the Jacobian", expected: columns, "one column for each input")
    }
}

/// The value and the Jacobian by one run of `f`, if there are no more than 16 inputs; otherwise nil.
@inlinable
package func forwardJacobianInOneRun<F: Differentiable>(
    at x: [Double], of f: F
) -> (value: [Double], jacobian: Matrix<Double>)? {
    var inputs = ChunkInputs()
    var run = JacobianRun(x, f, [], rows: nil)
    switch x.count {
    case ...2: run.run(over: x.indices, inputs: &inputs.two)
    case ...4: run.run(over: x.indices, inputs: &inputs.four)
    case ...8: run.run(over: x.indices, inputs: &inputs.eight)
    case ...16: run.run(over: x.indices, inputs: &inputs.sixteen)
    default: return nil
    }
    return (run.value, Matrix(rows: run.rows ?? 0, columns: x.count, values: run.entries))
}

@frozen
@usableFromInline
struct JacobianRun<F: Differentiable>: ChunkedRun {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var entries: [Double]
    @usableFromInline
    var rows: Int?
    @usableFromInline
    var value: [Double] = []
    @usableFromInline
    var wantsValue = true

    @inlinable
    init(_ x: [Double], _ f: F, _ entries: [Double], rows: Int?) {
        if x.isEmpty { misuse("jacobian at an empty point: a function to differentiate has at least one input") }
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
        if _slowPath(wantsValue) && columns.lowerBound == 0 { writeValue(of: outputs) }
        let inputs = x.count
        entries.withUnsafeMutableBufferPointer { entries in
            for i in 0..<outputs.count {
                outputs[i].writePartials(
                    columns.count, to: entries.baseAddress! + i * inputs + columns.lowerBound)
            }
        }
    }

    @inlinable
    @inline(never)
    mutating func writeValue<Partials: SIMD>(of outputs: [MultiDual<Partials>]) {
        if value.count == outputs.count {
            for i in outputs.indices { value[i] = outputs[i].value }
        } else {
            value = outputs.map(\.value)
        }
    }
}
