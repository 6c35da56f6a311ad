// exp, expm1, exp2.

#ifndef AUTODIFF_EXPONENTIAL_H
#define AUTODIFF_EXPONENTIAL_H

#include "DoubleDouble.h"

/// e^x = 2^exponent (1 + reduced + rest), with |reduced| ≤ (log 2)/2 and rest about reduced²/2; to 2^-58 of it.
typedef struct {
    Lanes exponent, reduced, rest;
} LaneExponential;

// (e^r - 1 - r - r²/2) / r³.
static const double lanesExponentialTail[] = {
    0x1.5555555555559p-3,  0x1.5555555555548p-5,  0x1.111111110f7ebp-7,  0x1.6c16c16c1cca9p-10, 0x1.a01a01af76c90p-13,
    0x1.a01a01833983dp-16, 0x1.71ddf94fb841dp-19, 0x1.27e52a8642c7fp-22, 0x1.af5d291d24a7cp-26, 0x1.1ef66720af31bp-29,
};

/// Of e^(x + low), |x| ≤ 1500, |low| ≤ 2^-40.
LANES_INLINE LaneExponential lanesExponential(Lanes x, Lanes low) {
    Lanes exponent = (x * 0x1.71547652b82fep+0 + LANES_ROUNDER) - LANES_ROUNDER;
    // log 2 in two parts; the first has 40 bits, so that its multiples, and x less such, are exact.
    Lanes first = x - exponent * 0x1.62e42fefa2000p-1, second = exponent * 0x1.9ef35793c7673p-41 - low;
    Lanes r = first - second, left = (first - r) - second;
    Lanes square = r * r;
    Lanes tail = r * lanesPolynomial(r, lanesExponentialTail, 10) + 0.5;
    return (LaneExponential){exponent, r, square * tail + (left + left * r)};
}

/// 1 + reduced + rest as two doubles.
LANES_INLINE LanePair lanesSignificand(LaneExponential e) {
    Lanes high = 1 + e.reduced, low = (1 - high) + e.reduced;
    return lanesFastSum(high, low + e.rest);
}

/// 1 + reduced + rest, rounded, to 0.6 of a place.
LANES_INLINE Lanes lanesRoundedSignificand(LaneExponential e) {
    Lanes high = 1 + e.reduced;
    return high + (((1 - high) + e.reduced) + e.rest);
}

/// e^x. From 0 (below -745.13) to infinity (above 709.78); subnormal results are rounded twice.
LANES_INLINE Lanes lanesExp(Lanes x) {
    LaneExponential e = lanesExponential(lanesAtLeast(-746, lanesAtMost(710, x)), (Lanes)0);
    return lanesScale(lanesRoundedSignificand(e), e.exponent);
}

/// 2^x.
LANES_INLINE Lanes lanesExp2(Lanes x) {
    x = lanesAtLeast(-1080, lanesAtMost(1025, x));
    Lanes exponent = (x + LANES_ROUNDER) - LANES_ROUNDER, rest = x - exponent;
    LanePair argument = lanesProduct(rest, (Lanes)0x1.62e42fefa39efp-1);
    LaneExponential e = lanesExponential(argument.high, argument.low + rest * 0x1.abc9e3b39803fp-56);
    return lanesScale(lanesRoundedSignificand(e), exponent + e.exponent);
}

/// (e^x - 1) / 2^exponent as two doubles: 1 - 2^-exponent + reduced + rest.
LANES_INLINE LanePair lanesSignificandMinus1(LaneExponential e) {
    // Beyond 2^-100 the power is nothing beside 1.
    Lanes power = lanesPowerOfTwo(-lanesAtMost(100, e.exponent)), difference = 1 - power;
    LanePair sum = lanesFastSum(difference, e.reduced);
    return lanesFastSum(sum.high, sum.low + (((1 - difference) - power) + e.rest));
}

/// e^x - 1. -1 far to the left; a zero keeps its sign.
LANES_INLINE Lanes lanesExpm1(Lanes x) {
    LaneExponential e = lanesExponential(lanesAtLeast(-40, lanesAtMost(710, x)), (Lanes)0);
    LanePair result = lanesSignificandMinus1(e);
    return lanesSelect(x == 0, x, lanesScale(result.high, e.exponent));
}

#endif
