import Autodiff

/// The reprojection error of one observation in bundle adjustment: 15 inputs, 2 outputs.
///
/// The inputs are a camera (rotation vector, centre, focal length, principal point, two coefficients of radial
/// distortion), a point in space and the observation's weight. The point is turned into the camera's frame (Rodrigues'
/// formula), projected, distorted, scaled, and compared with the feature seen in the image.
public struct ReprojectionError: Differentiable, Sendable {
    /// What is seen in the image.
    public let feature: (x: Double, y: Double)

    /// The error of an observation of this feature.
    @inlinable
    public init(feature: (x: Double, y: Double)) { self.feature = feature }

    /// The two errors: x has the camera, the point and the weight.
    @inlinable
    public func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let (u, v) = errors(x)
        return [u, v]
    }

    /// The two errors, in no array.
    @inlinable
    @inline(__always)
    public func errors<S: RealScalar>(_ x: [S]) -> (S, S) { errors(x, camera: 0, point: 11, weight: x[14]) }

    /// The error where the camera's and the point's numbers stand at these places.
    @inlinable
    @inline(__always)
    public func errors<S: RealScalar>(_ x: [S], camera c: Int, point p: Int, weight: S) -> (S, S) {
        let point = rotate(
            Vector3(x[p] - x[c + 3], x[p + 1] - x[c + 4], x[p + 2] - x[c + 5]),
            by: Vector3(x[c], x[c + 1], x[c + 2]))
        let (u, v) = (point.x / point.z, point.y / point.z)
        let square = u * u + v * v
        let distortion = 1 + x[c + 9] * square + x[c + 10] * square * square
        return (
            weight * (u * distortion * x[c + 6] + x[c + 7] - feature.x),
            weight * (v * distortion * x[c + 6] + x[c + 8] - feature.y)
        )
    }

    @inlinable
    @inline(__always)
    func rotate<S: RealScalar>(_ p: Vector3<S>, by r: Vector3<S>) -> Vector3<S> {
        let square = r.dot(r)
        if square == 0 { return p.plus(r.cross(p)) }
        let angle = sqrt(square)
        let (cosine, sine) = (cos(angle), sin(angle))
        let axis = r.scaled(by: 1 / angle)
        let along = axis.scaled(by: axis.dot(p) * (1 - cosine))
        return p.scaled(by: cosine).plus(axis.cross(p).scaled(by: sine)).plus(along)
    }
}

/// A vector in space. (No operators: each `*` more in a module makes every formula slower to type-check.)
@usableFromInline
struct Vector3<S: RealScalar> {
    @usableFromInline let (x, y, z): (S, S, S)

    @inlinable
    @inline(__always)
    init(_ x: S, _ y: S, _ z: S) { (self.x, self.y, self.z) = (x, y, z) }

    @inlinable
    @inline(__always)
    func dot(_ b: Vector3) -> S { x * b.x + y * b.y + z * b.z }

    @inlinable
    @inline(__always)
    func cross(_ b: Vector3) -> Vector3 {
        Vector3(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
    }

    @inlinable
    @inline(__always)
    func plus(_ b: Vector3) -> Vector3 { Vector3(x + b.x, y + b.y, z + b.z) }

    @inlinable
    @inline(__always)
    func scaled(by s: S) -> Vector3 { Vector3(x * s, y * s, z * s) }
}
