//: # Ways to pass a function
//:
//: A closure, the name of a generic function, and a value of a type: the three ways to say what is differentiated. A
//: closure or a name serves the verbs of one mode, and over `Double` all others as well. Inside of generic code, for
//: another base, a value of a type is needed.
import Autodiff

func energy<S: RealScalar>(_ x: [S]) -> S { x[0] * x[0] * x[1] + x[1] * x[1] }
func polar<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
struct Energy: ScalarField {
    var scale = 1.0
    func value<S: RealScalar>(at x: [S]) -> S { scale * energy(x) }
}

//: One closure, one mode.
print(gradient(at: [2, 0]) { x in x[0] * x[0] * x[1] + x[1] * x[1] })  // [0.0, 4.0]
print(jacobian(at: [2, 0]) { x in [x[0] * x[1], x[0]] })
// [0.0, 2.0]
// [1.0, 0.0]

//: The name of a generic function.
print(gradient(at: [2, 0], of: energy), hessian(at: [2, 0], of: energy).values)
// [0.0, 4.0] [0.0, 4.0, 4.0, 2.0]
print(jacobian(at: [2, 0], of: polar).values)  // [1.0, 0.0, 0.0, 2.0]

//: A value of a type, which may have numbers of its own, and may stand in a list.
let fields: [any ScalarField] = [Energy(), Energy(scale: 10)]
for field in fields {
    print(gradient(at: [2, 0], of: field))
    // [0.0, 4.0]
    // [0.0, 40.0]
}

//: A compiled function is a value that can be kept.
let kept = [compile(at: [1, 1], of: energy), compile(Energy(scale: 10), at: [1, 1])]
print(kept.map { gradient(at: [2, 0], of: $0) })  // [[0.0, 4.0], [0.0, 40.0]]
