// The updates of matrices for AVX-512.

#if defined(__x86_64__)
#include <stddef.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define LANES 8
#define UPDATE autodiffUpdateAVX512
#include "Update.h"
#pragma clang attribute pop
#endif
