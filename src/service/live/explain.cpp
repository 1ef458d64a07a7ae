#include "service/live/explain.h"

#include "runtime/live/recovery.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

namespace shouxin::service {
namespace {

struct DecisionName {
    std::uint64_t record = 0;
    std::uint32_t place = 0;
};

// d1204-0
std::optional<DecisionName> decision_name(std::string_view text) {
    DecisionName name;
    const char* const end = text.data() + text.size();
    if (!text.starts_with('d')) {
        return std::nullopt;
    }
    const auto record = std::from_chars(text.data() + 1, end, name.record);
    if (record.ec != std::errc() || record.ptr == end || *record.ptr != '-') {
        return std::nullopt;
    }
    const auto place = std::from_chars(record.ptr + 1, end, name.place);
    const bool whole = place.ec == std::errc() && place.ptr == end && name.record != 0;
    return whole ? std::optional(name) : std::nullopt;
}

tl::unexpected<Error> no_decision(std::string_view text) {
    return fail(
        Failure::invalid, fmt::format("'{}' is no decision: they are named as d1204-0", text));
}

}  // namespace

Result<void> check_decision_name(std::string_view decision) {
    return decision_name(decision) ? Result<void>() : Result<void>(no_decision(decision));
}

Result<Explained> explain(
    const live::StateOptions& options,
    runtime::EpochFolder& epochs,
    port::EventLog& log,
    const port::Ledger& ledger,
    std::string_view decision,
    const std::function<Result<void>(std::uint64_t of)>& pass) {
    const std::optional<DecisionName> name = decision_name(decision);
    if (!name) {
        return no_decision(decision);
    }
    if (name->record >= log.next_number()) {
        return fail(
            Failure::not_found, fmt::format("the log ends at record {}", log.next_number() - 1));
    }
    std::optional<Explained> found;
    TRY(const runtime::Recovered replayed,
        runtime::replay(
            options,
            epochs,
            log,
            {.from = name->record - 1, .until = name->record, .witness = nullptr, .pass = pass},
            [&](const live::Effects& effects) -> Result<void> {
                if (name->place >= effects.decisions.size()) {
                    return {};
                }
                const live::Decision& made = effects.decisions[name->place];
                TRY(std::string leaf, ledger.leaf(made.leaf));
                found = Explained{
                    .decision = live::told(made),
                    .leaf = effects.leaves[made.leaf - effects.first_leaf],
                    .in_ledger = std::move(leaf),
                    .index = made.leaf,
                    .replayed = 0};
                return {};
            }));
    if (!found) {
        return fail(
            Failure::not_found, fmt::format("record {} made no such decision", name->record));
    }
    found->replayed = replayed.replayed;
    return *std::move(found);
}

}  // namespace shouxin::service
