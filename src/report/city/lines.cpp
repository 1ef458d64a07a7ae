#include "report/city/lines.h"

#include <fmt/format.h>

namespace shouxin::report::city {
namespace {

using dispatch::city::Figures;
using dispatch::city::Outcome;
using dispatch::city::Spread;

double percent_of(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void put_time(Text& text, std::string_view key, dispatch::urgent::Millis millis) {
    text += ",\"";
    text += key;
    text += "\":";
    put_seconds(text, millis);
}

void put_visit(Text& text, std::string_view technician, const Outcome& outcome) {
    text += ",\"technician\":";
    put_json(text, technician);
    put_time(text, "assigned_at", outcome.assigned_at);
    put_time(text, "departs_at", outcome.departs_at);
    put_time(text, "arrives_at", outcome.arrives_at);
    put_time(text, "done_at", outcome.done_at);
    put_time(text, "promised_at", outcome.promised_at);
}

void put_why(Text& text, const dispatch::urgent::Why& why) {
    text += ",\"why\":";
    put_json(text, why_in_english(why));
    text += ",\"why_zh\":";
    put_json(text, why_in_chinese(why));
}

std::string spread(const Spread& of) {
    return fmt::format(
        "p10 {:.1f}, median {:.1f}, p90 {:.1f}, Gini {:.2f}", of.p10, of.p50, of.p90, of.gini);
}

std::string worst_skill(const Figures& figures) {
    if (figures.worst_skill_jobs == 0) {
        return "no skill has 10 jobs";
    }
    return fmt::format(
        "skill {} is served worst: {:.1f} % of {} jobs in 30 min",
        figures.worst_skill,
        percent_of(figures.worst_skill_in_time, figures.worst_skill_jobs),
        figures.worst_skill_jobs);
}

}  // namespace

void put_seconds(Text& text, dispatch::urgent::Millis millis) {
    text += millis < 0 ? "-" : "";
    const dispatch::urgent::Millis size = millis < 0 ? -millis : millis;
    text += fmt::format("{}", size / 1000);
    if (size % 1000 != 0) {
        std::string decimals = fmt::format(".{:03}", size % 1000);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += decimals;
    }
}

void put_outcomes(
    LineSink& lines,
    const dispatch::city::CityDay& day,
    std::span<const Outcome> outcomes,
    bool why) {
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        const Outcome& outcome = outcomes[j];
        Text& text = lines.text();
        text += "{\"job\":";
        put_json(text, day.jobs[j].id);
        if (outcome.refused) {
            put_time(text, "refused_at", outcome.refused_at);
            text += ",\"reason\":";
            put_json(text, code_of(outcome.reason));
        } else {
            put_visit(text, day.technicians[outcome.technician].id, outcome);
            if (why) {
                put_why(text, outcome.why);
            }
        }
        text += '}';
        lines.end_line();
    }
}

std::string summary(const Figures& figures) {
    const std::size_t served = figures.jobs - figures.refused;
    return fmt::format(
               "{} jobs, {} refused; {:.2f} % at the door in 30 min, mean excess {:.2f} min, "
               "wait median {:.1f}, p99 {:.1f}, longest {:.1f} min\n",
               figures.jobs,
               figures.refused,
               percent_of(figures.in_time, figures.jobs),
               figures.mean_excess_s / 60,
               figures.p50_wait_s / 60,
               figures.p99_wait_s / 60,
               figures.max_wait_s / 60) +
           fmt::format(
               "{:.1f} % of promises kept within 10 min, another time told {} times; {}\n",
               percent_of(figures.promises_kept, served),
               figures.retold,
               worst_skill(figures)) +
           fmt::format(
               "a technician: jobs {}; km {}; {:.0f} km in all\n",
               spread(figures.jobs_each),
               spread(figures.kilometres_each),
               figures.kilometres);
}

}  // namespace shouxin::report::city
