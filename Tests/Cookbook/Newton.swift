//: # Newton's method
//:
//: A function of some variables is made as small as possible. Newton's method needs the value, the gradient and the Hessian
//: at each point; one call gives all three. The Hessian is a plain matrix, and `solve` gives the step.
import Autodiff

func rosenbrock<S: RealScalar>(_ x: [S]) -> S {
    100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2)
}

var x = [-1.2, 1.0]
var steps = 0
while true {
    let (value, slope, curvature) =
        valueWithGradientAndHessian(at: x, of: rosenbrock)
    if norm(slope) < 1e-10 { break }
    // Where the Hessian points uphill, λ turns the step towards the slope
    // until the value falls.
    var λ = 0.0
    while true {
        let move = try solve(curvature + Matrix.diagonal([λ, λ]), slope)
        let next = [x[0] - move[0], x[1] - move[1]]
        if rosenbrock(next) < value {
            x = next
            break
        }
        λ = max(2 * λ, 1)
    }
    steps += 1
}
print(steps, x)  // 22 [1.0, 1.0]

//: A function that is called many times is compiled once: `compile(at: x, of: rosenbrock)` goes in the place of
//: `rosenbrock`.
let f = compile(at: x, of: rosenbrock)
print(hessian(at: x, of: f))
// [802.0, -400.0]
// [-400.0, 200.0]
