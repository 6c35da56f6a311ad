import Autodiff

// A scalar is no `Double`: the message names what to write instead.

func celsius<S: RealScalar>(_ x: S) -> Double { Double(x) - 273.15 }
