// Which files does a scan leave? All of them, written from one judgement into an open folder;
// the caller commits it. docs/formats/scan.md.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "intake/totals.h"
#include "port/files.h"
#include "report/html.h"
#include "report/tables.h"
#include "runtime/quarantine_lines.h"

namespace shouxin::runtime {

// What was read, in the words of the page.
report::Summary summary_of(const intake::Totals& totals, const QuarantineLines& quarantine);

// Everything but quarantine.jsonl, which is written while reading. Each file is a piece of work.
Result<void> write_results(
    port::OutputFolder& folder,
    const report::Judged& judged,
    const report::Summary& summary,
    Executor& executor);

}  // namespace shouxin::runtime
