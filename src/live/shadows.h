// What would the rules that only watch have done? Of each rule in shadow mode, since its policy
// came into force: whom it fired on, what they were answered instead, and how likely they were
// fake. Pure; not thread-safe.
#pragma once

#include "policy/evaluate.h"
#include "policy/policy.h"
#include "proof/json.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

class Shadows {
public:
    // The first so many shadow rules of a policy are counted: a bit each in every subject's
    // standing, so that nobody counts twice.
    static constexpr std::size_t counted_max = 16;
    static constexpr std::size_t examples_max = 20;

    using Seen = std::uint16_t;  // by rule, whether it fired on the subject

    explicit Shadows(const policy::Policy& policy);

    // The subject's answer, after an evaluation. Gives what it was seen by from now on.
    [[nodiscard]] Seen count(
        const policy::Evaluation& evaluation,
        Seen seen,
        std::string_view subject,
        std::uint32_t ppm,
        std::int64_t amount);

    // Of each shadow rule of `policy`, which these were counted for; "counts" is null of those
    // beyond counted_max. docs/formats/policy.md
    [[nodiscard]] proof::Json json(const policy::Policy& policy) const;

    template <class Archive>
    void archive(Archive& a) {
        a(counts_);
    }

private:
    struct Answered {
        std::uint64_t subjects = 0;
        std::int64_t amount = 0;

        template <class Archive>
        void archive(Archive& a) {
            a(subjects, amount);
        }
    };

    struct Count {
        std::uint16_t rule = 0;  // place in Policy::rules
        std::array<Answered, 3> answered{};
        std::uint64_t ppm = 0;  // summed
        std::vector<std::string> newest;

        template <class Archive>
        void archive(Archive& a) {
            a(rule, answered, ppm, newest);
        }
    };

    static proof::Json json(const Count& count);

    std::vector<Count> counts_;
};

}  // namespace shouxin::live
