import Autodiff

/// An arm of three joints that follows a circle with the least turning.
struct ArmPart: Part {
    static let name = "arm"
    static let title = "a minimum under constraints: an arm that reaches"
    static let page = ManualPage.arm
    static let lesson = """
        A hand in the plane has two coordinates and the arm three joints, so that there is a choice: the angles that
        turn least from where they are. How they follow when the target moves is the derivative of a minimum under
        constraints, which the implicit function theorem gives without a look at the iteration.
        """

    static let arm = Arm()
    static let start = [0.3, 0.9, 0.6]

    /// One target on the way.
    struct Pose {
        let target: [Double]
        let angles: [Double]

        /// How far the hand is from the target.
        let miss: Double

        /// ∂angles/∂target, and how far its difference quotients are from it.
        let response: Matrix<Double>
        let error: Double
    }

    let poses: [Pose]

    init(_ setting: Setting) throws {
        let shoulder = ArmPart.arm.joints(ArmPart.start)
        let first = shoulder[shoulder.count - 1]
        var (poses, angles) = ([Pose](), ArmPart.start)
        for k in 0...12 {
            let turn = 2 * Double.pi * Double(k) / 12
            let target = [first.x - 0.5 * (1 - cos(turn)), first.y + 0.5 * sin(turn)]
            let before = angles
            angles = try ArmPart.angles(target, before)
            let hand = ArmPart.arm.joints(angles)[3]
            let response = jacobian(at: target, of: Follow(before: before))
            var error = 0.0
            for j in 0..<2 {
                let step = 1e-5
                let moved = [1.0, -1].map { sign in
                    var target = target
                    target[j] += sign * step
                    return Follow(before: before)(target) as [Double]
                }
                for i in 0..<3 { error = max(error, abs((moved[0][i] - moved[1][i]) / (2 * step) - response[i, j])) }
            }
            poses.append(
                Pose(
                    target: target, angles: angles, miss: hypot(hand.x - target[0], hand.y - target[1]),
                    response: response, error: error))
        }
        self.poses = poses
    }

    /// The angles that reach a target with the least turning.
    static func angles<S: RealScalar>(_ target: [S], _ before: [Double]) throws -> [S] {
        try minimiser(
            of: LeastTurn(), subjectTo: Reached(arm: arm), near: before, parameters: target + before.map { S($0) }
        ).x
    }

    /// The angles as a function of the target.
    private struct Follow: Differentiable {
        let before: [Double]

        func callAsFunction<S: RealScalar>(_ target: [S]) -> [S] {
            (try? ArmPart.angles(target, before)) ?? [S](repeating: .nan, count: before.count)
        }
    }

    var content: [Block] {
        var table = Table([
            .right("target"), .right("angles"), .right("miss"), .right("turn with x"), .right("from differences"),
        ])
        for pose in poses {
            table.add(
                pose.target.map { fixed($0, 2) }.joined(separator: ", "),
                pose.angles.map { fixed($0, 3) }.joined(separator: ", "), errorText(pose.miss),
                pose.response.column(0).map { fixed($0, 2) }.joined(separator: ", "), errorText(pose.error))
        }
        return [
            .table(table),
            .paragraph(
                "After the circle the hand is back; the joints are not, as each step only looked one step back."),
            .figure(figure),
        ]
    }

    private var figure: Figure {
        let arms = poses.map { ArmPart.arm.joints($0.angles) }
        let circle = poses.map { (x: $0.target[0], y: $0.target[1]) }
        let all = arms.flatMap { $0 } + circle
        var series = [Chart.Series(name: "the targets", points: circle, style: .dashes, colour: 3)]
        for k in stride(from: 0, to: 12, by: 3) {
            series.append(.init(name: "pose \(k)", points: arms[k], style: .dotsAndLine, colour: [1, 2, 4, 5][k / 3]))
        }
        let chart = Chart(
            label: "An arm that follows a circle", x: Axis("x", spanning: all.map(\.x)),
            y: Axis("y", spanning: all.map(\.y)), series: series)
        return Figure(
            title: "An arm that follows a circle",
            caption: "Four of the twelve poses, each reached with the least turning.",
            svg: chart.svg)
    }
}
