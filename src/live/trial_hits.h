// Whom does a change of policy hit? Subjects of one kind as they stand under either policy, told
// apart by how old, how large and where their merchant is, so that it shows if the small and the
// young pay for what the others did. Pure; not thread-safe.
#pragma once

#include "live/decision.h"
#include "live/watch.h"
#include "proof/json.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace shouxin::live {

// A subject, judged twice.
struct Compared {
    Subject subject;
    Outcome before = Outcome::allow;
    Outcome after = Outcome::allow;
    std::uint32_t ppm = 0;  // probability that it is fake
};

class TrialHits {
public:
    // Of those that fare worse the least probable are kept, of those that fare better the most.
    static constexpr std::size_t examples_max = 50;

    // `watch` outlives this.
    explicit TrialHits(const Watch& watch) : watch_(watch) {}

    // REQUIRES: all of one kind.
    void add(const Compared& one);

    [[nodiscard]] proof::Json json() const;

private:
    struct Bucket {
        std::uint64_t of_subjects = 0;
        std::int64_t of_amount = 0;
        std::uint64_t treated_before = 0;  // not simply allowed
        std::uint64_t treated_after = 0;
        std::uint64_t subjects = 0;  // that fare worse
        std::int64_t amount = 0;
        std::uint64_t honest_ppm = 0;    // of these, summed
        std::vector<bool> of_merchants;  // by MerchantIx
        std::vector<bool> merchants;
    };

    struct Cell {
        std::uint64_t many = 0;
        std::int64_t amount = 0;
    };

    void put(Bucket& bucket, const Compared& one, std::int64_t amount, std::uint32_t merchant);
    [[nodiscard]] proof::Json changes_json() const;
    [[nodiscard]] proof::Json examples_json(const std::vector<Compared>& examples) const;
    static proof::Json bucket_json(std::string name, const Bucket& bucket);

    const Watch& watch_;
    std::array<std::array<Cell, 3>, 3> matrix_{};
    std::array<Bucket, 5> by_age_;
    std::array<Bucket, 4> by_size_;
    std::map<std::uint32_t, Bucket> by_region_;  // by province, 0: unknown
    std::vector<Compared> worse_;                // a heap, or whatever came while there was room
    std::vector<Compared> better_;
};

}  // namespace shouxin::live
