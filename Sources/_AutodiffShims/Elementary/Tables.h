// The tables of the exponential, the logarithm and the error function.

#ifndef AUTODIFF_TABLES_H
#define AUTODIFF_TABLES_H

/// For i from 0 to 127 the double next to 2^(i/128), and what 2^(i/128) exceeds it by, relatively.
extern const double autodiffExponentialTable[256];

/// For each of the 128 intervals of fractions from 11/16 to 11/8 that share their leading bits, four numbers: c, a
/// multiple of 2^-9 about the reciprocal of the fractions, 1 on both sides of 1; -log c as a multiple of 2^-40; what is
/// left; 0.
extern const double autodiffLogarithmTable[512];

/// For c = 1/2, 9/16, …, 6: erf c as two doubles, and erf′ c.
extern const double autodiffErrorTable[267];

#endif
