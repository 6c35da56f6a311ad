// The updates of matrices for the baseline of the architecture, SSE2 or NEON, and the choice among the sets.

#include "AutodiffElementary.h"
#include "AutodiffLinearAlgebra.h"

#define LANES 2
#define UPDATE autodiffUpdateBaseline
#include "Update.h"

static const AutodiffUpdateTable *const tables[] = {
    &autodiffUpdateBaseline,
#if defined(__x86_64__)
    &autodiffUpdateAVX2,
    &autodiffUpdateAVX512,
#endif
};

void autodiffSubtractProduct(
    double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride, size_t m,
    size_t n, size_t k) {
    tables[autodiffInstructionSet()]->subtractProduct(c, cStride, a, aRow, aColumn, b, bStride, m, n, k);
}

void autodiffSubtractMultiple(double *y, double f, const double *x, size_t n) {
    tables[autodiffInstructionSet()]->subtractMultiple(y, f, x, n);
}

void autodiffAddProduct(
    double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride, size_t m,
    size_t n, size_t k) {
    tables[autodiffInstructionSet()]->addProduct(c, cStride, a, aRow, aColumn, b, bStride, m, n, k);
}

void autodiffRotate(double *x, double *y, double c, double s, size_t n) {
    tables[autodiffInstructionSet()]->rotate(x, y, c, s, n);
}
