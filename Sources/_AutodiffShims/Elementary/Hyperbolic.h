// tanh, sinh, cosh, and the sigmoid, which is tanh in other words.

#ifndef AUTODIFF_HYPERBOLIC_H
#define AUTODIFF_HYPERBOLIC_H

#include "Exponential.h"

/// tanh x = (e^2x - 1) / (e^2x + 1). ±1 beyond 19.1; a zero keeps its sign.
LANES_INLINE Lanes lanesTanh(Lanes x) {
    LaneExponential e = lanesExponential(2 * lanesAtMost(22, lanesMagnitude(x)), (Lanes)0);
    LanePair minus1 = lanesSignificandMinus1(e);
    LanePair plus1 = lanesSum(lanesPowerOfTwo(1 - e.exponent), minus1.high);
    plus1.low += minus1.low;
    return lanesFlip(lanesQuotient(minus1, plus1), lanesSign(x));
}

/// 1 / (1 + e^-x), which left of 0 is e^x / (1 + e^x).
LANES_INLINE Lanes lanesSigmoid(Lanes x) {
    Lanes magnitude = lanesMagnitude(x);
    LaneExponential e = lanesExponential(lanesAtLeast(-746, -magnitude), (Lanes)0);
    LanePair significand = lanesSignificand(e);
    // Less than 2^-100 is nothing beside 1.
    Lanes power = lanesPowerOfTwo(lanesAtLeast(-100, e.exponent));
    LanePair denominator = lanesFastSum((Lanes)1, significand.high * power);
    denominator.low += significand.low * power;
    LaneMask left = x < 0;
    LanePair numerator = {lanesSelect(left, significand.high, (Lanes)1), lanesSelect(left, significand.low, (Lanes)0)};
    LaneBits bits = lanesBits(lanesSelect(left, lanesFromBits(e.bits), (Lanes)LANES_ROUNDER));
    return lanesScaleByBits(lanesQuotient(numerator, denominator), bits, magnitude < 700);
}

/// 2^exponent (e^|x| ± e^-|x|) / 2^exponent as two doubles, without the factor; `sign` is ±1.
LANES_INLINE LanePair lanesExponentialSum(LaneExponential e, double sign) {
    LanePair growing = lanesSignificand(e);
    LanePair falling = lanesPairQuotient((LanePair){(Lanes)sign, (Lanes)0}, growing);
    Lanes power = lanesPowerOfTwo(-2 * lanesAtMost(60, e.exponent));
    LanePair sum = lanesFastSum(growing.high, falling.high * power);
    return lanesFastSum(sum.high, sum.low + (growing.low + falling.low * power));
}

/// cosh x. Infinite beyond 710.48.
LANES_INLINE Lanes lanesCosh(Lanes x) {
    Lanes magnitude = lanesAtMost(712, lanesMagnitude(x));
    LaneExponential e = lanesExponential(magnitude, (Lanes)0);
    return lanesScaleByBits(0.5 * lanesExponentialSum(e, 1).high, e.bits, magnitude < 700);
}

/// sinh x. Infinite beyond 710.48; a zero keeps its sign.
LANES_INLINE Lanes lanesSinh(Lanes x) {
    // (sinh r - r) / r³ in r², for |r| ≤ (log 2)/2.
    static const double tail[] = {
        0x1.5555555555559p-3,  0x1.111111110f680p-7,  0x1.a01a01affa672p-13,
        0x1.71ddf8179b5e1p-19, 0x1.af5f31df28352p-26,
    };
    Lanes magnitude = lanesAtMost(712, lanesMagnitude(x)), square = magnitude * magnitude;
    LaneExponential e = lanesExponential(magnitude, (Lanes)0);
    Lanes large = lanesScaleByBits(0.5 * lanesExponentialSum(e, -1).high, e.bits, magnitude < 700);
    Lanes small = magnitude + magnitude * square * lanesPolynomial(square, tail, 5);
    return lanesFlip(lanesSelect(magnitude < 0.3466, small, large), lanesSign(x));
}

#endif
