// What may a rule ask about? The catalogue of fields: name, type, whose rules may use it, and what
// it means, in Chinese and English. docs/formats/policy.md shows it as a table, which a test holds
// against it. To add one: here, in field.cpp, and where the engine fills Facts.
// Immutable, thread-safe.
#pragma once

#include "model/action.h"
#include "policy/value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

enum class Field : std::uint8_t {
    order_probability,
    order_amount,
    order_subsidy,
    order_paid,
    order_refunded,
    order_quantity,
    order_weight,
    order_category,
    order_region,
    order_age,
    order_answer,
    order_reasons,
    order_ring,
    review_probability,
    review_stars,
    review_contacts,
    review_age,
    review_reasons,
    review_ring,
    account_probability,
    account_age,
    account_orders,
    account_reasons,
    account_ring,
    merchant_probability,
    merchant_age,
    merchant_orders,
    merchant_fake_orders,
    merchant_fake_share,
    merchant_fake_amount,
    merchant_category,
    merchant_region,
    merchant_reasons,
    merchant_ring,
    ring_probability,
    ring_members,
    ring_orders,
    ring_amount,
    ring_scheme,
    device_accounts,
    address_accounts,
    payer_accounts,
    ip_accounts,
    count,
};

constexpr std::size_t field_count = static_cast<std::size_t>(Field::count);

struct FieldText {
    std::string_view name;
    Type type = Type::count;
    std::uint8_t subjects = 0;  // a bit each model::SubjectKind whose rules may use it
    bool always_known = false;  // for its own subject: the engine promises a value
    std::int64_t min = 0;       // bounds of a known number
    std::int64_t max = value_max;
    std::span<const std::string_view> words;  // the only texts it can be; empty: any
    std::string_view zh;
    std::string_view en;
};

const FieldText& text_of(Field field);

std::optional<Field> field_of(std::string_view name);

bool may_use(model::SubjectKind kind, Field field);

// Whether it has a value in every evaluation of a rule on `kind`.
bool is_always_known(model::SubjectKind kind, Field field);

// All names that a rule on `kind` may use.
std::vector<std::string_view> field_names(model::SubjectKind kind);

// The place of a text field in Facts; none for a field of another type.
constexpr std::size_t text_field_count = 4;
std::optional<std::size_t> text_place(Field field);

// The catalogue as a table in Markdown.
std::string field_table();

}  // namespace shouxin::policy
