// The rings behind the fakes as JSON Lines, one ring a line, most harmful first: who belongs to
// it, what it did, and the facts that prove it. Keys: docs/formats/scan.md.
// Pure; an error is only ever the sink's.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/tables.h"

namespace shouxin::report {

Result<void> write_rings(ByteSink& sink, const Judged& judged);

}  // namespace shouxin::report
