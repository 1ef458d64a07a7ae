#include "policy/problem.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace shouxin::policy {
namespace {

// Levenshtein 1966, over bytes.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

}  // namespace

std::string to_text(const Problem& problem, std::string_view file) {
    return fmt::format(
        "{}:{}:{}: {}", file, problem.place.line, problem.place.column, problem.message.en);
}

void Problems::add(Place place, Sentence message, std::string_view nearest) {
    ++told_;
    if (all_.size() < most) {
        all_.push_back({place, std::move(message), std::string(nearest)});
    }
}

std::vector<Problem> Problems::take() {
    std::stable_sort(all_.begin(), all_.end(), [](const Problem& a, const Problem& b) {
        return a.place < b.place;
    });
    return std::move(all_);
}

std::string_view nearest_of(std::string_view word, const std::vector<std::string_view>& known) {
    constexpr std::size_t longest = 64;  // nobody mistypes more
    std::string_view nearest;
    std::size_t least = std::min<std::size_t>(word.size() / 3, 3) + 1;
    for (const std::string_view one : known) {
        if (word.size() > longest) {
            break;
        }
        if (const std::size_t far = distance(word, one); far < least) {
            least = far;
            nearest = one;
        }
    }
    return nearest;
}

Sentence did_you_mean(std::string_view nearest) {
    if (nearest.empty()) {
        return {};
    }
    return {fmt::format("（是不是 {}？）", nearest), fmt::format(" (did you mean '{}'?)", nearest)};
}

Sentence listed(const std::vector<std::string_view>& words) {
    Sentence text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text.en += i == 0 ? "" : i + 1 < words.size() ? ", " : " and ";
        text.en += words[i];
    }
    text.zh = fmt::format("{}", fmt::join(words, "、"));
    return text;
}

Sentence one_of_problem(
    std::string_view word, std::string_view nearest, const std::vector<std::string_view>& known) {
    const Sentence meant = did_you_mean(nearest);
    const Sentence all = listed(known);
    return {
        fmt::format("这里不能写“{}”{}；可以写 {}", word, meant.zh, all.zh),
        fmt::format("'{}' can't stand here{}; write one of {}", word, meant.en, all.en)};
}

}  // namespace shouxin::policy
