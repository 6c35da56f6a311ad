import AutodiffCore

// Sums and products of arrays as wide nodes. Up to four terms are added one by one: they may fuse without a node.

extension Variable {
    /// x₀ + x₁ + …, as a wide node.
    @inlinable
    public static func sum(_ x: ArraySlice<Variable>) -> Variable {
        x.withUnsafeBufferPointer { x in
            wide(x.count, tape: commonTape(x)) { i, node in
                if !x[i].tape.isNone { node.append(1, x[i]) }
            } value: {
                x[$0].value
            } term: {
                x[$0]
            }
        }
    }

    /// x₀ y₀ + x₁ y₁ + …, as a wide node.
    @inlinable
    public static func dot(_ x: ArraySlice<Variable>, _ y: ArraySlice<Variable>) -> Variable {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                let tape = commonTape(x)
                if x.baseAddress == y.baseAddress {
                    return wide(x.count, tape: tape) { i, node in
                        if !x[i].tape.isNone { node.append(x[i].value + x[i].value, x[i]) }
                    } value: {
                        x[$0].value * x[$0].value
                    } term: {
                        x[$0] * x[$0]
                    }
                }
                let other = commonTape(y)
                if !tape.isNone && !other.isNone { tape.check(other) }
                return wide(x.count, tape: tape.isNone ? other : tape) { i, node in
                    if !x[i].tape.isNone { node.append(y[i].value, x[i]) }
                } and: { i, node in
                    if !y[i].tape.isNone { node.append(x[i].value, y[i]) }
                } value: {
                    x[$0].value * y[$0].value
                } term: {
                    x[$0] * y[$0]
                }
            }
        }
    }

    /// c₀ x₀ + c₁ x₁ + …, as a wide node.
    @inlinable
    public static func dot(constants c: ArraySlice<Double>, _ x: ArraySlice<Variable>) -> Variable {
        c.withUnsafeBufferPointer { c in
            x.withUnsafeBufferPointer { x in
                wide(x.count, tape: commonTape(x)) { i, node in
                    if !x[i].tape.isNone { node.append(Base(c[i]), x[i]) }
                } value: {
                    Base.multiply(x[$0].value, constant: c[$0])
                } term: {
                    c[$0] * x[$0]
                }
            }
        }
    }

    /// The tape of those elements that aren't constant. Traps if they are of several.
    @inlinable
    static func commonTape(_ x: UnsafeBufferPointer<Variable>) -> TapeIdentity {
        var tape = TapeIdentity.none
        for element in x where element.tape != tape && !element.tape.isNone {
            if !tape.isNone { TapeIdentity.mixed(tape, element.tape) }
            tape = element.tape
        }
        return tape
    }

    /// A sum of `count` terms on a tape: `first` appends each term's operands to a node, then `second` the rest of them.
    @inlinable
    @inline(__always)
    static func wide(
        _ count: Int, tape: TapeIdentity, _ first: (Int, inout WideNode<Base>) -> Void,
        and second: (Int, inout WideNode<Base>) -> Void = { _, _ in }, value: (Int) -> Base, term: (Int) -> Variable
    ) -> Variable {
        var total: Variable = 0
        if count <= 4 || tape.isNone {
            for i in 0..<count { total += term(i) }
            return total
        }
        for start in stride(from: 0, to: count, by: WideNode<Base>.largest) {
            let end = Swift.min(start + WideNode<Base>.largest, count)
            var sum = total.value
            for i in start..<end { sum += value(i) }
            var node = WideNode<Base>(tape, capacity: 4 * (end - start) + 1)
            if !total.isConstant { node.append(1, total) }
            for i in start..<end { first(i, &node) }
            for i in start..<end { second(i, &node) }
            total = Variable(sum, index: node.finish(), tape)
        }
        return total
    }

    /// The variable of this value and these partials with respect to `x`, of which some are on `tape`: fused from up to four
    /// elements, and a wide node of more.
    @inlinable
    static func linear(
        _ value: Base, _ partials: [Base], _ x: UnsafeBufferPointer<Variable>, _ tape: TapeIdentity
    ) -> Variable {
        if x.count <= 4 {
            return x.indices.dropFirst().reduce(x[0].mapped(to: value, derivative: partials[0])) { total, j in
                sum(total, x[j].mapped(to: value, derivative: partials[j]), value: value)
            }
        }
        var node = WideNode<Base>(tape, capacity: 2 * x.count)
        for j in x.indices where !x[j].isConstant { node.append(partials[j], x[j]) }
        return Variable(value, index: node.finish(), tape)
    }
}
