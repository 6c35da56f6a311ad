import Autodiff
import Foundation

/// What a struct of parameters costs beside a flat array of the same numbers: the network of the irises, 4-10-5-3 on 150 samples,
/// and a spring of five numbers.
func runParametersBenchmark() {
    let (inputs, targets) = (
        (0..<150).map { s in (0..<4).map { sin(Double(s * 4 + $0)) } }, (0..<150).map { $0 % 3 }
    )
    let zero = DenseNetwork(layers: [DenseLayer(4, 10), DenseLayer(10, 5), DenseLayer(5, 3)])
    let network = zero.filled(with: (0..<zero.scalarCount).map { 0.3 * sin(Double($0 * $0)) })
    let x = network.scalars
    let flat = FlatNetwork(widths: [4, 10, 5, 3], inputs: inputs, targets: targets)
    let template = FilledNetwork(template: network, inputs: inputs, targets: targets)
    reportMicroseconds(
        "network of \(x.count) parameters, µs",
        [
            Work(name: "loss, flat") { flat.value(at: moved(x, $0)) },
            Work(name: "loss, struct") { network.filled(with: moved(x, $0)).loss(inputs, targets) },
            Work(name: "gradient, flat") { gradient(at: moved(x, $0), of: flat)[0] },
            Work(name: "gradient, struct filled from an array") { gradient(at: moved(x, $0), of: template)[0] },
            Work(name: "gradient, struct") { i in
                gradient(at: network.filled(with: moved(x, i))) { n in n.loss(inputs, targets) }.layers[0].biases[0]
            },
            Work(name: "jvp, flat") { jvp(at: moved(x, $0), along: x, of: flat).tangent[0] },
            Work(name: "jvp, struct") { i in
                jvp(at: network.filled(with: moved(x, i)), along: network) { n in [n.loss(inputs, targets)] }.tangent[0]
            },
            Work(name: "hvp, flat") { hvp(at: moved(x, $0), along: x, of: flat).product[0] },
            Work(name: "hvp, struct") { i in
                hvp(at: network.filled(with: moved(x, i)), along: network) { n in n.loss(inputs, targets) }
                    .product.layers[0].biases[0]
            },
            Work(name: "hessian, flat") { hessian(at: moved(x, $0), of: flat)[0, 0] },
            Work(name: "hessian, struct") { i in
                hessian(at: network.filled(with: moved(x, i))) { n in n.loss(inputs, targets) }.matrix[0, 0]
            },
        ])
    let spring = DampedSpring(stiffness: 2.0, damping: 0.1, offsets: [0.3, 1, -0.7])
    let s = spring.scalars
    let workspace = Workspace<Double>()
    var (slope, slopes) = (spring, s)
    reportMicroseconds(
        "spring of 5 parameters, µs",
        [
            Work(name: "gradient, flat") { i in
                gradient(at: moved(s, i)) { x in
                    DampedSpring(stiffness: x[0], damping: x[1], offsets: Array(x[2...])).energy
                }[0]
            },
            Work(name: "gradient, struct") { i in gradient(at: spring.filled(with: moved(s, i))) { $0.energy }.damping
            },
            Work(name: "workspace, flat") { i in
                workspace.valueWithGradient(at: moved(s, i), into: &slopes) { x in
                    DampedSpring(stiffness: x[0], damping: x[1], offsets: Array(x[2...])).energy
                }
            },
            Work(name: "workspace, struct") { i in
                workspace.valueWithGradient(at: spring.filled(with: moved(s, i)), into: &slope) { $0.energy }
            },
            Work(name: "to an array, by map") { _ in spring.scalars[0] },
            Work(name: "to an array, by Codable") { _ in FlatEncoder.scalars(of: spring)[0] },
            Work(name: "names") { _ in Double(spring.scalarNames.count) },
        ])
}

private func reportMicroseconds(_ title: String, _ works: [Work]) {
    print(title)
    for (work, time) in zip(works, leastNanoseconds(of: works, rounds: 9)) {
        print(
            "  " + work.name.padding(toLength: 40, withPad: " ", startingAt: 0) + String(format: "%10.3f", time / 1000))
    }
}

private struct DampedSpring<S: RealScalar>: Parameters {
    typealias OnVariables = DampedSpring<Variable<S>>
    var stiffness: S
    var damping: S
    var offsets: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> DampedSpring<T> {
        DampedSpring<T>(stiffness: f(stiffness), damping: f(damping), offsets: offsets.map(f))
    }

    var energy: S {
        var total = damping * sin(stiffness)
        for i in offsets.indices.dropFirst() {
            let stretch = offsets[i] - offsets[i - 1]
            total += stiffness * stretch * stretch / 2
        }
        return total
    }
}

extension DampedSpring: Encodable where S: Encodable {}

private struct DenseLayer<S: RealScalar>: Parameters {
    typealias OnVariables = DenseLayer<Variable<S>>
    var weights: Matrix<S>
    var biases: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> DenseLayer<T> {
        DenseLayer<T>(weights: weights.map(f), biases: biases.map(f))
    }

    func callAsFunction(_ x: [S]) -> [S] {
        biases.indices.map { j in
            var a = biases[j]
            for i in 0..<weights.columns { a += weights[j, i] * x[i] }
            return a
        }
    }
}

extension DenseLayer<Double> {
    init(_ inputs: Int, _ outputs: Int) {
        weights = Matrix(rows: outputs, columns: inputs, repeating: 0)
        biases = [Double](repeating: 0, count: outputs)
    }
}

private struct DenseNetwork<S: RealScalar>: Parameters {
    typealias OnVariables = DenseNetwork<Variable<S>>
    var layers: [DenseLayer<S>]

    func map<T: RealScalar>(_ f: (S) -> T) -> DenseNetwork<T> { DenseNetwork<T>(layers: layers.map { $0.map(f) }) }

    func loss(_ inputs: [[Double]], _ targets: [Int]) -> S {
        var total: S = 0
        for (input, target) in zip(inputs, targets) {
            var x = input.map { S($0) }
            for layer in layers.dropLast() { x = layer(x).map { tanh($0) } }
            let a = layers[layers.count - 1](x)
            total += logSumExp(a) - a[target]
        }
        return total / Double(inputs.count)
    }
}

/// The network as a function of an array, with the struct inside.
private struct FilledNetwork: ScalarField {
    let template: DenseNetwork<Double>
    let inputs: [[Double]]
    let targets: [Int]

    func value<S: RealScalar>(at x: [S]) -> S { template.map(inOrder(x)).loss(inputs, targets) }
}

/// The network as a function of an array, without any struct: each layer's weights, row after row, then its biases.
private struct FlatNetwork: ScalarField {
    let widths: [Int]
    let inputs: [[Double]]
    let targets: [Int]

    func value<S: RealScalar>(at p: [S]) -> S {
        var total: S = 0
        for (input, target) in zip(inputs, targets) {
            var x = input.map { S($0) }
            var offset = 0
            for l in 1..<widths.count {
                let (inputs, outputs) = (widths[l - 1], widths[l])
                let a = (0..<outputs).map { j in
                    var a = p[offset + outputs * inputs + j]
                    let row = offset + j * inputs
                    for i in 0..<inputs { a += p[row + i] * x[i] }
                    return a
                }
                x = l < widths.count - 1 ? a.map { tanh($0) } : a
                offset += outputs * (inputs + 1)
            }
            total += logSumExp(x) - x[target]
        }
        return total / Double(inputs.count)
    }
}
