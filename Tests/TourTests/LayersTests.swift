import Autodiff
import Testing

@testable import Tour

@Suite("The tour's networks")
struct LayersTests {
    let part = LayersPart(Setting())

    @Test("by hand = forward = reverse to 1e-12, and the checker passes it, on every layer and loss")
    func gradients() {
        #expect(part.cases.count == 8)
        for item in part.cases {
            #expect(relativeDifference(item.forward, item.byHand) <= 1e-12, "\(item.name)")
            #expect(relativeDifference(item.reverse, item.byHand) <= 1e-12, "\(item.name)")
            #expect(item.check.verdict == .pass, "\(item.check)")
        }
    }

    @Test("the value that comes with the gradient by hand is the loss")
    func values() {
        for item in part.cases {
            let (value, _) = item.loss.valueWithGradientByHand(at: item.parameters)
            #expect(relativeDifference(value, item.loss.value(at: item.parameters)) <= 1e-14, "\(item.name)")
        }
    }

    @Test("∂L/∂a of the output layer is prediction - target")
    func outputGradient() {
        #expect(part.outputGradients.map(\.activation) == [.softmax, .linear])
        for item in part.outputGradients {
            for k in item.target.indices {
                #expect(abs(item.gradient[k] - (item.prediction[k] - item.target[k])) <= 2e-16)
            }
        }
    }

    @Test("the gradient of λ|θ|² is 2λθ")
    func decay() {
        let item = part.cases[2]
        let plain = NetworkLoss(network: item.loss.network, batch: item.loss.batch)
        let difference = zip(item.reverse, gradient(at: item.parameters, of: plain)).map { $0 - $1 }
        let expected = item.parameters.map { 2 * 0.01 * $0 }
        #expect(relativeDifference(difference, expected) <= 1e-13)
    }

    @Test("a sample's cross-entropy is -log of the probability of its class, also where that is tiny")
    func crossEntropy() {
        let loss = OutputLoss(activation: .softmax, target: [0, 1, 0])
        let a = [0.4, -1.1, 2.3]
        #expect(abs(loss.value(at: a) + log(softmax(a)[1])) <= 1e-15)
        #expect(loss.value(at: [1000.0, -1000, 0]) == 2000)
        #expect(gradient(at: [1000.0, -1000, 0], of: loss) == [1, -1, 0])
    }

    @Test("shapes and the number of parameters")
    func shapes() {
        let network = IrisPart.deep(inputs: 4)
        #expect(network.shape == "4-10-5-3")
        #expect(network.scalarCount == 4 * 10 + 10 + 10 * 5 + 5 + 5 * 3 + 3)
        var generator = SplitMix64(seed: 1)
        let start = network.random(deviation: 0.1, using: &generator)
        #expect(start.scalarCount == network.scalarCount)
        #expect(start.layers[0].biases.allSatisfy { $0 == 0 })
        #expect(start.scalars[40..<50].allSatisfy { $0 == 0 })
        #expect(start.scalarNames[38] == "layers[0].weights[9, 2]")
        let sum = start.prediction(for: [1.0, 2, 3, 4]).reduce(0, +)
        #expect(abs(sum - 1) <= 4e-16)
    }
}
