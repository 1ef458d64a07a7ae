#include "cli/city.h"

#include "cli/progress.h"
#include "cli/standard_output.h"
#include "cli/write_file.h"
#include "dispatch/city/figures.h"
#include "dispatch/city/read.h"
#include "dispatch/city/simulate.h"
#include "report/city/lines.h"
#include "report/city/svg.h"
#include "report/line_sink.h"

#include <fmt/format.h>

namespace shouxin::cli {

Result<Exit> run_city(
    const Outside& outside, const dispatch::JsonDocument& problem, const CityRun& run) {
    auto day = dispatch::city::read(problem);
    if (!day) {
        return fail(day.error().failure, run.name + ": " + day.error().message);
    }
    ProgressLine progress(outside.machine, "shouxin dispatch", "jobs", day->jobs.size());
    outside.machine.hold_interrupts();
    const auto played = dispatch::city::simulate(*day, {}, [&](std::size_t settled) {
        progress.update({.things = settled, .parts = settled});
        return !outside.machine.interrupted();
    });
    progress.clear();
    if (played.stopped) {
        fmt::print(stderr, "shouxin dispatch: interrupted; nothing was written.\n");
        return Exit::interrupted;
    }
    StandardOutput output;
    report::LineSink lines(output);
    report::city::put_outcomes(lines, *day, played.outcomes, run.why);
    TRY_DONE(lines.finish());
    if (run.svg) {
        const std::string picture =
            report::city::svg(*day, played.outcomes, run.name.substr(run.name.rfind('/') + 1));
        TRY_DONE(write_file(
            outside.files, *run.svg, [&](ByteSink& sink) { return sink.write(picture); }));
    }
    const auto figures = dispatch::city::figures_of(*day, played.outcomes);
    fmt::print(stderr, "{}", report::city::summary(figures));
    return Exit::good;
}

}  // namespace shouxin::cli
