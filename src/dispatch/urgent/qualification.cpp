#include "dispatch/urgent/qualification.h"

#include "base/must.h"

#include <array>

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

std::string_view code_of(Bar bar) {
    constexpr std::array<std::string_view, 6> codes{
        "none", "no_skill", "no_licence", "no_brand", "no_area", "no_partner"};
    const auto at = static_cast<std::size_t>(bar);
    MUST(at < codes.size());
    return codes[at];
}

}  // namespace shouxin::dispatch::urgent
