#include "policy/policy.h"

#include "cli/command.h"
#include "cli/options.h"
#include "cli/standard_output.h"
#include "policy/words.h"
#include "report/line_sink.h"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace shouxin::cli {
namespace {

class PolicyCommand final : public Command {
public:
    explicit PolicyCommand(const Outside& outside) : files_(outside.files) {}

    About about() const override {
        return {
            "policy",
            "checks a policy file, and tells its rules in plain words",
            "shouxin policy check autumn.toml"};
    }

    void declare(Options& options) override {
        options.add("--english", english_, "tell the rules in English instead of Chinese");
        options.add("ACTION", action_, "check", Need::required);
        options.add("FILE", file_, "policy file, see docs/formats/policy.md", Need::required);
    }

    // Incomplete if the policy would be refused; its problems go to standard output, a line each.
    Result<Exit> run() override {
        if (action_ != "check") {
            return fail(
                Failure::invalid,
                fmt::format("unknown action '{}'; write shouxin policy check FILE", action_));
        }
        TRY(const std::string text, files_.read_all(file_, policy::policy_bytes_max));
        const auto compiled = policy::compile(text);
        StandardOutput output;
        report::LineSink lines(output);
        if (compiled) {
            tell(*compiled, lines);
        } else {
            for (const policy::Problem& problem : compiled.error()) {
                lines.line(policy::to_text(problem, file_));
            }
        }
        TRY_DONE(lines.finish());
        return compiled ? Exit::good : Exit::incomplete;
    }

private:
    void tell(const policy::Policy& policy, report::LineSink& lines) const {
        const auto language = english_ ? policy::Language::en : policy::Language::zh;
        for (const policy::Rule& rule : policy.rules) {
            lines.line(policy::describe(rule, policy.windows, language));
        }
        lines.line(fmt::format(
            fmt::runtime(
                english_ ? "{}: {} rules, {} windows, nothing wrong"
                         : "{}：{} 条规则，{} 个窗口，没有问题"),
            file_,
            policy.rules.size(),
            policy.windows.all().size()));
    }

    port::Files& files_;
    std::string action_;
    std::string file_;
    bool english_ = false;
};

}  // namespace

std::unique_ptr<Command> make_policy(const Outside& outside);

std::unique_ptr<Command> make_policy(const Outside& outside) {
    return std::make_unique<PolicyCommand>(outside);
}

}  // namespace shouxin::cli
