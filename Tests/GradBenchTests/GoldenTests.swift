import Foundation
import Testing

@testable import GradBenchEvals

/// Answers of GradBench's own C++ tool of derivatives by hand, and for `particle` and `saddle` those of the evals: each function at a
/// tiny size.
@Suite("GradBench: golden answers")
struct GoldenTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let module: String, function: String
        let input: JSON, output: JSON
        var testDescription: String { "\(module)::\(function)" }

        static let all: [Case] = {
            guard let url = Bundle.module.url(forResource: "answers", withExtension: "jsonl", subdirectory: "Golden"),
                let text = try? String(contentsOf: url, encoding: .utf8)
            else { return [] }
            return text.split(separator: "\n").compactMap { line in
                guard let json = try? JSONParser.value(of: String(line)), let module = try? json.string("module"),
                    let function = try? json.string("function"), let input = try? json.member("input"),
                    let output = try? json.member("output")
                else { return nil }
                return Case(module: module, function: function, input: input, output: output)
            }
        }()
    }

    @Test("every function has an answer")
    func complete() {
        let cases = Set(Case.all.map(\.testDescription))
        let functions = allModules.flatMap { module, functions in functions.keys.map { "\(module)::\($0)" } }
        #expect(cases == Set(functions))
    }

    @Test("each function gives it", arguments: Case.all)
    func answers(golden: Case) throws {
        let function = try #require(allModules[golden.module]?[golden.function])
        let output = try function.evaluate(golden.input).output
        var differences = Differences()
        differences.compare(output, golden.output)
        #expect(differences.shapes == 0, "\(output.text)\n\(golden.output.text)")
        #expect(differences.largest <= 1e-13, "\(output.text)\n\(golden.output.text)")
    }
}

/// How far one JSON is from another.
private struct Differences {
    /// Places where they have another form.
    var shapes = 0

    /// The largest difference of two numbers, relative to those around it.
    var largest = 0.0

    mutating func compare(_ a: JSON, _ b: JSON) {
        switch (a, b) {
        case (.number(let a), .number(let b)): compare([a], [b])
        case (.numbers(let a), .numbers(let b)): compare(a, b)
        case (.array(let a), .array(let b)) where a.count == b.count: for (a, b) in zip(a, b) { compare(a, b) }
        case (.object(let a), .object(let b)) where Set(a.keys) == Set(b.keys):
            for (name, value) in a { compare(value, b[name]!) }
        default: shapes += 1
        }
    }

    private mutating func compare(_ a: [Double], _ b: [Double]) {
        if a.count != b.count { return shapes += 1 }
        let scale = b.reduce(.leastNormalMagnitude) { max($0, $1.magnitude) }
        for (a, b) in zip(a, b) { largest = max(largest, (a - b).magnitude / scale) }
    }
}
