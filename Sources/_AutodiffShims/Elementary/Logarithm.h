// log, log1p, log2, log10, and the softplus log(1 + e^x).

#ifndef AUTODIFF_LOGARITHM_H
#define AUTODIFF_LOGARITHM_H

#include "Exponential.h"

/// A positive number as 2^exponent / c · (1 + reduced + rest), |reduced| ≤ 2^-7, rest less than a place of it.
typedef struct {
    /// exponent · log 2 - log c as two doubles; the first is exactly the sum of its parts.
    LanePair table;
    Lanes reduced, rest;
} LaneReduction;

/// 2^52 + 1024.
#define LANES_EXPONENT_OFFSET 0x1.00000000004p52

/// Of a normal x; `offset` is LANES_EXPONENT_OFFSET, more where the exponent is to be less. With `hasLow`, of x + low,
/// where `low` is at most a place of x and given in the scale of the fraction. (Of infinity, as if it were 2^1024.)
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
    Lanes offset = (Lanes)LANES_EXPONENT_OFFSET;
    LaneMask subnormal = x < 0x1p-1022;
    if (__builtin_expect(lanesAny(subnormal), 0)) {
        x = lanesSelect(subnormal, x * 0x1p54, x);
        offset = lanesSelect(subnormal, offset + 54, offset);
    }
    return lanesReduceNormal(x, false, (LanePair){}, offset);
}

/// `result`, the logarithm of x, or with `pole` = -1 of 1 + x, put right where that is 0, negative, infinite or nan.
LANES_INLINE Lanes lanesLogarithmEdges(Lanes x, double pole, Lanes result) {
    LaneMask usual = (x > pole) & (x < __builtin_inf());
    if (__builtin_expect(lanesAny(~usual), 0)) {
        Lanes other = lanesSelect(x == pole, (Lanes)-__builtin_inf(), (Lanes)__builtin_nan(""));
        result = lanesSelect(usual, result, lanesSelect(x > pole, x, lanesSelect(x != x, x, other)));
    }
    return result;
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
    return lanesLogarithmEdges(x, 0, logarithm.high + logarithm.low);
}

/// log(sum.high + sum.low + low) as two doubles, sum.high ≥ 2^-53, each part at most half a place of the one before.
LANES_INLINE LanePair lanesLogarithmOfSum(LanePair sum, Lanes low) {
    // The low parts in the scale of the fraction. Of a huge sum they don't matter, and could not be scaled.
    LaneBits bits = (lanesBits(sum.high) - 0x3fe6000000000000) & 0xfff0000000000000;
    Lanes scale = lanesSelect(sum.high < 0x1p100, lanesFromBits(0x3ff0000000000000 - bits), (Lanes)0);
    LanePair rest = {sum.low * scale, low * scale};
    return lanesLogarithm(lanesReduceNormal(sum.high, true, rest, (Lanes)LANES_EXPONENT_OFFSET));
}

/// log(1 + x + low) as two doubles, for x > -1, |low| at most half a place of x.
LANES_INLINE LanePair lanesLogarithmOf1Plus(Lanes x, Lanes low) {
    return lanesLogarithmOfSum(lanesSum((Lanes)1, x), low);
}

/// log(1 + x). -∞ at -1, nan below; a zero keeps its sign.
LANES_INLINE Lanes lanesLog1p(Lanes x) {
    LanePair logarithm = lanesLogarithmOf1Plus(x, (Lanes)0);
    return lanesSelect(x == 0, x, lanesLogarithmEdges(x, -1, logarithm.high + logarithm.low));
}

/// log x · scale.
LANES_INLINE Lanes lanesScaledLogarithm(Lanes x, LanePair scale) {
    LanePair logarithm = lanesLogarithm(lanesReduce(x));
    LanePair product = lanesPairProduct(lanesFastSum(logarithm.high, logarithm.low), scale);
    return lanesLogarithmEdges(x, 0, product.high + product.low);
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
    LanePair part = lanesLogarithmOfSum(lanesFastSum((Lanes)1, small.high), small.low);
    LanePair sum = lanesSum(lanesAtLeast(0, x), part.high);
    Lanes result = sum.high + (sum.low + part.low);
    // Beyond ±40, 1 is nothing beside e^x, or e^-x beside x.
    LaneMask far = x < -40;
    if (lanesAny(far)) result = lanesSelect(far, lanesScale(significand.high, e.exponent), result);
    return lanesSelect(x > 40, x, result);
}

#endif
