import Autodiff
import Testing

/// Σ of a solution whose matrix, or right side, is constants, or the same with constants lifted.
private struct Mixed: ScalarField {
    enum Sides: CaseIterable { case matrix, rightSide, definiteMatrix, definiteRightSide, severalRightSides }

    let sides: Sides
    var isLifted = false

    static let n = 3
    var constants: Matrix<Double> { randomDefiniteMatrix(3, seed: 91) }
    var data: [Double] { [1, -2, 0.5] }

    func value<S: RealScalar>(at x: [S]) -> S {
        let square = Matrix(rows: 3, columns: 3, values: x.count == 9 ? x : x + x + x)
        let definite = square.times(square.transposed) + .identity(3)
        let lifted = data.map { S($0) }
        let (matrix, right) = (constants.map { S($0) }, Array(x[..<3]))
        switch sides {
        case .matrix: return weighted(isLifted ? try! solve(matrix, right) : try! solve(constants, right))
        case .rightSide: return weighted(isLifted ? try! solve(definite, lifted) : try! solve(definite, data))
        case .definiteMatrix:
            return weighted(isLifted ? try! cholesky(matrix).solve(right) : try! cholesky(constants).solve(right))
        case .definiteRightSide:
            let c = try! cholesky(definite)
            return weighted(isLifted ? c.solve(lifted) : c.solve(data))
        case .severalRightSides:
            let lu = try! factor(definite)
            return weighted((isLifted ? lu.solve(matrix) : lu.solve(constants)).values)
        }
    }
}

@Suite("Linear systems with constants")
struct MixedSolveTests {
    @Test("constants on one side have the derivatives of the other", arguments: Mixed.Sides.allCases)
    private func constants(sides: Mixed.Sides) {
        let x = randomMatrix(3, seed: 92, shift: 2).values
        expectSame(Mixed(sides: sides), Mixed(sides: sides, isLifted: true), at: x)
    }

    @Test("numbers on both sides are numbers")
    func numbers() throws {
        let a: Matrix<Double> = [[2, 0], [0, 4]]
        let x: [Double] = try solve(a, [1, 2])
        #expect(x == [0.5, 0.5])
        #expect(try factor(a).solve([2, 4]) == [1, 1])
        #expect(try cholesky([[1, 0], [0, 4]]).solve([1, 4] as [Double]) == [1, 1])
    }
}
