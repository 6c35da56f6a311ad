import Foundation

extension Program {
    /// The page that shows a program of the cookbook: comments that begin with `//:` are its text, the rest is its code.
    static func page(ofCookbook file: String) throws -> String {
        var page = ""
        var code: [String] = []
        func close() {
            while code.last?.isEmpty == true { code.removeLast() }
            while code.first?.isEmpty == true { code.removeFirst() }
            if !code.isEmpty { page += "\n```swift\n" + code.joined(separator: "\n") + "\n```\n" }
            code = []
        }
        var wasText = false
        for line in try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n") {
            let isText = line.hasPrefix("//:")
            if isText {
                close()
                if !wasText && !page.isEmpty { page += "\n" }
                page += line.dropFirst(line.hasPrefix("//: ") ? 4 : 3) + "\n"
            } else {
                code.append(line)
            }
            wasText = isText
        }
        close()
        return page
    }
}
