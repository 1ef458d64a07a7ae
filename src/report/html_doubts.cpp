#include "report/html_sections.h"
#include "report/html_words.h"
#include "report/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace shouxin::report {
namespace {

constexpr std::size_t cases_max = 8;  // of each of the two kinds
constexpr std::size_t candidates_max = 400;

struct Case {
    model::OrderIx order;
    model::MerchantIx merchant;
    judge::Verdict verdict;
};

// Keeps the best candidates without sorting everybody.
template <class Better>
class Best {
public:
    explicit Best(Better better) : better_(better) {}

    void offer(const Case& one) {
        cases_.push_back(one);
        if (cases_.size() >= 2 * candidates_max) {
            keep();
        }
    }

    std::vector<Case> sorted() {
        keep();
        return std::move(cases_);
    }

private:
    void keep() {
        std::sort(cases_.begin(), cases_.end(), [&](const Case& a, const Case& b) {
            return better_(a, b) || (!better_(b, a) && a.order < b.order);
        });
        cases_.resize(std::min(cases_.size(), candidates_max));
    }

    Better better_;
    std::vector<Case> cases_;
};

// At most `each` of a shop, so that one shop doesn't stand for all.
std::vector<Case> spread(const std::vector<Case>& cases, std::size_t each) {
    std::vector<Case> chosen;
    for (const Case& one : cases) {
        const auto same = std::count_if(chosen.begin(), chosen.end(), [&](const Case& other) {
            return other.merchant == one.merchant;
        });
        if (chosen.size() < cases_max && static_cast<std::size_t>(same) < each) {
            chosen.push_back(one);
        }
    }
    return chosen;
}

struct Doubts {
    std::vector<Case> just_under;
    std::vector<Case> passed;
};

Doubts doubts_of(const Judged& judged) {
    Best just_under([](const Case& a, const Case& b) { return a.verdict.ppm > b.verdict.ppm; });
    Best passed([](const Case& a, const Case& b) {
        return a.verdict.reasons.size != b.verdict.reasons.size
                   ? a.verdict.reasons.size > b.verdict.reasons.size
                   : a.verdict.ppm > b.verdict.ppm;
    });
    const std::uint32_t limit = judged.judgement.thresholds.review_ppm;
    const std::uint32_t near = limit - limit / 2;
    for_each_placed(judged.market, [&](model::OrderIx ix, const signal::PlacedOrder& order) {
        const judge::Verdict verdict = at(judged.judgement.orders, ix);
        if (verdict.ppm >= limit || verdict.reasons.size == 0) {
            return;
        }
        if (verdict.ppm >= near) {
            just_under.offer({ix, order.merchant, verdict});
        } else {
            passed.offer({ix, order.merchant, verdict});
        }
    });
    return {spread(just_under.sorted(), 2), spread(passed.sorted(), 1)};
}

// The probability on its scale, with the two thresholds.
Html scale(const judge::Thresholds& thresholds, std::uint32_t ppm) {
    const auto x = [](std::uint32_t value) { return 200 * (value / 100) / 10'000; };
    return fmt::format(
        R"(<svg class="scale" viewBox="0 0 200 14" aria-hidden="true">)"
        R"(<path class="gl" d="M0 9H200"/>)"
        R"(<path class="tick" d="M{0} 3V13M{1} 3V13"/><circle cx="{2}" cy="9" r="4"/></svg>)",
        x(thresholds.review_ppm),
        x(thresholds.block_ppm),
        x(ppm));
}

Html reasons_in_words(const model::Reasons& reasons) {
    Html html = "<ul class=\"because\">";
    for (const model::Reason reason : reasons) {
        html += "<li>" + both(reason_sentence(reason)) + what_clears(reason) + "</li>";
    }
    return html + "</ul>";
}

template <class Names, class Ix>
Html named(const Names& names, Ix ix) {
    return ix.value < names.size() ? escaped(names[ix], 28) : Html("—");
}

Html card(const Page& page, const Case& one) {
    const Judged& judged = page.judged;
    const signal::PlacedOrder order = judged.market.orders.placed().get(one.order);
    return fmt::format(
        R"(<li class="case"><div class="case-head"><b>{}</b><span class="p">{}</span></div>{})"
        R"(<p class="fine">{} · {} · {} → {}</p>{}</li>)",
        named(judged.names.orders, one.order),
        percent(one.verdict.ppm),
        scale(judged.judgement.thresholds, one.verdict.ppm),
        minute(order.placed_s),
        both(exact_money(order.amount)),
        named(judged.names.accounts, order.buyer),
        named(judged.names.merchants, order.merchant),
        reasons_in_words(one.verdict.reasons));
}

void put_cases(Html& html, const Page& page, const Said& heading, const std::vector<Case>& cases) {
    html += "<h3>" + both(heading) + "</h3>";
    if (cases.empty()) {
        html += "<p class=\"none\">" + both("没有。", "None.") + "</p>";
        return;
    }
    html += "<ol class=\"cases\">";
    for (const Case& one : cases) {
        html += card(page, one);
    }
    html += "</ol>";
}

}  // namespace

Html doubts_section(const Page& page) {
    const Doubts doubts = doubts_of(page.judged);
    Html html = open_section("doubts", "三", {"存疑但放行", "Doubtful, but let pass"});
    html +=
        "<p class=\"note\">" +
        both(
            "这些订单有可疑之处，却不足以打扰当事人：宿舍合买、代付、售后补偿都会留下同样的痕迹。"
            "它们没有被拦截，列在这里供抽查。刻度上的竖线是复核线和拦截线。",
            "These orders look odd, but not odd enough to trouble anybody: dormitories, "
            "somebody else's wallet and goodwill refunds leave the same traces. None was held; "
            "they are here for spot checks. The ticks are the lines for review and for blocking.") +
        "</p>";
    const std::string limit = threshold(page.judged.judgement.thresholds.review_ppm);
    put_cases(
        html,
        page,
        {"离复核线（" + limit + "）最近的", "Nearest below the review line (" + limit + ")"},
        doubts.just_under);
    put_cases(
        html, page, {"理由最多而仍放行的", "Let pass in spite of most reasons"}, doubts.passed);
    return html + close_section();
}

}  // namespace shouxin::report
