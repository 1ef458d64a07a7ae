#include "runtime/scan.h"

#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "policy/policy.h"
#include "report/outcome.h"
#include "runtime/model_files.h"
#include "runtime/quarantine_lines.h"
#include "runtime/results.h"
#include "runtime/threads.h"
#include "signal/networks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::cli {
namespace {

constexpr std::size_t hosting_bytes_max = std::size_t{64} << 20;
constexpr std::int64_t threads_max = 256;

class ScanCommand final : public Command {
public:
    explicit ScanCommand(const Outside& outside)
        : files_(outside.files), machine_(outside.machine) {}

    About about() const override {
        return {
            "scan",
            "judges every order, review, account and merchant of event files",
            "shouxin scan --out verdicts events.jsonl.gz"};
    }

    void declare(Options& options) override {
        options.add("--out", out_, "folder for the results; made if it isn't there");
        options.add(
            "--policy", policy_, "policy file with other thresholds: docs/formats/policy.md");
        options.add(
            "--threads",
            threads_,
            "1 to 256, by default one a processor; what comes out is the same for any number");
        options.add(
            "--hosting",
            hosting_,
            "networks known for hosting, one CIDR a line; measured, see docs/formats/hosting.md");
        options.add("--features", features_, "folder: also write what the judge measured, as CSV");
        options.add("--model", model_, "folder with other trees than the built-in ones");
        options.add(
            "INPUT",
            inputs_,
            "event files: JSON Lines or CSV, plain, .gz or .zst; - is standard input; several are "
            "merged by time",
            Need::required);
    }

    Result<Exit> run() override {
        const double begun = machine_.steady_seconds();
        TRY_DONE(check_usage());
        TRY(const judge::Options options, judge_options());
        TRY(std::vector<runtime::ScanInput> inputs, open_inputs());
        TRY(const std::unique_ptr<port::OutputFolder> folder, files_.open_folder(out_));
        machine_.hold_interrupts();
        TRY(ByteSink* const bad_lines, folder->create("quarantine.jsonl"));
        runtime::QuarantineLines quarantine(*bad_lines);
        runtime::Scan scan({}, options, features_.has_value());
        runtime::Threads workers(threads());
        ProgressLine progress(machine_, "shouxin scan", "events", bytes_);
        TRY(const bool finished,
            scan.read(
                std::move(inputs), threads(), quarantine, [&](const runtime::Progress& so_far) {
                    progress.update({.things = so_far.events, .parts = so_far.bytes});
                    return !machine_.interrupted();
                }));
        TRY_DONE(quarantine.finish());
        if (finished) {
            progress.say(fmt::format("judging {} events", scan.totals().counts.accepted));
            scan.settle(workers);
        }
        progress.clear();
        if (machine_.interrupted()) {
            return say_interrupted(scan);
        }
        if (features_) {
            TRY(const std::unique_ptr<port::OutputFolder> sheets, files_.open_folder(*features_));
            TRY_DONE(scan.write_features(*sheets));
            TRY_DONE(sheets->commit());
        }
        TRY_DONE(runtime::write_results(
            *folder, scan.judged(), runtime::summary_of(scan.totals(), quarantine), workers));
        if (machine_.interrupted()) {
            return say_interrupted(scan);
        }
        TRY_DONE(folder->commit());
        const Exit exit = say_what_is_missing(scan.totals());
        say_summary(scan, machine_.steady_seconds() - begun);
        return exit;
    }

private:
    Result<void> check_usage() const {
        if (threads_ && (*threads_ < 1 || *threads_ > threads_max)) {
            return fail(
                Failure::invalid,
                fmt::format("--threads must be from 1 to {}, not {}", threads_max, *threads_));
        }
        if (features_ && *features_ == out_) {
            return fail(
                Failure::invalid,
                "--features and --out name the same folder; their files would overwrite each "
                "other");
        }
        if (std::count(inputs_.begin(), inputs_.end(), "-") > 1) {
            return fail(Failure::invalid, "standard input (-) can be read only once; name it once");
        }
        return {};
    }

    Result<judge::Options> judge_options() const {
        judge::Options options;
        if (policy_) {
            TRY(options.thresholds, read_thresholds(*policy_));
        }
        if (hosting_) {
            TRY(const std::string text, files_.read_all(*hosting_, hosting_bytes_max));
            TRY(options.hosting, signal::Networks::parse(text, *hosting_));
        }
        if (model_) {
            TRY(options.model, runtime::read_model(files_, *model_));
        }
        return options;
    }

    // Of a policy file only the thresholds; its rules are checked.
    Result<judge::Thresholds> read_thresholds(const std::string& path) const {
        TRY(const std::string text, files_.read_all(path, policy::policy_bytes_max));
        const auto policy = policy::compile(text);
        if (!policy) {
            return tl::unexpected(policy::to_error(policy.error(), path));
        }
        if (!policy->rules.empty()) {
            fmt::print(
                stderr,
                "shouxin scan: of {} only the thresholds are used; its {} rules are for the "
                "server.\n",
                path,
                policy->rules.size());
        }
        return judge::Thresholds{policy->thresholds.review_ppm, policy->thresholds.block_ppm};
    }

    std::size_t threads() const {
        return static_cast<std::size_t>(threads_.value_or(machine_.processors()));
    }

    Result<std::vector<runtime::ScanInput>> open_inputs() {
        std::vector<runtime::ScanInput> opened;
        for (const std::string& path : inputs_) {
            TRY(port::Input input, files_.open(path));
            bytes_ = bytes_ && input.size ? std::optional(*bytes_ + *input.size) : std::nullopt;
            opened.push_back({.name = path, .stream = std::move(input)});
        }
        return opened;
    }

    Exit say_interrupted(const runtime::Scan& scan) const {
        fmt::print(
            stderr,
            "shouxin scan: interrupted after {} events; nothing was written and {} is as it was.\n",
            scan.totals().counts.accepted,
            out_);
        return Exit::interrupted;
    }

    // What stands between this judgement and the whole truth of the inputs.
    Exit say_what_is_missing(const intake::Totals& totals) const {
        Exit exit = Exit::good;
        for (const intake::InputTotals& input : totals.inputs) {
            if (input.broken) {
                exit = Exit::incomplete;
                fmt::print(
                    stderr,
                    "shouxin scan: {} can't be read to its end ({}); all before that was judged.\n",
                    input.name,
                    *input.broken);
            }
        }
        if (totals.counts.duplicates > 0) {
            fmt::print(
                stderr,
                "shouxin scan: {} of {} lines were duplicates by source and id, and ignored.\n",
                totals.counts.duplicates,
                totals.counts.read);
        }
        if (const intake::Counts& counts = totals.counts; counts.quarantined > 0) {
            exit = Exit::incomplete;
            fmt::print(
                stderr,
                "shouxin scan: {} of {} lines were quarantined; {}/quarantine.jsonl says why.\n",
                counts.quarantined,
                counts.read,
                out_);
        }
        return exit;
    }

    void say_summary(const runtime::Scan& scan, double seconds) const {
        const report::Outcome outcome = report::outcome_of(scan.judged());
        const std::uint64_t events = scan.totals().counts.accepted;
        fmt::print(
            "{} events, {} orders, {} blocked, {} reviews folded, {} rings, {:.2f} s, "
            "{:.0f} events/s, {} MiB\n",
            events,
            outcome.orders,
            outcome.orders_blocked,
            outcome.reviews_folded,
            outcome.rings,
            seconds,
            static_cast<double>(events) / std::max(seconds, 1e-6),
            machine_.peak_memory() >> 20U);
    }

    port::Files& files_;
    port::Machine& machine_;
    std::string out_ = "shouxin-out";
    std::optional<std::string> policy_;
    std::optional<std::int64_t> threads_;
    std::optional<std::string> hosting_;
    std::optional<std::string> features_;
    std::optional<std::string> model_;
    std::vector<std::string> inputs_;
    std::optional<std::uint64_t> bytes_ = 0;  // of all inputs, if they are plain files
};

}  // namespace

std::unique_ptr<Command> make_scan(const Outside& outside);

std::unique_ptr<Command> make_scan(const Outside& outside) {
    return std::make_unique<ScanCommand>(outside);
}

}  // namespace shouxin::cli
