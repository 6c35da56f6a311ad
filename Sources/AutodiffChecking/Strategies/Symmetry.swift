import AutodiffCore

extension DerivativeCheck {
    /// Looks for the pair of mirrored entries that differ most, in units of what they may differ by; see
    /// ``checkHessian(_:gradient:at:options:of:)``.
    mutating func requireSymmetry(of claimed: Matrix<Double>, _ options: CheckOptions) {
        let unit = Arithmetic(options.derivativePrecision ?? options.precision).unit
        var bars: [Int: Double] = [:]
        for entry in entries {
            if let column = entry.column { bars[entry.row * inputs + column] = entry.errorBar }
        }
        var worst: (i: Int, j: Int, excess: Double)?
        var count = 0
        for i in 0..<inputs {
            for j in 0..<i {
                let (a, b) = (claimed[i, j], claimed[j, i])
                let rounding = max(abs(a), abs(b), abs(claimed[i, i]), abs(claimed[j, j]))
                let difference = abs(a - b)
                if !(difference > Threshold.agreementUlps * unit * rounding) { continue }
                count += 1
                // An entry that wasn't measured on its own is granted what a pass allows.
                let unmeasured = 10 * Threshold.resolution * max(abs(a), abs(b))
                let bar = (bars[i * inputs + j] ?? unmeasured) + (bars[j * inputs + i] ?? unmeasured)
                let excess = difference / max(bar / 2, .leastNonzeroMagnitude)
                if excess > worst?.excess ?? 0 { worst = (i, j, excess) }
            }
        }
        guard let (i, j, excess) = worst else { return }
        var note =
            "not symmetric: \(claimed[i, j]) at \(names.place(i, j)) and \(claimed[j, i]) at \(names.place(j, i))"
        if count > 1 { note += ", and \(counted(count - 1, "other pair", "other pairs"))" }
        notes.append(note)
        if excess > 1 && verdict < .notDifferentiable { verdict = .wrong }
    }
}
