// What did a scan say? Its result files, read back. Format: docs/formats/scan.md.
#pragma once

#include "base/result.h"
#include "judge/judgement.h"
#include "report/evaluation/truth.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::report::evaluation {

struct Said {
    std::string id;
    std::uint32_t ppm = 0;
    judge::Action action = judge::Action::allow;
};

struct SaidRing {
    std::string id;
    std::vector<std::string> accounts;
    std::vector<std::string> merchants;  // the one who gains included
};

struct Verdicts {
    std::vector<Said> orders;
    std::vector<Said> reviews;
    std::vector<Said> accounts;
    std::vector<Said> merchants;
    std::vector<SaidRing> rings;
};

// orders.csv and reviews.csv have the column `action`; in the other two it is what the default
// thresholds make of the probability. `corrupt` with the line, also for an id that comes twice.
Result<std::vector<Said>> parse_said(const NamedText& file, std::string_view key, bool has_action);
Result<std::vector<SaidRing>> parse_said_rings(const NamedText& file);

}  // namespace shouxin::report::evaluation
