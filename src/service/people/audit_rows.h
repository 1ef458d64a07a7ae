// What do the records keep of changes to people and keys? Their table, and the row that follows
// from an entry of the audit. Pure functions. docs/formats/people.md
#pragma once

#include "live/effects.h"
#include "port/records.h"

#include <vector>

namespace shouxin::service {

port::Table audit_table();

// Nothing if the record changed nothing of people and keys.
void add_audit(const live::Effects& effects, std::vector<port::Change>& changes);

}  // namespace shouxin::service
