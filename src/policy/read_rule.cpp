#include "policy/read_rule.h"

#include "policy/keys.h"
#include "policy/parse.h"
#include "policy/read_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace shouxin::policy {
namespace {

constexpr std::size_t name_bytes_max = 200;
constexpr std::size_t reason_bytes_max = 1000;
constexpr std::int64_t expiry_longest_s = std::int64_t{366} * 86'400;

class RuleReader {
public:
    RuleReader(const Item& item, WindowSet& windows, Problems& problems)
        : table_(item, keys_of(Table::rule), problems), windows_(windows), problems_(problems) {}

    Rule read() {
        rule_.place = table_.place();
        read_name();
        read_words();
        rule_.reason = table_.text("reason", reason_bytes_max).value_or("");
        rule_.rollout_ppm = table_.value("rollout", Type::ratio).value_or(whole_ppm);
        rule_.is_final = table_.truth("final").value_or(false);
        rule_.is_always = table_.truth("always").value_or(false);
        const bool has_subject = read_subject();
        if (has_subject) {
            read_actions();
        }
        read_condition(has_subject);
        check();
        return std::move(rule_);
    }

private:
    void read_name() {
        if (table_.find("name") == nullptr) {
            problems_.add(
                table_.place(),
                {"这条规则没有名字；请写 name = \"...\"",
                 "this rule has no name; write name = \"...\""});
        }
        rule_.name = table_.text("name", name_bytes_max).value_or("");
    }

    void read_words() {
        if (const auto outcome = table_.word("outcome", words_of(Table::rule, "outcome"))) {
            rule_.outcome = static_cast<Outcome>(*outcome);
        }
        if (const auto mode = table_.word("mode", words_of(Table::rule, "mode"))) {
            rule_.mode = static_cast<Mode>(*mode);
        }
    }

    bool read_subject() {
        if (table_.find("on") == nullptr) {
            problems_.add(
                table_.place(),
                {"这条规则没说对谁；请写 on = \"order\"",
                 "this rule doesn't say about whom it is; write on = \"order\""});
            return false;
        }
        const auto kind = table_.word("on", words_of(Table::rule, "on"));
        rule_.on = static_cast<model::SubjectKind>(kind.value_or(0));
        return kind.has_value();
    }

    void read_condition(bool has_subject) {
        const Item* const when = table_.find("when");
        if (when == nullptr) {
            problems_.add(
                table_.place(),
                {"这条规则没有条件；请写 when = \"...\"",
                 "this rule has no condition; write when = \"...\""});
            return;
        }
        rule_.when_place = when->place;
        if (when->kind != Kind::text) {
            problems_.add(
                when->place,
                {"when 必须是文字；请写 when = \"\"\"order.amount > ¥200\"\"\"",
                 "when must be a text; write when = \"\"\"order.amount > ¥200\"\"\""});
        } else if (has_subject) {
            rule_.when =
                parse_condition(when->text, rule_.on, windows_, problems_).value_or(Expression{});
        }
    }

    void read_actions() {
        rule_.expires_s = table_.value("expires", Type::duration);
        if (rule_.expires_s && (*rule_.expires_s < 60 || *rule_.expires_s > expiry_longest_s)) {
            problems_.add(
                table_.find("expires")->place,
                {"expires 要在 1 分钟到 366 天之间；请写 expires = \"7 d\"",
                 "expires must be from 1 minute to 366 days; write expires = \"7 d\""});
        }
        const Item* const list = table_.find("actions");
        if (list == nullptr) {
            return;
        }
        if (list->kind != Kind::list) {
            problems_.add(
                list->place,
                {"actions 必须是列表；请写 actions = [\"hold_settlement\"]",
                 "actions must be a list; write actions = [\"hold_settlement\"]"});
            return;
        }
        for (const Item& item : list->items) {
            read_action(item);
        }
        std::sort(
            rule_.actions.begin(), rule_.actions.end(), [](const auto& one, const auto& than) {
                return model::is_graver(one.action, than.action);
            });
    }

    [[nodiscard]] Sentence action_problem(
        std::string_view name,
        std::string_view nearest,
        const std::vector<std::string_view>& can) const {
        const model::SubjectText& on = model::text_of(rule_.on);
        const Sentence meant = did_you_mean(nearest);
        const Sentence all = listed(can);
        Sentence why{
            fmt::format("{} 不能用于{}", name, on.zh),
            fmt::format("{} can't be done to {}", name, on.name)};
        if (!model::action_of(name)) {
            why = {
                fmt::format("没有“{}”这个动作{}", name, meant.zh),
                fmt::format("unknown action '{}'{}", name, meant.en)};
        }
        return {
            fmt::format("{}；对{}可以写 {}", why.zh, on.zh, all.zh),
            fmt::format("{}; a rule on {} can do {}", why.en, on.name, all.en)};
    }

    void read_action(const Item& item) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < model::action_count; ++i) {
            const auto action = static_cast<model::Action>(i);
            if (model::applies_to(action, rule_.on)) {
                names.push_back(model::text_of(action).name);
            }
        }
        const std::string& name = item.text.text;
        const auto action = model::action_of(name);
        if (item.kind != Kind::text || !action || !model::applies_to(*action, rule_.on)) {
            const std::string_view nearest = action ? "" : nearest_of(name, names);
            problems_.add(item.place, action_problem(name, nearest, names), nearest);
            return;
        }
        const bool again =
            std::any_of(rule_.actions.begin(), rule_.actions.end(), [&](const RuleAction& one) {
                return one.action == *action;
            });
        if (again) {
            problems_.add(
                item.place,
                {fmt::format("{} 写了两次；请删去一个", name),
                 fmt::format("{} stands here twice; remove one", name)});
            return;
        }
        const std::int64_t expiry = model::text_of(*action).expiry_s;
        rule_.actions.push_back({*action, rule_.expires_s.value_or(expiry)});
    }

    void check() {
        if (table_.find("outcome") == nullptr && table_.find("actions") == nullptr) {
            problems_.add(
                table_.place(),
                {"这条规则什么也不做；请写 outcome = \"review\" 或 actions = [\"open_case\"]",
                 "this rule does nothing; write outcome = \"review\" or actions = "
                 "[\"open_case\"]"});
        }
        if (rule_.is_final && table_.find("outcome") == nullptr) {
            problems_.add(
                table_.find("final")->place,
                {"写了 final 的规则自己说了算，所以要有 outcome；请写 outcome = \"allow\"",
                 "a final rule decides alone, so it needs an outcome; write outcome = "
                 "\"allow\""});
        }
        if (rule_.expires_s && rule_.actions.empty() && table_.find("actions") == nullptr) {
            problems_.add(
                table_.find("expires")->place,
                {"expires 是给动作的，这里没有动作；请删去它，或写上 actions",
                 "expires is for actions, and there are none; remove it or write actions"});
        }
    }

    TableReader table_;
    WindowSet& windows_;
    Problems& problems_;
    Rule rule_;
};

// Which of count, sum and distinct a [[window]] asks for.
std::optional<WindowSpec> read_aggregate(const TableReader& table, Problems& problems) {
    constexpr std::array<std::string_view, 3> ways{"count", "sum", "distinct"};
    const Item* way[3] = {table.find(ways[0]), table.find(ways[1]), table.find(ways[2])};
    const auto given =
        std::count_if(way, way + 3, [](const Item* item) { return item != nullptr; });
    if (given != 1) {
        problems.add(
            table.place(),
            {"窗口要写 count = \"orders\"、sum = \"order.amount\"、distinct = \"order.buyer\" "
             "三者之一，且只写一个",
             "a window has one of count = \"orders\", sum = \"order.amount\" and distinct = "
             "\"order.buyer\"; write exactly one"});
        return std::nullopt;
    }
    WindowSpec spec;
    bool good = true;
    std::vector<std::string_view> known;
    if (way[0] != nullptr) {
        known = words_of(Table::window, ways[0]);
        good = way[0]->text.text == "orders";
    } else if (way[1] != nullptr) {
        const auto summand = summand_of(way[1]->text.text);
        known = words_of(Table::window, ways[1]);
        good = summand.has_value();
        spec.aggregate = Aggregate::sum;
        spec.summand = summand.value_or(Summand::amount);
    } else {
        const auto key = key_of(way[2]->text.text);
        known = words_of(Table::window, ways[2]);
        good = key.has_value();
        spec.aggregate = Aggregate::distinct;
        spec.distinct = key.value_or(Key::buyer);
    }
    if (!good) {
        const Item& item = *(way[0] != nullptr ? way[0] : way[1] != nullptr ? way[1] : way[2]);
        const std::string_view nearest = nearest_of(item.text.text, known);
        problems.add(item.place, one_of_problem(item.text.text, nearest, known), nearest);
    }
    return good ? std::optional(spec) : std::nullopt;
}

bool is_window_name(std::string_view name) {
    constexpr std::size_t longest = 64;
    return !name.empty() && name.size() <= longest &&
           std::all_of(name.begin(), name.end(), [](char one) {
               return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '_';
           });
}

}  // namespace

Rule read_rule(const Item& item, WindowSet& windows, Problems& problems) {
    return RuleReader(item, windows, problems).read();
}

void read_window(const Item& item, WindowSet& windows, Problems& problems) {
    const std::size_t before = problems.told();
    TableReader table(item, keys_of(Table::window), problems);
    const Item* const name = table.find("name");
    const Place named = name == nullptr ? item.place : name->place;
    if (name == nullptr || !is_window_name(name->text.text)) {
        problems.add(
            named,
            {"窗口要有名字，只用 a-z、0-9 和 _；请写 name = \"device_orders_1h\"",
             "a window needs a name of a-z, 0-9 and _; write name = \"device_orders_1h\""});
    } else if (windows.find(name->text.text)) {
        problems.add(
            named,
            {fmt::format("有两个窗口都叫“{}”；请改一个", name->text.text),
             fmt::format("there are two windows named '{}'; rename one", name->text.text)});
    }
    auto spec = read_aggregate(table, problems);
    const auto by = table.word("by", words_of(Table::window, "by"));
    const auto over = table.value("over", Type::duration);
    if (table.find("by") == nullptr || table.find("over") == nullptr) {
        problems.add(
            item.place,
            {"窗口要写 by = \"order.device\" 和 over = \"1 h\"",
             "a window needs by = \"order.device\" and over = \"1 h\""});
    } else if (over) {
        check_window_length(*over, table.find("over")->place, problems);
    }
    if (!spec || !by || !over || problems.told() != before) {
        return;
    }
    spec->by = static_cast<Key>(*by);
    spec->over_s = *over;
    const std::string& kept = windows.all()[windows.add(name->text.text, *spec)].name;
    if (kept != name->text.text) {
        problems.add(
            named,
            {fmt::format("这个窗口和“{}”一样；用那一个就行", kept),
             fmt::format("this window is the same as '{}'; use that one", kept)});
    }
}

}  // namespace shouxin::policy
