#include "cli/command.h"
#include "cli/options.h"
#include "cli/write_file.h"
#include "report/evaluation/evaluation.h"
#include "report/evaluation/show.h"
#include "report/evaluation/truth.h"
#include "report/evaluation/verdicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::cli {
namespace {

namespace evaluation = report::evaluation;

constexpr std::size_t file_bytes_max = std::size_t{4} << 30;

// A measure that must not be below (or above) what the user said.
struct Bound {
    std::string what;
    std::optional<double> least;
    evaluation::Share is;
};

class EvaluateCommand final : public Command {
public:
    explicit EvaluateCommand(const Outside& outside) : files_(outside.files) {}

    About about() const override {
        return {
            "evaluate",
            "holds a scan's verdicts against the truth of a made market",
            "shouxin evaluate --truth market/truth --min-order-ap 0.9 shouxin-out"};
    }

    void declare(Options& options) override {
        options.add("--truth", truth_, "folder with fake_orders.csv and so on", Need::required);
        options.add("--json", json_, "also write everything there as JSON");
        options.add("--min-order-ap", order_ap_, "least average precision of orders");
        options.add("--min-order-f1", order_f1_, "least F1 of orders");
        options.add("--min-review-ap", review_ap_, "least average precision of reviews");
        options.add("--min-review-f1", review_f1_, "least F1 of reviews");
        options.add("--min-account-ap", account_ap_, "least average precision of accounts");
        options.add("--min-merchant-ap", merchant_ap_, "least average precision of merchants");
        options.add(
            "--min-recall", recalls_, "SCHEME=X: least recall of its orders (or its reviews)");
        options.add("--max-false-blocks", false_blocks_, "most honest orders blocked");
        options.add("--max-false-folds", false_folds_, "most honest reviews folded");
        options.add("--max-victims-blamed", blamed_, "most victims of rivals blamed");
        options.add("OUT", out_, "folder that scan wrote", Need::required);
    }

    Result<Exit> run() override {
        TRY(const auto recalls, parse_recalls());
        TRY(const evaluation::Truth truth, read_truth());
        TRY(const evaluation::Verdicts verdicts, read_verdicts());
        const evaluation::Evaluation result = evaluation::evaluate(truth, verdicts);
        if (json_) {
            TRY_DONE(write_json(*json_, result));
        }
        fmt::print("{}", evaluation::to_text(result));
        std::fflush(stdout);
        return check(result, recalls) ? Exit::good : Exit::incomplete;
    }

private:
    using Recalls = std::vector<std::pair<std::string, double>>;

    Result<Recalls> parse_recalls() const {
        Recalls recalls;
        for (const std::string& given : recalls_) {
            const std::size_t equals = std::min(given.find('='), given.size());
            const char* const end = given.data() + given.size();
            double least = 0;
            const auto [stop, error] =
                std::from_chars(std::min(given.data() + equals + 1, end), end, least);
            if (error != std::errc{} || stop != end || equals == 0) {
                return fail(
                    Failure::invalid,
                    fmt::format(
                        "--min-recall takes SCHEME=X, as in cashback=0.9, not '{}'", given));
            }
            recalls.emplace_back(given.substr(0, equals), least);
        }
        return recalls;
    }

    Result<evaluation::NamedText> read(const std::string& folder, const std::string& file) const {
        const std::string path = folder + "/" + file;
        TRY(std::string text, files_.read_all(path, file_bytes_max));
        return evaluation::NamedText{.name = path, .text = std::move(text)};
    }

    Result<std::vector<evaluation::Planted>> read_planted(
        const std::string& file, const std::string& key) const {
        TRY(const evaluation::NamedText text, read(truth_, file));
        return evaluation::parse_planted(text, key);
    }

    Result<evaluation::Truth> read_truth() const {
        evaluation::Truth truth;
        TRY(truth.orders, read_planted("fake_orders.csv", "order"));
        TRY(truth.reviews, read_planted("fake_reviews.csv", "review"));
        TRY(truth.accounts, read_planted("accounts.csv", "account"));
        TRY(truth.merchants, read_planted("merchants.csv", "merchant"));
        TRY(const evaluation::NamedText victims, read(truth_, "victims.csv"));
        TRY(truth.victims, evaluation::parse_victims(victims));
        TRY(const evaluation::NamedText gangs, read(truth_, "gangs.json"));
        TRY(truth.gangs, evaluation::parse_gangs(gangs));
        return truth;
    }

    Result<std::vector<evaluation::Said>> read_said(
        const std::string& file, const std::string& key, bool has_action) const {
        TRY(const evaluation::NamedText text, read(out_, file));
        return evaluation::parse_said(text, key, has_action);
    }

    // What other scans than ours needn't write.
    template <class Row>
    Result<std::optional<std::vector<Row>>> read_if_there(
        const std::string& file,
        Result<std::vector<Row>> (*parse)(const evaluation::NamedText&)) const {
        const auto text = read(out_, file);
        if (!text && text.error().failure == Failure::not_found) {
            return std::nullopt;
        }
        if (!text) {
            return tl::unexpected<Error>(text.error());
        }
        TRY(std::vector<Row> rows, parse(*text));
        return std::optional(std::move(rows));
    }

    Result<evaluation::Verdicts> read_verdicts() const {
        evaluation::Verdicts verdicts;
        TRY(const evaluation::NamedText orders, read(out_, "orders.csv"));
        TRY(verdicts.orders, evaluation::parse_said(orders, "order", true));
        TRY(verdicts.sales, evaluation::parse_sales(orders));
        TRY(verdicts.reviews, read_said("reviews.csv", "review", true));
        TRY(verdicts.accounts, read_said("accounts.csv", "account", false));
        TRY(verdicts.merchants, read_said("merchants.csv", "merchant", false));
        TRY(const evaluation::NamedText rings, read(out_, "rings.jsonl"));
        TRY(verdicts.rings, evaluation::parse_said_rings(rings));
        TRY(verdicts.early, read_if_there("early.csv", evaluation::parse_early));
        TRY(verdicts.groups, read_if_there("groups.csv", evaluation::parse_groups));
        return verdicts;
    }

    Result<void> write_json(const std::string& path, const evaluation::Evaluation& result) const {
        return write_file(
            files_, path, [&](ByteSink& sink) { return sink.write(evaluation::to_json(result)); });
    }

    // Whether every bound holds; says which don't.
    bool check(const evaluation::Evaluation& result, const Recalls& recalls) const {
        std::vector<Bound> bounds{
            {"average precision of orders", order_ap_, result.orders.average_precision},
            {"F1 of orders", order_f1_, result.orders.f1},
            {"average precision of reviews", review_ap_, result.reviews.average_precision},
            {"F1 of reviews", review_f1_, result.reviews.f1},
            {"average precision of accounts", account_ap_, result.accounts.average_precision},
            {"average precision of merchants", merchant_ap_, result.merchants.average_precision}};
        for (const auto& [scheme, least] : recalls) {
            const auto found = std::find_if(
                result.schemes.begin(),
                result.schemes.end(),
                [&, wanted = scheme](const auto& one) { return one.scheme == wanted; });
            bounds.push_back(
                {"recall of " + scheme,
                 least,
                 found == result.schemes.end() ? std::nullopt : found->recall()});
        }
        bool all_hold = true;
        for (const Bound& bound : bounds) {
            all_hold = holds(bound) && all_hold;
        }
        all_hold =
            holds("honest orders blocked", false_blocks_, result.orders.false_blocks) && all_hold;
        all_hold =
            holds("honest reviews folded", false_folds_, result.reviews.false_blocks) && all_hold;
        return holds("victims blamed", blamed_, result.victims_blamed.size()) && all_hold;
    }

    static bool holds(const Bound& bound) {
        if (!bound.least || (bound.is && *bound.is >= *bound.least)) {
            return true;
        }
        const std::string is =
            bound.is ? fmt::format("{:.4f}", *bound.is) : "unknown, as the truth has none";
        fmt::print(
            stderr,
            "shouxin evaluate: the {} is {}, and should be at least {}.\n",
            bound.what,
            is,
            *bound.least);
        return false;
    }

    static bool holds(
        const std::string& what, const std::optional<std::uint64_t>& most, std::uint64_t is) {
        if (!most || is <= *most) {
            return true;
        }
        fmt::print(
            stderr, "shouxin evaluate: {}: {}, and should be at most {}.\n", what, is, *most);
        return false;
    }

    port::Files& files_;
    std::string truth_;
    std::string out_;
    std::optional<std::string> json_;
    std::optional<double> order_ap_;
    std::optional<double> order_f1_;
    std::optional<double> review_ap_;
    std::optional<double> review_f1_;
    std::optional<double> account_ap_;
    std::optional<double> merchant_ap_;
    std::vector<std::string> recalls_;
    std::optional<std::uint64_t> false_blocks_;
    std::optional<std::uint64_t> false_folds_;
    std::optional<std::uint64_t> blamed_;
};

}  // namespace

std::unique_ptr<Command> make_evaluate(const Outside& outside);

std::unique_ptr<Command> make_evaluate(const Outside& outside) {
    return std::make_unique<EvaluateCommand>(outside);
}

}  // namespace shouxin::cli
