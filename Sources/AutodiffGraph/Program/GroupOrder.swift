import _AutodiffShims

// How the items of a group are ordered, and where the group is cut.

extension Emitter {
    /// The shortest run of side-by-side operands that is worth an instruction of its own.
    private static let shortestRun = 12

    /// The group in the order, of a few that are tried, in which the most operands lie beside their neighbours'.
    func inBestOrder(_ group: [Item]) -> [Item] {
        var best = group
        var bestCount = neighbours(group)
        let operands = group[0].operandCount
        if bestCount == operands * (group.count - 1) { return group }
        for key in 0..<Swift.min(operands, 3) {
            let candidate = group.map { item in
                (place: place(of: key == 0 ? item.x : key == 1 ? item.y : item.z), item)
            }.enumerated().sorted {
                $0.element.place != $1.element.place
                    ? $0.element.place < $1.element.place : $0.offset < $1.offset
            }.map(\.element.1)
            let count = neighbours(candidate)
            if count > bestCount { (best, bestCount) = (candidate, count) }
        }
        return best
    }

    /// How many operands lie behind that of the item before, or in the same place.
    private func neighbours(_ group: [Item]) -> Int {
        let operands = group[0].operandCount
        var count = 0
        for i in 1..<group.count {
            count += follows(group[i - 1].x, group[i].x) ? 1 : 0
            if operands > 1 { count += follows(group[i - 1].y, group[i].y) ? 1 : 0 }
            if operands > 2 { count += follows(group[i - 1].z, group[i].z) ? 1 : 0 }
        }
        return count
    }

    private func follows(_ first: Int32, _ second: Int32) -> Bool {
        if first < 0 || second < 0 { return first < 0 && second < 0 }
        let (a, b) = (place(of: first), place(of: second))
        return b == a + 1 || b == a
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
