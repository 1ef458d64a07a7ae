#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/write_file.h"
#include "dispatch/urgent/policy.h"
#include "region/regions.h"
#include "report/country_svg.h"
#include "runtime/threads.h"
#include "world/country/country.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::cli {
namespace {

namespace country = world::country;
using country::BookedTally;
using country::City;
using country::CityTally;
using country::UrgentTally;

constexpr std::int64_t threads_max = 256;
constexpr std::size_t cities_max = 300;

double percent(std::uint64_t some, std::uint64_t all) {
    return all == 0 ? 0 : 100.0 * static_cast<double>(some) / static_cast<double>(all);
}

// One line of a table: what became of the urgent and of the booked jobs.
std::string line_of(std::string_view name, const UrgentTally& urgent, const BookedTally& booked) {
    return fmt::format(
        "{:<12}{:>9}{:>9.1f}%{:>9.2f}{:>9.1f}%{:>9.2f}{:>9.1f}%{:>10}{:>9.1f}%{:>9.1f}%\n",
        name,
        urgent.jobs,
        percent(urgent.in_time, urgent.jobs),
        urgent.served == 0 ? 0.0
                           : static_cast<double>(urgent.excess) / country::minute /
                                 static_cast<double>(urgent.served),
        percent(urgent.kept, urgent.served),
        urgent.jobs == 0 ? 0.0
                         : static_cast<double>(urgent.retold) / static_cast<double>(urgent.jobs),
        percent(urgent.refused + urgent.cancelled + urgent.left_open, urgent.jobs),
        booked.jobs,
        percent(booked.promised, booked.jobs),
        percent(booked.kept, booked.visited));
}

std::string header(std::string_view what) {
    return fmt::format(
        "\n{:<12}{:>9}{:>10}{:>9}{:>10}{:>9}{:>10}{:>10}{:>10}{:>10}\n",
        what,
        "urgent",
        "in 30 min",
        "excess",
        "kept",
        "retold",
        "unserved",
        "booked",
        "promised",
        "kept");
}

class SimulateCountry final : public Command {
public:
    explicit SimulateCountry(const Outside& outside)
        : files_(outside.files), machine_(outside.machine) {}

    About about() const override {
        return {
            "simulate-country",
            "plays a day of repairs in 300 cities, and tells which promises were kept",
            "shouxin simulate-country --seed 7 --hours 24"};
    }

    void declare(Options& options) override {
        options.add("--seed", seed_, "the same seed plays the same country");
        options.add("--hours", hours_, "1 to 24, from midnight");
        options.add("--jobs", scale_.jobs, "in 24 hours, expected");
        options.add("--technicians", technicians_, "for urgent jobs and booked rounds together");
        options.add("--cities", cities_, "the largest so many, 1 to 300");
        options.add("--svg", svg_, "file: also draws the day on a map");
        options.add("--threads", threads_, "1 to 256, by default one a processor");
    }

    Result<Exit> run() override {
        TRY_DONE(check_usage());
        scale_.hours = static_cast<std::uint32_t>(hours_);
        scale_.technicians = static_cast<std::uint32_t>(technicians_);
        const double begun = machine_.steady_seconds();
        machine_.hold_interrupts();
        const std::vector<City> cities = country::largest_cities(
            region::Regions::embedded().divisions(), static_cast<std::size_t>(cities_));
        TRY_DONE(check_size(cities.front()));
        const std::vector<CityTally> tallies = play(cities);
        if (machine_.interrupted()) {
            fmt::print(stderr, "shouxin simulate-country: stopped before the day was over\n");
            return Exit::interrupted;
        }
        const double took = machine_.steady_seconds() - begun;
        if (svg_) {
            TRY_DONE(write_file(files_, *svg_, [&](ByteSink& sink) {
                return sink.write(report::country_svg(cities, tallies, scale_.hours));
            }));
        }
        print(cities, tallies, took);
        return Exit::good;
    }

private:
    Result<void> check_usage() const {
        const auto within = [](std::string_view flag, std::int64_t value, std::int64_t most) {
            return value >= 1 && value <= most
                       ? Result<void>()
                       : fail(
                             Failure::invalid,
                             fmt::format("{} must be from 1 to {}, not {}", flag, most, value));
        };
        TRY_DONE(within("--hours", hours_, 24));
        TRY_DONE(within("--cities", cities_, cities_max));
        TRY_DONE(within("--technicians", technicians_, 10'000'000));
        if (!(scale_.jobs >= 1 && scale_.jobs <= 100e6)) {
            return fail(
                Failure::invalid,
                fmt::format("--jobs must be from 1 to 100000000, not {}", scale_.jobs));
        }
        return within("--threads", threads_.value_or(1), threads_max);
    }

    // One dispatcher holds a city; chance may call a few more than expected.
    Result<void> check_size(const City& largest) const {
        constexpr dispatch::urgent::Policy bounds;
        constexpr double chance = 0.95;
        if (scale_.technicians * largest.share >
            chance * static_cast<double>(bounds.technicians_max)) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "--technicians {} would be too many for {}: a city has at most {}; give fewer, "
                    "or more --cities",
                    scale_.technicians,
                    largest.name,
                    bounds.technicians_max));
        }
        if (scale_.jobs * largest.share > chance * static_cast<double>(bounds.jobs_max)) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "--jobs {:.0f} would be too many for {}: a city has at most {}; give fewer, or "
                    "more --cities",
                    scale_.jobs,
                    largest.name,
                    bounds.jobs_max));
        }
        return {};
    }

    std::vector<CityTally> play(const std::vector<City>& cities) {
        runtime::Threads threads(
            static_cast<std::size_t>(threads_.value_or(machine_.processors())));
        ProgressLine progress(
            machine_, "shouxin simulate-country", "jobs", static_cast<std::uint64_t>(scale_.jobs));
        std::mutex mutex;
        std::uint64_t jobs = 0;
        const country::Watch watch{
            [&] { return !machine_.interrupted(); },
            [&](std::uint64_t more) {
                const std::lock_guard lock(mutex);
                jobs += more;
                progress.update({.things = jobs, .parts = jobs});
            }};
        return country::play(cities, scale_, seed_, threads, watch);
    }

    void print(
        const std::vector<City>& cities,
        const std::vector<CityTally>& tallies,
        double seconds) const {
        const CityTally all = sum_of(tallies);
        std::string text = header("hour");
        for (std::size_t at = 0; at < scale_.hours; ++at) {
            text += line_of(fmt::format("{:02}:00", at), all.urgent[at], all.booked[at]);
        }
        text += header("region");
        for (std::size_t part = 0; part < country::part_count; ++part) {
            CityTally of_part;
            for (std::size_t i = 0; i < cities.size(); ++i) {
                if (cities[i].part == static_cast<country::Part>(part)) {
                    of_part += tallies[i];
                }
            }
            text += line_of(
                country::part_names()[part].en, sum_of(of_part.urgent), sum_of(of_part.booked));
        }
        text += line_of("all", sum_of(all.urgent), sum_of(all.booked));
        text += told_of(all);
        const std::uint64_t jobs = country::jobs_of(all);
        const double simulated = scale_.hours * 3600.0;
        fmt::print(
            "{}{} cities, {} technicians, {} jobs, {:.2f} s, {:.0f} jobs/s, {:.0f} times real "
            "time, {} MiB\n",
            text,
            cities.size(),
            all.technicians,
            jobs,
            seconds,
            static_cast<double>(jobs) / seconds,
            simulated / seconds,
            machine_.peak_memory() >> 20);
    }

    static std::string told_of(const CityTally& all) {
        const UrgentTally urgent = sum_of(all.urgent);
        const BookedTally booked = sum_of(all.booked);
        return fmt::format(
            "\nexcess: mean minutes beyond 30. kept: came within 10 minutes of the time\n"
            "first told, or of the slot. retold: times a job. unserved: cancelled, refused\n"
            "or left open.\n\n"
            "Half of the urgent jobs had somebody at the door within {} min, 99 % within\n"
            "{} min. Technicians declined {} times, kept silent {} times, fell ill before\n"
            "{} visits. Customers cancelled {} times and weren't at home {} times. {} urgent\n"
            "jobs were refused, {} still open at the end.\n",
            country::wait_quantile_min(all.waits, 0.5),
            country::wait_quantile_min(all.waits, 0.99),
            urgent.declined,
            urgent.silent,
            urgent.fell_ill,
            urgent.cancelled,
            urgent.nobody_home + booked.nobody_home,
            urgent.refused,
            urgent.left_open);
    }

    port::Files& files_;
    port::Machine& machine_;
    std::uint64_t seed_ = 7;
    std::int64_t hours_ = 24;
    std::int64_t technicians_ = 100'000;
    std::int64_t cities_ = cities_max;
    country::Scale scale_;
    std::optional<std::string> svg_;
    std::optional<std::int64_t> threads_;
};

}  // namespace

std::unique_ptr<Command> make_simulate_country(const Outside& outside) {
    return std::make_unique<SimulateCountry>(outside);
}

}  // namespace shouxin::cli
