#include "report/evaluation/show.h"

#include <nlohmann/json.hpp>

namespace shouxin::report::evaluation {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Share& share) {
    return share ? Json(*share) : Json(nullptr);
}

Json json_of(const Detection& found) {
    return {
        {"judged", found.judged},
        {"true", found.truths},
        {"flagged", found.flagged},
        {"hits", found.hits},
        {"precision", json_of(found.precision)},
        {"recall", json_of(found.recall)},
        {"f1", json_of(found.f1)},
        {"average_precision", json_of(found.average_precision)},
        {"blocked", found.blocked},
        {"blocked_precision", json_of(found.blocked_precision)},
        {"false_blocks", found.false_blocks}};
}

Json json_of(const Calibration& calibration) {
    Json bins = Json::array();
    for (const CalibrationBin& bin : calibration.bins) {
        bins.push_back({{"rows", bin.rows}, {"true", bin.truths}, {"ppm_sum", bin.ppm_sum}});
    }
    return {
        {"bins", bins},
        {"error", json_of(calibration.error)},
        {"error_above_0_1", json_of(calibration.error_above_0_1)}};
}

Json schemes_json(const Evaluation& evaluation) {
    Json schemes = Json::object();
    for (const SchemeRecall& scheme : evaluation.schemes) {
        schemes[scheme.scheme] = {
            {"orders", scheme.orders},
            {"order_recall", json_of(scheme.order_recall)},
            {"reviews", scheme.reviews},
            {"review_recall", json_of(scheme.review_recall)}};
    }
    return schemes;
}

Json gangs_json(const Evaluation& evaluation) {
    Json gangs = Json::array();
    for (const GangFound& gang : evaluation.gangs) {
        gangs.push_back(
            {{"gang", gang.gang},
             {"scheme", gang.scheme},
             {"ring", gang.ring.empty() ? Json(nullptr) : Json(gang.ring)},
             {"accounts", gang.accounts},
             {"accounts_found", json_of(gang.accounts_found)},
             {"merchants", gang.merchants},
             {"merchants_found", json_of(gang.merchants_found)},
             {"strangers", json_of(gang.strangers)}});
    }
    return gangs;
}

Json early_json(const Evaluation& evaluation) {
    Json ages = Json::array();
    for (const BlockedBy& by : evaluation.early) {
        ages.push_back(
            {{"age_h", by.age_h ? Json(*by.age_h) : Json(nullptr)},
             {"blocked", by.blocked},
             {"hits", by.hits},
             {"precision", json_of(by.precision)},
             {"recall", json_of(by.recall)},
             {"counted_amount", by.counted_amount}});
    }
    return ages;
}

Json fairness_json(const Evaluation& evaluation) {
    Json groups = Json::array();
    for (const GroupBlocks& group : evaluation.fairness) {
        groups.push_back(
            {{"group", group.group},
             {"honest", group.honest},
             {"blocked", group.blocked},
             {"rate", json_of(group.rate)},
             {"lower", json_of(group.lower)},
             {"upper", json_of(group.upper)},
             {"above", group.above}});
    }
    return groups;
}

}  // namespace

std::string to_json(const Evaluation& evaluation) {
    const Json json = {
        {"orders", json_of(evaluation.orders)},
        {"reviews", json_of(evaluation.reviews)},
        {"accounts", json_of(evaluation.accounts)},
        {"merchants", json_of(evaluation.merchants)},
        {"schemes", schemes_json(evaluation)},
        {"victims", evaluation.victims},
        {"victims_blamed", evaluation.victims_blamed},
        {"gangs", gangs_json(evaluation)},
        {"order_calibration", json_of(evaluation.order_calibration)},
        {"review_calibration", json_of(evaluation.review_calibration)},
        {"early", early_json(evaluation)},
        {"fairness", fairness_json(evaluation)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace shouxin::report::evaluation
