// What do the records keep of appeals? Their table, and the rows that follow from one. Pure
// functions. docs/formats/appeals.md
#pragma once

#include "live/appeals.h"
#include "port/records.h"

#include <cstdint>
#include <vector>

namespace shouxin::service {

// The columns of `appeals`, in order.
enum class AppealColumn : std::uint8_t {
    id,  // ap-17
    number,
    action,  // its number
    merchant,
    state,
    text,
    by,
    at_ms,
    answer,  // nothing until it was answered
    answered_by,
    answered_ms,
};

port::Table appeals_table();

// The row, and an alert that is closed by the answer.
void add_appeal(const live::Appeal& appeal, std::vector<port::Change>& changes);

}  // namespace shouxin::service
