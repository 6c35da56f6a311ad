import Autodiff
import Testing

/// Whether a sparse matrix has the entries of a dense one: to the last bit by forward mode, to `ulps` roundings of the row elsewhere.
func agree(_ sparse: SparseMatrix<Double>, _ dense: Matrix<Double>, roundings: Double = 0) -> Bool {
    if sparse.rows != dense.rows || sparse.columns != dense.columns { return false }
    return (0..<dense.rows).allSatisfy { i in
        let unit = (dense.row(i).map(\.magnitude).max() ?? 0) * 0x1p-53
        return (0..<dense.columns).allSatisfy {
            sparse[i, $0] == dense[i, $0] || (sparse[i, $0] - dense[i, $0]).magnitude <= roundings * unit
        }
    }
}

@Suite struct SparseJacobianTests {
    @Test(arguments: SparseMap.table)
    func everyWayOnKnownMaps(_ map: SparseMap) { check(map, map.f) }

    private func check<F: Differentiable & Sendable>(_ map: SparseMap, _ f: F) {
        let x = map.point(1)
        let (value, dense) = valueWithJacobian(at: x, of: f, mode: .forward)
        let once = valueWithSparseJacobian(at: x, of: f)
        #expect(once.value == value && agree(once.jacobian, dense, roundings: 64))
        #expect(agree(sparseJacobian(at: x, of: f), dense, roundings: 64))
        for method in [SparseMethod.forward, .reverse, .bidirectional, .compiled, .automatic] {
            let plan = jacobianPlan(at: x, of: f, by: method)
            // By columns the bits are those of forward mode. A program's functions are within an ulp of the C library's.
            let roundings: Double = method == .forward ? 0 : 64
            for seed in 1..<4 as Range<UInt64> {
                let y = map.point(seed)
                let (value, dense) = valueWithJacobian(at: y, of: f, mode: .forward)
                let planned = plan.valueWithJacobian(at: y)
                #expect(agree(planned.jacobian, dense, roundings: roundings), "\(method)")
                #expect(planned.value.count == value.count && plan.jacobian(at: y) == planned.jacobian)
                if method != .compiled && method != .automatic { #expect(planned.value == value) }
            }
            // (The graph of a rounded number has a slope for nan.)
            #expect(plan.pattern.isSubset(of: map.pattern) || map.name == "zeros" && method == .compiled)
        }
        let compiled = compile(f, at: x)
        #expect(agree(sparseJacobian(at: x, of: compiled), dense, roundings: 64))
    }

    @Test func closures() {
        let x = [0.5, 1, 2, 0.25]
        let j = sparseJacobian(at: x) { x in (1..<x.count).map { i in x[i] * sin(x[i - 1]) } }
        #expect(j.pattern == SparsityPattern(columns: 4, rows: [[0, 1], [1, 2], [2, 3]]))
        #expect(j[1, 1] == 2 * cos(1.0) && j[1, 2] == sin(1.0))
        #expect(
            jacobianSparsity(at: x) { x in [x[0] * x[3], x[1]] }.pattern
                == SparsityPattern(columns: 4, rows: [[0, 3], [1]]))
    }

    /// 0 · ∞ by the conventions of the other modes.
    @Test func aNaNOfAProgramIsTakenAgain() {
        struct Root: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [sqrt(x[0] * x[0]), x[1]] }
        }
        let dense = jacobian(at: [0, 1], of: Root())
        #expect(agree(sparseJacobian(at: [0, 1], of: compile(Root(), at: [1, 1])), dense))
        let plan = jacobianPlan(at: [1, 1], of: Root(), by: .compiled)
        #expect(agree(plan.jacobian(at: [0, 1]), dense))
        #expect(agree(plan.jacobian(at: [2, 1]), jacobian(at: [2, 1], of: Root())))
    }

    @Test func aColoringOfOnesOwn() {
        let x = [Double](repeating: 1, count: 9)
        let coloring = Coloring(.columns, columnColors: (0..<9).map { ($0 + 1) % 3 })
        let plan = jacobianPlan(at: x, of: Broyden(), coloring: coloring)
        #expect(plan.coloring == coloring && agree(plan.jacobian(at: x), jacobian(at: x, of: Broyden())))
        let rows = jacobianPlan(at: x, of: Broyden(), coloring: Coloring(.rows, rowColors: (0..<9).map { $0 % 3 }))
        #expect(rows.method == .reverse && agree(rows.jacobian(at: x), jacobian(at: x, of: Broyden()), roundings: 8))
    }

    @Test func aMatrixIsWrittenInPlace() {
        let x = [Double](repeating: 1, count: 40)
        let plan = jacobianPlan(at: x, of: Broyden(), by: .forward)
        var matrix = plan.jacobian(at: x)
        let address = matrix.values.withUnsafeBufferPointer { $0.baseAddress }
        let y = x.map { $0 + 1 }
        plan.jacobian(at: y, into: &matrix)
        #expect(matrix.values.withUnsafeBufferPointer { $0.baseAddress } == address)
        #expect(agree(matrix, jacobian(at: y, of: Broyden())))
        // One of another pattern gets the plan's.
        var other = SparseMatrix<Double>(pattern: .diagonal(40))
        plan.jacobian(at: y, into: &other)
        #expect(other == matrix)
    }

    @Test func severalThreadsUseOnePlan() async {
        let x = (0..<60).map { 0.5 + 0.02 * Double($0) }
        for method in [SparseMethod.forward, .reverse, .compiled] {
            let plan = jacobianPlan(at: x, of: Upwind(), by: method)
            await withTaskGroup(of: Bool.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        var random = SplitMix64(seed: UInt64(task))
                        return (0..<40).allSatisfy { _ in
                            let y = (0..<60).map { _ in 0.4 + 1.2 * random.uniform() }
                            return agree(plan.jacobian(at: y), jacobian(at: y, of: Upwind()), roundings: 8)
                        }
                    }
                }
                for await isRight in group { #expect(isRight, "\(method)") }
            }
        }
    }

    @Test func misuseTraps() async {
        await #expect(processExitsWith: .failure) { _ = sparseJacobian(at: [], of: Identity()) }
        await #expect(processExitsWith: .failure) {
            _ = jacobianPlan(at: [1, 2], of: Identity()).jacobian(at: [1, 2, 3])
        }
        await #expect(processExitsWith: .failure) {
            _ = jacobianPlan(at: [1, 2, 3], of: Broyden(), coloring: Coloring(.columns, columnColors: [0, 0, 1]))
        }
    }
}

@Suite struct SparseHessianTests {
    @Test(arguments: SparseField.table)
    func everyWayOnKnownFields(_ field: SparseField) { check(field, field.f) }

    private func check<F: ScalarField & Sendable>(_ field: SparseField, _ f: F) {
        let x = field.point(1)
        let (value, gradient, dense) = valueWithGradientAndHessian(at: x, of: f)
        let once = valueWithGradientAndSparseHessian(at: x, of: f)
        #expect(once.value == value && once.gradient.count == gradient.count)
        #expect(agree(once.hessian, dense, roundings: 64) && once.hessian.transposed == once.hessian)
        for method in [SparseMethod.forward, .compiled, .automatic] {
            let plan = hessianPlan(at: x, of: f, by: method)
            for seed in 1..<4 as Range<UInt64> {
                let y = field.point(seed)
                #expect(agree(plan.hessian(at: y), hessian(at: y, of: f), roundings: 64), "\(method)")
            }
        }
        for coloring in [field.pattern.acyclicColoring(), field.pattern.starColoring(order: .smallestLast)] {
            let plan = hessianPlan(at: x, of: f, coloring: coloring)
            #expect(plan.coloring == coloring && agree(plan.hessian(at: x), dense, roundings: 512))
        }
        #expect(agree(sparseHessian(at: x, of: compile(f, at: x)), dense, roundings: 64))
    }

    @Test func closures() {
        let h = sparseHessian(at: [1, 2, 3]) { x in x[0] * x[1] * x[1] + exp(x[2]) }
        #expect(h.pattern == SparsityPattern(columns: 3, rows: [[1], [0, 1], [2]]) && h[0, 1] == 4 && h[1, 1] == 2)
    }

    @Test func misuseTraps() async {
        await #expect(processExitsWith: .failure) { _ = sparseHessian(at: [], of: SumOfSquares()) }
        await #expect(processExitsWith: .failure) { _ = hessianPlan(at: [1], of: SumOfSquares(), by: .reverse) }
    }
}
