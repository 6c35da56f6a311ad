// C -= A B and C += A B in tiles of rows and vectors whose entries stay in registers.
//
// Included once in a file, which defines LANES, the number of doubles in a vector, and UPDATE, the name of the table.

#include "UpdateTable.h"

#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"

#define UPDATE_INLINE static inline __attribute__((always_inline, unused))

typedef double Wide __attribute__((ext_vector_type(LANES), aligned(8)));
typedef double Pair __attribute__((ext_vector_type(2), aligned(8)));

/// Rows i..<i + ROWS of the columns j..<j + COUNT * (width of TYPE).
#define TILE(NAME, TYPE, ROWS, COUNT, SIGN)                                                                            \
    UPDATE_INLINE void NAME(                                                                                           \
        double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride,      \
        size_t k) {                                                                                                    \
        enum { width = sizeof(TYPE) / sizeof(double) };                                                                \
        TYPE sums[ROWS][COUNT];                                                                                        \
        _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++)                                              \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < COUNT; v++)                                         \
                sums[r][v] = *(const TYPE *)(c + r * cStride + v * width);                                             \
        for (size_t p = 0; p < k; p++) {                                                                               \
            TYPE row[COUNT];                                                                                           \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < COUNT; v++)                                         \
                row[v] = *(const TYPE *)(b + v * width);                                                               \
            _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++) {                                        \
                const double factor = a[r * aRow];                                                                     \
                _Pragma("clang loop unroll(full)") for (int v = 0; v < COUNT; v++)                                     \
                    sums[r][v] = sums[r][v] SIGN factor * row[v];                                                      \
            }                                                                                                          \
            a += aColumn;                                                                                              \
            b += bStride;                                                                                              \
        }                                                                                                              \
        _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++)                                              \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < COUNT; v++)                                         \
                *(TYPE *)(c + r * cStride + v * width) = sums[r][v];                                                   \
    }

#define ROWS_OF(FOUR, ONE)                                                                                             \
    {                                                                                                                  \
        size_t i = 0;                                                                                                  \
        for (; i + 4 <= m; i += 4) FOUR(c + i * cStride + j, cStride, a + i * aRow, aRow, aColumn, b + j, bStride, k); \
        for (; i < m; i++) ONE(c + i * cStride + j, cStride, a + i * aRow, aRow, aColumn, b + j, bStride, k);          \
    }

typedef double One;

#define PRODUCT(NAME, SIGN)                                                                                            \
    TILE(NAME##Wide4, Wide, 4, 2, SIGN)                                                                                \
    TILE(NAME##Wide1, Wide, 1, 2, SIGN)                                                                                \
    TILE(NAME##Single4, Wide, 4, 1, SIGN)                                                                              \
    TILE(NAME##Single1, Wide, 1, 1, SIGN)                                                                              \
    TILE(NAME##Pair4, Pair, 4, 1, SIGN)                                                                                \
    TILE(NAME##Pair1, Pair, 1, 1, SIGN)                                                                                \
    TILE(NAME##One4, One, 4, 1, SIGN)                                                                                  \
    TILE(NAME##One1, One, 1, 1, SIGN)                                                                                  \
    static void NAME(                                                                                                  \
        double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride,      \
        size_t m, size_t n, size_t k) {                                                                                \
        size_t j = 0;                                                                                                  \
        for (; j + 2 * LANES <= n; j += 2 * LANES) ROWS_OF(NAME##Wide4, NAME##Wide1)                                   \
        for (; j + LANES <= n; j += LANES) ROWS_OF(NAME##Single4, NAME##Single1)                                       \
        for (; j + 2 <= n; j += 2) ROWS_OF(NAME##Pair4, NAME##Pair1)                                                   \
        for (; j < n; j++) ROWS_OF(NAME##One4, NAME##One1)                                                             \
    }

PRODUCT(subtractProduct, -)
PRODUCT(addProduct, +)

static void subtractMultiple(double *y, double f, const double *x, size_t n) {
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) *(Wide *)(y + i) -= f * *(const Wide *)(x + i);
    for (; i < n; i++) y[i] -= f * x[i];
}

static void rotate(double *x, double *y, double c, double s, size_t n) {
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        const Wide u = *(const Wide *)(x + i), v = *(const Wide *)(y + i);
        *(Wide *)(x + i) = c * u - s * v;
        *(Wide *)(y + i) = s * u + c * v;
    }
    for (; i < n; i++) {
        const double u = x[i], v = y[i];
        x[i] = c * u - s * v;
        y[i] = s * u + c * v;
    }
}

const AutodiffUpdateTable UPDATE = {subtractProduct, addProduct, subtractMultiple, rotate};
