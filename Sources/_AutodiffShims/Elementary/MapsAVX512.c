// The elementary functions for AVX-512. Each vector is two of the machine's.

#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define LANES 16
#define MAPS autodiffMapsAVX512
#include "Maps.h"
#pragma clang attribute pop
#endif
