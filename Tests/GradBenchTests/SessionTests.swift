import Testing

@testable import GradBenchEvals

@Suite("GradBench's protocol")
struct SessionTests {
    private func answer(_ line: String) throws -> [String: JSON] {
        let answer = Session().answer(to: line)
        #expect(!answer.contains("\n"))
        guard case .object(let members) = try JSONParser.value(of: answer) else { return [:] }
        return members
    }

    /// The answer's error, which there must be, with `success: false` and the id.
    private func error(_ line: String, id: Double = 7) throws -> String {
        let members = try answer(line)
        #expect(members["success"] == .bool(false))
        #expect(members["id"] == .number(id))
        guard case .string(let error) = members["error"] else { return "" }
        return error
    }

    private func error(_ module: String, _ function: String, _ input: String) throws -> String {
        try error(#"{"id":7,"kind":"evaluate","module":"\#(module)","function":"\#(function)","input":\#(input)}"#)
    }

    @Test("a start is answered with the tool's name, an analysis and a kind that isn't known with the id")
    func messagesWithoutSubstance() throws {
        #expect(
            try answer(#"{"id": 0, "kind": "start", "eval": "hello"}"#) == [
                "id": .number(0), "tool": .string("autodiff"),
            ]
        )
        #expect(try answer(#"{"id":3,"kind":"analysis","of":2,"valid":false,"error":"no"}"#) == ["id": .number(3)])
        #expect(try answer(#"{"id":4,"kind":"end"}"#) == ["id": .number(4)])
    }

    @Test(
        "each of the twelve modules is known",
        arguments: [
            "hello", "llsq", "lse", "det", "ode", "gmm", "lstm", "ba", "ht", "kmeans", "particle", "saddle",
        ])
    func define(module: String) throws {
        #expect(
            try answer(#"{"id":1,"kind":"define","module":"\#(module)"}"#) == [
                "id": .number(1), "success": .bool(true),
            ])
    }

    @Test("an evaluation has its output, and a timing for the preparation and for each run")
    func evaluation() throws {
        let members = try answer(
            """
            {"id":2,"kind":"evaluate","module":"lse","function":"gradient","description":"two",\
            "input":{"x":[1,1],"min_runs":3,"min_seconds":0}}
            """)
        #expect(members["success"] == .bool(true))
        #expect(members["output"] == .numbers([0.5, 0.5]))
        guard case .array(let timings) = members["timings"] else { throw InputError("no timings") }
        let names = try timings.map { try $0.string("name") }
        #expect(names == ["prepare", "evaluate", "evaluate", "evaluate"])
        for timing in timings { #expect(try timing.integer("nanoseconds", in: 0...Int.max) >= 0) }
    }

    @Test("runs go on until their time has passed")
    func minimumTime() throws {
        let members = try answer(
            """
            {"id":2,"kind":"evaluate","module":"llsq","function":"primal",\
            "input":{"x":[1,1],"n":50,"min_runs":1,"min_seconds":0.01}}
            """)
        guard case .array(let timings) = members["timings"] else { throw InputError("no timings") }
        let total = try timings.dropFirst().reduce(0) { try $0 + $1.number("nanoseconds") }
        #expect(timings.count > 2)
        #expect(total >= 1e7)
    }

    @Test(
        "what isn't JSON is an error, and so is a message without id or kind",
        arguments: [
            "", "nonsense", "{", #"{"id":7,"kind":"start"} x"#, #"{"id":07}"#, #"{"id":7,}"#, #"{"kind":"start"}"#,
            "[1,2]", #"{"id":"7","kind":"start"}"#, #"{"id":NaN}"#,
            #"{"id":1e999,"kind":"start"}"#, #"{"id":7,"kind":"#, #"{"id":7,"kind":"sta"#, "\u{0}", #""\"#,
        ])
    func malformed(line: String) throws {
        #expect(try !error(line, id: -1).isEmpty)
    }

    @Test("values within each other, a hundred thousand deep, are an error and no overflow of the stack")
    func nested() throws {
        #expect(try error(String(repeating: "[", count: 100_000), id: -1).contains("within each other"))
    }

    @Test("a message that has an id, but isn't complete")
    func incomplete() throws {
        #expect(try error(#"{"id":7}"#).contains("kind"))
        #expect(try error(#"{"id":7,"kind":"define"}"#).contains("module"))
        #expect(try error(#"{"id":7,"kind":"evaluate","module":"hello"}"#).contains("function"))
        #expect(try error(#"{"id":7,"kind":"evaluate","module":"hello","function":"square"}"#).contains("input"))
    }

    @Test("a module or a function that there isn't is an error that names those there are")
    func unknown() throws {
        #expect(try error(#"{"id":7,"kind":"define","module":"fft"}"#).contains("'fft'; there are ba, det"))
        #expect(try error("fft", "primal", "{}").contains("'fft'"))
        #expect(try error("det", "hessian", "{}").contains("'hessian'; there are gradient, primal"))
    }

    @Test("wrong shapes are errors that name the member")
    func shapes() throws {
        #expect(try error("hello", "square", "[1]").contains("'input' isn't a number"))
        #expect(try error("lse", "primal", "[]").contains("isn't an object"))
        #expect(try error("lse", "gradient", #"{"y":[1]}"#).contains("no 'x'"))
        #expect(try error("lse", "gradient", #"{"x":[]}"#).contains("'x' is empty"))
        #expect(try error("lse", "gradient", #"{"x":[1,"2"]}"#).contains("'x' isn't an array of numbers"))
        #expect(try error("det", "gradient", #"{"A":[1,2,3],"ell":2}"#).contains("3 numbers where 4 are needed"))
        #expect(try error("det", "gradient", #"{"A":[1],"ell":1.5}"#).contains("'ell' isn't a whole number"))
        #expect(try error("llsq", "gradient", #"{"x":[1],"n":1}"#).contains("'n'"))
        #expect(try error("ode", "gradient", #"{"x":[1],"s":0}"#).contains("'s'"))
        #expect(try error("kmeans", "dir", #"{"points":[[1,2],[3]],"centroids":[[1,2]]}"#).contains("'points' has 1"))
        #expect(try error("kmeans", "dir", #"{"points":[[1,2]],"centroids":[[1]]}"#).contains("'centroids'"))
        #expect(try error("saddle", "ff", #"{"start":[1,2,3]}"#).contains("3 numbers where 2 are needed"))
        #expect(try error("lse", "primal", #"{"x":[1],"min_runs":0}"#).contains("'min_runs'"))
        #expect(try error("lstm", "objective", #"{"main_params":[[1,2,3]]}"#).contains("'main_params'"))
        #expect(try error("gmm", "jacobian", #"{"d":2,"k":1,"n":1,"gamma":0,"m":0}"#).contains("'gamma'"))
        #expect(try error("ba", "jacobian", #"{"n":1,"m":1,"p":1,"cam":[1]}"#).contains("'cam'"))
        #expect(try error("ht", "jacobian", #"{"theta":[],"us":[],"data":{"model":{}}}"#).contains("base_relatives"))
    }

    @Test("a number that isn't finite is an error, in the input and in the result")
    func notFinite() throws {
        #expect(try error("lse", "gradient", #"{"x":[1,1e999]}"#).contains("isn't finite"))
        #expect(try error("particle", "ff", #"{"w":-1e999}"#).contains("isn't finite"))
        #expect(try error("hello", "square", "1e200").contains("the result isn't finite"))
    }

    @Test("after an error the session goes on")
    func goesOn() throws {
        _ = try error("lse", "gradient", #"{"x":7}"#)
        #expect(
            try answer(#"{"id":8,"kind":"evaluate","module":"hello","function":"double","input":3}"#)["output"]
                == .number(6))
    }
}
