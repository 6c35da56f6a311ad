// The functions that instructions know by a number, over arrays of at most 256 numbers; results lie apart from arguments.

#ifndef AUTODIFF_APPLY_H
#define AUTODIFF_APPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AUTODIFF_HIDDEN __attribute__((visibility("hidden")))

AUTODIFF_HIDDEN void autodiffApply(uint32_t number, bool exact, const double *x, double *y, size_t n);

AUTODIFF_HIDDEN void autodiffApplyToTwo(
    uint32_t number, bool exact, const double *x, const double *y, double *z, size_t n);

#endif
