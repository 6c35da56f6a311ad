import Autodiff
import Testing

/// Inputs made behind nodes, whose adjoints come from the node right behind them.
@Suite struct LateInputTests {
    @Test func theNextNodeLeadsToIt() {
        let tape = Tape<Double>()
        let x = tape.variables([2, 3, 5])
        _ = x[0] * x[1] * x[2]
        let late = tape.variable(7)
        let y = (x[0] + x[1]) * late
        #expect(tape.gradient(of: y, withRespectTo: [late] + x) == [5, 7, 7, 0])
    }

    @Test func twoInARow() {
        let tape = Tape<Double>()
        let x = tape.variables([2, 3, 5])
        _ = x[0] * x[1] * x[2]
        let late = tape.variables([7, 8])
        #expect(tape.gradient(of: x[0] * x[1] * late[1], withRespectTo: late + x) == [0, 6, 24, 16, 0])
    }

    @Test func anInfiniteAdjoint() {
        let tape = Tape<Double>()
        let x = tape.variables([0, 0, 0])
        _ = x[0] * x[1] * x[2]
        let late = tape.variable(0)
        let sum = x[0] + x[1] + late
        let y = sqrt(sum) + late * x[0] * x[1]
        #expect(tape.gradient(of: y, withRespectTo: [late]) == [.infinity])
    }
}
