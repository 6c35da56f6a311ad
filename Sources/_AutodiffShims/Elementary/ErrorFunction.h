// erf and erfc.

#ifndef AUTODIFF_ERROR_FUNCTION_H
#define AUTODIFF_ERROR_FUNCTION_H

#include "Exponential.h"

/// erfc x = 2^exponent · part, to 2^-55 of it, for 1/2 ≤ x ≤ 28.
typedef struct {
    Lanes exponent;
    LanePair part;
} LaneErrorComplement;

LANES_INLINE LaneErrorComplement lanesErrorComplement(Lanes x) {
    // (1 + 2x) e^(x²) erfc x in t = (x - 3) / (x + 3), less its value at t = 0, over t; and roughly its derivative.
    static const double tail[] = {
        -0x1.15c084bb9e8f3p-3, -0x1.85a15c58aa5c9p-5, 0x1.098366a5b46ecp-3, -0x1.e88b803a49427p-4, 0x1.17ca2877f032bp-4,
        -0x1.8574c40bc474dp-6, 0x1.4b884e4617c37p-9,  0x1.ef1bdd3ab6aadp-10, -0x1.98db5164c9f6ap-11,
        -0x1.b9126b15ad968p-14, 0x1.065a3ee914fd2p-13, 0x1.4c20af388e4a4p-18, -0x1.513c311f47147p-16,
        -0x1.87c43a840f670p-21, 0x1.d21603f2d7af4p-19, 0x1.79cab62f77a9ep-22, -0x1.4ac9a390607d3p-21,
        -0x1.1d9b391b62e7fp-23, 0x1.adb85d4f1f745p-24, 0x1.1c0a42e2d6fd6p-25, -0x1.7e4284a917ea0p-27,
        -0x1.0b07733756daep-28,
    };
    static const double slope[] = {
        -0x1.321e839277896p-3, -0x1.78747e448c8b7p-4, 0x1.2b3f52924ffb5p-1, -0x1.0e84027621fa7p-1,
    };
    LanePair above = lanesSum(x, (Lanes)-3), below = lanesSum(x, (Lanes)3);
    LanePair t = lanesPairQuotient(above, below);
    Lanes rest = t.high * lanesPolynomial(t.high, tail, 22) + t.low * lanesPolynomial(t.high, slope, 4);
    LanePair scaled = lanesFastSum((Lanes)0x1.40c522d7e4987p+0, rest);
    scaled.low += 0x1.972f7e0503695p-55;
    LanePair square = lanesSquare(x);
    LaneExponential e = lanesExponential(-square.high, -square.low);
    LanePair denominator = lanesSum((Lanes)1, 2 * x);
    LanePair part = lanesPairQuotient(lanesPairProduct(lanesSignificand(e), scaled), denominator);
    return (LaneErrorComplement){e.exponent, part};
}

/// erf x - x, where |x| ≤ 1/2, as the product of x and something.
LANES_INLINE Lanes lanesErrorRest(Lanes x) {
    // (erf x / x - 2/√π) / x² in x².
    static const double tail[] = {
        -0x1.812746b0379c5p-2,  0x1.ce2f21a03e69bp-4,  -0x1.b82ce30f879acp-6,  0x1.565bcc0c34165p-8,
        -0x1.c02d53fdf128bp-11, 0x1.f98e4fb971334p-14, -0x1.f22ff76fce4a2p-17, 0x1.8b9e27887be22p-20,
    };
    Lanes square = x * x;
    return x * (0x1.06eba8214db69p-3 + square * lanesPolynomial(square, tail, 8));
}

/// erf x. ±1 beyond 5.93; a zero keeps its sign.
LANES_INLINE Lanes lanesErf(Lanes x) {
    // A nan must not be looked up.
    Lanes magnitude = lanesMagnitude(x), limited = lanesAtLeast(0.5, lanesSelect(magnitude < 6, magnitude, (Lanes)6));
    // erf(c + h) by its Taylor series, c a multiple of 1/16.
    Lanes rounded = limited * 16 + LANES_ROUNDER, c = (rounded - LANES_ROUNDER) * 0.0625, h = limited - c;
    LaneBits index = 3 * ((lanesBits(rounded) & 127) - 8);
    Lanes high, low, slope = lanesLookUp(autodiffErrorTable + 2, index);
    lanesLookUpTwo(autodiffErrorTable, index, &high, &low);
    // The terms over erf′ c · h: t₁ = 1, t₂ = -c h, tₙ₊₂ = -2 c h / (n + 2) tₙ₊₁ - 2 n h² / ((n + 1) (n + 2)) tₙ.
    Lanes p = -2 * c * h, q = -2 * h * h, before = (Lanes)1, term = 0.5 * p, sum = term;
#pragma clang loop unroll(full)
    for (int n = 1; n <= 8; n++) {
        Lanes next = p * (1.0 / (n + 2)) * term + q * ((double)n / ((n + 1) * (n + 2))) * before;
        before = term;
        term = next;
        sum += term;
    }
    Lanes step = slope * h, large = high + (low + (step + step * sum));
    Lanes small = magnitude + lanesErrorRest(magnitude);
    return lanesSelect(x != x, x, lanesFlip(lanesSelect(magnitude < 0.5, small, large), lanesSign(x)));
}

/// erfc x = 1 - erf x. From 2 to 0, which it is beyond 27.23.
LANES_INLINE Lanes lanesErfc(Lanes x) {
    Lanes magnitude = lanesMagnitude(x);
    LaneErrorComplement c = lanesErrorComplement(lanesAtLeast(0.5, lanesAtMost(28, magnitude)));
    Lanes right = lanesScale(c.part.high + c.part.low, c.exponent);
    Lanes power = lanesPowerOfTwo(lanesAtLeast(-100, c.exponent));
    LanePair left = lanesFastSum((Lanes)2, -(c.part.high * power)), middle = lanesFastSum((Lanes)1, -x);
    Lanes large = lanesSelect(x < 0, left.high + (left.low - c.part.low * power), right);
    return lanesSelect(magnitude < 0.5, middle.high + (middle.low - lanesErrorRest(x)), large);
}

#endif
