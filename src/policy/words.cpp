#include "policy/words.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace shouxin::policy {
namespace {

std::string value_in_words(Type type, std::int64_t value, Language language) {
    std::string text;
    put_literal(text, type, value);
    constexpr std::array<std::pair<char, std::string_view>, 4> units{
        {{'d', "天"}, {'h', "小时"}, {'m', "分钟"}, {'s', "秒"}}};
    for (const auto& [letter, word] : units) {
        if (type == Type::duration && language == Language::zh && text.back() == letter) {
            text.pop_back();
            text += word;
            break;
        }
    }
    return text;
}

// Without what only the catalogue's table says behind it.
std::string_view field_in_words(Field field, Language language) {
    const FieldText& text = text_of(field);
    return language == Language::zh ? text.zh.substr(0, text.zh.find("（"))
                                    : text.en.substr(0, text.en.find_first_of(";:("));
}

std::string window_in_words(const WindowSpec& spec, Language language) {
    const std::string over = value_in_words(Type::duration, spec.over_s, language);
    const KeyText& by = text_of(spec.by);
    if (language == Language::zh) {
        const std::string what = spec.aggregate == Aggregate::count ? std::string("订单数")
                                 : spec.aggregate == Aggregate::sum
                                     ? fmt::format("{}合计", text_of(spec.summand).zh)
                                     : fmt::format("不同{}数", text_of(spec.distinct).zh);
        return fmt::format("同一{}近 {}的{}", by.zh, over, what);
    }
    const std::string what = spec.aggregate == Aggregate::count ? std::string("number of orders")
                             : spec.aggregate == Aggregate::sum
                                 ? fmt::format("total {}", text_of(spec.summand).en)
                                 : fmt::format("number of {}s", text_of(spec.distinct).en);
    return fmt::format("{} of the same {} in the last {}", what, by.en, over);
}

class Teller {
public:
    Teller(const Expression& tree, const WindowSet& windows, Language language)
        : tree_(tree), windows_(windows), language_(language) {}

    std::string tell(NodeIx index) const {
        const Node& node = tree_[index];
        switch (node.op) {
            case Op::number:
                return value_in_words(node.type, node.value, language_);
            case Op::text:
                return node.type == Type::reasons ? reason(node) : quoted_text(node.text);
            case Op::field:
                return std::string(field_in_words(node.field, language_));
            case Op::window:
                return window_in_words(
                    windows_.all()[static_cast<std::size_t>(node.value)].spec, language_);
            case Op::truth:
                return node.value != 0 ? say("总是", "always") : say("从不", "never");
            case Op::is_so:
                return tell(node.of[0]);
            case Op::known:
                return tell(node.of[0]) + say("已知", " is known");
            case Op::negated:
                return negated(node);
            case Op::all:
                return joined(node, say("，并且", " and "));
            case Op::any:
                return joined(node, say("，或者", " or "));
            case Op::in:
                return listed(node, say("属于", " is one of "));
            case Op::not_in:
                return listed(node, say("不属于", " is none of "));
            case Op::has:
                return listed(node, say("包含", " name "));
            default:
                return fmt::format(
                    "{} {} {}", operand(node.of[0]), sign(node.op), operand(node.of[1]));
        }
    }

private:
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string(language_ == Language::zh ? zh : en);
    }

    [[nodiscard]] std::string quoted_text(std::string_view text) const {
        return say("「", "\"") + std::string(text) + say("」", "\"");
    }

    [[nodiscard]] std::string reason(const Node& node) const {
        const model::ReasonText& text = model::text_of(static_cast<model::Reason>(node.value));
        return quoted_text(language_ == Language::zh ? text.zh : text.code);
    }

    [[nodiscard]] std::string fenced(NodeIx index) const {
        return say("（", "(") + tell(index) + say("）", ")");
    }

    [[nodiscard]] std::string operand(NodeIx index) const {
        const Op op = tree_[index].op;
        const bool calculated = op == Op::add || op == Op::subtract || op == Op::multiply;
        return calculated ? fenced(index) : tell(index);
    }

    [[nodiscard]] std::string negated(const Node& node) const {
        const Op inner = tree_[node.of[0]].op;
        return say("不成立：", "it isn't so that ") +
               (inner == Op::all || inner == Op::any ? fenced(node.of[0]) : tell(node.of[0]));
    }

    [[nodiscard]] std::string joined(const Node& node, const std::string& with) const {
        std::string text;
        for (const NodeIx one : node.of) {
            const Op inner = tree_[one].op;
            const bool fence = inner == Op::all || inner == Op::any || inner == Op::negated;
            text += text.empty() ? "" : with;
            text += fence ? fenced(one) : tell(one);
        }
        return text;
    }

    [[nodiscard]] std::string listed(const Node& node, const std::string& how) const {
        std::string text = tell(node.of[0]) + how;
        for (std::size_t i = 1; i < node.of.size(); ++i) {
            text += i == 1 ? "" : say("、", ", ");
            text += tell(node.of[i]);
        }
        return text;
    }

    static std::string_view sign(Op op) {
        switch (op) {
            case Op::unequal:
                return "≠";
            case Op::at_most:
                return "≤";
            case Op::at_least:
                return "≥";
            case Op::multiply:
                return "×";
            default:
                return sign_of(op);
        }
    }

    const Expression& tree_;
    const WindowSet& windows_;
    Language language_;
};

std::string effects_in_words(const Rule& rule, Language language) {
    const bool zh = language == Language::zh;
    constexpr std::array<std::string_view, 3> outcomes_zh{"放行", "转人工审核", "拦截"};
    std::string text;
    if (rule.outcome) {
        text += zh ? outcomes_zh[static_cast<std::size_t>(*rule.outcome)] : name_of(*rule.outcome);
    }
    for (const RuleAction& action : rule.actions) {
        const model::ActionText& named = model::text_of(action.action);
        text += text.empty() ? "" : zh ? "，" : ", ";
        text += fmt::format(
            fmt::runtime(zh ? "{}（{}）" : "{} ({})"),
            zh ? named.zh : named.en,
            value_in_words(Type::duration, action.expiry_s, language));
    }
    return text;
}

std::string mode_in_words(const Rule& rule, Language language) {
    constexpr std::array<std::string_view, 3> modes_zh{"生效", "影子：只记录", "停用"};
    return std::string(
        language == Language::zh ? modes_zh[static_cast<std::size_t>(rule.mode)]
                                 : name_of(rule.mode));
}

}  // namespace

std::string describe_condition(const Rule& rule, const WindowSet& windows, Language language) {
    return Teller(rule.when, windows, language).tell(rule.when.root);
}

std::string describe(const Rule& rule, const WindowSet& windows, Language language) {
    const bool zh = language == Language::zh;
    std::string text = fmt::format(
        fmt::runtime(
            zh ? "规则「{}」（{}）：对每个{}，如果{}，就{}。"
               : "Rule \"{}\" ({}): for every {}, if {}: {}."),
        rule.name,
        mode_in_words(rule, language),
        zh ? model::text_of(rule.on).zh : model::text_of(rule.on).name,
        describe_condition(rule, windows, language),
        effects_in_words(rule, language));
    if (rule.rollout_ppm < whole_ppm) {
        text += fmt::format(
            fmt::runtime(zh ? "只对 {} 的商家执行。" : " For {} of merchants only."),
            value_in_words(Type::ratio, rule.rollout_ppm, language));
    }
    if (rule.is_final) {
        text += zh ? "命中后以此为准，不再看其他规则。" : " It then decides alone.";
    }
    if (!rule.reason.empty()) {
        text += fmt::format(fmt::runtime(zh ? "理由：{}。" : " Reason: {}."), rule.reason);
    }
    return text;
}

}  // namespace shouxin::policy
