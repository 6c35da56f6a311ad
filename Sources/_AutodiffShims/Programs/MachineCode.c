#include "AutodiffMachineCode.h"

#include "AutodiffElementary.h"
#include "AutodiffPrograms.h"
#include "Apply.h"
#include "../Elementary/MapTable.h"

#if defined(__x86_64__) && (defined(__linux__) || defined(__APPLE__))

#include <string.h>
#include <sys/mman.h>

bool autodiffRunsMachineCode(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx");
}

// Memory is never writable and executable at once, which some systems refuse.
const void *autodiffLoadCode(const uint8_t *code, size_t size) {
    void *place = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (place == MAP_FAILED) return NULL;
    memcpy(place, code, size);
    if (mprotect(place, size, PROT_READ | PROT_EXEC) == 0) return place;
    munmap(place, size);
    return NULL;
}

void autodiffUnloadCode(const void *code, size_t size) { munmap((void *)code, size); }

#else

bool autodiffRunsMachineCode(void) { return false; }
const void *autodiffLoadCode(const uint8_t *code, size_t size) { return NULL; }
void autodiffUnloadCode(const void *code, size_t size) {}

#endif

typedef int32_t Code(double *slots, const void *host);

int32_t autodiffRunCode(const void *code, double *slots, const void *host) { return ((Code *)code)(slots, host); }

const void *autodiffApplyAddress(void) { return (const void *)autodiffApply; }
const void *autodiffApplyToTwoAddress(void) { return (const void *)autodiffApplyToTwo; }
const void *autodiffReduceAddress(void) { return (const void *)autodiffReduce; }

const void *autodiffSinCosAddress(size_t n) {
    return n <= 4 ? (const void *)autodiffMapsBaseline.sincos : (const void *)autodiffMap_sincos;
}
