// What happens on the market, and what does Guard say of it at once? All that Guard knows from the
// log, stepped by one delivery after the other: names, ids seen, the market's state, the local
// tier. Same deliveries, same state. Not thread-safe.
#pragma once

#include "intake/admission.h"
#include "intake/delivery.h"
#include "judge/judge.h"
#include "judge/local_tier.h"
#include "live/decision.h"
#include "live/event_places.h"
#include "live/shops.h"
#include "model/names.h"
#include "signal/market.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::live {

class Watch {
public:
    Watch(intake::Options options, const judge::Model& model);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    struct Seen {
        std::vector<bool> admitted;            // by item of the delivery; else a duplicate
        std::span<const model::Event> events;  // those admitted; until the next call
        std::vector<judge::Told> told;         // orders' answers, in the order they were given
    };

    // What the record of the log says, 0 if it is of none. The delivery outlives the events.
    Seen step(const intake::Delivery& delivery, std::uint64_t record);

    // Makes a name known of which nothing else is.
    void intern(model::SubjectKind kind, std::string_view name);

    std::uint32_t intern(judge::MemberKind kind, std::string_view name);

    // As `old` counted, whom this one succeeds.
    void go_on_counting(const Watch& old) { admission_.go_on_counting(old.admission_); }

    // Counts lines that went to quarantine.
    void reject(std::size_t lines);

    // Whom an event is about, if anybody: its order, else its review, account or merchant.
    [[nodiscard]] std::optional<Subject> subject_of(const model::Event& event) const;

    // Who goes by this name; only those who were placed, posted, or named.
    [[nodiscard]] std::optional<Subject> find(model::SubjectKind kind, std::string_view name) const;

    [[nodiscard]] std::string_view name_of(const Subject& subject) const;

    // The newest answer of the local tier about an order, 0 if there is none.
    [[nodiscard]] std::uint32_t newest_answer(model::OrderIx order) const;

    [[nodiscard]] const model::Names& names() const { return names_; }

    [[nodiscard]] const signal::Market& market() const { return market_; }

    // Where the events of market().event_ids stand in the log.
    [[nodiscard]] const EventPlaces& places() const { return places_; }

    [[nodiscard]] const judge::LocalTier& local() const { return local_; }

    [[nodiscard]] const Shops& shops() const { return shops_; }

    [[nodiscard]] const intake::Totals& totals() const { return admission_.totals(); }

    // The log's time: the greatest `at` so far, in Unix seconds.
    [[nodiscard]] signal::Seconds now() const { return signal::to_seconds(admission_.clock_ms()); }

    // The epoch of all that was seen. Uses the state up: only the child that settles calls it.
    judge::Judgement settle(const judge::Options& options, Executor& executor);

    template <class Archive>
    void archive(Archive& a) {
        a(names_, admission_, market_, places_, local_, shops_);
    }

private:
    model::Names names_;
    intake::Admission admission_;
    signal::Market market_;
    EventPlaces places_;
    judge::LocalTier local_;
    Shops shops_;
    std::vector<intake::Applicant> applicants_;
    std::vector<model::Event> events_;
};

}  // namespace shouxin::live
