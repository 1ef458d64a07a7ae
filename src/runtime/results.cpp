#include "runtime/results.h"

#include "report/rings.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace shouxin::runtime {
namespace {

// The most frequent first.
void sort(std::vector<report::Summary::Share>& shares) {
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) {
        return a.count > b.count;
    });
}

std::vector<report::Summary::Share> accepted_by_type(const intake::Totals& totals) {
    std::vector<report::Summary::Share> shares;
    // The last is all unknown ones together, which come by name below.
    for (std::size_t type = 0; type + 1 < totals.by_type.size(); ++type) {
        if (totals.by_type[type] > 0) {
            shares.push_back({std::string(intake::type_name(type)), totals.by_type[type]});
        }
    }
    for (const auto& [name, count] : totals.by_unknown_type) {
        shares.push_back({name, count});
    }
    sort(shares);
    return shares;
}

}  // namespace

report::Summary summary_of(const intake::Totals& totals, const QuarantineLines& quarantine) {
    report::Summary summary;
    summary.accepted = totals.counts.accepted;
    summary.duplicates = totals.counts.duplicates;
    summary.quarantined = totals.counts.quarantined;
    summary.late = totals.counts.late;
    for (const auto& [name, counts, broken] : totals.inputs) {
        summary.inputs.push_back({name, counts.accepted, counts.duplicates, counts.quarantined});
    }
    summary.by_type = accepted_by_type(totals);
    for (const auto& [reason, count] : quarantine.reasons()) {
        summary.quarantine_reasons.push_back({reason, count});
    }
    sort(summary.quarantine_reasons);
    return summary;
}

Result<void> write_results(
    port::OutputFolder& folder, const report::Judged& judged, const report::Summary& summary) {
    using Write = Result<void> (*)(ByteSink&, const report::Judged&);

    struct File {
        const char* name;
        Write write;
    };

    for (const auto& [name, write] : {
             File{"orders.csv", report::write_orders},
             File{"reviews.csv", report::write_reviews},
             File{"accounts.csv", report::write_accounts},
             File{"merchants.csv", report::write_merchants},
             File{"rings.jsonl", report::write_rings},
         }) {
        TRY(ByteSink* const sink, folder.create(name));
        TRY_DONE(write(*sink, judged));
    }
    TRY(ByteSink* const page, folder.create("report.html"));
    return report::write_html(*page, judged, summary);
}

}  // namespace shouxin::runtime
