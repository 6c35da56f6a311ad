/// The constants of the method that do not depend on the format.
enum Threshold {
    /// Error estimates are multiplied by this before anything is called wrong.
    static let safety = 10.0

    /// The relative error that an entry should be resolved to.
    static let resolution = 1e-5

    /// The relative error to which an entry passes weakly.
    static let weakResolution = 1e-2

    /// The rounding error granted to a claimed derivative, in units of u.
    static let claimUlps = 32.0

    /// Two ways of computing one derivative may differ by this many units u of the row's largest entry.
    static let agreementUlps = 64.0

    /// The largest displacement, relative to an input's scale.
    static let largestDisplacement = 0.25

    /// Up to so many inputs, each is measured on its own.
    static let mostInputsInFull = 64

    /// The main ladder of a direction has at most this many levels.
    static let levels = 8

    /// The ladder at the edge of a domain, which only goes inwards, has at most this many levels.
    static let levelsOfOneSide = 14

    /// The levels from which the order of convergence is measured are at most so many.
    static let levelsOfMeasuredOrder = 24
}
