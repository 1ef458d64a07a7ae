#include "policy/check_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::policy {
namespace {

constexpr std::string_view window_prefix = "window.";

std::vector<std::string_view> reason_codes() {
    std::vector<std::string_view> codes;
    for (const model::ReasonText& text : model::reason_texts()) {
        codes.push_back(text.code);
    }
    return codes;
}

}  // namespace

NodeIx NodeMaker::make(Node node) {
    made_.nodes.push_back(std::move(node));
    return static_cast<NodeIx>(made_.nodes.size() - 1);
}

NodeIx NodeMaker::wrong(Place place) {
    return make({.op = Op::truth, .type = Type::wrong, .place = place});
}

NodeIx NodeMaker::refuse(Place place, Sentence message, std::string_view nearest) {
    problems_.add(place, std::move(message), nearest);
    return wrong(place);
}

std::string NodeMaker::told(NodeIx node) const {
    return to_text(made_, node, windows_);
}

NodeIx NodeMaker::number(const Token& token, std::int64_t value) {
    return make({.op = Op::number, .type = token.type, .place = token.place, .value = value});
}

NodeIx NodeMaker::text(const Token& token) {
    return make(
        {.op = Op::text,
         .type = Type::text,
         .place = token.place,
         .text = std::string(token.word)});
}

NodeIx NodeMaker::truth(const Token& token, bool value) {
    return make({.op = Op::truth, .place = token.place, .value = value ? 1 : 0});
}

NodeIx NodeMaker::name(const Token& token) {
    if (token.word.starts_with(window_prefix)) {
        const std::string_view wanted = token.word.substr(window_prefix.size());
        if (const auto found = windows_.find(wanted)) {
            return window(token.place, windows_.all()[*found].spec);
        }
        return refuse_window(token.place, wanted);
    }
    const model::SubjectText& kind = model::text_of(on_);
    const auto field = field_of(token.word);
    if (!field) {
        const std::string_view nearest = nearest_of(token.word, field_names(on_));
        const Sentence meant = did_you_mean(nearest);
        return refuse(
            token.place,
            {fmt::format(
                 "没有“{}”这个字段{}；字段列在 docs/formats/policy.md，文字要加引号",
                 token.word,
                 meant.zh),
             fmt::format(
                 "unknown field '{}'{}; docs/formats/policy.md lists the fields, and texts stand "
                 "in quotes",
                 token.word,
                 meant.en)},
            nearest);
    }
    if (!may_use(on_, *field)) {
        return refuse(
            token.place,
            {fmt::format(
                 "对{}的规则不能用 {}；能用的字段列在 docs/formats/policy.md", kind.zh, token.word),
             fmt::format(
                 "a rule on {} can't use {}; docs/formats/policy.md lists the fields that it can",
                 kind.name,
                 token.word)});
    }
    return make(
        {.op = Op::field, .type = text_of(*field).type, .place = token.place, .field = *field});
}

NodeIx NodeMaker::refuse_window(Place place, std::string_view wanted) {
    const std::string_view nearest = nearest_of(wanted, windows_.names());
    const Sentence meant = did_you_mean(nearest);
    return refuse(
        place,
        {fmt::format(
             "没有叫“{}”的 [[window]]{}；请加一个，或直接写 "
             "count(orders by order.device over 1 h)",
             wanted,
             meant.zh),
         fmt::format(
             "there is no [[window]] named '{}'{}; add one, or spell it out, as "
             "count(orders by order.device over 1 h)",
             wanted,
             meant.en)},
        nearest.empty() ? "" : std::string(window_prefix) + std::string(nearest));
}

NodeIx NodeMaker::window(Place place, const WindowSpec& spec) {
    if (!has_key(on_, spec.by)) {
        return refuse(
            place,
            {fmt::format(
                 "对{}的规则没有 {}；请按别的汇总，或写一条对订单的规则",
                 model::text_of(on_).zh,
                 text_of(spec.by).name),
             fmt::format(
                 "a rule on {} knows no {}; keep this window by something else, or write a rule "
                 "on order",
                 model::text_of(on_).name,
                 text_of(spec.by).name)});
    }
    const std::size_t added = windows_.add("", spec);
    return make(
        {.op = Op::window,
         .type = type_of(spec),
         .place = place,
         .value = static_cast<std::int64_t>(added)});
}

NodeIx NodeMaker::known(Place place, NodeIx of) {
    if (at(of).op != Op::field && at(of).op != Op::window && at(of).type != Type::wrong) {
        return refuse(
            place,
            {"known() 只问一个字段或窗口；请写 known(merchant.age)",
             "known() asks about one field or window; write known(merchant.age)"});
    }
    return make({.op = Op::known, .place = place, .of = {of}});
}

NodeIx NodeMaker::calculation(Op op, Place place, NodeIx left, NodeIx right) {
    const Type a = at(left).type;
    const Type b = at(right).type;
    for (const NodeIx side : {left, right}) {
        if (at(side).type != Type::wrong && !is_number(at(side).type)) {
            return refuse(
                at(side).place,
                {fmt::format("{} 是{}；只有数能计算", told(side), zh(side)),
                 fmt::format("{} is {}; only numbers can be reckoned with", told(side), en(side))});
        }
    }
    std::optional<Type> type;
    if (op == Op::multiply) {
        type = product_type(a, b);
    } else if (a == b || a == Type::wrong || b == Type::wrong) {
        type = a == Type::wrong ? b : a;
    }
    if (!type) {
        return refuse(place, units_problem(op, left, right));
    }
    return make({.op = op, .type = *type, .place = at(left).place, .of = {left, right}});
}

Sentence NodeMaker::units_problem(Op op, NodeIx left, NodeIx right) const {
    if (op == Op::multiply) {
        return {
            fmt::format("{}乘{}没有意义；请乘以个数或比例", zh(left), zh(right)),
            fmt::format(
                "{} times {} has no meaning; multiply by a count or a ratio", en(left), en(right))};
    }
    return {
        fmt::format(
            "{} 是{}，{} 是{}；单位相同才能加减", told(left), zh(left), told(right), zh(right)),
        fmt::format(
            "{} is {} and {} is {}; add and subtract only what has one unit",
            told(left),
            en(left),
            told(right),
            en(right))};
}

// Texts compared with a field that can only be certain words, or a region.
void NodeMaker::match_words(NodeIx left, NodeIx right) {
    const Node& asked = at(left);
    Node& said = made_.nodes[right];
    if (said.op != Op::text || asked.op != Op::field || asked.type != Type::text) {
        return;
    }
    const auto words = text_of(asked.field).words;
    if (!words.empty() && std::find(words.begin(), words.end(), said.text) == words.end()) {
        const std::vector<std::string_view> known(words.begin(), words.end());
        const std::string_view name = text_of(asked.field).name;
        const std::string_view nearest = nearest_of(said.text, known);
        const Sentence meant = did_you_mean(nearest);
        const Sentence all = listed(known);
        problems_.add(
            said.place,
            {fmt::format("{} 不会是“{}”{}；它只会是 {}", name, said.text, meant.zh, all.zh),
             fmt::format("{} is never '{}'{}; it is one of {}", name, said.text, meant.en, all.en)},
            nearest);
    } else if (said.text.empty()) {
        problems_.add(
            said.place,
            {fmt::format("空文字等于不知道；请写 not known({})", text_of(asked.field).name),
             fmt::format(
                 "an empty text counts as not known; write not known({})",
                 text_of(asked.field).name)});
    }
}

bool NodeMaker::fits(NodeIx left, NodeIx right) {
    const Type a = at(left).type;
    const Type b = at(right).type;
    if (a == Type::wrong || b == Type::wrong) {
        return true;
    }
    if (a == b) {
        return true;
    }
    problems_.add(
        at(right).place,
        {fmt::format(
             "{} 是{}，{} 却是{}；请和{}比，例如 {}",
             told(left),
             zh(left),
             told(right),
             zh(right),
             zh(left),
             example_of(a)),
         fmt::format(
             "{} is {} but {} is {}; compare it with {}, as {}",
             told(left),
             en(left),
             told(right),
             en(right),
             en(left),
             example_of(a))});
    return false;
}

NodeIx NodeMaker::comparison(Op op, Place place, NodeIx left, NodeIx right) {
    const Type type = at(left).type;
    if (type == Type::truth) {
        return refuse(
            place,
            {fmt::format("{} 本身就是是或否；请单独写，或在前面加 not", told(left)),
             fmt::format(
                 "{} is a yes or no already; write it alone, or not in front of it", told(left))});
    }
    if (type == Type::reasons) {
        return refuse(place, has_problem(left));
    }
    if (type == Type::division) {
        return refuse(
            place,
            {fmt::format("地区按开头几位比；请写 {} in \"4401\"", told(left)),
             fmt::format("regions begin with digits; write {} in \"4401\"", told(left))});
    }
    if (type == Type::text && op != Op::equal && op != Op::unequal) {
        return refuse(
            place,
            {"文字没有大小；请用 =、!= 或 in 比",
             "texts have no order; compare them with =, != or in"});
    }
    if (!fits(left, right)) {
        return wrong(place);
    }
    if (at(left).op == Op::text && at(right).op == Op::field) {
        std::swap(left, right);
    }
    if (at(left).op == Op::text) {
        return refuse(
            place,
            {"这是两段文字；请拿字段和文字比", "these are two texts; compare a field with a text"});
    }
    match_words(left, right);
    return make({.op = op, .place = at(left).place, .of = {left, right}});
}

void NodeMaker::match_division(Node& text) {
    text.type = Type::division;
    if (!division_range(text.text)) {
        problems_.add(
            text.place,
            {fmt::format("“{}”不是区划代码的开头；请写 2 到 12 位数字，例如 \"4401\"", text.text),
             fmt::format(
                 "'{}' isn't the beginning of a division code; write 2 to 12 digits, as \"4401\"",
                 text.text)});
    }
}

void NodeMaker::match_reason(Node& text) {
    const auto& reasons = model::reason_texts();
    const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) {
        return reason.code == text.text;
    });
    if (found == reasons.end()) {
        const std::string_view nearest = nearest_of(text.text, reason_codes());
        const Sentence meant = did_you_mean(nearest);
        problems_.add(
            text.place,
            {fmt::format("没有“{}”这个理由{}；理由列在 docs/reasons.md", text.text, meant.zh),
             fmt::format("unknown reason '{}'{}; docs/reasons.md lists them", text.text, meant.en)},
            nearest);
    }
    text.type = Type::reasons;
    text.value = found - reasons.begin();
}

// Reasons in a comparison, or `has` without reasons.
Sentence NodeMaker::has_problem(NodeIx what) const {
    if (at(what).type == Type::reasons) {
        return {
            fmt::format("请写 {} has \"cash-back\"", told(what)),
            fmt::format("write {} has \"cash-back\"", told(what))};
    }
    return {
        fmt::format("只有理由能用 has；{} 是{}", told(what), zh(what)),
        fmt::format("only reasons have something; {} is {}", told(what), en(what))};
}

NodeIx NodeMaker::membership(Op op, Place place, NodeIx what, std::vector<NodeIx> list) {
    const Type type = at(what).type;
    const bool of_reasons = type == Type::reasons;
    if (type != Type::wrong && (op == Op::has) != of_reasons) {
        return refuse(place, has_problem(what));
    }
    if (type == Type::truth) {
        return refuse(
            place,
            {fmt::format("{} 本身就是是或否；请单独写", told(what)),
             fmt::format("{} is a yes or no already; write it alone", told(what))});
    }
    if (at(what).op == Op::text) {
        return refuse(
            at(what).place,
            {"这里应是字段；请写 order.category in [...]",
             "a field stands here; write order.category in [...]"});
    }
    for (const NodeIx item : list) {
        const bool is_text = at(item).op == Op::text;
        if (!is_text && at(item).op != Op::number && at(item).type != Type::wrong) {
            return refuse(
                at(item).place,
                {"列表里只能是普通的值；请用 = 和 or",
                 "a list holds plain values only; use = and or"});
        }
        if (is_text && type == Type::division) {
            match_division(made_.nodes[item]);
        } else if (is_text && of_reasons) {
            match_reason(made_.nodes[item]);
        } else if (!fits(what, item)) {
            return wrong(place);
        }
        match_words(what, item);
    }
    const Place begin = at(what).place;
    std::vector<NodeIx> of{what};
    of.insert(of.end(), list.begin(), list.end());
    return make({.op = op, .place = begin, .of = std::move(of)});
}

NodeIx NodeMaker::condition(NodeIx of) {
    const Node& node = at(of);
    const Place place = node.place;
    if (node.type == Type::wrong) {
        return of;
    }
    if (node.op == Op::field && node.type == Type::truth) {
        return make({.op = Op::is_so, .place = place, .of = {of}});
    }
    if (node.type != Type::truth) {
        return refuse(
            place,
            {fmt::format("{} 是{}，不是条件；请拿它和什么比一比", told(of), zh(of)),
             fmt::format(
                 "{} is {}, not a condition; compare it with something", told(of), en(of))});
    }
    return of;
}

NodeIx NodeMaker::negated(Place place, NodeIx of) {
    return make({.op = Op::negated, .place = place, .of = {condition(of)}});
}

NodeIx NodeMaker::joined(Op op, Place place, const std::vector<NodeIx>& of) {
    std::vector<NodeIx> conditions;
    for (const NodeIx one : of) {
        conditions.push_back(condition(one));
    }
    return make({.op = op, .place = place, .of = std::move(conditions)});
}

Expression NodeMaker::take(NodeIx root) {
    made_.root = root;
    return std::move(made_);
}

}  // namespace shouxin::policy
