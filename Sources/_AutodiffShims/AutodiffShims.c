#include "AutodiffShims.h"

#if __has_include(<sys/mman.h>) && !defined(__wasi__)
#include <sys/mman.h>

void *autodiffMapPages(size_t bytes) {
    void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return pages == MAP_FAILED ? NULL : pages;
}
#else
void *autodiffMapPages(size_t bytes) { return NULL; }
#endif
