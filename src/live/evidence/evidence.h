// Why is somebody suspected? Goes through the state for what each reason rests on: the events that
// anybody can look up, and how its measure stands among honest orders of the category. Pure, in
// slices; of one generation. Not thread-safe.
#pragma once

#include "live/evidence/cited.h"
#include "live/evidence/measures.h"
#include "live/evidence/related.h"
#include "live/evidence/support.h"
#include "live/evidence/tallies.h"
#include "live/state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::live {

struct ReasonEvidence {
    model::Reason reason = model::Reason::count;
    Support support;
    model::OrderIx order;      // that shows it: the subject's loudest; may be invalid
    model::ReviewIx review;    // of it, or the subject
    model::AccountIx account;  // its buyer, the author, or the subject
    model::MerchantIx merchant;
    std::vector<Cited> events;  // by time
    OrderMeasure measure = OrderMeasure::count;
    std::int64_t value = 0;
    std::optional<Comparison> honest;
};

class Evidence {
public:
    static constexpr std::size_t events_max = 20;            // of a reason
    static constexpr std::uint32_t honest_ppm = 50'000;      // below it
    static constexpr std::size_t honest_max = 2000;          // orders of a category ...
    static constexpr std::uint32_t honest_window = 200'000;  // ... among so many newest ones
    static constexpr std::size_t payers_max = 8;

    Evidence(model::SubjectKind kind, std::string name) : kind_(kind), name_(std::move(name)) {}

    // At a slice of some ten thousand rows. True when all was seen.
    bool look(const State& state);

    void restart() { *this = Evidence(kind_, std::move(name_)); }

    // ---- When all was seen ----

    // Nothing if nobody goes by the name.
    [[nodiscard]] const std::optional<Finding>& finding() const { return finding_; }

    [[nodiscard]] const std::vector<ReasonEvidence>& reasons() const { return reasons_; }

    // The order that the subject is, or the review is of; may be invalid.
    [[nodiscard]] model::OrderIx order() const { return order_; }

    [[nodiscard]] model::ReviewIx review() const { return review_; }

    // That came to the payer's wallet around the order; by time.
    [[nodiscard]] const std::vector<Cited>& money() const { return money_; }

private:
    enum class Pass : std::uint8_t {
        shown_by,  // which of a subject's orders shows a reason best
        honest,
        orders,
        registrations,
        shops,
        posts,
        transfers,
        payers,
        reviews,
        likenesses,
        over,
    };

    // An order of which more is gathered: one that shows a reason, or an honest one.
    struct Gathering {
        model::OrderIx order;
        model::WalletIx payer;
        signal::Seconds placed_s = 0;
        std::uint16_t category = 0xffff;
        bool honest = false;
        Gathered gathered;
    };

    struct Sample {
        std::uint16_t category = 0xffff;
        std::size_t many = 0;
    };

    void begin(const State& state);
    void begin_reasons(const State& state);
    [[nodiscard]] std::uint32_t rows_of(const Watch& watch) const;
    [[nodiscard]] std::uint32_t cost() const;
    void see(std::uint32_t row, const State& state);
    void end_pass(const State& state);
    [[nodiscard]] bool wants(Relations any) const;

    void see_shown_by(std::uint32_t row, const State& state);
    void see_honest(std::uint32_t row, const State& state);
    void see_order(std::uint32_t row, const State& state);
    void see_registration(std::uint32_t row, const Watch& watch);
    void see_shop(std::uint32_t row, const Watch& watch);
    void see_post(std::uint32_t row, const Watch& watch);
    void see_transfer(std::uint32_t row, const Watch& watch);
    void see_payer(std::uint32_t row, const Watch& watch);
    void see_review(std::uint32_t row, const Watch& watch);
    void see_likeness(std::uint32_t row, const Watch& watch);

    void gather_shown(const Watch& watch);
    void gather(model::OrderIx order, bool honest, const Watch& watch);
    void index_gathered();
    void cite_own(const Watch& watch);
    void take_money(const signal::Transfer& transfer, Gathering& of, const Watch& watch);
    void conclude(const State& state);
    void measure(ReasonEvidence& reason, const State& state);
    [[nodiscard]] const Gathered& gathered(model::OrderIx order) const;
    [[nodiscard]] std::optional<std::int64_t> value(
        OrderMeasure measure,
        model::OrderIx order,
        const Gathered& gathered,
        const State& state) const;

    model::SubjectKind kind_;
    std::string name_;
    std::optional<Finding> finding_;
    std::vector<ReasonEvidence> reasons_;
    model::OrderIx order_;
    model::ReviewIx review_;
    std::vector<Cited> money_;
    Tallies tallies_;
    Pass pass_ = Pass::shown_by;
    std::optional<std::uint32_t> next_;       // rows of the pass below it weren't seen
    std::vector<std::uint32_t> loudest_ppm_;  // by reason
    std::vector<Gathering> gathered_;         // those that show reasons, then honest ones
    std::uint32_t window_from_ = 0;           // of honest orders
    std::vector<Sample> samples_;             // of honest orders, by category
    std::vector<OrderFacts> shown_by_;        // by reason
    std::vector<std::uint32_t> by_order_;     // places in gathered_
    std::vector<std::uint32_t> by_payer_;     //
    std::vector<model::WalletIx> payers_;     // who sent the money
};

}  // namespace shouxin::live
