// Numbers as the unevaluated sum of two doubles, without fused operations (Dekker 1971, Knuth).

#ifndef AUTODIFF_DOUBLE_DOUBLE_H
#define AUTODIFF_DOUBLE_DOUBLE_H

#include "Lanes.h"

typedef struct {
    Lanes high, low;
} LanePair;

/// a + b exactly, where |a| ≥ |b| or a = 0.
LANES_INLINE LanePair lanesFastSum(Lanes a, Lanes b) {
    Lanes sum = a + b;
    return (LanePair){sum, b - (sum - a)};
}

/// a + b exactly.
LANES_INLINE LanePair lanesSum(Lanes a, Lanes b) {
    Lanes sum = a + b, part = sum - a;
    return (LanePair){sum, (a - (sum - part)) + (b - part)};
}

/// The leading 26 bits of x, rounded to nearest; what is left has 26 bits too.
LANES_INLINE Lanes lanesLeadingHalf(Lanes x) {
    return lanesFromBits((lanesBits(x) + 0x4000000) & 0xfffffffff8000000);
}

/// a · b exactly, unless a part underflows.
LANES_INLINE LanePair lanesProduct(Lanes a, Lanes b) {
    Lanes product = a * b, a1 = lanesLeadingHalf(a), b1 = lanesLeadingHalf(b), a2 = a - a1, b2 = b - b1;
    return (LanePair){product, (((a1 * b1 - product) + a1 * b2) + a2 * b1) + a2 * b2};
}

/// a² exactly, unless a part underflows.
LANES_INLINE LanePair lanesSquare(Lanes a) {
    Lanes square = a * a, a1 = lanesLeadingHalf(a), a2 = a - a1;
    return (LanePair){square, ((a1 * a1 - square) + 2 * (a1 * a2)) + a2 * a2};
}

/// a · b, to 2^-77 of it; a.high and b.high to be the nearest doubles.
LANES_INLINE LanePair lanesPairProduct(LanePair a, LanePair b) {
    Lanes a1 = lanesLeadingHalf(a.high), b1 = lanesLeadingHalf(b.high);
    Lanes a2 = (a.high - a1) + a.low, b2 = (b.high - b1) + b.low;
    return lanesFastSum(a1 * b1, a1 * b2 + a2 * b.high);
}

/// a / b, to 2^-77 of it, with the low part as large as 2^-26 of the high one.
LANES_INLINE LanePair lanesLooseQuotient(LanePair a, LanePair b) {
    Lanes inverse = 1 / b.high, quotient = lanesLeadingHalf(a.high * inverse);
    Lanes b1 = lanesLeadingHalf(b.high), b2 = (b.high - b1) + b.low;
    // The first product is exact, and so is the difference from a.high.
    return (LanePair){quotient, (((a.high - quotient * b1) - quotient * b2) + a.low) * inverse};
}

/// a / b, to 2^-77 of it.
LANES_INLINE LanePair lanesPairQuotient(LanePair a, LanePair b) {
    LanePair quotient = lanesLooseQuotient(a, b);
    return lanesFastSum(quotient.high, quotient.low);
}

/// a / b rounded, to little more than half a place.
LANES_INLINE Lanes lanesQuotient(LanePair a, LanePair b) {
    LanePair quotient = lanesLooseQuotient(a, b);
    return quotient.high + quotient.low;
}

/// √a as two doubles, to about 2^-102 of it.
LANES_INLINE LanePair lanesPairRoot(LanePair a) {
    Lanes root = lanesSquareRoot(a.high);
    LanePair back = lanesSquare(root);
    Lanes low = (((a.high - back.high) - back.low) + a.low) / (2 * root);
    return (LanePair){root, lanesSelect(a.high > 0, low, (Lanes)0)};
}

#endif
