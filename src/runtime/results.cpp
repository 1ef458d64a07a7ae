#include "runtime/results.h"

#include "report/rings.h"

namespace shouxin::runtime {
Result<void> write_results(
    port::OutputFolder& folder, const report::Judged& judged) {
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
    return {};
}

}  // namespace shouxin::runtime
