// Stands in until src/judge has its settle(): the binary links, and says that it judges nothing.
// Delete this file with the first judge.
#include "judge/judge.h"

#include <cstdio>

namespace shouxin::judge {

__attribute__((weak)) Judgement settle(
    const signal::Market& /*market*/, const model::Names& /*names*/, const Options& options) {
    std::fputs("shouxin scan: this build has no judge yet; every probability is 0.\n", stderr);
    Judgement judgement;
    judgement.thresholds = options.thresholds;
    return judgement;
}

}  // namespace shouxin::judge
