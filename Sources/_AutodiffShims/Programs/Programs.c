#include "AutodiffShims.h"
#include "AutodiffElementary.h"
#include "AutodiffMachineCode.h"
#include "AutodiffPrograms.h"
#include "../Elementary/MapTable.h"
#include "Apply.h"

#pragma STDC FP_CONTRACT OFF

typedef void AutodiffMap(const double *x, double *y, size_t n);

// The C library's functions, one by one.
#define SCALAR(F)                                                                                                      \
    static void exact_##F(const double *x, double *y, size_t n) {                                                      \
        for (size_t i = 0; i < n; i++) y[i] = F(x[i]);                                                                 \
    }
SCALAR(exp)
SCALAR(expm1)
SCALAR(log)
SCALAR(log1p)
SCALAR(sin)
SCALAR(cos)
SCALAR(tan)
SCALAR(tanh)
SCALAR(sinh)
SCALAR(cosh)
SCALAR(asin)
SCALAR(acos)
SCALAR(atan)
SCALAR(cbrt)
SCALAR(erf)
SCALAR(erfc)
SCALAR(exp2)
SCALAR(log2)
SCALAR(log10)
SCALAR(asinh)
SCALAR(acosh)
SCALAR(atanh)

typedef struct {
    AutodiffMap *exact, *few, *many;
} AutodiffFunction;

// A vector of the machine's widest set costs more than a few numbers are worth; the bits are the same.
#define FUNCTION(NUMBER, F) [NUMBER] = {exact_##F, few_##F, autodiffMap_##F},
#define FEW(F)                                                                                                         \
    static void few_##F(const double *x, double *y, size_t n) { autodiffMapsBaseline.F(x, y, n); }
FEW(exp)
FEW(expm1)
FEW(log)
FEW(log1p)
FEW(sin)
FEW(cos)
FEW(tan)
FEW(tanh)
FEW(sinh)
FEW(cosh)
FEW(asin)
FEW(acos)
FEW(atan)
FEW(cbrt)
FEW(erf)
FEW(erfc)
FEW(exp2)
FEW(log2)
FEW(log10)
FEW(asinh)
FEW(acosh)
FEW(atanh)

static const AutodiffFunction functions[autodiffFunctionCount] = {
    FUNCTION(autodiffFunctionExp, exp) FUNCTION(autodiffFunctionExpm1, expm1) FUNCTION(autodiffFunctionLog, log)
    FUNCTION(autodiffFunctionLog1p, log1p) FUNCTION(autodiffFunctionSin, sin) FUNCTION(autodiffFunctionCos, cos)
    FUNCTION(autodiffFunctionTan, tan) FUNCTION(autodiffFunctionTanh, tanh) FUNCTION(autodiffFunctionSinh, sinh)
    FUNCTION(autodiffFunctionCosh, cosh) FUNCTION(autodiffFunctionAsin, asin) FUNCTION(autodiffFunctionAcos, acos)
    FUNCTION(autodiffFunctionAtan, atan) FUNCTION(autodiffFunctionCbrt, cbrt) FUNCTION(autodiffFunctionErf, erf)
    FUNCTION(autodiffFunctionErfc, erfc) FUNCTION(autodiffFunctionExp2, exp2) FUNCTION(autodiffFunctionLog2, log2)
    FUNCTION(autodiffFunctionLog10, log10) FUNCTION(autodiffFunctionAsinh, asinh)
    FUNCTION(autodiffFunctionAcosh, acosh) FUNCTION(autodiffFunctionAtanh, atanh)
};

const void *autodiffFunctionAddress(uint32_t number, bool exact, size_t n) {
    const AutodiffFunction *function = &functions[number];
    return (const void *)(exact ? function->exact : n <= 4 ? function->few : function->many);
}

// A function of at most a block of numbers; y is apart from x.
void autodiffApply(uint32_t number, bool exact, const double *x, double *y, size_t n) {
    if (functions[number].exact) {
        (exact ? functions[number].exact : n <= 4 ? functions[number].few : functions[number].many)(x, y, n);
        return;
    }
    if (!exact && number == autodiffFunctionSigmoid) {
        (n <= 4 ? autodiffMapsBaseline.sigmoid : autodiffMap_sigmoid)(x, y, n);
        return;
    }
    if (!exact && number == autodiffFunctionSoftplus) {
        (n <= 4 ? autodiffMapsBaseline.softplus : autodiffMap_softplus)(x, y, n);
        return;
    }
    // The rest is made of the exponential of -|x| or -2|x|, which doesn't overflow.
    double room[256];
    double scale = number == autodiffFunctionTanhSlope ? -2 : -1;
    for (size_t i = 0; i < n; i++) room[i] = scale * __builtin_fabs(x[i]);
    autodiffApply(autodiffFunctionExp, exact, room, y, n);
    switch (number) {
    case autodiffFunctionSigmoid:
        for (size_t i = 0; i < n; i++) y[i] = (x[i] < 0 ? y[i] : 1) / (1 + y[i]);
        break;
    case autodiffFunctionSigmoidSlope:
        for (size_t i = 0; i < n; i++) y[i] = y[i] / ((1 + y[i]) * (1 + y[i]));
        break;
    case autodiffFunctionTanhSlope:
        for (size_t i = 0; i < n; i++) y[i] = 4 * y[i] / ((1 + y[i]) * (1 + y[i]));
        break;
    default:
        autodiffApply(autodiffFunctionLog1p, exact, y, room, n);
        for (size_t i = 0; i < n; i++) y[i] = x[i] > 0 ? x[i] + room[i] : room[i];
        break;
    }
}

// A function of two arguments, likewise.
void autodiffApplyToTwo(
    uint32_t number, bool exact, const double *x, const double *y, double *z, size_t n) {
    if (exact) {
        for (size_t i = 0; i < n; i++)
            z[i] = number == autodiffFunctionPow     ? (y[i] == 2 ? x[i] * x[i] : pow(x[i], y[i]))
                   : number == autodiffFunctionAtan2 ? atan2(x[i], y[i])
                                                     : hypot(x[i], y[i]);
        return;
    }
    switch (number) {
    case autodiffFunctionPow: (n <= 4 ? autodiffMapsBaseline.pow : autodiffMap_pow)(x, y, z, n); break;
    case autodiffFunctionAtan2: (n <= 4 ? autodiffMapsBaseline.atan2 : autodiffMap_atan2)(x, y, z, n); break;
    default: (n <= 4 ? autodiffMapsBaseline.hypot : autodiffMap_hypot)(x, y, z, n); break;
    }
}

// The sum of the others' shares of the largest is added to 1 by log1p, from the first to the last, as `logSumExp` does it.
static double logSumExp(bool exact, const double *x, size_t n) {
    size_t largest = 0;
    bool isNaN = false;
    for (size_t i = 0; i < n; i++) {
        if (x[i] > x[largest]) largest = i;
        isNaN |= x[i] != x[i];
    }
    double shift = x[largest];
    if (isNaN) return __builtin_nan("");
    if (shift - shift != 0) return shift;
    double total = 0, room[256], terms[256];
    for (size_t start = 0; start < n; start += 256) {
        size_t count = n - start < 256 ? n - start : 256;
        for (size_t i = 0; i < count; i++) room[i] = x[start + i] - shift;
        autodiffApply(autodiffFunctionExp, exact, room, terms, count);
        for (size_t i = 0; i < count; i++)
            if (start + i != largest) total += terms[i];
    }
    double logarithm;
    autodiffApply(autodiffFunctionLog1p, exact, &total, &logarithm, 1);
    return logarithm + shift;
}

double autodiffReduce(uint8_t op, bool exact, const double *x, size_t n) {
    if (op == autodiffOpLogSumExp) return logSumExp(exact, x, n);
    double best = x[0];
    bool isNaN = best != best;
    for (size_t i = 1; i < n; i++) {
        best = (op == autodiffOpLargest ? x[i] > best : x[i] < best) ? x[i] : best;
        isNaN |= x[i] != x[i];
    }
    return isNaN ? __builtin_nan("") : best;
}

double autodiffValue(uint32_t function, bool exact, double x) {
    double y;
    autodiffApply(function, exact, &x, &y, 1);
    return y;
}

double autodiffValueOfTwo(uint32_t function, bool exact, double x, double y) {
    double z;
    autodiffApplyToTwo(function, exact, &x, &y, &z, 1);
    return z;
}

#define NAMED(NAME) NAME##Baseline
#define INTERPRETER autodiffRunBaseline
#include "Interpreter.h"
#undef NAMED
#undef INTERPRETER

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAMED(NAME) NAME##AVX2
#define INTERPRETER autodiffRunAVX2
#include "Interpreter.h"
#undef NAMED
#undef INTERPRETER
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define NAMED(NAME) NAME##AVX512
#define INTERPRETER autodiffRunAVX512
#include "Interpreter.h"
#undef NAMED
#undef INTERPRETER
#pragma clang attribute pop
#endif

int64_t autodiffRun(
    const AutodiffInstruction *program, size_t count, const uint32_t *indices, double *slots, const void *host,
    AutodiffCall call, bool exact) {
    switch (autodiffInstructionSet()) {
#if defined(__x86_64__)
    case autodiffAVX512: return autodiffRunAVX512(program, count, indices, slots, host, call, exact);
    case autodiffAVX2: return autodiffRunAVX2(program, count, indices, slots, host, call, exact);
#endif
    default: return autodiffRunBaseline(program, count, indices, slots, host, call, exact);
    }
}
