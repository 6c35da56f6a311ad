import Autodiff

/// A hand as a tree of 4 × 4 transforms: 26 inputs, 60 outputs.
///
/// The inputs are the wrist's rotation about three axes and its place, and for each of five fingers how far it is spread
/// and how far its three joints are bent; the outputs are the places of the four joints of each finger.
struct Hand: Differentiable {
    static let point = (0..<26).map { 0.1 + 0.03 * Double(($0 * 7) % 13) }

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let wrist = Transform.translation(x[3], x[4], x[5])
            .times(.rotation(x[0], about: 0)).times(.rotation(x[1], about: 1)).times(.rotation(x[2], about: 2))
        var places: [S] = []
        places.reserveCapacity(60)
        for finger in 0..<5 {
            let first = 6 + 4 * finger
            let root = Transform.translation(S(0.2 * Double(finger) - 0.4), 0.9, 0)
            var joint = wrist.times(root).times(.rotation(x[first], about: 2))
            for bone in 0..<3 {
                places += joint.place
                let length = Transform.translation(0, S(0.5 - 0.1 * Double(bone)), 0)
                joint = joint.times(.rotation(x[first + 1 + bone], about: 0)).times(length)
            }
            places += joint.place
        }
        return places
    }
}

/// A 4 × 4 matrix, as its rows. (No operators: each `*` more in a module makes every formula slower to type-check.)
private struct Transform<S: RealScalar> {
    struct Row {
        var (x, y, z, w): (S, S, S, S)

        init(_ x: S, _ y: S, _ z: S, _ w: S) { (self.x, self.y, self.z, self.w) = (x, y, z, w) }

        func times(_ m: Transform) -> Row {
            Row(
                x * m.a.x + y * m.b.x + z * m.c.x + w * m.d.x, x * m.a.y + y * m.b.y + z * m.c.y + w * m.d.y,
                x * m.a.z + y * m.b.z + z * m.c.z + w * m.d.z, x * m.a.w + y * m.b.w + z * m.c.w + w * m.d.w)
        }
    }

    let (a, b, c, d): (Row, Row, Row, Row)

    init(_ a: Row, _ b: Row, _ c: Row, _ d: Row) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

    func times(_ m: Transform) -> Transform { Transform(a.times(m), b.times(m), c.times(m), d.times(m)) }

    static func translation(_ x: S, _ y: S, _ z: S) -> Transform {
        Transform(Row(1, 0, 0, x), Row(0, 1, 0, y), Row(0, 0, 1, z), Row(0, 0, 0, 1))
    }

    static func rotation(_ angle: S, about axis: Int) -> Transform {
        let (s, c) = (sin(angle), cos(angle))
        let last = Row(0, 0, 0, 1)
        switch axis {
        case 0: return Transform(Row(1, 0, 0, 0), Row(0, c, -s, 0), Row(0, s, c, 0), last)
        case 1: return Transform(Row(c, 0, s, 0), Row(0, 1, 0, 0), Row(-s, 0, c, 0), last)
        default: return Transform(Row(c, -s, 0, 0), Row(s, c, 0, 0), Row(0, 0, 1, 0), last)
        }
    }

    /// Where the origin goes.
    var place: [S] { [a.w, b.w, c.w] }
}
