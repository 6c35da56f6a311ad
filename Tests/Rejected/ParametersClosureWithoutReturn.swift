import Autodiff

// expect: a closure of several statements ends with 'return'

struct Spring<S: RealScalar>: Parameters {
    typealias OnVariables = Spring<Variable<S>>
    var offsets: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> { Spring<T>(offsets: offsets.map(f)) }
}

let slope = gradient(at: Spring(offsets: [1, 2])) { s in
    var total = s.offsets[0]
    for offset in s.offsets { total += offset * offset }
    total
}
