extension SwiftFunction {
    /// Powers of real and of integer exponents. Were the C function called where the compiler sees a constant argument, it could
    /// take another one with other bits, exp2 for a base of 2.
    static let powers: [String: SwiftFunction] = [
        "power": SwiftFunction(
            text: """
                // Not optimised, so that no constant argument turns it into another function with other bits.
                @inline(never) @_optimize(none)
                func power(_ x: Double, _ y: Double) -> Double { y == 2 ? x * x : pow(x, y) }
                """),
        "powerSlopeX": SwiftFunction(
            text: """
                func powerSlopeX(_ x: Double, _ y: Double) -> Double {
                    let value = power(x, y)
                    if value.magnitude.isNormal {
                        let quotient = value / x
                        if x == 0 { return y.squareRoot() }
                        return quotient.isInfinite ? y / x * value : y * quotient
                    }
                    return extremePowerSlopeX(x, y, value)
                }
                """, needs: ["power", "extremePowerSlopeX"]),
        "extremePowerSlopeX": SwiftFunction(
            text: """
                func extremePowerSlopeX(_ x: Double, _ y: Double, _ value: Double) -> Double {
                    if x == 0 || !x.isFinite { return y * power(x, y - 1) }
                    if value.isNaN { return .nan }
                    if x < 0 {
                        let mirrored = extremePowerSlopeX(-x, y, value)
                        return (y / 2).rounded() * 2 == y ? -mirrored : mirrored
                    }
                    if y >= 0.5 {
                        let whole = power(x, y - 1)
                        if whole.isNormal { return y * whole }
                        let half = power(x, (y - 1) / 2)
                        return y * half * half
                    }
                    let half = power(x, y / 2)
                    return y * (half / x) * half
                }
                """, needs: ["power"]),
        "powerSlopeY": SwiftFunction(
            text: """
                func powerSlopeY(_ x: Double, _ y: Double) -> Double {
                    let value = power(x, y)
                    if value.magnitude.isNormal {
                        return x == 0 ? x.squareRoot() + y.squareRoot() : value * log(x)
                    }
                    if value == 0 && (x == 0 || !x.isFinite) { return x == 0 && y <= 1 ? 0 - x.squareRoot() : 0 }
                    if x == 0 || x < 0 || value.isNaN { return value * log(x) }
                    let half = power(x, y / 2)
                    return half * log(x) * half
                }
                """, needs: ["power"]),
        "integerPower": SwiftFunction(
            text: """
                func integerPower(_ x: Double, _ n: Int) -> Double {
                    switch n {
                    case -1: return 1 / x
                    case 0: return 1
                    case 1: return x
                    case 2: return x * x
                    default: return power(x, Double(n))
                    }
                }
                """, needs: ["power"]),
        "integerPowerSlope": SwiftFunction(
            text: """
                func integerPowerSlope(_ x: Double, _ n: Int) -> Double {
                    switch n {
                    case 0: return 0
                    case 1: return 1
                    case 2: return 2 * x
                    case 3: return 3 * x * x
                    default: break
                    }
                    let y = integerPower(x, n)
                    if y.magnitude.isNormal { return Double(n) * (y / x) }
                    let half = n / 2
                    return Double(n) * integerPower(x, half) * integerPower(x, n - half - 1)
                }
                """, needs: ["integerPower"]),
    ]
}
