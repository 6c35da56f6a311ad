// sin, cos, both, tan.

#ifndef AUTODIFF_TRIGONOMETRIC_H
#define AUTODIFF_TRIGONOMETRIC_H

#include "DoubleDouble.h"

/// Writes to `high` and `low` what is left of a finite x ≥ 2 when multiples of π/2 are taken away, at most π/4 in size,
/// to 2^-64 of it; returns the number of multiples modulo 4. (Of infinity or nan, nan.) Not inlined, the same for all.
int64_t autodiffReduceByRightAngle(double x, double *high, double *low);

/// An angle as `quadrant` right angles (in the low two bits) and high + low, |high| ≤ π/4.
typedef struct {
    LaneBits quadrant;
    Lanes high, low;
} LaneAngle;

/// Up to here the multiples of π/2 times its leading parts are exact.
#define LANES_LARGEST_EASY_ANGLE 0x1p20

static __attribute__((noinline, unused)) void lanesReduceLarge(const Lanes *x, LaneAngle *angle) {
    double arguments[LANES], high[LANES], low[LANES];
    uint64_t quadrant[LANES];
    memcpy(arguments, x, sizeof arguments);
    memcpy(high, &angle->high, sizeof high);
    memcpy(low, &angle->low, sizeof low);
    memcpy(quadrant, &angle->quadrant, sizeof quadrant);
    for (int i = 0; i < LANES; i++) {
        if (!(arguments[i] > LANES_LARGEST_EASY_ANGLE)) continue;
        quadrant[i] = (uint64_t)autodiffReduceByRightAngle(arguments[i], &high[i], &low[i]);
    }
    memcpy(&angle->high, high, sizeof high);
    memcpy(&angle->low, low, sizeof low);
    memcpy(&angle->quadrant, quadrant, sizeof quadrant);
}

/// Of x ≥ 0.
LANES_INLINE LaneAngle lanesReduceAngle(Lanes x) {
    Lanes rounded = x * 0x1.45f306dc9c883p-1 + LANES_ROUNDER, count = rounded - LANES_ROUNDER;
    // π/2 in four parts, the first three of 33 bits. What is left is 2^-61 or more.
    Lanes first = x - count * 0x1.921fb54400000p+0;
    LanePair second = lanesSum(first, count * -0x1.0b4611a600000p-34);
    LanePair third = lanesSum(second.high, count * -0x1.3198a2e000000p-69);
    Lanes low = (third.low + second.low) - count * 0x1.b839a252049c1p-104;
    LaneAngle angle = {lanesBits(rounded), third.high, low};
    if (__builtin_expect(lanesAny(x > LANES_LARGEST_EASY_ANGLE), 0)) {
        // Copies, so that what is usual stays in registers.
        Lanes copy = x;
        LaneAngle large = angle;
        lanesReduceLarge(&copy, &large);
        angle = large;
    }
    return angle;
}

/// Both to 2^-55 of them, |high| ≤ π/4, as two doubles (not added up).
typedef struct {
    LanePair sine, cosine;
} LaneCircle;

// (sin r - r) / r³ and (cos r - 1 + r²/2) / r⁴, in r².
static const double lanesSineTail[] = {
    -0x1.5555555555549p-3, 0x1.111111110f864p-7,  -0x1.a01a019c0e7fdp-13,
    0x1.71de3574d52adp-19, -0x1.ae5e63d8045a1p-26, 0x1.5d92479a4ea4fp-33,
};
static const double lanesCosineTail[] = {
    0x1.555555555554cp-5,   -0x1.6c16c16c15150p-10, 0x1.a01a019cad51fp-16,
    -0x1.27e4f806c4df3p-22, 0x1.1ee9e9c2aeca1p-29,  -0x1.8fad7ecc47f5bp-37,
};

LANES_INLINE LaneCircle lanesCircle(LaneAngle angle, Lanes square, Lanes squareLow) {
    Lanes r = angle.high, half = 0.5 * square, rest = 1 - half;
    Lanes sine = r * square * lanesPolynomial(square, lanesSineTail, 6) + (angle.low - angle.low * half);
    Lanes cosine = (square * square * lanesPolynomial(square, lanesCosineTail, 6) - r * angle.low) - 0.5 * squareLow;
    return (LaneCircle){{r, sine}, {rest, ((1 - rest) - half) + cosine}};
}

/// All bits of a lane where the number of right angles is odd.
LANES_INLINE LaneMask lanesIsOdd(LaneBits quadrant) {
    return lanesFromBits((quadrant << 63) | 0x3ff0000000000000) < 0;
}

LANES_INLINE Lanes lanesSine(LaneCircle circle, LaneBits quadrant) {
    Lanes sine = circle.sine.high + circle.sine.low, cosine = circle.cosine.high + circle.cosine.low;
    return lanesFlip(lanesSelect(lanesIsOdd(quadrant), cosine, sine), (quadrant << 62) & 0x8000000000000000);
}

/// sin x. A zero keeps its sign; nan at infinity.
LANES_INLINE Lanes lanesSin(Lanes x) {
    LaneAngle angle = lanesReduceAngle(lanesMagnitude(x));
    LaneCircle circle = lanesCircle(angle, angle.high * angle.high, (Lanes)0);
    return lanesFlip(lanesSine(circle, angle.quadrant), lanesSign(x));
}

/// cos x. nan at infinity.
LANES_INLINE Lanes lanesCos(Lanes x) {
    LaneAngle angle = lanesReduceAngle(lanesMagnitude(x));
    LaneCircle circle = lanesCircle(angle, angle.high * angle.high, (Lanes)0);
    return lanesSine(circle, angle.quadrant + 1);
}

/// sin x and cos x with the bits of `lanesSin` and `lanesCos`, at little more than the cost of one.
LANES_INLINE void lanesSinCos(Lanes x, Lanes *sine, Lanes *cosine) {
    LaneAngle angle = lanesReduceAngle(lanesMagnitude(x));
    LaneCircle circle = lanesCircle(angle, angle.high * angle.high, (Lanes)0);
    *sine = lanesFlip(lanesSine(circle, angle.quadrant), lanesSign(x));
    *cosine = lanesSine(circle, angle.quadrant + 1);
}

/// sin of the angle as two doubles, to 2^-57 of it: the cubic term, which is a tenth of it at the end, in two parts.
LANES_INLINE LanePair lanesExactSine(LaneAngle angle, LanePair square) {
    static const double tail[] = {
        0x1.111111110f864p-7, -0x1.a01a019c0e7fdp-13, 0x1.71de3574d52adp-19, -0x1.ae5e63d8045a1p-26, 0x1.5d92479a4ea4fp-33,
    };
    Lanes r = angle.high, r1 = lanesLeadingHalf(r), square1 = lanesLeadingHalf(square.high), cube = r1 * square1;
    Lanes cubeLow = (r1 * (square.high - square1) + (r - r1) * square.high) + r * square.low;
    Lanes cube1 = lanesLeadingHalf(cube);
    cubeLow += cube - cube1;
    // -1/6 in 26 bits and the rest.
    LanePair sum = lanesFastSum(r, cube1 * -0x1.555555p-3);
    Lanes fifth = r * square.high * square.high * lanesPolynomial(square.high, tail, 5);
    Lanes cubicLow = cubeLow * -0x1.5555555555549p-3 - cube1 * 0x1.5555524000000p-29;
    return lanesFastSum(sum.high, sum.low + ((fifth + cubicLow) + (angle.low - angle.low * (0.5 * square.high))));
}

/// tan x. A zero keeps its sign; nan at infinity.
LANES_INLINE Lanes lanesTan(Lanes x) {
    LaneAngle angle = lanesReduceAngle(lanesMagnitude(x));
    LanePair square = lanesSquare(angle.high), sine = lanesExactSine(angle, square);
    LaneCircle circle = lanesCircle(angle, square.high, square.low);
    LanePair cosine = lanesFastSum(circle.cosine.high, circle.cosine.low);
    LaneMask odd = lanesIsOdd(angle.quadrant);
    LanePair numerator = {lanesSelect(odd, cosine.high, sine.high), lanesSelect(odd, cosine.low, sine.low)};
    LanePair denominator = {lanesSelect(odd, sine.high, cosine.high), lanesSelect(odd, sine.low, cosine.low)};
    return lanesFlip(lanesQuotient(numerator, denominator), lanesSign(x) ^ (angle.quadrant << 63));
}

#endif
