import AutodiffCore
import AutodiffGraph

// The verbs on a compiled function at many points, each a row of a matrix. Sixteen points are computed at once, by vector
// instructions; the last few of them, where less than sixteen remain, cost as much as sixteen.

/// The values of a compiled function at many points, one a row.
///
///     let f = compile(at: [0.5, 0.5]) { x in sin(x[0]) * x[1] }
///     print(values(at: [[0, 2], [0.5, 0]], of: f))        // [0.0, 0.0]
///
/// The values have the bits that `f(x)` has. Points whose comparisons come out otherwise are computed by path.
///
/// Cost: a program that computes sixteen points at a time.
public func values(at points: Matrix<Double>, of f: CompiledField) -> [Double] {
    var results = [Double](repeating: 0, count: points.rows)
    _ = f.compiled.map(.values, over: points, into: &results)
    return results
}

/// The values of a compiled function at many points, one a row: as many rows, of m numbers.
public func values(at points: Matrix<Double>, of f: CompiledFunction) -> Matrix<Double> {
    let m = f.compiled.resultCount
    var results = [Double](repeating: 0, count: points.rows * m)
    _ = f.compiled.map(.values, over: points, into: &results)
    return Matrix(rows: points.rows, columns: m, values: results)
}

/// The gradients of a compiled function at many points, one a row: as many rows, of n numbers.
///
///     let f = compile(at: [0.5, 0.5]) { x in x[0] * x[1] }
///     print(gradients(at: [[1, 2], [3, 4]], of: f))
///     // [2.0, 1.0]
///     // [4.0, 3.0]
///
/// The gradients have the bits that `gradient(at:of:)` gives. Cost: some 1 to 2 times the values at the points, by plain `Double`.
public func gradients(at points: Matrix<Double>, of f: CompiledField) -> Matrix<Double> {
    valuesWithGradients(at: points, of: f).gradients
}

/// The values and the gradients of a compiled function at many points; see ``gradients(at:of:)-(Matrix<Double>,_)``.
///
///     let f = compile(at: [0.5, 0.5]) { x in x[0] * x[1] }
///     let (values, slopes) = valuesWithGradients(at: [[1, 2], [3, 4]], of: f)
///     print(values)                                       // [2.0, 12.0]
///
/// Cost: that of ``gradients(at:of:)-(Matrix<Double>,_)``.
public func valuesWithGradients(
    at points: Matrix<Double>, of f: CompiledField
) -> (values: [Double], gradients: Matrix<Double>) {
    var results = [Double](repeating: 0, count: points.rows * (1 + points.columns))
    let nans = f.compiled.map(.valueWithGradient, over: points, into: &results)
    return separated(results, nans, at: points, of: f)
}

/// The Jacobians of a compiled function at many points, one below the other: the m rows from i·m on are that of point i.
///
///     let f = compile(at: [0.5, 0.5]) { x in [x[0] * x[1], x[0] + x[1]] }
///     let j = jacobians(at: [[1, 2], [3, 4]], of: f)
///     print(j[rows: 2..<4])
///     // [4.0, 3.0]
///     // [1.0, 1.0]
///
/// The Jacobians have the bits that `jacobian(at:of:)` gives.
///
/// Cost: a program that computes sixteen points at a time.
public func jacobians(at points: Matrix<Double>, of f: CompiledFunction) -> Matrix<Double> {
    var jacobians = Matrix<Double>(
        rows: points.rows * f.compiled.resultCount, columns: f.compiled.inputCount, repeating: 0)
    AutodiffModes.jacobians(at: points, of: f, into: &jacobians)
    return jacobians
}

/// The same, into a matrix of as many rows as all of them have together, and n columns; a trap if it has others.
public func jacobians(at points: Matrix<Double>, of f: CompiledFunction, into jacobians: inout Matrix<Double>) {
    let (m, n) = (f.compiled.resultCount, f.compiled.inputCount)
    if jacobians.rows != points.rows * m || jacobians.columns != n {
        misuse(
            """
            the place of the Jacobians is \(jacobians.rows) × \(jacobians.columns) where \(points.rows * m) × \(n) is \
            needed: the rows of all of them, one below the other
            """)
    }
    let nans = f.compiled.map(.jacobian, over: points, into: &jacobians.storage)
    repair(&jacobians.storage, nans, at: points, of: f)
}

/// The gradients at many points on all cores; see ``gradients(at:of:)-(Matrix<Double>,_)``. The results have the same bits.
///
///     let f = compile(at: [0.5, 0.5]) { x in x[0] * x[1] }
///     let slopes = await parallelGradients(at: [[1, 2], [3, 4]], of: f)
///
/// Cost: that of the gradients, shared among the cores.
///
/// - Parameter tasks: How many may be computed at once, which leaves cores to others; nil stands for all.
public func parallelGradients(
    at points: Matrix<Double>, of f: CompiledField, tasks: Int? = nil
) async -> Matrix<Double> {
    await parallelValuesWithGradients(at: points, of: f, tasks: tasks).gradients
}

/// The values and the gradients at many points on all cores; see ``parallelGradients(at:of:tasks:)``.
///
///     let f = compile(at: [0.5, 0.5]) { x in x[0] * x[1] }
///     let (values, slopes) = await parallelValuesWithGradients(at: [[1, 2], [3, 4]], of: f)
///
/// Cost: that of the gradients, shared among the cores.
public func parallelValuesWithGradients(
    at points: Matrix<Double>, of f: CompiledField, tasks: Int? = nil
) async -> (values: [Double], gradients: Matrix<Double>) {
    let (results, nans) = await f.compiled.parallelMap(.valueWithGradient, over: points, tasks: tasks)
    return separated(results, nans, at: points, of: f)
}

/// The Jacobians at many points on all cores, one below the other; see ``jacobians(at:of:)``. The results have the same bits.
///
///     let f = compile(at: [0.5, 0.5]) { x in [x[0] * x[1], x[0] + x[1]] }
///     let j = await parallelJacobians(at: [[1, 2], [3, 4]], of: f)
///
/// Cost: that of the Jacobians, shared among the cores.
public func parallelJacobians(
    at points: Matrix<Double>, of f: CompiledFunction, tasks: Int? = nil
) async -> Matrix<Double> {
    var (results, nans) = await f.compiled.parallelMap(.jacobian, over: points, tasks: tasks)
    repair(&results, nans, at: points, of: f)
    return Matrix(rows: points.rows * f.compiled.resultCount, columns: f.compiled.inputCount, values: results)
}

/// Values and gradients from rows of both. A gradient with a nan is taken again by the conventions of the other modes.
private func separated(
    _ results: [Double], _ nans: [Int], at points: Matrix<Double>, of f: CompiledField
) -> (values: [Double], gradients: Matrix<Double>) {
    let n = points.columns
    let values = (0..<points.rows).map { results[$0 * (1 + n)] }
    var gradients: [Double] = []
    gradients.reserveCapacity(points.rows * n)
    for i in 0..<points.rows { gradients += results[i * (1 + n) + 1..<(i + 1) * (1 + n)] }
    for i in nans { gradients.replaceSubrange(i * n..<(i + 1) * n, with: gradient(at: points.row(i), of: f)) }
    return (values, Matrix(rows: points.rows, columns: n, values: gradients))
}

/// Takes the Jacobians with a nan again.
private func repair(_ jacobians: inout [Double], _ nans: [Int], at points: Matrix<Double>, of f: CompiledFunction) {
    let size = f.compiled.resultCount * f.compiled.inputCount
    for i in nans {
        jacobians.replaceSubrange(i * size..<(i + 1) * size, with: jacobian(at: points.row(i), of: f).values)
    }
}
