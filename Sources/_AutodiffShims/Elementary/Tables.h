// The tables of the exponential and of the logarithm.

#ifndef AUTODIFF_TABLES_H
#define AUTODIFF_TABLES_H

/// For i from 0 to 127 the double next to 2^(i/128), and what 2^(i/128) exceeds it by, relatively.
extern const double autodiffExponentialTable[256];

/// For each 128th i of the fractions from 11/16 to 11/8, counted by the leading 7 bits, four numbers: c, a multiple of 2^-9
/// next to the reciprocal of the fractions, 1 on both sides of 1; -log c as a multiple of 2^-40 and what is left of it; 0.
extern const double autodiffLogarithmTable[512];

#endif
