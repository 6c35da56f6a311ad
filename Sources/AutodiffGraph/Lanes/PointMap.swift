import AutodiffCore
import _AutodiffShims

/// A verb's program for many points of one path at once: all inputs differ from point to point.
final class PointMap: Sendable {
    private let program: LaneProgram
    private let pool = LanePool()

    /// A row of results, with the constant ones in their places and 0 for the others.
    private let template: [Double]

    /// The results that aren't constants.
    private let places: [UInt32]

    /// The number of results that stand first and aren't wanted: the values beside a Jacobian.
    private let skipped: Int

    private static let width = Int(autodiffLaneCount)

    init(_ graph: Graph, skipping skipped: Int, at point: [Double], _ options: CompileOptions) {
        let n = graph.inputCount
        let wanted = graph.outputs[skipped...]
        let places = wanted.indices.filter { wanted[$0] >= 0 }
        self.skipped = skipped
        self.places = places.map { UInt32($0 - skipped) }
        template = wanted.map { graph.constant($0) ?? 0 }
        var varying = graph
        varying.outputs = places.map { graph.outputs[$0] }
        program = LaneProgram(
            varying.split(at: point, differs: [Bool](repeating: true, count: n), options),
            inputs: (0..<n).map { .data($0) }, outputs: [LaneOutput](repeating: .each, count: places.count),
            scratch: (n + places.count) * PointMap.width, results: n * PointMap.width, options)
    }

    /// Computes the results at the points of `count` rows, and writes them to rows of `results`. Adds the rows that are on another path
    /// to `others`, and those with a nan to `nans`.
    func run(
        _ count: Int, _ row: (Int) -> Int, of points: UnsafePointer<Double>,
        into results: UnsafeMutablePointer<Double>, _ others: inout [Int], _ nans: inout [Int]
    ) {
        pool.withRoom(of: program) { room in
            _ = program.setUniforms(UnsafeBufferPointer(start: nil, count: 0), in: room)
            withUnsafeTemporaryAllocation(of: UnsafePointer<Double>?.self, capacity: PointMap.width) { inputs in
                withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Double>?.self, capacity: PointMap.width) {
                    outputs in
                    for start in stride(from: 0, to: count, by: PointMap.width) {
                        let size = min(PointMap.width, count - start)
                        for lane in 0..<PointMap.width {
                            // What is missing in the last block is the last point once more.
                            let number = row(start + min(lane, size - 1))
                            inputs[lane] = points + number * program.columnCount
                            outputs[lane] = results + number * template.count
                        }
                        let (left, bad) = run(inputs, outputs, active: 1 << UInt32(size) - 1, in: room)
                        if left | bad == 0 { continue }
                        for lane in 0..<size where left >> UInt32(lane) & 1 == 1 { others.append(row(start + lane)) }
                        for lane in 0..<size where bad >> UInt32(lane) & 1 == 1 { nans.append(row(start + lane)) }
                    }
                }
            }
        }
    }

    /// Runs a block: the lanes that have left the path, and those with a nan.
    private func run(
        _ inputs: UnsafeMutableBufferPointer<UnsafePointer<Double>?>,
        _ outputs: UnsafeMutableBufferPointer<UnsafeMutablePointer<Double>?>, active: UInt32, in room: LaneRoom
    ) -> (left: UInt32, bad: UInt32) {
        let block = room.scratch
        let computed = block + program.columnCount * PointMap.width
        autodiffPackLanes(inputs.baseAddress, program.columnCount, block)
        var active = active
        var left: UInt32 = 0
        while active != 0 {
            let failed = program.run(block, in: room, active: active, results: computed)
            if failed == 0 { break }
            left |= failed
            active &= ~failed
        }
        let bad = places.withUnsafeBufferPointer { places in
            template.withUnsafeBufferPointer { template in
                autodiffUnpackLanes(
                    computed, places.baseAddress, places.count,
                    places.count == template.count ? nil : template.baseAddress, template.count, outputs.baseAddress,
                    active)
            }
        }
        return (left, bad)
    }
}

extension Compiled {
    /// Computes a verb's results behind the first `skipped` at each row of `points`, and writes them row by row. The rows from
    /// `range` alone.
    ///
    /// Rows on one path are run together, sixteen at once. Returns the rows with a nan.
    func map(
        _ verb: Verb, over points: UnsafePointer<Double>, _ range: Range<Int>, skipping skipped: Int, results m: Int,
        into results: UnsafeMutablePointer<Double>
    ) -> [Int] {
        var nans: [Int] = []
        var rows: [Int] = []
        let count = verb == .gradient ? 1 : verb == .jacobian ? m / inputCount : m
        let first = checked(paths.first, count)
        first.map(of: verb, skipping: skipped).run(
            range.count, { range.lowerBound + $0 }, of: points, into: results, &rows, &nans)
        func point(_ row: Int) -> [Double] {
            Array(UnsafeBufferPointer(start: points + row * inputCount, count: inputCount))
        }
        var rounds = 0
        while let row = rows.first, rounds < paths.options.maximumPaths {
            rounds += 1
            var path = checked(self.path(of: point(row)), count)
            // A number that isn't finite may have met a folded zero.
            if let unfolded = path.unfolded, !point(row).allSatisfy(\.isFinite) { path = unfolded }
            var others: [Int] = []
            path.map(of: verb, skipping: skipped).run(
                rows.count, { rows[$0] }, of: points, into: results, &others, &nans)
            if others.first == row { break }
            rows = others
        }
        for row in rows {
            let values = singleResults(of: verb, at: point(row))[skipped...]
            for (i, value) in values.enumerated() { results[row * m + i] = value }
            if values.contains(where: { $0 != $0 }) { nans.append(row) }
        }
        return nans
    }

    private func checked(_ path: Path, _ count: Int) -> Path {
        if path.graph.outputs.count != count {
            misuse(
                """
                a compiled function has \(path.graph.outputs.count) results at one point and \(count) at another: \
                many points at once need as many at each
                """)
        }
        return path
    }

    /// A verb's results at one point, by another mode where the function's path changes too often.
    private func singleResults(of verb: Verb, at x: [Double]) -> [Double] {
        switch verb {
        case .gradient:
            let (value, gradient) = valueWithGradient(at: x)
            return [value] + gradient
        case .jacobian:
            let (value, jacobian) = valueWithJacobian(at: x)
            return value + jacobian.values
        default: return results(of: verb, at: x)
        }
    }
}
