import AutodiffCore

/// The value f(x) and the derivatives J(x)·v of a function Rⁿ → Rᵐ along several directions v, by forward mode in
/// chunks: several directions in one run.
///
///     let (value, tangents) = jvp(at: [2, 0.5], along: [[1, 0], [1, 1]], of: Polar())
///
/// Every tangent has the bits of a ``jvp(at:along:of:)`` of its own.
///
/// Cost: a run of `f` on ``MultiDual``s for every 16 directions, narrower ones for those left over.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - directions: The p directions, n components each, or a trap. For none of them f alone is run.
///   - f: The function.
/// - Returns: The m outputs, and for each direction their m derivatives along it.
@_disfavoredOverload
@inlinable
public func jvp<F: Differentiable>(
    at x: [Double], along directions: [[Double]], of f: F
) -> (value: [Double], tangents: [[Double]]) {
    jvp(at: x, along: directions, of: f, chunk: 16)
}

/// The derivatives along several directions, so many of them in one run: 2, 4, 8 or 16.
@inlinable
package func jvp<F: Differentiable>(
    at x: [Double], along directions: [[Double]], of f: F, chunk: Int
) -> (value: [Double], tangents: [[Double]]) {
    checkDirections(directions, at: x, of: "jvp")
    if directions.isEmpty { return (f(x), []) }
    var inputs = ChunkInputs()
    var run = DirectionsRun(x: x, f: f, directions: directions)
    run.run(columns: directions.count, chunk: chunk, inputs: &inputs)
    return (run.value, run.tangents)
}

/// The value f(x) and the derivatives J(x)·v along several directions v over any base, nested ones included; see
/// ``jvp(at:along:of:)-swift.func``.
///
/// Cost: a run of `f` on duals for each direction.
@_disfavoredOverload
@inlinable
public func jvp<F: Differentiable, Base: RealScalar>(
    at x: [Base], along directions: [[Base]], of f: F
) -> (value: [Base], tangents: [[Base]]) {
    checkDirections(directions, at: x, of: "jvp")
    if directions.isEmpty { return (f(x), []) }
    let runs = directions.map { jvp(at: x, along: $0, of: f) }
    return (runs[0].value, runs.map(\.tangent))
}

/// The value and the derivatives along several directions of a closure on duals, which is run once for each direction.
///
/// Traps if there are no directions: the closure is never run on plain numbers.
@inlinable
public func jvp<Base: RealScalar>(
    at x: [Base], along directions: [[Base]],
    of f: ([Dual<Base.Itself>]) throws -> [Dual<Base.Itself>]
) rethrows -> (value: [Base], tangents: [[Base]]) {
    checkDirections(directions, at: x, of: "jvp")
    if directions.isEmpty { misuse("jvp of a closure along no direction: there has to be at least one") }
    let runs = try directions.map { try jvp(at: x, along: $0, of: f) }
    return (runs[0].value, runs.map(\.tangent))
}

/// Traps at an empty point, and unless every direction has a component for each input.
@inlinable
package func checkDirections<Base>(_ directions: [[Base]], at x: [Base], of what: StaticString) {
    if x.isEmpty { misuse("\(what) at an empty point: a function to differentiate has at least one input") }
    for (k, direction) in directions.enumerated() where direction.count != x.count {
        misuse(
            count: direction.count, of: "direction \(k) of \(what)", expected: x.count, "one component for each input")
    }
}

/// The value and the derivatives along several directions, so many of them in one run.
@frozen
@usableFromInline
package struct DirectionsRun<F: Differentiable>: ChunkedRun {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    let directions: [[Double]]
    @usableFromInline
    package var value: [Double] = []
    @usableFromInline
    package var tangents: [[Double]] = []

    @inlinable
    package init(x: [Double], f: F, directions: [[Double]]) {
        self.x = x
        self.f = f
        self.directions = directions
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(directions[chunk], at: x, in: &inputs)
            let outputs = f(inputs)
            value = outputs.map(\.value)
            let partials = outputs.map { $0.checkedPartials }
            for lane in 0..<chunk.count { tangents.append(partials.map { $0[lane] }) }
        }
    }
}

extension MultiDual {
    /// The point `x`, with the directions in the lanes.
    @inlinable
    package static func seed(_ directions: ArraySlice<[Double]>, at x: [Double], in inputs: inout [MultiDual]) {
        inputs = x.indices.map { j in
            var partials = Partials(repeating: 0)
            for (lane, direction) in directions.enumerated() { partials[lane] = direction[j] }
            return MultiDual(x[j], partials, .sealed)
        }
    }
}
