#include "report/evaluation/show.h"
#include "report/evaluation/text_table.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace shouxin::report::evaluation {
namespace {

constexpr std::string_view none = "–";

std::string decimals(const Share& value) {
    return value ? fmt::format("{:.3f}", *value) : std::string(none);
}

std::string percent(const Share& value) {
    return value ? fmt::format("{:.1f} %", *value * 100) : std::string(none);
}

void add_detection(TextTable& table, std::string_view what, const Detection& found, bool blocks) {
    table.add(
        {std::string(what),
         std::to_string(found.judged),
         std::to_string(found.truths),
         std::to_string(found.flagged),
         decimals(found.precision),
         decimals(found.recall),
         decimals(found.f1),
         decimals(found.average_precision),
         blocks ? std::to_string(found.blocked) : std::string(none),
         blocks ? decimals(found.blocked_precision) : std::string(none),
         blocks ? std::to_string(found.false_blocks) : std::string(none)});
}

std::string detection_text(const Evaluation& evaluation) {
    TextTable table(
        {"",
         "judged",
         "true",
         "flagged",
         "precision",
         "recall",
         "F1",
         "AP",
         "blocked",
         "right",
         "false blocks"});
    add_detection(table, "orders", evaluation.orders, true);
    add_detection(table, "reviews", evaluation.reviews, true);
    add_detection(table, "accounts (>= 0.5)", evaluation.accounts, false);
    add_detection(table, "merchants (>= 0.5)", evaluation.merchants, false);
    return table.text();
}

std::string schemes_text(const Evaluation& evaluation) {
    TextTable table({"recall by scheme", "orders", "recall", "reviews", "recall"});
    for (const SchemeRecall& scheme : evaluation.schemes) {
        table.add(
            {scheme.scheme,
             std::to_string(scheme.orders),
             decimals(scheme.order_recall),
             std::to_string(scheme.reviews),
             decimals(scheme.review_recall)});
    }
    return table.empty() ? std::string() : table.text() + '\n';
}

std::string gangs_text(const Evaluation& evaluation) {
    TextTable table(
        {"gang", "scheme", "accounts", "found", "merchants", "found", "strangers", "ring"});
    for (const GangFound& gang : evaluation.gangs) {
        table.add(
            {gang.gang,
             gang.scheme,
             std::to_string(gang.accounts),
             percent(gang.accounts_found),
             std::to_string(gang.merchants),
             percent(gang.merchants_found),
             percent(gang.strangers),
             gang.ring.empty() ? std::string(none) : gang.ring});
    }
    return table.empty() ? std::string() : table.text() + '\n';
}

std::string victims_text(const Evaluation& evaluation) {
    std::string text = fmt::format(
        "  victims blamed: {} of {}", evaluation.victims_blamed.size(), evaluation.victims);
    for (const std::string& victim : evaluation.victims_blamed) {
        text += "  " + victim;
    }
    return text + "\n\n";
}

std::string calibration_text(std::string_view what, const Calibration& calibration) {
    TextTable table({fmt::format("calibration of {}", what), "rows", "said", "true"});
    for (std::size_t i = 0; i < calibration.bins.size(); ++i) {
        const CalibrationBin& bin = calibration.bins[i];
        Share said;
        Share truth;
        if (bin.rows > 0) {
            said = static_cast<double>(bin.ppm_sum) / 1e6 / static_cast<double>(bin.rows);
            truth = static_cast<double>(bin.truths) / static_cast<double>(bin.rows);
        }
        table.add(
            {fmt::format("0.{} to {}", i, i == 9 ? "1.0" : fmt::format("0.{}", i + 1)),
             std::to_string(bin.rows),
             decimals(said),
             decimals(truth)});
    }
    return table.text() + fmt::format(
                              "  expected calibration error {}, above 0.1 {}\n",
                              decimals(calibration.error),
                              decimals(calibration.error_above_0_1));
}

std::string early_text(const Evaluation& evaluation) {
    TextTable table(
        {"blocked by then (>= 0.9)",
         "blocked",
         "precision",
         "recall",
         "fakes still counted, yuan"});
    for (const BlockedBy& by : evaluation.early) {
        table.add(
            {!by.age_h        ? std::string("final judgement")
             : *by.age_h == 0 ? std::string("when placed")
                              : fmt::format("after {} h", *by.age_h),
             std::to_string(by.blocked),
             decimals(by.precision),
             decimals(by.recall),
             fmt::format("{:.0f}", static_cast<double>(by.counted_amount) / 100)});
    }
    return table.empty() ? std::string() : '\n' + table.text();
}

std::string per_mille(const Share& value) {
    return value ? fmt::format("{:.2f}", *value * 1000) : std::string(none);
}

std::string fairness_text(const Evaluation& evaluation) {
    TextTable table(
        {"honest orders blocked", "honest", "blocked", "per 1,000", "95 % from", "to", ""});
    for (const GroupBlocks& group : evaluation.fairness) {
        table.add(
            {group.group,
             std::to_string(group.honest),
             std::to_string(group.blocked),
             per_mille(group.rate),
             per_mille(group.lower),
             per_mille(group.upper),
             group.above ? "above all" : ""});
    }
    return table.empty() ? std::string() : '\n' + table.text();
}

}  // namespace

std::string to_text(const Evaluation& evaluation) {
    return detection_text(evaluation) + '\n' + schemes_text(evaluation) + gangs_text(evaluation) +
           victims_text(evaluation) + calibration_text("orders", evaluation.order_calibration) +
           '\n' + calibration_text("reviews", evaluation.review_calibration) +
           early_text(evaluation) + fairness_text(evaluation);
}

}  // namespace shouxin::report::evaluation
