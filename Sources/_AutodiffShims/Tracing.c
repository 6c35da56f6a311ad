#include "AutodiffTracing.h"

_Thread_local AutodiffTrace autodiffTraceOfThread;
