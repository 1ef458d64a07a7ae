// What did a ring do, in a few short sentences? Pure.
#pragma once

#include "report/html_ring_sums.h"
#include "report/html_text.h"

#include <cstdint>

namespace shouxin::report {

// "150 个账号在 3 家商家下了 412 单，…"
Said ring_story(const judge::Ring& ring, const RingSums& sums, const model::Names& names);

// What a ring's acts are: orders; a ring that sells bad reviews has none, but reviews.
const Unit& acts_unit(const judge::Ring& ring);
std::uint64_t acts_of(const judge::Ring& ring);

}  // namespace shouxin::report
