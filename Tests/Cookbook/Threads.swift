//: # Threads
//:
//: A sum over data is computed on all cores by `parallelGradient`, with the same bits for any number of them. Independent
//: problems go into tasks of their own: each gradient has a tape of its own, and a compiled function may run in all of them
//: at once.
import Autodiff

func sample(_ i: Int) -> (x: Double, y: Double) {
    let x = sin(Double(i))
    return (x, 2 * x - 0.5 + 0.1 * cos(7 * Double(i)))
}
let data = (0..<20_000).map(sample)

let (value, slope) = await parallelValueWithGradient(at: [1, 0], over: data) { θ, s in
    pow(θ[0] * s.x + θ[1] - s.y, 2)
}
let alone = gradient(at: [1, 0], over: data) { θ, s in pow(θ[0] * s.x + θ[1] - s.y, 2) }
print(slope == alone, value)  // true 15100.55797855…

let f = compile(at: [1, 1]) { x in x[0] * sin(x[1]) }
func slopes(of f: CompiledField) async -> [[Double]] {
    await withTaskGroup(of: (Int, [Double]).self) { group in
        for i in 0..<8 {
            group.addTask { (i, gradient(at: [Double(i), 1], of: f)) }
        }
        var rows = [[Double]](repeating: [], count: 8)
        for await (i, slope) in group { rows[i] = slope }
        return rows
    }
}
let rows = await slopes(of: f)
print(rows[3] == gradient(at: [3, 1], of: f))  // true
