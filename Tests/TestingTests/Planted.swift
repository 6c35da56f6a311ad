import Autodiff
import AutodiffTesting
import Dispatch
import Foundation

/// The places from which an expectation may fail.
enum Place: String, CaseIterable {
    case ownTask, childTask, detachedTask, dispatchQueue, thread

    /// Runs `body` there, and waits for its end.
    func run(_ body: @escaping @Sendable () -> Void) async {
        switch self {
        case .ownTask: body()
        case .childTask: await withTaskGroup { $0.addTask { body() } }
        case .detachedTask: await Task.detached { body() }.value
        case .dispatchQueue:
            await withCheckedContinuation { done in
                DispatchQueue.global().async {
                    body()
                    done.resume()
                }
            }
        case .thread:
            await withCheckedContinuation { done in
                Thread {
                    body()
                    done.resume()
                }.start()
            }
        }
    }
}

/// x₀ x₁, but 3 x₀ x₁ on tape variables: reverse mode gets its derivative wrong.
struct Inconsistent: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        (S.self == Variable<Double>.self ? S(3) : S(1)) * x[0] * x[1]
    }
}

/// The expectation that fails in the tests of failures: ∂f/∂x₁ is 2.
enum Planted {
    static let comment = "a planted failure"

    /// Where it stands.
    static let line = #line + 3

    static func failure() {
        expectGradient(claimed, at: x, comment, of: f)
    }

    /// The lines of the failure's text: the comment, and the report of the check.
    static let text =
        [comment]
        + checkGradient(claimed, at: x, of: f).description.split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }

    private static let x = [2.0, 5.0]
    private static let claimed = [5.0, 4.0]
    private static func f(_ x: [Double]) -> Double { x[0] * x[1] }
}

/// (r cos φ, r sin φ), on every scalar.
struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
}
