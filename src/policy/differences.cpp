#include "policy/attributes.h"
#include "policy/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::policy {
namespace {

// Adds a sentence for each key whose value isn't the same, under the name of what it is about.
void compare(
    const std::vector<Attribute>& before,
    const std::vector<Attribute>& after,
    const Sentence& about,
    std::vector<Sentence>& into) {
    const auto value_in = [](const std::vector<Attribute>& rows, std::string_view key) {
        const auto found = std::find_if(
            rows.begin(), rows.end(), [&](const Attribute& row) { return row.key == key; });
        return found == rows.end() ? std::string() : found->value;
    };
    const auto tell = [&](std::string_view key, const std::string& was, const std::string& is) {
        into.push_back(
            {fmt::format(
                 "{}：{} 由 {} 改为 {}",
                 about.zh,
                 key,
                 was.empty() ? "无" : was,
                 is.empty() ? "无" : is),
             fmt::format(
                 "{}: {} was {}, is {}",
                 about.en,
                 key,
                 was.empty() ? "not set" : was,
                 is.empty() ? "not set" : is)});
    };
    for (const Attribute& row : before) {
        if (const std::string is = value_in(after, row.key); is != row.value) {
            tell(row.key, row.value, is);
        }
    }
    for (const Attribute& row : after) {
        if (value_in(before, row.key).empty()) {
            tell(row.key, "", row.value);
        }
    }
}

// Of rules or windows: what is gone, what is new, what differs.
template <class One, class Attributes>
void compare_named(
    const std::vector<One>& before,
    const std::vector<One>& after,
    const Sentence& kind,
    const Attributes& attributes,
    std::vector<Sentence>& into) {
    const auto find = [](const std::vector<One>& all, const One& like) {
        return std::find_if(
            all.begin(), all.end(), [&](const One& one) { return one.name == like.name; });
    };
    for (const One& one : before) {
        const Sentence about{
            fmt::format("{}「{}」", kind.zh, one.name),
            fmt::format("{} \"{}\"", kind.en, one.name)};
        const auto now = find(after, one);
        if (now == after.end()) {
            into.push_back({about.zh + "：删除", about.en + ": removed"});
        } else {
            compare(attributes(one, false), attributes(*now, true), about, into);
        }
    }
    for (const One& one : after) {
        if (find(before, one) == before.end()) {
            into.push_back(
                {fmt::format("{}「{}」：新增", kind.zh, one.name),
                 fmt::format("{} \"{}\": added", kind.en, one.name)});
        }
    }
}

std::vector<Window> named_windows(const Policy& policy) {
    std::vector<Window> named;
    for (const Window& window : policy.windows.all()) {
        if (!window.name.empty()) {
            named.push_back(window);
        }
    }
    return named;
}

// Names of the rules that both have, in their order.
std::vector<std::string_view> order_of(const Policy& policy, const Policy& other) {
    std::vector<std::string_view> names;
    for (const Rule& rule : policy.rules) {
        const bool in_both =
            std::any_of(other.rules.begin(), other.rules.end(), [&](const Rule& one) {
                return one.name == rule.name;
            });
        if (in_both) {
            names.push_back(rule.name);
        }
    }
    return names;
}

}  // namespace

std::vector<Sentence> differences(const Policy& before, const Policy& after) {
    std::vector<Sentence> all;
    const std::vector<Section> was = sections_of(before);
    const std::vector<Section> is = sections_of(after);
    for (std::size_t i = 0; i < was.size(); ++i) {
        const std::string name = fmt::format("[{}]", was[i].name);
        compare(was[i].rows, is[i].rows, {name, name}, all);
    }
    compare_named(
        named_windows(before),
        named_windows(after),
        {"窗口", "window"},
        [](const Window& window, bool) { return attributes_of(window); },
        all);
    compare_named(
        before.rules,
        after.rules,
        {"规则", "rule"},
        [&](const Rule& rule, bool now) {
            return attributes_of(rule, now ? after.windows : before.windows);
        },
        all);
    if (order_of(before, after) != order_of(after, before)) {
        all.push_back({"规则的先后次序变了", "the rules stand in another order"});
    }
    return all;
}

}  // namespace shouxin::policy
