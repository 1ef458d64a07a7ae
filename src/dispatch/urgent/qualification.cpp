#include "dispatch/urgent/qualification.h"

namespace shouxin::dispatch::urgent {
namespace {

bool lacks(const Kinds& kinds, const std::optional<Kind>& wanted) {
    return wanted && (*wanted >= kinds_max || !kinds.test(*wanted));
}

}  // namespace

Bar bar(const Qualification& who, const Requirement& job) {
    if (job.skill >= kinds_max || !who.skills.test(job.skill)) {
        return Bar::skill;
    }
    if (lacks(who.licences, job.licence)) {
        return Bar::licence;
    }
    if (lacks(who.brands, job.brand)) {
        return Bar::brand;
    }
    if (who.areas.any() && lacks(who.areas, job.area)) {
        return Bar::area;
    }
    return job.partner && job.partner != who.partner ? Bar::partner : Bar::none;
}

}  // namespace shouxin::dispatch::urgent
