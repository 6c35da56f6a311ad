/// The inputs that nodes depend on, found for those nodes alone that are asked about.
///
/// A node that one other reads needs no set of its own: the nodes below it form a tree, which is walked. So a sum of n terms
/// costs O(n), though its partial sums depend on 1, 2, …, n of them. A node that several read, or that is asked about, keeps
/// its set, and everything costs O(nodes + sizes of the sets that are asked for).
struct DependenceSets {
    /// A set's place among the members, and its size.
    private struct Place {
        var start = 0
        var count = 0
    }

    private let inputs: Int
    private let nodes: [Dependences.Node]
    private let lists: [Int32]
    private let count: Int

    /// How a node is used: bits for being needed, read once and read more than once, and for keeping its set.
    private let marks: UnsafeMutablePointer<UInt8>
    private static let needed: UInt8 = 1, read: UInt8 = 2, kept: UInt8 = 4

    private let places: UnsafeMutablePointer<Place>

    /// For each input the number of the search that met it last.
    private let seen: UnsafeMutablePointer<Int32>
    private var search: Int32 = 0
    private var members: GrowingList
    private var stack = GrowingList(room: 64)

    /// - Parameters:
    ///   - graph: The nodes.
    ///   - asked: The nodes whose sets are asked for, inputs among them.
    init(_ graph: Dependences, asked: UnsafePointer<Bool>) {
        inputs = graph.inputs
        nodes = graph.nodes
        lists = graph.lists
        count = graph.inputs + graph.nodes.count
        marks = .allocate(capacity: count)
        places = .allocate(capacity: count)
        places.initialize(repeating: Place(), count: count)
        seen = .allocate(capacity: inputs)
        seen.initialize(repeating: -1, count: inputs)
        members = GrowingList(room: 4 * inputs)
        for i in 0..<count {
            (marks + i).initialize(to: asked[i] ? DependenceSets.needed | DependenceSets.kept : 0)
        }
        mark()
        for i in inputs..<count where marks[i] & DependenceSets.kept != 0 { keep(i) }
    }

    func deallocate() {
        marks.deallocate()
        places.deallocate()
        seen.deallocate()
        members.deallocate()
        stack.deallocate()
    }

    /// The inputs that a node depends on, in no order. It must have been asked about. The memory is the sets'.
    @inline(__always)
    func set(_ node: Int32, single: UnsafeMutablePointer<Int32>) -> UnsafeBufferPointer<Int32> {
        if node < inputs {
            single.pointee = node
            return UnsafeBufferPointer(start: single, count: 1)
        }
        let place = places[Int(node)]
        return UnsafeBufferPointer(start: members.base + place.start, count: place.count)
    }

    /// Marks what is needed for the sets, and has those kept that several read.
    private func mark() {
        nodes.withUnsafeBufferPointer { nodes in
            for i in (inputs..<count).reversed() where marks[i] & DependenceSets.needed != 0 {
                let node = nodes[i - inputs]
                switch node.kind {
                case .function: read(node.x)
                case .list, .linearList:
                    for k in Int(node.x)..<Int(node.x) + Int(node.y) { read(lists[k]) }
                default:
                    read(node.x)
                    read(node.y)
                }
            }
        }
    }

    @inline(__always)
    private func read(_ node: Int32) {
        let mark = marks[Int(node)]
        marks[Int(node)] =
            mark | DependenceSets.needed | (mark & DependenceSets.read == 0 ? DependenceSets.read : DependenceSets.kept)
    }

    private mutating func keep(_ node: Int) {
        let start = members.count
        search += 1
        var current = node
        while true {
            let operation = nodes[current - inputs]
            switch operation.kind {
            case .function: visit(Int(operation.x))
            case .list, .linearList:
                for k in Int(operation.x)..<Int(operation.x) + Int(operation.y) { visit(Int(lists[k])) }
            default:
                visit(Int(operation.x))
                visit(Int(operation.y))
            }
            guard let next = stack.popLast() else { break }
            current = Int(next)
        }
        places[node] = Place(start: start, count: members.count - start)
    }

    @inline(__always)
    private mutating func visit(_ operand: Int) {
        if operand < inputs {
            meet(Int32(truncatingIfNeeded: operand))
        } else if marks[operand] & DependenceSets.kept != 0 {
            let place = places[operand]
            for k in place.start..<place.start + place.count { meet(members.base[k]) }
        } else {
            stack.append(Int32(truncatingIfNeeded: operand))
        }
    }

    @inline(__always)
    private mutating func meet(_ input: Int32) {
        if seen[Int(input)] == search { return }
        seen[Int(input)] = search
        members.append(input)
    }
}
