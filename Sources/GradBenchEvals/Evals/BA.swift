import Autodiff

/// Bundle adjustment: reprojection errors of points seen by cameras, and the errors of the observations' weights.
///
/// The Jacobian is that of residuals, compiled, as a sparse matrix in place.
let ba: [String: Function] = [
    "objective": Function(
        read: Scene.init,
        prepare: { scene in Prepared { scene.errors(at: scene.parameters) } },
        write: { reprojection, weights in
            .object([
                "reproj_error": .object([
                    "elements": .numbers(Array(reprojection.prefix(2))),
                    "repeated": .number(Double(reprojection.count / 2)),
                ]),
                "w_err": .object(["element": .number(weights[0]), "repeated": .number(Double(weights.count))]),
            ])
        }),
    "jacobian": Function(
        read: Scene.init,
        prepare: { scene in
            let reprojection = compile(ProjectionErrors(scene: scene), over: scene.observations, at: scene.parameters)
            let weights = compile(WeightError(scene: scene), over: scene.observations, at: scene.parameters)
            var errors = sparseJacobian(at: scene.parameters, of: reprojection)
            var weightErrors = sparseJacobian(at: scene.parameters, of: weights)
            return Prepared {
                sparseJacobian(at: scene.parameters, of: reprojection, into: &errors)
                sparseJacobian(at: scene.parameters, of: weights, into: &weightErrors)
                return (scene, errors, weightErrors)
            }
        },
        write: { scene, errors, weightErrors in scene.jacobian(errors, weightErrors) }),
]

/// One camera, one point and one weight, repeated; observation i is of point i by camera i, counted round.
struct Scene {
    struct Observation {
        let index: Int, camera: Int, point: Int
        let feature: (x: Double, y: Double)
    }

    let cameras: Int, points: Int
    let observations: [Observation]

    /// The cameras (11 numbers each: rotation vector, centre, focal length, principal point, radial distortion), the points (3) and
    /// the weights (1).
    let parameters: [Double]

    init(_ input: JSON) throws {
        cameras = try input.integer("n", in: 1...100_000_000)
        points = try input.integer("m", in: 1...100_000_000)
        let count = try input.integer("p", in: 1...100_000_000)
        let camera = try input.numbers("cam", count: 11)
        let point = try input.numbers("x", count: 3)
        let weight = try input.number("w")
        let feature = try input.numbers("feat", count: 2)
        var parameters: [Double] = []
        parameters.reserveCapacity(11 * cameras + 3 * points + count)
        for _ in 0..<cameras { parameters += camera }
        for _ in 0..<points { parameters += point }
        for _ in 0..<count { parameters.append(weight) }
        self.parameters = parameters
        let (cameras, points) = (cameras, points)
        observations = (0..<count).map {
            Observation(index: $0, camera: $0 % cameras, point: $0 % points, feature: (feature[0], feature[1]))
        }
    }

    // Where the numbers of an observation stand among the parameters.
    func camera(_ observation: Observation) -> Int { 11 * observation.camera }
    func point(_ observation: Observation) -> Int { 11 * cameras + 3 * observation.point }
    func weight(_ observation: Observation) -> Int { 11 * cameras + 3 * points + observation.index }

    /// All errors: of each observation two of its projection, and one of its weight.
    fileprivate func errors<S: RealScalar>(at parameters: [S]) -> (reprojection: [S], weights: [S]) {
        var reprojection = [S](repeating: 0, count: 2 * observations.count)
        var weights = [S](repeating: 0, count: observations.count)
        let (first, second) = (ProjectionErrors(scene: self), WeightError(scene: self))
        for (i, observation) in observations.enumerated() {
            (reprojection[2 * i], reprojection[2 * i + 1]) = first.errors(at: parameters, for: observation)
            weights[i] = second.error(at: parameters, for: observation)
        }
        return (reprojection, weights)
    }

    /// The part of the Jacobian that the eval asks for: the first thirty of the row pointers, columns and entries, and the last. A row
    /// of a reprojection error has fifteen entries there; those that are always zero aren't kept in the matrix.
    fileprivate func jacobian(_ errors: SparseMatrix<Double>, _ weightErrors: SparseMatrix<Double>) -> JSON {
        let columns = Array(0..<11) + (0..<3).map { 11 * cameras + $0 } + [11 * cameras + 3 * points]
        let count = observations.count
        // With one observation the thirty row pointers aren't there.
        let pointers = (0...2 * count).map { 15 * $0 } + (1...count).map { 30 * count + $0 }
        return .object([
            "rows": .numbers((pointers.prefix(30) + [31 * count]).map(Double.init)),
            "cols": .numbers((columns + columns + [parameters.count - 1]).map(Double.init)),
            "vals": .numbers(
                (0..<30).map { errors[$0 / 15, columns[$0 % 15]] } + [weightErrors[count - 1, parameters.count - 1]]),
        ])
    }
}

/// The two errors of each observation's projection.
private struct ProjectionErrors: ResidualTerm {
    let scene: Scene

    func residuals<S: RealScalar>(at parameters: [S], for observation: Scene.Observation) -> [S] {
        let (u, v) = errors(at: parameters, for: observation)
        return [u, v]
    }

    @inline(__always)
    func errors<S: RealScalar>(at parameters: [S], for observation: Scene.Observation) -> (S, S) {
        ReprojectionError(feature: observation.feature).errors(
            parameters, camera: scene.camera(observation), point: scene.point(observation),
            weight: parameters[scene.weight(observation)])
    }
}

/// 1 - w².
private struct WeightError: ResidualTerm {
    let scene: Scene

    func residuals<S: RealScalar>(at parameters: [S], for observation: Scene.Observation) -> [S] {
        [error(at: parameters, for: observation)]
    }

    @inline(__always)
    func error<S: RealScalar>(at parameters: [S], for observation: Scene.Observation) -> S {
        let weight = parameters[scene.weight(observation)]
        return 1 - weight * weight
    }
}
