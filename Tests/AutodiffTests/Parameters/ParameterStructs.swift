import Autodiff

/// Scalars and an array.
struct Spring<S: RealScalar>: Parameters {
    typealias OnVariables = Spring<Variable<S>>
    var stiffness: S, damping: S, offsets: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> {
        Spring<T>(stiffness: f(stiffness), damping: f(damping), offsets: offsets.map(f))
    }
}

extension Spring: Equatable {}
extension Spring: Sendable where S: Sendable {}

/// k Σ (oᵢ - oᵢ₋₁)² / 2 + c sin k: with first and second derivatives along every field.
func energy<S: RealScalar>(_ s: Spring<S>) -> S {
    var total = s.damping * sin(s.stiffness)
    for i in s.offsets.indices.dropFirst() {
        let stretch = s.offsets[i] - s.offsets[i - 1]
        total += s.stiffness * stretch * stretch / 2
    }
    return total
}

let spring = Spring(stiffness: 2, damping: 0.1, offsets: [0.3, 1, -0.7])

/// The same function of a flat array, in the order of the fields.
struct FlatEnergy: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        energy(Spring(stiffness: x[0], damping: x[1], offsets: Array(x[2...])))
    }
}

struct Camera<S: RealScalar>: Parameters {
    typealias OnVariables = Camera<Variable<S>>
    var focal: S
    var centre: (x: S, y: S)

    func map<T: RealScalar>(_ f: (S) -> T) -> Camera<T> {
        Camera<T>(focal: f(focal), centre: (f(centre.x), f(centre.y)))
    }
}

enum Shape<S: RealScalar> {
    case point
    case circle(radius: S)

    func map<T: RealScalar>(_ f: (S) -> T) -> Shape<T> {
        switch self {
        case .point: .point
        case .circle(let radius): .circle(radius: f(radius))
        }
    }
}

/// One field of every kind, and some that are no parameters.
struct Scene<S: RealScalar>: Parameters {
    typealias OnVariables = Scene<Variable<S>>
    var camera: Camera<S>
    var others: [Camera<S>] = []
    var weights: Matrix<S>
    var bias: S?
    var table: [String: S] = [:]
    var shape: Shape<S> = .point
    var name = "scene"
    var steps = 3
    var gravity = 9.81
    var data: [Double] = [1, 2]

    func map<T: RealScalar>(_ f: (S) -> T) -> Scene<T> {
        Scene<T>(
            camera: camera.map(f), others: others.map { $0.map(f) }, weights: weights.map(f), bias: bias.map(f),
            table: table.mapValues(f), shape: shape.map(f), name: name, steps: steps, gravity: gravity, data: data)
    }

    static func sample(_ x: S) -> Scene {
        let camera = Camera(focal: x, centre: (x + 1, x + 2))
        return Scene(
            camera: camera, others: [camera, camera], weights: Matrix(rows: 2, columns: 2, repeating: x), bias: x,
            table: ["a": x], shape: .circle(radius: x))
    }
}
