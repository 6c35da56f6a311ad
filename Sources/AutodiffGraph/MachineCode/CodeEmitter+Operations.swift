import _AutodiffShims

// Operations.
extension CodeEmitter {
    mutating func emit(_ item: Item) {
        if item.terms == 0 { pin(item) }
        switch Int(item.op) {
        case autodiffOpAdd: binary(item, .add, commutes: true)
        case autodiffOpSubtract: binary(item, .subtract, commutes: false)
        case autodiffOpMultiply: binary(item, .multiply, commutes: true)
        case autodiffOpDivide: binary(item, .divide, commutes: false)
        case autodiffOpMultiplyAdd, autodiffOpMultiplySubtract, autodiffOpSubtractFrom: fused(item)
        case autodiffOpSquare: unary(item) { $0.apply(.multiply, $1, $2, .register($2)) }
        case autodiffOpSqrt: unary(item) { $0.apply(.squareRoot, $1, $2, .register($2)) }
        case autodiffOpCopy: unary(item) { $0.move($1, $2) }
        case autodiffOpNegate: withHelper(item) { $0.apply(.exclusiveOr, $1, $2, .register($3)) }
        case autodiffOpAbs: withHelper(item) { $0.apply(.and, $1, $2, .register($3)) }
        case autodiffOpRelu:
            withHelper(item) { code, result, x, zero in
                code.compare(.lessOrEqual, result, x, .register(zero))
                code.apply(.andNot, result, result, .register(x))
            }
        case autodiffOpLess: compared(item, .less)
        case autodiffOpLessOrEqual: compared(item, .lessOrEqual)
        case autodiffOpEqual: compared(item, .equal)
        case autodiffOpSelect: selected(item)
        case autodiffOpMax: extremum(item, isLarger: true)
        case autodiffOpMin: extremum(item, isLarger: false)
        case autodiffOpSum, autodiffOpDot: sum(item)
        default: guarded(item)
        }
    }

    private mutating func binary(_ item: Item, _ operation: Assembler.Operation, commutes: Bool) {
        var (x, y) = (number(of: item.x), number(of: item.y))
        var ahead = 1
        if commutes && numbers.register(of: x) == nil && numbers.register(of: y) != nil {
            (x, y, ahead) = (y, x, 0)
        }
        let first = register(x)
        let second = place(y, ahead)
        readAll(item)
        let result = newRegister()
        code.apply(operation, result, first, second)
        define(item.node, result)
    }

    /// z + x y, z - x y or x y - z.
    private mutating func fused(_ item: Item) {
        var (x, y) = (number(of: item.x), number(of: item.y))
        let z = number(of: item.z)
        var ahead = 1
        if numbers.register(of: x) == nil && numbers.register(of: y) != nil { (x, y, ahead) = (y, x, 0) }
        let first = register(x)
        let second = place(y, ahead)
        let product: UInt8
        if Int(item.op) == autodiffOpMultiplySubtract {
            let third = register(z)
            product = newRegister()
            code.apply(.multiply, product, first, second)
            readAll(item)
            let result = newRegister()
            code.apply(.subtract, result, third, .register(product))
            define(item.node, result)
        } else {
            let third = place(z, 2)
            product = newRegister()
            code.apply(.multiply, product, first, second)
            let operation: Assembler.Operation = Int(item.op) == autodiffOpMultiplyAdd ? .add : .subtract
            code.apply(operation, product, product, third)
            readAll(item)
            define(item.node, product)
        }
    }

    private mutating func unary(_ item: Item, _ body: (inout Assembler, UInt8, UInt8) -> Void) {
        let x = register(number(of: item.x))
        readAll(item)
        let result = newRegister()
        body(&code, result, x)
        define(item.node, result)
    }

    /// An operation with a constant of its own; the result may not lie where an operand does.
    private mutating func withHelper(_ item: Item, _ body: (inout Assembler, UInt8, UInt8, UInt8) -> Void) {
        let x = register(number(of: item.x))
        let helper = register(constants.number(ofBits: item.helper!))
        let result = newRegister()
        body(&code, result, x, helper)
        readAll(item)
        define(item.node, result)
    }

    private mutating func compared(_ item: Item, _ how: Assembler.Comparison) {
        let (x, y) = (register(number(of: item.x)), register(number(of: item.y)))
        let one = register(constants.number(ofBits: item.helper!))
        let result = newRegister()
        code.compare(how, result, x, .register(y))
        code.apply(.and, result, result, .register(one))
        readAll(item)
        define(item.node, result)
    }

    private mutating func selected(_ item: Item) {
        let (x, y, z) = (
            register(number(of: item.x)), register(number(of: item.y)), register(number(of: item.z))
        )
        let zero = register(constants.number(ofBits: item.helper!))
        let result = newRegister()
        code.compare(.notEqual, result, x, .register(zero))
        code.blend(result, z, y, mask: result)
        readAll(item)
        define(item.node, result)
    }

    /// x where it is the larger or both are equal, y where that is; x + y, a nan, where one is nan.
    private mutating func extremum(_ item: Item, isLarger: Bool) {
        let (x, y) = (register(number(of: item.x)), register(number(of: item.y)))
        let (result, mask) = (newRegister(), newRegister())
        let (low, high) = isLarger ? (x, y) : (y, x)
        code.apply(.add, result, x, .register(y))
        code.compare(.less, mask, low, .register(high))
        code.blend(result, result, y, mask: mask)
        code.compare(.lessOrEqual, mask, high, .register(low))
        code.blend(result, result, x, mask: mask)
        readAll(item)
        define(item.node, result)
    }

    /// A sum or a dot product, term by term.
    private mutating func sum(_ item: Item) {
        let isDot = item.op == UInt8(autodiffOpDot)
        let total = newRegister()
        let first = number(of: isDot ? item.z : selection.terms[Int(item.x)])
        if let register = numbers.register(of: first) {
            code.move(total, register)
        } else {
            code.load(total, UInt32(numbers.slot(of: first)))
        }
        numbers.read(first)
        for i in (isDot ? 0 : 1)..<Int(item.terms) {
            let x = number(of: selection.terms[Int(item.x) + i])
            if isDot {
                let y = number(of: selection.terms[Int(item.y) + i])
                let factor = register(x)
                let other = place(y, 1)
                let product = newRegister()
                code.apply(.multiply, product, factor, other)
                code.apply(.add, total, total, .register(product))
                numbers.read(x)
                numbers.read(y)
            } else {
                code.apply(.add, total, total, place(x, 0))
                numbers.read(x)
            }
            numbers.unpin()
            numbers.pin(total)
        }
        define(item.node, total)
    }

    /// The operands and constants of an item have been read; their registers may be given to the result.
    private mutating func readAll(_ item: Item) {
        read(item)
        if let bits = item.helper { numbers.read(constants.number(ofBits: bits)) }
        numbers.unpin()
    }

    /// The operands have been read.
    mutating func read(_ item: Item) {
        let count = item.readCount
        if count > 0 { numbers.read(number(of: item.x)) }
        if count > 1 { numbers.read(number(of: item.y)) }
        if count > 2 { numbers.read(number(of: item.z)) }
    }

    /// Keeps the registers of operands that are in one, while others are brought into theirs.
    private mutating func pin(_ item: Item) {
        let count = item.readCount
        func keep(_ operand: Int32) {
            if let register = numbers.register(of: number(of: operand)) { numbers.pin(register) }
        }
        if count > 0 { keep(item.x) }
        if count > 1 { keep(item.y) }
        if count > 2 { keep(item.z) }
    }
}
