/// The numbers that machine code works on: where each lies, in a register or a slot, and when it is read next.
///
/// Registers are given as Belady's rule has it: where none is free, the number goes that is read last. A number never changes, so it is
/// stored at most once.
struct CodeNumbers: ~Copyable {
    /// No number, no slot, no next reading.
    static let none: Int32 = -1

    /// One number: its register and its slot, if it has them, and the step that reads it next.
    private struct Number {
        var slot = CodeNumbers.none
        var nextRead = CodeNumbers.none
        var register: Int8 = -1

        /// Whether the slot has the number.
        var isStored = false

        /// Whether the slot was given for want of a register.
        var isPutAside = false
    }

    private let numbers: UnsafeMutableBufferPointer<Number>

    /// The number that each register holds, and the registers that hold none and that the step at hand still needs, as bits.
    private var holders = InlineRegisters()
    private var free: UInt32
    private var pinned: UInt32 = 0
    private let usable: UInt32

    /// For each reading, in the order of the code, the step at which the number is read next.
    private let readsAfter: UnsafeMutableBufferPointer<Int32>
    private var reading = 0

    /// Slots of numbers that were put aside: free ones, and those that are free when the step is done.
    private var freeSlots: [Int32] = []
    private var leavingSlots: [Int32] = []
    private(set) var slotCount = 0

    /// So many numbers, which are read in this order, each reading as the number and the step. The registers are those below `registers`.
    init(count: Int, registers: Int, _ readings: [(number: Int32, step: Int32)]) {
        numbers = .allocate(capacity: count)
        numbers.initialize(repeating: Number())
        usable = 1 << UInt32(registers) - 1
        free = usable
        readsAfter = .allocate(capacity: readings.count)
        for i in readings.indices.reversed() {
            let number = Int(readings[i].number)
            readsAfter.initializeElement(at: i, to: numbers[number].nextRead)
            numbers[number].nextRead = readings[i].step
        }
    }

    deinit {
        numbers.deallocate()
        readsAfter.deallocate()
    }

    func slot(of number: Int32) -> Int32 { numbers[Int(number)].slot }
    func isStored(_ number: Int32) -> Bool { numbers[Int(number)].isStored }
    mutating func markStored(_ number: Int32) { numbers[Int(number)].isStored = true }

    func register(of number: Int32) -> UInt8? {
        let register = numbers[Int(number)].register
        return register < 0 ? nil : UInt8(register)
    }

    /// Whether anything reads the number from here on.
    func isRead(_ number: Int32) -> Bool { numbers[Int(number)].nextRead >= 0 }

    /// Slots side by side, which stay in use: the first one.
    mutating func takeSlots(_ count: Int) -> Int32 {
        defer { slotCount += count }
        return Int32(slotCount)
    }

    /// Gives a number its slot, in which it is, or will be when it is computed.
    mutating func setSlot(of number: Int32, _ slot: Int32, isThere: Bool) {
        numbers[Int(number)].slot = slot
        numbers[Int(number)].isStored = isThere
    }

    /// Whether it is worth a register to keep a number that is read so many readings from here: it is read again, and before what a
    /// register holds.
    func isWorthRegister(after ahead: Int) -> Bool {
        let next = readsAfter[reading + ahead]
        if next < 0 { return false }
        if free & ~pinned != 0 { return true }
        var others = usable & ~pinned
        while others != 0 {
            if numbers[Int(holders[others.trailingZeroBitCount])].nextRead > next { return true }
            others &= others - 1
        }
        return false
    }

    /// A reading is done. The number leaves its register and its slot where it was the last.
    mutating func read(_ number: Int32) {
        let next = readsAfter[reading]
        reading += 1
        let i = Int(number)
        numbers[i].nextRead = next
        if next >= 0 { return }
        if numbers[i].register >= 0 {
            free |= 1 << UInt32(numbers[i].register)
            numbers[i].register = -1
        }
        if numbers[i].isPutAside {
            leavingSlots.append(numbers[i].slot)
            numbers[i].isPutAside = false
        }
    }

    /// A free register, or else the one whose number is read last, with that number.
    func candidate() -> (register: UInt8, leaving: Int32) {
        let unused = free & ~pinned
        if unused != 0 { return (UInt8(unused.trailingZeroBitCount), CodeNumbers.none) }
        var best = 0
        var latest: Int32 = -1
        var others = usable & ~pinned
        while others != 0 {
            let register = others.trailingZeroBitCount
            let next = numbers[Int(holders[register])].nextRead
            if next > latest { (best, latest) = (register, next) }
            others &= others - 1
        }
        return (UInt8(best), holders[best])
    }

    /// The slot in which a number is put aside, whose register is needed.
    mutating func slotToPutAside(_ number: Int32) -> Int32 {
        let i = Int(number)
        if numbers[i].slot < 0 {
            numbers[i].slot = freeSlots.popLast() ?? takeSlots(1)
            numbers[i].isPutAside = true
        }
        numbers[i].isStored = true
        return numbers[i].slot
    }

    /// The register no longer holds a number.
    mutating func clear(_ register: UInt8) {
        let bit: UInt32 = 1 << UInt32(register)
        if free & bit != 0 { return }
        numbers[Int(holders[Int(register)])].register = -1
        free |= bit
    }

    /// No register holds a number any more.
    mutating func clearAll() {
        for number in held { numbers[Int(number)].register = -1 }
        free = usable
    }

    /// The register holds the number now.
    mutating func hold(_ number: Int32, in register: UInt8) {
        holders[Int(register)] = number
        numbers[Int(number)].register = Int8(register)
        free &= ~(1 << UInt32(register))
    }

    /// The step needs the register until `unpin`.
    mutating func pin(_ register: UInt8) { pinned |= 1 << UInt32(register) }
    mutating func unpin() { pinned = 0 }

    /// The step is done.
    mutating func endStep() {
        pinned = 0
        if !leavingSlots.isEmpty {
            freeSlots += leavingSlots
            leavingSlots.removeAll(keepingCapacity: true)
        }
    }

    /// The numbers that registers hold.
    var held: [Int32] { (0..<16).filter { usable & ~free & 1 << UInt32($0) != 0 }.map { holders[$0] } }
}

/// Sixteen numbers, without an array.
private struct InlineRegisters {
    private var low = SIMD8<Int32>(repeating: -1)
    private var high = SIMD8<Int32>(repeating: -1)

    subscript(i: Int) -> Int32 {
        get { i < 8 ? low[i] : high[i - 8] }
        set { if i < 8 { low[i] = newValue } else { high[i - 8] = newValue } }
    }
}
