import Foundation

exit(run(arguments: Array(CommandLine.arguments.dropFirst()), console: .standard))
