import Autodiff
import Foundation
import Testing

@testable import Tour

@Suite("The irises")
struct IrisTests {
    /// The training of the tour, by hand: the same to rounding, and quick enough without optimisation.
    static let part = Result { try IrisPart(Setting(), source: .byHand) }

    private func last(_ training: Training) throws -> Training.Moment { try #require(training.moments.last) }

    @Test("the texts' run: 2,000 epochs of full batches at rate 0.01, from N(0, 0.1²)")
    func texts() throws {
        let part = try IrisTests.part.get()
        for training in part.trainings.prefix(2) {
            let first = try #require(training.moments.first)
            #expect(first.epoch == 0)
            // Weights near 0 give every class a third.
            #expect(abs(first.loss - log(3.0)) < 0.25)
            #expect(try last(training).epoch == 2000)
        }
        let (single, deep) = (try last(part.trainings[0]), try last(part.trainings[1]))
        #expect((0.25...0.27).contains(single.loss))
        #expect(single.accuracy >= 0.9)
        #expect((0.2...0.4).contains(deep.loss))
        // The plateau: after 200 epochs nothing has happened yet.
        let early = try #require(part.trainings[1].moments.last { $0.epoch <= 200 })
        #expect(early.loss > 1)
    }

    @Test("the softmax layer and the deep network reach 97% at a larger rate, the deep one by L-BFGS too")
    func accuracy() throws {
        let part = try IrisTests.part.get()
        #expect(part.trainings.map(\.network.shape) == ["4-3", "4-10-5-3", "4-3", "4-10-5-3", "4-10-5-3"])
        for training in part.trainings.dropFirst(2) { #expect(try last(training).accuracy >= 0.97) }
        #expect(try last(part.plane.training).accuracy >= 0.95)
    }

    @Test("training by reverse mode, by compiled terms and by hand is the same training")
    func sameTraining() throws {
        let data = try LabelledData(CSV(text: Iris.csv, file: "the irises"), numbers: 4, labels: 3)
        let loss = NetworkLoss(network: IrisPart.deep(inputs: 4), batch: data.standardised(), decay: 1e-3)
        let method = TrainingMethod.gradientDescent(rate: 0.5, epochs: 10)
        let reverse = Training(loss, method, seed: 4, source: .reverseMode)
        let byHand = Training(loss, method, seed: 4, source: .byHand)
        let compiled = Training(loss, method, seed: 4, source: .compiled)
        #expect(relativeDifference(reverse.network.scalars, byHand.network.scalars) < 1e-12)
        #expect(relativeDifference(compiled.network.scalars, byHand.network.scalars) < 1e-12)
        #expect(reverse.moments.map(\.epoch) == Array(0...10))
        #expect(relativeDifference(reverse.moments.map(\.loss), byHand.moments.map(\.loss)) < 1e-12)
    }

    @Test("a file of one's own")
    func csv() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tour-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        var text = "length,width,depth,weight,kind\n"
        for i in 0..<12 { text += "\(i % 3).5,\(i),\(12 - i % 5),\(i * i % 7),\(["oak", "elm", "ash"][i % 3])\n" }
        try Data(text.utf8).write(to: file)
        let part = try IrisPart(Setting(csv: file.path, epochs: 3))
        #expect(part.data.columnNames == ["length", "width", "depth", "weight"])
        #expect(part.data.labels == ["oak", "elm", "ash"])
        #expect(part.trainings[0].moments.map(\.epoch) == [0, 1, 2, 3])
        for cost in part.costs { #expect(cost.reverse.isFinite && cost.reverse > 0) }
    }
}
