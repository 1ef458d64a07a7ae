#include "policy/vocabulary.h"

#include <array>

namespace shouxin::policy {
namespace {

constexpr std::array<WordText, 15> joining{{
    {"and", "A and B", "order.ring and order.amount > ¥200", "两个条件都成立", "both are true"},
    {"or", "A or B", "order.ring or order.amount > ¥200", "至少一个成立", "at least one is true"},
    {"not",
     "not A",
     "not order.ring",
     "条件不成立；注意：不知道的也算不成立",
     "it isn't true; mind that what is unknown isn't true"},
    {"in",
     "A in [\"x\", \"y\"]",
     "order.region in [\"4401\", \"440306\"]",
     "是其中之一；地区按开头几位",
     "is one of them; regions by their first digits"},
    {"not in",
     "A not in [\"x\", \"y\"]",
     "order.category not in [\"米面\"]",
     "知道，而且不在其中",
     "is known and none of them"},
    {"has",
     "reasons has [\"x\", \"y\"]",
     "order.reasons has [\"cash-back\", \"prefunded\"]",
     "理由里有其中一个",
     "the reasons hold one of them"},
    {"=", "A = B", "order.answer = \"placed\"", "等于", "equals"},
    {"!=", "A != B", "order.answer != \"epoch\"", "知道，而且不等于", "is known and differs"},
    {"<", "A < B", "account.age < 7 d", "小于", "is less than"},
    {"<=", "A <= B", "account.age <= 7 d", "至多", "is at most"},
    {">", "A > B", "order.amount > ¥200", "大于", "is more than"},
    {">=", "A >= B", "order.probability >= 80 %", "至少", "is at least"},
    {"+", "A + B", "order.paid + order.subsidy > ¥200", "相加，单位要相同", "sum of one unit"},
    {"-", "A - B", "order.amount - order.refunded > ¥200", "相减，单位要相同", "what remains"},
    {"*",
     "30 % * A",
     "order.subsidy > 30 % * order.amount",
     "乘以个数或比例",
     "times a count or a ratio"},
}};

constexpr std::array<WordText, 4> called{{
    {"known",
     "known(FIELD)",
     "known(account.age)",
     "知道这个字段或窗口的值",
     "the field or window has a value"},
    {"count",
     "count(orders by KEY over TIME)",
     "count(orders by order.device over 1 h) > 5",
     "最近一段时间的订单数，正在判断的这一单也算",
     "orders of late, the one that is judged among them"},
    {"sum",
     "sum(FIELD by KEY over TIME)",
     "sum(order.amount by order.merchant over 24 h) > 5 万元",
     "最近一段时间的金额、补贴、实付或件数之和",
     "amount, subsidy, paid amount or pieces of late"},
    {"distinct",
     "distinct(KEY by KEY over TIME)",
     "distinct(order.buyer by order.device over 7 d) >= 8",
     "最近一段时间有几个不同的买家、设备等",
     "how many different buyers, devices and so on of late"},
}};

}  // namespace

std::span<const WordText> operators() {
    return joining;
}

std::span<const WordText> functions() {
    return called;
}

}  // namespace shouxin::policy
