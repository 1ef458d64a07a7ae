// What can be said of an order the moment it is placed, and after 1, 24 and 72 hours? The local
// tier: a bounded update an event and a few answers an order, each in less than a microsecond,
// from what runs along. The epoch's answer, which sees everything, replaces them; how much fake
// sales they let count until then is reported.
//
// Later answers are given when the log's time (the latest `at` so far) passes a mark of ten
// minutes, in log order: an order doesn't overtake one placed before it. Whoever comes late is
// given at once what is due. An order against which nothing new came keeps its answer. What an
// order is measured by is taken down at once; the trees are asked in blocks of 64, or every hour.
//
// Pure and in log order: the same events give the same answers, however they are batched.
#pragma once

#include "base/column.h"
#include "base/must.h"
#include "judge/awaiting.h"
#include "judge/judgement.h"
#include "judge/leaf_masks.h"
#include "judge/local_counts.h"
#include "judge/local_measures.h"
#include "judge/trees.h"
#include "model/event.h"
#include "model/reason.h"
#include "signal/links.h"
#include "signal/market.h"

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace shouxin::judge {

using LocalRows = std::array<LocalRow, answer_ages_h.size()>;

// An answer, as it is given.
struct Told {
    model::OrderIx order;
    std::uint8_t age = 0;  // place in answer_ages_h
    std::uint32_t ppm = 0;
    model::Reasons reasons;  // from signal::constants::explain_local_ppm on
};

class LocalTier {
public:
    enum class Keep : std::uint8_t {
        nothing,
        rows,  // every order's rows, for learning
        told,  // answers until they are taken, for who acts on them
    };

    explicit LocalTier(Trees trees, Keep keep = Keep::nothing)
        : trees_(std::move(trees)), keep_(keep) {}

    // REQUIRES: the market has stepped over these events already.
    void step(std::span<const model::Event> events, const signal::Market& market);

    // Gives the answers that were asked for and not yet given. To whom it is told when depends on
    // when this is called: a server calls it after each record of its log.
    void tell_all(const signal::Market& market) { tell(market); }

    // Answers since the last call, in the order in which they were given. Asked anew only: an
    // order against which nothing came isn't told again. Empty unless they are kept.
    [[nodiscard]] std::vector<Told> take_told() { return std::exchange(told_, {}); }

    // No event comes any more: gives the answers that were asked for, and gives back the running
    // counts. Call before reading the answers.
    void close(const signal::Market& market);

    [[nodiscard]] const Column<model::OrderIx, EarlyAnswers>& answers() const { return answers_; }

    [[nodiscard]] Column<model::OrderIx, EarlyAnswers> take_answers() {
        return std::move(answers_);
    }

    [[nodiscard]] const LocalCounts& counts() const { return counts_; }

    // What each answer was given from. Empty unless rows are kept.
    [[nodiscard]] const Column<model::OrderIx, LocalRows>& rows() const { return rows_; }

    // Trees are whoever makes it's. REQUIRES: it doesn't keep rows.
    template <class Archive>
    void archive(Archive& a) {
        MUST(keep_ != Keep::rows && told_.empty());
        a(counts_, awaiting_, clock_, next_, questions_, answers_);
    }

private:
    struct Asked {
        OrderNumber number = 0;
        std::uint8_t age = 0;  // place in answer_ages_h

        template <class Archive>
        void archive(Archive& a) {
            a(number, age);
        }
    };

    // What the trees are asked at once: a block of rows, by column.
    struct Questions {
        std::size_t many = 0;
        std::array<Asked, LeafMasks::rows> of;
        alignas(LeafMasks::alignment)
            std::array<std::int16_t, LeafMasks::rows * local_measure_count> cells{};

        template <class Archive>
        void archive(Archive& a) {
            a(many, of, cells);
        }
    };

    void take(const model::Event& event, const signal::Market& market);
    void take(const model::OrderPlaced& order, signal::Seconds at, const signal::Market& market);
    void take(
        const model::ParcelShipped& shipped, signal::Seconds at, const signal::Market& market);
    void take(
        const model::ParcelDelivered& delivered, signal::Seconds at, const signal::Market& market);
    void take(const model::ReviewPosted& posted, signal::Seconds at, const signal::Market& market);
    void refunded(model::OrderIx order, std::int16_t how);
    void move_clock(signal::Seconds at, const signal::Market& market);
    void answer_due(const signal::Market& market);
    void answer(Awaiting& order, std::uint8_t age, const signal::Market& market);
    void ask(Awaiting& order, std::uint8_t age, const signal::Market& market);
    void tell(const signal::Market& market);
    void tell_few(const signal::Market& market);
    void tell(std::size_t place, Evidence first, Evidence all, const signal::Market& market);
    [[nodiscard]] LocalRow row_asked(std::size_t place) const;

    Trees trees_;
    Keep keep_;
    LocalCounts counts_;
    AwaitingOrders awaiting_;
    signal::Seconds clock_ = 0;
    std::array<OrderNumber, answer_ages_h.size()> next_{1, 1, 1, 1};  // to answer, by age
    Questions questions_;
    Column<model::OrderIx, EarlyAnswers> answers_;
    Column<model::OrderIx, LocalRows> rows_;
    std::vector<Told> told_;
};

// Fills judgement.first_answers from judgement.early.
void compare_first_answers(const signal::Links& links, Judgement& judgement);

}  // namespace shouxin::judge
