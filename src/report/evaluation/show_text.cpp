#include "report/evaluation/show.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
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

// Rows of cells under a title; the first column to the left, the others to the right.
class Table {
public:
    explicit Table(std::vector<std::string> header) { rows_.push_back(std::move(header)); }

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] bool empty() const { return rows_.size() == 1; }

    [[nodiscard]] std::string text() const {
        std::string out;
        for (const auto& row : rows_) {
            std::string line;
            for (std::size_t column = 0; column < row.size(); ++column) {
                line += column == 0 ? fmt::format("  {:<{}}", row[0], width(0))
                                    : fmt::format("  {:>{}}", row[column], width(column));
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + '\n';
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t width(std::size_t column) const {
        std::size_t most = 0;
        for (const auto& row : rows_) {
            most = std::max(most, characters(row[column]));
        }
        return most;
    }

    static std::size_t characters(std::string_view text) {
        return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        }));
    }

    std::vector<std::vector<std::string>> rows_;
};

void add_detection(Table& table, std::string_view what, const Detection& found, bool blocks) {
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
    Table table(
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
    Table table({"recall by scheme", "orders", "recall", "reviews", "recall"});
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
    Table table({"gang", "scheme", "accounts", "found", "merchants", "found", "strangers", "ring"});
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
    Table table({fmt::format("calibration of {}", what), "rows", "said", "true"});
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

}  // namespace

std::string to_text(const Evaluation& evaluation) {
    return detection_text(evaluation) + '\n' + schemes_text(evaluation) + gangs_text(evaluation) +
           victims_text(evaluation) + calibration_text("orders", evaluation.order_calibration) +
           '\n' + calibration_text("reviews", evaluation.review_calibration);
}

}  // namespace shouxin::report::evaluation
