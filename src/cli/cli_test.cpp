#include "cli/cli.h"

#include "cli/options.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::cli {
namespace {

struct Seen {
    bool loud = false;
    std::uint64_t seed = 7;
    std::optional<double> scale;
    std::vector<std::string> attacks;
    std::vector<std::string> inputs;
};

class Weigh final : public Command {
public:
    Weigh(Seen& seen, std::function<Result<Exit>()> answer)
        : seen_(seen), answer_(std::move(answer)) {}

    About about() const override { return {"weigh", "weighs it", "shouxin weigh stone"}; }

    void declare(Options& options) override {
        options.add("--loud", seen_.loud, "say it");
        options.add("--seed", seen_.seed, "of the dice");
        options.add("--scale", seen_.scale, "of the world");
        options.add("--attack", seen_.attacks, "NAME=N");
        options.add("INPUT", seen_.inputs, "what to weigh", Need::required);
    }

    Result<Exit> run() override { return answer_(); }

private:
    Seen& seen_;
    std::function<Result<Exit>()> answer_;
};

struct Outcome {
    int status;
    std::string out;
    std::string err;
    Seen seen;
};

Outcome weigh(
    std::vector<const char*> arguments,
    const std::function<Result<Exit>()>& answer = [] { return Exit::good; }) {
    arguments.insert(arguments.begin(), "shouxin");
    Outcome outcome{};
    Commands commands;
    commands.push_back(std::make_unique<Weigh>(outcome.seen, answer));
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    outcome.status = run(commands, static_cast<int>(arguments.size()), arguments.data());
    outcome.out = testing::internal::GetCapturedStdout();
    outcome.err = testing::internal::GetCapturedStderr();
    return outcome;
}

TEST(Cli, gives_flags_and_operands_to_the_command) {
    const Outcome outcome = weigh(
        {"weigh",
         "--seed",
         "9",
         "--attack",
         "a=1",
         "-",
         "--scale",
         "0.5",
         "--attack",
         "b=2",
         "stone"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_FALSE(outcome.seen.loud);
    EXPECT_EQ(outcome.seen.seed, 9U);
    EXPECT_EQ(outcome.seen.scale, 0.5);
    EXPECT_EQ(outcome.seen.attacks, (std::vector<std::string>{"a=1", "b=2"}));
    EXPECT_EQ(outcome.seen.inputs, (std::vector<std::string>{"-", "stone"}));
}

TEST(Cli, the_status_is_the_commands) {
    EXPECT_EQ(weigh({"weigh", "stone"}, [] { return Exit::incomplete; }).status, 1);
}

TEST(Cli, an_error_is_one_sentence_and_status_2) {
    const Outcome failed = weigh({"weigh", "stone"}, [] {
        return fail(Failure::not_found, "there is no stone;\ngive one");
    });
    EXPECT_EQ(failed.status, 2);
    EXPECT_EQ(failed.err, "shouxin weigh: there is no stone; give one.\n");
    EXPECT_EQ(failed.out, "");
}

TEST(Cli, a_librarys_exception_is_an_error_too) {
    const Outcome thrown =
        weigh({"weigh", "stone"}, []() -> Result<Exit> { throw std::runtime_error("heavy"); });
    EXPECT_EQ(thrown.status, 2);
    EXPECT_EQ(thrown.err, "shouxin weigh: stopped by an unexpected error: heavy.\n");
}

TEST(Cli, wrong_usage_points_to_the_help_of_what_was_meant) {
    for (const std::vector<const char*>& wrong :
         {std::vector<const char*>{"weigh"},
          {"weigh", "--seed", "many", "stone"},
          {"weigh", "--sed", "1", "stone"}}) {
        const Outcome outcome = weigh(wrong);
        EXPECT_EQ(outcome.status, 2);
        EXPECT_TRUE(outcome.err.ends_with("; see 'shouxin weigh --help'.\n")) << outcome.err;
    }
    EXPECT_EQ(
        weigh({"wiegh"}).err, "shouxin: there is no command 'wiegh'; see 'shouxin --help'.\n");
    EXPECT_EQ(weigh({}).err, "shouxin: A subcommand is required; see 'shouxin --help'.\n");
}

TEST(Cli, help_shows_purpose_example_and_defaults) {
    const Outcome all = weigh({"--help"});
    EXPECT_EQ(all.status, 0);
    EXPECT_NE(all.out.find("weighs it"), std::string::npos) << all.out;
    EXPECT_NE(all.out.find("  shouxin weigh stone"), std::string::npos) << all.out;
    const Outcome one = weigh({"weigh", "--help"});
    EXPECT_EQ(one.status, 0);
    EXPECT_NE(one.out.find("=7"), std::string::npos) << one.out;
}

}  // namespace
}  // namespace shouxin::cli
