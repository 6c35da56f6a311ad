// The elementary functions over arrays, for one width and instruction set; MAPS is the name of the table of them.

#include <string.h>

#include "ElementaryFunctions.h"
#include "FunctionList.h"
#include "MapTable.h"

/// The first `count` elements, at most LANES; the lanes that are left over hold 1.
LANES_INLINE Lanes lanesLoad(const double *x, size_t count) {
    Lanes lanes = (Lanes)1;
    if (__builtin_expect(count >= LANES, 1)) {
        memcpy(&lanes, x, sizeof lanes);
    } else {
        memcpy(&lanes, x, count * sizeof *x);
    }
    return lanes;
}

/// The reverse.
LANES_INLINE void lanesStore(Lanes lanes, double *y, size_t count) {
    if (__builtin_expect(count >= LANES, 1)) {
        memcpy(y, &lanes, sizeof lanes);
    } else {
        memcpy(y, &lanes, count * sizeof *y);
    }
}

#define MAP_UNARY(name, function)                                                                                      \
    static void map_##name(const double *x, double *y, size_t n) {                                                     \
        for (size_t i = 0; i < n; i += LANES) lanesStore(function(lanesLoad(x + i, n - i)), y + i, n - i);             \
    }
#define MAP_BINARY(name, function)                                                                                     \
    static void map_##name(const double *a, const double *b, double *y, size_t n) {                                    \
        for (size_t i = 0; i < n; i += LANES) {                                                                        \
            lanesStore(function(lanesLoad(a + i, n - i), lanesLoad(b + i, n - i)), y + i, n - i);                      \
        }                                                                                                              \
    }
AUTODIFF_UNARY_FUNCTIONS(MAP_UNARY)
MAP_BINARY(atan2, lanesAtan2)
MAP_BINARY(hypot, lanesHypot)

/// The chain of operations of a power is so long that a processor hardly sees a second one beside it; its two halves,
/// each over a strip of elements, take a quarter less time.
static void map_pow(const double *x, const double *y, double *z, size_t n) {
    enum { strip = 128 };
    Lanes high[strip / LANES], low[strip / LANES];
    for (size_t start = 0; start < n; start += strip) {
        size_t end = n - start < strip ? n : start + strip;
        for (size_t i = start; i < end; i += LANES) {
            LanePair exponent = lanesExponentOfPower(lanesLoad(x + i, end - i), lanesLoad(y + i, end - i));
            high[(i - start) / LANES] = exponent.high;
            low[(i - start) / LANES] = exponent.low;
        }
        for (size_t i = start; i < end; i += LANES) {
            LanePair exponent = {high[(i - start) / LANES], low[(i - start) / LANES]};
            Lanes a = lanesLoad(x + i, end - i), b = lanesLoad(y + i, end - i);
            lanesStore(lanesPowerWithEdges(a, b, lanesExpOfPair(exponent)), z + i, end - i);
        }
    }
}

static void map_sincos(const double *x, double *sine, double *cosine, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        Lanes s, c;
        lanesSinCos(lanesLoad(x + i, n - i), &s, &c);
        lanesStore(s, sine + i, n - i);
        lanesStore(c, cosine + i, n - i);
    }
}

#define MAP_ENTRY(name, function) .name = map_##name,
const AutodiffMapTable MAPS = {
    AUTODIFF_UNARY_FUNCTIONS(MAP_ENTRY) AUTODIFF_BINARY_FUNCTIONS(MAP_ENTRY).sincos = map_sincos,
};
