import Autodiff

// expect: requires that 'Spring<Double>' conform to 'Parameters'

struct Spring<S: RealScalar> {
    var stiffness: S
}

let slope = gradient(at: Spring(stiffness: 2)) { s in s.stiffness * s.stiffness }
