import AutodiffCore
import AutodiffReverse

extension Parameters {
    /// The names of the numbers, in the order of ``scalars``: `stiffness`, `offsets[1]`, `camera.focal`, `weights[0, 2]`.
    ///
    /// By reflection, so not for the inner loop. What a `customMirror` hides is called by its place, `#3`.
    public var scalarNames: [String] { FieldNames(of: self).names }
}

/// What the numbers of parameters are called, and what is wrong with their `map`.
///
/// The parameters are mapped onto the variables 0, 1, 2, …, and both are walked side by side: what has become a variable is a
/// number, and its value says in which place; what has the same type as before is no parameter.
package struct FieldNames {
    /// A name for each number.
    package private(set) var names: [String]

    /// What is wrong with `map`, in words.
    private(set) var fault: String?

    /// The names of all that numbers stand in, of empty arrays too.
    private var containers: Set<String> = []

    private var isNamed: [Bool]

    package init<P: Parameters>(of parameters: P) {
        let count = parameters.scalarCount
        names = (0..<count).map { "#\($0)" }
        isNamed = Array(repeating: false, count: count)
        let tape = Tape<P.Scalar>()
        let image = parameters.on(tape.variables((0..<count).map { P.Scalar(Double($0)) }))
        visit(parameters, image, "", P.Scalar.self)
        if fault != nil { return }
        var sources: [Int] = []
        let _: P.OnVariables = image.map { number in
            sources.append(number.isConstant ? -1 : Int(number.value.primal))
            return number
        }
        if let place = sources.indices.first(where: { sources[$0] != $0 && names.indices.contains(sources[$0]) }) {
            fault = "gives \(names[place]) the number of \(names[sources[place]])"
        } else if sources.count != count || sources.contains(-1) {
            fault = "loses a number on the way"
        }
    }

    /// The places of the numbers in a field, or of the one with this name; nil if there is none of that name.
    package func places(of name: String) -> [Int]? {
        let found = names.indices.filter { i in
            names[i] == name || names[i].hasPrefix(name + ".") || names[i].hasPrefix(name + "[")
        }
        return found.isEmpty && !containers.contains(name) ? nil : found
    }

    private mutating func visit<S: RealScalar>(_ original: Any, _ image: Any, _ path: String, _ scalar: S.Type) {
        if fault != nil || type(of: original) == type(of: image) { return }
        if let number = image as? Variable<S> {
            note(number, path)
        } else if let numbers = image as? [Variable<S>] {
            containers.insert(path)
            expect((original as? [S])?.count, numbers.count, path)
            for (i, number) in numbers.enumerated() { note(number, "\(path)[\(i)]") }
        } else if let matrix = image as? Matrix<Variable<S>> {
            containers.insert(path)
            expect((original as? Matrix<S>)?.values.count, matrix.values.count, path)
            for (k, number) in matrix.values.enumerated() {
                note(number, "\(path)[\(k / matrix.columns), \(k % matrix.columns)]")
            }
        } else {
            containers.insert(path)
            visitChildren(Mirror(reflecting: original), Mirror(reflecting: image), path, scalar)
        }
    }

    private mutating func visitChildren<S: RealScalar>(
        _ original: Mirror, _ image: Mirror, _ path: String, _ scalar: S.Type
    ) {
        if let base = original.superclassMirror, let imageBase = image.superclassMirror {
            visitChildren(base, imageBase, path, scalar)
        }
        expect(original.children.count, image.children.count, path)
        for (i, (child, imageChild)) in zip(original.children, image.children).enumerated() {
            switch original.displayStyle {
            case .optional:
                visit(child.value, imageChild.value, path, scalar)
            case .collection:
                visit(child.value, imageChild.value, "\(path)[\(i)]", scalar)
            case .dictionary:
                // A child is a pair of a key and a value.
                let pair = Array(Mirror(reflecting: child.value).children)
                let imagePair = Array(Mirror(reflecting: imageChild.value).children)
                visit(pair[1].value, imagePair[1].value, "\(path)[\(pair[0].value)]", scalar)
            default:
                let label = child.label ?? "\(i)"
                let name = label.hasPrefix(".") ? String(label.dropFirst()) : label
                visit(child.value, imageChild.value, path.isEmpty ? name : "\(path).\(name)", scalar)
            }
        }
    }

    private mutating func note<S>(_ number: Variable<S>, _ path: String) {
        if fault != nil { return }
        let place = number.isConstant ? nil : Int(exactly: number.value.primal)
        guard let place, names.indices.contains(place) else {
            fault = "fills \(path) without f"
            return
        }
        if isNamed[place] {
            fault = "gives \(path) the number of \(names[place])"
            return
        }
        names[place] = path
        isNamed[place] = true
    }

    private mutating func expect(_ original: Int?, _ image: Int, _ path: String) {
        if let original, original != image, fault == nil {
            fault = "gives \(path.isEmpty ? "the struct" : path) \(image) elements where there are \(original)"
        }
    }
}
