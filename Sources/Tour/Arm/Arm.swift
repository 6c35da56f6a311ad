import Autodiff

/// An arm of three links in the plane: where its joints and its hand are, by the angles between the links.
struct Arm {
    var links = [1, 0.8, 0.6]

    /// The places of the shoulder, the joints and the hand.
    func joints<S: RealScalar>(_ angles: [S]) -> [(x: S, y: S)] {
        var (x, y, angle) = (S(0), S(0), S(0))
        var places = [(x: x, y: y)]
        for i in links.indices {
            angle += angles[i]
            x += links[i] * cos(angle)
            y += links[i] * sin(angle)
            places.append((x: x, y: y))
        }
        return places
    }
}

/// How far the joints turn from where they are: the parameters are the target and then the angles.
struct LeastTurn: Autodiff.Objective {
    func value<S: RealScalar>(at angles: [S], _ p: [S]) -> S {
        sum(angles.indices.map { pow(angles[$0] - p[2 + $0], 2) })
    }
}

/// The hand is at the target.
struct Reached: Residual {
    let arm: Arm

    func callAsFunction<S: RealScalar>(_ angles: [S], _ p: [S]) -> [S] {
        let places = arm.joints(angles)
        let hand = places[places.count - 1]
        return [hand.x - p[0], hand.y - p[1]]
    }
}
