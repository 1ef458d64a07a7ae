#include "intake/admission.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace shouxin::intake {
namespace {

// So many events are looked up together: their prefetched lines fit in the first cache.
constexpr std::size_t together = 64;

// The index of a reference lies in its event, at an offset that phase one measured.
void put_index(model::Event& event, const Reference& reference, std::uint32_t index) {
    auto* const bytes = reinterpret_cast<char*>(&event);
    __builtin_memcpy(bytes + reference.offset, &index, sizeof index);
}

// These may be as old as they like.
bool bears_lateness(const Record& record) {
    return !std::holds_alternative<model::MerchantOpened>(record.event.body) &&
           !std::holds_alternative<model::AccountRegistered>(record.event.body);
}

constexpr std::size_t unknown_type = std::variant_size_v<model::EventBody> - 1;

void widen(std::optional<std::int64_t>& first, std::optional<std::int64_t>& last, std::int64_t at) {
    first = std::min(first.value_or(at), at);
    last = std::max(last.value_or(at), at);
}

}  // namespace

Admission::Admission(Options options, std::vector<std::string> inputs, model::Names& names)
    : options_(options), interners_(interners_of(names)), seen_(options.lateness_ms) {
    for (std::string& name : inputs) {
        totals_.inputs.push_back({std::move(name), {}, {}});
    }
}

void Admission::reject(std::size_t input) {
    for (Counts* counts : counts_of(input)) {
        ++counts->read;
        ++counts->quarantined;
    }
}

void Admission::admit(std::span<Applicant> applicants, std::vector<model::Event>& into) {
    while (!applicants.empty()) {
        const auto block = applicants.first(std::min(applicants.size(), together));
        admit_block(block, into);
        applicants = applicants.subspan(block.size());
    }
}

void Admission::admit_block(std::span<Applicant> block, std::vector<model::Event>& into) {
    for (const Applicant& applicant : block) {
        seen_.prefetch(applicant.record->identity);
    }
    const std::size_t first_event = into.size();
    for (Applicant& applicant : block) {
        const std::int64_t at_ms = applicant.record->event.at_ms;
        const bool late =
            clock_ms_ - options_.lateness_ms > at_ms && bears_lateness(*applicant.record);
        clock_ms_ = std::max(clock_ms_, at_ms);
        applicant.admitted = seen_.first_time(applicant.record->identity, clock_ms_);
        if (applicant.admitted) {
            accept(applicant, late, into);
        } else {
            for (Counts* counts : counts_of(applicant.input)) {
                ++counts->read;
                ++counts->duplicates;
            }
        }
    }
    look_up(block, std::span(into).subspan(first_event));
}

void Admission::accept(const Applicant& applicant, bool late, std::vector<model::Event>& into) {
    const Record& record = *applicant.record;
    into.push_back(record.event);
    into.back().number = totals_.counts.accepted;
    into.back().late = late;
    for (Counts* counts : counts_of(applicant.input)) {
        ++counts->read;
        ++counts->accepted;
        counts->late += late ? 1 : 0;
        counts->contacts += record.contacts;
    }
    const std::size_t type = record.event.body.index();
    ++totals_.by_type[type];
    if (type == unknown_type) {
        count_unknown(record.type);
    }
    widen(totals_.first_at_ms, totals_.last_at_ms, record.event.at_ms);
}

void Admission::count_unknown(std::string_view type) {
    auto found = totals_.by_unknown_type.find(type);
    if (found == totals_.by_unknown_type.end()) {
        const bool full = totals_.by_unknown_type.size() >= unknown_types_max;
        found = totals_.by_unknown_type.emplace(full ? "(others)" : type, 0).first;
    }
    ++found->second;
}

// In passes over the block: each starts loading what the next one needs, so that the memory
// works on hundreds of names at once. `events` are those of the block that were admitted.
void Admission::look_up(std::span<const Applicant> block, std::span<model::Event> events) {
    for (const Applicant& applicant : block) {
        for (const Reference& reference : applicant.references) {
            interner_of(reference).prefetch(reference.hash);
        }
    }
    candidates_.clear();
    for (const Applicant& applicant : block) {
        for (const Reference& reference : applicant.references) {
            candidates_.push_back(interner_of(reference).prefetch_name(reference.hash));
        }
    }
    std::size_t next = 0;
    std::size_t event = 0;
    for (const Applicant& applicant : block) {
        if (!applicant.admitted) {
            next += applicant.references.size();
            continue;
        }
        for (const Reference& reference : applicant.references) {
            const std::uint32_t index = interner_of(reference).intern_candidate(
                reference.text(), reference.hash, candidates_[next++]);
            put_index(events[event], reference, index);
        }
        ++event;
    }
}

}  // namespace shouxin::intake
