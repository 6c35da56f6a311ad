/// Machine code that a compiled function made for itself: the memory that it is run from, and what it calls.

#ifndef AUTODIFF_MACHINE_CODE_H
#define AUTODIFF_MACHINE_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether code can be made for this processor: x86-64 with AVX, and the calling convention of Unix.
bool autodiffRunsMachineCode(void);

/// Memory with a copy of the code, which can be run and no longer written; NULL where the system refuses it.
const void *autodiffLoadCode(const uint8_t *code, size_t size);

/// Gives that memory back.
void autodiffUnloadCode(const void *code, size_t size);

/// Runs code on `slots`, and returns what it returns. `host` is handed on to what the code calls.
int32_t autodiffRunCode(const void *code, double *slots, const void *host);

/// The function y[i] = f(x[i]) for n elements by its number, called as f(x, y, n); NULL where only `autodiffApplyAddress` has it.
const void *autodiffFunctionAddress(uint32_t function, bool exact, size_t n);

/// Any function of one argument for at most 256 elements, called as f(number, exact, x, y, n).
const void *autodiffApplyAddress(void);

/// Any function of two arguments for at most 256 elements, called as f(number, exact, x, y, z, n).
const void *autodiffApplyToTwoAddress(void);

/// Sine and cosine of the same numbers, called as f(x, sine, cosine, n).
const void *autodiffSinCosAddress(size_t n);

/// A reduction of n numbers, called as f(operation, exact, x, n).
const void *autodiffReduceAddress(void);

#endif
