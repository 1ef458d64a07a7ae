#include "model/action.h"

namespace shouxin::model {
namespace {

constexpr std::uint8_t bit(SubjectKind kind) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

constexpr std::uint8_t orders = bit(SubjectKind::order);
constexpr std::uint8_t reviews = bit(SubjectKind::review);
constexpr std::uint8_t accounts = bit(SubjectKind::account);
constexpr std::uint8_t merchants = bit(SubjectKind::merchant);

constexpr std::uint32_t day_s = 86'400;

constexpr std::array<SubjectText, subject_kind_count> kinds{{
    {"order", "订单"},
    {"review", "评价"},
    {"account", "账号"},
    {"merchant", "商家"},
}};

constexpr std::array<ActionText, action_count> actions{{
    {"hold_settlement", "暂缓结算", "hold the settlement", orders | merchants, 7 * day_s, 8},
    {"exclude_from_sales", "不计入销量", "don't count as sold", orders, 90 * day_s, 4},
    {"exclude_from_rank",
     "不计入排名",
     "don't count for ranking",
     orders | reviews | merchants,
     30 * day_s,
     3},
    {"fold_review", "折叠评价", "fold the review", reviews, 180 * day_s, 2},
    {"block_cashback",
     "停发补贴和返现",
     "pay no subsidy or rebate",
     orders | accounts,
     30 * day_s,
     6},
    {"claw_back_commission",
     "追回佣金",
     "claw back the commission",
     orders | merchants,
     30 * day_s,
     7},
    {"require_verification",
     "要求核验身份",
     "require verification",
     orders | accounts | merchants,
     30 * day_s,
     5},
    {"freeze_account", "冻结账号", "freeze the account", accounts, 7 * day_s, 9},
    {"open_case",
     "开案人工核查",
     "open a case",
     orders | reviews | accounts | merchants,
     30 * day_s,
     1},
}};

template <class Kind, class Texts>
std::optional<Kind> named(const Texts& texts, std::string_view name) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].name == name) {
            return static_cast<Kind>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

const SubjectText& text_of(SubjectKind kind) {
    return kinds[static_cast<std::size_t>(kind)];
}

std::optional<SubjectKind> subject_kind(std::string_view name) {
    return named<SubjectKind>(kinds, name);
}

const ActionText& text_of(Action action) {
    return actions[static_cast<std::size_t>(action)];
}

std::optional<Action> action_of(std::string_view name) {
    return named<Action>(actions, name);
}

bool applies_to(Action action, SubjectKind kind) {
    return (text_of(action).subjects & bit(kind)) != 0;
}

bool is_graver(Action one, Action than) {
    return text_of(one).gravity > text_of(than).gravity;
}

}  // namespace shouxin::model
