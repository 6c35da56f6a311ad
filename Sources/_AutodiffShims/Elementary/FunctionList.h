// The elementary functions by name: X(name of the map, function on lanes).

#ifndef AUTODIFF_FUNCTION_LIST_H
#define AUTODIFF_FUNCTION_LIST_H

#define AUTODIFF_UNARY_FUNCTIONS(X)                                                                                    \
    X(exp, lanesExp)                                                                                                   \
    X(expm1, lanesExpm1)                                                                                               \
    X(exp2, lanesExp2)                                                                                                 \
    X(log, lanesLog)                                                                                                   \
    X(log1p, lanesLog1p)                                                                                               \
    X(log2, lanesLog2)                                                                                                 \
    X(log10, lanesLog10)                                                                                               \
    X(softplus, lanesSoftplus)                                                                                         \
    X(sigmoid, lanesSigmoid)                                                                                           \
    X(sin, lanesSin)                                                                                                   \
    X(cos, lanesCos)                                                                                                   \
    X(tan, lanesTan)                                                                                                   \
    X(asin, lanesAsin)                                                                                                 \
    X(acos, lanesAcos)                                                                                                 \
    X(atan, lanesAtan)                                                                                                 \
    X(sinh, lanesSinh)                                                                                                 \
    X(cosh, lanesCosh)                                                                                                 \
    X(tanh, lanesTanh)                                                                                                 \
    X(asinh, lanesAsinh)                                                                                               \
    X(acosh, lanesAcosh)                                                                                               \
    X(atanh, lanesAtanh)                                                                                               \
    X(erf, lanesErf)                                                                                                   \
    X(erfc, lanesErfc)                                                                                                 \
    X(sqrt, lanesSqrt)                                                                                                 \
    X(cbrt, lanesCbrt)

#define AUTODIFF_BINARY_FUNCTIONS(X)                                                                                   \
    X(pow, lanesPow)                                                                                                   \
    X(atan2, lanesAtan2)                                                                                               \
    X(hypot, lanesHypot)

#endif
