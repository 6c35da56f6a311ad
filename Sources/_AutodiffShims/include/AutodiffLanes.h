/// Programs that run for sixteen points at once, a lane each, and what runs them.
///
/// A value that differs from point to point is a vector of sixteen doubles in a slot; one that all points share is a uniform,
/// a single double. An instruction does one operation on vectors. Sixteen lanes are the same on every processor, whatever the
/// length of its vectors, so that results have the same bits everywhere.

#ifndef AUTODIFF_LANES_PROGRAMS_H
#define AUTODIFF_LANES_PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { autodiffLaneCount = 16 };

/// What an instruction computes from its operands x, y, z.
enum {
    autodiffLaneAdd,              // x + y
    autodiffLaneSubtract,         // x - y
    autodiffLaneMultiply,         // x y
    autodiffLaneDivide,           // x / y
    autodiffLaneMultiplyAdd,      // z + x y, rounded twice
    autodiffLaneMultiplySubtract, // z - x y, rounded twice
    autodiffLaneSubtractFrom,     // x y - z, rounded twice
    autodiffLaneNegate,           // -x
    autodiffLaneCopy,             // x
    autodiffLaneAbs,              // |x|
    autodiffLaneSqrt,             // the square root
    autodiffLaneSquare,           // x x
    autodiffLaneMax,              // the larger; nan if one is nan; at a tie x
    autodiffLaneMin,              // the smaller, likewise
    autodiffLaneRelu,             // x for x > 0, else 0; nan at nan
    autodiffLaneLess,             // 1 where x < y, else 0
    autodiffLaneLessOrEqual,      // 1 where x <= y, else 0
    autodiffLaneEqual,            // 1 where x = y, else 0
    autodiffLaneSelect,           // y where x is not 0, else z
    autodiffLaneFunction,         // a function of one argument; `count` is its number in AutodiffPrograms.h
    autodiffLaneFunctionOfTwo,    // a function of two arguments, likewise
    autodiffLaneSum,              // z + x0 + x1 + ..., one after the other: a list of `count` operands at x
    autodiffLaneDot,              // z + x0 y0 + x1 y1 + ...: a list of `count` pairs at x
    autodiffLaneLargest,          // the largest of a list; nan if one is nan
    autodiffLaneSmallest,         // likewise
    autodiffLaneLogSumExp,        // log(e^x0 + e^x1 + ...) of a list
    autodiffLaneGuard,            // no result: compares x and y; `count` says how, as in AutodiffPrograms.h
    autodiffLaneCheck,            // no result: ends the run where a guard of an active lane failed
    autodiffLaneCall,             // whatever the host does; `count` is the number of the call
    autodiffLaneAccumulate,       // adds x to accumulator `result`
    autodiffLaneAccumulateProduct, // adds x y to accumulator `result`
    autodiffLaneStore,            // stores x as result number `result`
};

/// Which operands are uniforms: 1 for x, 2 for y, 4 for z; of a dot product 2 for all of its y. An instruction of which an
/// operand may be one: `Add` (y), `Subtract`, `Multiply` (y), `Divide`, `MultiplyAdd` and its like (y, z), `Copy`, `Sum` (z),
/// `Dot` (y, z), `AccumulateProduct` (y).
enum { autodiffLaneUniformX = 1, autodiffLaneUniformY = 2, autodiffLaneUniformZ = 4 };

/// An operand that isn't a uniform and has this bit is a column of the block's data, else it is a slot.
#define autodiffLaneData 0x80000000u

/// One operation.
typedef struct {
    uint32_t op;
    uint32_t form;
    uint32_t count;
    uint32_t result;
    uint32_t x, y, z;
} AutodiffLaneInstruction;

/// Does call number `call` for the lanes whose bit is set in `active`.
typedef void (*AutodiffLaneCall)(const void *host, uint32_t call, double *slots, const double *data, uint32_t active);

/// What a program works on. All but the uniforms are vectors, and aligned to 64 bytes.
typedef struct {
    double *slots;
    const double *uniforms;

    /// Sums over the blocks of the lanes that are active.
    double *accumulators;

    const void *host;
    AutodiffLaneCall call;

    /// Whether the functions are the C library's.
    bool exact;
} AutodiffLaneState;

/// Runs a program on one block of sixteen points. Returns the lanes whose guards failed, of those in `active`; if there are
/// any, nothing was accumulated or stored.
uint32_t autodiffRunLanes(
    const AutodiffLaneInstruction *program, size_t count, const uint32_t *lists, const AutodiffLaneState *state,
    const double *data, double *results, uint32_t active);

/// Brings rows of numbers into a block: column j of lane l is rows[l][j], for 16 rows.
void autodiffPackLanes(const double *const *rows, size_t columns, double *block);

/// The run of a column of indices that don't follow one another.
#define autodiffNoRun 0xffffffffu

/// Brings numbers from where a list says, a vector for each of its columns of sixteen: vectors[i] = base[list[i]]. Where a column
/// counts up by one, runs[j] is its first index.
void autodiffGatherLanes(
    const double *base, const uint32_t *list, const uint32_t *runs, size_t columns, double *vectors);

/// Adds numbers to where a list says, likewise: totals[list[i]] += vectors[i], one after the other.
void autodiffAddLanes(
    const double *vectors, const uint32_t *list, const uint32_t *runs, size_t columns, double *totals);

/// Writes `count` numbers of each lane in `active` one behind the other: number t, which is that of vector order[t], to
/// values[firsts[lane] + t]. Whether one of them is nan. The lanes' places don't overlap.
bool autodiffScatterLanes(
    const double *vectors, const uint32_t *order, size_t count, const uint32_t *firsts, double *values,
    uint32_t active);

/// Writes a block's results as rows: for each lane in `active` a copy of the row `constants` of `length` numbers, in which the number
/// at places[k] is vector k's. Without `constants` only those are written. Returns the lanes of which a number is nan.
uint32_t autodiffUnpackLanes(
    const double *block, const uint32_t *places, size_t count, const double *constants, size_t length,
    double *const *rows, uint32_t active);

#endif
