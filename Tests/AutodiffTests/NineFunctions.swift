import Autodiff
import Foundation

// Nine functions of an existing code base: first over `Double`, as people write them, then generic. Eight of them differ in their
// signature alone; the ninth prints, and needs `primal` where C takes a number. `NineFunctionTests` compares the bodies, too.

enum OverDouble {
    /// Kepler's equation E - e sin E = M by Newton's method.
    static func eccentricAnomaly(_ m: Double, _ e: Double) -> Double {
        var anomaly = e < 0.8 ? m : .pi
        for _ in 0..<50 {
            let step = (anomaly - e * sin(anomaly) - m) / (1 - e * cos(anomaly))
            anomaly -= step
            if abs(step) < 1e-15 { break }
        }
        return anomaly
    }

    /// The drag of a sphere of one centimetre in air.
    static func drag(_ v: Double) -> Double {
        let re = max(abs(v) * 0.01 / 1.5e-5, 1e-12)
        let coefficient = re < 1000 ? 24 / re * (1 + 0.15 * pow(re, 0.687)) : 0.44
        return -0.5 * 1.2 * coefficient * .pi * 0.005 * 0.005 * v * abs(v)
    }

    /// Simpson's rule.
    static func simpson(_ f: (Double) -> Double, from a: Double, to b: Double, intervals n: Int) -> Double {
        let h = (b - a) / Double(n)
        var total = f(a) + f(b)
        for i in 1..<n {
            let weight = i % 2 == 0 ? 2.0 : 4.0
            total += weight * f(a + Double(i) * h)
        }
        return total * h / 3
    }

    /// The root of the mean square.
    static func rms(_ values: [Double]) -> Double {
        (values.map { $0 * $0 }.reduce(0, +) / Double(values.count)).squareRoot()
    }

    /// A point of the plane, turned about the origin.
    static func rotate(_ p: (x: Double, y: Double), by angle: Double) -> (x: Double, y: Double) {
        let (s, c) = (sin(angle), cos(angle))
        return (c * p.x - s * p.y, s * p.x + c * p.y)
    }

    /// A table with a step of one, interpolated.
    static func lookup(_ x: Double, in table: [Double]) -> Double {
        let i = max(0, min(table.count - 2, Int(x.rounded(.down))))
        let fraction = x - Double(i)
        return table[i] * (1 - fraction) + table[i + 1] * fraction
    }

    /// An angle, brought to [-π, π).
    static func wrap(_ angle: Double) -> Double {
        let turned = (angle + .pi).truncatingRemainder(dividingBy: 2 * .pi)
        return turned < 0 ? turned + .pi : turned - .pi
    }

    /// a/b, or a fallback where that isn't a number.
    static func safeDivide(_ a: Double, _ b: Double, fallback: Double = 0) -> Double {
        let quotient = a / b
        if quotient.isNaN || b.isZero { return fallback }
        return quotient.isFinite ? quotient : fallback
    }

    /// A value with its unit.
    static func label(_ x: Double, unit: String) -> String {
        x.isFinite ? String(format: "%.3f ", x) + unit : "–"
    }
}

enum Generic {
    /// Kepler's equation E - e sin E = M by Newton's method.
    static func eccentricAnomaly<S: RealScalar>(_ m: S, _ e: S) -> S {
        var anomaly = e < 0.8 ? m : .pi
        for _ in 0..<50 {
            let step = (anomaly - e * sin(anomaly) - m) / (1 - e * cos(anomaly))
            anomaly -= step
            if abs(step) < 1e-15 { break }
        }
        return anomaly
    }

    /// The drag of a sphere of one centimetre in air.
    static func drag<S: RealScalar>(_ v: S) -> S {
        let re = max(abs(v) * 0.01 / 1.5e-5, 1e-12)
        let coefficient = re < 1000 ? 24 / re * (1 + 0.15 * pow(re, 0.687)) : 0.44
        return -0.5 * 1.2 * coefficient * .pi * 0.005 * 0.005 * v * abs(v)
    }

    /// Simpson's rule.
    static func simpson<S: RealScalar>(_ f: (S) -> S, from a: S, to b: S, intervals n: Int) -> S {
        let h = (b - a) / Double(n)
        var total = f(a) + f(b)
        for i in 1..<n {
            let weight = i % 2 == 0 ? 2.0 : 4.0
            total += weight * f(a + Double(i) * h)
        }
        return total * h / 3
    }

    /// The root of the mean square.
    static func rms<S: RealScalar>(_ values: [S]) -> S {
        (values.map { $0 * $0 }.reduce(0, +) / Double(values.count)).squareRoot()
    }

    /// A point of the plane, turned about the origin.
    static func rotate<S: RealScalar>(_ p: (x: S, y: S), by angle: S) -> (x: S, y: S) {
        let (s, c) = (sin(angle), cos(angle))
        return (c * p.x - s * p.y, s * p.x + c * p.y)
    }

    /// A table with a step of one, interpolated.
    static func lookup<S: RealScalar>(_ x: S, in table: [Double]) -> S {
        let i = max(0, min(table.count - 2, Int(x.rounded(.down))))
        let fraction = x - Double(i)
        return table[i] * (1 - fraction) + table[i + 1] * fraction
    }

    /// An angle, brought to [-π, π).
    static func wrap<S: RealScalar>(_ angle: S) -> S {
        let turned = (angle + .pi).truncatingRemainder(dividingBy: 2 * .pi)
        return turned < 0 ? turned + .pi : turned - .pi
    }

    /// a/b, or a fallback where that isn't a number.
    static func safeDivide<S: RealScalar>(_ a: S, _ b: S, fallback: S = 0) -> S {
        let quotient = a / b
        if quotient.isNaN || b.isZero { return fallback }
        return quotient.isFinite ? quotient : fallback
    }

    /// A value with its unit.
    static func label<S: RealScalar>(_ x: S, unit: String) -> String {
        x.isFinite ? String(format: "%.3f ", x.primal) + unit : "–"
    }
}
