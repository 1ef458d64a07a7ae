#include "service/live/recomputations.h"

#include "runtime/live/epochs.h"
#include "service/live/explain.h"

#include <string_view>
#include <utility>

namespace shouxin::service {

using proof::Json;

Recomputations::Recomputations(Past past)
    : past_(std::move(past)),
      jobs_("recomputation", [this](const std::string& decision, PastJobs::Progress& progress) {
          return play(decision, progress);
      }) {}

Result<std::uint64_t> Recomputations::begin(std::string decision) {
    TRY_DONE(check_decision_name(decision));
    return jobs_.begin(std::move(decision));
}

Result<Json> Recomputations::find(std::uint64_t number) const {
    TRY(const PastJobs::Told told, jobs_.find(number));
    const auto found = [&](std::string_view what) {
        return told.report ? *told.report->find(what) : Json();
    };
    Json json = Json::object();
    json.put("decision", told.subject)
        .put("in_ledger", found("in_ledger"))
        .put("index", found("index"))
        .put("leaf", found("leaf"))
        .put("number", number)
        .put("of", told.report ? found("replayed") : Json(told.of))
        .put("problem", told.problem.empty() ? Json() : Json(told.problem))
        .put("replayed", told.report ? found("replayed") : Json(told.replayed))
        .put("same", found("same"))
        .put("state", told.state);
    return json;
}

Result<Json> Recomputations::play(const std::string& decision, PastJobs::Progress& progress) {
    runtime::EpochFolder epochs(past_.files, past_.log, past_.epochs_folder, past_.state);
    bool begun = false;
    TRY(const Explained explained,
        explain(past_.state, epochs, past_.log, past_.ledger, decision, [&](std::uint64_t of) {
            if (!std::exchange(begun, true)) {
                progress.begin(of);
            }
            return progress.step();
        }));
    Json json = Json::object();
    json.put("in_ledger", explained.in_ledger)
        .put("index", explained.index)
        .put("leaf", explained.leaf)
        .put("replayed", explained.replayed)
        .put("same", Json::boolean(explained.same()));
    return json;
}

}  // namespace shouxin::service
