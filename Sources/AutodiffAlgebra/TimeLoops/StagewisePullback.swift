import AutodiffCore
import AutodiffForward

// The adjoint of an explicit Runge-Kutta step, stage by stage: with k̄ᵣ = h (bᵣ λ + Σⱼ aⱼᵣ ȳⱼ) and ȳᵣ = (∂f/∂y)ᵀ k̄ᵣ at stage r, from the last
// stage to the first, λ⁺ = λ + Σ ȳᵣ, and the parameters get Σ (∂f/∂θ)ᵀ k̄ᵣ. It costs an evaluation of f with its Jacobian for
// each stage, and no tape: the right-hand side alone is differentiated, not the method.

/// What pulls a cotangent back through a step of the method.
@inlinable
func stagewisePullback<F: ODE, S: RealScalar>(
    _ f: F, _ tableau: Tableau, _ grid: TimeGrid, _ parameters: [S], states: Int
) -> _StepPullback<S> {
    if S.self == Double.self, F.self != CompiledODE.self, let parameters = parameters as? [Double] {
        let pullback: _StepPullback<Double>?
        switch states + parameters.count {
        case ...4: pullback = stagewise(SIMD4<Double>.self, f, tableau, grid, parameters, states)
        case ...8: pullback = stagewise(SIMD8<Double>.self, f, tableau, grid, parameters, states)
        case ...16: pullback = stagewise(SIMD16<Double>.self, f, tableau, grid, parameters, states)
        default: pullback = nil
        }
        if let pullback { return pullback as! _StepPullback<S> }
    }
    return { kept, steps, cotangent, parameterCotangent in
        for step in steps.reversed() {
            let state = UnsafeBufferPointer(start: kept + (step - steps.lowerBound) * states, count: states)
            pullBackByTape(f, tableau, grid[step], Array(state), parameters, &cotangent, &parameterCotangent)
        }
    }
}

/// Through one step, with a small tape for each stage.
@inlinable
func pullBackByTape<F: ODE, S: RealScalar>(
    _ f: F, _ tableau: Tableau, _ place: (time: Double, width: Double), _ state: [S], _ parameters: [S],
    _ cotangent: inout [S], _ parameterCotangent: inout [S]
) {
    let (t, h) = place
    let states = state.count
    var stages: [[S]] = []
    var slopes: [[S]] = []
    for r in 0..<tableau.stages {
        var y = state
        for j in 0..<r where tableau.a[r][j] != 0 {
            for c in 0..<states { y[c] += slopes[j][c] * (h * tableau.a[r][j]) }
        }
        stages.append(y)
        if r + 1 < tableau.stages { slopes.append(f(y, parameters, at: S(t + tableau.c[r] * h))) }
    }
    var pulled = [[S]](repeating: [], count: tableau.stages)
    let lambda = cotangent
    for r in stride(from: tableau.stages - 1, through: 0, by: -1) {
        var weight = lambda.map { $0 * (h * tableau.b[r]) }
        for j in r + 1..<max(tableau.stages, r + 1) where tableau.a[j][r] != 0 {
            for c in 0..<states { weight[c] += pulled[j][c] * (h * tableau.a[j][r]) }
        }
        pulled[r] = f._pullback(weight, stages[r], parameters, at: S(t + tableau.c[r] * h))
        for c in 0..<states { cotangent[c] += pulled[r][c] }
        for i in parameterCotangent.indices { parameterCotangent[i] += pulled[r][states + i] }
    }
}

/// By numbers with a direction for each component of the state and each parameter.
@inlinable
func stagewise<F: ODE, Partials: PartialsVector>(
    _ type: Partials.Type, _ f: F, _ tableau: Tableau, _ grid: TimeGrid, _ parameters: [Double], _ states: Int
) -> _StepPullback<Double> {
    let room = StagewiseRoom(type, parameters, states, tableau)
    return { kept, steps, cotangent, parameterCotangent in
        room.pullBack(f, grid, kept, steps, &cotangent, &parameterCotangent)
    }
}

/// Room for a step's stages, kept from one step to the next. (In memory of its own: arrays would be counted and checked more
/// often than a small right-hand side takes to run.)
@usableFromInline
final class StagewiseRoom<Partials: PartialsVector> {
    @usableFromInline
    typealias Number = MultiDual<Partials>
    @usableFromInline
    let parameters: [Number]
    @usableFromInline
    let states: Int
    @usableFromInline
    let stages: Int
    /// The tableau: a with zeros on and above its diagonal, then b, then c.
    @usableFromInline
    let tableau: UnsafeMutablePointer<Double>
    @usableFromInline
    let units: UnsafeMutablePointer<Partials>
    @usableFromInline
    @exclusivity(unchecked) var inputs: [Number], slope: [Number]
    /// Whether each stage needs the one before it alone.
    @usableFromInline
    let isChain: Bool
    /// The slopes of the stages, and their partials.
    @usableFromInline
    let slopes: UnsafeMutablePointer<Double>, partials: UnsafeMutablePointer<Partials>
    /// What each stage pulls back, to all inputs of f, and then the cotangents of the step.
    @usableFromInline
    let pulled: UnsafeMutablePointer<Partials>

    @inlinable
    init(_ type: Partials.Type, _ parameters: [Double], _ states: Int, _ method: Tableau) {
        self.states = states
        self.parameters = seeded(type, parameters, from: states)
        inputs = seeded(type, [Double](repeating: 0, count: states), from: 0)
        slope = inputs
        stages = method.stages
        tableau = .allocate(capacity: (stages + 2) * stages)
        tableau.initialize(repeating: 0, count: (stages + 2) * stages)
        units = .allocate(capacity: states)
        units.initialize(from: inputs.map(\.partials), count: states)
        slopes = .allocate(capacity: stages * states)
        slopes.initialize(repeating: 0, count: stages * states)
        partials = .allocate(capacity: stages * states)
        partials.initialize(repeating: Partials(repeating: 0), count: stages * states)
        pulled = .allocate(capacity: stages + 1)
        pulled.initialize(repeating: Partials(repeating: 0), count: stages + 1)
        isChain = method.a.allSatisfy { $0.dropLast().allSatisfy { $0 == 0 } }
        for r in 0..<stages {
            for j in 0..<r { tableau[r * stages + j] = method.a[r][j] }
            tableau[stages * stages + r] = method.b[r]
            tableau[(stages + 1) * stages + r] = method.c[r]
        }
    }

    deinit {
        tableau.deallocate()
        units.deallocate()
        slopes.deallocate()
        partials.deallocate()
        pulled.deallocate()
    }

    /// Through the steps of a range, from the last to the first. The cotangents of state and parameters are one vector on the way.
    @inlinable
    func pullBack<F: ODE>(
        _ f: F, _ grid: TimeGrid, _ kept: UnsafePointer<Double>, _ steps: Range<Int>, _ cotangent: inout [Double],
        _ parameterCotangent: inout [Double]
    ) {
        let (parameters, states) = (parameters, states)
        var (inputs, k) = (self.inputs, self.slope)
        (self.inputs, self.slope) = ([], [])
        let cotangents = pulled + stages
        cotangents.pointee = Partials(repeating: 0)
        // (A lane of a number that isn't known in advance is reached much faster in memory than in a register.)
        let lanes = UnsafeMutableRawPointer(cotangents).assumingMemoryBound(to: Double.self)
        for i in cotangent.indices { lanes[i] = cotangent[i] }
        for i in parameterCotangent.indices { lanes[states + i] = parameterCotangent[i] }
        for step in steps.reversed() {
            let place = grid[step]
            run(f, place, kept + (step - steps.lowerBound) * states, parameters, &inputs, &k)
            pullBack(place.width, lanes)
        }
        for i in cotangent.indices { cotangent[i] = lanes[i] }
        for i in parameterCotangent.indices { parameterCotangent[i] = lanes[states + i] }
        (self.inputs, self.slope) = (inputs, k)
    }

    /// The slopes of all stages, with their partials.
    @inlinable
    func run<F: ODE>(
        _ f: F, _ place: (time: Double, width: Double), _ state: UnsafePointer<Double>, _ parameters: [Number],
        _ inputs: inout [Number], _ k: inout [Number]
    ) {
        let (states, stages, a, h) = (states, stages, tableau, place.width)
        let (slopes, partials, units) = (slopes, partials, units)
        for r in 0..<stages {
            inputs.withUnsafeMutableBufferPointer { inputs in
                for i in 0..<states {
                    var sum = 0.0
                    var j = isChain ? max(r - 1, 0) : 0
                    while j < r {
                        sum += a[r * stages + j] * slopes[j * states + i]
                        j += 1
                    }
                    inputs[i] = Number(state[i] + h * sum, units[i])
                }
            }
            f.slope(of: inputs, parameters, at: Number(place.time + a[(stages + 1) * stages + r] * h), into: &k)
            k.withUnsafeBufferPointer { k in
                for i in 0..<states {
                    slopes[r * states + i] = k[i].value
                    partials[r * states + i] = k[i].partials
                }
            }
        }
    }

    /// Back through the stages, from the cotangents after the step to those before it.
    @inlinable
    func pullBack(_ h: Double, _ cotangents: UnsafeMutablePointer<Double>) {
        let (states, stages, a, partials, pulled) = (states, stages, tableau, partials, pulled)
        let lanes = UnsafeMutableRawPointer(pulled).assumingMemoryBound(to: Double.self)
        var total = pulled[stages]
        var r = stages - 1
        while r >= 0 {
            var sum = Partials(repeating: 0)
            for i in 0..<states {
                var weight = a[stages * stages + r] * cotangents[i]
                var j = r + 1
                let end = isChain ? min(r + 2, stages) : stages
                while j < end {
                    weight += a[j * stages + r] * lanes[j * Partials.scalarCount + i]
                    j += 1
                }
                weight *= h
                if weight == 0 { continue }
                let slope = partials[r * states + i]
                // (Of an infinite cotangent a zero partial hands nothing on.)
                let term = weight.isFinite ? Partials._multiply(weight, slope) : Partials._chain(weight, slope)
                sum = Partials._add(sum, term)
            }
            pulled[r] = sum
            total = Partials._add(total, sum)
            r -= 1
        }
        pulled[stages] = total
    }
}
