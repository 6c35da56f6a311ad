// Vectors of doubles, and what every elementary function needs of them.
//
// Included once in a file, which fixes the width by LANES beforehand; within `#pragma clang attribute push(target…)`
// for any instruction set but the baseline. Sums, products, quotients, roots, comparisons, selections and operations on
// bits are all that is used, each rounded by itself: the bits of a result don't depend on the width or the instruction
// set.

#ifndef AUTODIFF_LANES_H
#define AUTODIFF_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef LANES
#error "define LANES, the number of doubles in a vector, before the elementary functions are included"
#endif

#pragma STDC FP_CONTRACT OFF

// How vectors that are wider than the machine's are passed depends on the instruction set; all that pass them are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES_INLINE static inline __attribute__((always_inline, unused))

typedef double Lanes __attribute__((ext_vector_type(LANES)));
typedef uint64_t LaneBits __attribute__((ext_vector_type(LANES)));
/// What a comparison gives: all bits of a lane, or none.
typedef __typeof__((Lanes)0 == (Lanes)0) LaneMask;

LANES_INLINE bool lanesAny(LaneMask mask) { return __builtin_reduce_or(mask) != 0; }

LANES_INLINE LaneBits lanesBits(Lanes x) { return (LaneBits)x; }

LANES_INLINE Lanes lanesFromBits(LaneBits bits) { return (Lanes)bits; }

/// table[index], lane by lane, without gathering instructions.
LANES_INLINE Lanes lanesLookUp(const double *table, LaneBits index) {
    Lanes values;
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) values[i] = table[index[i]];
    return values;
}

/// table[index] and table[index + 1]; in one loop, so that each two come by one load.
LANES_INLINE void lanesLookUpTwo(const double *table, LaneBits index, Lanes *first, Lanes *second) {
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) {
        (*first)[i] = table[index[i]];
        (*second)[i] = table[index[i] + 1];
    }
}

LANES_INLINE Lanes lanesSquareRoot(Lanes x) { return __builtin_elementwise_sqrt(x); }

LANES_INLINE Lanes lanesSelect(LaneMask mask, Lanes yes, Lanes no) { return mask ? yes : no; }

LANES_INLINE Lanes lanesMagnitude(Lanes x) { return lanesFromBits(lanesBits(x) & 0x7fffffffffffffff); }

/// The sign bit of each lane.
LANES_INLINE LaneBits lanesSign(Lanes x) { return lanesBits(x) & 0x8000000000000000; }

/// x, negated where the sign bit is set in `sign`.
LANES_INLINE Lanes lanesFlip(Lanes x, LaneBits sign) { return lanesFromBits(lanesBits(x) ^ sign); }

/// Whether the sign bit of x is set, a zero's as well.
LANES_INLINE LaneMask lanesIsNegative(Lanes x) { return lanesFromBits(lanesSign(x) | 0x3ff0000000000000) < 0; }

/// The smaller of x and a bound; nan where x is.
LANES_INLINE Lanes lanesAtMost(double bound, Lanes x) { return lanesSelect(x > bound, (Lanes)bound, x); }

/// The larger of x and a bound; nan where x is.
LANES_INLINE Lanes lanesAtLeast(double bound, Lanes x) { return lanesSelect(x < bound, (Lanes)bound, x); }

/// The last place of a double of this size is 1, so that adding it rounds a small number to an integer (to even at a
/// tie), which then stands in the low bits in two's complement.
#define LANES_ROUNDER 0x1.8p52

/// 2^n for an integer n from -1022 to 1023.
LANES_INLINE Lanes lanesPowerOfTwo(Lanes n) {
    return lanesFromBits((lanesBits(n + LANES_ROUNDER) << 52) + 0x3ff0000000000000);
}

/// x · 2^n for an integer n from -2043 to 2046, rounded once unless the result overflows; x about 1.
LANES_INLINE Lanes lanesScale(Lanes x, Lanes n) {
    Lanes half = (n * 0.5 + LANES_ROUNDER) - LANES_ROUNDER;
    return x * lanesPowerOfTwo(half) * lanesPowerOfTwo(n - half);
}

/// Σ coefficients[i] xⁱ, the even powers and the odd ones each by Horner's rule, so that two chains run side by side.
LANES_INLINE Lanes lanesPolynomial(Lanes x, const double *coefficients, int count) {
    int even = (count - 1) & ~1, odd = (count - 2) | 1;
    Lanes square = x * x, evens = coefficients[even], odds = coefficients[odd];
#pragma clang loop unroll(full)
    for (int i = even - 2; i >= 0; i -= 2) evens = evens * square + coefficients[i];
#pragma clang loop unroll(full)
    for (int i = odd - 2; i >= 1; i -= 2) odds = odds * square + coefficients[i];
    return evens + x * odds;
}

#endif
