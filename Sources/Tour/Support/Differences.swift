/// The gradient of f by central differences, (f(x + h) - f(x - h)) / 2h for each input: what one does without a
/// differentiation toolkit.
func gradientByDifferences(at x: [Double], step: Double = 1e-5, _ f: ([Double]) -> Double) -> [Double] {
    x.indices.map { i in
        var (above, below) = (x, x)
        above[i] += step
        below[i] -= step
        return (f(above) - f(below)) / (above[i] - below[i])
    }
}
