// libFuzzer: no bytes may make intake crash, miscount, show an unmasked excerpt that isn't UTF-8,
// or read differently in pieces than at once.
//
// Built and run by tests/fuzz/run.sh (`make check`), with clang-16. By hand, for an hour:
//     FUZZ_SECONDS=3600 tests/fuzz/run.sh intake
// With -DSHOUXIN_FUZZ_CANARY it holds a bug that the run must find, or the fuzzer is blind.
#include "base/must.h"
#include "intake/intake.h"
#include "intake/utf8.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace shouxin::intake {
namespace {

class Pieces final : public ByteSource {
public:
    Pieces(std::string_view bytes, std::size_t piece) : rest_(bytes), piece_(piece) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t length = std::min({into.size(), rest_.size(), piece_});
        std::copy_n(rest_.data(), length, into.data());
        rest_.remove_prefix(length);
        return length;
    }

private:
    std::string_view rest_;
    std::size_t piece_;
};

class CheckingQuarantine final : public QuarantineSink {
public:
    Result<void> add(const QuarantineEntry& entry) override {
        MUST(entry.line > 0 && !entry.reason.empty());
        MUST(entry.excerpt.size() <= excerpt_bytes_max && is_utf8(entry.excerpt));
        MUST(quarantine_json(entry).ends_with("}\n"));
        ++count;
        return {};
    }

    std::uint64_t count = 0;
};

struct CheckBody {
    void operator()(const model::OrderPaid& paid) const {
        MUST(paid.order.valid() && paid.payer.valid() && paid.amount >= 0);
#ifdef SHOUXIN_FUZZ_CANARY
        const bool canary = paid.amount > 1;
        MUST(!canary);
#endif
    }

    void operator()(const model::ReviewPosted& review) const {
        MUST(review.review.valid() && review.stars >= 1 && review.stars <= 5);
        MUST(is_utf8(review.text));
    }

    template <class Body>
    void operator()(const Body& /*body*/) const {}
};

void check(const Counts& counts) {
    MUST(counts.read == counts.accepted + counts.duplicates + counts.quarantined);
}

Totals read(std::string_view first, std::string_view second, std::size_t piece) {
    model::Names names({1, 2});
    CheckingQuarantine quarantine;
    std::vector<NamedSource> sources;
    sources.push_back({"first", std::make_unique<Pieces>(first, piece)});
    sources.push_back({"second", std::make_unique<Pieces>(second, piece)});
    Intake intake({.key = HashKey{3, 4}, .batch_events = 4}, std::move(sources), names, quarantine);
    std::uint64_t number = 0;
    for (auto batch = intake.next(); !batch.value().empty(); batch = intake.next()) {
        for (const model::Event& event : *batch) {
            MUST(event.number == number++);
            MUST(!event.id.empty() && is_utf8(event.id));
            std::visit(CheckBody{}, event.body);
        }
    }
    const Totals& totals = intake.totals();
    check(totals.counts);
    check(totals.inputs[0].counts);
    check(totals.inputs[1].counts);
    MUST(totals.counts.accepted == number && totals.counts.quarantined == quarantine.count);
    return totals;
}

}  // namespace
}  // namespace shouxin::intake

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = std::min(bytes.find('\0'), size);  // where the second input starts
    const std::string_view first = bytes.substr(0, cut);
    const std::string_view second = bytes.substr(std::min(cut + 1, size));
    const auto whole = shouxin::intake::read(first, second, size + 1);
    const auto pieces = shouxin::intake::read(first, second, 1 + size % 7);
    MUST(whole.counts.accepted == pieces.counts.accepted);
    MUST(whole.counts.duplicates == pieces.counts.duplicates);
    MUST(whole.counts.quarantined == pieces.counts.quarantined);
    MUST(whole.counts.contacts == pieces.counts.contacts);
    return 0;
}
