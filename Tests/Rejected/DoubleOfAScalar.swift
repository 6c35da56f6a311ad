import Autodiff

// expect: x.primal is the value alone

// A scalar is no `Double`: the message names what to write instead.

func celsius<S: RealScalar>(_ x: S) -> Double { Double(x) - 273.15 }
