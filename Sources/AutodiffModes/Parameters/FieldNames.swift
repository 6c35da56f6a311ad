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
    /// What is wrong with `map`, in words.
    private(set) var fault: String?

    /// For each number where the walk met it; nil for a number that it didn't meet.
    private var visits: [Int?]

    /// Numbers that the walk met one after the other, and how their names are made. (A name of each would take as long as a
    /// thousand derivatives, where there are a million.)
    private var runs: [Run] = []

    private var visitCount = 0

    /// The names of all that numbers stand in, of empty arrays too.
    private var containers: Set<String> = []

    private struct Run {
        let start: Int
        let path: String
        let shape: Shape
    }

    private enum Shape {
        case single, array
        case matrix(columns: Int)

        /// What stands behind the path in the name of element i.
        func suffix(_ i: Int) -> String {
            switch self {
            case .single: ""
            case .array: "[\(i)]"
            case .matrix(let columns): "[\(i / columns), \(i % columns)]"
            }
        }
    }

    package init<P: Parameters>(of parameters: P) {
        let count = parameters.scalarCount
        visits = Array(repeating: nil, count: count)
        let tape = Tape<P.Scalar>()
        let image = parameters.on(tape.variables((0..<count).map { P.Scalar(Double($0)) }))
        visit(parameters, image, "", P.Scalar.self)
        if fault != nil { return }
        var sources: [Int] = []
        let _: P.OnVariables = image.map { number in
            sources.append(number.isConstant ? -1 : Int(number.value.primal))
            return number
        }
        if let place = sources.indices.first(where: { sources[$0] != $0 && visits.indices.contains(sources[$0]) }) {
            fault = "gives \(name(place)) the number of \(name(sources[place]))"
        } else if sources.count != count || sources.contains(-1) {
            fault = "loses a number on the way"
        }
    }

    /// A name for each number.
    package var names: [String] { visits.indices.map(name) }

    private func name(_ place: Int) -> String {
        guard let visit = visits[place] else { return "#\(place)" }
        // The last run that starts there or before.
        var (low, high) = (0, runs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].start <= visit { low = middle } else { high = middle }
        }
        return runs[low].path + runs[low].shape.suffix(visit - runs[low].start)
    }

    /// The places of the numbers in a field, or of the one with this name; nil if there is none of that name.
    package func places(of name: String) -> [Int]? {
        let names = names
        let found = names.indices.filter { i in
            names[i] == name || names[i].hasPrefix(name + ".") || names[i].hasPrefix(name + "[")
        }
        return found.isEmpty && !containers.contains(name) ? nil : found
    }

    private mutating func visit<S: RealScalar>(_ original: Any, _ image: Any, _ path: String, _ scalar: S.Type) {
        if fault != nil || type(of: original) == type(of: image) { return }
        if let number = image as? Variable<S> {
            note(CollectionOfOne(number), path, .single)
        } else if let numbers = image as? [Variable<S>] {
            containers.insert(path)
            expect((original as? [S])?.count, numbers.count, path)
            note(numbers, path, .array)
        } else if let matrix = image as? Matrix<Variable<S>> {
            containers.insert(path)
            expect((original as? Matrix<S>)?.values.count, matrix.values.count, path)
            note(matrix.values, path, .matrix(columns: matrix.columns))
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

    /// Notes where numbers have come to: each is one of the variables that were passed in, and none comes twice.
    private mutating func note<S>(_ numbers: some Sequence<Variable<S>>, _ path: String, _ shape: Shape) {
        if fault != nil { return }
        runs.append(Run(start: visitCount, path: path, shape: shape))
        for (i, number) in numbers.enumerated() {
            let place = number.isConstant ? nil : Int(exactly: number.value.primal)
            guard let place, visits.indices.contains(place) else {
                fault = "fills \(path)\(shape.suffix(i)) without f"
                return
            }
            if visits[place] != nil {
                fault = "gives \(path)\(shape.suffix(i)) the number of \(name(place))"
                return
            }
            visits[place] = visitCount
            visitCount += 1
        }
    }

    private mutating func expect(_ original: Int?, _ image: Int, _ path: String) {
        if let original, original != image, fault == nil {
            fault = "gives \(path.isEmpty ? "the struct" : path) \(image) elements where there are \(original)"
        }
    }
}
