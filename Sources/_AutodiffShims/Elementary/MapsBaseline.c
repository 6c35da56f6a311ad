// The elementary functions for the baseline of the architecture: SSE2, NEON.

#define LANES 2
#define MAPS autodiffMapsBaseline
#include "Maps.h"
