#include "cli/city.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/standard_output.h"
#include "cli/write_file.h"
#include "dispatch/json.h"
#include "dispatch/visits/improve.h"
#include "dispatch/visits/instance.h"
#include "dispatch/visits/read_problem.h"
#include "dispatch/visits/schedule.h"
#include "dispatch/visits/write_solution.h"
#include "intake/decompress.h"
#include "report/visits_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::cli {
namespace {

namespace visits = dispatch::visits;

constexpr std::size_t bytes_max = 3'900'000'000;  // simdjson reads less than 4 GiB
constexpr double time_limit_max = 1e6;
constexpr std::uint64_t progress_parts = 1000;

// What schedule, output and giving back memory take, set aside from the time limit.
constexpr double writing_s = 0.005;
constexpr double writing_s_a_thing = 4e-6;

// Without a limit: so many steps a request, which takes seconds.
constexpr std::uint64_t steps_a_request = 100;
constexpr std::uint64_t steps_least = 20'000;

class DispatchCommand final : public Command {
public:
    explicit DispatchCommand(const Outside& outside)
        : outside_(outside),
          files_(outside.files),
          machine_(outside.machine),
          begun_(outside.machine.steady_seconds()) {}

    About about() const override {
        return {
            "dispatch",
            "plans who visits whom and when: booked visits in VROOM's JSON, or a city's urgent "
            "jobs",
            "shouxin dispatch --time-limit 10 --svg plan.svg problem.json.gz > plan.json"};
    }

    void declare(Options& options) override {
        options.add(
            "--time-limit",
            time_limit_,
            "seconds from start to finish, reading and writing included; by default none");
        options.add(
            "--iterations",
            iterations_,
            "stop after so many steps: the same number, the same bytes; without any limit 100 a "
            "job, at least 20000");
        options.add("--speed-kmh", speed_kmh_, "where there is no matrix: speed on straight lines");
        options.add("--svg", svg_, "file for a picture of the plan, or of the city's day");
        options.add("--why", why_, "in a city: adds to each line why this technician went");
        options.add(
            "PROBLEM", problem_, "JSON, plain, .gz or .zst; - is standard input", Need::required);
    }

    Result<Exit> run() override {
        TRY_DONE(check_options());
        machine_.hold_interrupts();
        TRY(std::string text, read());
        auto document = dispatch::JsonDocument::parse(std::move(text));
        if (!document) {
            return about_problem(document.error());
        }
        if (document->has("technicians")) {
            return run_city(outside_, *document, {problem_, svg_, why_});
        }
        auto problem = visits::read_problem(*document, speed_kmh_);
        if (!problem) {
            return about_problem(problem.error());
        }
        *document = *dispatch::JsonDocument::parse("{}");  // its memory is wanted for the search
        return plan_visits(*problem);
    }

private:
    Result<void> check_options() const {
        if (time_limit_ && !(*time_limit_ >= 0 && *time_limit_ <= time_limit_max)) {
            return fail(
                Failure::invalid,
                fmt::format("--time-limit must be from 0 to {} s", time_limit_max));
        }
        if (!(speed_kmh_ >= 0.1 && speed_kmh_ <= 1000)) {
            return fail(Failure::invalid, "--speed-kmh must be from 0.1 to 1000");
        }
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> about_problem(const Error& error) const {
        return fail(error.failure, problem_ + ": " + error.message);
    }

    Result<std::string> read() {
        TRY(port::Input input, files_.open(problem_));
        const std::unique_ptr<ByteSource> bytes = intake::decompressed(std::move(input.bytes));
        std::string text;
        std::vector<char> chunk(1 << 20);
        for (;;) {
            const auto length = bytes->read(chunk);
            if (!length) {
                return about_problem(length.error());
            }
            if (*length == 0) {
                return text;
            }
            if (text.size() + *length > bytes_max) {
                return fail(
                    Failure::invalid,
                    fmt::format("{}: is longer than {} bytes", problem_, bytes_max));
            }
            text.append(chunk.data(), *length);
        }
    }

    Result<Exit> plan_visits(const visits::Problem& problem) {
        const visits::Instance instance(problem);
        const visits::Solved solved = improve(instance);
        const visits::Schedule schedule = visits::schedule(instance, solved.plan, solved.all_tried);
        const std::string out = visits::write_solution(instance, schedule);
        TRY_DONE(StandardOutput().write(out));
        if (svg_) {
            TRY_DONE(write_file(files_, *svg_, [&](ByteSink& sink) {
                return sink.write(report::visits_svg(instance, schedule));
            }));
        }
        if (!solved.all_tried) {
            fmt::print(
                stderr,
                "shouxin dispatch: stopped before every job was tried; give more time or "
                "iterations\n");
        }
        if (machine_.interrupted()) {
            fmt::print(stderr, "shouxin dispatch: interrupted; this was the best plan so far.\n");
            return Exit::interrupted;
        }
        return Exit::good;
    }

    visits::Solved improve(const visits::Instance& instance) {
        ProgressLine line(machine_, "shouxin dispatch", "steps", progress_parts);
        const double from = machine_.steady_seconds();
        const double time = std::max(1e-9, time_left(instance));
        visits::Budget budget;
        budget.steps_max = steps_max(instance);
        budget.spent = [&](const visits::Progress& progress) {
            const double by_time = time_limit_ ? (machine_.steady_seconds() - from) / time : 0;
            const double by_steps =
                static_cast<double>(progress.steps) / static_cast<double>(budget.steps_max);
            show(line, instance, progress, std::max(by_time, by_steps));
            return machine_.interrupted() ? 1.0 : by_time;
        };
        return visits::solve(instance, {}, budget);
    }

    [[nodiscard]] std::uint64_t steps_max(const visits::Instance& instance) const {
        if (iterations_) {
            return *iterations_;
        }
        return time_limit_ ? std::numeric_limits<std::uint64_t>::max()
                           : std::max(steps_least, steps_a_request * instance.request_count());
    }

    // What is left of the time limit, less what writing will take.
    [[nodiscard]] double time_left(const visits::Instance& instance) const {
        const double things =
            static_cast<double>(instance.request_count() + instance.vehicle_count());
        const double writing = writing_s + writing_s_a_thing * things;
        return begun_ + time_limit_.value_or(0) - machine_.steady_seconds() - writing;
    }

    static void show(
        ProgressLine& line,
        const visits::Instance& instance,
        const visits::Progress& progress,
        double share) {
        if (!line.due()) {
            return;
        }
        line.update(
            {.things = progress.steps,
             .parts = static_cast<std::uint64_t>(std::min(share, 1.0) * progress_parts),
             .note = fmt::format(
                 "best: cost {}, {} not served",
                 progress.best.cost / instance.cost_unit(),
                 progress.best.unserved)});
    }

    const Outside& outside_;
    port::Files& files_;
    port::Machine& machine_;
    double begun_;
    std::optional<double> time_limit_;
    std::optional<std::uint64_t> iterations_;
    double speed_kmh_ = visits::usual_speed_kmh;
    std::optional<std::string> svg_;
    bool why_ = false;
    std::string problem_;
};

}  // namespace

std::unique_ptr<Command> make_dispatch(const Outside& outside);

std::unique_ptr<Command> make_dispatch(const Outside& outside) {
    return std::make_unique<DispatchCommand>(outside);
}

}  // namespace shouxin::cli
