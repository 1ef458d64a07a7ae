// Since when is a merchant open, whose wallet is paid for its sales, and which campaigns did it
// declare beforehand? One row a merchant, one a campaign.
#pragma once

#include "base/column.h"
#include "model/event.h"
#include "signal/orders.h"

#include <span>
#include <vector>

namespace shouxin::signal {

struct Merchant {
    Seconds opened_s = 0;
    model::WalletIx payee;
};

struct Campaign {
    model::MerchantIx merchant;
    model::ItemIx item;
    Seconds declared_s = 0;
    model::CampaignKind kind = model::CampaignKind::trial;

    template <class Archive>
    void archive(Archive& a) {
        a(merchant, item, declared_s, kind);
    }
};

class Merchants {
public:
    void step(std::span<const model::Event> events);

    [[nodiscard]] const Column<model::MerchantIx, Merchant>& rows() const { return rows_; }

    [[nodiscard]] std::span<const Campaign> campaigns() const { return campaigns_; }

    [[nodiscard]] std::size_t bytes() const { return rows_.bytes(); }

    template <class Archive>
    void archive(Archive& a) {
        a(rows_, campaigns_);
    }

private:
    Column<model::MerchantIx, Merchant> rows_;
    std::vector<Campaign> campaigns_;
};

}  // namespace shouxin::signal
