#include "policy/keys.h"

#include "model/action.h"
#include "policy/rule.h"
#include "policy/window.h"

namespace shouxin::policy {
namespace {

constexpr std::array<TableText, table_count> tables{{
    {"", "", "整个文件", "the file itself"},
    {"orders", "[orders]", "没有规则命中时，按概率怎么判", "what the probability alone decides"},
    {"hold_out", "[hold_out]", "留出多少不处置，用来衡量对错", "who is left alone, to measure by"},
    {"brake", "[brake]", "扣款的上限，超过的转人工", "how much may be held; the rest is reviewed"},
    {"delay", "[delay]", "动作随机晚一会儿", "actions are sent a little later, at random"},
    {"window", "[[window]]", "给一个滑动汇总起名字", "a sum over recent orders, with a name"},
    {"rule", "[[rule]]", "什么情况、怎么办", "when to do what"},
}};

constexpr bool required = true;
constexpr bool optional = false;

constexpr std::array keys{
    TableKey{
        Table::top,
        "version_note",
        Form::text,
        optional,
        "\"秋季大促\"",
        "这一版是为了什么",
        "what this version is for"},
    TableKey{Table::top, "orders", Form::table, optional, "[orders]", tables[1].zh, tables[1].en},
    TableKey{Table::top, "rule", Form::tables, optional, "[[rule]]", tables[6].zh, tables[6].en},
    TableKey{
        Table::top, "window", Form::tables, optional, "[[window]]", tables[5].zh, tables[5].en},
    TableKey{
        Table::top, "hold_out", Form::table, optional, "[hold_out]", tables[2].zh, tables[2].en},
    TableKey{Table::top, "brake", Form::table, optional, "[brake]", tables[3].zh, tables[3].en},
    TableKey{Table::top, "delay", Form::table, optional, "[delay]", tables[4].zh, tables[4].en},
    TableKey{
        Table::orders,
        "review",
        Form::probability,
        optional,
        "0.5",
        "概率到了这个数就请人看",
        "at or above this probability a person should look"},
    TableKey{
        Table::orders,
        "block",
        Form::probability,
        optional,
        "0.9",
        "概率到了这个数就拦截（评价：折叠）",
        "at or above this one the order is blocked, the review folded"},
    TableKey{
        Table::hold_out,
        "share",
        Form::ratio,
        optional,
        "\"1 %\"",
        "这么多对象照常判断，但从不处置",
        "so many of all subjects are judged but never acted on"},
    TableKey{
        Table::brake,
        "holds_per_merchant_day",
        Form::count,
        optional,
        "50",
        "一家店一天最多暂缓几笔结算",
        "settlements of one merchant held in a day, at most"},
    TableKey{
        Table::brake,
        "held_amount_per_merchant_day",
        Form::money,
        optional,
        "\"¥200000\"",
        "一家店一天最多暂缓多少钱",
        "amount of one merchant held in a day, at most"},
    TableKey{
        Table::brake,
        "holds_per_hour",
        Form::count,
        optional,
        "1000",
        "全平台一小时最多暂缓几笔结算",
        "settlements held in an hour, at most"},
    TableKey{
        Table::brake,
        "held_amount_per_hour",
        Form::money,
        optional,
        "\"¥5000000\"",
        "全平台一小时最多暂缓多少钱",
        "amount held in an hour, at most"},
    TableKey{
        Table::brake,
        "holds_per_rule_hour",
        Form::count,
        optional,
        "200",
        "一条规则一小时最多暂缓几笔结算",
        "settlements that one rule holds in an hour, at most"},
    TableKey{
        Table::delay,
        "actions",
        Form::range,
        optional,
        "\"0 s to 6 h\"",
        "动作随机晚多久，最长 7 天",
        "actions are sent a random time later, at most 7 days"},
    TableKey{
        Table::window,
        "name",
        Form::text,
        required,
        "\"device_orders_1h\"",
        "名字：小写字母、数字、下划线；规则里写 window.名字",
        "a-z, 0-9 and _; rules write window.NAME"},
    TableKey{
        Table::window, "count", Form::word, optional, "\"orders\"", "数订单", "how many orders"},
    TableKey{
        Table::window,
        "sum",
        Form::word,
        optional,
        "\"order.amount\"",
        "把订单的什么加起来",
        "what of the orders is summed"},
    TableKey{
        Table::window,
        "distinct",
        Form::word,
        optional,
        "\"order.buyer\"",
        "数有几个不同的什么",
        "of what the different ones are counted"},
    TableKey{
        Table::window,
        "by",
        Form::word,
        required,
        "\"order.device\"",
        "按什么分开汇总",
        "what it is kept by"},
    TableKey{
        Table::window,
        "over",
        Form::duration,
        required,
        "\"1 h\"",
        "最近多久，1 分钟到 90 天",
        "how far back, 1 minute to 90 days"},
    TableKey{
        Table::rule,
        "name",
        Form::text,
        required,
        "\"新店大额\"",
        "规则的名字，不能重复",
        "the rule's name, unlike all others"},
    TableKey{
        Table::rule,
        "on",
        Form::word,
        required,
        "\"order\"",
        "对谁：订单、评价、账号、商家",
        "whom it is about"},
    TableKey{
        Table::rule,
        "when",
        Form::condition,
        required,
        "\"\"\"order.probability >= 80 %\"\"\"",
        "什么情况",
        "the condition"},
    TableKey{
        Table::rule,
        "outcome",
        Form::word,
        optional,
        "\"review\"",
        "判成什么：放行、人工审核、拦截",
        "what it decides: allow, review or block"},
    TableKey{
        Table::rule,
        "actions",
        Form::actions,
        optional,
        "[\"hold_settlement\"]",
        "做什么",
        "what is done"},
    TableKey{
        Table::rule,
        "expires",
        Form::duration,
        optional,
        "\"7 d\"",
        "动作多久后自己解除，1 分钟到 366 天",
        "when its actions end by themselves, 1 minute to 366 days"},
    TableKey{
        Table::rule,
        "reason",
        Form::text,
        optional,
        "\"新店短期内出现高度可疑的大额订单\"",
        "给人看的理由",
        "why, for people"},
    TableKey{
        Table::rule,
        "mode",
        Form::word,
        optional,
        "\"shadow\"",
        "生效；影子（只记录本来会怎样）；停用",
        "live; shadow: only recorded; off: checked, not asked"},
    TableKey{
        Table::rule,
        "rollout",
        Form::ratio,
        optional,
        "\"25 %\"",
        "先对多大比例的商家执行",
        "the share of merchants that it holds for"},
    TableKey{
        Table::rule,
        "final",
        Form::truth,
        optional,
        "true",
        "命中后自己说了算，不看阈值和后面的规则",
        "if it fires it decides alone"},
    TableKey{
        Table::rule,
        "always",
        Form::truth,
        optional,
        "true",
        "条件可以对谁都成立",
        "its condition may be true of everything"},
};

}  // namespace

const TableText& text_of(Table table) {
    return tables[static_cast<std::size_t>(table)];
}

std::string_view name_of(Form form) {
    constexpr std::array<std::string_view, 13> names{
        "text",
        "probability",
        "count",
        "ratio",
        "money",
        "duration",
        "range",
        "truth",
        "word",
        "condition",
        "actions",
        "table",
        "tables"};
    return names[static_cast<std::size_t>(form)];
}

std::span<const TableKey> table_keys() {
    return keys;
}

std::vector<std::string_view> keys_of(Table table) {
    std::vector<std::string_view> names;
    for (const TableKey& key : keys) {
        if (key.table == table) {
            names.push_back(key.name);
        }
    }
    return names;
}

std::vector<std::string_view> words_of(Table table, std::string_view key) {
    if (table == Table::window) {
        return key == "count" ? std::vector<std::string_view>{"orders"}
               : key == "sum" ? summand_names()
                              : key_names();
    }
    if (key == "on") {
        std::vector<std::string_view> subjects;
        for (std::size_t i = 0; i < model::subject_kind_count; ++i) {
            subjects.push_back(model::text_of(static_cast<model::SubjectKind>(i)).name);
        }
        return subjects;
    }
    return key == "mode"
               ? std::vector{name_of(Mode::live), name_of(Mode::shadow), name_of(Mode::off)}
               : std::vector{
                     name_of(Outcome::allow), name_of(Outcome::review), name_of(Outcome::block)};
}

}  // namespace shouxin::policy
