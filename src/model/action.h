// What can be done to whom? The closed list of effects that a decision may have on a marketplace,
// each typed, reversible and ending by itself: its name in files and messages, the subjects that
// it applies to, how long it lasts by default, and how grave it is. The names are a contract.
// Immutable, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace shouxin::model {

// Whom a decision is about.
enum class SubjectKind : std::uint8_t { order, review, account, merchant, count };

constexpr std::size_t subject_kind_count = static_cast<std::size_t>(SubjectKind::count);

struct SubjectText {
    std::string_view name;
    std::string_view zh;
};

const SubjectText& text_of(SubjectKind kind);

std::optional<SubjectKind> subject_kind(std::string_view name);

enum class Action : std::uint8_t {
    hold_settlement,       // two-phase: pending, then released, captured in part, voided, expired
    exclude_from_sales,    // the order doesn't count as sold
    exclude_from_rank,     // doesn't move places in lists of results
    fold_review,           // shown only to who unfolds it; leaves the shop's score
    block_cashback,        // subsidies and rebates aren't paid out
    claw_back_commission,  // the promoter's commission is asked back
    require_verification,  // the person must prove who they are before the next step
    freeze_account,        // nothing may be ordered or withdrawn
    open_case,             // a person looks at it
    count,
};

constexpr std::size_t action_count = static_cast<std::size_t>(Action::count);

struct ActionText {
    std::string_view name;  // in policies, messages and the ledger
    std::string_view zh;
    std::string_view en;
    std::uint8_t subjects = 0;   // a bit each SubjectKind
    std::uint32_t expiry_s = 0;  // ends by itself after so long, unless a rule says otherwise
    std::uint8_t gravity = 0;    // of two, the one with the higher number weighs more
};

const ActionText& text_of(Action action);

std::optional<Action> action_of(std::string_view name);

bool applies_to(Action action, SubjectKind kind);

// For sorting: the gravest first.
bool is_graver(Action one, Action than);

}  // namespace shouxin::model
