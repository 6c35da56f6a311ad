import AutodiffCore

/// The state after a loop of `steps` steps, of which reverse mode keeps no more than `snapshots` states.
///
///     let end = checkpointed(steps: 1_000_000, snapshots: 50, from: [0.5, 0], parameters: [9.81], by: Pendulum())
///
/// A tape of the loop would hold all operations of all steps. Here it gets one entry: in the sweep the loop is run again from
/// snapshots, piece by piece from the last to the first, by the binomial schedule of Griewank and Walther (revolve), and
/// each step is pulled back by itself. Memory is that of the snapshots, of which the state at the start is one, and of one step.
///
/// With s snapshots and the least r for which n ≤ C(s + r, s), the sweep and the run together advance by r·n − C(s + r, r − 1) steps, which
/// is the least possible, and pull back through n; the value of the last step comes beside these. For 1,000 steps with 10, 20 and 40 snapshots
/// that are 3.6, 2.7 and 2.1 plain runs, and the one that is pulled back.
///
/// Every number that is to have a derivative must be part of the state or of the parameters. The result has derivatives in
/// every mode and nesting: forward modes run the loop as it stands, with no memory. In a compiled function
/// the loop is one node, and so are its derivatives of any order. On a tape whose scalar is on a tape itself, the outer tape holds the
/// inner run.
///
/// - Parameters:
///   - steps: The number of steps; with none the result is the state. Traps if it is negative.
///   - snapshots: The most states that are kept, at least one. With as many as there are steps nothing is run again.
///   - state: The state at the start.
///   - parameters: What the steps depend on besides.
///   - step: The step.
/// - Returns: The state after the last step, with the bits of the plain loop.
@inlinable
public func checkpointed<S: RealScalar, Step: TimeStep>(
    steps: Int, snapshots: Int, from state: [S], parameters: [S] = [], by step: Step
) -> [S] {
    let loop = CheckpointedLoop(step, steps: steps, snapshots: snapshots, states: state.count)
    return S._apply(block: loop, to: state + parameters)
}
