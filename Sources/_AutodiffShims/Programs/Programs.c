#include "AutodiffShims.h"
#include "AutodiffPrograms.h"

#pragma STDC FP_CONTRACT OFF

static void autodiffApply(uint32_t function, bool exact, const double *x, double *y, size_t n) {
#define EACH(F)                                                                                                        \
    for (size_t i = 0; i < n; i++) y[i] = F(x[i]);                                                                     \
    break
    switch (function) {
    case autodiffFunctionExp: EACH(exp);
    case autodiffFunctionExpm1: EACH(expm1);
    case autodiffFunctionLog: EACH(log);
    case autodiffFunctionLog1p: EACH(log1p);
    case autodiffFunctionSin: EACH(sin);
    case autodiffFunctionCos: EACH(cos);
    case autodiffFunctionTan: EACH(tan);
    case autodiffFunctionTanh: EACH(tanh);
    case autodiffFunctionSinh: EACH(sinh);
    case autodiffFunctionCosh: EACH(cosh);
    case autodiffFunctionAsin: EACH(asin);
    case autodiffFunctionAcos: EACH(acos);
    case autodiffFunctionAtan: EACH(atan);
    case autodiffFunctionCbrt: EACH(cbrt);
    case autodiffFunctionErf: EACH(erf);
    case autodiffFunctionErfc: EACH(erfc);
    case autodiffFunctionExp2: EACH(exp2);
    case autodiffFunctionLog2: EACH(log2);
    default: EACH(log10);
    }
#undef EACH
}

#define NAMED(NAME) NAME##Baseline
#define INTERPRETER autodiffRunBaseline
#include "Interpreter.h"
#undef NAMED
#undef INTERPRETER

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAMED(NAME) NAME##AVX2
#define INTERPRETER autodiffRunAVX2
#include "Interpreter.h"
#undef NAMED
#undef INTERPRETER
#pragma clang attribute pop

int64_t autodiffRun(
    const AutodiffInstruction *program, size_t count, const uint32_t *indices, double *slots, const void *host,
    AutodiffCall call, bool exact) {
    // Both calls are of one form, so that the choice costs a load and a branch that is always the same.
    if (__builtin_cpu_supports("avx2"))
        return autodiffRunAVX2(program, count, indices, slots, host, call, exact);
    return autodiffRunBaseline(program, count, indices, slots, host, call, exact);
}
#else
int64_t autodiffRun(
    const AutodiffInstruction *program, size_t count, const uint32_t *indices, double *slots, const void *host,
    AutodiffCall call, bool exact) {
    return autodiffRunBaseline(program, count, indices, slots, host, call, exact);
}
#endif
