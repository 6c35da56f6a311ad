/// What Swift can't say or can't see on every platform: arithmetic on whole vectors of doubles, whether a value is known to
/// the compiler, and the C library's mathematics and threads.
///
/// The standard library's arithmetic on SIMD vectors of floating-point numbers is a loop over the lanes; whether the
/// optimiser makes vector instructions of it depends on what stands around it, and for 16 lanes it often doesn't. Here each
/// function is a few vector instructions wherever it is inlined.

#ifndef AUTODIFF_SHIMS_H
#define AUTODIFF_SHIMS_H

// With these two headers here, no Swift file needs to know whether the C library's module is called Darwin, Glibc, Musl or
// Android.
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

// A product and a sum are rounded each by itself, whatever the processor: every mode gives the same bits.
#pragma STDC FP_CONTRACT OFF

#define AUTODIFF_INLINE static inline __attribute__((always_inline))

/// Whether the optimiser knows `value`, and it is 0.
AUTODIFF_INLINE bool autodiffIsKnownZero(uint64_t value) { return __builtin_constant_p(value) && value == 0; }

/// Asks for the memory at `address` ahead of its use.
AUTODIFF_INLINE void autodiffPrefetch(const void *address) { __builtin_prefetch(address); }

// Two functions of the C library that <math.h> declares only where feature macros ask for GNU or POSIX extensions, which the
// Swift compiler does not set.
#if defined(__linux__) || defined(__wasi__)
extern void sincos(double x, double *sine, double *cosine);
#endif
#if defined(__linux__) || defined(__wasi__) || defined(__APPLE__) || defined(__FreeBSD__)
extern double lgamma_r(double x, int *sign);
#endif

/// sin x and cos x, with the bits of `sin` and `cos`; from one reduction of the argument where the C library can.
AUTODIFF_INLINE void autodiffSinCos(double x, double *sine, double *cosine) {
#if defined(__linux__) || defined(__wasi__)
    sincos(x, sine, cosine);
#else
    *sine = sin(x);
    *cosine = cos(x);
#endif
}

/// log |Γ(x)|. Where there is a choice not by `lgamma`, which writes the sign of Γ(x) to a global variable: a data race.
AUTODIFF_INLINE double autodiffLogGamma(double x) {
#if defined(__linux__) || defined(__wasi__) || defined(__APPLE__) || defined(__FreeBSD__)
    int sign;
    return lgamma_r(x, &sign);
#else
    return lgamma(x);
#endif
}

#define AUTODIFF_VECTOR(N)                                                                                             \
    typedef double autodiff_double##N __attribute__((ext_vector_type(N)));                                             \
                                                                                                                       \
    AUTODIFF_INLINE autodiff_double##N autodiffAdd##N(autodiff_double##N s, autodiff_double##N t) { return s + t; }    \
                                                                                                                       \
    AUTODIFF_INLINE autodiff_double##N autodiffSubtract##N(autodiff_double##N s, autodiff_double##N t) {               \
        return s - t;                                                                                                  \
    }                                                                                                                  \
                                                                                                                       \
    AUTODIFF_INLINE autodiff_double##N autodiffNegate##N(autodiff_double##N t) { return -t; }                          \
                                                                                                                       \
    AUTODIFF_INLINE autodiff_double##N autodiffMultiply##N(double p, autodiff_double##N s) { return p * s; }           \
                                                                                                                       \
    AUTODIFF_INLINE autodiff_double##N autodiffProduct##N(autodiff_double##N s, autodiff_double##N t) {                \
        return s * t;                                                                                                  \
    }                                                                                                                  \
                                                                                                                       \
    AUTODIFF_INLINE bool autodiffIsZero##N(autodiff_double##N t) { return !__builtin_reduce_or(t != 0); }              \
                                                                                                                       \
    AUTODIFF_INLINE bool autodiffHasNaN##N(autodiff_double##N t) { return __builtin_reduce_or(t != t); }               \
                                                                                                                       \
    /* t - t is 0 where t is finite, else nan. */                                                                      \
    AUTODIFF_INLINE bool autodiffIsFinite##N(autodiff_double##N t) { return !__builtin_reduce_or(t - t != 0); }        \
                                                                                                                       \
    /* p * s, and 0 where s is 0: that is in doubt only where p is not finite. */                                      \
    AUTODIFF_INLINE autodiff_double##N autodiffChain##N(double p, autodiff_double##N s) {                              \
        if (__builtin_expect(__builtin_fabs(p) < __builtin_inf(), 1)) return p * s;                                    \
        return s == 0 ? (autodiff_double##N)0 : p * s;                                                                 \
    }                                                                                                                  \
                                                                                                                       \
    /* p * s + q * t, where a product with 0 is 0. */                                                                  \
    AUTODIFF_INLINE autodiff_double##N autodiffChainSum##N(                                                            \
        double p, autodiff_double##N s, double q, autodiff_double##N t) {                                              \
        if (__builtin_expect(__builtin_fabs(p + q) < __builtin_inf(), 1)) return p * s + q * t;                        \
        return (s == 0 ? (autodiff_double##N)0 : p * s) + (t == 0 ? (autodiff_double##N)0 : q * t);                    \
    }

AUTODIFF_VECTOR(2)
AUTODIFF_VECTOR(4)
AUTODIFF_VECTOR(8)
AUTODIFF_VECTOR(16)

// For the tape: an identity that another thread may look at, the lock of the pool, and memory for headers.
#include <pthread.h>
#include <stddef.h>
#if __has_include(<sys/mman.h>) && !defined(__wasi__)
#include <sys/mman.h>
#endif

/// What is at `address`, whole, even while another thread writes it.
AUTODIFF_INLINE uint64_t autodiffLoadRelaxed(const uint64_t *address) {
    return __atomic_load_n(address, __ATOMIC_RELAXED);
}

/// Writes `value`, so that another thread reads the old value or the new one.
AUTODIFF_INLINE void autodiffStoreRelaxed(uint64_t *address, uint64_t value) {
    __atomic_store_n(address, value, __ATOMIC_RELAXED);
}

/// Writes `value`, so that a thread which finds it sees what was written before.
AUTODIFF_INLINE void autodiffStoreRelease(uint64_t *address, uint64_t value) {
    __atomic_store_n(address, value, __ATOMIC_RELEASE);
}

/// Writes `value`, and returns what was there before: of several threads that write, one gets it.
AUTODIFF_INLINE uint64_t autodiffExchange(uint64_t *address, uint64_t value) {
    return __atomic_exchange_n(address, value, __ATOMIC_ACQ_REL);
}

/// A number, not 0, that tells this thread from the others.
AUTODIFF_INLINE uint64_t autodiffThread(void) { return (uint64_t)(uintptr_t)pthread_self(); }

/// Pages of zeros, or NULL. Their address carries no tag, where the heap's do.
AUTODIFF_INLINE void *autodiffMapPages(size_t bytes) {
#ifdef MAP_ANON
    void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return pages == MAP_FAILED ? NULL : pages;
#else
    return NULL;
#endif
}

#endif
