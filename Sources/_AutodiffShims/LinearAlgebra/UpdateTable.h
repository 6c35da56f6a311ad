// The updates of matrices as a table, one for each instruction set.

#ifndef AUTODIFF_UPDATE_TABLE_H
#define AUTODIFF_UPDATE_TABLE_H

#include <stddef.h>

typedef void AutodiffProductUpdate(
    double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride, size_t m,
    size_t n, size_t k);

typedef struct {
    AutodiffProductUpdate *subtractProduct, *addProduct;
    void (*subtractMultiple)(double *y, double f, const double *x, size_t n);
    void (*rotate)(double *x, double *y, double c, double s, size_t n);
} AutodiffUpdateTable;

extern const AutodiffUpdateTable autodiffUpdateBaseline, autodiffUpdateAVX2, autodiffUpdateAVX512;

#endif
