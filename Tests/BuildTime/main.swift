import Autodiff

// The verbs that are named on the command line, as in `-D HESSIAN`.

let point = [0.5, 0.03, 0.02, 0.6, 30, 4]
let direction = [1, 0.2, -0.3, 0.5, -1, 2]
#if GRADIENT
print(gradient(at: point, of: Fit()))
#endif
#if JACOBIAN
print(jacobian(at: point, of: Fit()))
#endif
#if COMPARE
print(compareJacobians(at: point, of: Fit()))
#endif
#if JVP
print(jvp(at: point, along: direction, of: Fit()).tangent)
#endif
#if HVP
print(hvp(at: point, along: direction, of: Fit()).product)
#endif
#if HESSIAN
print(hessian(at: point, of: Fit()))
#endif
#if DIAGONAL
print(hessianDiagonal(at: point, of: Fit()))
#endif
#if COMPILED
let compiled = compile(Fit(), at: point)
print(gradient(at: point, of: compiled), hvp(at: point, along: direction, of: compiled).product)
print(hessian(at: point, of: compiled), jacobian(at: point, of: gradient(of: compiled)))
#endif
