import AutodiffCore
import AutodiffGraph

// The verbs on a compiled function at many points, each a row of a matrix. Sixteen points are computed at once, by vector
// instructions; the last few of them, where less than sixteen remain, cost as much as sixteen.

/// The values of a compiled function at many points, one a row.
///
///     let f = compile(at: [0.5, 0.5]) { x in sin(x[0]) * x[1] }
///     values(at: [[0.1, 0.2], [0.3, 0.4]], of: f)        // two numbers
///
/// The values have the bits that `f(x)` has. Points whose comparisons come out otherwise are computed by path.
public func values(at points: Matrix<Double>, of f: CompiledField) -> [Double] {
    var results = [Double](repeating: 0, count: points.rows)
    f.compiled.map(.values, over: points, into: &results)
    return results
}

/// The values of a compiled function at many points, one a row: as many rows, of m numbers.
public func values(at points: Matrix<Double>, of f: CompiledFunction) -> Matrix<Double> {
    let m = f.compiled.resultCount
    var results = [Double](repeating: 0, count: points.rows * m)
    f.compiled.map(.values, over: points, into: &results)
    return Matrix(rows: points.rows, columns: m, values: results)
}

/// The gradients of a compiled function at many points, one a row: as many rows, of n numbers.
///
/// The gradients have the bits that `gradient(at:of:)` gives. Cost: some 1 to 2 times the values at the points, by plain `Double`.
public func gradients(at points: Matrix<Double>, of f: CompiledField) -> Matrix<Double> {
    valuesWithGradients(at: points, of: f).gradients
}

/// The values and the gradients of a compiled function at many points; see ``gradients(at:of:)-(Matrix<Double>,_)``.
public func valuesWithGradients(
    at points: Matrix<Double>, of f: CompiledField
) -> (values: [Double], gradients: Matrix<Double>) {
    var results = [Double](repeating: 0, count: points.rows * (1 + points.columns))
    f.compiled.map(.valueWithGradient, over: points, into: &results)
    return separated(results, at: points, of: f)
}

/// The Jacobians of a compiled function at many points, one below the other: the m rows from i·m on are that of point i.
///
/// The Jacobians have the bits that `jacobian(at:of:)` gives.
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
    f.compiled.map(.jacobian, over: points, into: &jacobians.storage)
    repair(&jacobians.storage, at: points, of: f)
}

/// The gradients at many points on all cores; see ``gradients(at:of:)-(Matrix<Double>,_)``. The results have the same bits.
///
/// - Parameter tasks: How many may be computed at once, which leaves cores to others; nil stands for all.
public func parallelGradients(
    at points: Matrix<Double>, of f: CompiledField, tasks: Int? = nil
) async -> Matrix<Double> {
    await parallelValuesWithGradients(at: points, of: f, tasks: tasks).gradients
}

/// The values and the gradients at many points on all cores; see ``parallelGradients(at:of:tasks:)``.
public func parallelValuesWithGradients(
    at points: Matrix<Double>, of f: CompiledField, tasks: Int? = nil
) async -> (values: [Double], gradients: Matrix<Double>) {
    separated(await f.compiled.parallelMap(.valueWithGradient, over: points, tasks: tasks), at: points, of: f)
}

/// The Jacobians at many points on all cores, one below the other; see ``jacobians(at:of:)``. The results have the same bits.
public func parallelJacobians(
    at points: Matrix<Double>, of f: CompiledFunction, tasks: Int? = nil
) async -> Matrix<Double> {
    var results = await f.compiled.parallelMap(.jacobian, over: points, tasks: tasks)
    repair(&results, at: points, of: f)
    return Matrix(rows: points.rows * f.compiled.resultCount, columns: f.compiled.inputCount, values: results)
}

/// Values and gradients from rows of both. A gradient with a nan is taken again by the conventions of the other modes.
private func separated(
    _ results: [Double], at points: Matrix<Double>, of f: CompiledField
) -> (values: [Double], gradients: Matrix<Double>) {
    let n = points.columns
    var values: [Double] = []
    var gradients: [Double] = []
    values.reserveCapacity(points.rows)
    gradients.reserveCapacity(points.rows * n)
    for i in 0..<points.rows {
        let row = results[i * (1 + n)..<(i + 1) * (1 + n)]
        values.append(row.first!)
        if row.dropFirst().contains(where: \.isNaN) {
            gradients += gradient(at: points.row(i), of: f)
        } else {
            gradients += row.dropFirst()
        }
    }
    return (values, Matrix(rows: points.rows, columns: n, values: gradients))
}

/// Takes Jacobians with a nan again.
private func repair(_ jacobians: inout [Double], at points: Matrix<Double>, of f: CompiledFunction) {
    let size = f.compiled.resultCount * f.compiled.inputCount
    if !jacobians.contains(where: \.isNaN) { return }
    for i in 0..<points.rows where jacobians[i * size..<(i + 1) * size].contains(where: \.isNaN) {
        let again = jacobian(at: points.row(i), of: f).values
        for (k, entry) in again.enumerated() { jacobians[i * size + k] = entry }
    }
}
