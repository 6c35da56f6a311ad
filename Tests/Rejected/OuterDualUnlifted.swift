import Autodiff

// expect: cannot conform to 'ScalarField'

// An outer dual beside an inner one of another base: must not compile. Lifted, `Dual(constant: x) + y`, it does.

let slope = derivative(at: 1.0) { x in
    x * derivative(at: x) { y in x + y }
}
