import Autodiff
import Foundation
import Testing

@Suite struct MatrixOperatorTests {
    let a: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
    let b: Matrix<Double> = [[1, 0], [2, -1], [0.5, 3]]

    @Test func entryByEntry() {
        #expect(
            a + b == [[2, 2], [5, 3], [5.5, 9]] && a - b == [[0, 2], [1, 5], [4.5, 3]]
                && -b == [[-1, 0], [-2, 1], [-0.5, -3]])
        #expect(
            2 * a == [[2, 4], [6, 8], [10, 12]] && a * 2 == 2 * a && a / 2 == [[0.5, 1], [1.5, 2], [2.5, 3]])
        let (d, minus) = (0.5, -1.0)
        #expect(d * a == a / 2 && a * minus == -a)
        var sum = a
        sum += b
        sum -= a
        #expect(sum == b)
        #expect((Matrix<Double>([]) + Matrix<Double>([])).values.isEmpty)
    }

    @Test func productsAreThoseOfTimes() {
        let c: Matrix<Double> = [[1, -1, 2], [0, 3, 1]]
        #expect(a * c == a.times(c) && a * [1, 2] == a.times([1, 2]) && c * (a * c) == c.times(a.times(c)))
        let m = [[0.5, 1.5], [2, -1]]
        func f<S: RealScalar>(_ x: [S]) -> [S] {
            let a = Matrix<S>([[x[0], x[1]], [x[2], x[3]]])
            let step = x[0] * (a * a + a - a / 2) * x[1] - Matrix<S>.identity(2)
            return (2 * step * Matrix(m.map { $0.map { S($0) } })).values + step * [x[2], x[3]] + [step.trace]
        }
        func g<S: RealScalar>(_ x: [S]) -> [S] {
            let s = x[0] * x[1]
            let rows = [[x[0], x[1]], [x[2], x[3]]]
            var step = [[S]](repeating: [0, 0], count: 2)
            for i in 0..<2 {
                for j in 0..<2 {
                    let square = rows[i][0] * rows[0][j] + rows[i][1] * rows[1][j]
                    step[i][j] = s * (square + rows[i][j] / 2) - (i == j ? 1 : 0)
                }
            }
            var out: [S] = []
            for i in 0..<2 {
                for j in 0..<2 { out.append(2 * (step[i][0] * m[0][j] + step[i][1] * m[1][j])) }
            }
            for i in 0..<2 { out.append(step[i][0] * x[2] + step[i][1] * x[3]) }
            return out + [step[0][0] + step[1][1]]
        }
        let x = [0.5, -1.25, 2, 0.75]
        let (j, k) = (jacobian(at: x) { f($0) }, jacobian(at: x) { g($0) })
        #expect(zip(j.values, k.values).allSatisfy { abs($0 - $1) < 1e-13 })
        let tangents = f(x.map { Dual($0, 1) }).map(\.tangent)
        #expect(zip(tangents, k.times([1, 1, 1, 1])).allSatisfy { abs($0 - $1) < 1e-13 })
    }

    /// A product of matrices is one entry on a tape, by the operator too.
    @Test func aProductIsOneEntry() {
        let x = (0..<128).map { Double($0) / 100 }
        func f(
            _ x: [Variable<Double>],
            _ multiply: (Matrix<Variable<Double>>, Matrix<Variable<Double>>) -> Matrix<Variable<Double>>
        ) -> Variable<Double> {
            sum(
                multiply(
                    Matrix(rows: 8, columns: 8, values: Array(x[..<64])),
                    Matrix(rows: 8, columns: 8, values: Array(x[64...]))
                ).values)
        }
        #expect(gradient(at: x) { f($0) { $0 * $1 } } == gradient(at: x) { f($0) { $0.times($1) } })
    }

    @Test func shapes() {
        #expect(Matrix<Double>.identity(2) == [[1, 0], [0, 1]] && Matrix<Double>.identity(0).rows == 0)
        #expect(Matrix.diagonal([1.0, 2, 3]).diagonal == [1, 2, 3] && Matrix.diagonal([1.0, 2])[0, 1] == 0)
        #expect(a.diagonal == [1, 4] && Matrix<Double>([[1, 2], [3, 4]]).trace == 5)
        #expect(a[rows: 1..<3] == [[3, 4], [5, 6]] && a[rows: 1...] == a[rows: 1...2] && a[rows: ..<1] == [[1, 2]])
        #expect(a[rows: 1..<1].rows == 0 && a[rows: 0..<3] == a && a[rows: ...1].rows == 2)
        #expect(gradient(at: [1, 2, 3]) { Matrix.diagonal($0).trace } == [1, 1, 1])
    }

    @Test func codable() throws {
        let data = try JSONEncoder().encode(a)
        #expect(try JSONDecoder().decode(Matrix<Double>.self, from: data) == a)
        for text in [#"{"rows":2,"columns":2,"values":[1,2,3]}"#, #"{"rows":-1,"columns":-3,"values":[1,2,3]}"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix<Double>.self, from: Data(text.utf8)) }
        }
        #expect(Set([a, b, a]).count == 2)
    }

    @Test func shapesThatDoNotFitTrap() async {
        let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix<Double>.identity(2) + Matrix<Double>(rows: 2, columns: 3, repeating: 1))
        }
        #expect(message(of: sum).contains("a 2 × 2 matrix can't be added to a 2 × 3 matrix"))
        let difference = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix<Double>.identity(2) - Matrix<Double>(rows: 3, columns: 2, repeating: 1))
        }
        #expect(message(of: difference).contains("a 3 × 2 matrix can't be subtracted from a 2 × 2 matrix"))
        let product = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix<Double>.identity(2) * Matrix<Double>.identity(3))
        }
        #expect(message(of: product).contains("a 2 × 2 matrix can't be multiplied by a vector or matrix of 3 rows"))
        let trace = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix<Double>(rows: 2, columns: 3, repeating: 1).trace)
        }
        #expect(message(of: trace).contains("the trace of a 2 × 3 matrix"))
        let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix<Double>.identity(2)[rows: 1..<3])
        }
        #expect(message(of: rows).contains("no rows 1..<3 in a 2 × 2 matrix"))
    }
}
