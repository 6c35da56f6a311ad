import AutodiffCore

extension Variable {
    /// x₀ + x₁ + …, as a wide node.
    @inlinable
    public static func _sum(_ x: ArraySlice<Variable>) -> Variable {
        x.withUnsafeBufferPointer { x in recordSum(of: PlainTerms(x), commonTape(x)) }
    }

    /// x₀ y₀ + x₁ y₁ + …, as a wide node.
    @inlinable
    public static func _dot(_ x: ArraySlice<Variable>, _ y: ArraySlice<Variable>) -> Variable {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                if x.baseAddress == y.baseAddress { return recordSum(of: SquareTerms(x), commonTape(x)) }
                return recordSum(of: ProductTerms(x, y), commonTape(commonTape(x), commonTape(y)))
            }
        }
    }

    /// c₀ x₀ + c₁ x₁ + …, as a wide node.
    @inlinable
    public static func _dot(constants c: ArraySlice<Double>, _ x: ArraySlice<Variable>) -> Variable {
        c.withUnsafeBufferPointer { c in
            x.withUnsafeBufferPointer { x in recordSum(of: ScaledTerms(c, x), commonTape(x)) }
        }
    }

    /// The variable of this value and these partials with respect to `x`, of which some are on `tape`: as a wide node.
    @inlinable
    static func linear(_ value: Base, _ partials: ArraySlice<Base>, _ x: [Variable], _ tape: TapeIdentity) -> Variable {
        let total = partials.withUnsafeBufferPointer { partials in
            x.withUnsafeBufferPointer { x in recordSum(of: LinearTerms(partials, x), tape) }
        }
        return Variable(value, total.coefficient0, total.coefficient1, total.operands, total.tape)
    }

    /// The sum of terms that are constant or of one tape, as one wide node for each 512 of them. Up to four terms are added
    /// one by one: they may fuse without a node.
    @inlinable
    @inline(__always)
    static func recordSum<Terms: SumTerms>(of terms: Terms, _ tape: TapeIdentity) -> Variable where Terms.Base == Base {
        var total: Variable = 0
        if terms.count <= 4 || tape.isNone {
            for i in 0..<terms.count { total += terms[i] }
            return total
        }
        for start in stride(from: 0, to: terms.count, by: WideNode<Base>.largest) {
            let part = start..<Swift.min(start + WideNode<Base>.largest, terms.count)
            var sum = total.value
            for i in part { sum += terms.value(i) }
            var node = WideNode<Base>(tape, capacity: 4 * part.count + 1)
            if !total.isConstant { node.append(1, total) }
            terms.append(part, to: &node)
            total = node.finish().map { Variable(sum, index: $0, tape) } ?? Variable(constant: sum)
        }
        return total
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

    /// The tape of those elements that aren't constant. Traps if they are of several.
    @inlinable
    static func commonTape(_ x: [Variable]) -> TapeIdentity { x.withUnsafeBufferPointer { commonTape($0) } }

    /// The tape of two groups of variables, of which one or both may be constant. Traps if they are of two.
    @inlinable
    static func commonTape(_ first: TapeIdentity, _ second: TapeIdentity) -> TapeIdentity {
        if !first.isNone && !second.isNone { first.check(second) }
        return first.isNone ? second : first
    }
}
