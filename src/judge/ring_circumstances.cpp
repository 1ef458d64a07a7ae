#include "judge/ring_circumstances.h"

#include "judge/facts.h"
#include "signal/constants.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace shouxin::judge {

namespace {

using model::StaffAction;
using signal::EventRef;

// What to count: accesses of at least this weight (read, write, override), this long before.
struct Watch {
    StaffAction least;
    signal::Seconds before_s;
};

constexpr Watch watches[] = {
    {StaffAction::read, signal::constants::staff_before_s},
    {StaffAction::write, signal::constants::staff_before_s / 2},
    {StaffAction::override_rule, signal::constants::staff_before_s / 2}};

struct Trail {
    std::uint32_t staff = 0;
    std::vector<EventRef> events = {};
    double expected = 0.0;  // of one member of staff in such a time
    double chance =
        1.0;  // that anybody shows as much: people * e^k / k!, a bound on Poisson's tail
    signal::Seconds before_s = 0;
};

// When the run began: a twentieth of its orders may be stray.
signal::Seconds begin_of(const signal::Links& links, const Ring& ring) {
    std::vector<signal::Seconds> times;
    for (const model::OrderIx order : ring.orders) {
        times.push_back(links.orders[order.value].placed_s);
    }
    const auto place = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 20);
    std::ranges::nth_element(times, place);
    return *place;
}

// Of one member of staff.
struct Accesses {
    std::vector<EventRef> before;  // in the watched time
    double elsewhere = 0.0;
};

// Whose accesses gather most against his own habit, or his colleagues' if those do more: who keeps
// the rule reads it daily.
Trail busiest(
    const signal::Market& market, double people, signal::Seconds begin, const Watch& watch) {
    std::map<std::uint32_t, Accesses> by_staff;
    signal::Seconds first = begin;
    signal::Seconds last = begin;
    double elsewhere = 0.0;
    for (const signal::RuleAccess& access : market.offers.accesses()) {
        first = std::min(first, access.at_s);
        last = std::max(last, access.at_s);
        if (access.action < watch.least) {
            continue;
        }
        Accesses& own = by_staff[access.staff.value];
        if (access.at_s + watch.before_s >= begin && access.at_s < begin) {
            own.before.push_back(access.event);
        } else {
            own.elsewhere += 1.0;
            elsewhere += 1.0;
        }
    }
    const double times = std::max(1.0, static_cast<double>(last - first) / watch.before_s);
    Trail best;
    for (auto& [staff, own] : by_staff) {
        Trail trail{.staff = staff, .events = std::move(own.before), .before_s = watch.before_s};
        trail.expected = std::max(own.elsewhere, (elsewhere + 1.0) / people) / times;
        trail.chance = trail.events.empty() ? 1.0 : people;
        for (std::size_t k = 1; k <= trail.events.size(); ++k) {
            trail.chance *= trail.expected / static_cast<double>(k);
        }
        if (trail.chance < best.chance) {
            best = std::move(trail);
        }
    }
    return best;
}

std::optional<Fact> staff_trail(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Ring& ring) {
    if (ring.scheme != "subsidy" || ring.orders.empty()) {
        return std::nullopt;
    }
    Trail best;
    const double people = std::max(1.0, static_cast<double>(names.staff.size()));
    for (const Watch& watch : watches) {
        Trail trail = busiest(market, people, begin_of(links, ring), watch);
        if (trail.chance < best.chance) {
            best = std::move(trail);
        }
    }
    if (best.chance > signal::constants::staff_chance) {
        return std::nullopt;
    }
    const std::string_view name = names.staff[{best.staff}];
    const auto days = best.before_s / signal::constants::day_s;
    return Fact{
        model::Reason::staff_trail,
        fmt::format(
            "开始套取补贴之前 {} 天内，员工 {} 查看或改动补贴规则 {} 次；按平常，一人只应有约 "
            "{:.2f} 次。",
            days,
            name,
            best.events.size(),
            best.expected),
        fmt::format(
            "In the {} days before the run staff member {} read or changed the subsidy's rule {} "
            "times, where {:.2f} are usual.",
            days,
            name,
            best.events.size(),
            best.expected),
        cited(best.events)};
}

std::optional<Fact> recruiting(const signal::Market& market, const Ring& ring) {
    std::set<std::uint32_t> members;
    for (const Member& member : ring.members) {
        if (member.kind == MemberKind::account) {
            members.insert(member.index);
        }
    }
    std::set<std::uint32_t> recruiters;
    std::vector<EventRef> events;
    for (const signal::RecruitingPost& post : market.offers.posts()) {
        if (members.contains(post.account.value)) {
            recruiters.insert(post.account.value);
            events.push_back(post.event);
        }
    }
    if (events.empty()) {
        return std::nullopt;
    }
    return Fact{
        model::Reason::recruiting_post,
        fmt::format(
            "本团伙的 {} 个账号发布过 {} 条出钱请人下单或写好评的信息。",
            recruiters.size(),
            events.size()),
        fmt::format(
            "{} accounts of the ring posted {} offers of money for orders or praise.",
            recruiters.size(),
            events.size()),
        cited(events)};
}

}  // namespace

std::vector<Fact> circumstances_of(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Ring& ring) {
    std::vector<Fact> facts;
    for (std::optional<Fact> fact :
         {staff_trail(market, links, names, ring), recruiting(market, ring)}) {
        if (fact) {
            facts.push_back(std::move(*fact));
        }
    }
    return facts;
}

}  // namespace shouxin::judge
