#include "live/epoch_view.h"

#include "base/must.h"
#include "base/whole_number.h"
#include "proof/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace shouxin::live {
namespace {

template <class Verdicts>
EpochAnswers answers_of(const Verdicts& verdicts) {
    EpochAnswers answers;
    answers.ppm.reserve(verdicts.size());
    answers.ring.reserve(verdicts.size());
    for (std::uint32_t i = 0; i < verdicts.size(); ++i) {
        const judge::Verdict& verdict = verdicts[i];
        answers.ppm.push_back(verdict.ppm);
        answers.ring.push_back(verdict.ring);
        if (verdict.reasons.size != 0) {
            answers.reasons.push_back({i, verdict.reasons});
        }
    }
    return answers;
}

// Leaves and answers are JSON: a sum of what hostile events claim stops where JSON does.
std::int64_t bounded(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

RingView ring_of(const judge::Ring& ring, std::string line) {
    RingView view;
    view.ppm = ring.ppm;
    view.scheme = ring.scheme;
    view.amount = bounded(ring.amount);
    view.first_s = ring.first_s;
    view.last_s = ring.last_s;
    view.beneficiary = ring.beneficiary;
    view.members = ring.members;
    for (const model::OrderIx order : ring.orders) {
        view.orders.push_back(order.value);
    }
    view.json = std::move(line);
    return view;
}

using Person = std::pair<judge::MemberKind, std::uint32_t>;

bool is_person(const judge::Member& member) {
    return member.kind == judge::MemberKind::account || member.kind == judge::MemberKind::merchant;
}

}  // namespace

std::string ring_id(std::uint64_t number) {
    return fmt::format("R{}", number);
}

std::optional<std::uint64_t> ring_number(std::string_view id) {
    return id.starts_with('R') ? whole_number<std::uint64_t>(id.substr(1)) : std::nullopt;
}

model::Reasons EpochAnswers::reasons_of(std::uint32_t index) const {
    const auto found = std::ranges::lower_bound(reasons, index, {}, &GivenReasons::index);
    return found != reasons.end() && found->index == index ? found->reasons : model::Reasons{};
}

const EpochAnswers& EpochView::of(model::SubjectKind kind) const {
    switch (kind) {
        case model::SubjectKind::order:
            return orders;
        case model::SubjectKind::review:
            return reviews;
        case model::SubjectKind::account:
            return accounts;
        default:
            MUST(kind == model::SubjectKind::merchant);
            return merchants;
    }
}

void EpochView::name_rings(const EpochView& before, std::uint64_t& last) {
    std::map<Person, std::uint64_t> ring_of_person;
    for (const RingView& ring : before.rings) {
        for (const judge::Member& member : ring.members) {
            if (is_person(member)) {
                ring_of_person.emplace(Person{member.kind, member.index}, ring.number);
            }
        }
    }
    // Pairs by how much they share: the most first, then by place and number.
    using Pair = std::tuple<std::uint32_t, std::size_t, std::uint64_t>;
    std::vector<Pair> pairs;
    for (std::size_t place = 0; place < rings.size(); ++place) {
        std::map<std::uint64_t, std::uint32_t> shared;
        for (const judge::Member& member : rings[place].members) {
            const auto found = ring_of_person.find({member.kind, member.index});
            if (found != ring_of_person.end()) {
                ++shared[found->second];
            }
        }
        for (const auto& [number_before, many] : shared) {
            pairs.emplace_back(many, place, number_before);
        }
    }
    std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
        return std::tuple(std::get<0>(b), std::get<1>(a), std::get<2>(a)) <
               std::tuple(std::get<0>(a), std::get<1>(b), std::get<2>(b));
    });
    std::vector<std::uint64_t> taken;
    for (const auto& [many, place, number_before] : pairs) {
        if (rings[place].number == 0 && std::ranges::find(taken, number_before) == taken.end()) {
            rings[place].number = number_before;
            taken.push_back(number_before);
        }
    }
    for (RingView& ring : rings) {
        if (ring.number == 0) {
            ring.number = ++last;
        }
    }
}

EpochView view_of(
    const judge::Judgement& judgement,
    std::uint64_t number,
    std::uint64_t events,
    std::vector<std::string> ring_lines) {
    MUST(ring_lines.size() == judgement.rings.size());
    EpochView view;
    view.number = number;
    view.events = events;
    view.orders = answers_of(judgement.orders);
    view.reviews = answers_of(judgement.reviews);
    view.accounts = answers_of(judgement.accounts);
    std::vector<judge::Verdict> merchants;
    for (const judge::MerchantVerdict& merchant : judgement.merchants) {
        merchants.push_back(merchant.verdict);
        view.sums.push_back(
            {merchant.orders, merchant.fake_orders_ppm, bounded(merchant.fake_amount)});
    }
    view.merchants = answers_of(merchants);
    for (std::size_t i = 0; i < judgement.rings.size(); ++i) {
        view.rings.push_back(ring_of(judgement.rings[i], std::move(ring_lines[i])));
    }
    return view;
}

}  // namespace shouxin::live
