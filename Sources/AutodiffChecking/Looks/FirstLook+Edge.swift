/// At the edge of the domain: difference quotients from one side, extrapolated in h, on a ladder that only goes
/// inwards.
func descendAtEdge(from start: Findings) -> Findings {
    var found = start
    while found.levels.count < Threshold.levelsOfOneSide {
        // A clear difference is followed down too: it may come from a vertical tangent at the edge.
        let open = found.outputs.filter { !(found.judgements[$0].agrees && found.judgements[$0].isResolved) }
        var ladder = found.ladder
        if open.allSatisfy({ found.claimed[$0].isNaN })
            || !ladder.add(ladder.smallestDisplacement / 4, along: found.probe)
        {
            break
        }
        found = found.judged(found.outputs, by: ladder)
    }
    let disputed = found.outputs.filter { !found.judgements[$0].agrees && !found.claimed[$0].isNaN }
    if disputed.isEmpty { return found }
    found = resolve(found, disputed)
    found = found.judged(found.outputs, assuming: found.withMeasuredNoise(of: disputed))
    for i in disputed where !found.judgements[i].agrees {
        if let growth = found.growth(of: i) { found.judgements[i].shape = growth }
    }
    return found
}
