// pow, and the roots.

#ifndef AUTODIFF_POWER_H
#define AUTODIFF_POWER_H

#include "Logarithm.h"

/// log x of a positive number, to 2^-66 of it; the low part is at most 2^-25 of the high one.
LANES_INLINE LanePair lanesExactLogarithm(Lanes x) {
    // log(f / c) = 2/3 s (3 + s² + s⁴ (3/5 + 3/7 s² + …)) with s = (f - c) / (f + c), f from √3/2 to √3, c = 1 or 3/2.
    static const double tail[] = {
        0x1.3333333333303p-1, 0x1.b6db6db6faa8ep-2, 0x1.5555551914674p-2,
        0x1.17460a7a06e49p-2, 0x1.d864b90380c67p-3, 0x1.a7e086fbe07b7p-3,
    };
    LaneBinary binary = lanesBinary(x, LANES_HALF_ROOT_3);
    LaneMask upper = binary.fraction > 0x1.3988e1409212ep+0;
    Lanes c = lanesSelect(upper, (Lanes)1.5, (Lanes)1), base = lanesSelect(upper, (Lanes)0x1.9f323ecbf8000p-2, (Lanes)0);
    Lanes baseLow = lanesSelect(upper, (Lanes)0x1.84bf2b68d766fp-42, (Lanes)0);
    LanePair sum = lanesFastSum(c, binary.fraction);
    Lanes difference = binary.fraction - c;
    // In each step the first part has 26 bits, so that products of first parts are exact.
    LanePair s = lanesLooseQuotient((LanePair){difference, (Lanes)0}, sum);
    Lanes whole = s.high + s.low, square = whole * whole, first = s.high * s.high;
    Lanes rest = square * square * lanesPolynomial(square, tail, 6) + s.low * (s.high + whole);
    Lanes factor = lanesLeadingHalf(3 + first + rest), factorLow = rest - ((factor - 3) - first);
    Lanes product = s.high * factor, productLow = s.low * factor + factorLow * whole;
    Lanes leading = lanesLeadingHalf(product + productLow), leadingLow = productLow - (leading - product);
    Lanes low = leading * -0x1.5555555555555p-28 + leadingLow * 0x1.5555555555555p-1;
    // The multiple of log 2 and log 3/2 are exact and so is their sum.
    LanePair total = lanesFastSum(binary.exponent * 0x1.62e42fefa2000p-1 + base, leading * 0x1.5555558p-1);
    return (LanePair){total.high, total.low + (low + (binary.exponent * 0x1.9ef35793c7673p-41 + baseLow))};
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
    LaneExponential e = lanesExponential(lanesAtLeast(-746, lanesAtMost(710, a.high)), low);
    return lanesScale(lanesRoundedSignificand(e), e.exponent);
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

/// x^y, with the edges of the C library: 1 for y = 0 or x = 1, whatever the other; nan for x < 0 unless y is an integer.
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
    LaneBits bits = (LaneBits)lanesSelect(subnormal, magnitude * 0x1p54, magnitude);
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
