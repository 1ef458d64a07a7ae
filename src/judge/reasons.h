// Why? The measures whose splits spoke loudest for "fake", as reasons.
#pragma once

#include "judge/model.h"
#include "judge/trees.h"
#include "model/reason.h"
#include "signal/sheet.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::judge {

// `row` of the sheet of orders. What the order itself shows comes from the trees that judged it
// alone; of the company it keeps, which somebody can do less about, only the loudest is named. A
// reason needs a tenth of a nat and must be literally true (literal.h).
model::Reasons reasons_of_order(const Model& model, std::span<const std::int16_t> row);

// What the order itself shows, by family of evidence: every reason of at least a tenth of a nat
// that is literally true of it.
using OwnReasons = std::array<std::vector<model::Reason>, signal::family_count>;
OwnReasons own_reasons(const Model& model, std::span<const std::int16_t> row);

// `row` of ReviewSheet.
model::Reasons reasons_of_review(const Trees& trees, std::span<const std::int16_t> row);

// The reasons of many orders, the weightiest first. Those that rest on other orders' verdicts
// are left out: of a whole shop or ring they would only say that it is suspicious.
class ReasonCount {
public:
    void add(const model::Reasons& reasons, std::uint32_t weight_ppm);
    [[nodiscard]] model::Reasons most() const;

private:
    std::array<std::uint64_t, model::reason_count> weight_{};
};

}  // namespace shouxin::judge
