extension DirectionCheck {
    /// Finds the first two levels: from the standard first step inwards until the function is finite on both sides, or
    /// if one side never is, on the other. Returns false where neither side can be sampled.
    mutating func findFirstLevels() -> Bool {
        var t = sampler.arithmetic.firstStep
        var nearestPlus: Double?
        var nearestMinus: Double?
        for _ in 0...12 {
            let plus = sampler.sample(direction, t: t)
            let minus = sampler.sample(direction, t: -t)
            if let plus, let minus {
                levels = [
                    Level(t: t, tPlus: plus.t, tMinus: -minus.t, plus: plus.values, minus: minus.values)
                ]
                if addLevel(t / 4) { return true }
                levels = []
            }
            if plus != nil && nearestPlus == nil { nearestPlus = t }
            if minus != nil && nearestMinus == nil { nearestMinus = t }
            t /= 16
            largestStep = 4 * t
        }
        for (candidate, t) in [(Side.plus, nearestPlus), (.minus, nearestMinus)] {
            guard let t else { continue }
            side = candidate
            if addLevel(t) && addLevel(t / 4) { return true }
            levels = []
        }
        return false
    }

    /// The main ladder: adds levels, coarser ones while noise dominates and finer ones while truncation does, until
    /// every output is decided or the way up and the way down have both stopped helping.
    mutating func climb() {
        judge()
        var stalls = 0
        var opposite: Bool?
        while levels.count < Threshold.levels {
            let open = judgements.indices.filter { !judgements[$0].isDecided && claimed[$0].isFinite }
            if open.isEmpty { return }
            let noisy = open.count { judgements[$0].estimate.noise > judgements[$0].estimate.truncation }
            var upwards = opposite ?? (2 * noisy > open.count)
            opposite = nil
            let top = levels[0].t
            if upwards && top >= largestStep {
                upwards = false
                stalls += 1
            }
            if !addLevel(upwards ? min(4 * top, largestStep) : smallestStep / 4) {
                if !upwards { return }
                largestStep = top
                continue
            }
            let before = judgements
            judge()
            let improved = open.contains { i in
                let now = judgements[i].estimate
                return now.error < 0.7 * before[i].estimate.error || now.noise < 0.05 * now.truncation
            }
            if !improved {
                stalls += 1
                opposite = !upwards
            }
            if stalls >= 2 { return }
        }
    }
}
