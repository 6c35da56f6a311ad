import Testing
import _AutodiffShims

/// The elementary functions over arrays against 30 digits, and against themselves in other widths, places and instruction
/// sets. One test after another: which instruction set is used is one setting for all threads.
@Suite(.serialized) struct ElementaryFunctionTests {
    /// Equal to the last bit, the sign of a zero included; any nan equals any other.
    func sameBits(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }

    func sameBits(_ a: some Sequence<Double>, _ b: some Sequence<Double>) -> Bool { zip(a, b).allSatisfy(sameBits) }

    /// The sets that this processor has.
    func forEachInstructionSet(_ body: (AutodiffInstructionSet) throws -> Void) rethrows {
        let usual = autodiffInstructionSet()
        defer { autodiffForceInstructionSet(usual) }
        for set in [autodiffBaseline, autodiffAVX2, autodiffAVX512] where autodiffForceInstructionSet(set) {
            #expect(autodiffInstructionSet() == set)
            try body(set)
        }
    }

    @Test(arguments: ElementaryFunction.all) func valuesAreWithinOneUnitInTheLastPlace(_ f: ElementaryFunction) throws {
        let (arguments, exact) = try f.references()
        #expect(exact.count >= 250)
        var worst = Worst()
        for (index, value) in f(arguments).enumerated() {
            let reference = exact[index].high
            let place = "\(arguments.map { $0[index] }): \(value), not \(reference)"
            if reference.isNaN || reference.isInfinite || reference == 0 && exact[index].low == 0 && !value.isNaN {
                // An exact zero's sign counts; a result that is rounded to 0 has a neighbour.
                let isNeighbour = reference == 0 && value.magnitude == .leastNonzeroMagnitude
                #expect(sameBits(value, reference) || isNeighbour, "\(place)")
            } else {
                worst.note(exact[index].ulps(of: value), at: place)
            }
        }
        #expect(worst.error <= 1, "\(worst)")
    }

    @Test(arguments: ElementaryFunction.all) func everyInstructionSetGivesTheSameBits(_ f: ElementaryFunction) throws {
        let (arguments, _) = try f.references()
        let values = f(arguments)
        forEachInstructionSet { set in
            for (index, value) in f(arguments).enumerated() {
                #expect(sameBits(value, values[index]), "at \(arguments.map { $0[index] }) by set \(set.rawValue)")
            }
        }
    }

    @Test(arguments: ElementaryFunction.all) func placeAndLengthDoNotMatter(_ f: ElementaryFunction) throws {
        let (arguments, _) = try f.references()
        let whole = f(arguments)
        forEachInstructionSet { set in
            for offset in 0..<17 {
                let part = arguments.map { Array($0[offset...]) }
                #expect(sameBits(f(part), whole[offset...]), "from \(offset) on by set \(set.rawValue)")
            }
            for length in 0..<36 {
                let start = 7 * length % (whole.count - 36)
                let part = arguments.map { Array($0[start..<start + length]) }
                #expect(sameBits(f(part), whole[start..<start + length]), "\(length) elements by set \(set.rawValue)")
            }
        }
    }

    @Test(arguments: ElementaryFunction.all) func valuesMayTakeTheArgumentsPlace(_ f: ElementaryFunction) throws {
        let (arguments, _) = try f.references()
        let (whole, count) = (f(arguments), f(arguments).count - 3)
        forEachInstructionSet { set in
            for argument in 0..<f.arity {
                var inPlace = arguments[argument]
                inPlace.withUnsafeMutableBufferPointer { values in
                    let values = values.baseAddress!
                    arguments[f.arity - 1 - argument].withUnsafeBufferPointer { other in
                        var pointers = [UnsafePointer(values)]
                        if f.arity == 2 { pointers.insert(other.baseAddress!, at: 1 - argument) }
                        f.map(pointers, values, count)
                    }
                }
                #expect(sameBits(inPlace[..<count], whole), "argument \(argument) by set \(set.rawValue)")
                // The elements beyond are left alone.
                #expect(sameBits(inPlace[count...], arguments[argument][count...]))
            }
        }
    }

    @Test func sineAndCosineTogetherHaveTheBitsOfEach() throws {
        let functions = ElementaryFunction.all.filter { $0.name == "sin" || $0.name == "cos" }
        for f in functions {
            let points = try f.references().arguments[0]
            let (sines, cosines) = (functions[0]([points]), functions[1]([points]))
            forEachInstructionSet { _ in
                for count in [points.count, 5, 1, 0] {
                    var (sine, cosine) = (points, points)
                    autodiffMap_sincos(points, &sine, &cosine, count)
                    #expect(sameBits(sine[..<count], sines) && sameBits(cosine[..<count], cosines))
                    #expect(sameBits(sine[count...], points[count...]) && sameBits(cosine[count...], points[count...]))
                }
            }
        }
    }

    @Test func aSetThatTheProcessorDoesNotHaveIsRefused() {
        let usual = autodiffInstructionSet()
        #expect(!autodiffForceInstructionSet(AutodiffInstructionSet(rawValue: 3)))
        #expect(!autodiffForceInstructionSet(AutodiffInstructionSet(rawValue: -1)))
        #expect(autodiffInstructionSet() == usual)
        #expect(autodiffForceInstructionSet(usual))
    }
}
