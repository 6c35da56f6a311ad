#include "AutodiffCalls.h"

_Thread_local uint32_t autodiffCallOfThread;

uint32_t autodiffFirstCallOfBlock(void) {
    static uint32_t blocks;
    uint32_t block = __atomic_fetch_add(&blocks, 1, __ATOMIC_RELAXED) & 0x1fffff;
    // A multiple of 1,024 is no call's number; 0 would be the mark of functions that are generic over their scalar.
    return block << 10 | 1;
}
