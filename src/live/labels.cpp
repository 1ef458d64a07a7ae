#include "live/labels.h"

#include "live/leaves.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::live {
namespace {

constexpr std::size_t reason_kept_bytes = 500;
constexpr std::uint64_t lots = 0x7365636f6e642d6c;  // so that these aren't other draws' lots

tl::unexpected<Error> not_theirs(const Said& said) {
    return fail(
        Failure::forbidden,
        fmt::format("'{}' said so: ask that person, or a lead, to take it back", said.by));
}

}  // namespace

std::string_view outcome_of(const Said& said) {
    return said.fake ? "fake" : "honest";
}

std::string_view SecondLook::state() const {
    if (!second) {
        return "wanted";
    }
    if (agreed()) {
        return "agreed";
    }
    return settled ? "settled" : "disagreed";
}

Labels::Key Labels::key_of(model::SubjectKind kind, std::string_view id) const {
    const Hash128 hash =
        hash128(fmt::format("{}/{}", model::text_of(kind).name, id), {key_.a ^ lots, key_.b});
    return {hash.high, hash.low};
}

bool Labels::is_drawn(const Key& subject) const {
    return subject.high % one_in == 0;
}

const Labels::Case* Labels::find(model::SubjectKind kind, std::string_view id) const {
    const auto found = cases_.find(key_of(kind, id));
    return found == cases_.end() ? nullptr : &found->second;
}

Result<Labels::Case*> Labels::labelled(model::SubjectKind kind, std::string_view id) {
    const auto found = cases_.find(key_of(kind, id));
    if (found == cases_.end()) {
        return fail(
            Failure::not_found,
            fmt::format("nobody labelled it, or more than {} others were since", most_));
    }
    return &found->second;
}

const Labels::Case& Labels::add(
    model::SubjectKind kind, std::string_view id, Said said, bool by_lead) {
    const Key subject = key_of(kind, id);
    Case& one = cases_[subject];
    one.number = ++last_;
    if (one.look && one.look->second) {
        if (!one.look->agreed() && (by_lead || said.by != one.look->first.by)) {
            one.look->settled = said;
        }
    } else if (is_drawn(subject)) {
        one.look = SecondLook{said, {}, {}, {}};
    }
    one.label = std::move(said);
    order_.push_back({subject, last_});
    while (order_.size() > most_) {
        const auto oldest = cases_.find(order_.front().subject);
        if (oldest != cases_.end() && oldest->second.number == order_.front().number) {
            cases_.erase(oldest);
        }
        order_.pop_front();
    }
    return one;
}

Result<SecondLook> Labels::look_again(
    model::SubjectKind kind, std::string_view id, Said said, std::string_view reason) {
    TRY(Case* const one, labelled(kind, id));
    if (!one->look || one->look->second) {
        return fail(
            Failure::conflict,
            "it waits for no second look: those that do are drawn, and stand in the review queue");
    }
    if (one->look->first.by == said.by) {
        return fail(
            Failure::conflict, "you labelled it: the second look is for somebody else to take");
    }
    one->look->second = std::move(said);
    one->look->second_reason = shortened(reason, reason_kept_bytes);
    return *one->look;
}

Result<void> Labels::withdraw(
    model::SubjectKind kind, std::string_view id, std::string_view by, bool by_lead) {
    TRY(Case* const one, labelled(kind, id));
    if (!by_lead && one->label.by != by) {
        return not_theirs(one->label);
    }
    cases_.erase(key_of(kind, id));
    return {};
}

Result<SecondLook> Labels::withdraw_second(
    model::SubjectKind kind, std::string_view id, std::string_view by, bool by_lead) {
    TRY(Case* const one, labelled(kind, id));
    if (!one->look || !one->look->second) {
        return fail(Failure::not_found, "nobody took a second look at it");
    }
    if (!by_lead && one->look->second->by != by) {
        return not_theirs(*one->look->second);
    }
    one->look->second.reset();
    one->look->second_reason.clear();
    one->look->settled.reset();
    return *one->look;
}

}  // namespace shouxin::live
