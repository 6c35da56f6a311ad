import Autodiff
import Foundation
import GradBenchEvals

/// Sparse derivatives as multiples of one run of the function on `Double`.
func runSparseBenchmark() {
    measureJacobian("Brusselator, 32 x 32", Brusselator(side: 32), Brusselator.points(side: 32))
    measureJacobian("tridiagonal, n = 2,048", Tridiagonal(), Rosenbrock.points(2048))
    measureHessian("Rosenbrock, n = 10,000", Rosenbrock(), Rosenbrock.points(10000))
    measureGrowth()
    measureBundle()
    measureByTerms()
}

/// The tridiagonal function as n grows: nanoseconds for each input.
private func measureGrowth() {
    print("tridiagonal, nanoseconds for each input")
    print("         n   pattern  colouring  Jacobian by a plan, colours")
    for n in [1000, 10_000, 100_000, 1_000_000] {
        let points: [[Double]] = Array(Rosenbrock.points(n).prefix(2))
        let pattern = jacobianSparsity(at: points[0], of: Tridiagonal()).pattern
        let plan = jacobianPlan(at: points[0], of: Tridiagonal(), by: .forward)
        var place = plan.jacobian(at: points[1])
        let works: [Work] = [
            Work(name: "pattern") { Double(jacobianSparsity(at: points[$0 % 2], of: Tridiagonal()).pattern.count) },
            Work(name: "colouring") { _ in Double(pattern.columnColoring(order: .natural).count) },
            Work(name: "Jacobian") {
                plan.jacobian(at: points[$0 % 2], into: &place)
                return place.values[0]
            },
        ]
        let times = medianNanoseconds(of: works, rounds: 5).map { $0 / Double(n) }
        print(
            String(
                format: "%10d%10.1f%11.1f%14.1f", n, times[0], times[1], times[2]))
    }
}

/// The residuals of one observation, as those of ``BundleResiduals``.
private struct ObservationResiduals: ResidualTerm {
    let bundle: BundleResiduals

    func residuals<S: RealScalar>(at x: [S], for k: Int) -> [S] {
        let (firstPoint, firstWeight) = (11 * bundle.cameras, 11 * bundle.cameras + 3 * bundle.points)
        let observation = bundle.observations[k]
        let weight = x[firstWeight + k]
        let (u, v) = ReprojectionError(feature: (0.3, 0.7)).errors(
            x, camera: 11 * observation.camera, point: firstPoint + 3 * observation.point, weight: weight)
        return [u, v, 1 - weight * weight]
    }
}

private struct RosenbrockLink: DataTerm {
    func value<S: RealScalar>(at x: [S], for i: Int) -> S {
        100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2)
    }
}

/// Observations and terms in lanes.
private func measureByTerms() {
    let f = BundleResiduals.standard
    let points = (0..<2).map { f.point(UInt64($0)) }
    let residuals = compile(ObservationResiduals(bundle: f), over: Array(f.observations.indices), at: points[0])
    var place = sparseJacobian(at: points[1], of: residuals)
    var matrix = normalEquations(at: points[1], of: residuals).matrix
    reportSparse(
        "bundle adjustment by observations, in lanes",
        [
            Work(name: "primal") { f(points[$0 % 2])[0] },
            Work(name: "residuals") { (residuals(points[$0 % 2]) as [Double])[0] },
            Work(name: "Jacobian") {
                sparseJacobian(at: points[$0 % 2], of: residuals, into: &place)
                return place.values[0]
            },
            Work(name: "normal equations") {
                normalEquations(at: points[$0 % 2], of: residuals, into: &matrix).value
            },
        ])
    print("  \(place.count) entries, \(residuals.paths) observations by path")
    let starts = (0..<8).map { k in
        (0..<10_000).map { i -> Double in 0.5 + 0.001 * Double((7 * i + k) % 11) }
    }
    let chain = compile(RosenbrockLink(), over: Array(0..<9999), at: starts[0])
    var hessian = sparseHessian(at: starts[1], of: chain)
    reportSparse(
        "Rosenbrock by terms, in lanes, n = 10,000",
        [
            Work(name: "primal") { Rosenbrock().value(at: starts[$0 % 8]) },
            Work(name: "Hessian") {
                sparseHessian(at: starts[$0 % 8], of: chain, into: &hessian)
                return hessian.values[0]
            },
        ])
}

private func measureBundle() {
    let f = BundleResiduals.standard
    let points = (0..<2).map { f.point(UInt64($0)) }
    let plan = jacobianPlan(at: points[0], of: f, by: .forward)
    var place = plan.jacobian(at: points[1])
    let wrong = f.wrongEntries(of: place, at: points[1])
    reportSparse(
        "bundle adjustment, 49 cameras, 7,776 points, 31,843 observations",
        [
            Work(name: "primal") { f(points[$0 % 2])[0] },
            Work(name: "pattern") { Double(jacobianSparsity(at: points[$0 % 2], of: f).pattern.count) },
            Work(name: "plan, forward") {
                plan.jacobian(at: points[$0 % 2], into: &place)
                return place.values[0]
            },
        ])
    print(
        "  \(place.count) entries, \(plan.coloring?.count ?? 0) colours; \(wrong) entries differ from those of blocks")
}

private func measureJacobian<F: Differentiable & Sendable>(_ name: String, _ f: F, _ points: [[Double]]) {
    var works = [
        Work(name: "primal") { f(points[$0 % 8])[0] },
        Work(name: "pattern") { Double(jacobianSparsity(at: points[$0 % 8], of: f).pattern.count) },
    ]
    let pattern = jacobianSparsity(at: points[0], of: f).pattern
    works.append(Work(name: "colouring") { _ in Double(pattern.columnColoring(order: .natural).count) })
    works.append(Work(name: "in one call") { sparseJacobian(at: points[$0 % 8], of: f).values[0] })
    for method in [SparseMethod.forward, .reverse, .compiled] {
        let plan = jacobianPlan(at: points[0], of: f, by: method)
        var place = plan.jacobian(at: points[1])
        works.append(
            Work(name: "plan, \(method)") {
                plan.jacobian(at: points[$0 % 8], into: &place)
                return place.values[0]
            })
    }
    reportSparse(name, works)
    let plan = jacobianPlan(at: points[0], of: f)
    print("  \(pattern.count) entries, \(pattern.columnColoring().count) colours; chosen: \(plan.method)")
    for cost in plan.costs { print(String(format: "    %@: %.1f us predicted", "\(cost.method)", cost.perCall / 1000)) }
}

private func measureHessian<F: ScalarField & Sendable>(_ name: String, _ f: F, _ points: [[Double]]) {
    var works = [
        Work(name: "primal") { f.value(at: points[$0 % 8]) },
        Work(name: "pattern") { Double(hessianSparsity(at: points[$0 % 8], of: f).pattern.count) },
    ]
    let pattern = hessianSparsity(at: points[0], of: f).pattern
    works.append(Work(name: "colouring") { _ in Double(pattern.starColoring(order: .natural).count) })
    works.append(Work(name: "in one call") { sparseHessian(at: points[$0 % 8], of: f).values[0] })
    for method in [SparseMethod.forward, .compiled] {
        let plan = hessianPlan(at: points[0], of: f, by: method)
        var place = plan.hessian(at: points[1])
        works.append(
            Work(name: "plan, \(method)") {
                plan.hessian(at: points[$0 % 8], into: &place)
                return place.values[0]
            })
    }
    reportSparse(name, works)
    let plan = hessianPlan(at: points[0], of: f)
    print("  \(pattern.count) entries, \(pattern.starColoring().count) colours; chosen: \(plan.method)")
    for cost in plan.costs { print(String(format: "    %@: %.1f us predicted", "\(cost.method)", cost.perCall / 1000)) }
}

private func reportSparse(_ name: String, _ works: [Work]) {
    let times = medianNanoseconds(of: works)
    print(name)
    print(String(format: "  %-20@ %8.2f us", "primal" as NSString, times[0] / 1000))
    for (work, time) in zip(works, times).dropFirst() {
        print(
            "  " + work.name.padding(toLength: 20, withPad: " ", startingAt: 0)
                + String(format: "%8.2f x primal", time / times[0]))
    }
}
