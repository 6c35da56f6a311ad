// All elementary functions on lanes, for a file that is compiled for one width and one instruction set:
//
//     #define LANES 8
//     #pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
//     #include "ElementaryFunctions.h"
//     … loops that call lanesExp(x), lanesPow(x, y) …
//     #pragma clang attribute pop
//
// Include the system's headers before the push. The bits of a result depend on the argument alone: not on the width,
// the lane, the neighbours, or the instruction set. Each function is inlined where it is called, some fifty to three
// hundred instructions; a rare argument (a subnormal one, a huge angle) takes a branch for its whole vector.

#include "ArcTangent.h"
#include "ErrorFunction.h"
#include "Hyperbolic.h"
#include "InverseHyperbolic.h"
#include "Logarithm.h"
#include "Power.h"
#include "Trigonometric.h"
