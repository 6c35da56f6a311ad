import Autodiff

/// Hand tracking: how far observed points are from those of a hand in a pose.
///
/// The Jacobian is that of residuals over the observed points, compiled. A point depends on the joints of its own fingers alone, so the
/// matrix is sparse; the zeros are filled in when it is written.
let ht: [String: Function] = [
    "objective": Function(
        read: HandProblem.init,
        prepare: { problem in Prepared { problem.errors(at: problem.parameters) } },
        write: { .numbers($0) }),
    "jacobian": Function(
        read: HandProblem.init,
        prepare: { problem in
            let residuals = compile(problem.term, over: problem.observations, at: problem.parameters)
            var jacobian = sparseJacobian(at: problem.parameters, of: residuals)
            return Prepared {
                sparseJacobian(at: problem.parameters, of: residuals, into: &jacobian)
                return (problem, jacobian)
            }
        },
        write: { problem, jacobian in problem.rows(of: jacobian) }),
]

private struct HandProblem {
    let term: HandError
    let observations: [HandError.Observation]

    /// The pose (26 numbers), and where observed points are on triangles two numbers for each.
    let parameters: [Double]

    init(_ input: JSON) throws {
        let data = try input.member("data")
        let model = try HandModel(data.member("model"))
        let pose = try input.numbers("theta", count: HandModel.poseCount)
        let isOnTriangles = try !input.rows("us").isEmpty
        let places = try data.indices(
            "correspondences", below: isOnTriangles ? model.triangles.count : model.vertices.count)
        let points = try data.matrix("points", rows: places.count, columns: 3).values
        let us = isOnTriangles ? try input.matrix("us", rows: places.count, columns: 2).values : []
        parameters = pose + us
        term = HandError(model: model, isOnTriangles: isOnTriangles)
        observations = places.enumerated().map { i, place in
            let vertices = isOnTriangles ? model.triangles[place] : [place]
            return HandError.Observation(
                index: i, point: Array(points[3 * i..<3 * i + 3]), skin: model.skin(of: vertices))
        }
    }

    /// The residuals, with the bones moved once for all.
    func errors<S: RealScalar>(at parameters: [S]) -> [S] {
        let pose = term.pose(at: parameters)
        return observations.flatMap { term.residuals(at: parameters, pose, for: $0) }
    }

    /// Rows of the derivatives with respect to the point's own two numbers, if there are any, and to the pose.
    func rows(of jacobian: SparseMatrix<Double>) -> JSON {
        .array(
            (0..<3 * observations.count).map { row in
                let own = HandModel.poseCount + 2 * (row / 3)
                let columns = (term.isOnTriangles ? [own, own + 1] : []) + Array(0..<HandModel.poseCount)
                return .numbers(columns.map { jacobian[row, $0] })
            })
    }
}

/// An observed point minus the hand's: on a vertex, or on a triangle at u₀ a + u₁ b + (1 - u₀ - u₁) c.
private struct HandError: ResidualTerm {
    struct Observation {
        let index: Int
        let point: [Double]
        let skin: HandModel.Skin
    }

    struct Pose<S: RealScalar> {
        /// Of each bone, from the resting hand to the posed one.
        let bones: [Transform<S>]
        let global: Transform<S>
    }

    let model: HandModel
    let isOnTriangles: Bool

    func residuals<S: RealScalar>(at parameters: [S], for observation: Observation) -> [S] {
        residuals(at: parameters, pose(at: parameters), for: observation)
    }

    func pose<S: RealScalar>(at parameters: [S]) -> Pose<S> {
        Pose(bones: model.transforms(parameters), global: model.globalTransform(parameters))
    }

    func residuals<S: RealScalar>(at parameters: [S], _ pose: Pose<S>, for observation: Observation) -> [S] {
        var weights: [S] = [1]
        if isOnTriangles {
            let first = HandModel.poseCount + 2 * observation.index
            let (u, v) = (parameters[first], parameters[first + 1])
            weights = [u, v, 1 - u - v]
        }
        var place: [S] = [0, 0, 0]
        for share in observation.skin.shares {
            let moved = pose.bones[share.bone].applied(to: share.place(weights))
            for i in 0..<3 { place[i] += moved[i] }
        }
        if model.isMirrored { place[0] = -place[0] }
        let final = pose.global.applied(to: place + [1])
        return (0..<3).map { observation.point[$0] - final[$0] }
    }
}
