// The choice of an instruction set, once at run time, and the functions that follow it.

#include "AutodiffElementary.h"

#include "MapTable.h"

static bool processorHas(AutodiffInstructionSet set) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    switch (set) {
    case autodiffAVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    case autodiffAVX2: return __builtin_cpu_supports("avx2");
    default: break;
    }
#endif
    return set == autodiffBaseline;
}

static const AutodiffMapTable *const tables[] = {
    &autodiffMapsBaseline,
#if defined(__x86_64__)
    &autodiffMapsAVX2,
    &autodiffMapsAVX512,
#endif
};

/// The set in use; -1 before the first call. Threads that meet here come to the same choice.
static int32_t chosen = -1;

AutodiffInstructionSet autodiffInstructionSet(void) {
    int32_t set = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
    if (set < 0) {
        set = autodiffAVX512;
        while (!processorHas((AutodiffInstructionSet)set)) set--;
        __atomic_store_n(&chosen, set, __ATOMIC_RELAXED);
    }
    return (AutodiffInstructionSet)set;
}

bool autodiffForceInstructionSet(AutodiffInstructionSet set) {
    if (!processorHas(set)) return false;
    __atomic_store_n(&chosen, (int32_t)set, __ATOMIC_RELAXED);
    return true;
}

#define UNARY_MAP(name, function)                                                                                      \
    void autodiffMap_##name(const double *x, double *y, size_t n) { tables[autodiffInstructionSet()]->name(x, y, n); }
#define BINARY_MAP(name, function)                                                                                     \
    void autodiffMap_##name(const double *a, const double *b, double *y, size_t n) {                                   \
        tables[autodiffInstructionSet()]->name(a, b, y, n);                                                            \
    }
AUTODIFF_UNARY_FUNCTIONS(UNARY_MAP)
AUTODIFF_BINARY_FUNCTIONS(BINARY_MAP)

void autodiffMap_sincos(const double *x, double *sine, double *cosine, size_t n) {
    tables[autodiffInstructionSet()]->sincos(x, sine, cosine, n);
}
