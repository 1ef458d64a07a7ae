#include "service/outbox/letter.h"

#include "base/must.h"

#include <variant>

namespace shouxin::service {

const std::string& Letter::text(OutboxColumn column) const {
    const auto* const text = std::get_if<std::string>(&row_[static_cast<std::size_t>(column)]);
    MUST(text != nullptr);
    return *text;
}

std::int64_t Letter::number(OutboxColumn column) const {
    const auto* const number = std::get_if<std::int64_t>(&row_[static_cast<std::size_t>(column)]);
    return number == nullptr ? 0 : *number;
}

}  // namespace shouxin::service
