// exp, expm1, exp2.

#ifndef AUTODIFF_EXPONENTIAL_H
#define AUTODIFF_EXPONENTIAL_H

#include "DoubleDouble.h"
#include "Tables.h"

/// e^x = 2^exponent · power · (1 + reduced + rest), to 2^-62 of it, with power next to 2^(i/128),
/// |reduced| ≤ (log 2)/256 and rest about reduced²/2.
typedef struct {
    Lanes exponent, power, reduced, rest;
    /// What 2^(i/128) exceeds `power` by, relatively; `rest` contains it, but not its product with `reduced`.
    Lanes powerRest;
    /// 128 exponent in the bits from the seventh on, in two's complement; the lower seven are 0.
    LaneBits bits;
} LaneExponential;

/// 2^(count/128) · e^(r + left), where `rounded` is the integer count + LANES_ROUNDER.
LANES_INLINE LaneExponential lanesTabulatedExponential(Lanes rounded, Lanes r, Lanes left) {
    // (e^r - 1 - r - r²/2) / r³.
    static const double tail[] = {0x1.5555555555482p-3, 0x1.55555a3d1758ep-5, 0x1.111115ea3d59dp-7};
    LaneBits index = lanesBits(rounded) & 127, bits = lanesBits(rounded) ^ index;
    Lanes exponent = (lanesFromBits(bits) - LANES_ROUNDER) * 0x1p-7, square = r * r;
    Lanes power, powerRest;
    lanesLookUpTwo(autodiffExponentialTable, 2 * index, &power, &powerRest);
    Lanes rest = square * ((0.5 + r * tail[0]) + square * (tail[1] + r * tail[2])) + (powerRest + left);
    return (LaneExponential){exponent, power, r, rest, powerRest, bits};
}

/// x + low as a multiple of (log 2)/128 and the rest, first - second; |x| ≤ 1500, |low| ≤ 2^-40.
typedef struct {
    Lanes rounded, first, second;
} LaneMultiple;

LANES_INLINE LaneMultiple lanesMultipleOfLog2(Lanes x, Lanes low) {
    Lanes rounded = x * 0x1.71547652b82fep+7 + LANES_ROUNDER, count = rounded - LANES_ROUNDER;
    // (log 2)/128 in two parts; the first has 34 bits, so that its multiples, and x less such, are exact.
    return (LaneMultiple){rounded, x - count * 0x1.62e42fef80000p-8, count * 0x1.1cf79abc9e3b4p-43 - low};
}

/// e^(x + low).
LANES_INLINE LaneExponential lanesExponential(Lanes x, Lanes low) {
    LaneMultiple a = lanesMultipleOfLog2(x, low);
    Lanes r = a.first - a.second;
    return lanesTabulatedExponential(a.rounded, r, (a.first - r) - a.second);
}

/// e^(x + low), but for the rounding of the reduced argument: to 2^-61.
LANES_INLINE LaneExponential lanesPlainExponential(Lanes x, Lanes low) {
    LaneMultiple a = lanesMultipleOfLog2(x, low);
    return lanesTabulatedExponential(a.rounded, a.first - a.second, (Lanes)-0.0);
}

/// power · (1 + reduced + rest), as two doubles.
LANES_INLINE LanePair lanesSignificand(LaneExponential e) {
    return lanesFastSum(e.power, e.power * (e.reduced + e.rest));
}

/// x · 2^n, rounded, where `bits` holds 128 n, and x is about 1 or n is 0. `usual` must hold only where the result is 0
/// or a normal number; it decides no bits.
LANES_INLINE Lanes lanesScaleByBits(Lanes x, LaneBits bits, LaneMask usual) {
    Lanes result = lanesFromBits(lanesBits(x) + (bits << 45));
    if (__builtin_expect(lanesAny(~usual), 0)) {
        Lanes exponent = (lanesFromBits(bits) - LANES_ROUNDER) * 0x1p-7;
        result = lanesSelect(usual, result, lanesScale(x, exponent));
    }
    return result;
}

/// The exponential, rounded; `usual` as above.
LANES_INLINE Lanes lanesRoundedExponential(LaneExponential e, LaneMask usual) {
    return lanesScaleByBits(e.power + e.power * (e.reduced + e.rest), e.bits, usual);
}

/// Whether |x| < 700, so that e^x is a normal number.
LANES_INLINE LaneMask lanesIsUsualExponent(Lanes x) { return (x > -700) & (x < 700); }

/// e^x. From 0 (below -745.13) to infinity (above 709.78); subnormal results are rounded twice.
LANES_INLINE Lanes lanesExp(Lanes x) {
    x = lanesAtLeast(-746, lanesAtMost(710, x));
    return lanesRoundedExponential(lanesPlainExponential(x, (Lanes)0), lanesIsUsualExponent(x));
}

/// 2^x; exact at integers.
LANES_INLINE Lanes lanesExp2(Lanes x) {
    x = lanesAtLeast(-1080, lanesAtMost(1025, x));
    Lanes rounded = x * 128 + LANES_ROUNDER, rest = x - (rounded - LANES_ROUNDER) * 0x1p-7;
    LaneExponential e = lanesTabulatedExponential(rounded, rest * 0x1.62e42fefa39efp-1, (Lanes)-0.0);
    return lanesRoundedExponential(e, (x > -1000) & (x < 1000));
}

/// (e^x - 1) / 2^exponent as two doubles.
LANES_INLINE LanePair lanesSignificandMinus1(LaneExponential e) {
    // e^x - 1 = (m - 1) + r + ((m - 1) r + m s), m = 2^exponent · power, here all over 2^exponent. Beyond 2^-100, 1
    // over that is nothing beside power.
    Lanes one = lanesPowerOfTwo(-lanesAtMost(100, e.exponent));
    LanePair difference = lanesSum(e.power, -one), sum = lanesFastSum(difference.high, one * e.reduced);
    Lanes rest = e.rest + e.powerRest * e.reduced;
    return lanesFastSum(sum.high, sum.low + (difference.low + (difference.high * e.reduced + e.power * rest)));
}

/// e^x - 1. -1 far to the left; a zero keeps its sign.
LANES_INLINE Lanes lanesExpm1(Lanes x) {
    Lanes limited = lanesAtLeast(-40, lanesAtMost(710, x));
    LaneExponential e = lanesExponential(limited, (Lanes)0);
    LanePair result = lanesSignificandMinus1(e);
    return lanesSelect(x == 0, x, lanesScaleByBits(result.high, e.bits, lanesIsUsualExponent(limited)));
}

#endif
