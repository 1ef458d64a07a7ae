#include "runtime/scan.h"

#include "base/must.h"
#include "report/features.h"
#include "runtime/chunk_threads.h"
#include "signal/groups.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <utility>

namespace shouxin::runtime {
namespace {

// Counts what was read, for progress.
class CountingSource final : public ByteSource {
public:
    CountingSource(std::unique_ptr<ByteSource> bytes, std::atomic<std::uint64_t>& count)
        : bytes_(std::move(bytes)), count_(count) {}

    Result<std::size_t> read(std::span<char> into) override {
        TRY(const std::size_t length, bytes_->read(into));
        count_ += length;
        return length;
    }

private:
    std::unique_ptr<ByteSource> bytes_;
    std::atomic<std::uint64_t>& count_;
};

}  // namespace

Scan::Scan(intake::Options reading, judge::Options judging, bool keep_rows)
    : options_(reading),
      names_(reading.key),
      judging_(std::move(judging)),
      keep_rows_(keep_rows),
      local_(
          judging_.model.local,
          keep_rows ? judge::LocalTier::Keep::rows : judge::LocalTier::Keep::nothing) {}

Result<bool> Scan::read(
    std::vector<ScanInput> inputs,
    std::size_t threads,
    intake::QuarantineSink& quarantine,
    const GoOn& go_on) {
    std::atomic<std::uint64_t> bytes = 0;
    std::uint64_t events = 0;
    bool stopped = false;
    const std::function<bool()> ask = [&] {
        stopped = stopped || !go_on({.events = events, .bytes = bytes});
        return !stopped;
    };
    std::vector<std::string> names;
    std::vector<ChunkThreads::Source> sources;
    for (ScanInput& input : inputs) {
        names.push_back(std::move(input.name));
        sources.push_back(
            {.bytes = std::make_unique<CountingSource>(std::move(input.stream.bytes), bytes),
             .may_wait = !input.stream.size});
    }
    ChunkThreads chunks(std::move(sources), options_.key, names_, threads - 1, ask);
    intake::Intake intake(options_, std::move(names), chunks, names_, quarantine);
    for (;;) {
        const Result<std::span<const model::Event>> batch = intake.next();
        if (!batch || batch->empty() || stopped) {
            chunks.finish();  // what is beside views what the intake holds
            TRY_DONE(batch);
            break;
        }
        events += batch->size();
        chunks.beside([this, batch = *batch] {
            market_.step(batch);
            local_.step(batch, market_);
        });
    }
    totals_ = intake.totals();
    ask();
    return !stopped;
}

void Scan::settle(Executor& executor) {
    market_.views.close();
    local_.close(market_);
    names_.seal();
    epoch_ = judge::settle(market_, names_, judging_, executor);
    market_.views = {};  // measured, and told by nobody
    if (!keep_rows_) {
        epoch_->findings.account_rows = {};  // only write_features tells them
    }
    judgement_ = judge::conclude(market_, names_, *epoch_, judging_, executor);
    judgement_.early = local_.take_answers();
    const std::array<std::function<void()>, 2> afterthoughts{
        [&] { judgement_.groups = signal::groups_of(market_, epoch_->links); },
        [&] { judge::compare_first_answers(epoch_->links, judgement_); }};
    executor.run(afterthoughts.size(), [&](std::size_t which) { afterthoughts[which](); });
}

Result<void> Scan::write_features(port::OutputFolder& folder) const {
    MUST(epoch_.has_value() && keep_rows_);
    const judge::Findings& findings = epoch_->findings;
    TRY(ByteSink* const local, folder.create("local.csv"));
    TRY_DONE(report::write_local_features(
        *local, epoch_->links, names_, judgement_.early, local_.rows()));
    TRY(ByteSink* const orders, folder.create("orders.csv"));
    TRY_DONE(report::write_order_features(*orders, epoch_->links, names_, findings));
    TRY(ByteSink* const reviews, folder.create("reviews.csv"));
    TRY_DONE(report::write_review_features(*reviews, market_, names_, findings));
    TRY(ByteSink* const accounts, folder.create("accounts.csv"));
    TRY_DONE(report::write_account_features(*accounts, names_, findings));
    TRY(ByteSink* const merchants, folder.create("merchants.csv"));
    return report::write_merchant_features(*merchants, names_, findings);
}

}  // namespace shouxin::runtime
