import AutodiffCore

/// The value f(x) and the derivatives J(x)·v of a function Rⁿ → Rᵐ along several directions v, by forward mode in
/// chunks: several directions in one run.
///
///     let (value, tangents) = jvp(at: [2, 0.5], along: [[1, 0], [1, 1]], of: Polar())
///
/// Cost: about p/chunk runs of `f` on ``MultiDual``s for p directions.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - directions: The p directions, n components each, or a trap. For none of them f alone is run.
///   - f: The function.
///   - chunk: The number of directions in one run: 2, 4, 8, 16 or 32, or a trap; 16 if left out.
/// - Returns: The m outputs, and for each direction their m derivatives along it.
@inlinable
public func jvp<F: Differentiable>(
    at x: [Double], along directions: [[Double]], of f: F, chunk: Int? = nil
) -> (value: [Double], tangents: [[Double]]) {
    if x.isEmpty { misuse("jvp at an empty point: a function to differentiate has at least one input") }
    for (k, direction) in directions.enumerated() where direction.count != x.count {
        misuse(
            count: direction.count, of: "direction \(k) of a jvp", expected: x.count, "one component for each input")
    }
    if directions.isEmpty { return (f(x), []) }
    var workspace = ForwardWorkspace()
    var sweep = DirectionsSweep(x: x, f: f, directions: directions)
    sweep.run(columns: directions.count, chunk: chunk, workspace: &workspace)
    return (sweep.value, sweep.tangents)
}

@frozen
@usableFromInline
struct DirectionsSweep<F: Differentiable>: ColumnSweep {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    let directions: [[Double]]
    @usableFromInline
    var value: [Double] = []
    @usableFromInline
    var tangents: [[Double]] = []

    @inlinable
    init(x: [Double], f: F, directions: [[Double]]) {
        self.x = x
        self.f = f
        self.directions = directions
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            inputs = x.indices.map { j in
                var partials = Partials(repeating: 0)
                for lane in 0..<chunk.count { partials[lane] = directions[chunk.lowerBound + lane][j] }
                return MultiDual(x[j], partials, .sealed)
            }
            let outputs = f(inputs)
            value = outputs.map(\.value)
            let partials = outputs.map { $0.checkedPartials }
            for lane in 0..<chunk.count { tangents.append(partials.map { $0[lane] }) }
        }
    }
}
