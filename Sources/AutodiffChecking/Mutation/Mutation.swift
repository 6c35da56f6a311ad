import AutodiffCore

/// An error in a derivative, made on purpose.
struct Mutation {
    /// What is altered, in words that are the same at every point.
    let name: String

    /// The derivative with the error.
    let altered: Matrix<Double>

    /// The same error at other points, of a derivative that can be computed there; nil if it is known at one point alone.
    var alter: ((Matrix<Double>) -> Matrix<Double>)?

    /// Whether the error changes anything at this point.
    let hasEffect: Bool

    var isInOperation: Bool { alter == nil }

    /// An error in an operation, which is known at this point alone.
    init(_ name: String, _ altered: Matrix<Double>, of claimed: Matrix<Double>) {
        self.name = name
        self.altered = altered
        hasEffect = altered.values != claimed.values
    }

    /// An error in the derivative as a whole.
    init(_ name: String, of claimed: Matrix<Double>, _ alter: @escaping (Matrix<Double>) -> Matrix<Double>) {
        self.init(name, alter(claimed), of: claimed)
        self.alter = alter
    }
}

/// The errors that people make in a derivative that they write by hand: a sign, a factor, a term that is forgotten, entries in the
/// wrong places.
///
/// Of the entries sixteen at most are altered one by one, spread over the matrix.
func mutations(of claimed: Matrix<Double>, _ subject: String, _ names: EntryNames) -> [Mutation] {
    let count = claimed.values.count
    var mutations = [
        Mutation("the \(subject) with its sign turned", of: claimed) { $0.map { -$0 } },
        Mutation("the \(subject) doubled", of: claimed) { $0.map { 2 * $0 } },
        Mutation("the \(subject) a hundredth too large", of: claimed) { $0.map { 1.01 * $0 } },
    ]
    let altered = Swift.min(count, 16)
    for k in 0..<altered {
        let place = k * count / altered
        let (i, j) = (place / claimed.columns, place % claimed.columns)
        let entry = claimed.rows == 1 ? "∂f/∂\(names.column(j))" : "entry \(names.place(i, j))"
        mutations.append(
            Mutation("\(entry) of the \(subject) left out", of: claimed) { matrix in
                var matrix = matrix
                matrix[i, j] = 0
                return matrix
            })
        if count == 1 { continue }
        mutations.append(
            Mutation("\(entry) of the \(subject) with its sign turned", of: claimed) { matrix in
                var matrix = matrix
                matrix[i, j] = -matrix[i, j]
                return matrix
            })
    }
    if claimed.columns > 1 {
        mutations.append(
            Mutation("the entries of the \(subject) moved on by one input", of: claimed) { matrix in
                var moved = matrix
                for i in 0..<matrix.rows {
                    for j in 0..<matrix.columns { moved[i, (j + 1) % matrix.columns] = matrix[i, j] }
                }
                return moved
            })
    }
    // A Hessian is its own transpose.
    if claimed.rows == claimed.columns && claimed.rows > 1 && !subject.hasPrefix("Hessian") {
        mutations.append(Mutation("the \(subject) transposed", of: claimed) { $0.transposed })
    }
    return mutations
}
