#include "live/command.h"

#include <algorithm>
#include <array>
#include <utility>

namespace shouxin::live {
namespace {

constexpr std::array<std::string_view, 19> names{
    "policy.propose",
    "policy.approve",
    "policy.reject",
    "policy.restore",
    "action.order",
    "action.take",
    "label",
    "protected.read",
    "epoch.begin",
    "audit",
    "appeal.make",
    "appeal.answer",
    "label.second",
    "label.withdraw",
    "label.second.withdraw",
    "alert.close",
    "message.resend",
    "batch.take",
    "batch.undo"};

struct TextField {
    std::string_view name;
    std::string Command::*member;
};

constexpr std::array<TextField, 9> texts{{
    {"action", &Command::action},
    {"by", &Command::by},
    {"key", &Command::key},
    {"kind", &Command::kind},
    {"outcome", &Command::outcome},
    {"reason", &Command::reason},
    {"subject", &Command::subject},
    {"subject_kind", &Command::subject_kind},
    {"text", &Command::text},
}};

struct NumberField {
    std::string_view name;
    std::int64_t Command::*member;
};

constexpr std::array<NumberField, 8> numbers{{
    {"amount", &Command::amount},
    {"expires_ms", &Command::expires_ms},
    {"keep_rest", &Command::keep_rest},
    {"lead", &Command::lead},
    {"refused", &Command::refused},
    {"step", &Command::step},
    {"unless_labelled", &Command::unless_labelled},
    {"version", &Command::version},
}};

tl::unexpected<Error> not_a_command(std::string_view what) {
    return fail(
        Failure::corrupt, "the log holds a command that can't be read: " + std::string(what));
}

}  // namespace

std::string_view name_of(CommandKind kind) {
    return names[static_cast<std::size_t>(kind)];
}

std::string text_of(const Command& command) {
    proof::Json json = proof::Json::object();
    json.put("command", name_of(command.command));
    for (const TextField& field : texts) {
        if (const std::string& text = command.*field.member; !text.empty()) {
            json.put(field.name, text);
        }
    }
    for (const NumberField& field : numbers) {
        if (const std::int64_t number = command.*field.member; number != 0) {
            json.put(field.name, number);
        }
    }
    return json.text();
}

Result<Command> read_command(std::string_view text) {
    TRY(const proof::Json json, proof::parse_canonical(text));
    const proof::Json* const name = json.find("command");
    if (name == nullptr || name->as_text() == nullptr) {
        return not_a_command("it has no name");
    }
    const auto found = std::ranges::find(names, *name->as_text());
    if (found == names.end()) {
        return not_a_command("its name is unknown, " + *name->as_text());
    }
    Command command;
    command.command = static_cast<CommandKind>(found - names.begin());
    for (const TextField& field : texts) {
        const proof::Json* const value = json.find(field.name);
        if (value != nullptr && value->as_text() == nullptr) {
            return not_a_command(field.name);
        }
        command.*field.member = value == nullptr ? std::string() : *value->as_text();
    }
    for (const NumberField& field : numbers) {
        const proof::Json* const value = json.find(field.name);
        if (value != nullptr && value->as_integer() == nullptr) {
            return not_a_command(field.name);
        }
        command.*field.member = value == nullptr ? 0 : *value->as_integer();
    }
    return command;
}

}  // namespace shouxin::live
