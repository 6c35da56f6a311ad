/// The numbers by which calls of forward mode are told apart: Swift has no variable of a thread's own, and a counter that all
/// threads share would take as long as the derivative of a short formula.

#ifndef AUTODIFF_CALLS_H
#define AUTODIFF_CALLS_H

#include <stdint.h>

/// The number that the calling thread gives away next, unless a block of 1,024 begins with it.
extern _Thread_local uint32_t autodiffCallOfThread;

/// A number of a new block, which no other thread has.
uint32_t autodiffFirstCallOfBlock(void);

/// A number from 1 to 2^31 - 1 that no call has had, in whichever thread. (They repeat when 2^21 blocks are used up.)
static inline __attribute__((always_inline)) uint32_t autodiffNextCall(void) {
    uint32_t call = autodiffCallOfThread;
    if (__builtin_expect((call & 1023) == 0, 0)) call = autodiffFirstCallOfBlock();
    autodiffCallOfThread = call + 1;
    return call;
}

#endif
