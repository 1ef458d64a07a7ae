// libFuzzer: no bytes may make the policy compiler crash or complain without a place; and what it
// accepts says the same after its canonical text was read again, can be told in words, and can be
// asked about any facts.
//
// Built and run by tests/fuzz/run.sh. With -DSHOUXIN_FUZZ_CANARY it holds a bug that the run must
// find, or the fuzzer is blind.
#include "base/must.h"
#include "base/random.h"
#include "policy/evaluate.h"
#include "policy/policy.h"
#include "policy/words.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::policy {
namespace {

Evaluation asked(const Policy& policy, const Facts& facts) {
    const Windows windows(policy.windows);
    Evaluation evaluation;
    evaluate(policy, {}, facts, windows, evaluation);
    return evaluation;
}

void ask(const Policy& policy, const Policy& again) {
    Random dice(policy.rules.size());
    for (std::size_t kind = 0; kind < model::subject_kind_count; ++kind) {
        Facts facts(static_cast<model::SubjectKind>(kind));
        for (std::int64_t& number : facts.numbers) {
            number = dice.chance(0.2) ? unknown : dice.uniform_int(-5, 1'000'000);
        }
        facts.keys.fill(dice.chance(0.5) ? no_key : 1);
        const Evaluation one = asked(policy, facts);
        const Evaluation other = asked(again, facts);
        MUST(one.outcome == other.outcome && one.live == other.live);
        MUST(one.shadow == other.shadow && one.actions == other.actions);
    }
}

void check(std::string_view text) {
    const auto policy = compile(text);
    if (!policy) {
        MUST(!policy.error().empty());
        for (const Problem& problem : policy.error()) {
            MUST(
                !problem.message.en.empty() && !problem.message.zh.empty() &&
                problem.place.line > 0 && problem.place.column > 0);
        }
        return;
    }
    const std::string written = canonical(*policy);
    const auto again = compile(written);
    MUST(again.has_value());
    MUST(canonical(*again) == written);
    MUST(differences(*policy, *again).empty());
    for (const Rule& rule : policy->rules) {
        MUST(!describe(rule, policy->windows, Language::zh).empty());
        MUST(!describe(rule, policy->windows, Language::en).empty());
#ifdef SHOUXIN_FUZZ_CANARY
        const bool canary = rule.is_final;
        MUST(!canary);
#endif
    }
    ask(*policy, *again);
}

}  // namespace
}  // namespace shouxin::policy

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    shouxin::policy::check({reinterpret_cast<const char*>(data), size});
    return 0;
}
