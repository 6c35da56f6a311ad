// log, log1p, log2, log10, and the softplus log(1 + e^x).

#ifndef AUTODIFF_LOGARITHM_H
#define AUTODIFF_LOGARITHM_H

#include "Exponential.h"

/// The logarithm of a positive number as table + (reduced + rest) + logarithm, without error in the last place of reduced:
/// z = 2^exponent · c⁻¹ · (1 + reduced + rest), |reduced| ≤ 2^-7.
typedef struct {
    /// exponent · log 2 - log c as two doubles, and exactly the two.
    LanePair table;
    Lanes reduced, rest;
} LaneReduction;

/// 2^52 + 1024.
#define LANES_EXPONENT_OFFSET 0x1.00000000004p52

/// Of a normal x; `offset` is LANES_EXPONENT_OFFSET, more where the exponent is to be less. With `hasLow`, of x and `low`,
/// at most a place of x, in the scale of the fraction. (Of infinity, as if it were 2^1024.)
LANES_INLINE LaneReduction lanesReduceNormal(Lanes x, bool hasLow, LanePair low, Lanes offset) {
    // The fraction is from 11/16 to 11/8.
    LaneBits bits = lanesBits(x) - 0x3fe6000000000000, index = (bits >> 45) & 127;
    Lanes fraction = lanesFromBits((bits & 0x000fffffffffffff) + 0x3fe6000000000000);
    // The bits of 2^52 + 1024 + exponent.
    Lanes exponent = lanesFromBits(((bits + 0x4000000000000000) >> 52) | 0x4330000000000000) - offset;
    Lanes c, high, rest = lanesLookUp(autodiffLogarithmTable + 2, 4 * index);
    lanesLookUpTwo(autodiffLogarithmTable, 4 * index, &c, &high);
    // c has 10 bits, so that its product with all but the last 10 of the fraction, less 1, is exact.
    Lanes leading = lanesFromBits(lanesBits(fraction) & ~(uint64_t)1023);
    LanePair r = lanesFastSum(leading * c - 1, (fraction - leading) * c);
    if (hasLow) {
        LanePair sum = lanesFastSum(r.high, low.high * c);
        r = (LanePair){sum.high, sum.low + (r.low + low.low * c)};
    }
    LanePair table = {
        exponent * 0x1.62e42fefa2000p-1 + high,
        exponent * 0x1.9ef35793c7673p-41 + rest,
    };
    return (LaneReduction){table, r.high, r.low};
}

LANES_INLINE LaneReduction lanesReduce(Lanes x) {
    LaneMask subnormal = x < 0x1p-1022;
    Lanes offset = lanesSelect(subnormal, (Lanes)(LANES_EXPONENT_OFFSET + 54), (Lanes)LANES_EXPONENT_OFFSET);
    return lanesReduceNormal(lanesSelect(subnormal, x * 0x1p54, x), false, (LanePair){}, offset);
}

/// `result`, the logarithm of x > 0, put right where x is 0, negative or infinite.
LANES_INLINE Lanes lanesLogarithmEdges(Lanes x, Lanes result) {
    result = lanesSelect(x > 0, result, lanesSelect(x == 0, (Lanes)-__builtin_inf(), (Lanes)__builtin_nan("")));
    return lanesSelect((x == __builtin_inf()) | (x != x), x, result);
}

// (log(1 + r) - r + r²/2) / r³.
static const double lanesLogarithmTail[] = {
    0x1.555555555554dp-2,  -0x1.fffffffffcb06p-3, 0x1.9999999bd7db3p-3,
    -0x1.55555b7c93939p-3, 0x1.249256f7bf1adp-3,  -0x1.fa5cd07fe325fp-4,
};

/// The logarithm of what was reduced, as two doubles, to 2^-60 of it.
LANES_INLINE LanePair lanesLogarithm(LaneReduction a) {
    Lanes r = a.reduced, square = r * r;
    Lanes curved = square * (r * lanesPolynomial(r, lanesLogarithmTail, 6) - 0.5);
    LanePair sum = lanesFastSum(a.table.high, r);
    return (LanePair){sum.high, sum.low + (curved + (a.table.low + a.rest))};
}

/// log x. -∞ at 0, nan below.
LANES_INLINE Lanes lanesLog(Lanes x) {
    LanePair logarithm = lanesLogarithm(lanesReduce(x));
    return lanesLogarithmEdges(x, logarithm.high + logarithm.low);
}

/// log(1 + x + low) as two doubles, for x > -1, |low| at most half a place of x.
LANES_INLINE LanePair lanesLogarithmOf1Plus(Lanes x, Lanes low) {
    LanePair sum = lanesSum((Lanes)1, x);
    // The low part in the scale of the fraction. Beyond 2^100 it is less than a place, and not a number at infinity.
    LaneBits bits = (lanesBits(sum.high) - 0x3fe6000000000000) & 0xfff0000000000000;
    Lanes scale = lanesSelect(x < 0x1p100, lanesFromBits(0x3ff0000000000000 - bits), (Lanes)0);
    LanePair rest = {lanesSelect(x < 0x1p100, sum.low, (Lanes)0) * scale, low * scale};
    return lanesLogarithm(lanesReduceNormal(sum.high, true, rest, (Lanes)LANES_EXPONENT_OFFSET));
}

/// log(1 + x). -∞ at -1, nan below; a zero keeps its sign.
LANES_INLINE Lanes lanesLog1p(Lanes x) {
    LanePair logarithm = lanesLogarithmOf1Plus(x, (Lanes)0);
    Lanes result = logarithm.high + logarithm.low;
    result = lanesSelect(x > -1, result, lanesSelect(x == -1, (Lanes)-__builtin_inf(), (Lanes)__builtin_nan("")));
    return lanesSelect((x == __builtin_inf()) | (x == 0) | (x != x), x, result);
}

/// log x · scale.
LANES_INLINE Lanes lanesScaledLogarithm(Lanes x, LanePair scale) {
    LanePair logarithm = lanesLogarithm(lanesReduce(x));
    LanePair product = lanesPairProduct(lanesFastSum(logarithm.high, logarithm.low), scale);
    return lanesLogarithmEdges(x, product.high + product.low);
}

/// log₂ x; exact at powers of 2.
LANES_INLINE Lanes lanesLog2(Lanes x) {
    return lanesScaledLogarithm(x, (LanePair){(Lanes)0x1.71547652b82fep+0, (Lanes)0x1.777d0ffda0d24p-56});
}

/// log₁₀ x.
LANES_INLINE Lanes lanesLog10(Lanes x) {
    return lanesScaledLogarithm(x, (LanePair){(Lanes)0x1.bcb7b1526e50ep-2, (Lanes)0x1.95355baaafad3p-57});
}

/// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).
LANES_INLINE Lanes lanesSoftplus(Lanes x) {
    LaneExponential e = lanesExponential(-lanesAtMost(746, lanesMagnitude(x)), (Lanes)0);
    LanePair significand = lanesSignificand(e);
    Lanes power = lanesPowerOfTwo(lanesAtLeast(-100, e.exponent));
    LanePair small = {significand.high * power, significand.low * power};
    LanePair part = lanesLogarithmOf1Plus(small.high, small.low);
    LanePair sum = lanesSum(lanesAtLeast(0, x), part.high);
    // Beyond ±40, 1 is nothing beside e^x, or e^-x beside x.
    Lanes result = lanesSelect(x < -40, lanesScale(significand.high, e.exponent), sum.high + (sum.low + part.low));
    return lanesSelect(x > 40, x, result);
}

#endif
