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
#include <string_view>
#include <vector>

namespace shouxin::live {

class Trial final : public Witness {
public:
    // Every `sample`-th example of a difference up to `examples_max` is kept.
    static constexpr std::size_t examples_max = 50;

    Trial(HashKey key, policy::Policy candidate) : candidate_(key, std::move(candidate)) {}

    void saw(std::span<const model::Event> events) override { candidate_.step(events); }

    void found(const Finding& finding, const Watch& watch, const EpochView& epoch) override;

    // Orders, reviews, accounts and merchants as they stand at the end under either policy, whom
    // the differences hit, and how many reviews a day the candidate asks for.
    [[nodiscard]] proof::Json report(const State& state) const;

private:
    struct Hit {
        std::uint64_t subjects = 0;
        std::int64_t amount = 0;
    };

    using Hits = std::map<std::string, Hit>;

    void compare(const State& state, model::SubjectKind kind, proof::Json& into) const;
    static proof::Json hits_json(const Hits& hits);

    Rulings candidate_;
    std::uint64_t findings_ = 0;
    std::map<std::uint32_t, std::uint64_t> reviews_by_day_;  // days since 1970, of the log's time
    std::map<std::string, std::uint64_t> fired_;             // by rule
    std::map<std::string, std::uint64_t> asked_;             // by action
};

}  // namespace shouxin::live
