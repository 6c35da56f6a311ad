import Foundation
import GradBenchEvals

// A tool of GradBench: a message a line on standard input, an answer a line on standard output.
let session = Session()
while let line = readLine() {
    FileHandle.standardOutput.write(Data((session.answer(to: line) + "\n").utf8))
}
