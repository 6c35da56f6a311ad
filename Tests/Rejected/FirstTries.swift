import Autodiff

// What is tried first and can't be: each line's error is the text in front of it, with the cure.

func energy<S: RealScalar>(_ x: [S]) -> S { x[0] * x[1] }
func polar<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }

func firstTries(_ x: [Double], _ v: [Double], _ d: Double) {
    // expect: a function of one number has a derivative: derivative(at: x) { x in … }
    _ = gradient(at: 2) { x in x * x }
    // expect: a function of an array has a gradient: gradient(at: x) { x in … }
    _ = derivative(at: [1, 2]) { x in x[0] * x[1] }
    // expect: a function with several results has a Jacobian: jacobian(at: x) { x in … }
    _ = gradient(at: x) { x in [x[0] * x[1], x[0]] }
    // expect: a function with one result has a gradient: gradient(at: x) { x in … }
    _ = jacobian(at: x) { x in x[0] * x[1] }
    // expect: a function with one result has a gradient; its slope along v is dot(gradient, v)
    _ = jvp(at: x, along: v, of: energy)
    // expect: a function with one result has a gradient: gradient(at: x) { x in … }
    _ = vjp(at: x, of: energy)
}

// In a closure of several statements too, an error stands where the mistake is, and the cures are the same.
func severalStatements(_ x: [Double], _ n: Int, _ p: [String]) {
    // expect: a function with several results has a Jacobian: jacobian(at: x) { x in … }
    _ = gradient(at: x) { x in
        let product = x[0] * x[1]
        return [product, x[0]]
    }
    _ = gradient(at: x) { x in
        // expect: cannot convert value of type 'Variable<Double>' to expected argument type 'Int'
        let product = x[0] * n
        return product * product
    }
    _ = jacobian(at: x) { x in
        let product = x[0] * x[1]
        // expect: cannot convert value of type '[String]' to expected argument type 'Double'
        return [product * p, x[0]]
    }
}
