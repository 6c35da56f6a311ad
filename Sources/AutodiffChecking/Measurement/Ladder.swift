/// The levels at which the function has been sampled along a direction, from the coarsest to the finest.
struct Ladder {
    /// The side, or the sides, of x on which all of its levels are.
    let side: Side

    private(set) var levels: [Level] = []

    /// The largest displacement worth trying: beyond it the function isn't finite on the side, or on one of the two.
    private(set) var largestDisplacement: Double

    /// A ladder without levels, which may reach up to `largestDisplacement`.
    init(_ side: Side, upTo largestDisplacement: Double) {
        self.side = side
        self.largestDisplacement = largestDisplacement
    }

    /// The finest level's displacement.
    var smallestDisplacement: Double { levels.last?.t ?? 0 }

    /// Whether the displacement t has been sampled.
    func contains(_ t: Double) -> Bool { levels.contains { $0.t == t } }

    /// Samples the displacement t, unless there is such a level already. Returns whether it could be sampled.
    @discardableResult
    mutating func add(_ t: Double, along probe: Probe) -> Bool {
        if contains(t) { return true }
        guard let level = probe.sampler.level(probe.direction, t: t, side: side) else { return false }
        insert(level)
        return true
    }

    /// Puts a level that has been sampled in its place.
    mutating func insert(_ level: Level) {
        let position = levels.firstIndex { $0.t < level.t } ?? levels.count
        levels.insert(level, at: position)
    }

    /// Gives up the displacements beyond the coarsest level.
    mutating func endAtTheTop() { largestDisplacement = levels[0].t }

    /// The extrapolation from all levels.
    var extrapolation: Extrapolation {
        Extrapolation(distances: levels.map(\.h), oneSided: side != .both)
    }
}

extension Ladder {
    /// A ladder of two levels: from the standard displacement inwards until the function is finite on both sides, or if
    /// one side never is, on the other. Nil where neither side can be sampled.
    static func begun(along probe: Probe) -> Ladder? {
        let sampler = probe.sampler
        var t = sampler.arithmetic.firstDisplacement
        var largest = Threshold.largestDisplacement
        var nearestPlus: Double?
        var nearestMinus: Double?
        for _ in 0...12 {
            let plus = sampler.sample(probe.direction, t: t)
            let minus = sampler.sample(probe.direction, t: -t)
            if let plus, let minus {
                var ladder = Ladder(.both, upTo: largest)
                ladder.insert(
                    Level(t: t, tPlus: plus.t, tMinus: -minus.t, plus: plus.values, minus: minus.values))
                if ladder.add(t / 4, along: probe) { return ladder }
            }
            if plus != nil && nearestPlus == nil { nearestPlus = t }
            if minus != nil && nearestMinus == nil { nearestMinus = t }
            t /= 16
            largest = 4 * t
        }
        for (side, t) in [(Side.plus, nearestPlus), (.minus, nearestMinus)] {
            guard let t else { continue }
            var ladder = Ladder(side, upTo: largest)
            if ladder.add(t, along: probe) && ladder.add(t / 4, along: probe) { return ladder }
        }
        return nil
    }
}
