// One message for one endpoint, as the outbox keeps it. A plain value.
#pragma once

#include "live/actions/action_state.h"
#include "port/records.h"
#include "service/outbox/tables.h"

#include <cstdint>
#include <string>
#include <utility>

namespace shouxin::service {

class Letter {
public:
    // REQUIRES: a row of `outbox`.
    explicit Letter(port::Row row) : row_(std::move(row)) {}

    [[nodiscard]] const std::string& text(OutboxColumn column) const;

    // 0 where there is nothing.
    [[nodiscard]] std::int64_t number(OutboxColumn column) const;

    void set(OutboxColumn column, port::Value value) {
        row_[static_cast<std::size_t>(column)] = std::move(value);
    }

    [[nodiscard]] const port::Row& row() const { return row_; }

    [[nodiscard]] live::ActionId action() const {
        return static_cast<live::ActionId>(number(OutboxColumn::action));
    }

    [[nodiscard]] std::uint32_t step() const {
        return static_cast<std::uint32_t>(number(OutboxColumn::step));
    }

    // The webhook's id: the same for all endpoints and all attempts.
    [[nodiscard]] std::string message() const { return live::message_id(action(), step()); }

private:
    port::Row row_;
};

}  // namespace shouxin::service
