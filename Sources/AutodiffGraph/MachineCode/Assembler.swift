/// Writes instructions of x86-64 with AVX, as far as machine code of programs has them.
///
/// Encodings are those of Intel's "Software Developer's Manual", volume 2. Numbers are in registers (xmm0 to xmm15) or slots: a
/// slot is addressed from rbx, which points 16 slots behind the first, so that the displacements of the first 32 take a byte.
struct Assembler: ~Copyable {
    /// Where a number lies.
    enum Place {
        case register(UInt8)
        case slot(UInt32)
    }

    /// An operation on numbers, as opcode and prefix: scalar ones (F2), and those on bits, which need all operands in registers (66).
    struct Operation {
        let opcode: UInt8
        let prefix: UInt8

        static let add = Operation(opcode: 0x58, prefix: 3)
        static let multiply = Operation(opcode: 0x59, prefix: 3)
        static let subtract = Operation(opcode: 0x5C, prefix: 3)
        static let divide = Operation(opcode: 0x5E, prefix: 3)
        static let squareRoot = Operation(opcode: 0x51, prefix: 3)
        static let and = Operation(opcode: 0x54, prefix: 1)
        static let andNot = Operation(opcode: 0x55, prefix: 1)
        static let or = Operation(opcode: 0x56, prefix: 1)
        static let exclusiveOr = Operation(opcode: 0x57, prefix: 1)
    }

    /// How two numbers are compared.
    enum Comparison: UInt8 {
        case equal = 0, less, lessOrEqual
        case notEqual = 4
    }

    /// What a jump depends on.
    enum Condition: UInt8 {
        case below = 2, notBelow, equal, notEqual, notAbove, above
        case unordered = 10, ordered
    }

    static let slotBias = 16

    private var base = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 12)
    private var capacity = 1 << 12
    private(set) var count = 0

    init() {}

    deinit { base.deallocate() }

    /// The code so far.
    borrowing func withCode<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    /// result = x op y.
    mutating func apply(_ operation: Operation, _ result: UInt8, _ x: UInt8, _ y: Place) {
        vector(operation.opcode, operation.prefix, reg: result, x, y)
    }

    mutating func load(_ result: UInt8, _ slot: UInt32) { vector(0x10, 3, reg: result, 0, .slot(slot)) }
    mutating func store(_ register: UInt8, _ slot: UInt32) { vector(0x11, 3, reg: register, 0, .slot(slot)) }
    mutating func move(_ result: UInt8, _ x: UInt8) { vector(0x28, 1, reg: result, 0, .register(x)) }

    /// result = all ones where the comparison holds, else all zeros.
    mutating func compare(_ how: Comparison, _ result: UInt8, _ x: UInt8, _ y: Place) {
        vector(0xC2, 3, reg: result, x, y)
        byte(how.rawValue)
    }

    /// result = y where the mask's sign is set, else x.
    mutating func blend(_ result: UInt8, _ x: UInt8, _ y: UInt8, mask: UInt8) {
        vector(0x4B, 1, map: 3, reg: result, x, .register(y))
        byte(mask << 4)
    }

    /// Sets the flags by x and y: "above" where x > y, "unordered" where one is nan.
    mutating func compareFlags(_ x: UInt8, _ y: Place) { vector(0x2E, 1, reg: x, 0, y) }

    /// rax = the bits of x.
    mutating func bits(_ x: UInt8) { vector(0x7E, 1, wide: true, reg: x, 0, .register(0)) }

    /// rcx = the bits of x.
    mutating func otherBits(_ x: UInt8) { vector(0x7E, 1, wide: true, reg: x, 0, .register(1)) }

    /// The prefix of a vector instruction, its opcode, and the place of its last operand.
    @inline(__always)
    private mutating func vector(
        _ opcode: UInt8, _ prefix: UInt8, map: UInt8 = 1, wide: Bool = false, reg: UInt8, _ x: UInt8, _ y: Place
    ) {
        reserve()
        var last: UInt8 = 3
        if case .register(let register) = y { last = register }
        var next = base + count
        if last < 8 && map == 1 && !wide {
            next[0] = 0xC5
            next[1] = (~reg & 8) << 4 | (~x & 15) << 3 | prefix
            next += 2
        } else {
            next[0] = 0xC4
            next[1] = (~reg & 8) << 4 | 0x40 | (~last & 8) << 2 | map
            next[2] = (wide ? 0x80 : 0) | (~x & 15) << 3 | prefix
            next += 3
        }
        next[0] = opcode
        switch y {
        case .register(let register):
            next[1] = 0xC0 | (reg & 7) << 3 | register & 7
            next += 2
        case .slot(let slot):
            let distance = (Int(slot) - Assembler.slotBias) * 8
            if let short = Int8(exactly: distance) {
                next[1] = 0x43 | (reg & 7) << 3
                next[2] = UInt8(bitPattern: short)
                next += 3
            } else {
                next[1] = 0x83 | (reg & 7) << 3
                UnsafeMutableRawPointer(next + 2).storeBytes(of: Int32(distance).littleEndian, as: Int32.self)
                next += 6
            }
        }
        count = next - base
    }
}

// The frame, jumps, calls and whole numbers.
extension Assembler {
    /// The beginning of a function of two arguments, the slots and the host.
    mutating func enter() {
        bytes(0xF3, 0x0F, 0x1E, 0xFA)  // endbr64
        bytes(0x55, 0x48, 0x89, 0xE5)  // push rbp; mov rbp, rsp
        bytes(0x53, 0x41, 0x54)  // push rbx; push r12
        bytes(0x48, 0x8D, 0x9F)  // lea rbx, [rdi + ...]
        word(Int32(Assembler.slotBias * 8))
        bytes(0x49, 0x89, 0xF4)  // mov r12, rsi
    }

    /// Its end, with this result.
    mutating func leave(_ result: Int32) {
        bytes(0xB8)  // mov eax, ...
        word(result)
        bytes(0x41, 0x5C, 0x5B, 0x5D, 0xC3)  // pop r12; pop rbx; pop rbp; ret
    }

    /// An argument of a call, by its place among the whole-number arguments: the address of a slot.
    mutating func argument(_ place: Int, addressOf slot: UInt32) {
        let register = Assembler.arguments[place]
        bytes(register >= 8 ? 0x4C : 0x48, 0x8D)  // lea
        reserve()
        raw(0x83 | (register & 7) << 3)
        word(Int32((Int(slot) - Assembler.slotBias) * 8))
    }

    mutating func argument(_ place: Int, _ value: UInt32) {
        let register = Assembler.arguments[place]
        if register >= 8 { bytes(0x41) }
        bytes(0xB8 | register & 7)  // mov r32, ...
        word(Int32(bitPattern: value))
    }

    /// The host as first argument.
    mutating func argumentHost() { bytes(0x4C, 0x89, 0xE7) }  // mov rdi, r12

    mutating func call(_ address: UnsafeRawPointer) {
        bytes(0x48, 0xB8)  // mov rax, ...
        long(UInt64(UInt(bitPattern: address)))
        bytes(0xFF, 0xD0)  // call rax
    }

    /// A jump that `land` gives its target.
    mutating func jump(_ condition: Condition) -> Int {
        bytes(0x0F, 0x80 | condition.rawValue)
        word(0)
        return count
    }

    /// Has a jump lead here.
    mutating func land(_ jump: Int) {
        let distance = UInt32(count - jump)
        for i in 0..<4 { base[jump - 4 + i] = UInt8(truncatingIfNeeded: distance >> UInt32(8 * i)) }
    }

    /// Sets the flags to "below" where the bits of x, doubled or not, are in low ..< low + count, as whole numbers modulo 2⁶⁴.
    mutating func compareBits(_ x: UInt8, doubled: Bool, low: UInt64, count: UInt64) {
        bits(x)
        if doubled { bytes(0x48, 0x01, 0xC0) }  // add rax, rax
        if low != 0 {
            constant(low)
            bytes(0x48, 0x29, 0xC8)  // sub rax, rcx
        }
        constant(count)
        bytes(0x48, 0x39, 0xC8)  // cmp rax, rcx
    }

    /// Sets the flags to "equal" where x and y have the same bits.
    mutating func compareBits(_ x: UInt8, _ y: UInt8) {
        bits(x)
        otherBits(y)
        bytes(0x48, 0x39, 0xC8)  // cmp rax, rcx
    }

    /// rcx = a constant.
    private mutating func constant(_ value: UInt64) {
        bytes(0x48, 0xB9)
        long(value)
    }

    /// The registers of whole-number arguments in their order: rdi, rsi, rdx, rcx, r8, r9.
    private static let arguments: [UInt8] = [7, 6, 2, 1, 8, 9]
}

// Bytes.
extension Assembler {
    /// Room for one instruction.
    private mutating func reserve() {
        if count + 16 <= capacity { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }

    @inline(__always)
    private mutating func raw(_ one: UInt8) {
        base[count] = one
        count += 1
    }

    private mutating func byte(_ one: UInt8) {
        reserve()
        raw(one)
    }

    private mutating func bytes(_ some: UInt8...) {
        reserve()
        for one in some { raw(one) }
    }

    private mutating func word(_ value: Int32) {
        reserve()
        UnsafeMutableRawPointer(base + count).storeBytes(of: value.littleEndian, as: Int32.self)
        count += 4
    }

    private mutating func long(_ value: UInt64) {
        reserve()
        UnsafeMutableRawPointer(base + count).storeBytes(of: value.littleEndian, as: UInt64.self)
        count += 8
    }
}
