import Autodiff
import Testing

/// A `map` that mixes up its fields traps at the first derivative, and names the field.
@Suite struct ParameterMapTests {
    @Test func twoFieldsSwapped() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Swapped<S: RealScalar>: Parameters {
                typealias OnVariables = Swapped<Variable<S>>
                var stiffness: S, damping: S
                func map<T: RealScalar>(_ f: (S) -> T) -> Swapped<T> {
                    Swapped<T>(stiffness: f(damping), damping: f(stiffness))
                }
            }
            _ = gradient(at: Swapped(stiffness: 1, damping: 2)) { s in s.stiffness }
        }
        #expect(message(of: result).contains("map of Swapped<Double> gives stiffness the number of damping"))
    }

    @Test func aFieldTwiceAndAnotherNotAtAll() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Doubled<S: RealScalar>: Parameters {
                typealias OnVariables = Doubled<Variable<S>>
                var stiffness: S, damping: S
                func map<T: RealScalar>(_ f: (S) -> T) -> Doubled<T> {
                    Doubled<T>(stiffness: f(stiffness), damping: f(stiffness))
                }
            }
            _ = jacobian(at: Doubled(stiffness: 1, damping: 2)) { s in [s.stiffness] }
        }
        #expect(message(of: result).contains("map of Doubled<Double> gives damping the number of stiffness"))
    }

    @Test func oneCallForTwoFields() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Shared<S: RealScalar>: Parameters {
                typealias OnVariables = Shared<Variable<S>>
                var stiffness: S, damping: S
                func map<T: RealScalar>(_ f: (S) -> T) -> Shared<T> {
                    let both = f(stiffness)
                    return Shared<T>(stiffness: both, damping: both)
                }
            }
            _ = hessian(at: Shared(stiffness: 1, damping: 2)) { s in s.stiffness }
        }
        #expect(message(of: result).contains("gives damping the number of stiffness"))
    }

    @Test func aNumberFilledWithAConstant() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Constant<S: RealScalar>: Parameters {
                typealias OnVariables = Constant<Variable<S>>
                var stiffness: S, damping: S
                func map<T: RealScalar>(_ f: (S) -> T) -> Constant<T> {
                    Constant<T>(stiffness: f(stiffness), damping: 0)
                }
            }
            _ = gradient(at: Constant(stiffness: 1, damping: 2)) { s in s.stiffness }
        }
        #expect(message(of: result).contains("map of Constant<Double> fills damping without f"))
    }

    @Test func anArrayDropped() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Dropped<S: RealScalar>: Parameters {
                typealias OnVariables = Dropped<Variable<S>>
                var stiffness: S, offsets: [S]
                func map<T: RealScalar>(_ f: (S) -> T) -> Dropped<T> {
                    Dropped<T>(stiffness: f(stiffness), offsets: [])
                }
            }
            _ = vjp(at: Dropped(stiffness: 1, offsets: [2, 3])) { s in [s.stiffness] }
        }
        #expect(message(of: result).contains("gives offsets 0 elements where there are 2"))
    }

    @Test func anOptionalAndAnArrayOfStructsDropped() async {
        let optional = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Dropped<S: RealScalar>: Parameters {
                typealias OnVariables = Dropped<Variable<S>>
                var stiffness: S, bias: S?
                func map<T: RealScalar>(_ f: (S) -> T) -> Dropped<T> { Dropped<T>(stiffness: f(stiffness), bias: nil) }
            }
            _ = gradient(at: Dropped(stiffness: 1, bias: 2)) { s in s.stiffness }
        }
        #expect(message(of: optional).contains("gives bias 0 elements where there are 1"))
        let array = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Dropped<S: RealScalar>: Parameters {
                typealias OnVariables = Dropped<Variable<S>>
                var cameras: [Camera<S>]
                func map<T: RealScalar>(_ f: (S) -> T) -> Dropped<T> {
                    Dropped<T>(cameras: cameras.dropFirst().map { $0.map(f) })
                }
            }
            let camera = Camera(focal: 1.0, centre: (2, 3))
            _ = gradient(at: Dropped(cameras: [camera, camera])) { s in s.cameras[0].focal }
        }
        #expect(message(of: array).contains("gives cameras 1 elements where there are 2"))
    }

    /// Found only where there is something to mix up: with one offset there isn't, with two there is.
    @Test func anArrayReversed() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Reversed<S: RealScalar>: Parameters {
                typealias OnVariables = Reversed<Variable<S>>
                var offsets: [S]
                func map<T: RealScalar>(_ f: (S) -> T) -> Reversed<T> {
                    Reversed<T>(offsets: offsets.reversed().map(f))
                }
            }
            _ = gradient(at: Reversed(offsets: [1])) { s in s.offsets[0] }
            print("one is right")
            _ = gradient(at: Reversed(offsets: [1, 2])) { s in s.offsets[0] }
        }
        #expect(message(of: result).contains("gives offsets[0] the number of offsets[1]"))
    }

    @Test func noNumbersAtAll() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Empty<S: RealScalar>: Parameters {
                typealias OnVariables = Empty<Variable<S>>
                var offsets: [S]
                func map<T: RealScalar>(_ f: (S) -> T) -> Empty<T> { Empty<T>(offsets: offsets.map(f)) }
            }
            _ = gradient(at: Empty(offsets: [Double]())) { _ in 1 }
        }
        #expect(message(of: result).contains("gradient at an empty point"))
    }

    @Test func numbersThatDontFit() async {
        let filled = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = spring.filled(with: [1, 2])
        }
        #expect(message(of: filled).contains("the array to fill parameters with has 2 elements where 5 are needed"))
        let direction = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = hvp(at: spring, along: Spring(stiffness: 1, damping: 0, offsets: []), of: energy)
        }
        #expect(message(of: direction).contains("the direction of hvp has 2 elements where 5 are needed"))
        let short = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = spring.map(inOrder([1.0, 2]))
        }
        #expect(
            message(of: short).contains("inOrder has 2 numbers, and the parameters that they are put into need more"))
        let long = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = spring.map(inOrder([1.0, 2, 3, 4, 5, 6]))
        }
        #expect(message(of: long).contains("inOrder has 6 numbers, and the parameters that they were put into took 5"))
    }

    @Test func aStructKeptAfterItsGradientReturned() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: Spring<Variable<Double>>?
            _ = gradient(at: spring) { s in
                kept = s
                return s.stiffness
            }
            if let kept { print(gradient(at: spring) { s in s.stiffness * kept.damping }) }
        }
        #expect(message(of: result).contains("keep its value (variable.value)"))
    }
}
