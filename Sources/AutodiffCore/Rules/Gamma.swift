#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// ψ⁽ⁿ⁾(x) by upward recurrence to x ≥ 20 and the asymptotic series. DLMF 5.15.5, 5.15.8.
@usableFromInline
func polygammaValue(_ n: Int, _ x: Double) -> Double {
    if x <= 0 && x == x.rounded() { return .nan }
    if x < 0 { return reflectedPolygamma(n, x) }
    if !x.isFinite { return n == 0 ? x : x.isNaN ? x : 0 }
    var t = x
    var sum = 0.0
    let power = Double(-n - 1)
    while t < 20 + Double(n) {
        sum += pow(t, power)
        t += 1
    }
    // (-1)^(n+1) ψ⁽ⁿ⁾(t) / n! without its recurrence, term by term from DLMF 5.15.8.
    let bernoulli: [Double] = [
        0.16666666666666666, -0.03333333333333333, 0.023809523809523808, -0.03333333333333333,
        0.07575757575757576, -0.2531135531135531, 1.1666666666666667, -7.092156862745098,
    ]
    if n == 0 {
        var series = 0.0
        for (k, b) in bernoulli.enumerated().reversed() { series = (series + b / Double(2 * k + 2)) / (t * t) }
        return log(t) - 0.5 / t - series - sum
    }
    var factorial = 1.0
    for k in stride(from: 2, through: n, by: 1) { factorial *= Double(k) }
    // Γ(2k+n)/((2k)! (n)!) t^(-2k-n), started at k = 1.
    var coefficient = Double(n + 1) / 2 * pow(t, Double(-n - 2))
    var series = 0.0
    for (k, b) in bernoulli.enumerated() {
        series += coefficient * b
        let m = Double(2 * k + 2 + n)
        coefficient *= m * (m + 1) / (Double(2 * k + 3) * Double(2 * k + 4) * t * t)
    }
    let magnitude = factorial * (pow(t, Double(-n)) / Double(n) + 0.5 * pow(t, power) + series + sum)
    return n % 2 == 0 ? -magnitude : magnitude
}

/// ψ⁽ⁿ⁾(x) for x < 0 from ψ⁽ⁿ⁾(1 - x). DLMF 5.15.6.
@usableFromInline
func reflectedPolygamma(_ n: Int, _ x: Double) -> Double {
    let fraction = x - x.rounded()
    let cotangent = 1 / tan(.pi * fraction)
    // The n-th derivative of π cot(πx) is π^(n+1) P(cot), where P' is followed by P → -(1 + c²) P'.
    var p = [0.0, 1.0]
    for _ in 0..<n {
        var next = [Double](repeating: 0, count: p.count + 1)
        for k in 1..<p.count {
            next[k - 1] -= Double(k) * p[k]
            next[k + 1] -= Double(k) * p[k]
        }
        p = next
    }
    let polynomial = p.reversed().reduce(0) { $0 * cotangent + $1 }
    let reflected = polygammaValue(n, 1 - x)
    return (n % 2 == 0 ? reflected : -reflected) - pow(.pi, Double(n + 1)) * polynomial
}

/// The y with erf y = x: a rational start (Giles 2010), and Halley steps on erf or erfc.
@usableFromInline
func inverseErrorFunction(_ x: Double) -> Double {
    if x.isNaN || x < -1 || x > 1 { return .nan }
    if x == 1 || x == -1 { return x * .infinity }
    if x == 0 { return x }
    let a = x.magnitude
    // Winitzki's approximation, good to 2e-3.
    let l = log((1 - a) * (1 + a))
    let b = 4.330746750799873 + l / 2
    var y = ((b * b - l / 0.147).squareRoot() - b).squareRoot()
    for _ in 0..<3 {
        let residual = a < 0.5 ? erf(y) - a : (1 - a) - erfc(y)
        let step = residual / (1.1283791670955126 * exp(-y * y))
        y -= step / (1 + y * step)
    }
    return x < 0 ? -y : y
}
