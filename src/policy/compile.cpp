#include "policy/examine.h"
#include "policy/keys.h"
#include "policy/parse.h"
#include "policy/policy.h"
#include "policy/read_rule.h"
#include "policy/read_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::policy {
namespace {

constexpr std::size_t note_bytes_max = 1000;

class Compiler {
public:
    explicit Compiler(Problems& problems) : problems_(problems) {}

    Policy run(const Item& file) {
        TableReader top(file, keys_of(Table::top), problems_);
        policy_.version_note = top.text("version_note", note_bytes_max).value_or("");
        read_orders(top);
        read_hold_out(top);
        read_brake(top);
        read_delay(top);
        for (const Item& item : tables(top, "window", windows_max)) {
            read_window(item, policy_.windows, problems_);
        }
        for (const Item& item : tables(top, "rule", rules_max)) {
            policy_.rules.push_back(read_rule(item, policy_.windows, problems_));
        }
        check_windows();
        check_names();
        check_rules();
        return std::move(policy_);
    }

private:
    // A table in the file, or none.
    std::optional<TableReader> section(const TableReader& top, Table table) {
        const std::string_view name = text_of(table).name;
        const Item* const item = top.find(name);
        if (item == nullptr) {
            return std::nullopt;
        }
        if (item->kind != Kind::table) {
            problems_.add(
                item->place,
                {fmt::format("{} 必须是一张表；请写 [{}]", name, name),
                 fmt::format("{} must be a table; write [{}]", name, name)});
            return std::nullopt;
        }
        return TableReader(*item, keys_of(table), problems_);
    }

    std::vector<Item> tables(const TableReader& top, std::string_view name, std::size_t most) {
        const Item* const list = top.find(name);
        if (list == nullptr) {
            return {};
        }
        const bool all_tables =
            list->kind == Kind::list &&
            std::all_of(list->items.begin(), list->items.end(), [](const Item& item) {
                return item.kind == Kind::table;
            });
        if (!all_tables) {
            problems_.add(
                list->place,
                {fmt::format("每个 {} 各是一张表；请写 [[{}]]", name, name),
                 fmt::format("each {} is a table of its own; write [[{}]]", name, name)});
            return {};
        }
        if (list->items.size() > most) {
            problems_.add(
                list->items[most].place,
                {fmt::format(
                     "一份策略最多有 {} 张 [[{}]]，这里有 {} 张；请删去一些",
                     most,
                     name,
                     list->items.size()),
                 fmt::format(
                     "a policy has at most {} [[{}]] tables, not {}; remove some",
                     most,
                     name,
                     list->items.size())});
            return {};
        }
        return list->items;
    }

    void read_orders(const TableReader& top) {
        auto orders = section(top, Table::orders);
        if (!orders) {
            return;
        }
        Thresholds& thresholds = policy_.thresholds;
        thresholds.review_ppm = orders->probability("review").value_or(thresholds.review_ppm);
        thresholds.block_ppm = orders->probability("block").value_or(thresholds.block_ppm);
        if (thresholds.review_ppm > thresholds.block_ppm) {
            const Item* const item = orders->find("review");
            problems_.add(
                (item == nullptr ? orders->find("block") : item)->place,
                {"orders.review 不能高于 orders.block；请调低前者或调高后者",
                 "orders.review must not be above orders.block"});
        }
    }

    void read_hold_out(const TableReader& top) {
        if (auto hold_out = section(top, Table::hold_out)) {
            policy_.hold_out_ppm = hold_out->value("share", Type::ratio).value_or(0);
        }
    }

    void read_brake(const TableReader& top) {
        auto brake = section(top, Table::brake);
        if (!brake) {
            return;
        }
        const auto read = [&](std::string_view key, Type type, std::int64_t& into) {
            into = brake->value(key, type).value_or(into);
        };
        Brake& caps = policy_.brake;
        read("holds_per_merchant_day", Type::count, caps.holds_per_merchant_day);
        read("held_amount_per_merchant_day", Type::money, caps.held_amount_per_merchant_day);
        read("holds_per_hour", Type::count, caps.holds_per_hour);
        read("held_amount_per_hour", Type::money, caps.held_amount_per_hour);
        read("holds_per_rule_hour", Type::count, caps.holds_per_rule_hour);
    }

    void read_delay(const TableReader& top) {
        const auto delay = section(top, Table::delay);
        const Item* const range = delay ? delay->find("actions") : nullptr;
        if (range == nullptr) {
            return;
        }
        const Sentence how{
            "延迟最长 7 天；请写 actions = \"0 s to 6 h\"",
            "a delay is up to 7 days; write actions = \"0 s to 6 h\""};
        if (range->kind != Kind::text) {
            problems_.add(range->place, how);
        } else if (const auto read = parse_range(range->text, Type::duration, problems_)) {
            policy_.delay = {read->first, read->second};
            if (read->first < 0 || read->first > read->second || read->second > delay_longest_s) {
                problems_.add(range->place, how);
            }
        }
    }

    void check_windows() {
        if (const std::size_t many = policy_.windows.all().size(); many > windows_max) {
            problems_.add(
                {},
                {fmt::format(
                     "全部规则一共用了 {} 个不同的窗口，最多 {} 个；请合用一些", many, windows_max),
                 fmt::format(
                     "all rules together have {} different windows, over {}; use some again",
                     many,
                     windows_max)});
        }
    }

    void check_names() {
        const std::vector<Rule>& rules = policy_.rules;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const auto same = std::find_if(
                rules.begin(),
                rules.begin() + static_cast<std::ptrdiff_t>(i),
                [&](const Rule& one) { return !one.name.empty() && one.name == rules[i].name; });
            if (same != rules.begin() + static_cast<std::ptrdiff_t>(i)) {
                problems_.add(
                    rules[i].place,
                    {fmt::format(
                         "第 {} 行也有一条规则叫“{}”；请改一个", same->place.line, rules[i].name),
                     fmt::format(
                         "there is another rule named '{}' in line {}; rename one",
                         rules[i].name,
                         same->place.line)});
            }
        }
    }

    // Rules that can't be true, that always are, and that are never asked.
    void check_rules() {
        std::vector<std::pair<const Rule*, Examined>> finals;
        for (const Rule& rule : policy_.rules) {
            if (rule.when.nodes.empty()) {
                continue;  // and was told
            }
            auto examined = examine(rule.when, rule.on, policy_.windows);
            if (examined && examined->alternatives.empty()) {
                problems_.add(
                    examined->contradiction,
                    {fmt::format("规则“{}”永远不会成立，原因在这里；请改它或删去规则", rule.name),
                     fmt::format(
                         "rule '{}' can never be true, because of this; change it or remove the "
                         "rule",
                         rule.name)});
                continue;
            }
            check_always(rule);
            if (!examined || rule.mode == Mode::off) {
                continue;
            }
            check_reachable(rule, *examined, finals);
            if (rule.is_final && rule.mode == Mode::live && rule.rollout_ppm == whole_ppm) {
                finals.emplace_back(&rule, std::move(*examined));
            }
        }
    }

    void check_always(const Rule& rule) {
        const auto never = examine(rule.when, rule.on, policy_.windows, true);
        const bool is_always = never && never->alternatives.empty();
        if (is_always && !rule.is_always) {
            problems_.add(
                rule.when_place,
                {fmt::format(
                     "规则“{}”对每个{}都成立；如果正是此意，请写 always = true",
                     rule.name,
                     model::text_of(rule.on).zh),
                 fmt::format(
                     "rule '{}' is true of every {}; if you mean that, write always = true",
                     rule.name,
                     model::text_of(rule.on).name)});
        }
    }

    void check_reachable(
        const Rule& rule,
        const Examined& examined,
        const std::vector<std::pair<const Rule*, Examined>>& finals) {
        std::vector<const Examined*> before;
        const Rule* last = nullptr;
        for (const auto& [final_rule, covered] : finals) {
            if (final_rule->on == rule.on) {
                before.push_back(&covered);
                last = final_rule;
                covering_work_ += examined.alternatives.size() * covered.alternatives.size();
            }
        }
        if (covering_work_ > covering_work_max || !is_covered(examined, before)) {
            return;
        }
        for (const auto& [final_rule, covered] : finals) {
            if (final_rule->on == rule.on && is_covered(examined, {&covered})) {
                last = final_rule;  // it alone
                break;
            }
        }
        problems_.add(
            rule.place,
            {fmt::format(
                 "规则“{}”永远轮不到：第 {} 行的“{}”写了 final，而且总比它先成立；"
                 "请把这一条移到前面，或把那一条收窄",
                 rule.name,
                 last->place.line,
                 last->name),
             fmt::format(
                 "rule '{}' is never asked: '{}' in line {} is final and true whenever this one "
                 "is; move this one before it, or narrow that one",
                 rule.name,
                 last->name,
                 last->place.line)});
    }

    static constexpr std::size_t covering_work_max = 1'000'000;  // comparisons of alternatives

    Problems& problems_;
    Policy policy_;
    std::size_t covering_work_ = 0;
};

void write_program(Policy& policy) {
    for (std::size_t i = 0; i < policy.rules.size(); ++i) {
        const Rule& rule = policy.rules[i];
        if (rule.mode != Mode::off) {
            policy.active[static_cast<std::size_t>(rule.on)].push_back(
                {policy.program.add(rule.when, policy.windows), static_cast<std::uint16_t>(i)});
        }
    }
}

}  // namespace

tl::expected<Policy, Refusal> compile(std::string_view text) {
    Problems problems;
    if (text.size() > policy_bytes_max) {
        problems.add(
            {},
            {"一份策略最长 1 MiB；请拆开或删去一些规则",
             "a policy is at most 1 MiB long; split it or remove rules"});
        return tl::unexpected(problems.take());
    }
    const auto document = read_document(text, problems);
    if (!document) {
        return tl::unexpected(problems.take());
    }
    Policy policy = Compiler(problems).run(*document);
    if (problems.told() > 0) {
        return tl::unexpected(problems.take());
    }
    write_program(policy);
    return policy;
}

Error to_error(const Refusal& refusal, std::string_view file) {
    std::string text = to_text(refusal.front(), file);
    if (const std::size_t more = refusal.size() - 1; more > 0) {
        text += fmt::format(" ({} more: see shouxin policy check {})", more, file);
    }
    return {Failure::invalid, std::move(text)};
}

std::string_view name_of(Outcome outcome) {
    constexpr std::array<std::string_view, 3> names{"allow", "review", "block"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string_view name_of(Mode mode) {
    constexpr std::array<std::string_view, 3> names{"live", "shadow", "off"};
    return names[static_cast<std::size_t>(mode)];
}

}  // namespace shouxin::policy
