// The divisions of the program, loaded once for the tests.
#pragma once

#include "region/regions.h"

namespace shouxin::region {

inline const Regions& embedded_regions() {
    static const Regions regions = Regions::embedded();
    return regions;
}

}  // namespace shouxin::region
