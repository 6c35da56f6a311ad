// asinh, acosh, atanh.

#ifndef AUTODIFF_INVERSE_HYPERBOLIC_H
#define AUTODIFF_INVERSE_HYPERBOLIC_H

#include "Logarithm.h"

/// log(1 + a), or log 2x = log x + log 2 where x is so large that nothing else counts.
LANES_INLINE Lanes lanesLogarithmOrDouble(Lanes x, LanePair a) {
    LaneMask large = x > 0x1p60;
    LanePair part = lanesLogarithmOf1Plus(lanesSelect(large, x, a.high), lanesSelect(large, (Lanes)0, a.low));
    LanePair sum = lanesSum(lanesSelect(large, (Lanes)0x1.62e42fefa39efp-1, (Lanes)0), part.high);
    Lanes result = sum.high + (sum.low + part.low);
    return lanesSelect((x == __builtin_inf()) | (x != x), x, result);
}

/// asinh x = log(1 + x + x² / (1 + √(1 + x²))). A zero keeps its sign.
LANES_INLINE Lanes lanesAsinh(Lanes x) {
    Lanes magnitude = lanesMagnitude(x), limited = lanesAtMost(0x1p61, magnitude);
    LanePair square = lanesSquare(limited), sum = lanesSum((Lanes)1, square.high);
    sum.low += square.low;
    LanePair root = lanesPairRoot(lanesFastSum(sum.high, sum.low));
    LanePair denominator = lanesSum((Lanes)1, root.high);
    denominator.low += root.low;
    LanePair quotient = lanesPairQuotient(square, denominator), a = lanesFastSum(limited, quotient.high);
    a = lanesFastSum(a.high, a.low + quotient.low);
    return lanesFlip(lanesLogarithmOrDouble(magnitude, a), lanesSign(x));
}

/// acosh x = log(1 + t + √(t (t + 2))), t = x - 1. nan below 1.
LANES_INLINE Lanes lanesAcosh(Lanes x) {
    Lanes limited = lanesAtMost(0x1p61, x);
    LanePair minus = lanesFastSum(limited, (Lanes)-1), plus = lanesFastSum(limited, (Lanes)1);
    LanePair root = lanesPairRoot(lanesPairProduct(minus, plus)), a = lanesFastSum(root.high, minus.high);
    a = lanesFastSum(a.high, a.low + (root.low + minus.low));
    return lanesSelect(x < 1, (Lanes)__builtin_nan(""), lanesLogarithmOrDouble(x, a));
}

/// atanh x = log(1 + 2x / (1 - x)) / 2. ±∞ at ±1, nan beyond; a zero keeps its sign.
LANES_INLINE Lanes lanesAtanh(Lanes x) {
    Lanes magnitude = lanesMagnitude(x);
    LanePair quotient = lanesPairQuotient((LanePair){2 * magnitude, (Lanes)0}, lanesFastSum((Lanes)1, -magnitude));
    quotient = lanesFastSum(quotient.high, quotient.low);
    LanePair logarithm = lanesLogarithmOf1Plus(quotient.high, quotient.low);
    Lanes result = 0.5 * (logarithm.high + logarithm.low);
    Lanes beyond = lanesSelect(magnitude == 1, (Lanes)__builtin_inf(), (Lanes)__builtin_nan(""));
    result = lanesSelect(magnitude < 1, result, beyond);
    return lanesFlip(result, lanesSign(x));
}

#endif
