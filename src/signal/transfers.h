// Which money moved between wallets? Every transfer, one row each in log order. 32 bytes a row.
#pragma once

#include "model/event.h"
#include "signal/orders.h"

#include <span>
#include <vector>

namespace shouxin::signal {

struct Transfer {
    model::WalletIx payer;
    model::WalletIx payee;
    Seconds at_s = 0;
    EventRef event = no_event;
    std::int64_t amount = 0;
};

class Transfers {
public:
    void step(std::span<const model::Event> events, std::span<const EventRef> refs);

    [[nodiscard]] std::span<const Transfer> rows() const { return rows_; }

    [[nodiscard]] std::size_t bytes() const { return rows_.capacity() * sizeof(Transfer); }

    template <class Archive>
    void archive(Archive& a) {
        a(rows_);
    }

private:
    std::vector<Transfer> rows_;
};

}  // namespace shouxin::signal
