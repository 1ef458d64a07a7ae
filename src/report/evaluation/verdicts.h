// What did a scan say? Its result files, read back. Format: docs/formats/scan.md.
#pragma once

#include "base/result.h"
#include "judge/judgement.h"
#include "report/evaluation/truth.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::report::evaluation {

struct Said {
    std::string id;
    std::uint32_t ppm = 0;
    judge::Action action = judge::Action::allow;
};

// What was sold in an order.
struct Sale {
    std::string merchant;
    std::int64_t amount = 0;  // in fen, before subsidy
};

struct SaidEarly {
    std::string id;
    judge::EarlyAnswers answers{};
};

// An order that stands in groups which must not be treated worse, by code.
struct InGroups {
    std::string order;
    std::vector<std::string> groups;
};

struct SaidRing {
    std::string id;
    std::vector<std::string> accounts;
    std::vector<std::string> merchants;  // the one who gains included
};

struct Verdicts {
    std::vector<Said> orders;
    std::vector<Sale> sales;  // by place in `orders`; empty: not known
    std::vector<Said> reviews;
    std::vector<Said> accounts;
    std::vector<Said> merchants;
    std::vector<SaidRing> rings;
    std::optional<std::vector<SaidEarly>> early;  // absent: the scan didn't say
    std::optional<std::vector<InGroups>> groups;
};

// orders.csv and reviews.csv have the column `action`; in the other two it is what the default
// thresholds make of the probability. `corrupt` with the line, also for an id that comes twice.
Result<std::vector<Said>> parse_said(const NamedText& file, std::string_view key, bool has_action);
Result<std::vector<Sale>> parse_sales(const NamedText& file);
Result<std::vector<SaidEarly>> parse_early(const NamedText& file);
Result<std::vector<InGroups>> parse_groups(const NamedText& file);
Result<std::vector<SaidRing>> parse_said_rings(const NamedText& file);

}  // namespace shouxin::report::evaluation
