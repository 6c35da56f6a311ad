import Autodiff

// expect: write: typealias OnVariables = Spring<Variable<S>>

struct Spring<S: RealScalar>: Parameters {
    var stiffness: S
    var offsets: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> {
        Spring<T>(stiffness: f(stiffness), offsets: offsets.map(f))
    }
}
