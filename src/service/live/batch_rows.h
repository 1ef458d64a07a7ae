// What do the records keep of batches? Their table, and the row that follows from one. Pure
// functions. docs/formats/actions.md
#pragma once

#include "live/batch.h"
#include "port/records.h"

namespace shouxin::service {

port::Table batches_table();

// As it stands.
port::Change batch_change(const live::Batch& batch);

}  // namespace shouxin::service
