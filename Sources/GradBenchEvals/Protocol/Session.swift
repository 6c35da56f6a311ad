/// The tool's side of GradBench's protocol: an answer to each message. See `CONTRIBUTING.md` there.
public struct Session: Sendable {
    let modules: [String: [String: Function]]

    /// A session that knows the twelve evals.
    public init() { modules = allModules }

    /// The answer to a line, as a line: JSON in, JSON out. Whatever the line is, there is an answer.
    ///
    /// It has the message's `id`, or -1 where none can be read.
    public func answer(to line: String) -> String {
        var members: [String: JSON] = ["id": .number(-1)]
        do {
            let message = try JSONParser.value(of: line)
            members["id"] = .number(try message.number("id"))
            for (name, value) in try answer(to: message) { members[name] = value }
        } catch {
            members["success"] = .bool(false)
            members["error"] = .string("\(error)")
        }
        return JSON.object(members).text
    }

    /// What the answer has beside the `id`.
    private func answer(to message: JSON) throws -> [String: JSON] {
        switch try message.string("kind") {
        case "start": return ["tool": .string("autodiff")]
        case "define":
            _ = try functions(of: message)
            return ["success": .bool(true)]
        case "evaluate":
            let functions = try functions(of: message)
            let name = try message.string("function")
            guard let function = functions[name] else {
                throw InputError("no function '\(name)'; there are \(functions.keys.sorted().joined(separator: ", "))")
            }
            let evaluation = try function.evaluate(message.member("input"))
            if !evaluation.output.isFinite { throw InputError("the result isn't finite") }
            return [
                "success": .bool(true), "output": evaluation.output,
                "timings": .array(
                    evaluation.timings.map {
                        .object(["name": .string($0.name), "nanoseconds": .number($0.nanoseconds)])
                    }),
            ]
        default: return [:]
        }
    }

    private func functions(of message: JSON) throws -> [String: Function] {
        let name = try message.string("module")
        guard let functions = modules[name] else {
            throw InputError("no module '\(name)'; there are \(modules.keys.sorted().joined(separator: ", "))")
        }
        return functions
    }
}

extension JSON {
    func string(_ name: String) throws -> String {
        guard case .string(let value) = try member(name) else { throw InputError("'\(name)' isn't a string") }
        return value
    }
}

/// The functions of each eval, by its name.
public let allModules: [String: [String: Function]] = [
    "hello": hello, "llsq": llsq, "lse": lse, "det": det, "ode": ode, "gmm": gmm, "lstm": lstm, "ba": ba, "ht": ht,
    "kmeans": kmeans, "particle": particle, "saddle": saddle,
]
