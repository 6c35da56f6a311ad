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
AUTODIFF_BINARY_FUNCTIONS(MAP_BINARY)

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
