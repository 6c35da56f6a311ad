extension Taylor {
    /// Where a series comes from: which call of `taylor`, and of which rule's derivative it is a part, if of any.
    @frozen
    @usableFromInline
    struct Origin {
        @usableFromInline
        let perturbation: Perturbation

        /// The rules that are known already, while the series of one is derived from its derivative.
        @usableFromInline
        let memo: SeriesMemo<Base>?

        @inlinable
        init(_ perturbation: Perturbation, memo: SeriesMemo<Base>? = nil) {
            self.perturbation = perturbation
            self.memo = memo
        }

        /// The origin of a series computed from two others.
        @inlinable
        static func | (lhs: Origin, rhs: Origin) -> Origin {
            Origin(lhs.perturbation | rhs.perturbation, memo: lhs.memo ?? rhs.memo)
        }

        /// The origin of a series computed from several others.
        @inlinable
        static func of(_ series: [Taylor]) -> Origin { series.reduce(Origin(.none)) { $0 | $1.origin } }
    }
}
