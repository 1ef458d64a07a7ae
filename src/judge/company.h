// Which company does an order keep? The mean suspicion, in the round before, of the other orders
// of its buyer, and of the other households at its item, shop, device, wallet, IP and payers of
// money and of the other people at its address, each one voice; and of those who use its words or
// like its review. An order never sees itself or, of these others, its own household (of payers of
// money its own wallet, at its address its own buyer): otherwise suspicion would feed on itself.
#pragma once

#include "base/executor.h"
#include "signal/links.h"
#include "signal/market.h"
#include "signal/sheet.h"

#include <cstdint>
#include <span>

namespace shouxin::judge {

// Fills the `with_...` columns from each order's probability in millionths. A value is
// 100 ln(1 + 1000 m), m the mean of the n others' probabilities shrunk towards 1 % by two
// more; `missing` where there are none.
void measure_company(
    const signal::Market& market,
    const signal::Links& links,
    std::span<const std::uint32_t> ppm,
    Executor& executor,
    signal::Sheet& sheet);

}  // namespace shouxin::judge
