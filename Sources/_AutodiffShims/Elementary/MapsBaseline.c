// The elementary functions for the baseline of the architecture: SSE2, NEON. Each vector is two of the machine's.

#define LANES 4
#define MAPS autodiffMapsBaseline
#include "Maps.h"
