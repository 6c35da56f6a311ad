// swift-tools-version: 6.1

import PackageDescription

let package = Package(
    name: "Autodiff",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "Autodiff", targets: ["Autodiff"]),
        .library(name: "AutodiffTesting", targets: ["AutodiffTesting"]),
        .executable(name: "tour", targets: ["Tour"]),
        .executable(name: "benchmarks", targets: ["Benchmarks"]),
        .executable(name: "gradbench", targets: ["GradBench"]),
    ],
    targets: [
        .target(name: "_AutodiffShims"),
        .target(name: "AutodiffCore", dependencies: ["_AutodiffShims"]),
        .target(name: "AutodiffForward", dependencies: ["AutodiffCore", "_AutodiffShims"]),
        .target(name: "AutodiffReverse", dependencies: ["AutodiffCore", "_AutodiffShims"]),
        .target(name: "AutodiffGraph", dependencies: ["AutodiffCore", "_AutodiffShims"]),
        .target(
            name: "AutodiffModes",
            dependencies: ["AutodiffCore", "AutodiffForward", "AutodiffReverse", "AutodiffGraph"]),
        .target(
            name: "AutodiffAlgebra",
            dependencies: [
                "AutodiffCore", "AutodiffForward", "AutodiffReverse", "AutodiffGraph", "AutodiffModes",
                "_AutodiffShims",
            ]),
        .target(
            name: "AutodiffComparison",
            dependencies: [
                "AutodiffCore", "AutodiffForward", "AutodiffReverse", "AutodiffGraph", "AutodiffModes",
                "_AutodiffShims",
            ]),
        .target(
            name: "AutodiffChecking",
            dependencies: ["AutodiffCore", "AutodiffForward", "AutodiffReverse", "AutodiffGraph", "AutodiffModes"]),
        .target(
            name: "Autodiff",
            dependencies: [
                "AutodiffCore", "AutodiffForward", "AutodiffReverse", "AutodiffGraph", "AutodiffModes",
                "AutodiffAlgebra", "AutodiffComparison", "AutodiffChecking",
            ]),
        .target(
            name: "AutodiffTesting",
            dependencies: [
                "AutodiffCore", "AutodiffReverse", "AutodiffGraph", "AutodiffModes", "AutodiffChecking",
                "AutodiffComparison",
            ]),
        .executableTarget(name: "Tour", dependencies: ["Autodiff"]),
        .target(name: "GradBenchEvals", dependencies: ["Autodiff"]),
        .executableTarget(name: "GradBench", dependencies: ["GradBenchEvals"]),
        .executableTarget(
            name: "Benchmarks", dependencies: ["Autodiff", "AutodiffGraph", "GradBenchEvals", "_AutodiffShims"]),
        .target(name: "Corpus", dependencies: ["Autodiff"], path: "Tests/Corpus"),
        .testTarget(
            name: "CoreTests", dependencies: ["Autodiff", "_AutodiffShims"], resources: [.copy("Reference")]),
        .testTarget(name: "ForwardTests", dependencies: ["Autodiff"], resources: [.copy("Reference")]),
        .testTarget(name: "ReverseTests", dependencies: ["Autodiff"]),
        .testTarget(
            name: "GraphTests", dependencies: ["Autodiff", "AutodiffGraph", "AutodiffCore", "_AutodiffShims"]),
        .testTarget(
            name: "AlgebraTests", dependencies: ["Autodiff", "_AutodiffShims"], resources: [.copy("Reference")]),
        .testTarget(name: "ComparisonTests", dependencies: ["Autodiff"]),
        .testTarget(name: "CheckingTests", dependencies: ["Autodiff"]),
        .testTarget(name: "TestingTests", dependencies: ["Autodiff", "AutodiffTesting"]),
        .testTarget(name: "AutodiffTests", dependencies: ["Autodiff", "AutodiffTesting", "Corpus"]),
        .testTarget(name: "TourTests", dependencies: ["Tour", "AutodiffTesting"]),
        .testTarget(name: "GradBenchTests", dependencies: ["GradBenchEvals"], resources: [.copy("Golden")]),
    ],
    swiftLanguageModes: [.v6]
)
