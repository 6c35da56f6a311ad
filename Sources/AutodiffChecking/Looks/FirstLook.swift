/// The first look along a direction: a ladder of difference quotients.
///
/// It suffices where claimed and measured agree, four evaluations as a rule.
func firstLook(along probe: Probe) -> Findings {
    guard let ladder = Ladder.begun(along: probe) else { return Findings(nothingSampledAlong: probe) }
    let start = Findings(probe, ladder)
    return ladder.side == .both ? climb(from: start) : descendAtEdge(from: start)
}

/// All looks along a direction.
func look(along probe: Probe) -> Findings { lookAgain(after: firstLook(along: probe)) }

/// The second, the third and the fourth look, at the outputs that the first leaves in doubt.
func lookAgain(after first: Findings) -> Findings {
    if first.levels.isEmpty { return first }
    if first.ladder.side != .both { return markAliased(fourthLook(after: first)) }
    return markAliased(fourthLook(after: thirdLook(after: secondLook(after: first))))
}

/// The main ladder: adds levels, coarser ones while the errors of the values dominate and finer ones while truncation does,
/// until every output is decided or the way up and the way down have both stopped helping.
func climb(from start: Findings) -> Findings {
    var found = start
    var stalls = 0
    var opposite: Bool?
    while found.levels.count < Threshold.levels {
        let open = found.outputs.filter { !found.judgements[$0].isDecided && found.claimed[$0].isFinite }
        if open.isEmpty { return found }
        let noisy = open.count { found.judgements[$0].estimate.propagated > found.judgements[$0].estimate.truncation }
        var upwards = opposite ?? (2 * noisy > open.count)
        opposite = nil
        var ladder = found.ladder
        let top = ladder.levels[0].t
        if upwards && top >= ladder.largestDisplacement {
            upwards = false
            stalls += 1
        }
        let t = upwards ? min(4 * top, ladder.largestDisplacement) : ladder.smallestDisplacement / 4
        if !ladder.add(t, along: found.probe) {
            if !upwards { return found }
            found.ladder.endAtTheTop()
            continue
        }
        let before = found.judgements
        found = found.judged(found.outputs, by: ladder)
        let improved = open.contains { i in
            let now = found.judgements[i].estimate
            return now.error < 0.7 * before[i].estimate.error || now.propagated < 0.05 * now.truncation
        }
        if !improved {
            stalls += 1
            opposite = !upwards
        }
        if stalls >= 2 { return found }
    }
    return found
}
