@_exported import AutodiffAlgebra
@_exported import AutodiffChecking
@_exported import AutodiffComparison
@_exported import AutodiffCore
@_exported import AutodiffForward
@_exported import AutodiffGraph
@_exported import AutodiffModes
@_exported import AutodiffReverse
