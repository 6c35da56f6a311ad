/// What a thread keeps of a run that is watched: Swift has no variable of a thread's own.

#ifndef AUTODIFF_TRACING_H
#define AUTODIFF_TRACING_H

#include <stdint.h>

typedef struct {
    /// A hash of the outcomes of all comparisons so far, and of the bits of all numbers that were read.
    uint64_t path;
    /// How many of them looked at something that depends on an input.
    uint64_t branches;
    /// Where operations are recorded; null while none are.
    void *_Nullable tape;
} AutodiffTrace;

extern _Thread_local AutodiffTrace autodiffTraceOfThread;

/// The calling thread's.
static inline __attribute__((always_inline)) AutodiffTrace *_Nonnull autodiffTrace(void) { return &autodiffTraceOfThread; }

#endif
