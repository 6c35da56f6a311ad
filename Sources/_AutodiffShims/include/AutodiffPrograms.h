/// The instructions of a compiled function, and what runs them.
///
/// A program works on one array of doubles, the slots: inputs, constants, and the results of instructions. An instruction does
/// one operation for a run of `count` slots. `Notes/programs.md` says why: the cost of decoding is shared by the run, and the
/// loops are vector instructions.

#ifndef AUTODIFF_PROGRAMS_H
#define AUTODIFF_PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What an instruction computes from its operands x, y, z.
enum {
    autodiffOpAdd,              // x + y
    autodiffOpSubtract,         // x - y
    autodiffOpMultiply,         // x y
    autodiffOpDivide,           // x / y
    autodiffOpMultiplyAdd,      // z + x y, rounded twice
    autodiffOpMultiplySubtract, // z - x y, rounded twice
    autodiffOpSubtractFrom,     // x y - z, rounded twice
    autodiffOpNegate,           // -x
    autodiffOpCopy,             // x
    autodiffOpAbs,              // |x|
    autodiffOpSqrt,             // the square root
    autodiffOpSquare,           // x x
    autodiffOpMax,              // the larger; nan if one is nan; at a tie x
    autodiffOpMin,              // the smaller, likewise
    autodiffOpRelu,             // x for x > 0, else 0; nan at nan
    autodiffOpLess,             // 1 where x < y, else 0
    autodiffOpLessOrEqual,      // 1 where x <= y, else 0
    autodiffOpEqual,            // 1 where x = y, else 0
    autodiffOpSelect,           // y where x is not 0, else z
    autodiffOpFunction,         // a function of one argument; `extra` is its number
    autodiffOpFunctionOfTwo,    // a function of two arguments; `extra` is its number
    autodiffOpSum,              // one result: x0 + x1 + ..., from the first to the last
    autodiffOpDot,              // one result: z + x0 y0 + x1 y1 + ..., one after the other
    autodiffOpLargest,          // one result: the largest of x0, x1, ...; nan if one is nan
    autodiffOpSmallest,         // likewise
    autodiffOpLogSumExp,        // one result: log(e^x0 + e^x1 + ...)
    autodiffOpGuard,            // no result: compares x and y; `extra` says how, and what must come out
    autodiffOpCall,             // whatever the host does; `extra` is the number of the call
    autodiffOpCount
};

/// The functions of one argument that have a number.
enum {
    autodiffFunctionExp,
    autodiffFunctionExpm1,
    autodiffFunctionLog,
    autodiffFunctionLog1p,
    autodiffFunctionSin,
    autodiffFunctionCos,
    autodiffFunctionTan,
    autodiffFunctionTanh,
    autodiffFunctionSinh,
    autodiffFunctionCosh,
    autodiffFunctionAsin,
    autodiffFunctionAcos,
    autodiffFunctionAtan,
    autodiffFunctionCbrt,
    autodiffFunctionErf,
    autodiffFunctionErfc,
    autodiffFunctionExp2,
    autodiffFunctionLog2,
    autodiffFunctionLog10,
    autodiffFunctionSigmoid,
    autodiffFunctionSigmoidSlope, // the derivative of the sigmoid
    autodiffFunctionTanhSlope,    // the derivative of the hyperbolic tangent
    autodiffFunctionSoftplus,
    autodiffFunctionAsinh,
    autodiffFunctionAcosh,
    autodiffFunctionAtanh,
    autodiffFunctionCount
};

/// The functions of two arguments that have a number.
enum { autodiffFunctionPow, autodiffFunctionAtan2, autodiffFunctionHypot };

/// How a guard compares; plus autodiffGuardFails where the comparison must not hold.
enum {
    autodiffGuardLess,
    autodiffGuardLessOrEqual,
    autodiffGuardEqual,
    autodiffGuardSameBits,
    autodiffGuardInfinite,
    autodiffGuardNegative,
    autodiffGuardFinite,
    autodiffGuardBounded, // the same, asked for another reason
    autodiffGuardNormal,
    autodiffGuardSubnormal,
    autodiffGuardNaN,
    autodiffGuardModerate, // between 2^-100 and 2^100
    autodiffGuardFails = 16
};

/// Where the values of an operand lie.
enum {
    autodiffContiguous, // slots[place], slots[place + 1], ...
    autodiffBroadcast,  // slots[place] for each
    autodiffGather      // slots[indices[place]], slots[indices[place + 1]], ...
};

/// One operation for a run of slots.
typedef struct {
    uint8_t op;
    uint8_t modeX, modeY, modeZ;
    uint32_t extra;
    uint32_t count;
    uint32_t result;
    uint32_t x, y, z;
} AutodiffInstruction;

/// Does call number `call` on the slots.
typedef void (*AutodiffCall)(const void *host, uint32_t call, double *slots);

/// Runs `count` instructions on `slots`.
///
/// Returns -1, or the number of the first instruction whose guard failed; the slots after it are then not computed.
/// With `exact` the functions are the C library's.
int64_t autodiffRun(
    const AutodiffInstruction *program, size_t count, const uint32_t *indices, double *slots, const void *host,
    AutodiffCall call, bool exact);

/// The value of function number `function`, with the bits that a program gives.
double autodiffValue(uint32_t function, bool exact, double x);

/// The same of a function of two arguments.
double autodiffValueOfTwo(uint32_t function, bool exact, double x, double y);

/// The value of one of the three reductions of n numbers.
double autodiffReduce(uint8_t op, bool exact, const double *x, size_t n);

/// `autodiffRun`, compiled for the least of the processors: what tests compare with.
int64_t autodiffRunBaseline(
    const AutodiffInstruction *program, size_t count, const uint32_t *indices, double *slots, const void *host,
    AutodiffCall call, bool exact);

#endif
