import _AutodiffShims

// How the items of a group are ordered, and where the group is cut.

extension Emitter {
    /// The shortest run of side-by-side operands that is worth an instruction of its own.
    private static let shortestRun = 12

    /// The group in the order, of a few that are tried, in which it costs the least.
    func inBestOrder(_ group: [Item]) -> [Item] {
        var best = group
        var least = cost(of: group)
        let operands = group[0].operandCount
        for key in 0..<operands where least > Emitter.instructionCost {
            // Places with the items' numbers behind them, so that those of one place keep their order.
            var places = group.indices.map { i in
                let item = group[i]
                return UInt64(place(of: key == 0 ? item.x : key == 1 ? item.y : item.z)) << 32 | UInt64(i)
            }
            if zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) { continue }
            places.sort()
            let candidate = places.map { group[Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF)] }
            let cost = cost(of: candidate)
            if cost < least { (best, least) = (candidate, cost) }
        }
        return best
    }

    /// What an instruction costs beside its loops, in operands that are gathered.
    private static let instructionCost = 6

    /// The cost of the group's instructions in this order.
    private func cost(of group: [Item]) -> Int {
        let operands = group[0].operandCount
        var cost = 0
        for run in runs(group, operands) {
            cost += Emitter.instructionCost
            if run.count == 1 { continue }
            for key in 0..<operands where !isSmooth(group[run], key) { cost += run.count }
        }
        return cost
    }

    /// Whether the operands lie side by side, or are all the same.
    private func isSmooth(_ run: ArraySlice<Item>, _ key: Int) -> Bool {
        func operand(_ item: Item) -> Int32 { key == 0 ? item.x : key == 1 ? item.y : item.z }
        var step: Int?
        for i in run.indices.dropFirst() {
            let (first, second) = (operand(run[i - 1]), operand(run[i]))
            if first < 0 && second < 0 { continue }
            if first < 0 || second < 0 { return false }
            let next = Int(place(of: second)) - Int(place(of: first))
            if next != 0 && next != 1 || step != nil && step != next { return false }
            step = next
        }
        return true
    }

    /// Where the group is cut into instructions: before and behind long runs whose operands lie side by side.
    func runs(_ group: [Item], _ operandCount: Int) -> [Range<Int>] {
        if group.count < Emitter.shortestRun { return [0..<group.count] }
        var result: [Range<Int>] = []
        // What lies between long runs, many short ones, is one instruction with lists of slots.
        var rest = 0
        var start = 0
        var steps = Steps()
        for i in 1...group.count {
            if i < group.count && steps.fit(group[i - 1], group[i], operandCount, self) { continue }
            if i - start >= Emitter.shortestRun {
                if rest < start { result.append(rest..<start) }
                result.append(start..<i)
                rest = i
            }
            start = i
            steps = Steps()
        }
        if rest < group.count { result.append(rest..<group.count) }
        return result
    }

    /// The distance, 0 or 1, from each item's operands to the next one's, while it stays the same.
    private struct Steps {
        var x: Int?
        var y: Int?
        var z: Int?

        mutating func fit(_ first: Item, _ second: Item, _ operandCount: Int, _ emitter: Emitter) -> Bool {
            fit(&x, first.x, second.x, emitter)
                && (operandCount < 2 || fit(&y, first.y, second.y, emitter))
                && (operandCount < 3 || fit(&z, first.z, second.z, emitter))
        }

        private func fit(_ step: inout Int?, _ first: Int32, _ second: Int32, _ emitter: Emitter) -> Bool {
            var next = 1
            if first >= 0 && second >= 0 {
                next = Int(emitter.place(of: second)) - Int(emitter.place(of: first))
            } else if first >= 0 || second >= 0 {
                return false
            }
            if next != 0 && next != 1 { return false }
            if step == nil { step = next }
            return step == next
        }
    }
}
