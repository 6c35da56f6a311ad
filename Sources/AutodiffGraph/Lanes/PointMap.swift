import AutodiffCore
import _AutodiffShims

/// A verb's program for many points of one path at once: all inputs differ from point to point.
final class PointMap: Sendable {
    private let program: LaneProgram
    private let pool = LanePool()

    /// A row of results, with the constant ones in their places and 0 for the others.
    private let template: [Double]

    /// The results that aren't constants.
    private let places: [Int]

    init(_ graph: Graph, at point: [Double], _ options: CompileOptions) {
        let n = graph.inputCount
        let places = graph.outputs.indices.filter { graph.outputs[$0] >= 0 }
        self.places = places
        template = graph.outputs.map { graph.constant($0) ?? 0 }
        var varying = graph
        varying.outputs = places.map { graph.outputs[$0] }
        program = LaneProgram(
            varying.split(at: point, differs: [Bool](repeating: true, count: n), options),
            inputs: (0..<n).map { .data($0) }, outputs: [LaneOutput](repeating: .each, count: places.count),
            isExact: options.exactValues)
    }

    /// Computes the results behind the first `skipped` at the points of some rows, and writes them to rows of `results`. Returns
    /// the rows that are on another path, and adds those with a nan to `nans`.
    func run(
        _ rows: [Int], of points: UnsafePointer<Double>, skipping skipped: Int,
        into results: UnsafeMutablePointer<Double>, _ nans: inout [Int]
    ) -> [Int] {
        let width = Int(autodiffLaneCount)
        let (n, m) = (program.columnCount, template.count - skipped)
        // The results of skipped places are computed too, and stand first.
        let first = places.firstIndex { $0 >= skipped } ?? places.count
        let written = places[first...].map { UInt32($0 - skipped) }
        var outputs = [UnsafeMutablePointer<Double>?](repeating: nil, count: width)
        var others: [Int] = []
        // The points of a block, and its results.
        let block = UnsafeMutableRawPointer.allocate(byteCount: (n + places.count) * width * 8, alignment: 64)
            .bindMemory(to: Double.self, capacity: (n + places.count) * width)
        let computed = block + n * width
        defer { block.deallocate() }
        var inputs = [UnsafePointer<Double>?](repeating: nil, count: width)
        pool.withRoom(of: program) { room in
            _ = program.setUniforms(UnsafeBufferPointer(start: nil, count: 0), in: room)
            for start in stride(from: 0, to: rows.count, by: width) {
                let count = min(width, rows.count - start)
                // What is missing in the last block is the last point once more.
                for lane in 0..<width { inputs[lane] = points + rows[start + min(lane, count - 1)] * n }
                autodiffPackLanes(inputs, n, block)
                var active: UInt32 = (1 << UInt32(count)) - 1
                while active != 0 {
                    let failed = program.run(block, in: room, active: active, results: computed)
                    if failed == 0 { break }
                    for lane in 0..<count where failed >> UInt32(lane) & 1 == 1 { others.append(rows[start + lane]) }
                    active &= ~failed
                }
                for lane in 0..<count { outputs[lane] = results + rows[start + lane] * m }
                template.withUnsafeBufferPointer { template in
                    let isDense = written.count == m
                    let bad = autodiffUnpackLanes(
                        computed + first * width, written, written.count,
                        isDense ? nil : template.baseAddress! + skipped, m, outputs, active)
                    for lane in 0..<count where bad >> UInt32(lane) & 1 == 1 { nans.append(rows[start + lane]) }
                }
            }
        }
        return others
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
        var rows = Array(range)
        var path = paths.first
        var rounds = 0
        while true {
            if path.graph.outputs.count != resultCount {
                misuse("a compiled function has \(path.graph.outputs.count) results at one point and \(resultCount) at another")
            }
            rows = path.map(of: verb).run(rows, of: points, skipping: skipped, into: results, &nans)
            guard let row = rows.first else { return nans }
            rounds += 1
            let n = inputCount
            func point(_ row: Int) -> [Double] {
                Array(UnsafeBufferPointer(start: points + row * n, count: n))
            }
            if rounds <= paths.options.maximumPaths {
                path = self.path(of: point(row))
                // A number that isn't finite may have met a folded zero.
                if let unfolded = path.unfolded, !point(row).allSatisfy(\.isFinite) { path = unfolded }
                if path.map(of: verb).run([row], of: points, skipping: skipped, into: results, &nans).isEmpty {
                    rows.removeFirst()
                    if rows.isEmpty { return nans }
                    continue
                }
            }
            for row in rows {
                let values = singleResults(of: verb, at: point(row))
                for i in 0..<m { results[row * m + i] = values[skipped + i] }
                if values[skipped...].contains(where: { $0 != $0 }) { nans.append(row) }
            }
            return nans
        }
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
