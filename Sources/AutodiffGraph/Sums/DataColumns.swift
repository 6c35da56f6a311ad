/// The constants of the terms on one path, without those that say the same twice.
///
/// Two constants that are equal in every term are one class; a class that has the same value in every term is a constant, any
/// other a column with a number for each term. A class is split as soon as a term tells its members apart.
struct DataColumns: Sendable {
    /// The class of each constant.
    private var numbers: [Int32]

    /// For each class the constant that stands for it, the value in the first term, and the column if the values differ.
    private var classes: [Class] = []
    private(set) var rowCount = 0

    private struct Class: Sendable {
        var representative: Int32
        var value: Double
        var column: [Double]?
    }

    init(constants: Int) { numbers = [Int32](repeating: 0, count: constants) }

    var classCount: Int { classes.count }

    /// The classes that are columns.
    var varying: [Int] { classes.indices.filter { classes[$0].column != nil } }

    func number(of constant: Int) -> Int { Int(numbers[constant]) }

    func representative(of number: Int) -> Int { Int(classes[number].representative) }

    /// Adds a term's constants, as the last row. Returns whether the classes have changed.
    ///
    /// Cost: one comparison for each constant.
    mutating func append(_ constants: UnsafeBufferPointer<Double>) -> Bool {
        defer { rowCount += 1 }
        if rowCount == 0 {
            group(constants)
            return true
        }
        var hasChanged = split(constants)
        for i in classes.indices {
            let value = constants[Int(classes[i].representative)]
            if classes[i].column != nil {
                classes[i].column!.append(value)
            } else if value.bitPattern != classes[i].value.bitPattern {
                classes[i].column = [Double](repeating: classes[i].value, count: rowCount) + [value]
                hasChanged = true
            }
        }
        return hasChanged
    }

    /// Puts a term's constants in the place of a row's. Returns whether the classes have changed, and whether anything has.
    mutating func replace(
        _ row: Int, with constants: UnsafeBufferPointer<Double>
    ) -> (classes: Bool, values: Bool) {
        var hasChanged = split(constants)
        var isOther = hasChanged
        for i in classes.indices {
            let value = constants[Int(classes[i].representative)]
            if classes[i].column == nil && value.bitPattern != classes[i].value.bitPattern {
                classes[i].column = [Double](repeating: classes[i].value, count: rowCount)
                hasChanged = true
            }
            if let earlier = classes[i].column?[row], earlier.bitPattern != value.bitPattern { isOther = true }
            classes[i].column?[row] = value
        }
        return (hasChanged, isOther || hasChanged)
    }

    /// Keeps the rows that are listed.
    mutating func keep(_ rows: [Int]) {
        for i in classes.indices where classes[i].column != nil {
            let column = classes[i].column!
            classes[i].column = rows.map { column[$0] }
        }
        rowCount = rows.count
    }

    /// Hands over the columns, which are kept elsewhere from now on.
    mutating func moveOut() -> [[Double]] {
        varying.map { number in
            defer { classes[number].column = [] }
            return classes[number].column!
        }
    }

    /// Takes the columns back.
    mutating func moveIn(_ columns: [[Double]]) {
        for (number, column) in zip(varying, columns) { classes[number].column = column }
    }

    private mutating func group(_ constants: UnsafeBufferPointer<Double>) {
        var found: [UInt64: Int32] = [:]
        for (k, value) in constants.enumerated() {
            if let number = found[value.bitPattern] {
                numbers[k] = number
                continue
            }
            numbers[k] = Int32(classes.count)
            found[value.bitPattern] = numbers[k]
            classes.append(Class(representative: Int32(k), value: value, column: nil))
        }
    }

    private mutating func split(_ constants: UnsafeBufferPointer<Double>) -> Bool {
        var found: [Key: Int32] = [:]
        for k in numbers.indices {
            let number = numbers[k]
            let value = constants[k].bitPattern
            if value == constants[Int(classes[Int(number)].representative)].bitPattern { continue }
            let key = Key(number: number, value: value)
            if found[key] == nil {
                found[key] = Int32(classes.count)
                var part = classes[Int(number)]
                part.representative = Int32(k)
                classes.append(part)
            }
            numbers[k] = found[key]!
        }
        return !found.isEmpty
    }

    private struct Key: Hashable {
        let number: Int32
        let value: UInt64
    }
}
