import AutodiffCore

/// The function along one direction d, and the slopes J d that are claimed for it: what every look is about.
///
/// Nothing in it changes while the direction is looked at. What is learnt stands in ``Findings``.
struct Probe {
    let sampler: Sampler
    let claim: Claim
    let direction: Direction

    /// The claimed slopes J d, one for each output.
    let claimed: [Double]

    /// For a combination of inputs: the median nonzero |J_ij d_j| of each row, which stands for the size of one entry.
    let entrySizes: [Double]?

    /// The error of the function's values that comes from rounding the coordinates of a displaced point.
    let coordinateRounding: [Double]

    init(_ sampler: Sampler, _ claim: Claim, along direction: Direction) {
        self.sampler = sampler
        self.claim = claim
        self.direction = direction
        claimed = claim.slopes(along: direction)
        switch direction {
        case .input:
            entrySizes = nil
            coordinateRounding = Array(repeating: 0, count: claim.matrix.rows)
        case .combination(let d):
            entrySizes = claim.entrySizes(along: d)
            coordinateRounding = claim.coordinateRounding(along: d, at: sampler.x, sampler.arithmetic)
        }
    }

    /// The outputs.
    var outputs: Range<Int> { claimed.indices }

    /// The largest claimed entry of output i's row, in the units of the direction.
    func rowScale(_ i: Int) -> Double { claim.rowScales[i] }

    /// The largest component of the direction.
    var reach: Double {
        switch direction {
        case .input(_, let scale): scale
        case .combination(let d): d.reduce(0) { max($0, abs($1)) }
        }
    }

    /// The largest |x_j / d_j|: ε times this is the displacement that rounding would swallow.
    var grain: Double { direction.grain(at: sampler.x) }

    /// The smallest spacing at which sample points are told apart.
    var smallestSpacing: Double {
        max(32 * sampler.arithmetic.epsilon * grain, 0x1p-80)
    }

    /// The rounding error assumed of one value of output i at a level.
    func rounding(_ i: Int, at level: Level) -> Double {
        let size = max(abs(level.plus[i]), abs(level.minus[i]), abs(sampler.center[i]))
        return sampler.arithmetic.unit * size + coordinateRounding[i]
    }

    /// The rounding granted to the claimed slope of output i.
    func claimRounding(_ i: Int) -> Double {
        Threshold.claimUlps * (claim.unit * max(abs(claimed[i]), rowScale(i)) + claim.underflow * reach)
    }
}

extension Claim {
    /// The median nonzero |J_ij d_j| of each row.
    fileprivate func entrySizes(along d: [Double]) -> [Double] {
        (0..<matrix.rows).map { i in
            let sizes = d.indices.map { abs(matrix.values[i * matrix.columns + $0] * d[$0]) }
            return median(sizes.filter { $0 > 0 && $0.isFinite })
        }
    }

    /// u (Σ_j (J_ij x_j)²)^½ over the inputs that are displaced: how far rounding their coordinates moves output i.
    fileprivate func coordinateRounding(along d: [Double], at x: [Double], _ arithmetic: Arithmetic) -> [Double] {
        (0..<matrix.rows).map { i in
            var sum = 0.0
            for j in d.indices where d[j] != 0 {
                let term = matrix.values[i * matrix.columns + j] * x[j]
                sum += term * term
            }
            return arithmetic.unit * (sum.isFinite ? sum.squareRoot() : 0)
        }
    }
}
