#include "runtime/scan.h"

#include "base/must.h"
#include "report/features.h"

#include <memory>
#include <span>
#include <utility>

namespace shouxin::runtime {
namespace {

// Ends the stream when it is asked to stop: an input of nothing but bad lines, or one that keeps
// us waiting, yields no batch after which to ask.
class StoppableSource final : public ByteSource {
public:
    StoppableSource(std::unique_ptr<ByteSource> bytes, const std::function<bool()>& go_on)
        : bytes_(std::move(bytes)), go_on_(go_on) {}

    Result<std::size_t> read(std::span<char> into) override {
        if (!go_on_()) {
            return 0;
        }
        return bytes_->read(into);
    }

private:
    std::unique_ptr<ByteSource> bytes_;
    const std::function<bool()>& go_on_;
};

}  // namespace

Scan::Scan(intake::Options options) : options_(options), names_(options.key) {}

Result<bool> Scan::read(
    std::vector<intake::NamedSource> inputs,
    intake::QuarantineSink& quarantine,
    const GoOn& go_on) {
    const intake::Intake* reading = nullptr;
    bool stopped = false;
    const std::function<bool()> ask = [&] {
        const std::uint64_t bytes = reading == nullptr ? 0 : reading->bytes_read();
        stopped = stopped || !go_on({.events = market_.events, .bytes = bytes});
        return !stopped;
    };
    for (intake::NamedSource& input : inputs) {
        input.bytes = std::make_unique<StoppableSource>(std::move(input.bytes), ask);
    }
    intake::Intake intake(options_, std::move(inputs), names_, quarantine);
    reading = &intake;
    for (;;) {
        TRY(const std::span<const model::Event> batch, intake.next());
        if (batch.empty() || !ask()) {
            break;
        }
        market_.step(batch);
    }
    totals_ = intake.totals();
    ask();
    return !stopped;
}

void Scan::settle(const judge::Options& options) {
    epoch_ = judge::settle(market_, options);
    judgement_ = judge::conclude(market_, names_, *epoch_, options);
}

Result<void> Scan::write_features(port::OutputFolder& folder) const {
    MUST(epoch_.has_value());
    const judge::Findings& findings = epoch_->findings;
    TRY(ByteSink* const orders, folder.create("orders.csv"));
    TRY_DONE(report::write_order_features(*orders, epoch_->links, names_, findings));
    TRY(ByteSink* const reviews, folder.create("reviews.csv"));
    TRY_DONE(report::write_review_features(*reviews, market_, names_, findings));
    TRY(ByteSink* const accounts, folder.create("accounts.csv"));
    TRY_DONE(report::write_account_features(*accounts, names_, findings));
    TRY(ByteSink* const merchants, folder.create("merchants.csv"));
    return report::write_merchant_features(*merchants, names_, findings);
}

report::ScanSummary Scan::summary() const {
    report::ScanSummary summary = report::summary_of(market_, judgement_);
    for (const intake::InputTotals& input : totals_.inputs) {
        summary.inputs.push_back(input.name);
    }
    const intake::Counts& counts = totals_.counts;
    summary.read = counts.read;
    summary.events = counts.accepted;
    summary.duplicates = counts.duplicates;
    summary.quarantined = counts.quarantined;
    summary.late = counts.late;
    return summary;
}

}  // namespace shouxin::runtime
