import Autodiff

/// A vector in space. (No operators: each `*` more in a module makes every formula slower to type-check.)
struct Vector3<S: RealScalar> {
    let x: S, y: S, z: S

    @inline(__always)
    init(_ x: S, _ y: S, _ z: S) { (self.x, self.y, self.z) = (x, y, z) }

    @inline(__always)
    func dot(_ b: Vector3) -> S { x * b.x + y * b.y + z * b.z }

    @inline(__always)
    func cross(_ b: Vector3) -> Vector3 {
        Vector3(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
    }

    @inline(__always)
    func plus(_ b: Vector3) -> Vector3 { Vector3(x + b.x, y + b.y, z + b.z) }

    @inline(__always)
    func scaled(by s: S) -> Vector3 { Vector3(x * s, y * s, z * s) }
}
