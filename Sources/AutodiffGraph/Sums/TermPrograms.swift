import AutodiffCore
import _AutodiffShims

/// What is computed of the samples' terms. Of terms with several residuals r these are r itself, the blocks of its Jacobian, and what
/// the normal equations of ½|r|² need: its value, its gradient Jᵀr, and JᵀJ.
enum SumVerb: Int, CaseIterable, Sendable {
    case value, gradient, hvp, hessian, residuals, blocks, normal

    /// The number of dense sums for n parameters, without the value: gradient, then product or Hessian.
    func resultCount(_ n: Int) -> Int {
        switch self {
        case .value, .residuals, .blocks: 0
        case .gradient, .normal: n
        case .hvp: 2 * n
        case .hessian: n + n * n
        }
    }
}

/// The programs of the terms on one path. Each is made at its first use.
final class TermPrograms: Sendable {
    let term: TermGraph
    private let options: CompileOptions
    private let programs = SumVerb.allCases.map { _ in Locked<SumProgram?>(nil) }

    init(_ term: TermGraph, _ options: CompileOptions) {
        self.term = term
        self.options = options
    }

    /// The same, derived at another point of the path.
    func moved(to point: [Double]) -> TermPrograms {
        var term = term
        term.point = point
        return TermPrograms(term, options)
    }

    func program(of verb: SumVerb) -> SumProgram {
        let place = programs[verb.rawValue]
        if let program = place.withLock({ $0 }) { return program }
        let made =
            switch verb {
            case .value: valueProgram()
            case .gradient: gradientProgram()
            case .hvp, .hessian: secondProgram(verb)
            case .residuals, .blocks, .normal: residualProgram(verb)
            }
        return place.withLock { program in
            if program == nil { program = made }
            return program!
        }
    }

    /// Whether each input differs from sample to sample.
    private var differs: [Bool] { (0..<term.graph.inputCount).map { $0 >= term.sharedCount } }

    /// The inputs that differ: parameters, data, and for second derivatives the direction's elements.
    private func laneInputs(isSecond: Bool = false) -> [LaneInput] {
        let (differing, columns) = (term.differingCount, term.columnCount)
        var inputs: [LaneInput] = (0..<differing).map { .gathered($0) } + (0..<columns).map { .data($0) }
        if isSecond { inputs += (differing..<2 * differing).map { .gathered($0) } }
        return inputs
    }

    private func valueProgram() -> SumProgram {
        SumProgram(
            cut: nil,
            lanes: LaneProgram(
                term.graph.split(at: term.point, differs: differs, options), inputs: laneInputs(), outputs: [.each],
                options),
            pullback: nil, sums: [], each: [])
    }

    /// The gradient with respect to the cut, what all terms share, is what is summed; it is pulled back to the parameters once.
    private func gradientProgram() -> SumProgram {
        let (shared, differing) = (term.sharedCount, term.differingCount)
        let split = term.graph.split(at: term.point, differs: differs, options)
        let count = split.cutCount
        let derivation = Derivation(of: split.lanes, at: split.point, active: count + differing, options)
        derivation.recording.setOutputs(
            derivation.results + derivation.gradient(of: 0).prefix(count + differing))
        let lanes = derivation.recording.graph.split(
            at: split.point, differs: split.point.indices.map { $0 >= count }, options)
        let back = Derivation(
            of: split.uniform, at: Array(term.point.prefix(shared)), extra: [Double](repeating: 1, count: count),
            options)
        back.recording.setOutputs(Array(back.pullback(Array(back.inputs[shared...])).prefix(shared)))
        let outputs =
            [LaneOutput.each] + [LaneOutput](repeating: .sum, count: count)
            + [LaneOutput](repeating: .each, count: differing)
        // The cut and its derivatives, and results in whole vectors.
        let width = Int(autodiffLaneCount)
        let offset = (2 * count + width - 1) / width * width
        return SumProgram(
            cut: Program(split.uniform, options),
            lanes: LaneProgram(
                lanes, inputs: laneInputs(), outputs: outputs, scratch: offset + (1 + differing) * width,
                results: differing > 0 ? offset : nil, options),
            pullback: Pullback(of: split.uniform, Program(back.recording.graph, options), options),
            sums: (0..<shared).map { .gradient($0) }, each: (0..<differing).map { .gradient(shared + $0) })
    }

    /// Value, gradient, and the Hessian's product with a direction, or its rows from the diagonal on.
    private func secondProgram(_ verb: SumVerb) -> SumProgram {
        let n = term.parameterCount
        let first = Derivation(of: term.graph, at: term.point, active: n, options)
        first.recording.setOutputs(first.results + first.gradient(of: 0).prefix(n))
        let extra = [Double](repeating: 1, count: verb == .hvp ? n : 0)
        let second = Derivation(of: first.recording.graph, at: term.point, extra: extra, active: n, options)
        var results = second.results
        var targets: [SumTarget] = (0..<n).map { .gradient($0) }
        if verb == .hvp {
            let direction = Array(second.inputs[term.point.count...])
            let zeros = [Symbol](repeating: 0, count: term.columnCount)
            results += second.pushforward(direction + zeros).dropFirst()
            targets += (0..<n).map { .product($0) }
        } else {
            for (i, row) in second.gradients(of: 1..<1 + n).enumerated() {
                for j in i..<n where !row[j]._isZero {
                    results.append(row[j])
                    targets.append(.entry(i, j))
                }
            }
        }
        second.recording.setOutputs(results)
        let graph = second.recording.graph
        let inputs = (0..<graph.inputCount).map { i in
            i >= term.sharedCount && i < term.point.count || i >= term.point.count + term.sharedCount
        }
        return program(
            graph.split(at: term.point + extra, differs: inputs, options), first: 1, targets,
            isSecond: verb == .hvp)
    }

    /// The program of a graph whose results are `first` numbers for each sample, and then what adds to the targets: as sums where all
    /// parameters are common ones.
    private func program(
        _ split: SplitGraph, first: Int, _ targets: [SumTarget], isSecond: Bool = false
    ) -> SumProgram {
        let isSum = targets.map { $0.isSum && $0.locals.allSatisfy { $0 < term.sharedCount } }
        // Room for the results of one block.
        let scratch = (first + isSum.count { !$0 }) * Int(autodiffLaneCount)
        return SumProgram(
            cut: nil,
            lanes: LaneProgram(
                split, inputs: laneInputs(isSecond: isSecond),
                outputs: [LaneOutput](repeating: .each, count: first) + isSum.map { $0 ? .sum : .each },
                scratch: scratch, results: 0, options),
            pullback: nil, sums: zip(targets, isSum).filter(\.1).map(\.0),
            each: zip(targets, isSum).filter { !$0.1 }.map(\.0))
    }

    /// The residuals, with the entries of their Jacobian that aren't always zero, or what the normal equations need.
    private func residualProgram(_ verb: SumVerb) -> SumProgram {
        let (n, m) = (term.parameterCount, term.graph.outputs.count)
        let derivation = Derivation(of: term.graph, at: term.point, active: n, options)
        let residuals = derivation.results
        if verb == .residuals {
            derivation.recording.setOutputs(residuals)
            let graph = derivation.recording.graph
            return program(graph.split(at: term.point, differs: differs, options), first: m, [])
        }
        let rows = m <= n || n == 0 ? derivation.gradients(of: 0..<m) : transposed(columns(derivation, n))
        var results: [Symbol] = []
        var targets: [SumTarget] = []
        if verb == .blocks {
            results = residuals
            for (i, row) in rows.enumerated() {
                for j in 0..<n where !row[j]._isZero {
                    results.append(row[j])
                    targets.append(.block(i, j))
                }
            }
        } else {
            results = [0.5 * residuals.reduce(0) { $0 + $1 * $1 }]
            for j in 0..<n where rows.contains(where: { !$0[j]._isZero }) {
                results.append(sum(rows, residuals) { $0[j] })
                targets.append(.gradient(j))
                for k in j..<n where rows.contains(where: { !$0[j]._isZero && !$0[k]._isZero }) {
                    results.append(sum(rows, rows.map { $0[k] }) { $0[j] })
                    targets.append(.entry(j, k))
                }
            }
        }
        derivation.recording.setOutputs(results)
        return program(
            derivation.recording.graph.split(at: term.point, differs: differs, options),
            first: verb == .blocks ? m : 1, targets)
    }

    private func columns(_ derivation: Derivation, _ n: Int) -> [[Symbol]] {
        (0..<n).map { j in
            derivation.pushforward((0..<term.graph.inputCount).map { Symbol($0 == j ? 1 : 0) })
        }
    }

    private func transposed(_ columns: [[Symbol]]) -> [[Symbol]] {
        columns[0].indices.map { i in columns.map { $0[i] } }
    }

    /// Σ of the products of an entry of each row and a factor, without structural zeros.
    private func sum(_ rows: [[Symbol]], _ factors: [Symbol], _ entry: ([Symbol]) -> Symbol) -> Symbol {
        var total: Symbol?
        for (row, factor) in zip(rows, factors) where !entry(row)._isZero && !factor._isZero {
            let product = entry(row) * factor
            total = total.map { $0 + product } ?? product
        }
        return total ?? 0
    }
}

/// What a result adds to: the derivative by a parameter, an element of the Hessian's product, or an entry of the Hessian; or which
/// entry of the sample's block it is, by residual and parameter. Parameters by their numbers in the term.
enum SumTarget: Sendable {
    case gradient(Int), product(Int), entry(Int, Int), block(Int, Int)

    var locals: [Int] {
        switch self {
        case .gradient(let i), .product(let i), .block(_, let i): [i]
        case .entry(let i, let j): [i, j]
        }
    }

    /// Whether it is summed over the samples.
    var isSum: Bool { if case .block = self { false } else { true } }
}

/// The programs of one verb: what all terms share, the terms, and the way back to the parameters.
///
/// Without `cut` and `pullback` the lane program takes the parameters and a direction, and its sums are the results.
final class SumProgram: Sendable {
    let cut: Program?
    let lanes: LaneProgram
    let pullback: Pullback?

    /// What the sums add to, after they were pulled back, and what the numbers of each sample do; before these stands its value.
    let sums: [SumTarget]
    let each: [SumTarget]
    let pool = LanePool()

    init(cut: Program?, lanes: LaneProgram, pullback: Pullback?, sums: [SumTarget], each: [SumTarget]) {
        self.cut = cut
        self.lanes = lanes
        self.pullback = pullback
        self.sums = sums
        self.each = each
    }

    /// Computes what all terms share; false where a comparison of it came out otherwise.
    func setShared(
        _ x: UnsafeBufferPointer<Double>, _ direction: UnsafeBufferPointer<Double>, in room: LaneRoom
    ) -> Bool {
        if let cut {
            let count = cut.outputs.slots.count
            guard case .done = cut.run(x, read: { $0.copy(0..<count, to: room.scratch) }),
                case .done = lanes.setUniforms(UnsafeBufferPointer(start: room.scratch, count: count), in: room)
            else { return false }
            return true
        }
        guard case .done = lanes.setUniforms(x, direction, in: room) else { return false }
        return true
    }

    /// Hands the sums of all lanes, pulled back to the parameters in common, to `add`.
    func readSums(
        of room: LaneRoom, terms: Int, at x: UnsafeBufferPointer<Double>, _ add: (Int, Double) -> Void
    ) {
        let count = lanes.sumCount
        guard let pullback else {
            for i in 0..<count { add(i, room.total(i)) }
            for (sum, operand) in lanes.uniformSums { add(sum, room.uniforms[operand] * Double(terms)) }
            return
        }
        let cotangents = room.scratch + count
        for i in 0..<count { cotangents[i] = room.total(i) }
        for (sum, operand) in lanes.uniformSums { cotangents[sum] = room.uniforms[operand] * Double(terms) }
        pullback.run(at: x, UnsafeBufferPointer(start: cotangents, count: count), count: sums.count, add)
    }
}
