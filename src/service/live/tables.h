// What do the records keep of decisions, rings, policies, labels and quarantine? Their tables, and
// the rows that follow from a record of the log. Pure functions. docs/formats/records.md
#pragma once

#include "live/effects.h"
#include "port/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::service {

std::vector<port::Table> live_tables();

// Rows of `decisions`, by column.
enum class DecisionColumn : std::uint8_t {
    id,
    number,  // in the order they were made: record * 2^20 + place
    at_ms,
    subject_kind,
    subject,
    merchant,
    outcome,
    probability_ppm,
    answer,
    policy,
    ring,
    event,
    leaf,
    ordinal,  // of the leaf among those of its record
    amount,
    body,  // what the asker got, JSON
};

// All that a record writes, but actions, which service/outbox knows.
void add_changes(const live::Effects& effects, std::vector<port::Change>& changes);

// How far a projection has come: a row of `projections`.
port::Change progress(std::string_view projection, std::uint64_t log_number);

// 0 if there is no such row.
Result<std::uint64_t> progress_of(port::Records& records, std::string_view projection);

}  // namespace shouxin::service
