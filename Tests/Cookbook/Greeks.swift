//: # Greeks
//:
//: The price of a European call by Black and Scholes, and how it changes with what it depends on: delta, vega, rho and
//: theta are a gradient, gamma is a second derivative. Strike and the kind of option are plain numbers beside the scalars.
import Autodiff

func call<S: RealScalar>(spot: S, volatility: S, rate: S, time: S, strike: Double) -> S {
    let deviation = volatility * sqrt(time)
    let d1 = (log(spot / strike) + (rate + volatility * volatility / 2) * time) / deviation
    let half = Double(0.5).squareRoot()
    func normal(_ x: S) -> S { 0.5 * erfc(-x * half) }
    return spot * normal(d1) - strike * exp(-rate * time) * normal(d1 - deviation)
}

let (delta, vega, rho, theta) = gradient(at: (100, 0.2, 0.03, 1)) { spot, volatility, rate, time in
    call(spot: spot, volatility: volatility, rate: rate, time: time, strike: 105)
}
print(delta, vega, rho, -theta)  // 0.50241325… 39.89349813… 43.11326119… -5.28274764…

let gamma = derivative(at: 100, order: 2) { spot in
    call(spot: spot, volatility: 0.2, rate: 0.03, time: 1, strike: 105)
}
print(gamma)  // 0.01994674…

//: A book of many options is a compiled function at many points: sixteen of them at a time, on all cores with
//: `parallelGradients`.
let price = compile(at: [100, 0.2, 0.03, 1]) { x in
    call(spot: x[0], volatility: x[1], rate: x[2], time: x[3], strike: 105)
}
let book = Matrix((0..<10_000).map { i in [80 + 0.004 * Double(i), 0.2, 0.03, 1] })
let greeks = gradients(at: book, of: price)
print(greeks.rows, greeks.row(5_000))
// 10000 [0.50241325…, 39.89349813…, 43.11326119…, 5.28274764…]
