#include "runtime/results.h"

#include "report/rings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
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
    port::OutputFolder& folder,
    const report::Judged& judged,
    const report::Summary& summary,
    Executor& executor) {
    using Write = std::function<Result<void>(ByteSink&)>;

    struct File {
        const char* name;
        Write write;
        ByteSink* sink = nullptr;
        Result<void> written{};
    };

    const auto of = [&](auto write) {
        return [&judged, write](ByteSink& sink) { return write(sink, judged); };
    };
    std::array<File, 8> files{{
        {"orders.csv", of(report::write_orders)},
        {"early.csv", of(report::write_early)},
        {"groups.csv", of(report::write_groups)},
        {"reviews.csv", of(report::write_reviews)},
        {"accounts.csv", of(report::write_accounts)},
        {"merchants.csv", of(report::write_merchants)},
        {"rings.jsonl", of(report::write_rings)},
        {"report.html", [&](ByteSink& sink) { return report::write_html(sink, judged, summary); }},
    }};
    for (File& file : files) {
        TRY(file.sink, folder.create(file.name));
    }
    executor.run(files.size(), [&](std::size_t which) {
        files[which].written = files[which].write(*files[which].sink);
    });
    for (const File& file : files) {
        TRY_DONE(file.written);
    }
    return {};
}

}  // namespace shouxin::runtime
