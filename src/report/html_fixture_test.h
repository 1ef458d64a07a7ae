// A small market with its judgement, made by hand for the tests of the report: events go through
// Market::step, verdicts and rings are the test's own.
#pragma once

#include "judge/judgement.h"
#include "model/names.h"
#include "report/html.h"
#include "signal/market.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::report {

// 2026-11-01 00:00 in China.
constexpr std::int64_t november_ms = 1'793'462'400'000;
constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

struct MadeOrder {
    std::string buyer = "u-1";
    std::string merchant = "m-1";
    std::string device = "d-1";
    std::string address = "a-1";
    std::string payer = "p-1";
    std::int64_t amount = 19'900;
    std::int64_t at_ms = november_ms;
    std::uint32_t ppm = 0;
    std::vector<model::Reason> reasons;
};

class MadeMarket {
public:
    model::OrderIx order(const MadeOrder& made);
    model::ReviewIx review(
        const std::string& account,
        const std::string& merchant,
        std::int64_t at_ms,
        std::uint32_t ppm);
    void transfer(
        const std::string& from, const std::string& to, std::int64_t amount, std::int64_t at_ms);
    void open_shop(const std::string& merchant, const std::string& payee);

    // A ring of the given orders: their buyers, shops, devices, addresses and the given wallets,
    // which paid each buyer once.
    judge::Ring& ring(
        std::string_view scheme,
        const std::vector<model::OrderIx>& orders,
        const std::vector<std::string>& wallets);

    Judged judged() { return {judgement, market, names}; }

    // The page as written.
    std::string page();

    model::Names names{HashKey{}};
    signal::Market market;
    judge::Judgement judgement;
    Summary summary;

private:
    void step(const model::EventBody& body, std::int64_t at_ms);

    std::uint64_t events_ = 0;
};

// Three rings: 150 accounts paid by four wallets for five shops; a farm of 60 on six devices; a
// rival's. Beside them honest trade and doubtful cases.
MadeMarket made_market();

}  // namespace shouxin::report
