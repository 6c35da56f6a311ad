// log, log1p, log2, log10, and the softplus log(1 + e^x).

#ifndef AUTODIFF_LOGARITHM_H
#define AUTODIFF_LOGARITHM_H

#include "Exponential.h"

/// A positive number as 2^exponent · fraction.
typedef struct {
    Lanes exponent, fraction;
} LaneBinary;

// The bits of the least fraction; the largest is twice as large.
#define LANES_ROOT_HALF 0x3fe6a09e00000000
#define LANES_HALF_ROOT_3 0x3febb67a00000000

/// Of a normal number; of infinity, 2^1024.
LANES_INLINE LaneBinary lanesBinaryOfNormal(Lanes x, uint64_t least) {
    LaneBits bits = (LaneBits)x - least;
    // The bits of 2^52 + 1024 + exponent.
    Lanes exponent = lanesFromBits(((bits + 0x4000000000000000) >> 52) | 0x4330000000000000) - 0x1.00000000004p52;
    return (LaneBinary){exponent, lanesFromBits((bits & 0x000fffffffffffff) + least)};
}

LANES_INLINE LaneBinary lanesBinary(Lanes x, uint64_t least) {
    LaneMask subnormal = x < 0x1p-1022;
    LaneBinary binary = lanesBinaryOfNormal(lanesSelect(subnormal, x * 0x1p54, x), least);
    binary.exponent -= lanesSelect(subnormal, (Lanes)54, (Lanes)0);
    return binary;
}

/// `result`, the logarithm of x > 0, put right where x is 0, negative or infinite.
LANES_INLINE Lanes lanesLogarithmEdges(Lanes x, Lanes result) {
    result = lanesSelect(x > 0, result, lanesSelect(x == 0, (Lanes)-__builtin_inf(), (Lanes)__builtin_nan("")));
    return lanesSelect((x == __builtin_inf()) | (x != x), x, result);
}

// (2 artanh s - 2s) / s³ in s², for |s| ≤ (√2 - 1) / (√2 + 1).
static const double lanesLogarithmTail[] = {
    0x1.5555555555592p-1, 0x1.999999997fdbbp-2, 0x1.24924941f2863p-2, 0x1.c71c520747f47p-3,
    0x1.74663f7c66b2cp-3, 0x1.39a1a8be4e63ep-3, 0x1.2f06319e52bfdp-3,
};

/// log x. -∞ at 0, nan below.
LANES_INLINE Lanes lanesLog(Lanes x) {
    LaneBinary binary = lanesBinary(x, LANES_ROOT_HALF);
    Lanes f = binary.fraction - 1, s = f / (2 + f), z = s * s, half = 0.5 * f * f;
    // log(1 + f) = f - f²/2 + s (f²/2 + z (2/3 + …)), s = f / (2 + f), z = s².
    Lanes tail = s * (half + z * lanesPolynomial(z, lanesLogarithmTail, 7));
    Lanes result = binary.exponent * 0x1.62e42fefa2000p-1 + (f - (half - (tail + binary.exponent * 0x1.9ef35793c7673p-41)));
    return lanesLogarithmEdges(x, result);
}

/// log(1 + f + low) as two doubles, to 2^-57 of it, for f from √½ - 1 to √2 - 1, |low| at most a place of 1 + f.
LANES_INLINE LanePair lanesLogarithmNear1(Lanes f, Lanes low) {
    Lanes s = f / (2 + f), z = s * s;
    LanePair square = lanesSquare(f);
    Lanes tail = s * (0.5 * square.high + z * lanesPolynomial(z, lanesLogarithmTail, 7));
    LanePair sum = lanesFastSum(f, -0.5 * square.high);
    // 1 / (1 + f) is about 1 - 2s + 2s².
    return lanesFastSum(sum.high, sum.low + ((tail - 0.5 * square.low) + low * (1 - 2 * s * (1 - s))));
}

/// exponent · log 2 + a, as two doubles.
LANES_INLINE LanePair lanesAddLogarithms(Lanes exponent, LanePair a) {
    LanePair sum = lanesFastSum(exponent * 0x1.62e42fefa2000p-1, a.high);
    return lanesFastSum(sum.high, sum.low + (a.low + exponent * 0x1.9ef35793c7673p-41));
}

/// log(1 + x + low) as two doubles, for x > -1, |low| at most half a place of x.
LANES_INLINE LanePair lanesLogarithmOf1Plus(Lanes x, Lanes low) {
    LanePair sum = lanesSum((Lanes)1, x);
    LaneBinary binary = lanesBinaryOfNormal(sum.high, LANES_ROOT_HALF);
    // Near 1, x itself is the exact difference. Far from 1, the low part is less than a place anyway.
    LaneMask near = binary.exponent == 0;
    Lanes power = lanesPowerOfTwo(-lanesAtMost(100, binary.exponent));
    Lanes f = lanesSelect(near, x, binary.fraction - 1);
    Lanes rest = lanesSelect(near, low, (sum.low + low) * power);
    rest = lanesSelect(binary.exponent > 100, (Lanes)0, rest);
    return lanesAddLogarithms(binary.exponent, lanesLogarithmNear1(f, rest));
}

/// log(1 + x). -∞ at -1, nan below; a zero keeps its sign.
LANES_INLINE Lanes lanesLog1p(Lanes x) {
    Lanes result = lanesLogarithmOf1Plus(x, (Lanes)0).high;
    result = lanesSelect(x > -1, result, lanesSelect(x == -1, (Lanes)-__builtin_inf(), (Lanes)__builtin_nan("")));
    return lanesSelect((x == __builtin_inf()) | (x == 0) | (x != x), x, result);
}

/// log x / log b, with 1 / log b and log 2 / log b as two doubles each.
LANES_INLINE Lanes lanesLogarithmToBase(Lanes x, LanePair scale, LanePair two) {
    LaneBinary binary = lanesBinary(x, LANES_ROOT_HALF);
    LanePair a = lanesPairProduct(lanesLogarithmNear1(binary.fraction - 1, (Lanes)0), scale);
    LanePair b = lanesProduct(binary.exponent, two.high);
    LanePair sum = lanesFastSum(b.high, a.high);
    return lanesLogarithmEdges(x, sum.high + (sum.low + (a.low + (b.low + binary.exponent * two.low))));
}

/// log₂ x; exact at powers of 2.
LANES_INLINE Lanes lanesLog2(Lanes x) {
    LanePair scale = {(Lanes)0x1.71547652b82fep+0, (Lanes)0x1.777d0ffda0d24p-56};
    return lanesLogarithmToBase(x, scale, (LanePair){(Lanes)1, (Lanes)0});
}

/// log₁₀ x.
LANES_INLINE Lanes lanesLog10(Lanes x) {
    LanePair scale = {(Lanes)0x1.bcb7b1526e50ep-2, (Lanes)0x1.95355baaafad3p-57};
    return lanesLogarithmToBase(x, scale, (LanePair){(Lanes)0x1.34413509f79ffp-2, (Lanes)-0x1.9dc1da994fd21p-59});
}

/// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).
LANES_INLINE Lanes lanesSoftplus(Lanes x) {
    LaneExponential e = lanesExponential(-lanesAtMost(746, lanesMagnitude(x)), (Lanes)0);
    LanePair significand = lanesSignificand(e);
    Lanes power = lanesPowerOfTwo(lanesAtLeast(-100, e.exponent));
    LanePair small = {significand.high * power, significand.low * power};
    // 1 + e^-|x| is 2 (1 + (e^-|x| - 1) / 2) where it is more than √2.
    LaneMask upper = small.high > 0x1.a827999fcef32p-2;
    LanePair less1 = lanesFastSum((Lanes)-1, small.high);
    Lanes f = lanesSelect(upper, 0.5 * less1.high, small.high);
    Lanes low = lanesSelect(upper, 0.5 * (less1.low + small.low), small.low);
    LanePair part = lanesAddLogarithms(lanesSelect(upper, (Lanes)1, (Lanes)0), lanesLogarithmNear1(f, low));
    LanePair sum = lanesSum(lanesAtLeast(0, x), part.high);
    // Beyond ±40, 1 is nothing beside e^x, or e^-x beside x.
    Lanes result = lanesSelect(x < -40, lanesScale(significand.high, e.exponent), sum.high + (sum.low + part.low));
    return lanesSelect(x > 40, x, result);
}

#endif
