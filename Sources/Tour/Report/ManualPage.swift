import Foundation

/// A page of the documentation that goes on where a part ends, by the name of its file in the catalogue.
enum ManualPage: String, CaseIterable {
    case whichCall = "Which-Call"
    case compiledFunctions = "Compiled-Functions"
    case largeSystems = "Large-Systems"
    case checking = "Checking-In-Tests"
    case accuracy = "Accuracy"
    case network = "Cookbook-Network"
    case leastSquares = "Cookbook-LeastSquares"
    case pendulum = "Cookbook-Pendulum"
    case arm = "Cookbook-Arm"
    case differentialEquations = "Cookbook-ODEParameters"
    case gaussianProcess = "Cookbook-GaussianProcess"
    case architecture = "Architecture"

    /// The page's file, in the package that the tour was built from.
    var file: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Autodiff/Autodiff.docc/\(rawValue).md")
    }

    /// A sentence with a link to the file, which a reader who has no copy of it can find by its name.
    var html: String {
        """
        <p>More in the documentation: <a href="\(file.absoluteString)">\(rawValue.replacingOccurrences(of: "-", with: " "))\
        </a>.</p>
        """
    }
}
