// swift-tools-version: 6.1

import PackageDescription

// A user's package: it sees what is public, and its functions are specialised in a module of their own.
let package = Package(
    name: "OptimisedCorpus",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Autodiff", path: "../..")],
    targets: [
        .executableTarget(name: "OptimisedCorpus", dependencies: [.product(name: "Autodiff", package: "Autodiff")])
    ],
    swiftLanguageModes: [.v6]
)
