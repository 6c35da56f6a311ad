import Autodiff

extension Once {
    /// The sparse Jacobian of a bundle adjustment's residuals, in lanes.
    static func residuals(_ count: Int) {
        let f = BundleResiduals.standard
        let points = (0..<2).map { f.point(UInt64($0)) }
        let residuals = compile(ObservationResiduals(bundle: f), over: Array(f.observations.indices), at: points[0])
        var place = sparseJacobian(at: points[1], of: residuals)
        for i in 0..<count {
            sparseJacobian(at: points[i % 2], of: residuals, into: &place)
            sink(place.values[1])
        }
    }

    /// The gradient of Rosenbrock's function as a sum over terms.
    static func terms(_ count: Int) {
        let loss = compile(RosenbrockTerm(), over: RosenbrockTerm.data, at: RosenbrockTerm.point)
        var slope = RosenbrockTerm.point
        for i in 0..<count { sink(loss.valueWithGradient(at: moved(RosenbrockTerm.point, i), into: &slope)) }
    }

    /// The binding of the mixture's points.
    static func binding(_ count: Int) {
        for i in 0..<count {
            let loss = compile(MixtureOfPoint(), over: MixtureOfPoint.data, at: moved(Mixture.standard.point, i))
            sink(Double(loss.paths.count))
        }
    }
}
