import AutodiffCore

extension BoundSum {
    /// How many samples there are, on how many paths, and what the verb's programs do; or why there are none, and what is done
    /// `otherwise`.
    func description(of verb: SumVerb, otherwise: String) -> String {
        let samples = counted(source.count, "sample", "samples")
        let state = current
        if let reason = state.reason { return "\(samples), \(otherwise): \(reason)" }
        let groups = state.groups.filter { $0.activeCount > 0 }
        var lines = ["\(samples) in sixteen lanes, \(counted(groups.count, "path", "paths"))"]
        if !state.singles.isEmpty { lines.append("\(counted(state.singles.count, "sample", "samples")) one by one") }
        for group in groups {
            let program = group.programs.program(of: verb)
            let parameters = program.cut?.operationCount ?? 0
            lines.append(
                """
                \(counted(group.activeCount, "sample", "samples")): \
                \(counted(program.lanes.columnCount, "column", "columns")) of data, \
                \(counted(parameters + program.lanes.uniform.operationCount, "operation", "operations")) on the parameters \
                alone, \(counted(program.lanes.stepCount, "step", "steps")) for sixteen samples
                """)
        }
        return lines.joined(separator: "\n")
    }
}
