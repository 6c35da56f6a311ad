/// A method of fixed steps for an ordinary differential equation.
public enum ODEMethod: Sendable {
    /// The classical method of Runge and Kutta: order 4, four evaluations a step.
    case rungeKutta4

    /// Dormand and Prince's method: order 5, six evaluations a step.
    case dormandPrince5

    /// The solution's own series to an order, at least 1: `order` evaluations a step on series. For high accuracy with few steps,
    /// where the right-hand side is smooth.
    case taylor(order: Int)
}

/// How the solution of an ordinary differential equation gets its derivatives in reverse mode, and in compiled functions.
///
/// All give the derivative of the computed solution, to rounding. Forward modes always go through the steps, where nothing is
/// kept.
public enum ODEDerivatives: Sendable {
    /// Forward sensitivities for up to 16 states and parameters, else the adjoint with all states kept.
    case automatic

    /// Every operation of every step is recorded. For few steps.
    case throughSteps

    /// The Jacobian of the end by forward mode, along with the solution, 16 directions in a run: for few states and parameters and
    /// any number of results. Nothing is kept but the Jacobian.
    case forwardSensitivities

    /// The discrete adjoint: each step is pulled back by itself, stage by stage, with so many states kept, from which the
    /// rest is run again; if left out, all states. Independent of the number of parameters.
    case adjoint(snapshots: Int? = nil)
}
