public import AutodiffComparison
public import AutodiffCore

/// The pattern that a function is expected to have, whatever its number of inputs.
public struct ExpectedSparsity: Sendable {
    /// The pattern for so many rows and columns, or nil if there is none.
    @usableFromInline
    let pattern: @Sendable (_ rows: Int, _ columns: Int) -> SparsityPattern?

    init(_ pattern: @escaping @Sendable (_ rows: Int, _ columns: Int) -> SparsityPattern?) { self.pattern = pattern }

    /// The diagonal.
    public static var diagonal: ExpectedSparsity { banded(0) }

    /// The entries (i, j) with |i - j| ≤ k.
    public static func banded(_ k: Int) -> ExpectedSparsity {
        ExpectedSparsity { rows, columns in
            SparsityPattern(
                columns: columns,
                rows: (0..<rows).map { i in
                    Array(Swift.max(0, Swift.min(i - k, columns))..<Swift.max(0, Swift.min(i + k + 1, columns)))
                })
        }
    }

    /// The entries (i, j) with j ≤ i: an output depends on no later input.
    public static var lowerTriangle: ExpectedSparsity {
        ExpectedSparsity { rows, columns in
            SparsityPattern(columns: columns, rows: (0..<rows).map { Array(0..<Swift.min($0 + 1, columns)) })
        }
    }

    /// Square blocks of this size along the diagonal.
    public static func blocks(_ size: Int) -> ExpectedSparsity {
        if size < 1 { misuse("blocks of size \(size): give at least 1") }
        return ExpectedSparsity { rows, columns in
            SparsityPattern(
                columns: columns,
                rows: (0..<rows).map { i in
                    let first = i / size * size
                    return Array(Swift.min(first, columns)..<Swift.min(first + size, columns))
                })
        }
    }

    /// A pattern as it is.
    public static func pattern(_ pattern: SparsityPattern) -> ExpectedSparsity {
        ExpectedSparsity { $0 == pattern.rows && $1 == pattern.columns ? pattern : nil }
    }
}

/// Expects that a function's Jacobian has no entry outside a pattern: on the paths of the given points and of random ones near them.
///
///     expectSparsity(of: Upwind(), .banded(1), at: x)
///
/// Works in XCTest and in Swift Testing, on any thread. The failure names the first entry outside the pattern, and the point whose path
/// has it. What is looked at is structure, which depends on an input, not whether a number is zero: a term that cancels counts.
///
/// Cost: a run that finds the pattern for each of 1 + `samples` points. Traps at an empty point.
///
/// - Parameters:
///   - f: The function.
///   - expected: The pattern, a superset of the function's.
///   - x: A point of the domain.
///   - samples: How many random points are looked at, too: each input moved by up to its size plus 1, either way.
///   - comment: What to say first if the test fails; evaluated only then.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: Its path.
///   - line: The line of the call.
///   - column: The column of the call.
/// - Returns: The pattern that was found, on all these paths.
@inlinable
@discardableResult
public func expectSparsity<F: Differentiable>(
    of f: F, _ expected: ExpectedSparsity, at x: [Double], samples: Int = 20,
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> Sparsity {
    let points = [x] + randomPoints(near: x, count: samples)
    let found = points.map { jacobianSparsity(at: $0, of: f) }
    let problem = entryOutside(expected, found, points)
    expect(
        problem == nil, problem ?? "", comment,
        at: CallSite(fileID: fileID, filePath: filePath, line: line, column: column))
    return found.dropFirst().reduce(found[0]) { $0.widened(by: $1) }
}

/// Expects that some outputs of a function depend on none of some inputs: on the paths of a point and of random ones near it.
///
///     expectIndependent(of: Tridiagonal(), outputs: 0..<3, inputs: 6..<8, at: grid)
///
/// See ``expectSparsity(of:_:at:samples:_:fileID:filePath:line:column:)``. Traps for an input that there isn't.
///
/// Cost: a run that finds the pattern for each of 1 + `samples` points.
@inlinable
@discardableResult
public func expectIndependent<F: Differentiable>(
    of f: F, outputs: some Sequence<Int>, inputs: some Sequence<Int>, at x: [Double], samples: Int = 20,
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> Sparsity {
    let (outputs, inputs) = (Set(outputs), Set(inputs))
    let points = [x] + randomPoints(near: x, count: samples)
    let found = points.map { jacobianSparsity(at: $0, of: f) }
    let problem = entryOf(outputs, inputs, found, points)
    expect(
        problem == nil, problem ?? "", comment,
        at: CallSite(fileID: fileID, filePath: filePath, line: line, column: column))
    return found.dropFirst().reduce(found[0]) { $0.widened(by: $1) }
}

/// Expects that the Jacobian of a function is symmetric, as that of a gradient is: at a point and at random ones near it, to
/// `roundings` units of the roundoff of the larger row.
///
///     expectSymmetric(jacobianOf: Springs(), at: grid)
///
/// The failure names the pair that differs most, and the point.
///
/// Cost: the Jacobian at 1 + `samples` points.
@inlinable
@discardableResult
public func expectSymmetric<F: Differentiable>(
    jacobianOf f: F, at x: [Double], samples: Int = 5, roundings: Double = 1024,
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> Bool {
    let points = [x] + randomPoints(near: x, count: samples)
    var problem: String?
    for point in points where problem == nil {
        problem = asymmetry(of: sparseJacobian(at: point, of: f), at: point, roundings: roundings)
    }
    expect(
        problem == nil, problem ?? "", comment,
        at: CallSite(fileID: fileID, filePath: filePath, line: line, column: column))
    return problem == nil
}
