import AutodiffCore

// Functions of arrays that compare their elements. On a recording each is one node, whose derivative selects where the scalar's
// own would branch: a replay stays on its path whichever element is the largest.

/// A rule in the place of a function that compares.
protocol SelectingRule {
    /// The function's own values, with its conventions, on a scalar that isn't recorded.
    func values<S: RealScalar>(at x: [S]) -> [S]
}

/// The largest or the smallest of the elements, of which several that are equal share the derivative.
struct Extremum: VectorRule, SelectingRule {
    func values<S: RealScalar>(at x: [S]) -> [S] { [isLarger ? S._max(of: x) : S._min(of: x)] }

    let isLarger: Bool

    func value(_ x: [Double]) -> [Double] { [isLarger ? Double._max(of: x) : Double._min(of: x)] }

    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        shares(x, value[0]).map { S._chain($0, cotangent[0]) }
    }

    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let shares = shares(x, value[0])
        return [x.indices.reduce(0) { $0 + S._chain(shares[$1], tangent[$1]) }]
    }

    /// 1/k for each of the k elements that are the value, 0 for the others; nan where the value is.
    private func shares<S: RealScalar>(_ x: [S], _ value: S) -> [S] {
        let masks = x.map { mask($0, isEqualTo: value) }
        let count = masks.reduce(0) { $0 + $1 }
        return masks.map { $0 / count }
    }
}

/// log Σ e^xᵢ.
struct LogSumExp: VectorRule, SelectingRule {
    func values<S: RealScalar>(at x: [S]) -> [S] { [S._logSumExp(x)] }

    func value(_ x: [Double]) -> [Double] { [logSumExp(x)] }

    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        x.map { S._chain(exp($0 - value[0]), cotangent[0]) }
    }

    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        [x.indices.reduce(0) { $0 + S._chain(exp(x[$1] - value[0]), tangent[$1]) }]
    }
}

/// e^xᵢ / Σ e^xⱼ.
///
/// With shares y the pullback is yᵢ (dᵢ - Σⱼ dⱼ yⱼ), where d = w - wₖ. Any k will do; for the largest share the sum is one of small
/// terms, and nothing cancels as that share goes to 1. The pushforward is the same.
struct Softmax: VectorRule, SelectingRule {
    func values<S: RealScalar>(at x: [S]) -> [S] { S._softmax(x) }

    func value(_ x: [Double]) -> [Double] { softmax(x) }

    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        var (largest, reference) = (value[0], cotangent[0])
        for i in value.indices.dropFirst() {
            reference = S._select(largest, isLessThan: value[i], cotangent[i], reference)
            largest = S._max(largest, value[i])
        }
        let differences = cotangent.map { $0 - reference }
        let mean = value.indices.reduce(0) { $0 + S._chain(differences[$1], value[$1]) }
        return value.indices.map { S._chain(differences[$0] - mean, value[$0]) }
    }

    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        pullback(tangent, at: x, value: value)
    }
}

/// 1 where x = y, else 0.
private func mask<S: RealScalar>(_ x: S, isEqualTo y: S) -> S {
    if let x = x as? Symbol, let y = y as? Symbol { return Symbol.mask(.equal, x, y) as! S }
    return S._isEqual(x, y) ? 1 : 0
}

extension Symbol {
    /// The largest of three.
    public static func _max(_ x: Symbol, _ y: Symbol, _ z: Symbol) -> Symbol { _max(of: [x, y, z]) }

    /// The smallest of three.
    public static func _min(_ x: Symbol, _ y: Symbol, _ z: Symbol) -> Symbol { _min(of: [x, y, z]) }

    /// The largest of at least one.
    public static func _max(of x: [Symbol]) -> Symbol {
        x.count < 2 ? x[0] : apply(Extremum(isLarger: true), to: x)[0]
    }

    /// The smallest of at least one.
    public static func _min(of x: [Symbol]) -> Symbol {
        x.count < 2 ? x[0] : apply(Extremum(isLarger: false), to: x)[0]
    }

    /// log Σ e^xᵢ.
    public static func _logSumExp(_ x: [Symbol]) -> Symbol {
        x.isEmpty ? Symbol(-.infinity) : apply(LogSumExp(), to: x)[0]
    }

    /// e^xᵢ / Σ e^xⱼ for each.
    public static func _softmax(_ x: [Symbol]) -> [Symbol] { x.isEmpty ? [] : apply(Softmax(), to: x) }
}
