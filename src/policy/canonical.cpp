#include "policy/attributes.h"
#include "policy/policy.h"

#include <fmt/format.h>

namespace shouxin::policy {
namespace {

std::string literal(Type type, std::int64_t value) {
    std::string text;
    put_literal(text, type, value);
    return quoted(text);
}

void put_table(std::string& text, std::string_view head, const std::vector<Attribute>& rows) {
    text += fmt::format("\n{}\n", head);
    for (const Attribute& row : rows) {
        text += fmt::format("{} = {}\n", row.key, row.value);
    }
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string made = "\"";
    for (const char byte : text) {
        if (byte == '"' || byte == '\\') {
            made += '\\';
            made += byte;
        } else if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) {
            made += fmt::format("\\u{:04X}", static_cast<unsigned>(byte));
        } else {
            made += byte;
        }
    }
    return made + '"';
}

std::vector<Attribute> attributes_of(const Rule& rule, const WindowSet& windows) {
    std::string actions;
    for (const RuleAction& action : rule.actions) {
        actions += actions.empty() ? "" : ", ";
        actions += quoted(model::text_of(action.action).name);
    }
    std::vector<Attribute> rows{
        {"on", quoted(model::text_of(rule.on).name)},
        {"when", quoted(to_text(rule.when, windows))}};
    if (rule.outcome) {
        rows.push_back({"outcome", quoted(name_of(*rule.outcome))});
    }
    rows.push_back({"actions", "[" + actions + "]"});
    if (rule.expires_s) {
        rows.push_back({"expires", literal(Type::duration, *rule.expires_s)});
    }
    if (!rule.reason.empty()) {
        rows.push_back({"reason", quoted(rule.reason)});
    }
    rows.push_back({"mode", quoted(name_of(rule.mode))});
    rows.push_back({"rollout", literal(Type::ratio, rule.rollout_ppm)});
    rows.push_back({"final", rule.is_final ? "true" : "false"});
    rows.push_back({"always", rule.is_always ? "true" : "false"});
    return rows;
}

std::vector<Attribute> attributes_of(const Window& window) {
    const WindowSpec& spec = window.spec;
    const Attribute what = spec.aggregate == Aggregate::count ? Attribute{"count", quoted("orders")}
                           : spec.aggregate == Aggregate::sum
                               ? Attribute{"sum", quoted(text_of(spec.summand).name)}
                               : Attribute{"distinct", quoted(text_of(spec.distinct).name)};
    return {
        what,
        {"by", quoted(text_of(spec.by).name)},
        {"over", literal(Type::duration, spec.over_s)}};
}

std::vector<Section> sections_of(const Policy& policy) {
    const Brake& brake = policy.brake;
    const auto ratio = [](std::int64_t ppm) {
        return fmt::format("{}.{:06}", ppm / whole_ppm, ppm % whole_ppm);
    };
    std::string range;
    put_literal(range, Type::duration, policy.delay.least_s);
    range += " to ";
    put_literal(range, Type::duration, policy.delay.most_s);
    return {
        {"orders",
         {{"review", ratio(policy.thresholds.review_ppm)},
          {"block", ratio(policy.thresholds.block_ppm)}}},
        {"hold_out", {{"share", literal(Type::ratio, policy.hold_out_ppm)}}},
        {"brake",
         {{"holds_per_merchant_day", std::to_string(brake.holds_per_merchant_day)},
          {"held_amount_per_merchant_day",
           literal(Type::money, brake.held_amount_per_merchant_day)},
          {"holds_per_hour", std::to_string(brake.holds_per_hour)},
          {"held_amount_per_hour", literal(Type::money, brake.held_amount_per_hour)},
          {"holds_per_rule_hour", std::to_string(brake.holds_per_rule_hour)}}},
        {"delay", {{"actions", quoted(range)}}},
    };
}

std::string canonical(const Policy& policy) {
    std::string text = "# shouxin policy 1\n";
    if (!policy.version_note.empty()) {
        text += fmt::format("version_note = {}\n", quoted(policy.version_note));
    }
    for (const Section& section : sections_of(policy)) {
        put_table(text, fmt::format("[{}]", section.name), section.rows);
    }
    for (const Window& window : policy.windows.all()) {
        if (!window.name.empty()) {
            put_table(
                text,
                fmt::format("[[window]]\nname = {}", quoted(window.name)),
                attributes_of(window));
        }
    }
    for (const Rule& rule : policy.rules) {
        put_table(
            text,
            fmt::format("[[rule]]\nname = {}", quoted(rule.name)),
            attributes_of(rule, policy.windows));
    }
    return text;
}

}  // namespace shouxin::policy
