import AutodiffCore

/// The gradient of a scalar field Rⁿ → R, by forward mode in chunks: n partial derivatives, several in one run.
///
///     let g = forwardGradient(at: [-1.2, 1], of: Rosenbrock())
///
/// For small n it is cheaper than reverse mode, which first has to record the function.
///
/// Cost: about n/chunk runs of `f` on ``MultiDual``s, narrower ones for the columns left over. Allocated
/// are the result and one array of inputs for each width in use; the rest is `f`'s own.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The scalar field.
///   - chunk: The number of partial derivatives in one run: 2, 4, 8, 16 or 32, or a trap; 16 if left out.
@inlinable
public func forwardGradient<F: ScalarField>(at x: [Double], of f: F, chunk: Int? = nil) -> [Double] {
    var gradient = [Double](repeating: 0, count: x.count)
    forwardGradient(at: x, of: f, into: &gradient, chunk: chunk)
    return gradient
}

/// The gradient, written into an array that is there already; see ``forwardGradient(at:of:chunk:)``.
///
/// Traps unless `gradient` has n elements.
@inlinable
public func forwardGradient<F: ScalarField>(
    at x: [Double], of f: F, into gradient: inout [Double], chunk: Int? = nil
) {
    var workspace = ForwardWorkspace()
    forwardGradient(at: x, of: f, into: &gradient, workspace: &workspace, chunk: chunk)
}

/// The gradient, written into an array that is there already, with inputs that are there already too; see
/// ``forwardGradient(at:of:chunk:)`` and ``ForwardWorkspace``.
///
/// For a caller in a loop: nothing is allocated but by `f`. Traps unless `gradient` has n elements.
@inlinable
public func forwardGradient<F: ScalarField>(
    at x: [Double], of f: F, into gradient: inout [Double], workspace: inout ForwardWorkspace, chunk: Int? = nil
) {
    if x.isEmpty { misuse("forwardGradient at an empty point: a function to differentiate has at least one input") }
    if gradient.count != x.count {
        misuse(count: gradient.count, of: "the gradient", expected: x.count, "one partial derivative for each input")
    }
    var sweep = GradientSweep(x: x, f: f)
    swap(&sweep.gradient, &gradient)
    sweep.run(columns: x.count, chunk: chunk, workspace: &workspace)
    swap(&sweep.gradient, &gradient)
}

@frozen
@usableFromInline
struct GradientSweep<F: ScalarField>: ColumnSweep {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var gradient: [Double] = []

    @inlinable
    init(x: [Double], f: F) {
        self.x = x
        self.f = f
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        MultiDual.move(&inputs, to: x)
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(chunk, of: &inputs, with: 1)
            let y = f.value(at: inputs)
            gradient.withUnsafeMutableBufferPointer {
                y.writePartials(chunk.count, to: $0.baseAddress! + chunk.lowerBound)
            }
            MultiDual.seed(chunk, of: &inputs, with: 0)
        }
    }
}
