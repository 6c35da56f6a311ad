/// Elementary functions over arrays of doubles.
///
/// Each is at most 1 unit in the last place from the exact value (the notes say how much each is), over the whole range:
/// subnormal arguments and results, infinities, signed zeros, angles of any size. A result depends on its argument alone,
/// to the last bit: not on its place in the array, the length, the processor or its instruction set. (Which nan a nan is
/// isn't promised.) Neither `errno` nor the floating-point environment is used; rounding is taken to be to nearest.
///
/// `y` is `x` itself, or does not overlap it; so for every pair of arrays. n may be 0. Nothing is allocated; any number of
/// threads may call. One element takes 0.5 to 6.5 ns with AVX2, by function; most take 1 to 4.

#ifndef AUTODIFF_ELEMENTARY_H
#define AUTODIFF_ELEMENTARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Which vectors the functions below work with: 2 doubles (SSE2, NEON), 4 (AVX2), 8 (AVX-512).
typedef enum AutodiffInstructionSet : int32_t {
    autodiffBaseline = 0,
    autodiffAVX2 = 1,
    autodiffAVX512 = 2,
} AutodiffInstructionSet;

/// The one in use: the widest that this processor has, unless another was forced.
AutodiffInstructionSet autodiffInstructionSet(void);

/// Has every function from now on, on all threads, use `set`; for tests and measurements. Returns false, and changes
/// nothing, if this processor doesn't have it.
bool autodiffForceInstructionSet(AutodiffInstructionSet set);

/// y = e^x. 0 at -∞.
void autodiffMap_exp(const double *x, double *y, size_t n);

/// y = e^x - 1, accurate near 0; keeps the sign of 0. -1 at -∞.
void autodiffMap_expm1(const double *x, double *y, size_t n);

/// y = 2^x; exact at integers.
void autodiffMap_exp2(const double *x, double *y, size_t n);

/// y = log x. -∞ at both zeros, nan below.
void autodiffMap_log(const double *x, double *y, size_t n);

/// y = log(1 + x), accurate near 0; keeps the sign of 0. -∞ at -1, nan below.
void autodiffMap_log1p(const double *x, double *y, size_t n);

/// y = log₂ x; exact at powers of 2. -∞ at both zeros, nan below.
void autodiffMap_log2(const double *x, double *y, size_t n);

/// y = log₁₀ x. -∞ at both zeros, nan below.
void autodiffMap_log10(const double *x, double *y, size_t n);

/// y = log(1 + e^x), without overflow.
void autodiffMap_softplus(const double *x, double *y, size_t n);

/// y = 1 / (1 + e^-x), without overflow; accurate on the far left, where it is e^x.
void autodiffMap_sigmoid(const double *x, double *y, size_t n);

/// y = sin x; keeps the sign of 0. nan at ±∞.
void autodiffMap_sin(const double *x, double *y, size_t n);

/// y = cos x. nan at ±∞.
void autodiffMap_cos(const double *x, double *y, size_t n);

/// sine = sin x, cosine = cos x, with the bits of the two functions above.
void autodiffMap_sincos(const double *x, double *sine, double *cosine, size_t n);

/// y = tan x; keeps the sign of 0. nan at ±∞.
void autodiffMap_tan(const double *x, double *y, size_t n);

/// y = arcsin x; keeps the sign of 0. nan beyond ±1.
void autodiffMap_asin(const double *x, double *y, size_t n);

/// y = arccos x. nan beyond ±1.
void autodiffMap_acos(const double *x, double *y, size_t n);

/// y = arctan x; keeps the sign of 0. ±π/2 at ±∞.
void autodiffMap_atan(const double *x, double *y, size_t n);

/// z = the angle of the point (x, y) (in the order of the C library's `atan2(y, x)`), from -π to π; the signs of zeros tell
/// 0 from ±π, as there.
void autodiffMap_atan2(const double *y, const double *x, double *z, size_t n);

/// y = sinh x; keeps the sign of 0.
void autodiffMap_sinh(const double *x, double *y, size_t n);

/// y = cosh x.
void autodiffMap_cosh(const double *x, double *y, size_t n);

/// y = tanh x; keeps the sign of 0.
void autodiffMap_tanh(const double *x, double *y, size_t n);

/// y = arsinh x; keeps the sign of 0.
void autodiffMap_asinh(const double *x, double *y, size_t n);

/// y = arcosh x. nan below 1.
void autodiffMap_acosh(const double *x, double *y, size_t n);

/// y = artanh x; keeps the sign of 0. ±∞ at ±1, nan beyond.
void autodiffMap_atanh(const double *x, double *y, size_t n);

/// y = erf x; keeps the sign of 0.
void autodiffMap_erf(const double *x, double *y, size_t n);

/// y = 1 - erf x, accurate where it is small.
void autodiffMap_erfc(const double *x, double *y, size_t n);

/// y = √x, correctly rounded; keeps the sign of 0. nan below.
void autodiffMap_sqrt(const double *x, double *y, size_t n);

/// y = ∛x; keeps the sign of 0.
void autodiffMap_cbrt(const double *x, double *y, size_t n);

/// z = x^y, with the edges of the C library: 1 where y = 0 or x = 1, even beside a nan; nan for x < 0 unless y is an
/// integer; (-1)^±∞ = 1; odd y keep the sign of 0 and of infinity.
void autodiffMap_pow(const double *x, const double *y, double *z, size_t n);

/// z = √(x² + y²), without overflow on the way. ∞ if x or y is infinite, even beside a nan.
void autodiffMap_hypot(const double *x, const double *y, double *z, size_t n);

#endif
