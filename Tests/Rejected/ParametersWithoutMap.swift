import Autodiff

// expect: write: func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> { … }

struct Spring<S: RealScalar>: Parameters {
    typealias OnVariables = Spring<Variable<S>>
    var stiffness: S
    var offsets: [S]
}
