// pow, and the roots.

#ifndef AUTODIFF_POWER_H
#define AUTODIFF_POWER_H

#include "Logarithm.h"

/// log x of a positive number as two doubles, to 2^-68 of it.
LANES_INLINE LanePair lanesExactLogarithm(Lanes x) {
    // (2 artanh s - 2s - 2s³/3 - 2s⁵/5) / s⁷ in s².
    static const double tail[] = {
        0x1.249249248147cp-2, 0x1.c71c71f9c0516p-3, 0x1.745cf9ee7b454p-3,
        0x1.3b1c4426c6746p-3, 0x1.0fb95654b7cdcp-3, 0x1.0c5022f050c6fp-3,
    };
    LaneBinary binary = lanesBinary(x);
    Lanes f = binary.fraction - 1;
    LanePair s = lanesPairQuotient((LanePair){f, (Lanes)0}, lanesFastSum((Lanes)2, f));
    s = lanesFastSum(s.high, s.low);
    LanePair z = lanesPairProduct(s, s);
    LanePair fifth = lanesFastSum((Lanes)0x1.999999999999ap-2, z.high * lanesPolynomial(z.high, tail, 6));
    fifth.low += -0x1.999999999999ap-56;
    LanePair third = lanesPairProduct(z, fifth);
    LanePair sum = lanesFastSum((Lanes)0x1.5555555555555p-1, third.high);
    sum.low += third.low + 0x1.5555555555555p-55;
    LanePair cubic = lanesPairProduct(lanesPairProduct(z, s), sum);
    LanePair result = lanesFastSum(2 * s.high, cubic.high);
    result.low += 2 * s.low + cubic.low;
    LanePair whole = lanesFastSum(binary.exponent * 0x1.62e42fefa2000p-1, result.high);
    LanePair multiple = lanesProduct(binary.exponent, (Lanes)0x1.9ef35793c7673p-41);
    LanePair low = lanesSum(multiple.high, result.low);
    LanePair rest = lanesSum(whole.low, low.high);
    LanePair total = lanesFastSum(whole.high, rest.high);
    return (LanePair){total.high, total.low + (rest.low + (low.low + multiple.low))};
}

/// |x|^y where x is not 0, infinite or nan, and y not nan.
LANES_INLINE Lanes lanesPowerOfMagnitude(Lanes x, Lanes y) {
    LanePair logarithm = lanesExactLogarithm(lanesMagnitude(x));
    logarithm = lanesFastSum(logarithm.high, logarithm.low);
    // Beyond 2^65 every power but 1's is 0 or infinite.
    y = lanesAtLeast(-0x1p65, lanesAtMost(0x1p65, y));
    LanePair product = lanesProduct(y, logarithm.high);
    Lanes high = product.high, low = product.low + y * logarithm.low;
    LaneMask inside = (high > -746) & (high < 710);
    low = lanesSelect(inside, low, (Lanes)0);
    LaneExponential e = lanesExponential(lanesAtLeast(-746, lanesAtMost(710, high)), low);
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

/// x^y, with the edges of the C library: 1 for y = 0 or x = 1, whatever the other; nan for x < 0 unless y is an integer.
LANES_INLINE Lanes lanesPow(Lanes x, Lanes y) {
    Lanes result = lanesPowerOfMagnitude(x, y);
    LaneMask usual = (x > 0) & (x < __builtin_inf()) & (y == y);
    if (__builtin_expect(lanesAny(~usual), 0)) result = lanesPowerEdges(x, y, result);
    return result;
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
