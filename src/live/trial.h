// What would another policy have done? Looks over the shoulder of a state that is replayed, and
// has the candidate rule on every finding that the state rules on, with the same facts. Pure.
#pragma once

#include "live/rulings.h"
#include "live/state.h"

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace shouxin::live {

class Trial final : public Witness {
public:
    Trial(HashKey key, policy::Policy candidate) : candidate_(key, std::move(candidate)) {}

    void saw(std::span<const model::Event> events) override { candidate_.step(events); }

    void found(const Finding& finding, const Watch& watch, const EpochView& epoch) override;

    // What the policies of the time decided in the record that was stepped last.
    void decided(std::span<const Decision> decisions);

    // Orders, reviews, accounts and merchants as they stand at the end under either policy, whom
    // the differences hit, and how many reviews a day either asks for. docs/formats/backtest.md
    [[nodiscard]] proof::Json report(const State& state) const;

private:
    using SubjectIx = Index<struct TriedTag>;

    struct Reviews {
        std::uint64_t before = 0;
        std::uint64_t after = 0;
    };

    [[nodiscard]] proof::Json reviews_json() const;

    Rulings candidate_;
    std::uint64_t findings_ = 0;
    std::uint32_t day_ = 0;                       // of the newest finding
    std::map<std::uint32_t, Reviews> reviews_;    // by days since 1970, of the log's time
    std::map<std::string, std::uint64_t> fired_;  // by rule
    std::map<std::string, std::uint64_t> asked_;  // by action
    std::array<Column<SubjectIx, Outcome>, model::subject_kind_count> decided_;  // last
};

}  // namespace shouxin::live
