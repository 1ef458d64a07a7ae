#include "report/evaluation/evaluation.h"

#include "report/evaluation/early.h"
#include "report/evaluation/fairness.h"
#include "report/evaluation/gangs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace shouxin::report::evaluation {
namespace {

using Ids = std::unordered_set<std::string_view>;

Share share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) {
        return std::nullopt;
    }
    return static_cast<double>(part) / static_cast<double>(whole);
}

Ids ids_of(const std::vector<Planted>& planted) {
    Ids ids;
    for (const Planted& one : planted) {
        ids.insert(one.id);
    }
    return ids;
}

bool is_flagged(const Said& said) {
    return said.action != judge::Action::allow;
}

Share average_precision(const std::vector<Said>& said, const Ids& truths) {
    if (truths.empty()) {
        return std::nullopt;
    }
    std::map<std::uint32_t, std::pair<std::uint64_t, std::uint64_t>, std::greater<>> levels;
    for (const Said& one : said) {
        auto& [rows, hits] = levels[one.ppm];
        ++rows;
        hits += truths.contains(one.id) ? 1 : 0;
    }
    std::uint64_t rows = 0;
    std::uint64_t hits = 0;
    double sum = 0;
    for (const auto& [ppm, level] : levels) {
        rows += level.first;
        hits += level.second;
        sum += static_cast<double>(level.second) * static_cast<double>(hits) /
               static_cast<double>(rows);
    }
    return sum / static_cast<double>(truths.size());
}

Detection detection(const std::vector<Said>& said, const Ids& truths) {
    Detection found;
    found.judged = said.size();
    found.truths = truths.size();
    for (const Said& one : said) {
        const bool is_true = truths.contains(one.id);
        const bool blocked = one.action == judge::Action::block;
        found.flagged += is_flagged(one) ? 1 : 0;
        found.hits += is_flagged(one) && is_true ? 1 : 0;
        found.blocked += blocked ? 1 : 0;
        found.false_blocks += blocked && !is_true ? 1 : 0;
    }
    found.precision = share(found.hits, found.flagged);
    found.recall = share(found.hits, found.truths);
    found.f1 = share(2 * found.hits, found.flagged + found.truths);
    found.blocked_precision = share(found.blocked - found.false_blocks, found.blocked);
    found.average_precision = average_precision(said, truths);
    return found;
}

struct SchemeCount {
    std::uint64_t truths = 0;
    std::uint64_t hits = 0;
};

std::map<std::string, SchemeCount> by_scheme(
    const std::vector<Said>& said, const std::vector<Planted>& planted) {
    Ids flagged;
    for (const Said& one : said) {
        if (is_flagged(one)) {
            flagged.insert(one.id);
        }
    }
    std::map<std::string, SchemeCount> schemes;
    for (const Planted& one : planted) {
        SchemeCount& count = schemes[one.scheme];
        ++count.truths;
        count.hits += flagged.contains(one.id) ? 1 : 0;
    }
    return schemes;
}

std::vector<SchemeRecall> scheme_recalls(const Truth& truth, const Verdicts& verdicts) {
    std::map<std::string, SchemeRecall> schemes;
    for (const auto& [scheme, count] : by_scheme(verdicts.orders, truth.orders)) {
        schemes[scheme].orders = count.truths;
        schemes[scheme].order_recall = share(count.hits, count.truths);
    }
    for (const auto& [scheme, count] : by_scheme(verdicts.reviews, truth.reviews)) {
        schemes[scheme].reviews = count.truths;
        schemes[scheme].review_recall = share(count.hits, count.truths);
    }
    std::vector<SchemeRecall> recalls;
    for (auto& [scheme, recall] : schemes) {
        recall.scheme = scheme;
        recalls.push_back(recall);
    }
    return recalls;
}

Share calibration_error(const Calibration& calibration, std::size_t first_bin) {
    std::uint64_t rows = 0;
    double sum = 0;
    for (std::size_t i = first_bin; i < calibration.bins.size(); ++i) {
        const CalibrationBin& bin = calibration.bins[i];
        rows += bin.rows;
        sum += std::abs(static_cast<double>(bin.ppm_sum) / 1e6 - static_cast<double>(bin.truths));
    }
    if (rows == 0) {
        return std::nullopt;
    }
    return sum / static_cast<double>(rows);
}

Calibration calibration(const std::vector<Said>& said, const Ids& truths) {
    Calibration result;
    for (const Said& one : said) {
        CalibrationBin& bin = result.bins[std::min<std::size_t>(one.ppm / 100'000, 9)];
        ++bin.rows;
        bin.truths += truths.contains(one.id) ? 1 : 0;
        bin.ppm_sum += one.ppm;
    }
    result.error = calibration_error(result, 0);
    result.error_above_0_1 = calibration_error(result, 1);
    return result;
}

std::vector<std::string> blamed(const Truth& truth, const Verdicts& verdicts) {
    Ids guilty;
    for (const Said& merchant : verdicts.merchants) {
        if (is_flagged(merchant)) {
            guilty.insert(merchant.id);
        }
    }
    std::vector<std::string> victims;
    std::copy_if(
        truth.victims.begin(), truth.victims.end(), std::back_inserter(victims), [&](auto& victim) {
            return guilty.contains(victim);
        });
    return victims;
}

}  // namespace

Evaluation evaluate(const Truth& truth, const Verdicts& verdicts) {
    Evaluation evaluation;
    const Ids orders = ids_of(truth.orders);
    const Ids reviews = ids_of(truth.reviews);
    evaluation.orders = detection(verdicts.orders, orders);
    evaluation.reviews = detection(verdicts.reviews, reviews);
    evaluation.accounts = detection(verdicts.accounts, ids_of(truth.accounts));
    evaluation.merchants = detection(verdicts.merchants, ids_of(truth.merchants));
    evaluation.schemes = scheme_recalls(truth, verdicts);
    evaluation.victims = truth.victims.size();
    evaluation.victims_blamed = blamed(truth, verdicts);
    evaluation.gangs = gangs_found(truth.gangs, verdicts.rings);
    evaluation.order_calibration = calibration(verdicts.orders, orders);
    evaluation.review_calibration = calibration(verdicts.reviews, reviews);
    evaluation.early = blocked_by_age(truth, verdicts);
    evaluation.fairness = blocks_by_group(truth, verdicts);
    return evaluation;
}

}  // namespace shouxin::report::evaluation
