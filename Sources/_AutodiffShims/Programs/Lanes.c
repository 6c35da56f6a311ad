#include "AutodiffElementary.h"
#include "AutodiffLanes.h"
#include "AutodiffPrograms.h"
#include "Apply.h"

#pragma STDC FP_CONTRACT OFF

// How vectors that are wider than the machine's are passed depends on the instruction set; all that pass them are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

typedef double Wide __attribute__((ext_vector_type(autodiffLaneCount), aligned(64)));
typedef uint64_t WideBits __attribute__((ext_vector_type(autodiffLaneCount), aligned(64)));
typedef int64_t WideMask __attribute__((ext_vector_type(autodiffLaneCount), aligned(64)));

#define NAMED(NAME) NAME##Baseline
#define LANE_INTERPRETER autodiffRunLanesBaseline
static uint32_t LANE_INTERPRETER(
    const AutodiffLaneInstruction *, size_t, const uint32_t *, const AutodiffLaneState *, const double *, double *,
    uint32_t);
#include "LaneInterpreter.h"
#undef NAMED
#undef LANE_INTERPRETER

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAMED(NAME) NAME##AVX2
#define LANE_INTERPRETER autodiffRunLanesAVX2
static uint32_t LANE_INTERPRETER(
    const AutodiffLaneInstruction *, size_t, const uint32_t *, const AutodiffLaneState *, const double *, double *,
    uint32_t);
#include "LaneInterpreter.h"
#undef NAMED
#undef LANE_INTERPRETER
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define NAMED(NAME) NAME##AVX512
#define LANE_INTERPRETER autodiffRunLanesAVX512
static uint32_t LANE_INTERPRETER(
    const AutodiffLaneInstruction *, size_t, const uint32_t *, const AutodiffLaneState *, const double *, double *,
    uint32_t);
#include "LaneInterpreter.h"
#undef NAMED
#undef LANE_INTERPRETER
#pragma clang attribute pop
#endif

uint32_t autodiffRunLanes(
    const AutodiffLaneInstruction *program, size_t count, const uint32_t *lists, const AutodiffLaneState *state,
    const double *data, double *results, uint32_t active) {
    switch (autodiffInstructionSet()) {
#if defined(__x86_64__)
    case autodiffAVX512: return autodiffRunLanesAVX512(program, count, lists, state, data, results, active);
    case autodiffAVX2: return autodiffRunLanesAVX2(program, count, lists, state, data, results, active);
#endif
    default: return autodiffRunLanesBaseline(program, count, lists, state, data, results, active);
    }
}

void autodiffPackLanes(const double *const *rows, size_t columns, double *block) {
    for (int lane = 0; lane < autodiffLaneCount; lane++) {
        const double *row = rows[lane];
        for (size_t j = 0; j < columns; j++) block[j * autodiffLaneCount + lane] = row[j];
    }
}

void autodiffGatherLanes(const double *base, const uint32_t *list, size_t count, double *vectors) {
    for (size_t i = 0; i < count; i++) vectors[i] = base[list[i]];
}

void autodiffUnpackLanes(const double *block, size_t columns, double *const *rows, size_t count) {
    for (size_t lane = 0; lane < count; lane++) {
        double *row = rows[lane];
        for (size_t j = 0; j < columns; j++) row[j] = block[j * autodiffLaneCount + lane];
    }
}
