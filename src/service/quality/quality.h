// How often was the policy right, as far as people have looked? Precision and recall among labelled
// subjects, with how sure that is; the hold-out, on which nothing was ever done, by itself.
// docs/formats/quality.md says what the figures can't tell.
#pragma once

#include "base/result.h"
#include "policy/rule.h"
#include "port/records.h"
#include "proof/json.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace shouxin::service {

// A subject on which a person has said what it is.
struct Judged {
    bool fake = false;
    policy::Outcome outcome = policy::Outcome::allow;  // what the rules said, held out or not
    bool held_out = false;
    std::int64_t policy = 0;  // version; 0: there was no decision about it
    std::int64_t at_ms = 0;   // of the decision, else of the label
};

// Counts and their shares.
class Quality {
public:
    void add(const Judged& judged);

    // {"all", "held_out", "by_policy", "by_week", ...}
    [[nodiscard]] proof::Json told() const;

private:
    // By outcome.
    struct Counts {
        std::array<std::uint64_t, 3> fake{};
        std::array<std::uint64_t, 3> honest{};
    };

    static void count(const Judged& judged, Counts& into);
    static proof::Json json_of(const Counts& counts);

    Counts all_;
    Counts held_out_;
    std::map<std::int64_t, Counts> by_policy_;
    std::map<std::string, Counts> by_week_;
};

// Of the newest labels, at most so many. `is_held_out` says it of an order about which there was no
// decision. Reads a row a label: not for an I/O thread.
Result<proof::Json> measure_quality(
    port::Records& records,
    const std::function<bool(std::string_view order)>& is_held_out,
    std::size_t labels_max = 10'000);

}  // namespace shouxin::service
