/// What dense factorisations spend their time with: the update of a matrix by a product of two others.

#ifndef AUTODIFF_LINEAR_ALGEBRA_H
#define AUTODIFF_LINEAR_ALGEBRA_H

#include <stddef.h>

/// C -= A B, where C is m x n, A is m x k and B is k x n.
///
/// The rows of C and B are contiguous, and begin `cStride` and `bStride` numbers apart; entry (i, j) of A is at
/// a[i * aRow + j * aColumn], so that A may be the transpose of what lies in memory. C overlaps neither A nor B.
///
/// Each entry is c - a0 b0 - a1 b1 - ..., one after the other, each product and each difference rounded by itself: the bits
/// of a plain loop, whatever the instruction set.
void autodiffSubtractProduct(
    double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride, size_t m,
    size_t n, size_t k);

/// C += A B, likewise.
void autodiffAddProduct(
    double *c, size_t cStride, const double *a, size_t aRow, size_t aColumn, const double *b, size_t bStride, size_t m,
    size_t n, size_t k);

/// x = c x - s y and y = s x + c y for n numbers. x and y don't overlap.
void autodiffRotate(double *x, double *y, double c, double s, size_t n);

/// y -= f x for n numbers.
void autodiffSubtractMultiple(double *y, double f, const double *x, size_t n);

#endif
