// pow, and the roots.

#ifndef AUTODIFF_POWER_H
#define AUTODIFF_POWER_H

#include "Logarithm.h"

/// log x of a positive number as two doubles, to 2^-66 of it.
LANES_INLINE LanePair lanesExactLogarithm(Lanes x) {
    LaneReduction a = lanesReduce(x);
    // r²/2 in two parts, the first exact.
    Lanes r = a.reduced, leading = lanesLeadingHalf(r), half = 0.5 * leading * leading;
    Lanes halfRest = 0.5 * (r - leading) * (r + leading) + r * a.rest;
    Lanes cubic = r * r * r * lanesPolynomial(r, lanesLogarithmTail, 6);
    LanePair sum = lanesFastSum(a.table.high, r), less = lanesFastSum(sum.high, -half);
    return lanesFastSum(less.high, less.low + (sum.low + ((a.table.low + (a.rest - halfRest)) + cubic)));
}

/// y log |x| where x is not 0, infinite or nan, and y not nan.
LANES_INLINE LanePair lanesExponentOfPower(Lanes x, Lanes y) {
    LanePair logarithm = lanesExactLogarithm(lanesMagnitude(x));
    // Beyond 2^65 every power but 1's is 0 or infinite.
    y = lanesAtLeast(-0x1p65, lanesAtMost(0x1p65, y));
    Lanes y1 = lanesLeadingHalf(y), y2 = y - y1, leading = lanesLeadingHalf(logarithm.high + logarithm.low);
    Lanes rest = logarithm.low - (leading - logarithm.high);
    return lanesFastSum(y1 * leading, y2 * leading + y * rest);
}

/// e^(a.high + a.low).
LANES_INLINE Lanes lanesExpOfPair(LanePair a) {
    LaneMask inside = (a.high > -746) & (a.high < 710);
    Lanes low = lanesSelect(inside, a.low, (Lanes)0);
    Lanes x = lanesAtLeast(-746, lanesAtMost(710, a.high));
    return lanesRoundedExponential(lanesPlainExponential(x, low), lanesIsUsualExponent(x));
}

/// Whether a number that is not negative is an integer.
LANES_INLINE LaneMask lanesIsInteger(Lanes magnitude) {
    return (magnitude >= 0x1p52) | ((magnitude + 0x1p52) - 0x1p52 == magnitude);
}

/// What x^y is where x is not positive and finite, or y is nan, from |x|^y elsewhere.
LANES_INLINE Lanes lanesPowerEdges(Lanes x, Lanes y, Lanes result) {
    Lanes inf = (Lanes)__builtin_inf(), nan = (Lanes)__builtin_nan("");
    Lanes base = lanesMagnitude(x), exponent = lanesMagnitude(y);
    LaneMask integer = lanesIsInteger(exponent);
    LaneMask odd = integer & ~lanesIsInteger(0.5 * exponent) & (exponent < 0x1p53);
    LaneMask zero = ((base == 0) & (y > 0)) | ((base == inf) & (y < 0));
    LaneMask infinite = ((base == 0) & (y < 0)) | ((base == inf) & (y > 0));
    result = lanesSelect(zero, (Lanes)0, lanesSelect(infinite, inf, result));
    result = lanesSelect((x < 0) & (x > -inf) & ~integer, nan, result);
    result = lanesSelect(odd & lanesIsNegative(x), -result, result);
    result = lanesSelect((x != x) | (y != y), x + y, result);
    return lanesSelect((x == 1) | (y == 0), (Lanes)1, result);
}

/// `result`, which is |x|^y, put right where x is not positive and finite, or y is nan.
LANES_INLINE Lanes lanesPowerWithEdges(Lanes x, Lanes y, Lanes result) {
    LaneMask usual = (x > 0) & (x < __builtin_inf()) & (y == y);
    return __builtin_expect(lanesAny(~usual), 0) ? lanesPowerEdges(x, y, result) : result;
}

/// x^y, with the edges of the C library: 1 for y = 0 or x = 1, whatever the other; nan for x < 0 unless y is an
/// integer.
LANES_INLINE Lanes lanesPow(Lanes x, Lanes y) {
    return lanesPowerWithEdges(x, y, lanesExpOfPair(lanesExponentOfPower(x, y)));
}

/// √x, correctly rounded.
LANES_INLINE Lanes lanesSqrt(Lanes x) { return lanesSquareRoot(x); }

/// ∛x. A zero keeps its sign.
LANES_INLINE Lanes lanesCbrt(Lanes x) {
    // ∛ on [1, 2], to 2^-16.
    static const double start[] = {
        0x1.03ebf4a837a3ap-1, 0x1.6eb485b9f1c27p-1, -0x1.31c27228d17e7p-2, 0x1.5cde8d6a4d38ep-4, -0x1.566e8b44416d8p-7,
    };
    Lanes magnitude = lanesMagnitude(x);
    LaneMask subnormal = magnitude < 0x1p-1022;
    LaneBits bits = lanesBits(lanesSelect(subnormal, magnitude * 0x1p54, magnitude));
    Lanes exponent = lanesFromBits((bits >> 52) | 0x4330000000000000) - 0x1.00000000003ffp52;
    Lanes fraction = lanesFromBits((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
    // exponent = 3 third + rest, rest = 0, 1 or 2. (54 is a multiple of 3.)
    Lanes third = ((exponent - 1) * 0x1.5555555555555p-2 + LANES_ROUNDER) - LANES_ROUNDER, rest = exponent - 3 * third;
    third -= lanesSelect(subnormal, (Lanes)18, (Lanes)0);
    Lanes factor = lanesSelect(
        rest == 0, (Lanes)1, lanesSelect(rest == 1, (Lanes)0x1.428a2f98d728bp+0, (Lanes)0x1.965fea53d6e3dp+0));
    Lanes cube = fraction * lanesPowerOfTwo(rest);
    Lanes root = lanesPolynomial(fraction, start, 5) * factor;
    // Two steps by Halley; before the second, the root is rounded to 26 bits, so that its square is exact.
    Lanes power = root * root * root;
    root = lanesLeadingHalf(root - root * (power - cube) / (2 * power + cube));
    Lanes quotient = cube / (root * root);
    root += root * ((quotient - root) / (2 * root + quotient));
    root *= lanesPowerOfTwo(third);
    LaneMask unchanged = (x == 0) | (magnitude == __builtin_inf()) | (x != x);
    return lanesSelect(unchanged, x, lanesFlip(root, lanesSign(x)));
}

/// √(x² + y²), without overflow on the way; infinite if one is, even if the other is nan.
LANES_INLINE Lanes lanesHypot(Lanes x, Lanes y) {
    Lanes a = lanesMagnitude(x), b = lanesMagnitude(y), inf = (Lanes)__builtin_inf();
    LaneMask swapped = b > a;
    Lanes larger = lanesSelect(swapped, b, a), smaller = lanesSelect(swapped, a, b);
    LaneMask huge = larger > 0x1p500, tiny = larger < 0x1p-450;
    Lanes scale = lanesSelect(huge, (Lanes)0x1p-600, lanesSelect(tiny, (Lanes)0x1p600, (Lanes)1));
    Lanes back = lanesSelect(huge, (Lanes)0x1p600, lanesSelect(tiny, (Lanes)0x1p-600, (Lanes)1));
    LanePair p = lanesSquare(larger * scale), q = lanesSquare(smaller * scale);
    LanePair sum = lanesFastSum(p.high, q.high);
    sum.low += p.low + q.low;
    LanePair root = lanesPairRoot(sum);
    Lanes result = lanesSelect((x != x) | (y != y), x + y, (root.high + root.low) * back);
    return lanesSelect((a == inf) | (b == inf), inf, result);
}

#endif
