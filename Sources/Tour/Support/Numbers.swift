import Foundation

// The formats of C, by Foundation: the tour's columns line up at the decimal point, so they need so many decimals, correctly
// rounded, trailing zeros included. The library's own `formatted` counts significant digits, and drops zeros.

/// A number with so many decimals.
func fixed(_ x: Double, _ decimals: Int) -> String { String(format: "%.*f", decimals, x) }

/// A number with so many significant digits, without trailing zeros.
func significant(_ x: Double, _ digits: Int) -> String { String(format: "%.*g", digits, x) }

/// A number in scientific notation, with so many digits after the point.
func scientific(_ x: Double, _ decimals: Int) -> String { String(format: "%.*e", decimals, x) }

/// An error in two digits, and an exact 0 as such.
func errorText(_ x: Double) -> String { x == 0 ? "0" : scientific(x, 1) }

/// |x - reference| / |reference|, or the absolute difference where the reference is 0.
func relativeDifference(_ x: Double, _ reference: Double) -> Double {
    let difference = abs(x - reference)
    return reference == 0 ? difference : difference / abs(reference)
}

/// The largest difference of two vectors, relative to the second one's largest element.
func relativeDifference(_ x: [Double], _ reference: [Double]) -> Double {
    let scale = reference.map(abs).max() ?? 0
    let difference = zip(x, reference).map { abs($0 - $1) }.max() ?? 0
    return scale == 0 ? difference : difference / scale
}
