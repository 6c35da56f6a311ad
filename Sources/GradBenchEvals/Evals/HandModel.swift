import Autodiff

/// A hand: bones, of which each hangs on another, and vertices that several bones move by weights.
struct HandModel: Sendable {
    /// The rotation vector of the hand, its place, and for each of five fingers four angles.
    static let poseCount = 26

    /// Of each bone an earlier one, or -1.
    let parents: [Int]

    /// The bones relative to their parents, and from the resting hand to each bone; affine.
    let relatives: [[Double]], inverses: [[Double]]

    /// Homogeneous places in the resting hand, and their weights, one for each bone.
    let vertices: [[Double]], weights: [[Double]]
    let triangles: [[Int]]
    let isMirrored: Bool

    init(_ json: JSON) throws {
        let count = try json.rows("base_relatives").count
        // The last finger's last joint is bone 20.
        if count < 21 { throw InputError("'base_relatives' has \(count) bones where 21 are needed") }
        parents = try json.indices("parents", from: -1, below: count)
        if parents.count != count || zip(parents.indices, parents).contains(where: { $0 <= $1 }) {
            throw InputError("'parents' isn't an earlier bone for each")
        }
        relatives = try HandModel.transforms(json, "base_relatives", count: count)
        inverses = try HandModel.transforms(json, "inverse_base_absolutes", count: count)
        vertices = try HandModel.rows(json, "base_positions", columns: 4)
        weights = try HandModel.rows(json, "weights", columns: count)
        if vertices.count != weights.count { throw InputError("'weights' hasn't a row for each vertex") }
        let corners = try HandModel.rows(json, "triangles", columns: 3)
        let bound = Double(vertices.count)
        if corners.joined().contains(where: { $0 < 0 || $0 >= bound || $0 != $0.rounded() }) {
            throw InputError("'triangles' has a vertex that there isn't")
        }
        triangles = corners.map { $0.map { Int($0) } }
        guard case .bool(let mirrored) = try json.member("is_mirrored") else {
            throw InputError("'is_mirrored' is neither true nor false")
        }
        isMirrored = mirrored
    }

    private static func rows(_ json: JSON, _ name: String, columns: Int) throws -> [[Double]] {
        let values = try json.matrix(name, columns: columns).values
        return stride(from: 0, to: values.count, by: columns).map { Array(values[$0..<$0 + columns]) }
    }

    /// The first three rows of 4 × 4 matrices, of which the last is 0 0 0 1.
    private static func transforms(_ json: JSON, _ name: String, count: Int) throws -> [[Double]] {
        let matrices = try json.rows(name)
        if matrices.count != count {
            throw InputError("'\(name)' has \(matrices.count) matrices where \(count) are needed")
        }
        return try matrices.map { matrix in
            let values = try JSON.object([name: matrix]).matrix(name, rows: 4, columns: 4).values
            if zip(values[12...], [0, 0, 0, 1]).contains(where: { abs($0 - $1) > 1e-6 }) {
                throw InputError("'\(name)' has a matrix that isn't affine")
            }
            return Array(values[..<12])
        }
    }
}

// MARK: - Skin

extension HandModel {
    /// What moves a point: some bones, and what each has to do with it.
    struct Skin: Sendable {
        struct Share: Sendable {
            let bone: Int

            /// For each vertex of the point its homogeneous place times the bone's weight.
            let vertices: [[Double]]

            /// The vertices together.
            func place<S: RealScalar>(_ weights: [S]) -> [S] {
                (0..<4).map { i in
                    var sum: S = weights[0] * vertices[0][i]
                    for k in 1..<max(1, vertices.count) { sum += weights[k] * vertices[k][i] }
                    return sum
                }
            }
        }

        let shares: [Share]
    }

    /// The skin of a point among vertices. It has all bones of each finger that moves the point, so that there are few kinds.
    func skin(of indices: [Int]) -> Skin {
        let fingers = Set(
            parents.indices.filter { bone in indices.contains { weights[$0][bone] != 0 } }.map { finger(of: $0) })
        return Skin(
            shares: parents.indices.filter { fingers.contains(finger(of: $0)) }.map { bone in
                Skin.Share(bone: bone, vertices: indices.map { i in vertices[i].map { weights[i][bone] * $0 } })
            })
    }

    /// The bone next to the hand's first that a bone hangs on.
    private func finger(of bone: Int) -> Int {
        var bone = bone
        while parents[bone] > 0 { bone = parents[bone] }
        return bone
    }
}

// MARK: - Pose

extension HandModel {
    /// Where the bones go from the resting hand.
    func transforms<S: RealScalar>(_ pose: [S]) -> [Transform<S>] {
        var absolutes: [Transform<S>] = []
        for bone in parents.indices {
            var transform = Transform<S>(relatives[bone])
            // A finger has four bones; the second bends about two axes, the third and the fourth about one.
            if (1...20).contains(bone), bone % 4 != 1 {
                let first = 6 + 4 * ((bone - 1) / 4)
                transform =
                    bone % 4 == 2
                    ? transform.times(.rotation(pose[first], pose[first + 1]))
                    : transform.times(.rotation(pose[first + (bone % 4 == 3 ? 2 : 3)]))
            }
            absolutes.append(parents[bone] < 0 ? transform : absolutes[parents[bone]].times(transform))
        }
        return zip(absolutes, inverses).map { $0.times(Transform($1)) }
    }

    /// The turn and the move of the whole hand.
    func globalTransform<S: RealScalar>(_ pose: [S]) -> Transform<S> {
        let angle = sqrt(pose[0] * pose[0] + pose[1] * pose[1] + pose[2] * pose[2])
        if angle < 1e-4 {
            return Transform(entries: [1, 0, 0, pose[3], 0, 1, 0, pose[4], 0, 0, 1, pose[5]])
        }
        let (x, y, z) = (pose[0] / angle, pose[1] / angle, pose[2] / angle)
        let (s, c) = (sin(angle), cos(angle))
        let d = 1 - c
        return Transform(entries: [
            x * x + (1 - x * x) * c, x * y * d - z * s, x * z * d + y * s, pose[3],
            x * y * d + z * s, y * y + (1 - y * y) * c, y * z * d - x * s, pose[4],
            x * z * d - y * s, z * y * d + x * s, z * z + (1 - z * z) * c, pose[5],
        ])
    }
}

/// An affine map, as the three rows of four of its matrix. (No operators: each `*` more in a module makes every formula slower to
/// type-check.)
struct Transform<S: RealScalar> {
    let entries: [S]

    init(entries: [S]) { self.entries = entries }
    init(_ entries: [Double]) { self.entries = entries.map { S($0) } }

    func times(_ other: Transform) -> Transform {
        var product: [S] = []
        for row in 0..<3 {
            for column in 0..<4 {
                var sum = entries[4 * row] * other.entries[column]
                sum += entries[4 * row + 1] * other.entries[4 + column]
                sum += entries[4 * row + 2] * other.entries[8 + column]
                product.append(column < 3 ? sum : sum + entries[4 * row + 3])
            }
        }
        return Transform(entries: product)
    }

    /// The image of a homogeneous point.
    func applied(to point: [S]) -> [S] {
        (0..<3).map { row in
            let sum = entries[4 * row] * point[0] + entries[4 * row + 1] * point[1]
            return sum + entries[4 * row + 2] * point[2] + entries[4 * row + 3] * point[3]
        }
    }

    /// About the x axis.
    static func rotation(_ angle: S) -> Transform {
        let (s, c) = (sin(angle), cos(angle))
        return Transform(entries: [1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0])
    }

    /// About the x axis by the first angle, then about the z axis by the second.
    static func rotation(_ first: S, _ second: S) -> Transform {
        let (s, c) = (sin(second), cos(second))
        return Transform(entries: [c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0]).times(.rotation(first))
    }
}
