import AutodiffCore

/// What is computed at each of many points.
package enum PointVerb: Sendable {
    case values, valueWithGradient, jacobian

    fileprivate var verb: Verb {
        switch self {
        case .values: .value
        case .valueWithGradient: .gradient
        case .jacobian: .jacobian
        }
    }

    /// The number of results for a function of n inputs and m results.
    fileprivate func count(_ n: Int, _ m: Int) -> Int {
        switch self {
        case .values: m
        case .valueWithGradient: 1 + n
        case .jacobian: m * n
        }
    }
}

extension Compiled {
    /// The number of results of the function.
    package var resultCount: Int { paths.first.graph.outputs.count }

    /// Writes the verb's results at each row of `points`, one row of `results` a point; of a Jacobian without the values. Returns the
    /// rows with a nan.
    package func map(_ verb: PointVerb, over points: Matrix<Double>, into results: inout [Double]) -> [Int] {
        checkPoints(points, verb, results.count)
        return points.storage.withUnsafeBufferPointer { points in
            results.withUnsafeMutableBufferPointer { results in
                guard let points = points.baseAddress, let place = results.baseAddress else { return [] }
                return map(verb, over: points, 0..<results.count / rowLength(verb), into: place)
            }
        }
    }

    /// The same, by tasks that each take some of the rows. The results are those of `map`, to the last bit.
    package func parallelMap(
        _ verb: PointVerb, over points: Matrix<Double>, tasks: Int?
    ) async -> (results: [Double], nans: [Int]) {
        if let tasks, tasks < 1 { misuse("\(points.rows) points by \(tasks) tasks: there has to be at least one") }
        let length = rowLength(verb)
        checkPoints(points, verb, points.rows * length)
        // Parts of whole blocks, and no more of them than there is work for.
        let size = max(64, (points.rows / 64 + 15) / 16 * 16)
        return await withTaskGroup(of: (start: Int, part: [Double], nans: [Int]).self) { group in
            var starts = stride(from: 0, to: points.rows, by: size).makeIterator()
            func startNext() {
                guard let start = starts.next() else { return }
                let end = min(start + size, points.rows)
                group.addTask {
                    var part = [Double](repeating: 0, count: (end - start) * length)
                    let nans = points.storage.withUnsafeBufferPointer { points in
                        part.withUnsafeMutableBufferPointer { part in
                            map(
                                verb, over: points.baseAddress! + start * inputCount, 0..<end - start,
                                into: part.baseAddress!)
                        }
                    }
                    return (start, part, nans)
                }
            }
            let parts = (points.rows + size - 1) / size
            for _ in 0..<min(tasks ?? parts, parts) { startNext() }
            var results = [Double](repeating: 0, count: points.rows * length)
            var nans: [Int] = []
            for await (start, part, some) in group {
                results.replaceSubrange(start * length..<start * length + part.count, with: part)
                nans += some.map { start + $0 }
                startNext()
            }
            return (results, nans.sorted())
        }
    }

    /// The number of results for each point.
    package func rowLength(_ verb: PointVerb) -> Int { verb.count(inputCount, resultCount) }

    private func map(
        _ verb: PointVerb, over points: UnsafePointer<Double>, _ rows: Range<Int>,
        into results: UnsafeMutablePointer<Double>
    ) -> [Int] {
        map(
            verb.verb, over: points, rows, skipping: verb == .jacobian ? resultCount : 0, results: rowLength(verb),
            into: results)
    }

    private func checkPoints(_ points: Matrix<Double>, _ verb: PointVerb, _ count: Int) {
        if points.rows > 0 && points.columns != inputCount {
            misuse(
                count: points.columns, of: "a point, a row of the matrix,", expected: inputCount,
                "as many as where the function was compiled")
        }
        if count != points.rows * rowLength(verb) {
            misuse(
                count: count, of: "the place of the results", expected: points.rows * rowLength(verb),
                "so many for each point, and as many points as rows")
        }
    }
}
