import AutodiffCore

/// The programs of the terms on one path. Each is made at its first use.
///
/// The parameters are the first inputs of the graph, the columns of data the others.
final class TermPrograms: Sendable {
    let graph: Graph
    private let point: [Double]
    let parameterCount: Int
    private let options: CompileOptions
    private let values = Locked<SumProgram?>(nil)
    private let gradient = Locked<SumProgram?>(nil)
    private let product = Locked<SumProgram?>(nil)
    private let hessian = Locked<SumProgram?>(nil)

    init(_ graph: Graph, at point: [Double], parameters: Int, _ options: CompileOptions) {
        self.graph = graph
        self.point = point
        parameterCount = parameters
        self.options = options
    }

    func program(of verb: SumVerb) -> SumProgram {
        let place =
            switch verb {
            case .value: values
            case .gradient: gradient
            case .hvp: product
            case .hessian: hessian
            }
        if let program = place.withLock({ $0 }) { return program }
        let made =
            switch verb {
            case .value: valueProgram()
            case .gradient: gradientProgram()
            case .hvp, .hessian: secondProgram(verb)
            }
        return place.withLock { program in
            if program == nil { program = made }
            return program!
        }
    }

    private var differs: [Bool] { graph.nodes[..<graph.inputCount].indices.map { $0 >= parameterCount } }

    private func valueProgram() -> SumProgram {
        SumProgram(
            cut: nil,
            lanes: LaneProgram(
                graph.split(at: point, differs: differs, options), outputs: [.each], isExact: options.exactValues),
            pullback: nil)
    }

    /// The gradient with respect to the cut, what all terms share, is what is summed; it is pulled back to the parameters once.
    private func gradientProgram() -> SumProgram {
        let split = graph.split(at: point, differs: differs, options)
        let count = split.cutCount
        let derivation = Derivation(of: split.lanes, at: split.point, active: count, options)
        derivation.recording.setOutputs(derivation.results + derivation.gradient(of: 0).prefix(count))
        let lanes = derivation.recording.graph.split(
            at: split.point, differs: split.point.indices.map { $0 >= count }, options)
        let shared = Derivation(
            of: split.uniform, at: Array(point.prefix(parameterCount)), extra: [Double](repeating: 1, count: count),
            options)
        shared.recording.setOutputs(
            Array(shared.pullback(Array(shared.inputs[parameterCount...])).prefix(parameterCount)))
        return SumProgram(
            cut: Program(split.uniform, isExact: options.exactValues),
            lanes: LaneProgram(
                lanes, outputs: [.each] + [LaneOutput](repeating: .sum, count: count), scratch: 2 * count,
                isExact: options.exactValues),
            pullback: Program(shared.recording.graph, isExact: options.exactValues))
    }

    /// Value, gradient, and the Hessian's rows from the diagonal on, or its product with a direction.
    private func secondProgram(_ verb: SumVerb) -> SumProgram {
        let n = parameterCount
        let first = Derivation(of: graph, at: point, active: n, options)
        first.recording.setOutputs(first.results + first.gradient(of: 0).prefix(n))
        let extra = [Double](repeating: 1, count: verb == .hvp ? n : 0)
        let second = Derivation(of: first.recording.graph, at: point, extra: extra, active: n, options)
        var results = second.results
        if verb == .hvp {
            let direction = Array(second.inputs[point.count...])
            results += second.pushforward(direction + [Symbol](repeating: 0, count: point.count - n)).dropFirst()
        } else {
            for (i, row) in second.gradients(of: 1..<1 + n).enumerated() { results += row[i..<n] }
        }
        second.recording.setOutputs(results)
        let graph = second.recording.graph
        let inputs = (0..<graph.inputCount).map { $0 >= n && $0 < point.count }
        let outputs = [LaneOutput.each] + [LaneOutput](repeating: .sum, count: results.count - 1)
        return SumProgram(
            cut: nil,
            lanes: LaneProgram(
                graph.split(at: point + extra, differs: inputs, options), outputs: outputs,
                scratch: 0, isExact: options.exactValues),
            pullback: nil)
    }
}

/// What is summed.
enum SumVerb: Sendable {
    case value, gradient, hvp, hessian

    /// The number of sums for n parameters, without the value.
    func resultCount(_ n: Int) -> Int {
        switch self {
        case .value: 0
        case .gradient: n
        case .hvp: 2 * n
        case .hessian: n + n * (n + 1) / 2
        }
    }
}

/// The programs of one verb: what all terms share, the terms, and the way back to the parameters.
///
/// Without `cut` and `pullback` the lane program takes the parameters and a direction, and its sums are the results.
final class SumProgram: Sendable {
    let cut: Program?
    let lanes: LaneProgram
    let pullback: Program?
    let pool = LanePool()

    init(cut: Program?, lanes: LaneProgram, pullback: Program?) {
        self.cut = cut
        self.lanes = lanes
        self.pullback = pullback
    }

    /// Computes what all terms share; false where a comparison of it came out otherwise.
    func setShared(
        _ x: UnsafeBufferPointer<Double>, _ direction: UnsafeBufferPointer<Double>, in room: LaneRoom
    ) -> Bool {
        if let cut {
            let count = cut.outputs.slots.count
            guard case .done = cut.run(x, read: { $0.copy(0..<count, to: room.scratch) }) else { return false }
            guard
                case .done = lanes.setUniforms(UnsafeBufferPointer(start: room.scratch, count: count), in: room)
            else { return false }
            return true
        }
        guard case .done = lanes.setUniforms(x, direction, in: room) else { return false }
        return true
    }

    /// Adds the sums, of which each lane of the room has a part, to `total`.
    func addTotals(
        of room: LaneRoom, terms: Int, at x: UnsafeBufferPointer<Double>, to total: UnsafeMutablePointer<Double>
    ) {
        let count = lanes.resultCount - 1
        func sum(_ i: Int) -> Double { room.total(1 + i) }
        guard let pullback else {
            for i in 0..<count { total[i] += sum(i) }
            for (result, operand) in lanes.uniformResults where result > 0 {
                total[result - 1] += room.uniforms[operand] * Double(terms)
            }
            return
        }
        let cotangents = room.scratch + count
        for i in 0..<count { cotangents[i] = sum(i) }
        for (result, operand) in lanes.uniformResults where result > 0 {
            cotangents[result - 1] = room.uniforms[operand] * Double(terms)
        }
        let n = pullback.outputs.slots.count
        // Its comparisons are those of the cut, which have held.
        _ = pullback.run(x, UnsafeBufferPointer(start: cotangents, count: count)) { results in
            for i in 0..<n { total[i] += results[i] }
        }
    }
}
