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

NodeIx NodeMaker::refuse(Place place, std::string message) {
    problems_.add(place, std::move(message));
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
        return refuse(
            token.place,
            fmt::format(
                "there is no [[window]] named '{}'{}; add one, or spell it out, as "
                "count(orders by order.device over 1 h)",
                wanted,
                did_you_mean(wanted, windows_.names())));
    }
    const std::string_view kind = model::text_of(on_).name;
    const auto field = field_of(token.word);
    if (!field) {
        return refuse(
            token.place,
            fmt::format(
                "unknown field '{}'{}; docs/formats/policy.md lists the fields, and texts stand "
                "in quotes",
                token.word,
                did_you_mean(token.word, field_names(on_))));
    }
    if (!may_use(on_, *field)) {
        return refuse(
            token.place,
            fmt::format(
                "a rule on {} can't use {}; docs/formats/policy.md lists the fields that it can",
                kind,
                token.word));
    }
    return make(
        {.op = Op::field, .type = text_of(*field).type, .place = token.place, .field = *field});
}

NodeIx NodeMaker::window(Place place, const WindowSpec& spec) {
    if (!has_key(on_, spec.by)) {
        return refuse(
            place,
            fmt::format(
                "a rule on {} knows no {}; keep this window by something else, or write a rule "
                "on order",
                model::text_of(on_).name,
                text_of(spec.by).name));
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
        return refuse(place, "known() asks about one field or window; write known(merchant.age)");
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
                fmt::format(
                    "{} is {}; only numbers can be reckoned with",
                    told(side),
                    name_of(at(side).type)));
        }
    }
    std::optional<Type> type;
    if (op == Op::multiply) {
        type = product_type(a, b);
    } else if (a == b || a == Type::wrong || b == Type::wrong) {
        type = a == Type::wrong ? b : a;
    }
    if (!type) {
        return refuse(
            place,
            op == Op::multiply
                ? fmt::format(
                      "{} times {} has no meaning; multiply by a count or a ratio",
                      name_of(a),
                      name_of(b))
                : fmt::format(
                      "{} is {} and {} is {}; add and subtract only what has one unit",
                      told(left),
                      name_of(a),
                      told(right),
                      name_of(b)));
    }
    return make({.op = op, .type = *type, .place = at(left).place, .of = {left, right}});
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
        problems_.add(
            said.place,
            fmt::format(
                "{} is never '{}'{}; it is one of {}",
                text_of(asked.field).name,
                said.text,
                did_you_mean(said.text, known),
                listed(known)));
    } else if (said.text.empty()) {
        problems_.add(
            said.place,
            fmt::format(
                "an empty text counts as not known; write not known({})",
                text_of(asked.field).name));
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
        fmt::format(
            "{} is {} but {} is {}; compare it with {}, as {}",
            told(left),
            name_of(a),
            told(right),
            name_of(b),
            name_of(a),
            example_of(a)));
    return false;
}

NodeIx NodeMaker::comparison(Op op, Place place, NodeIx left, NodeIx right) {
    const Type type = at(left).type;
    if (type == Type::truth) {
        return refuse(
            place,
            fmt::format(
                "{} is a yes or no already; write it alone, or not in front of it", told(left)));
    }
    if (type == Type::reasons) {
        return refuse(place, fmt::format("write {} has \"cash-back\"", told(left)));
    }
    if (type == Type::division) {
        return refuse(
            place, fmt::format("regions begin with digits; write {} in \"4401\"", told(left)));
    }
    if (type == Type::text && op != Op::equal && op != Op::unequal) {
        return refuse(place, "texts have no order; compare them with =, != or in");
    }
    if (!fits(left, right)) {
        return wrong(place);
    }
    if (at(left).op == Op::text && at(right).op == Op::field) {
        std::swap(left, right);
    }
    if (at(left).op == Op::text) {
        return refuse(place, "these are two texts; compare a field with a text");
    }
    match_words(left, right);
    return make({.op = op, .place = at(left).place, .of = {left, right}});
}

void NodeMaker::match_division(Node& text) {
    text.type = Type::division;
    if (!division_range(text.text)) {
        problems_.add(
            text.place,
            fmt::format(
                "'{}' isn't the beginning of a division code; write 2 to 12 digits, as \"4401\"",
                text.text));
    }
}

void NodeMaker::match_reason(Node& text) {
    const auto& reasons = model::reason_texts();
    const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) {
        return reason.code == text.text;
    });
    if (found == reasons.end()) {
        problems_.add(
            text.place,
            fmt::format(
                "unknown reason '{}'{}; docs/reasons.md lists them",
                text.text,
                did_you_mean(text.text, reason_codes())));
    }
    text.type = Type::reasons;
    text.value = found - reasons.begin();
}

NodeIx NodeMaker::membership(Op op, Place place, NodeIx what, std::vector<NodeIx> list) {
    const Type type = at(what).type;
    const bool of_reasons = type == Type::reasons;
    if (type != Type::wrong && (op == Op::has) != of_reasons) {
        return refuse(
            place,
            of_reasons
                ? fmt::format("write {} has \"cash-back\"", told(what))
                : fmt::format("only reasons have something; {} is {}", told(what), name_of(type)));
    }
    if (type == Type::truth) {
        return refuse(place, fmt::format("{} is a yes or no already; write it alone", told(what)));
    }
    if (at(what).op == Op::text) {
        return refuse(at(what).place, "a field stands here; write order.category in [...]");
    }
    for (const NodeIx item : list) {
        const bool is_text = at(item).op == Op::text;
        if (!is_text && at(item).op != Op::number && at(item).type != Type::wrong) {
            return refuse(at(item).place, "a list holds plain values only; use = and or");
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
            fmt::format(
                "{} is {}, not a condition; compare it with something",
                told(of),
                name_of(node.type)));
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
