// The interpreter, as a text that is compiled once for each instruction set: the macro INTERPRETER is its name.
//
// Loops are plain: the compiler makes vector instructions of them. Operands that lie scattered are first brought together, a
// block at a time. Result and operands never overlap, which `Slots.swift` sees to.

#define BLOCK 256

static inline double NAMED(larger)(double x, double y) { return x >= y ? x : x < y ? y : x + y; }
static inline double NAMED(smaller)(double x, double y) { return x <= y ? x : x > y ? y : x + y; }

static bool NAMED(holds)(uint32_t how, double x, double y) {
    uint64_t a, b;
    switch (how & (autodiffGuardFails - 1)) {
    case autodiffGuardLess: return x < y;
    case autodiffGuardLessOrEqual: return x <= y;
    case autodiffGuardEqual: return x == y;
    case autodiffGuardInfinite: return __builtin_isinf(x);
    case autodiffGuardNegative: return __builtin_signbit(x);
    case autodiffGuardFinite:
    case autodiffGuardBounded: return x - x == 0;
    case autodiffGuardNormal: return __builtin_isnormal(x);
    case autodiffGuardSubnormal: return x != 0 && x - x == 0 && !__builtin_isnormal(x);
    case autodiffGuardNaN: return x != x;
    case autodiffGuardModerate: return x > 0x1p-100 && x < 0x1p+100;
    default:
        __builtin_memcpy(&a, &x, 8);
        __builtin_memcpy(&b, &y, 8);
        return a == b;
    }
}

// The operand's values for elements start ..< start + n, brought together in `room` where they are scattered.
static inline const double *NAMED(operand)(
    uint8_t mode, uint32_t place, const uint32_t *indices, const double *slots, size_t start, size_t n, double *room) {
    if (mode == autodiffContiguous) return slots + place + start;
    if (mode == autodiffBroadcast) return slots + place;
    const uint32_t *at = indices + place + start;
    for (size_t i = 0; i < n; i++) room[i] = slots[at[i]];
    return room;
}

// The same, where a broadcast value is wanted for each element.
static inline const double *NAMED(spread)(
    uint8_t mode, uint32_t place, const uint32_t *indices, const double *slots, size_t start, size_t n, double *room) {
    if (mode != autodiffBroadcast) return NAMED(operand)(mode, place, indices, slots, start, n, room);
    for (size_t i = 0; i < n; i++) room[i] = slots[place];
    return room;
}

#define UNARY(EXPRESSION)                                                                                              \
    for (size_t start = 0; start < count; start += BLOCK) {                                                            \
        size_t n = count - start < BLOCK ? count - start : BLOCK;                                                      \
        const double *px = NAMED(operand)(p->modeX, p->x, indices, slots, start, n, roomX);                            \
        double *restrict r = slots + p->result + start;                                                                \
        _Pragma("clang loop interleave_count(1)") for (size_t i = 0; i < n; i++) {                                     \
            double x = px[i];                                                                                          \
            r[i] = (EXPRESSION);                                                                                       \
        }                                                                                                              \
    }                                                                                                                  \
    break;

// One vector at a time: many runs are short, and an unrolled loop would do those number by number.
#define EACH(X, Y, Z, EXPRESSION)                                                                                      \
    _Pragma("clang loop interleave_count(1)") for (size_t i = 0; i < count; i++) {                                                                               \
        double x = (X), y = (Y), z = (Z);                                                                              \
        (void)z;                                                                                                       \
        r[i] = (EXPRESSION);                                                                                           \
    }                                                                                                                  \
    break;

// A loop for each way in which x and y can lie; both aren't broadcast.
#define PAIR(Z, EXPRESSION)                                                                                            \
    switch (p->modeX * 3 + p->modeY) {                                                                                 \
    case 3 * autodiffContiguous + autodiffContiguous: EACH(sx[i], sy[i], Z, EXPRESSION)                                \
    case 3 * autodiffContiguous + autodiffBroadcast: EACH(sx[i], *sy, Z, EXPRESSION)                                   \
    case 3 * autodiffContiguous + autodiffGather: EACH(sx[i], slots[iy[i]], Z, EXPRESSION)                             \
    case 3 * autodiffBroadcast + autodiffContiguous: EACH(*sx, sy[i], Z, EXPRESSION)                                   \
    case 3 * autodiffBroadcast + autodiffGather: EACH(*sx, slots[iy[i]], Z, EXPRESSION)                                \
    case 3 * autodiffGather + autodiffContiguous: EACH(slots[ix[i]], sy[i], Z, EXPRESSION)                             \
    case 3 * autodiffGather + autodiffBroadcast: EACH(slots[ix[i]], *sy, Z, EXPRESSION)                                \
    default: EACH(slots[ix[i]], slots[iy[i]], Z, EXPRESSION)                                                           \
    }

#define OPERANDS                                                                                                       \
    const uint32_t *ix = indices + p->x, *iy = indices + p->y, *iz = indices + p->z;                                   \
    const double *sx = slots + p->x, *sy = slots + p->y, *sz = slots + p->z;                                           \
    double *restrict r = slots + p->result;                                                                            \
    (void)ix, (void)iy, (void)iz, (void)sx, (void)sy, (void)sz;

#define BINARY(EXPRESSION)                                                                                             \
    {                                                                                                                  \
        OPERANDS                                                                                                       \
        PAIR(0, EXPRESSION)                                                                                            \
    }                                                                                                                  \
    break;

// Of three operands z is never a broadcast one: a sum's running value is seldom shared.
#define TERNARY(EXPRESSION)                                                                                            \
    {                                                                                                                  \
        OPERANDS                                                                                                       \
        if (p->modeZ == autodiffContiguous) {                                                                          \
            PAIR(sz[i], EXPRESSION)                                                                                    \
        } else {                                                                                                       \
            PAIR(slots[iz[i]], EXPRESSION)                                                                             \
        }                                                                                                              \
    }                                                                                                                  \
    break;

// Runs of one are so many that they have a loop of their own, without the blocks.
#define ONE(EXPRESSION)                                                                                                \
    {                                                                                                                  \
        double x = slots[p->x], y = slots[p->y], z = slots[p->z];                                                      \
        (void)x, (void)y, (void)z;                                                                                     \
        slots[p->result] = (EXPRESSION);                                                                               \
    }                                                                                                                  \
    break;

int64_t INTERPRETER(
    const AutodiffInstruction *program, size_t length, const uint32_t *indices, double *slots, const void *host,
    AutodiffCall call, bool exact) {
    double roomX[BLOCK], roomY[BLOCK];
    for (const AutodiffInstruction *p = program, *end = program + length; p < end; p++) {
        size_t count = p->count;
        if (count == 1) {
            switch (p->op) {
            case autodiffOpAdd: ONE(x + y)
            case autodiffOpSubtract: ONE(x - y)
            case autodiffOpMultiply: ONE(x * y)
            case autodiffOpDivide: ONE(x / y)
            case autodiffOpMultiplyAdd: ONE(z + x * y)
            case autodiffOpMultiplySubtract: ONE(z - x * y)
            case autodiffOpSubtractFrom: ONE(x * y - z)
            case autodiffOpNegate: ONE(-x)
            case autodiffOpCopy: ONE(x)
            case autodiffOpAbs: ONE(__builtin_fabs(x))
            case autodiffOpSqrt: ONE(__builtin_sqrt(x))
            case autodiffOpSquare: ONE(x * x)
            case autodiffOpMax: ONE(NAMED(larger)(x, y))
            case autodiffOpMin: ONE(NAMED(smaller)(x, y))
            case autodiffOpRelu: ONE(x <= 0 ? 0 : x)
            case autodiffOpLess: ONE(x < y ? 1 : 0)
            case autodiffOpLessOrEqual: ONE(x <= y ? 1 : 0)
            case autodiffOpEqual: ONE(x == y ? 1 : 0)
            case autodiffOpSelect: ONE(x != 0 ? y : z)
            case autodiffOpFunction:
                autodiffApply(p->extra, exact, slots + p->x, slots + p->result, 1);
                break;
            case autodiffOpFunctionOfTwo:
                autodiffApplyToTwo(p->extra, exact, slots + p->x, slots + p->y, slots + p->result, 1);
                break;
            case autodiffOpGuard:
                if (NAMED(holds)(p->extra, slots[p->x], slots[p->y]) != !(p->extra & autodiffGuardFails))
                    return p - program;
                break;
            case autodiffOpCall: call(host, p->extra, slots); break;
            default: slots[p->result] = slots[p->x]; break;
            }
            continue;
        }
        switch (p->op) {
        case autodiffOpAdd: BINARY(x + y)
        case autodiffOpSubtract: BINARY(x - y)
        case autodiffOpMultiply: BINARY(x * y)
        case autodiffOpDivide: BINARY(x / y)
        case autodiffOpMultiplyAdd: TERNARY(z + x * y)
        case autodiffOpMultiplySubtract: TERNARY(z - x * y)
        case autodiffOpSubtractFrom: TERNARY(x * y - z)
        case autodiffOpNegate: UNARY(-x)
        case autodiffOpCopy: UNARY(x)
        case autodiffOpAbs: UNARY(__builtin_fabs(x))
        case autodiffOpSqrt: UNARY(__builtin_sqrt(x))
        case autodiffOpSquare: UNARY(x * x)
        case autodiffOpMax: BINARY(NAMED(larger)(x, y))
        case autodiffOpMin: BINARY(NAMED(smaller)(x, y))
        case autodiffOpRelu: UNARY(x <= 0 ? 0 : x)
        case autodiffOpLess: BINARY(x < y ? 1 : 0)
        case autodiffOpLessOrEqual: BINARY(x <= y ? 1 : 0)
        case autodiffOpEqual: BINARY(x == y ? 1 : 0)
        case autodiffOpSelect: TERNARY(x != 0 ? y : z)
        case autodiffOpFunction:
            for (size_t start = 0; start < count; start += BLOCK) {
                size_t n = count - start < BLOCK ? count - start : BLOCK;
                const double *px = NAMED(operand)(p->modeX, p->x, indices, slots, start, n, roomX);
                autodiffApply(p->extra, exact, px, slots + p->result + start, n);
            }
            break;
        case autodiffOpFunctionOfTwo:
            for (size_t start = 0; start < count; start += BLOCK) {
                size_t n = count - start < BLOCK ? count - start : BLOCK;
                const double *px = NAMED(spread)(p->modeX, p->x, indices, slots, start, n, roomX);
                const double *py = NAMED(spread)(p->modeY, p->y, indices, slots, start, n, roomY);
                autodiffApplyToTwo(p->extra, exact, px, py, slots + p->result + start, n);
            }
            break;
        case autodiffOpSum: {
            double total;
            if (p->modeX == autodiffContiguous) {
                const double *x = slots + p->x;
                total = x[0];
                for (size_t i = 1; i < count; i++) total += x[i];
            } else {
                const uint32_t *at = indices + p->x;
                total = slots[at[0]];
                for (size_t i = 1; i < count; i++) total += slots[at[i]];
            }
            slots[p->result] = total;
            break;
        }
        case autodiffOpLargest:
        case autodiffOpSmallest:
        case autodiffOpLogSumExp:
            // The operands of a reduction are contiguous: a copy brings them together where they aren't.
            slots[p->result] = autodiffReduce(p->op, exact, slots + p->x, count);
            break;
        case autodiffOpDot: {
            double total = slots[p->z];
            for (size_t start = 0; start < count; start += BLOCK) {
                size_t n = count - start < BLOCK ? count - start : BLOCK;
                const double *px = NAMED(operand)(p->modeX, p->x, indices, slots, start, n, roomX);
                const double *py = NAMED(operand)(p->modeY, p->y, indices, slots, start, n, roomY);
                size_t stepX = p->modeX == autodiffBroadcast ? 0 : 1, stepY = p->modeY == autodiffBroadcast ? 0 : 1;
                for (size_t i = 0; i < n; i++) total += px[i * stepX] * py[i * stepY];
            }
            slots[p->result] = total;
            break;
        }
        case autodiffOpGuard:
            for (size_t start = 0; start < count; start += BLOCK) {
                size_t n = count - start < BLOCK ? count - start : BLOCK;
                const double *px = NAMED(operand)(p->modeX, p->x, indices, slots, start, n, roomX);
                const double *py = NAMED(operand)(p->modeY, p->y, indices, slots, start, n, roomY);
                size_t stepX = p->modeX == autodiffBroadcast ? 0 : 1, stepY = p->modeY == autodiffBroadcast ? 0 : 1;
                for (size_t i = 0; i < n; i++)
                    if (NAMED(holds)(p->extra, px[i * stepX], py[i * stepY]) != !(p->extra & autodiffGuardFails))
                        return p - program;
            }
            break;
        default: break;
        }
    }
    return -1;
}

#undef BLOCK
#undef UNARY
#undef EACH
#undef PAIR
#undef OPERANDS
#undef BINARY
#undef TERNARY
#undef ONE
