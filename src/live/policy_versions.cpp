#include "live/policy_versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shouxin::live {
namespace {

void decide(PolicyVersion& version, const PolicyVersions::Who& who) {
    version.decided_by = who.by;
    version.decided_ms = who.at_ms;
    version.decided_reason = who.reason;
}

}  // namespace

std::string_view name_of(PolicyState state) {
    constexpr std::array<std::string_view, 4> names{"proposed", "in-force", "replaced", "rejected"};
    return names[static_cast<std::size_t>(state)];
}

Result<std::uint32_t> PolicyVersions::propose(std::string_view text, const Who& who) {
    const auto waiting = std::ranges::count(all_, PolicyState::proposed, &PolicyVersion::state);
    if (static_cast<std::size_t>(waiting) >= proposed_max) {
        return fail(
            Failure::exhausted,
            fmt::format(
                "{} policies wait for approval: approve or reject some before you propose more",
                proposed_max));
    }
    PolicyVersion version;
    version.version = static_cast<std::uint32_t>(all_.size() + 1);
    version.text = text;
    version.by = who.by;
    version.at_ms = who.at_ms;
    version.reason = who.reason;
    all_.push_back(std::move(version));
    if (all_.size() == 1) {
        put_in_force(all_.back(), who);
    }
    return all_.back().version;
}

Result<PolicyVersion*> PolicyVersions::find(std::uint32_t version) {
    if (version == 0 || version > all_.size()) {
        return fail(
            Failure::not_found,
            fmt::format("there is no policy version {}: there are 1 to {}", version, all_.size()));
    }
    return &all_[version - 1];
}

Result<void> PolicyVersions::approve(std::uint32_t version, const Who& who) {
    TRY(PolicyVersion* const found, find(version));
    if (found->state != PolicyState::proposed) {
        return fail(
            Failure::conflict,
            fmt::format(
                "policy version {} is {}, only a proposed one can be approved",
                version,
                name_of(found->state)));
    }
    if (found->by == who.by) {
        return fail(
            Failure::forbidden,
            "you proposed this policy: somebody else must approve it, so that four eyes saw it");
    }
    put_in_force(*found, who);
    return {};
}

Result<void> PolicyVersions::reject(std::uint32_t version, const Who& who) {
    TRY(PolicyVersion* const found, find(version));
    if (found->state != PolicyState::proposed) {
        return fail(
            Failure::conflict,
            fmt::format(
                "policy version {} is {}, only a proposed one can be rejected",
                version,
                name_of(found->state)));
    }
    found->state = PolicyState::rejected;
    decide(*found, who);
    return {};
}

Result<void> PolicyVersions::restore(std::uint32_t version, const Who& who) {
    TRY(PolicyVersion* const found, find(version));
    if (found->state != PolicyState::replaced) {
        return fail(
            Failure::conflict,
            fmt::format(
                "policy version {} is {}, only one that was in force before can be restored",
                version,
                name_of(found->state)));
    }
    put_in_force(*found, who);
    return {};
}

void PolicyVersions::put_in_force(PolicyVersion& version, const Who& who) {
    if (in_force_ != 0) {
        all_[in_force_ - 1].state = PolicyState::replaced;
    }
    version.state = PolicyState::in_force;
    decide(version, who);
    in_force_ = version.version;
}

}  // namespace shouxin::live
