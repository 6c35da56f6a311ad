import AutodiffCore

// Sizes and errors may be nan, and a nan has to go through: of two the largest is nan then, as on a scalar. The standard
// library's `max`, which plain numbers have otherwise, would drop it.

/// The larger of two, nan if one is.
func max(_ x: Double, _ y: Double) -> Double { Double._max(x, y) }

/// The largest of three, nan if one is.
func max(_ x: Double, _ y: Double, _ z: Double) -> Double { Double._max(x, y, z) }

/// The smaller of two, nan if one is.
func min(_ x: Double, _ y: Double) -> Double { Double._min(x, y) }

/// The smallest of three, nan if one is.
func min(_ x: Double, _ y: Double, _ z: Double) -> Double { Double._min(x, y, z) }
