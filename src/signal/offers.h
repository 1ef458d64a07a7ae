// Who recruits for fakes, and which staff touch the rules of subsidies? Messages that offer money
// for orders or praise, and accesses to a subsidy's rule; all other talk is forgotten at once. One
// row each in log order, 16 bytes a row.
#pragma once

#include "model/event.h"
#include "signal/orders.h"

#include <span>
#include <vector>

namespace shouxin::signal {

struct RecruitingPost {
    model::AccountIx account;  // invalid: posted by nobody known
    Seconds at_s = 0;
    EventRef event = no_event;
};

struct RuleAccess {
    model::StaffIx staff;
    Seconds at_s = 0;
    EventRef event = no_event;
    model::StaffAction action = model::StaffAction::read;

    template <class Archive>
    void archive(Archive& a) {
        a(staff, at_s, event, action);
    }
};

class Offers {
public:
    void step(std::span<const model::Event> events, std::span<const EventRef> refs);

    [[nodiscard]] std::span<const RecruitingPost> posts() const { return posts_; }

    [[nodiscard]] std::span<const RuleAccess> accesses() const { return accesses_; }

    [[nodiscard]] std::size_t bytes() const {
        return posts_.capacity() * sizeof(RecruitingPost) +
               accesses_.capacity() * sizeof(RuleAccess);
    }

    template <class Archive>
    void archive(Archive& a) {
        a(posts_, accesses_);
    }

private:
    std::vector<RecruitingPost> posts_;
    std::vector<RuleAccess> accesses_;
};

// Whether a staff resource is a rule of subsidies, by its name.
bool is_subsidy_rule(std::string_view resource);

}  // namespace shouxin::signal
