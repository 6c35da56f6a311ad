/// What is wrong with an input.
struct InputError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

// The members of an eval's input. What isn't there, or has another type or shape, is an error that names it.
extension JSON {
    func member(_ name: String) throws -> JSON {
        guard case .object(let members) = self else { throw InputError("the input isn't an object") }
        guard let value = members[name] else { throw InputError("the input has no '\(name)'") }
        return value
    }

    /// A number, which is finite: JSON writes no other, but 1e999 is read as infinity.
    func double(_ name: String = "input") throws -> Double {
        guard case .number(let value) = self else { throw InputError("'\(name)' isn't a number") }
        if !value.isFinite { throw InputError("'\(name)' isn't finite") }
        return value
    }

    func number(_ name: String) throws -> Double { try member(name).double(name) }

    /// A whole number within bounds.
    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int {
        guard let value = Int(exactly: try number(name)), range.contains(value) else {
            throw InputError("'\(name)' isn't a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// Numbers, of which there must be `count`, if that is given, and at least one otherwise.
    func numbers(_ name: String, count: Int? = nil) throws -> [Double] { try member(name).doubles(name, count: count) }

    private func doubles(_ name: String, count: Int?) throws -> [Double] {
        guard case .numbers(let values) = self else { throw InputError("'\(name)' isn't an array of numbers") }
        if let count {
            if values.count != count {
                throw InputError("'\(name)' has \(values.count) numbers where \(count) are needed")
            }
        } else if values.isEmpty {
            throw InputError("'\(name)' is empty")
        }
        if !values.allSatisfy(\.isFinite) { throw InputError("'\(name)' has a number that isn't finite") }
        return values
    }

    /// Whole numbers from 0 on, below a bound.
    func indices(_ name: String, from least: Int = 0, below bound: Int) throws -> [Int] {
        try numbers(name).map { value in
            guard let index = Int(exactly: value), index >= least, index < bound else {
                throw InputError("'\(name)' has \(value) where a whole number from \(least) to \(bound - 1) is needed")
            }
            return index
        }
    }

    /// The elements of an array of arrays.
    func rows(_ name: String) throws -> [JSON] {
        switch try member(name) {
        case .array(let rows): return rows
        case .numbers([]): return []
        default: throw InputError("'\(name)' isn't an array of arrays")
        }
    }

    /// A matrix by rows, one behind the other. The numbers of rows and columns are checked where they are given; rows are as long as
    /// the first in any case.
    func matrix(_ name: String, rows count: Int? = nil, columns: Int? = nil) throws -> (values: [Double], columns: Int)
    {
        let rows = try rows(name)
        if let count, rows.count != count {
            throw InputError("'\(name)' has \(rows.count) rows where \(count) are needed")
        }
        var columns = columns
        var values: [Double] = []
        for row in rows {
            let row = try row.doubles(name, count: columns)
            columns = row.count
            values += row
        }
        return (values, columns ?? 0)
    }

    /// Rows of numbers from values that stand one behind the other.
    static func rows(of values: [Double], columns: Int) -> JSON {
        if columns == 0 { return .array([]) }
        return .array(
            stride(from: 0, to: values.count, by: columns).map { .numbers(Array(values[$0..<$0 + columns])) })
    }
}
