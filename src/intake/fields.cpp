#include "intake/fields.h"

#include "intake/word_table.h"

namespace shouxin::intake {
namespace {

constexpr WordTable<field_count> names(
    {"type",     "id",      "source",  "at",       "specversion", "time",    "data",     "account",
     "action",   "address", "amount",  "brand",    "buyer",       "by",      "campaign", "carrier",
     "category", "channel", "device",  "dwell_s",  "identity",    "images",  "inviter",  "ip",
     "item",     "keyword", "kind",    "merchant", "note",        "order",   "origin",   "parcel",
     "payee",    "payer",   "place",   "quantity", "rank",        "region",  "resource", "review",
     "staff",    "stars",   "subsidy", "text",     "url",         "weight_g"});

}  // namespace

std::string_view name_of(Field field) {
    return names[static_cast<std::size_t>(field)];
}

std::optional<Field> field_named(std::string_view name) {
    const auto place = names.find(name);
    if (!place) {
        return std::nullopt;
    }
    return static_cast<Field>(*place);
}

std::optional<Field> field_named_readable(std::string_view name, Field guess) {
    if (names.is_readable(static_cast<std::size_t>(guess), name)) {
        return guess;
    }
    const auto place = names.find_readable(name);
    if (!place) {
        return std::nullopt;
    }
    return static_cast<Field>(*place);
}

}  // namespace shouxin::intake
