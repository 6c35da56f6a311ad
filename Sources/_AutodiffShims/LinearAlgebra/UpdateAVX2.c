// The updates of matrices for AVX2.

#if defined(__x86_64__)
#include <stddef.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LANES 4
#define UPDATE autodiffUpdateAVX2
#include "Update.h"
#pragma clang attribute pop
#endif
