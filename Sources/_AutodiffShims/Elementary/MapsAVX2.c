// The elementary functions for AVX2. Each vector is two of the machine's.

#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LANES 8
#define MAPS autodiffMapsAVX2
#include "Maps.h"
#pragma clang attribute pop
#endif
