// What did a person, or another system, order? One JSON object in the log. Plain values.
#pragma once

#include "base/result.h"
#include "proof/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::live {

enum class CommandKind : std::uint8_t {
    propose_policy,  // text, reason
    approve_policy,  // version; by somebody else than who proposed it
    reject_policy,   // version, reason
    restore_policy,  // version: one that was in force before, again
    order_action,    // action, kind (a Verb), amount, step, refused, keep_rest, expires_ms, reason
    take_action,     // kind (an action), subject_kind, subject, reason
    label,           // subject_kind, subject, outcome (fake, honest), reason, unless_labelled, lead
    read_protected,  // subject_kind, subject (what was read), reason (the purpose)
    begin_epoch,
    audit,                 // text (what changed among people and keys, JSON)
    make_appeal,           // action, subject_kind (merchant), subject, text
    answer_appeal,         // subject (the appeal's name), outcome (granted, rejected), reason
    second_look,           // subject_kind, subject, outcome (fake, honest), reason
    withdraw_label,        // subject_kind, subject, reason, lead
    withdraw_second_look,  // subject_kind, subject, reason, lead
    close_alert,           // subject (the alert's name), reason
    resend_message,        // subject (the message's name), reason
    take_batch,            // text (a BatchOrder), reason
    undo_batch,            // subject (the batch's name), reason
};

std::string_view name_of(CommandKind kind);

// What is longer is refused: the reason, and each of action, kind, subject_kind, subject, outcome.
inline constexpr std::size_t reason_bytes_max = 2000;
inline constexpr std::size_t word_bytes_max = 200;

struct Command {
    CommandKind command = CommandKind::begin_epoch;
    std::string by;   // who orders it: an account's name or a key's
    std::string key;  // the same key by the same person again: the same answer, done once
    std::string action;
    std::string kind;
    std::string subject_kind;
    std::string subject;
    std::string outcome;
    std::string reason;
    std::string text;
    std::int64_t amount = 0;
    std::int64_t version = 0;
    std::int64_t step = 0;
    std::int64_t refused = 0;
    std::int64_t keep_rest = 0;
    std::int64_t expires_ms = 0;
    std::int64_t lead = 0;             // 1: a lead orders it, who may undo what others said
    std::int64_t unless_labelled = 0;  // 1: without effect if somebody said what it is
};

// As the log keeps it.
std::string text_of(const Command& command);

// `corrupt` if text_of() can't have written it.
Result<Command> read_command(std::string_view text);

// What came of it: the answer to who ordered it, or why not.
using CommandResult = Result<proof::Json>;

}  // namespace shouxin::live
