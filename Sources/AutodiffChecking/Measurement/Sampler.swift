import AutodiffCore

/// The checked function around the point x: evaluates it, counts the evaluations, and knows what the
/// options say about it.
final class Sampler {
    let x: [Double]
    let arithmetic: Arithmetic

    /// The scale of each input: the power of two below its magnitude. Displacements are in units of these.
    let scales: [Double]

    /// f(x); empty if x is outside of the domain.
    private(set) var center: [Double] = []

    /// How often the function has been evaluated.
    private(set) var evaluations = 0

    /// Whether a second evaluation at x gave the same bits.
    let isDeterministic: Bool

    private let function: ([Double]) -> [Double]
    private let domain: (([Double]) -> Bool)?
    private let knownNoise: [Double]
    private let relativeTolerance: Double
    private let absoluteTolerance: Double

    init(at x: [Double], options: CheckOptions, function: @escaping ([Double]) -> [Double]) {
        if x.isEmpty { misuse("there is nothing to check at a point without coordinates") }
        let typical = options.typicalMagnitudes
        if !typical.isEmpty && typical.count != x.count {
            misuse("options.typicalMagnitudes has \(typical.count) numbers for \(x.count) inputs; give one for each")
        }
        let arithmetic = Arithmetic(options.precision)
        self.arithmetic = arithmetic
        let point = x.map(arithmetic.rounded)
        self.x = point
        displaceable = point.indices.filter { point[$0].isFinite }
        self.function = function
        let domain = options.domain
        self.domain = domain
        self.knownNoise = options.knownNoise
        self.relativeTolerance = options.relativeTolerance
        self.absoluteTolerance = options.absoluteTolerance
        self.scales = point.indices.map { j in
            let given = typical.isEmpty ? 0 : abs(typical[j])
            let magnitude = max(abs(point[j]), given > 0 && given.isFinite ? given : 0)
            return magnitude == 0 || !magnitude.isFinite ? 1 : max(magnitude.binade, .leastNormalMagnitude)
        }
        isOutsideOfDomain = domain?(point) == false
        if isOutsideOfDomain {
            isDeterministic = true
            return
        }
        center = function(point)
        let again = function(point)
        evaluations = 2
        isDeterministic =
            center.count == again.count
            && zip(center, again).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
        if knownNoise.count > 1 && knownNoise.count != center.count {
            misuse("options.knownNoise has \(knownNoise.count) numbers for \(center.count) outputs; give one for each")
        }
    }

    /// Whether x itself is outside of the domain that the user gave.
    let isOutsideOfDomain: Bool

    /// Whether f(x) can be checked at all: it is finite, and so is an input at least.
    var isDefined: Bool { !isOutsideOfDomain && center.allSatisfy(\.isFinite) && !displaceable.isEmpty }

    /// The inputs that can be displaced: those that are finite.
    let displaceable: [Int]

    /// The inputs that can't: infinite, or not a number.
    var fixed: [Int] { x.indices.filter { !x[$0].isFinite } }

    /// f at `point`, or nil where it isn't finite or the point is outside of the domain.
    func values(at point: [Double]) -> [Double]? {
        if !isInDomain(point) { return nil }
        evaluations += 1
        let values = function(point)
        if values.count != center.count {
            misuse("the function returned \(values.count) values at one point and \(center.count) at another")
        }
        return values.allSatisfy(\.isFinite) ? values : nil
    }

    /// Whether `point` is finite, where x is, and inside of the domain that the user gave.
    func isInDomain(_ point: [Double]) -> Bool {
        displaceable.allSatisfy { point[$0].isFinite } && domain?(point) != false
    }

    /// The error of output i that the options declare.
    func declaredNoise(of i: Int) -> Double {
        switch knownNoise.count {
        case 0: 0
        case 1: abs(knownNoise[0])
        default: abs(knownNoise[i])
        }
    }

    /// What the user allows beyond the error bar for a slope of the given size along a direction.
    func slack(size: Double, along direction: Direction) -> Double {
        let length: Double
        switch direction {
        case .input(_, let scale): length = scale
        case .combination(let d): length = d.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        return relativeTolerance * size + absoluteTolerance * length
    }
}
