#include "service/live/backtests.h"

#include "live/trial.h"
#include "policy/policy.h"
#include "proof/hash.h"
#include "runtime/live/epochs.h"
#include "runtime/live/recovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace shouxin::service {

using proof::Json;

namespace {

// The record behind which all can be replayed: the log's beginning, or, of one that was forgotten
// in part, the oldest snapshot.
Result<std::uint64_t> beginning_of_past(runtime::EpochFolder& epochs, const port::EventLog& log) {
    if (log.first_number() == 1) {
        return 0;
    }
    TRY(const std::vector<std::uint64_t> snapshots, epochs.snapshots());
    return snapshots.empty() ? log.first_number() - 1 : snapshots.front();
}

Json json_of(const PastJobs::Told& told) {
    Json json = Json::object();
    json.put("began_ms", told.asker.at_ms)
        .put("by", told.asker.by)
        .put("number", told.number)
        .put("of", told.of)
        .put("policy_sha256", proof::hex(proof::sha256({told.subject})))
        .put("problem", told.problem.empty() ? Json() : Json(told.problem))
        .put("replayed", told.replayed)
        .put("state", told.state);
    return json;
}

}  // namespace

Backtests::Backtests(Past past)
    : past_(std::move(past)),
      jobs_("backtest", [this](const std::string& text, PastJobs::Progress& progress) {
          return play(text, progress);
      }) {}

Result<std::uint64_t> Backtests::begin(std::string text, Asker asker) {
    if (const auto policy = policy::compile(text); !policy) {
        return tl::unexpected(policy::to_error(policy.error(), "policy"));
    }
    return jobs_.begin(std::move(text), std::move(asker));
}

Result<Json> Backtests::find(std::uint64_t number) const {
    TRY(const PastJobs::Told told, jobs_.find(number));
    Json json = json_of(told);
    json.put("report", told.report.value_or(Json()));
    return json;
}

Json Backtests::list() const {
    Json::Array items;
    for (const PastJobs::Told& told : jobs_.all()) {
        items.push_back(json_of(told));
    }
    Json json = Json::object();
    json.put("items", std::move(items));
    return json;
}

// Up to where the log is now.
Result<Json> Backtests::play(const std::string& text, PastJobs::Progress& progress) {
    live::Trial trial(past_.state.reading.key, *policy::compile(text));
    runtime::EpochFolder epochs(past_.files, past_.log, past_.epochs_folder, past_.state);
    const std::uint64_t until = past_.log.next_number() - 1;
    TRY(const std::uint64_t from, beginning_of_past(epochs, past_.log));
    progress.begin(until - std::min(from, until));
    TRY(const runtime::Recovered played,
        runtime::replay(
            past_.state,
            epochs,
            past_.log,
            {.from = from, .until = until, .witness = &trial},
            [&](const live::Effects& effects) {
                trial.decided(effects.decisions);
                return progress.step();
            }));
    return trial.report(*played.state);
}

}  // namespace shouxin::service
