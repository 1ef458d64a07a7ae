// Which files does a scan leave? All of them, written from one judgement into an open folder;
// the caller commits it. docs/formats/scan.md.
#pragma once

#include "base/result.h"
#include "port/files.h"
#include "report/tables.h"

namespace shouxin::runtime {

// Everything but quarantine.jsonl, which is written while reading.
Result<void> write_results(
    port::OutputFolder& folder, const report::Judged& judged);

}  // namespace shouxin::runtime
