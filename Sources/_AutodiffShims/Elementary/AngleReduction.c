// Reduction of large angles (Payne and Hanek 1983), in integers.

#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

int64_t autodiffReduceByRightAngle(double x, double *high, double *low);

// The first 1,280 bits of 2/π behind the point.
static const uint64_t twoOverPi[20] = {
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
    0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
    0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
};

/// 64 bits of 2/π from bit `start` behind the point on; zeros before the point.
static uint64_t bitsOfTwoOverPi(int start) {
    if (start <= -64) return 0;
    if (start < 0) return twoOverPi[0] >> -start;
    int word = start / 64, shift = start % 64;
    return shift == 0 ? twoOverPi[word] : twoOverPi[word] << shift | twoOverPi[word + 1] >> (64 - shift);
}

static double powerOfTwo(int n) {
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    double power;
    memcpy(&power, &bits, 8);
    return power;
}

/// a · b exactly.
static double product(double a, double b, double *error) {
    double p = a * b, a1 = (float)a, b1 = (float)b, a2 = a - a1, b2 = b - b1;
    *error = ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2;
    return p;
}

int64_t autodiffReduceByRightAngle(double x, double *high, double *low) {
    uint64_t bits;
    memcpy(&bits, &x, 8);
    int exponent = (int)(bits >> 52 & 0x7ff) - 1075;
    if (exponent == 972) {
        *high = *low = x - x;
        return 0;
    }
    // x = integer · 2^exponent. Bits of 2/π that make multiples of 4 in the product are left out; the 192 bits from
    // there on leave at least 64 significant ones in what is left of any double.
    uint64_t integer = (bits & 0x000fffffffffffff) | 0x0010000000000000;
    uint64_t a = bitsOfTwoOverPi(exponent - 2), b = bitsOfTwoOverPi(exponent + 62), c = bitsOfTwoOverPi(exponent + 126);
    unsigned __int128 middle = (unsigned __int128)integer * b + (uint64_t)((unsigned __int128)integer * c >> 64);
    // Modulo 4: two bits before the point, 126 behind.
    unsigned __int128 turns = ((unsigned __int128)(integer * a) << 64) + middle;
    int64_t quadrant = (int64_t)(turns >> 126);
    unsigned __int128 fraction = turns << 2;
    int negative = fraction >> 127 != 0;
    if (negative) {
        quadrant += 1;
        fraction = -fraction;
    }
    // The leading 53 bits and the 53 that follow.
    uint64_t top = (uint64_t)(fraction >> 64);
    int zeros = top != 0 ? __builtin_clzll(top) : 64;
    fraction <<= zeros;
    double leading = (double)(int64_t)(uint64_t)(fraction >> 75) * powerOfTwo(-53 - zeros);
    double following = (double)(int64_t)((uint64_t)(fraction >> 22) & 0x001fffffffffffff) * powerOfTwo(-106 - zeros);
    double error, result = product(leading, 0x1.921fb54442d18p+0, &error);
    error += leading * 0x1.1a62633145c07p-54 + following * 0x1.921fb54442d18p+0;
    double sum = result + error;
    *high = negative ? -sum : sum;
    *low = negative ? -(error - (sum - result)) : error - (sum - result);
    return quadrant;
}
