#include "AutodiffShims.h"
