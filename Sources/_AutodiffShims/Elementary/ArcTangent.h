// atan, atan2, asin, acos.

#ifndef AUTODIFF_ARC_TANGENT_H
#define AUTODIFF_ARC_TANGENT_H

#include "DoubleDouble.h"

#define LANES_HALF_PI 0x1.921fb54442d18p+0
#define LANES_HALF_PI_LOW 0x1.1a62633145c07p-54

/// The arc tangent of q, 0 ≤ q ≤ 1, to 2^-56 of it.
LANES_INLINE LanePair lanesArcTangent(LanePair q) {
    // (atan t - t) / t³ in t², for |t| ≤ 1/4.
    static const double tail[] = {
        -0x1.5555555555553p-2, 0x1.9999999998d82p-3, -0x1.24924923ea47ep-3, 0x1.c71c7137f22cfp-4, -0x1.745cf4b605113p-4,
        0x1.3b0ea39017dacp-4, -0x1.109bee5d66878p-4, 0x1.d4f67d86db068p-5, -0x1.479ca32e91411p-5,
    };
    // atan q = atan c + atan t with t = (q - c) / (1 + c q), c = 0, 1/2 or 1.
    LaneMask upper = q.high > 0.72, middle = q.high > 0.25;
    Lanes c = lanesSelect(upper, (Lanes)1, lanesSelect(middle, (Lanes)0.5, (Lanes)0));
    Lanes base = lanesSelect(
        upper, (Lanes)0x1.921fb54442d18p-1, lanesSelect(middle, (Lanes)0x1.dac670561bb4fp-2, (Lanes)0));
    Lanes baseLow = lanesSelect(
        upper, (Lanes)0x1.1a62633145c07p-55, lanesSelect(middle, (Lanes)0x1.a2b7f222f65e2p-56, (Lanes)0));
    LanePair denominator = lanesFastSum((Lanes)1, c * q.high);
    denominator.low += c * q.low;
    LanePair t = lanesPairQuotient((LanePair){q.high - c, q.low}, denominator);
    Lanes square = t.high * t.high;
    LanePair sum = lanesFastSum(base, t.high);
    return lanesFastSum(sum.high, sum.low + ((baseLow + t.low) + t.high * square * lanesPolynomial(square, tail, 9)));
}

/// The angle that goes with a after the substitution: base - a, base + a where `sign` is 1.
LANES_INLINE Lanes lanesTurn(Lanes base, Lanes baseLow, LanePair a) {
    LanePair sum = lanesFastSum(base, a.high);
    return sum.high + (sum.low + (baseLow + a.low));
}

LANES_INLINE LanePair lanesNegatePair(LaneMask mask, LanePair a) {
    return (LanePair){lanesSelect(mask, -a.high, a.high), lanesSelect(mask, -a.low, a.low)};
}

/// atan x. ±π/2 at infinity; a zero keeps its sign.
LANES_INLINE Lanes lanesAtan(Lanes x) {
    Lanes magnitude = lanesAtMost(0x1p64, lanesMagnitude(x));
    LaneMask large = magnitude > 1;
    Lanes quotient = 1 / magnitude;
    LanePair back = lanesProduct(quotient, magnitude);
    LanePair q = {
        lanesSelect(large, quotient, magnitude),
        lanesSelect(large, ((1 - back.high) - back.low) * quotient, (Lanes)0),
    };
    LanePair a = lanesNegatePair(large, lanesArcTangent(q));
    Lanes base = lanesSelect(large, (Lanes)LANES_HALF_PI, (Lanes)0);
    Lanes baseLow = lanesSelect(large, (Lanes)LANES_HALF_PI_LOW, (Lanes)0);
    return lanesFlip(lanesTurn(base, baseLow, a), lanesSign(x));
}

/// The angle of the point (x, y), from -π to π; signs of zeros count as in the C library.
LANES_INLINE Lanes lanesAtan2(Lanes y, Lanes x) {
    Lanes a = lanesMagnitude(x), b = lanesMagnitude(y);
    LaneMask steep = b > a, left = lanesIsNegative(x);
    Lanes larger = lanesSelect(steep, b, a), smaller = lanesSelect(steep, a, b);
    // Away from overflow and underflow.
    Lanes up = lanesSelect(larger < 0x1p-500, (Lanes)0x1p500, (Lanes)1);
    Lanes scale = lanesSelect(larger > 0x1p960, (Lanes)0x1p-100, up);
    Lanes numerator = smaller * scale, denominator = larger * scale, quotient = numerator / denominator;
    LanePair back = lanesProduct(quotient, denominator);
    Lanes rest = ((numerator - back.high) - back.low) / denominator;
    LaneMask both = smaller == __builtin_inf();
    quotient = lanesSelect(larger == 0, (Lanes)0, lanesSelect(both, (Lanes)1, quotient));
    rest = lanesSelect((quotient > 0x1p-500) & (larger < __builtin_inf()), rest, (Lanes)0);
    LanePair angle = lanesArcTangent((LanePair){quotient, rest});
    Lanes turns = lanesSelect(steep, (Lanes)1, lanesSelect(left, (Lanes)2, (Lanes)0));
    angle = lanesNegatePair(steep ^ left, angle);
    Lanes result = lanesTurn(turns * LANES_HALF_PI, turns * LANES_HALF_PI_LOW, angle);
    // The selections above hide a nan.
    return lanesSelect((x != x) | (y != y), x + y, lanesFlip(result, lanesSign(y)));
}

/// (asin s - s) where s² = `square` ≤ 1/4.
LANES_INLINE Lanes lanesArcSineRest(Lanes s, Lanes square) {
    static const double tail[] = {
        0x1.5555555555578p-3, 0x1.333333332df2bp-4, 0x1.6db6db722a5eap-5, 0x1.f1c71a8bff613p-6,  0x1.6e8bdfdbf6dc1p-6,
        0x1.1c49deb8bcf31p-6, 0x1.ca2134132aec5p-7, 0x1.75780924ebd0bp-7, 0x1.61883724bb6fap-7,  0x1.e17e221fb8ed8p-9,
        0x1.64f855c9d735ap-6, -0x1.59ea1f9e74b57p-6, 0x1.0be0eab665323p-5,
    };
    return s * square * lanesPolynomial(square, tail, 13);
}

/// asin(1 - 2 square) = π/2 - 2 asin √square; the second part, as two doubles, with `square` ≤ 1/4.
LANES_INLINE LanePair lanesArcSineComplement(Lanes square) {
    LanePair root = lanesPairRoot((LanePair){square, (Lanes)0});
    return (LanePair){2 * root.high, 2 * (root.low + lanesArcSineRest(root.high, square))};
}

/// asin x. nan beyond ±1; a zero keeps its sign.
LANES_INLINE Lanes lanesAsin(Lanes x) {
    Lanes magnitude = lanesMagnitude(x);
    LanePair outer = lanesArcSineComplement(0.5 - 0.5 * magnitude);
    Lanes far = lanesTurn((Lanes)LANES_HALF_PI, (Lanes)LANES_HALF_PI_LOW, (LanePair){-outer.high, -outer.low});
    Lanes near = magnitude + lanesArcSineRest(magnitude, magnitude * magnitude);
    return lanesFlip(lanesSelect(magnitude > 0.5, far, near), lanesSign(x));
}

/// acos x. nan beyond ±1.
LANES_INLINE Lanes lanesAcos(Lanes x) {
    Lanes magnitude = lanesMagnitude(x);
    LaneMask far = magnitude > 0.5, negative = x < 0;
    LanePair outer = lanesArcSineComplement(0.5 - 0.5 * magnitude);
    LanePair inner = {magnitude, lanesArcSineRest(magnitude, magnitude * magnitude)};
    LanePair part = {lanesSelect(far, outer.high, inner.high), lanesSelect(far, outer.low, inner.low)};
    // acos x = 2 asin √((1 - x)/2) right, π less that left, π/2 ∓ asin |x| between.
    Lanes turns = lanesSelect(far, lanesSelect(negative, (Lanes)2, (Lanes)0), (Lanes)1);
    LaneMask minus = negative ^ ~far;
    return lanesTurn(turns * LANES_HALF_PI, turns * LANES_HALF_PI_LOW, lanesNegatePair(minus, part));
}

#endif
