#include "policy/field.h"

#include <fmt/format.h>

namespace shouxin::policy {
namespace {

constexpr std::uint8_t order = 1;
constexpr std::uint8_t review = 2;
constexpr std::uint8_t account = 4;
constexpr std::uint8_t merchant = 8;
constexpr std::uint8_t trades = order | review;
constexpr std::uint8_t people = order | review | account;
constexpr std::uint8_t shops = order | review | merchant;
constexpr std::uint8_t everybody = order | review | account | merchant;

constexpr std::int64_t whole = 1'000'000;  // a ratio of 100 %

constexpr std::array<std::string_view, 5> answers{"placed", "1h", "24h", "72h", "epoch"};
constexpr std::array<std::string_view, 7> schemes{
    "cashback",
    "experience-officer",
    "phone-farm",
    "forged-parcel",
    "subsidy",
    "rival",
    "extortion"};

// May be unknown; a ratio is a share, nothing is below zero.
constexpr FieldText field(
    std::string_view name,
    Type type,
    std::uint8_t subjects,
    std::string_view zh,
    std::string_view en) {
    const std::int64_t max = type == Type::ratio ? whole : type == Type::truth ? 1 : value_max;
    return {name, type, subjects, false, 0, max, {}, zh, en};
}

constexpr FieldText always(FieldText made) {
    made.always_known = true;
    return made;
}

constexpr FieldText between(FieldText made, std::int64_t min, std::int64_t max) {
    made.min = min;
    made.max = max;
    return made;
}

constexpr FieldText one_of(FieldText made, std::span<const std::string_view> words) {
    made.words = words;
    return made;
}

constexpr std::array<FieldText, field_count> fields{
    always(field(
        "order.probability",
        Type::ratio,
        trades,
        "订单作弊概率",
        "probability that the order is fake")),
    always(field(
        "order.amount",
        Type::money,
        trades,
        "订单金额（补贴前）",
        "the order's amount before subsidy")),
    always(field("order.subsidy", Type::money, trades, "订单补贴金额", "the order's subsidy")),
    always(between(
        field(
            "order.paid",
            Type::money,
            trades,
            "订单实付金额",
            "the order's amount less its subsidy"),
        value_min,
        value_max)),
    field(
        "order.refunded", Type::money, trades, "订单已退款金额", "what was refunded of the order"),
    always(field("order.quantity", Type::count, trades, "订单件数", "pieces in the order")),
    field(
        "order.weight",
        Type::weight,
        trades,
        "包裹重量（发货后才知道）",
        "weight of the order's parcel, once shipped"),
    field("order.category", Type::text, trades, "订单商品类目", "category of what was ordered"),
    field("order.region", Type::division, trades, "订单收货地区", "region that the order goes to"),
    always(field(
        "order.age", Type::duration, trades, "下单至今时长", "time since the order was placed")),
    always(one_of(
        field(
            "order.answer",
            Type::text,
            order,
            "第几次判断（下单时、1 小时、24 小时、72 小时、全局）",
            "which answer this is: when placed, after 1, 24 or 72 hours, or an epoch's"),
        answers)),
    always(field(
        "order.reasons", Type::reasons, trades, "订单的判断理由", "reasons given for the order")),
    always(field(
        "order.ring", Type::truth, trades, "订单属于某个团伙", "the order belongs to a ring")),
    always(field(
        "review.probability",
        Type::ratio,
        review,
        "评价作弊概率",
        "probability that the review is fake")),
    always(between(
        field("review.stars", Type::count, review, "评价星级（1 至 5）", "stars, 1 to 5"), 1, 5)),
    always(between(
        field(
            "review.contacts",
            Type::count,
            review,
            "评价里的联系方式个数",
            "contact details found in the review"),
        0,
        255)),
    always(field(
        "review.age",
        Type::duration,
        review,
        "评价发布至今时长",
        "time since the review was posted")),
    always(field(
        "review.reasons", Type::reasons, review, "评价的判断理由", "reasons given for the review")),
    always(field(
        "review.ring", Type::truth, review, "评价属于某个团伙", "the review belongs to a ring")),
    field(
        "account.probability",
        Type::ratio,
        people,
        "账号作弊概率",
        "probability that the account (buyer, author) is in the game"),
    field(
        "account.age",
        Type::duration,
        people,
        "账号注册至今时长（没见过注册则未知）",
        "time since the account was registered; not known if that wasn't seen"),
    field(
        "account.orders",
        Type::count,
        people,
        "账号累计订单数",
        "orders that the account placed so far"),
    field(
        "account.reasons",
        Type::reasons,
        people,
        "账号的判断理由",
        "reasons given for the account"),
    field("account.ring", Type::truth, people, "账号属于某个团伙", "the account belongs to a ring"),
    field(
        "merchant.probability",
        Type::ratio,
        shops,
        "商家作弊概率",
        "probability that the merchant is in the game"),
    field(
        "merchant.age",
        Type::duration,
        shops,
        "商家开店至今时长（没见过开店则未知）",
        "time since the merchant opened; not known if that wasn't seen"),
    field("merchant.orders", Type::count, shops, "商家累计订单数", "orders of the merchant so far"),
    field(
        "merchant.fake_orders",
        Type::count,
        shops,
        "商家作弊订单数（期望值）",
        "expected number of the merchant's fake orders"),
    field(
        "merchant.fake_share",
        Type::ratio,
        shops,
        "商家作弊订单占比",
        "share of the merchant's orders expected to be fake"),
    field(
        "merchant.fake_amount",
        Type::money,
        shops,
        "商家作弊订单金额（期望值）",
        "expected amount of the merchant's fake orders"),
    field("merchant.category", Type::text, shops, "商家类目", "the merchant's category"),
    field("merchant.region", Type::division, shops, "商家所在地区", "the merchant's region"),
    field(
        "merchant.reasons",
        Type::reasons,
        shops,
        "商家的判断理由",
        "reasons given for the merchant"),
    field(
        "merchant.ring", Type::truth, shops, "商家属于某个团伙", "the merchant belongs to a ring"),
    field(
        "ring.probability",
        Type::ratio,
        everybody,
        "所属团伙的概率",
        "probability of the subject's ring"),
    field(
        "ring.members", Type::count, everybody, "所属团伙成员数", "members of the subject's ring"),
    field("ring.orders", Type::count, everybody, "所属团伙订单数", "orders of the subject's ring"),
    field("ring.amount", Type::money, everybody, "所属团伙订单金额", "amount of the ring's orders"),
    one_of(
        field("ring.scheme", Type::text, everybody, "所属团伙手法", "scheme of the subject's ring"),
        schemes),
    field("device.accounts", Type::count, trades, "同设备账号数", "accounts seen on the device"),
    field(
        "address.accounts", Type::count, order, "同收货地址账号数", "accounts seen at the address"),
    field(
        "payer.accounts",
        Type::count,
        order,
        "同付款钱包账号数",
        "accounts that the wallet paid for"),
    field(
        "ip.accounts",
        Type::count,
        trades,
        "同网络地址账号数",
        "accounts seen at the network address"),
};

constexpr std::uint8_t bit(model::SubjectKind kind) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

}  // namespace

const FieldText& text_of(Field field) {
    return fields[static_cast<std::size_t>(field)];
}

std::optional<Field> field_of(std::string_view name) {
    for (std::size_t i = 0; i < field_count; ++i) {
        if (fields[i].name == name) {
            return static_cast<Field>(i);
        }
    }
    return std::nullopt;
}

bool may_use(model::SubjectKind kind, Field field) {
    return (text_of(field).subjects & bit(kind)) != 0;
}

bool is_always_known(model::SubjectKind kind, Field field) {
    const FieldText& text = text_of(field);
    const std::string_view own = model::text_of(kind).name;
    return text.always_known && text.name.substr(0, text.name.find('.')) == own;
}

std::vector<std::string_view> field_names(model::SubjectKind kind) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < field_count; ++i) {
        if (may_use(kind, static_cast<Field>(i))) {
            names.push_back(fields[i].name);
        }
    }
    return names;
}

std::optional<std::size_t> text_place(Field field) {
    switch (field) {
        case Field::order_category:
            return 0;
        case Field::order_answer:
            return 1;
        case Field::merchant_category:
            return 2;
        case Field::ring_scheme:
            return 3;
        default:
            return std::nullopt;
    }
}

std::string field_table() {
    std::string table = "| field | type | rules on | meaning | 含义 |\n|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto field = static_cast<Field>(i);
        std::string on;
        for (std::size_t kind = 0; kind < model::subject_kind_count; ++kind) {
            if (may_use(static_cast<model::SubjectKind>(kind), field)) {
                on += on.empty() ? "" : ", ";
                on += model::text_of(static_cast<model::SubjectKind>(kind)).name;
            }
        }
        std::string words;
        for (const std::string_view word : fields[i].words) {
            words += fmt::format("{}`{}`", words.empty() ? ": " : ", ", word);
        }
        table += fmt::format(
            "| `{}` | {}{} | {} | {} | {} |\n",
            fields[i].name,
            short_name_of(fields[i].type),
            words,
            on,
            fields[i].en,
            fields[i].zh);
    }
    return table;
}

}  // namespace shouxin::policy
