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
typedef double Quad __attribute__((ext_vector_type(4), aligned(8)));
typedef int64_t QuadMask __attribute__((ext_vector_type(4)));

#define NAMED(NAME) NAME##Baseline
#define LANE_INTERPRETER autodiffRunLanesBaseline
static uint32_t LANE_INTERPRETER(
    const AutodiffLaneInstruction *, size_t, const uint32_t *, const AutodiffLaneState *, const double *, double *,
    uint32_t);
#include "LaneInterpreter.h"
#include "LaneScatter.h"
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
#include "LaneScatter.h"
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
#include "LaneScatter.h"
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

void autodiffGatherLanes(
    const double *base, const uint32_t *list, const uint32_t *runs, size_t columns, double *vectors) {
    for (size_t j = 0; j < columns; j++, list += autodiffLaneCount, vectors += autodiffLaneCount) {
        if (runs[j] != autodiffNoRun) {
            __builtin_memcpy(vectors, base + runs[j], autodiffLaneCount * sizeof(double));
        } else {
            for (int lane = 0; lane < autodiffLaneCount; lane++) vectors[lane] = base[list[lane]];
        }
    }
}

void autodiffAddLanes(
    const double *vectors, const uint32_t *list, const uint32_t *runs, size_t columns, double *totals) {
    for (size_t j = 0; j < columns; j++, list += autodiffLaneCount, vectors += autodiffLaneCount) {
        if (runs[j] != autodiffNoRun) {
            double *place = totals + runs[j];
            for (int lane = 0; lane < autodiffLaneCount; lane++) place[lane] += vectors[lane];
        } else {
            for (int lane = 0; lane < autodiffLaneCount; lane++) totals[list[lane]] += vectors[lane];
        }
    }
}

bool autodiffScatterLanes(
    const double *vectors, const uint32_t *order, size_t count, const uint32_t *firsts, double *values,
    uint32_t active) {
    if (active == (1u << autodiffLaneCount) - 1) {
        switch (autodiffInstructionSet()) {
#if defined(__x86_64__)
        case autodiffAVX512: return scatterAVX512(vectors, order, count, firsts, values);
        case autodiffAVX2: return scatterAVX2(vectors, order, count, firsts, values);
#endif
        default: return scatterBaseline(vectors, order, count, firsts, values);
        }
    }
    bool isNaN = false;
    for (int lane = 0; lane < autodiffLaneCount; lane++) {
        if (!(active >> lane & 1)) continue;
        double *row = values + firsts[lane];
        for (size_t t = 0; t < count; t++) {
            row[t] = vectors[(size_t)order[t] * autodiffLaneCount + lane];
            isNaN |= row[t] != row[t];
        }
    }
    return isNaN;
}

uint32_t autodiffUnpackLanes(
    const double *block, const uint32_t *places, size_t count, const double *constants, size_t length,
    double *const *rows, uint32_t active) {
    double *kept[autodiffLaneCount];
    uint32_t lanes[autodiffLaneCount], n = 0, bad = 0;
    for (uint32_t lane = 0; lane < autodiffLaneCount; lane++) {
        if (!(active >> lane & 1)) continue;
        kept[n] = rows[lane];
        lanes[n++] = lane;
        if (constants) __builtin_memcpy(rows[lane], constants, length * sizeof(double));
    }
    // A few vectors at a time, so that they stay near while all rows are written.
    for (size_t start = 0; start < count; start += 8) {
        size_t end = count - start < 8 ? count : start + 8;
        for (uint32_t i = 0; i < n; i++) {
            double *row = kept[i];
            const double *lane = block + lanes[i];
            for (size_t k = start; k < end; k++) {
                double x = lane[k * autodiffLaneCount];
                row[places[k]] = x;
                bad |= (uint32_t)(x != x) << lanes[i];
            }
        }
    }
    return bad;
}
