// Since when does an account exist, and on what was it made? One row an account. An account
// whose registration wasn't reported is of unknown age.
#pragma once

#include "base/column.h"
#include "model/event.h"
#include "signal/orders.h"

#include <span>

namespace shouxin::signal {

struct Account {
    Seconds registered_s = 0;
    model::DeviceIx device;
    model::IpIx ip;
    model::IdentityIx identity;
    EventRef event = no_event;
};

class Accounts {
public:
    void step(std::span<const model::Event> events, std::span<const EventRef> refs);

    [[nodiscard]] const Column<model::AccountIx, Account>& rows() const { return rows_; }

    [[nodiscard]] std::size_t bytes() const { return rows_.bytes(); }

    template <class Archive>
    void archive(Archive& a) {
        a(rows_);
    }

private:
    Column<model::AccountIx, Account> rows_;
};

}  // namespace shouxin::signal
