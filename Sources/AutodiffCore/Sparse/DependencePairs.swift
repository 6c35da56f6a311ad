/// Pairs of inputs, in no order and some of them twice, in bounded room: as they become many, each is kept once.
struct DependencePairs {
    private let n: Int

    /// The smaller and the larger input of each pair, alternating.
    private var pairs: GrowingList
    private var limit = 1 << 21

    init(_ n: Int) {
        self.n = n
        pairs = GrowingList(room: 8 * n)
    }

    func deallocate() { pairs.deallocate() }

    /// Adds each member of the one with each of the other.
    mutating func add(_ a: UnsafeBufferPointer<Int32>, _ b: UnsafeBufferPointer<Int32>) {
        makeRoom(2 * a.count * b.count)
        for i in a {
            for j in b {
                pairs.append(Swift.min(i, j))
                pairs.append(Swift.max(i, j))
            }
        }
    }

    /// Adds each pair of members.
    mutating func addSquare(_ a: UnsafeBufferPointer<Int32>) {
        makeRoom(a.count * (a.count + 1))
        for k in 0..<a.count {
            for l in k..<a.count {
                pairs.append(Swift.min(a[k], a[l]))
                pairs.append(Swift.max(a[k], a[l]))
            }
        }
    }

    private mutating func makeRoom(_ numbers: Int) {
        if pairs.count + numbers <= limit { return }
        let upper = upper()
        pairs.removeAll()
        for i in 0..<n {
            for j in upper.row(i) {
                pairs.append(Int32(i))
                pairs.append(Int32(j))
            }
        }
        limit = 2 * (pairs.count + numbers) + 1 << 21
    }

    /// The pattern with both triangles.
    func pattern() -> SparsityPattern {
        let upper = upper()
        return upper.union(upper.transposed)
    }

    /// Each pair once, sorted: by rows, and in a row by counting who was met.
    private func upper() -> SparsityPattern {
        let count = pairs.count / 2
        var starts = [Int](repeating: 0, count: n + 1)
        var columns = [Int32](repeating: 0, count: count)
        starts.withUnsafeMutableBufferPointer { starts in
            columns.withUnsafeMutableBufferPointer { columns in
                for k in 0..<count { starts[Int(pairs.base[2 * k]) + 1] += 1 }
                for i in 0..<n { starts[i + 1] += starts[i] }
                for k in 0..<count {
                    let i = Int(pairs.base[2 * k])
                    columns[starts[i]] = pairs.base[2 * k + 1]
                    starts[i] += 1
                }
            }
        }
        // Each start has moved to the next one.
        var seen = [Int32](repeating: -1, count: n)
        var kept = [0]
        kept.reserveCapacity(n + 1)
        var indices = GrowingList(room: count)
        defer { indices.deallocate() }
        var k = 0
        seen.withUnsafeMutableBufferPointer { seen in
            for i in 0..<n {
                let begin = indices.count
                while k < starts[i] {
                    let j = Int(columns[k])
                    if seen[j] != i {
                        seen[j] = Int32(i)
                        indices.append(Int32(j))
                    }
                    k += 1
                }
                indices.sort(from: begin)
                kept.append(indices.count)
            }
        }
        return SparsityPattern(rows: n, columns: n, sortedStarts: kept, columnIndices: indices.array)
    }
}
