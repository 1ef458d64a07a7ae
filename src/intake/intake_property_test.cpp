// Whatever stands between good lines, every good line is judged and every line is accounted for.
#include "intake/memory_test.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin::intake {
namespace {

// Bytes that JSON, CSV and UTF-8 care about more often than others; no newline.
rc::Gen<std::string> garbage() {
    const std::string telling = "{}[]\":,\\ \t\r0123456789-+.eEtrufalsn\xEF\xBB\xBF\xff\x01\xE5";
    const auto any =
        rc::gen::map(rc::gen::arbitrary<char>(), [](char c) { return c == '\n' ? ' ' : c; });
    return rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::elementOf(telling), rc::gen::elementOf(telling), any));
}

bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}

// A good line with a stretch of it put elsewhere, doubled, or taken away.
rc::Gen<std::string> damaged_line() {
    return rc::gen::apply(
        [](std::size_t from, std::size_t length, const std::string& by) {
            std::string line = event_of("order.paid", R"("order":"o","payer":"p","amount":1)");
            line.pop_back();
            from %= line.size();
            return line.replace(from, length % (line.size() - from + 1), by);
        },
        rc::gen::arbitrary<std::size_t>(),
        rc::gen::inRange<std::size_t>(0, 20),
        garbage());
}

struct Text {
    std::string bytes;
    std::size_t lines = 0;
    std::size_t good = 0;
};

Text text_of(const std::vector<std::string>& between, const std::string& prefix) {
    Text text;
    text.bytes = line_at_second(0, prefix + "first");  // says that this is JSON
    text.lines = text.good = 1;
    for (const std::string& line : between) {
        text.lines += is_blank(line) ? 1 : 2;
        text.bytes += line + "\n" + line_at_second(1, prefix + std::to_string(text.good++));
    }
    return text;
}

void check_totals(const Totals& totals) {
    Counts sum;
    for (const InputTotals& input : totals.inputs) {
        const Counts& counts = input.counts;
        RC_ASSERT(counts.read == counts.accepted + counts.duplicates + counts.quarantined);
        sum.read += counts.read;
        sum.accepted += counts.accepted;
        sum.duplicates += counts.duplicates;
        sum.quarantined += counts.quarantined;
    }
    RC_ASSERT(totals.counts.read == sum.read);
    RC_ASSERT(totals.counts.accepted == sum.accepted);
    RC_ASSERT(totals.counts.duplicates == sum.duplicates);
    RC_ASSERT(totals.counts.quarantined == sum.quarantined);
    std::uint64_t by_type = 0;
    for (const std::uint64_t count : totals.by_type) {
        by_type += count;
    }
    RC_ASSERT(totals.counts.accepted == by_type);
}

RC_GTEST_PROP(IntakeProperty, TotalsAddUpAndGoodLinesSurvive, ()) {
    const auto lines =
        rc::gen::container<std::vector<std::string>>(rc::gen::oneOf(garbage(), damaged_line()));
    const Text one = text_of(*lines, "a");
    const Text other = text_of(*lines, "b");
    const Reading reading = read_texts({one.bytes, other.bytes});
    check_totals(reading.totals);
    RC_ASSERT(reading.totals.inputs[0].counts.read == one.lines);
    RC_ASSERT(reading.totals.inputs[1].counts.read == other.lines);
    RC_ASSERT(reading.quarantine.size() == reading.totals.counts.quarantined);
    std::size_t good = 0;
    for (const std::string& id : reading.ids()) {
        good += id.starts_with('a') || id.starts_with('b') ? 1 : 0;
    }
    RC_ASSERT(good == one.good + other.good);
}

RC_GTEST_PROP(IntakeProperty, AnyBytesAddUp, ()) {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::oneOf(
        rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("\n\n\",type{}:"))));
    check_totals(read_text(bytes).totals);
    check_totals(read_text("type,id,at,order\n" + bytes).totals);
    check_totals(read_text("\x1f\x8b" + bytes).totals);
    check_totals(read_text("\x28\xb5\x2f\xfd" + bytes).totals);
}

}  // namespace
}  // namespace shouxin::intake
