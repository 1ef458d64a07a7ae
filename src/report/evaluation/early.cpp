#include "report/evaluation/early.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace shouxin::report::evaluation {
namespace {

constexpr std::size_t ages = judge::answer_ages_h.size();

// By age, and at last by the final judgement: whether an order was blocked then or before.
using Blocked = std::array<bool, ages + 1>;

Blocked blocked_by(const judge::EarlyAnswers* answers, judge::Action last) {
    Blocked blocked{};
    bool so_far = false;
    for (std::size_t age = 0; age < ages && answers != nullptr; ++age) {
        so_far = so_far || (*answers)[age] >= judge::Thresholds{}.block_ppm;
        blocked[age] = so_far;
    }
    blocked[ages] = last == judge::Action::block;
    return blocked;
}

void close(BlockedBy& by, std::uint64_t truths) {
    if (by.blocked > 0) {
        by.precision = static_cast<double>(by.hits) / static_cast<double>(by.blocked);
    }
    if (truths > 0) {
        by.recall = static_cast<double>(by.hits) / static_cast<double>(truths);
    }
}

}  // namespace

std::vector<BlockedBy> blocked_by_age(const Truth& truth, const Verdicts& verdicts) {
    if (!verdicts.early) {
        return {};
    }
    std::unordered_map<std::string_view, const judge::EarlyAnswers*> early;
    for (const SaidEarly& said : *verdicts.early) {
        early.emplace(said.id, &said.answers);
    }
    std::unordered_set<std::string_view> fakes;
    for (const Planted& planted : truth.orders) {
        fakes.insert(planted.id);
    }
    std::vector<BlockedBy> found(ages + 1);
    for (std::size_t age = 0; age < ages; ++age) {
        found[age].age_h = judge::answer_ages_h[age];
    }
    for (std::size_t row = 0; row < verdicts.orders.size(); ++row) {
        const Said& said = verdicts.orders[row];
        const auto answers = early.find(said.id);
        const Blocked blocked =
            blocked_by(answers == early.end() ? nullptr : answers->second, said.action);
        const bool fake = fakes.contains(said.id);
        const std::int64_t amount = row < verdicts.sales.size() ? verdicts.sales[row].amount : 0;
        for (std::size_t age = 0; age <= ages; ++age) {
            found[age].blocked += blocked[age] ? 1 : 0;
            found[age].hits += blocked[age] && fake ? 1 : 0;
            found[age].counted_amount += fake && !blocked[age] ? amount : 0;
        }
    }
    std::ranges::for_each(found, [&](BlockedBy& by) { close(by, fakes.size()); });
    return found;
}

}  // namespace shouxin::report::evaluation
