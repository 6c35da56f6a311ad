import Autodiff

// expect: argument 'stiffness' must precede argument 'offsets'

struct Spring<S: RealScalar>: Parameters {
    typealias OnVariables = Spring<Variable<S>>
    var stiffness: S
    var offsets: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> {
        Spring<T>(offsets: offsets.map(f), stiffness: f(stiffness))
    }
}
