// The functions over arrays as a table, one for each instruction set.

#ifndef AUTODIFF_MAP_TABLE_H
#define AUTODIFF_MAP_TABLE_H

#include <stddef.h>

#include "FunctionList.h"

#define TABLE_UNARY(name, function) void (*name)(const double *x, double *y, size_t n);
#define TABLE_BINARY(name, function) void (*name)(const double *a, const double *b, double *y, size_t n);

typedef struct {
    AUTODIFF_UNARY_FUNCTIONS(TABLE_UNARY)
    AUTODIFF_BINARY_FUNCTIONS(TABLE_BINARY)
    void (*sincos)(const double *x, double *sine, double *cosine, size_t n);
} AutodiffMapTable;

extern const AutodiffMapTable autodiffMapsBaseline, autodiffMapsAVX2, autodiffMapsAVX512;

#endif
