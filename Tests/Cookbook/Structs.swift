//: # Parameters with names
//:
//: A model's parameters are a struct, generic over its scalar. Its gradient is a struct of the same shape, and the
//: Hessian's blocks have the fields' names. `map` names each field once; a `map` that mixes fields up traps with the
//: field's name.
import Autodiff

struct Camera<S: RealScalar>: Parameters {
    typealias OnVariables = Camera<Variable<S>>
    var focal: S, centre: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> Camera<T> { Camera<T>(focal: f(focal), centre: centre.map(f)) }

    func project(_ point: [Double]) -> [S] {
        [focal * point[0] / point[2] + centre[0], focal * point[1] / point[2] + centre[1]]
    }
}

let points = (0..<20).map { i -> [Double] in [sin(Double(i)), cos(2 * Double(i)), 3 + cos(Double(i))] }
let seen = points.map(Camera(focal: 1.7, centre: [0.1, -0.2]).project)

func loss<S: RealScalar>(_ camera: Camera<S>, _ points: [[Double]], _ seen: [[Double]]) -> S {
    var total: S = 0
    for (point, pixel) in zip(points, seen) {
        let place = camera.project(point)
        total += pow(place[0] - pixel[0], 2) + pow(place[1] - pixel[1], 2)
    }
    return total
}

var camera = Camera(focal: 1.0, centre: [0, 0])
let slope = gradient(at: camera) { [points, seen] camera in loss(camera, points, seen) }
print(slope.focal, slope.centre)  // -3.24893217… [-4.03025597…, 7.34872326…]

//: The loss is quadratic in these parameters, so one step of Newton's method is enough.
let second = hessian(at: camera) { [points, seen] camera in loss(camera, points, seen) }
print(second["focal", "centre"])  // [0.04322282…, 0.93039534…]
camera.add(camera.filled(with: try solve(second.matrix, slope.scalars)), scaledBy: -1)
print(camera.focal, camera.centre)  // 1.70000000… [0.09999999…, -0.2]
