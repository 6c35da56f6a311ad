import AutodiffCore

/// The derivatives that this toolkit computes of one function: the verbs that users call, as closures over numbers.
///
/// One way of computing the Jacobian is checked against differences; all others must give the same to rounding.
@usableFromInline
struct ComputedDerivatives {
    /// f at a point, and products with several vectors there.
    @usableFromInline
    typealias Products = ([Double], [[Double]])

    /// The function, in the arithmetic of the derivatives.
    let value: ([Double]) -> [Double]

    /// Ways of computing the whole Jacobian, by the name of the verb; the first is checked against differences.
    let jacobians: KeyValuePairs<String, ([Double]) -> Matrix<Double>>

    /// Ways of computing f(x), and J(x)·v for several v.
    let forward: KeyValuePairs<String, (_ x: [Double], _ v: [[Double]]) -> Products>

    /// Ways of computing f(x), and J(x)ᵀ·u for several u.
    let reverse: KeyValuePairs<String, (_ x: [Double], _ u: [[Double]]) -> Products>

    /// The function's operations, if it can be recorded.
    let operations: FunctionOperations?

    /// The arithmetic in which all of them compute.
    let precision: CheckOptions.Precision

    @usableFromInline
    init(
        of value: @escaping ([Double]) -> [Double], precision: CheckOptions.Precision = .double,
        jacobians: KeyValuePairs<String, ([Double]) -> Matrix<Double>>,
        forward: KeyValuePairs<String, (_ x: [Double], _ v: [[Double]]) -> Products> = [:],
        reverse: KeyValuePairs<String, (_ x: [Double], _ u: [[Double]]) -> Products> = [:],
        operations: FunctionOperations? = nil
    ) {
        self.value = value
        self.precision = precision
        self.jacobians = jacobians
        self.forward = forward
        self.reverse = reverse
        self.operations = operations
    }

    var arithmetic: Arithmetic { Arithmetic(precision) }

    /// Every way of computing the Jacobian: the verbs that give it, and the products with the unit vectors.
    var allJacobians: [(name: String, jacobian: ([Double]) -> Matrix<Double>)] {
        let columns = forward.map { name, products in
            (
                name: name,
                jacobian: { (x: [Double]) in
                    let (value, products) = products(x, units(x.count))
                    return stacked(products, columns: value.count).transposed
                }
            )
        }
        let rows = reverse.map { name, products in
            (
                name: name,
                jacobian: { (x: [Double]) in stacked(products(x, units(value(x).count)).1, columns: x.count) }
            )
        }
        return jacobians.map { (name: $0.key, jacobian: $0.value) } + columns + rows
    }
}

/// Products that are computed one by one.
@usableFromInline
func eachProduct(
    with vectors: [[Double]], _ product: ([Double]) -> ([Double], [Double])
) -> ComputedDerivatives.Products {
    let results = vectors.map(product)
    return (results.first?.0 ?? [], results.map(\.1))
}

/// The unit vectors of Rⁿ.
@usableFromInline
func units(_ n: Int) -> [[Double]] {
    (0..<n).map { j in (0..<n).map { $0 == j ? 1 : 0 } }
}

/// A matrix that keeps its number of columns even without rows.
@usableFromInline
func stacked(_ rows: [[Double]], columns: Int) -> Matrix<Double> {
    Matrix(rows: rows.count, columns: columns, values: Array(rows.joined()))
}
