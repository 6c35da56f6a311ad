import Autodiff
import Testing

/// The numbers of structs of every kind, and what they are called.
@Suite struct ParameterNameTests {
    @Test func namesOfEveryKindOfField() {
        let scene = Scene.sample(1.0)
        let camera = ["camera.focal", "camera.centre.x", "camera.centre.y"]
        #expect(
            scene.scalarNames == camera
                + ["others[0].focal", "others[0].centre.x", "others[0].centre.y"]
                + ["others[1].focal", "others[1].centre.x", "others[1].centre.y"]
                + ["weights[0, 0]", "weights[0, 1]", "weights[1, 0]", "weights[1, 1]"]
                + ["bias", "table[a]", "shape.circle.radius"])
        #expect(scene.scalarCount == 16)
    }

    @Test func gradientThroughEveryKindOfField() {
        let slope = gradient(at: Scene.sample(2.0)) { s in
            var total = s.camera.focal * s.camera.focal + s.others[1].centre.y
            total += s.weights[1, 0] * 3 + (s.bias ?? 0) * 4 + (s.table["a"] ?? 0) * 5
            if case .circle(let radius) = s.shape { total += radius * radius * s.gravity }
            return total * s.data[1]
        }
        #expect(slope.camera.focal == 8)
        #expect(slope.others[1].centre.y == 2)
        #expect(slope.weights == [[0, 0], [6, 0]])
        #expect(slope.bias == 8)
        #expect(slope.table == ["a": 10])
        if case .circle(let radius) = slope.shape { #expect(radius == 2 * 4 * 9.81) } else { Issue.record("no circle") }
        #expect(slope.name == "scene" && slope.steps == 3 && slope.gravity == 9.81)
    }

    @Test func anOptionalThatIsNilHasNoNumberAndAnEmptyArrayNone() {
        var scene = Scene.sample(1.0)
        scene.bias = nil
        scene.others = []
        scene.table = [:]
        scene.shape = .point
        #expect(scene.scalarCount == 7)
        let slope = gradient(at: scene) { s in s.camera.focal * (s.bias ?? 3) }
        #expect(slope.camera.focal == 3)
        #expect(slope.bias == nil)
        #expect(jacobian(at: scene) { s in [s.camera.focal] }["others"].columns == 0)
        #expect(hessian(at: scene) { s in s.camera.focal * s.camera.focal }["camera", "bias"].columns == 0)
    }

    @Test func aFieldOfANestedStructIsABlock() {
        let h = hessian(at: Scene.sample(1.0)) { s in s.camera.focal * s.camera.centre.x * s.weights[0, 1] }
        #expect(h["camera", "camera"] == [[0, 1, 0], [1, 0, 0], [0, 0, 0]])
        #expect(h["camera.focal", "weights"] == [[0, 2, 0, 0]])
    }

    /// An order that is not that of the declarations is no mistake: names follow the numbers.
    @Test func numbersInAnotherOrderThanTheFields() {
        struct Reversed<S: RealScalar>: Parameters {
            typealias OnVariables = Reversed<Variable<S>>
            var first: S, second: S
            func map<T: RealScalar>(_ f: (S) -> T) -> Reversed<T> {
                let second = f(second)
                return Reversed<T>(first: f(first), second: second)
            }
        }
        let point = Reversed(first: 1.0, second: 2.0)
        #expect(point.scalars == [2, 1])
        #expect(point.scalarNames == ["second", "first"])
        let slope = gradient(at: point) { p in p.first * p.first * p.second }
        #expect(slope.first == 4 && slope.second == 1)
    }

    @Test func aCustomMirrorHidesTheNamesAlone() {
        struct Hidden<S: RealScalar>: Parameters, CustomReflectable {
            typealias OnVariables = Hidden<Variable<S>>
            var a: S, b: S
            var customMirror: Mirror { Mirror(self, children: ["sum": 0]) }
            func map<T: RealScalar>(_ f: (S) -> T) -> Hidden<T> { Hidden<T>(a: f(a), b: f(b)) }
        }
        #expect(Hidden(a: 1.0, b: 2).scalarNames == ["#0", "#1"])
        #expect(gradient(at: Hidden(a: 1.0, b: 2)) { h in h.a * h.b }.a == 2)
    }

    @Test func classesWithABaseClass() {
        class Base<S: RealScalar> {
            let a: S
            init(a: S) { self.a = a }
        }
        final class Derived<S: RealScalar>: Base<S>, Parameters {
            typealias OnVariables = Derived<Variable<S>>
            let b: S
            init(a: S, b: S) {
                self.b = b
                super.init(a: a)
            }
            func map<T: RealScalar>(_ f: (S) -> T) -> Derived<T> { Derived<T>(a: f(a), b: f(b)) }
        }
        let point = Derived(a: 2.0, b: 3)
        #expect(point.scalarNames == ["a", "b"])
        #expect(gradient(at: point) { p in p.a * p.b }.a == 3)
    }

    @Test func aBlockOfAnUnknownName() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(hessian(at: spring, of: energy)["stifness", "damping"])
        }
        #expect(
            message(of: result).contains("no parameter is called 'stifness'; there are stiffness, damping, offsets[0]"))
    }
}
