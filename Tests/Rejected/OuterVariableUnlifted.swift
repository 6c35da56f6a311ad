import Autodiff

// expect: cannot convert value of type 'Variable<Double>' to expected argument type 'Variable<Variable<Double>>'

// An outer variable beside an inner one of another base: must not compile. Lifted, `Variable(constant: x[0])`, it does.

let slopes = gradient(at: [1.0]) { x in
    let inner = gradient(at: x) { y in x[0] + y[0] }
    return x[0] * inner[0]
}
