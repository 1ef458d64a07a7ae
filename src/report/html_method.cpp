#include "report/html_sections.h"
#include "report/html_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <vector>

namespace shouxin::report {
namespace {

constexpr std::size_t listed_max = 40;

std::vector<std::size_t> used_reasons(const Figures& figures) {
    std::vector<std::size_t> used(model::reason_count);
    std::iota(used.begin(), used.end(), std::size_t{0});
    std::erase_if(used, [&](std::size_t code) { return !figures.reasons[code].used(); });
    std::stable_sort(used.begin(), used.end(), [&](std::size_t a, std::size_t b) {
        const ReasonCount& left = figures.reasons[a];
        const ReasonCount& right = figures.reasons[b];
        return left.flagged_orders + left.flagged_reviews >
               right.flagged_orders + right.flagged_reviews;
    });
    return used;
}

void put_reason(Html& html, std::size_t code, const ReasonCount& count) {
    const auto reason = static_cast<model::Reason>(code);
    const model::ReasonText& text = model::text_of(reason);
    fmt::format_to(
        std::back_inserter(html),
        R"(<div id="why-{0}"><dt>{1} <code>{0}</code></dt><dd>{2})",
        text.code,
        both(short_reason(reason)),
        both(reason_sentence(reason)));
    html += what_clears(reason);
    html += "<span class=\"fine\">" +
            both(
                fmt::format(
                    "可疑订单 {} 单，可疑评价 {} 条；放行的也有 {}",
                    thousands(count.flagged_orders),
                    thousands(count.flagged_reviews),
                    thousands(count.allowed)),
                fmt::format(
                    "{} suspicious orders, {} reviews; {} let pass",
                    thousands(count.flagged_orders),
                    thousands(count.flagged_reviews),
                    thousands(count.allowed))) +
            "</span></dd></div>";
}

Html reasons_section(const Page& page) {
    Html html = open_section("reasons", "五", {"理由是什么意思", "What the reasons mean"});
    html +=
        "<p class=\"note\">" +
        both(
            "单独一条理由都不定罪：诚实的人也会有其中一两条，要看它们的组合与同类目的正常水平相差多"
            "远。",
            "No reason convicts alone: honest people show one or two of them. What counts is the "
            "combination, and how far it is from what is usual in the category.") +
        "</p>";
    const std::vector<std::size_t> used = used_reasons(page.figures);
    if (used.empty()) {
        return html + "<p class=\"none\">" + both("没有用到理由。", "No reason was given.") +
               "</p>" + close_section();
    }
    html += "<dl class=\"reasons\">";
    for (const std::size_t code : used) {
        put_reason(html, code, page.figures.reasons[code]);
    }
    return html + "</dl>" + close_section();
}

Html bin_name(const std::vector<Bin>& bins, std::size_t at) {
    const std::string from = threshold(bins[at].from_ppm);
    return at + 1 == bins.size() ? "≥ " + from : from + " – " + threshold(bins[at + 1].from_ppm);
}

Html calibration(const Page& page) {
    const std::vector<Bin>& bins = page.figures.bins;
    std::uint64_t most = 1;
    for (const Bin& bin : bins) {
        most = std::max(most, bin.fake_ppm);
    }
    Html html =
        "<h3>" + both("概率怎么读", "How to read a probability") + "</h3><p>" +
        both(
            "概率经过校准：给 80% 的一百单里，约有八十单是假的。因此把概率加起来，就是虚假订单的"
            "预计数。下表每一档的“预计虚假”可以拿人工复核的结果去对：对不上，就是校准坏了。",
            "Probabilities are calibrated: of a hundred orders given 80%, about eighty are "
            "fake, so their sum is the expected number of fakes. Hold each row's expectation "
            "against what people find by hand: if they differ, the calibration is broken.") +
        R"(</p><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">)" +
        both("概率", "Probability") + "</th><th scope=\"col\">" + both("订单", "Orders") +
        "</th><th scope=\"col\">" + both("预计虚假", "Expected fake") +
        "</th><th scope=\"col\"></th></tr></thead><tbody>";
    for (std::size_t i = 0; i < bins.size(); ++i) {
        fmt::format_to(
            std::back_inserter(html),
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"long\">{}</td></tr>",
            bin_name(bins, i),
            thousands(bins[i].orders),
            expected(bins[i].fake_ppm),
            small_bar(share_ppm(bins[i].fake_ppm, most)));
    }
    return html + "</tbody></table></div>";
}

Html how_judged() {
    return "<h3>" + both("怎么判的", "How it was judged") + "</h3><p>" +
           both(
               "每个信号先与这份日志自己教会的正常水平比较（同类目的订单、同商品的重量、偶然相遇的"
               "次数），再按在许多模拟市场上学到的规则加总成证据。一个订单看三遍：先单独看，再看与"
               "它"
               "同买家、同商品、同付款人等的其他订单，然后再看一遍；订单从不以自己为证。评价“拦截”"
               "即折叠，不删除（《电子商务法》第三十九条）。",
               "Each signal is held against what this log itself teaches to be usual (the orders "
               "of "
               "the category, the item's own weight, how often strangers meet by chance), then "
               "summed up as evidence by rules learned on many simulated markets. An order is "
               "looked at three times: alone, then with the other orders of its buyer, item, payer "
               "and so on, and once more; it never bears witness for itself. Reviews are folded, "
               "never deleted (E-Commerce Law, art. 39).") +
           "</p>";
}

Said answered_at(std::uint32_t age_h) {
    return age_h == 0 ? Said{"下单时", "When placed"}
                      : Said{fmt::format("{} 小时后", age_h), fmt::format("After {} h", age_h)};
}

// The last cell is a bar of what is still counted.
void put_answers(
    Html& html,
    const Said& when,
    const std::array<std::uint64_t, 3>& counts,
    std::int64_t counted,
    std::int64_t all) {
    fmt::format_to(std::back_inserter(html), "<tr><th scope=\"row\">{}</th>", both(when));
    for (const std::uint64_t count : counts) {
        fmt::format_to(std::back_inserter(html), "<td>{}</td>", thousands(count));
    }
    const auto part = static_cast<std::uint64_t>(std::max<std::int64_t>(counted, 0));
    const auto whole = static_cast<std::uint64_t>(std::max<std::int64_t>(all, 1));
    fmt::format_to(
        std::back_inserter(html),
        "<td>{}</td><td class=\"long\">{}</td></tr>",
        both(money(counted)),
        small_bar(share_ppm(part, whole)));
}

// What the first hours already showed.
Html first_answers(const Page& page) {
    const judge::FirstAnswers& first = page.judged.judgement.first_answers;
    if (first.fake == 0) {
        return {};
    }
    Html html =
        "<h3>" + both("多早就能知道", "How early it was known") + "</h3><p>" +
        both(
            fmt::format(
                "每单在下单时、1 小时、24 小时和 72 "
                "小时后各答一次，只凭当时已知的事；最后的统一判定"
                "看到全部，拦截 {} 单，共 {}。在被拦下之前，这些销售是照常计入的：下表说到每个时刻"
                "为止还计着多少。",
                thousands(first.fake),
                money(first.fake_amount).zh),
            fmt::format(
                "Each order is answered when it is placed and after 1, 24 and 72 hours, from what "
                "is known by then; the final judgement sees everything and blocks {} orders, {} in "
                "all. Until they are blocked such sales are counted like any other: the table says "
                "how much still was by each of these times.",
                thousands(first.fake),
                money(first.fake_amount).en)) +
        R"(</p><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">)" +
        both("时刻", "Time") + "</th><th scope=\"col\">" + both("已指出", "Pointed at by then") +
        "</th><th scope=\"col\">" + both("已拦下", "Blocked by then") + "</th><th scope=\"col\">" +
        both("另拦下而后放行", "Others blocked, later let go") + "</th><th scope=\"col\">" +
        both("还计着的虚假销售", "Fake sales still counted") +
        "</th><th scope=\"col\"></th></tr></thead><tbody>";
    for (std::size_t age = 0; age < first.until.size(); ++age) {
        const judge::FirstAnswers::Until& until = first.until[age];
        put_answers(
            html,
            answered_at(judge::answer_ages_h[age]),
            {until.flagged_fake, until.blocked_fake, until.blocked - until.blocked_fake},
            until.counted_amount,
            first.fake_amount);
    }
    put_answers(
        html, {"统一判定", "Final judgement"}, {first.fake, first.fake, 0}, 0, first.fake_amount);
    return html + "</tbody></table></div>";
}

void put_share(Html& html, const Html& name, std::uint64_t count) {
    fmt::format_to(
        std::back_inserter(html),
        "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
        name,
        thousands(count));
}

void put_shares(Html& html, const Said& heading, const std::vector<Summary::Share>& shares) {
    if (shares.empty()) {
        return;
    }
    html += R"(<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">)" +
            both(heading) + "</th><th scope=\"col\">" + both("条", "Count") +
            "</th></tr></thead><tbody>";
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (i < listed_max) {
            put_share(html, escaped(shares[i].name, 120), shares[i].count);
        } else {
            rest += shares[i].count;
        }
    }
    if (rest > 0) {
        put_share(html, both("其他", "Others"), rest);
    }
    html += "</tbody></table></div>";
}

Html inputs_table(const Summary& summary) {
    Html html = R"(<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">)" +
                both("输入", "Input") + "</th><th scope=\"col\">" + both("接受", "Accepted") +
                "</th><th scope=\"col\">" + both("重复", "Duplicates") + "</th><th scope=\"col\">" +
                both("隔离", "Quarantined") + "</th></tr></thead><tbody>";
    for (std::size_t i = 0; i < summary.inputs.size() && i < listed_max; ++i) {
        const Summary::Input& input = summary.inputs[i];
        fmt::format_to(
            std::back_inserter(html),
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(input.name, 60),
            thousands(input.accepted),
            thousands(input.duplicates),
            thousands(input.quarantined));
    }
    return html + "</tbody></table></div>";
}

Html reading(const Page& page) {
    const Summary& s = page.summary;
    Html html =
        "<h3>" + both("读了什么", "What was read") + "</h3><p>" +
        both(
            fmt::format(
                "共读 {} 行：接受 {}，重复 {}，隔离 {}；其中 {} "
                "条迟到（仍然计入）。读不懂的行不猜，"
                "连同原因放进 quarantine.jsonl，改好可以重送。",
                thousands(s.accepted + s.duplicates + s.quarantined),
                thousands(s.accepted),
                thousands(s.duplicates),
                thousands(s.quarantined),
                thousands(s.late)),
            fmt::format(
                "{} lines: {} accepted, {} duplicates, {} quarantined; {} came late and still "
                "count. What can't be read isn't guessed at: it stands in quarantine.jsonl "
                "with the reason, to be mended and sent again.",
                thousands(s.accepted + s.duplicates + s.quarantined),
                thousands(s.accepted),
                thousands(s.duplicates),
                thousands(s.quarantined),
                thousands(s.late))) +
        "</p><div class=\"side\">";
    if (!s.inputs.empty()) {
        html += inputs_table(s);
    }
    put_shares(html, {"事件种类", "Type of event"}, s.by_type);
    put_shares(html, {"隔离原因", "Why quarantined"}, s.quarantine_reasons);
    return html + "</div>";
}

}  // namespace

Html method_section(const Page& page) {
    return reasons_section(page) + open_section("method", "六", {"方法与数据", "Method and data"}) +
           how_judged() + first_answers(page) + calibration(page) + reading(page) + close_section();
}

}  // namespace shouxin::report
