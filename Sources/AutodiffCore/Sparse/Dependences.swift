/// Which numbers of a computation depend on which, and how: what patterns are found from.
///
/// The inputs are the nodes 0..<`inputs`; an operation is a node after those of its operands. What only copies, scales or
/// shifts a number has none of its own.
@frozen
@usableFromInline
package struct Dependences {
    /// One operation.
    @frozen
    @usableFromInline
    package struct Node {
        @usableFromInline
        package var kind: Kind

        /// The operands; of a list its place and its length in `lists`.
        @usableFromInline
        package var x: Int32
        @usableFromInline
        package var y: Int32

        @inlinable
        package init(_ kind: Kind, _ x: Int32, _ y: Int32) {
            self.kind = kind
            self.x = x
            self.y = y
        }
    }

    /// How a number depends on its operands: which second derivatives there are.
    @frozen
    @usableFromInline
    package enum Kind: Int32 {
        /// Linear in both, or in pieces, as a sum and a maximum are.
        case sum

        /// Linear in each, as a product is: the mixed second derivative.
        case product

        /// x/y: the mixed one, and that of y.
        case quotient

        /// A function of one.
        case function

        /// A function of both.
        case functionOfTwo

        /// Functions of many: linear in pieces, or with all second derivatives.
        case linearList, list
    }

    package let inputs: Int
    package var nodes: [Node] = []
    package var lists: [Int32] = []

    /// The results' nodes; negative where one depends on nothing.
    package var outputs: [Int32] = []

    package init(inputs: Int) { self.inputs = inputs }
}
