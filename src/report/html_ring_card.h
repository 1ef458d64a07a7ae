// What does a person need to see of one ring? Its story in a sentence, its picture, its days, its
// reasons, the facts that convict it with their events, and its members. Bounded size. Pure.
#pragma once

#include "report/html_sections.h"

#include <cstdint>

namespace shouxin::report {

// `ring` is a place in Judgement::rings; an open card shows its picture at once.
Html ring_card(const Page& page, std::uint32_t ring, bool open);

// Its row in a table of rings: with a bar for when it was active.
Html ring_row(const Page& page, std::uint32_t ring, bool drawn);

Html ring_table_head(const Figures& figures);

}  // namespace shouxin::report
