// What do the records keep of what people say, and of who waits to be looked at? Tables, and the
// rows that follow from a record of the log. Pure functions. docs/formats/quality.md
#pragma once

#include "live/effects.h"
#include "port/records.h"

#include <cstdint>
#include <vector>

namespace shouxin::service {

// The columns of `labels`, in order: what is said of a subject now.
enum class LabelColumn : std::uint8_t { id, fake, by, at_ms, reason };

// The columns of `second_looks`, in order.
enum class LookColumn : std::uint8_t {
    id,     // "order/o-1"
    state,  // "wanted", "agreed", "disagreed", "settled"
    first_by,
    first_fake,
    first_ms,
    second_by,  // nothing until then, as the next three
    second_fake,
    second_ms,
    second_reason,
    settled_by,  // nothing until then, as the next
    settled_ms,
    merchant,
    amount,
};

// The columns of `waiting`, in order: subjects whose newest word is `review`, and that nobody
// labelled.
enum class WaitingColumn : std::uint8_t {
    id,      // "order/o-1"
    number,  // in the order in which they began to wait
    at_ms,   // since when
    decision,
    merchant,
    amount,
};

port::Table labels_table();
port::Table second_looks_table();
port::Table waiting_table();

void add_labels(const live::Effects& effects, std::vector<port::Change>& changes);

}  // namespace shouxin::service
