// The interpreter of lane programs, as a text that is compiled once for each instruction set: LANE_INTERPRETER is its name.

#define LOAD(OPERAND) (*(const Wide *)(bases[(OPERAND) >> 31] + (size_t)((OPERAND) & 0x7fffffffu) * autodiffLaneCount))
#define SLOT(NUMBER) (*(Wide *)(slots + (size_t)(NUMBER) * autodiffLaneCount))
#define UNIFORM(NUMBER) ((Wide)(uniforms[NUMBER]))

// A case for each form that an operation has.
#define CASE(OP, FORM, X, Y, Z, EXPRESSION)                                                                            \
    case (OP) * 8 + (FORM): {                                                                                          \
        Wide x = (X), y = (Y), z = (Z);                                                                                \
        (void)x, (void)y, (void)z;                                                                                     \
        SLOT(p->result) = (EXPRESSION);                                                                                \
        break;                                                                                                         \
    }
#define NOTHING ((Wide)0)
#define UNARY_CASE(OP, EXPRESSION) CASE(OP, 0, LOAD(p->x), NOTHING, NOTHING, EXPRESSION)
#define PLAIN_CASE(OP, EXPRESSION) CASE(OP, 0, LOAD(p->x), LOAD(p->y), NOTHING, EXPRESSION)
#define COMMUTATIVE_CASES(OP, EXPRESSION)                                                                              \
    PLAIN_CASE(OP, EXPRESSION)                                                                                         \
    CASE(OP, autodiffLaneUniformY, LOAD(p->x), UNIFORM(p->y), NOTHING, EXPRESSION)
#define BINARY_CASES(OP, EXPRESSION)                                                                                   \
    COMMUTATIVE_CASES(OP, EXPRESSION)                                                                                  \
    CASE(OP, autodiffLaneUniformX, UNIFORM(p->x), LOAD(p->y), NOTHING, EXPRESSION)
#define FUSED_CASES(OP, EXPRESSION)                                                                                    \
    CASE(OP, 0, LOAD(p->x), LOAD(p->y), LOAD(p->z), EXPRESSION)                                                        \
    CASE(OP, autodiffLaneUniformY, LOAD(p->x), UNIFORM(p->y), LOAD(p->z), EXPRESSION)                                  \
    CASE(OP, autodiffLaneUniformZ, LOAD(p->x), LOAD(p->y), UNIFORM(p->z), EXPRESSION)                                  \
    CASE(OP, autodiffLaneUniformY + autodiffLaneUniformZ, LOAD(p->x), UNIFORM(p->y), UNIFORM(p->z), EXPRESSION)

// A list added to z, or the products of its pairs.
#define LIST_CASE(OP, FORM, Z, STEP)                                                                                   \
    case (OP) * 8 + (FORM): {                                                                                          \
        Wide total = (Z);                                                                                              \
        const uint32_t *list = lists + p->x;                                                                           \
        for (uint32_t i = 0, count = p->count; i < count; i++) total += (STEP);                                        \
        SLOT(p->result) = total;                                                                                       \
        break;                                                                                                         \
    }
#define LIST_CASES(OP, FORM, STEP)                                                                                     \
    LIST_CASE(OP, FORM, LOAD(p->z), STEP)                                                                              \
    LIST_CASE(OP, (FORM) + autodiffLaneUniformZ, UNIFORM(p->z), STEP)

static inline WideMask NAMED(compare)(uint32_t how, Wide x, Wide y) {
    switch (how & (autodiffGuardFails - 1)) {
    case autodiffGuardLess: return x < y;
    case autodiffGuardLessOrEqual: return x <= y;
    case autodiffGuardEqual: return x == y;
    case autodiffGuardInfinite: return ((WideBits)x & 0x7fffffffffffffff) == 0x7ff0000000000000;
    case autodiffGuardNegative: return (WideMask)x < 0;
    case autodiffGuardFinite:
    case autodiffGuardBounded: return x - x == 0;
    case autodiffGuardNormal: return ((WideBits)x << 1) - 0x0020000000000000 < 0xffc0000000000000;
    case autodiffGuardSubnormal: return ((WideBits)x << 1) - 1 < 0x001fffffffffffff;
    case autodiffGuardNaN: return x != x;
    case autodiffGuardModerate: return (x > 0x1p-100) & (x < 0x1p+100);
    default: return (WideMask)x == (WideMask)y;
    }
}

static uint32_t NAMED(bits)(WideMask mask) {
    uint32_t bits = 0;
    for (int i = 0; i < autodiffLaneCount; i++) bits |= (uint32_t)(mask[i] & 1) << i;
    return bits;
}

// The largest or the smallest of a list.
static inline Wide NAMED(extreme)(
    bool isLargest, const uint32_t *list, uint32_t count, const double *const *bases) {
    Wide best = LOAD(list[0]);
    WideMask isNaN = best != best;
    for (uint32_t i = 1; i < count; i++) {
        Wide x = LOAD(list[i]);
        best = (isLargest ? x > best : x < best) ? x : best;
        isNaN |= x != x;
    }
    return isNaN ? (Wide)__builtin_nan("") : best;
}

// As for single numbers: the largest, its distance from the others, and the sum without the first largest one.
static void NAMED(logSumExpOf)(
    bool exact, const uint32_t *list, uint32_t count, const double *const *bases, double *result) {
    Wide largest = LOAD(list[0]), room, terms;
    WideMask place = 0, isNaN = largest != largest;
    for (uint32_t i = 1; i < count; i++) {
        Wide x = LOAD(list[i]);
        WideMask isLarger = x > largest;
        largest = isLarger ? x : largest;
        place = isLarger ? (WideMask)(int64_t)i : place;
        isNaN |= x != x;
    }
    Wide total = 0;
    for (uint32_t i = 0; i < count; i++) {
        room = LOAD(list[i]) - largest;
        autodiffApply(autodiffFunctionExp, exact, (const double *)&room, (double *)&terms, autodiffLaneCount);
        total += place == (WideMask)(int64_t)i ? (Wide)0 : terms;
    }
    autodiffApply(autodiffFunctionLog1p, exact, (const double *)&total, (double *)&terms, autodiffLaneCount);
    Wide sum = terms + largest;
    sum = largest - largest == 0 ? sum : largest;
    *(Wide *)result = isNaN ? (Wide)__builtin_nan("") : sum;
}

uint32_t LANE_INTERPRETER(
    const AutodiffLaneInstruction *program, size_t length, const uint32_t *lists, const AutodiffLaneState *state,
    const double *data, double *results, uint32_t active) {
    double *slots = state->slots;
    const double *uniforms = state->uniforms;
    const double *const bases[2] = {slots, data};
    bool isFull = active == (1u << autodiffLaneCount) - 1, exact = state->exact;
    WideMask failed = 0, mask;
    for (int i = 0; i < autodiffLaneCount; i++) mask[i] = -(int64_t)(active >> i & 1);
    for (const AutodiffLaneInstruction *p = program, *end = program + length; p < end; p++) {
        switch (p->op * 8 + p->form) {
            COMMUTATIVE_CASES(autodiffLaneAdd, x + y)
            BINARY_CASES(autodiffLaneSubtract, x - y)
            COMMUTATIVE_CASES(autodiffLaneMultiply, x * y)
            BINARY_CASES(autodiffLaneDivide, x / y)
            FUSED_CASES(autodiffLaneMultiplyAdd, z + x * y)
            FUSED_CASES(autodiffLaneMultiplySubtract, z - x * y)
            FUSED_CASES(autodiffLaneSubtractFrom, x * y - z)
            UNARY_CASE(autodiffLaneNegate, -x)
            UNARY_CASE(autodiffLaneCopy, x)
            CASE(autodiffLaneCopy, autodiffLaneUniformX, UNIFORM(p->x), NOTHING, NOTHING, x)
            UNARY_CASE(autodiffLaneAbs, __builtin_elementwise_abs(x))
            UNARY_CASE(autodiffLaneSqrt, __builtin_elementwise_sqrt(x))
            UNARY_CASE(autodiffLaneSquare, x * x)
            PLAIN_CASE(autodiffLaneMax, x >= y ? x : x < y ? y : x + y)
            PLAIN_CASE(autodiffLaneMin, x <= y ? x : x > y ? y : x + y)
            UNARY_CASE(autodiffLaneRelu, x <= 0 ? (Wide)0 : x)
            PLAIN_CASE(autodiffLaneLess, x < y ? (Wide)1 : (Wide)0)
            PLAIN_CASE(autodiffLaneLessOrEqual, x <= y ? (Wide)1 : (Wide)0)
            PLAIN_CASE(autodiffLaneEqual, x == y ? (Wide)1 : (Wide)0)
            CASE(autodiffLaneSelect, 0, LOAD(p->x), LOAD(p->y), LOAD(p->z), x != 0 ? y : z)
            LIST_CASES(autodiffLaneSum, 0, LOAD(list[i]))
            LIST_CASES(autodiffLaneDot, 0, LOAD(list[2 * i]) * LOAD(list[2 * i + 1]))
            LIST_CASES(autodiffLaneDot, autodiffLaneUniformY, LOAD(list[2 * i]) * UNIFORM(list[2 * i + 1]))
        case autodiffLaneFunction * 8:
            autodiffApply(
                p->count, exact, (const double *)&LOAD(p->x), (double *)&SLOT(p->result), autodiffLaneCount);
            break;
        case autodiffLaneFunctionOfTwo * 8:
            autodiffApplyToTwo(
                p->count, exact, (const double *)&LOAD(p->x), (const double *)&LOAD(p->y),
                (double *)&SLOT(p->result), autodiffLaneCount);
            break;
        case autodiffLaneLargest * 8:
            SLOT(p->result) = NAMED(extreme)(true, lists + p->x, p->count, bases);
            break;
        case autodiffLaneSmallest * 8:
            SLOT(p->result) = NAMED(extreme)(false, lists + p->x, p->count, bases);
            break;
        case autodiffLaneLogSumExp * 8:
            NAMED(logSumExpOf)(exact, lists + p->x, p->count, bases, (double *)&SLOT(p->result));
            break;
        case autodiffLaneGuard * 8: {
            WideMask holds = NAMED(compare)(p->count, LOAD(p->x), LOAD(p->y));
            failed |= p->count & autodiffGuardFails ? holds : ~holds;
            break;
        }
        case autodiffLaneCheck * 8:
            failed &= mask;
            if (__builtin_reduce_or(failed) != 0) return NAMED(bits)(failed);
            break;
        case autodiffLaneCall * 8: state->call(state->host, p->count, slots, data, active); break;
        case autodiffLaneAccumulate * 8: {
            Wide x = LOAD(p->x);
            if (!isFull) x = mask != 0 ? x : (Wide)0;
            *(Wide *)(state->accumulators + (size_t)p->result * autodiffLaneCount) += x;
            break;
        }
        case autodiffLaneAccumulateProduct * 8: {
            Wide x = LOAD(p->x) * LOAD(p->y);
            if (!isFull) x = mask != 0 ? x : (Wide)0;
            *(Wide *)(state->accumulators + (size_t)p->result * autodiffLaneCount) += x;
            break;
        }
        case autodiffLaneAccumulateProduct * 8 + autodiffLaneUniformY: {
            Wide x = LOAD(p->x) * UNIFORM(p->y);
            if (!isFull) x = mask != 0 ? x : (Wide)0;
            *(Wide *)(state->accumulators + (size_t)p->result * autodiffLaneCount) += x;
            break;
        }
        case autodiffLaneStore * 8:
            *(Wide *)(results + (size_t)p->result * autodiffLaneCount) = LOAD(p->x);
            break;
        default: __builtin_trap();
        }
    }
    return 0;
}

#undef LOAD
#undef SLOT
#undef UNIFORM
#undef CASE
#undef NOTHING
#undef UNARY_CASE
#undef PLAIN_CASE
#undef COMMUTATIVE_CASES
#undef BINARY_CASES
#undef FUSED_CASES
#undef LIST_CASE
#undef LIST_CASES
