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
    return lanesFromBits(((LaneBits)x + 0x4000000) & 0xfffffffff8000000);
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

/// a · b, to about 2^-102 of it.
LANES_INLINE LanePair lanesPairProduct(LanePair a, LanePair b) {
    LanePair product = lanesProduct(a.high, b.high);
    return lanesFastSum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

/// a / b as two doubles, to about 2^-102 of it.
LANES_INLINE LanePair lanesPairQuotient(LanePair a, LanePair b) {
    Lanes inverse = 1 / b.high, quotient = a.high * inverse;
    LanePair back = lanesProduct(quotient, b.high);
    Lanes rest = (((a.high - back.high) - back.low) + a.low) - quotient * b.low;
    return (LanePair){quotient, rest * inverse};
}

/// a / b rounded, to little more than half a place.
LANES_INLINE Lanes lanesQuotient(LanePair a, LanePair b) {
    LanePair quotient = lanesPairQuotient(a, b);
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
