extension DirectionCheck {
    /// At the edge of the domain: difference quotients from one side, extrapolated in h, on a ladder that only goes
    /// inwards.
    mutating func descendOneSided() {
        judge()
        while levels.count < 14 {
            // A clear difference is followed down too: it may come from a vertical tangent at the edge.
            let open = judgements.indices.filter { !(judgements[$0].agrees && judgements[$0].isResolved) }
            if open.allSatisfy({ claimed[$0].isNaN }) || !addLevel(smallestStep / 4) { break }
            judge()
        }
        let disputed = judgements.indices.filter { !judgements[$0].agrees && !claimed[$0].isNaN }
        if disputed.isEmpty { return }
        measureNoise(of: disputed)
        judge()
        for i in disputed where !judgements[i].agrees {
            if let growth = growth(of: i) { judgements[i].shape = growth }
        }
    }
}
