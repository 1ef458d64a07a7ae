#include "report/html_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <vector>

namespace shouxin::report {
namespace {

constexpr std::size_t merchants_max = 50;

std::vector<std::uint32_t> by_fake_amount(const judge::Judgement& judgement) {
    std::vector<std::uint32_t> order(judgement.merchants.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t at) {
        const judge::MerchantVerdict& row = judgement.merchants[at];
        return row.orders == 0 || row.fake_amount <= 0;
    });
    const std::size_t shown = std::min(order.size(), merchants_max);
    std::partial_sort(
        order.begin(),
        order.begin() + static_cast<std::ptrdiff_t>(shown),
        order.end(),
        [&](std::uint32_t a, std::uint32_t b) {
            const std::int64_t left = judgement.merchants[a].fake_amount;
            const std::int64_t right = judgement.merchants[b].fake_amount;
            return left != right ? left > right : a < b;
        });
    order.resize(shown);
    return order;
}

void put_row(
    Html& html, const Page& page, std::uint32_t index, std::size_t rank, std::int64_t most) {
    const judge::MerchantVerdict& row = page.judged.judgement.merchants[index];
    const auto& names = page.judged.names.merchants;
    const model::MerchantIx ix{index};
    const std::uint64_t fake_share =
        share_ppm(row.fake_orders_ppm, std::uint64_t{row.orders} * 1'000'000);
    const Html link = ring_link(page, row.verdict.ring);
    fmt::format_to(
        std::back_inserter(html),
        R"(<tr><td class="rank">{}</td><th scope="row"><span class="id">{}</span>{})"
        R"(<span class="whys">{}</span></th><td class="wide">{}</td><td class="wide">{}</td>)"
        R"(<td class="wide">{}{}</td><td class="money">{}{}</td><td>{}</td></tr>)",
        rank,
        ix.value < names.size() ? escaped(names[ix], 28) : Html("?"),
        link.empty() ? link : " · " + link,
        reason_list(row.verdict.reasons),
        thousands(row.orders),
        expected(row.fake_orders_ppm),
        percent(fake_share),
        small_bar(std::min<std::uint64_t>(fake_share, 1'000'000)),
        both(money(row.fake_amount)),
        small_bar(share_ppm(
            static_cast<std::uint64_t>(row.fake_amount), static_cast<std::uint64_t>(most))),
        percent(row.verdict.ppm));
}

}  // namespace

Html merchants_section(const Page& page) {
    const judge::Judgement& judgement = page.judged.judgement;
    const std::vector<std::uint32_t> shown = by_fake_amount(judgement);
    Html html = open_section("merchants", "四", {"商家", "Merchants"});
    if (shown.empty()) {
        return html + "<p class=\"none\">" +
               both("没有预计虚假金额的商家。", "No merchant with an expected fake amount.") +
               "</p>" + close_section();
    }
    html +=
        "<p class=\"note\">" +
        both(
            fmt::format(
                "预计虚假金额最高的 {} 家。“概率”是商家自己参与的概率：遭人反向刷单的受害商家，虚假"
                "金额可以很高而概率很低。其余见 merchants.csv。",
                shown.size()),
            fmt::format(
                "The {} with the greatest expected fake amount. \"Guilt\" is how likely the shop "
                "itself takes part: a rival's victim may have much fake money and little guilt. "
                "The rest is in merchants.csv.",
                shown.size())) +
        R"(</p><div class="scroll" tabindex="0"><table class="merchants"><thead><tr>)"
        R"(<th scope="col" class="rank">#</th>)";
    html += "<th scope=\"col\">" + both("商家、团伙、理由", "Merchant, ring, reasons") + "</th>";
    html += "<th scope=\"col\" class=\"wide\">" + both("订单", "Orders") + "</th>";
    html += "<th scope=\"col\" class=\"wide\">" + both("预计虚假", "Expected fake") + "</th>";
    html += "<th scope=\"col\" class=\"wide\">" + both("虚假占比", "Share") + "</th>";
    html += "<th scope=\"col\">" + both("预计虚假金额", "Fake amount") + "</th>";
    html += "<th scope=\"col\">" + both("概率", "Guilt") + "</th></tr></thead><tbody>";
    const std::int64_t most = judgement.merchants[shown.front()].fake_amount;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        put_row(html, page, shown[i], i + 1, most);
    }
    return html + "</tbody></table></div>" + close_section();
}

}  // namespace shouxin::report
