import AutodiffCore

/// A derivative's pattern, and where it holds.
///
///     let sparsity = jacobianSparsity(at: grid, of: Upwind())
///     print(sparsity)
///     // on 1 path: 8 × 8, 15 entries
///     // • · · · · · · ·
///     // • • · · · · · ·
///     // · • • · · · · ·
///     // · · • • · · · ·
///     // · · · • • · · ·
///     // · · · · • • · ·
///     // · · · · · • • ·
///     // · · · · · · • •
///     let wider = sparsity.widened(by: jacobianSparsity(at: grid.map(-), of: Upwind()))
///
/// The entries outside the pattern are exactly zero wherever it holds. One inside may be zero, too: at a point, or everywhere if
/// terms cancel.
public struct Sparsity: Sendable, Hashable {
    /// Where a pattern holds.
    public enum Kind: Sendable, Hashable {
        /// At every point: the function compared nothing that depends on an input. (The sides of `max`, `min`, `abs` and their
        /// like are in the pattern all.)
        case everywhere

        /// At the points where the function's comparisons come out as at those that were looked at: on so many paths.
        case onPaths(Int)
    }

    /// The entries that may differ from zero.
    public let pattern: SparsityPattern

    /// The hashes of the paths that were looked at; numbers of no meaning where a program tells them apart.
    @usableFromInline
    let paths: Set<UInt64>

    private let hasBranches: Bool

    /// So many paths are kept at most: beyond, those met anew are looked at again. The pattern has them all the same.
    private static let tooMany = 4096

    @usableFromInline
    init(pattern: SparsityPattern, path: UInt64, branches: Int) {
        self.pattern = pattern
        paths = [path]
        hasBranches = branches > 0
    }

    /// A pattern of so many paths that a program tells apart.
    init(pattern: SparsityPattern, count: Int, hasBranches: Bool) {
        self.init(pattern: pattern, paths: Set(0..<UInt64(count)), hasBranches: hasBranches)
    }

    private init(pattern: SparsityPattern, paths: Set<UInt64>, hasBranches: Bool) {
        self.pattern = pattern
        self.paths = paths
        self.hasBranches = hasBranches
    }

    /// The same with a pattern that is equal: an array that others have, too, is compared at once.
    func with(_ pattern: SparsityPattern) -> Sparsity {
        Sparsity(pattern: pattern, paths: paths, hasBranches: hasBranches)
    }

    /// Where the pattern holds.
    public var kind: Kind { hasBranches ? .onPaths(paths.count) : .everywhere }

    /// The entries of either, on the paths of either. Traps unless both have the same shape.
    public func widened(by other: Sparsity) -> Sparsity {
        Sparsity(
            pattern: pattern.union(other.pattern),
            paths: paths.count > Sparsity.tooMany ? other.paths : paths.union(other.paths),
            hasBranches: hasBranches || other.hasBranches)
    }
}

extension Sparsity: CustomStringConvertible {
    /// Where it holds, and the pattern.
    public var description: String {
        "\(kind.words): \(pattern)"
    }
}

extension Sparsity.Kind {
    /// Where the pattern holds, in words.
    var words: String {
        switch self {
        case .everywhere: "everywhere"
        case .onPaths(let count): "on \(counted(count, "path", "paths"))"
        }
    }
}
