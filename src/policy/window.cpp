#include "policy/window.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::policy {
namespace {

constexpr std::uint8_t order = 1;
constexpr std::uint8_t review = 2;
constexpr std::uint8_t account = 4;
constexpr std::uint8_t merchant = 8;

constexpr std::array<KeyText, key_count> keys{{
    {"order.buyer", order | review | account, "买家", "buyer"},
    {"order.merchant", order | review | merchant, "商家", "merchant"},
    {"order.item", order | review, "商品", "item"},
    {"order.category", order | merchant, "类目", "category"},
    {"order.device", order | review, "设备", "device"},
    {"order.ip", order | review, "网络地址", "network address"},
    {"order.address", order, "收货地址", "address"},
    {"order.payer", order, "付款钱包", "paying wallet"},
}};

constexpr std::array<SummandText, summand_count> summands{{
    {"order.amount", Type::money, "订单金额", "amount"},
    {"order.subsidy", Type::money, "补贴金额", "subsidy"},
    {"order.paid", Type::money, "实付金额", "paid amount"},
    {"order.quantity", Type::count, "件数", "pieces"},
}};

template <class Kind, class Texts>
std::optional<Kind> named(const Texts& texts, std::string_view name) {
    const auto found = std::find_if(
        texts.begin(), texts.end(), [&](const auto& text) { return text.name == name; });
    return found == texts.end() ? std::nullopt
                                : std::optional(static_cast<Kind>(found - texts.begin()));
}

template <class Texts>
std::vector<std::string_view> names_of(const Texts& texts) {
    std::vector<std::string_view> names;
    for (const auto& text : texts) {
        names.push_back(text.name);
    }
    return names;
}

}  // namespace

const KeyText& text_of(Key key) {
    return keys[static_cast<std::size_t>(key)];
}

std::optional<Key> key_of(std::string_view name) {
    return named<Key>(keys, name);
}

std::vector<std::string_view> key_names() {
    return names_of(keys);
}

bool has_key(model::SubjectKind kind, Key key) {
    return (text_of(key).subjects >> static_cast<unsigned>(kind) & 1U) != 0;
}

const SummandText& text_of(Summand summand) {
    return summands[static_cast<std::size_t>(summand)];
}

std::optional<Summand> summand_of(std::string_view name) {
    return named<Summand>(summands, name);
}

std::vector<std::string_view> summand_names() {
    return names_of(summands);
}

Type type_of(const WindowSpec& spec) {
    return spec.aggregate == Aggregate::sum ? text_of(spec.summand).type : Type::count;
}

std::string to_text(const WindowSpec& spec) {
    std::string over;
    put_literal(over, Type::duration, spec.over_s);
    const std::string_view by = text_of(spec.by).name;
    switch (spec.aggregate) {
        case Aggregate::count:
            return fmt::format("count(orders by {} over {})", by, over);
        case Aggregate::sum:
            return fmt::format("sum({} by {} over {})", text_of(spec.summand).name, by, over);
        default:
            return fmt::format("distinct({} by {} over {})", text_of(spec.distinct).name, by, over);
    }
}

std::size_t WindowSet::add(std::string name, const WindowSpec& spec) {
    const auto same =
        std::find_if(all_.begin(), all_.end(), [&](const Window& one) { return one.spec == spec; });
    if (same != all_.end()) {
        return static_cast<std::size_t>(same - all_.begin());
    }
    all_.push_back({std::move(name), spec});
    return all_.size() - 1;
}

std::optional<std::size_t> WindowSet::find(std::string_view name) const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [&](const Window& one) { return one.name == name; });
    return name.empty() || found == all_.end() ? std::nullopt
                                               : std::optional<std::size_t>(found - all_.begin());
}

std::vector<std::string_view> WindowSet::names() const {
    std::vector<std::string_view> names;
    for (const Window& window : all_) {
        if (!window.name.empty()) {
            names.push_back(window.name);
        }
    }
    return names;
}

}  // namespace shouxin::policy
