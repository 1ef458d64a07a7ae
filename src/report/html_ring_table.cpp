#include "report/html_ring_card.h"
#include "report/html_ring_story.h"
#include "report/html_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace shouxin::report {
namespace {

using judge::MemberKind;

std::string or_dash(std::uint64_t number) {
    return number == 0 ? "—" : thousands(number);
}

}  // namespace

Html ring_table_head(const Figures& figures) {
    Html html = R"(<div class="scroll" tabindex="0"><table class="rings"><thead><tr>)";
    const auto put = [&](std::string_view css, const Said& words) {
        fmt::format_to(std::back_inserter(html), R"(<th scope="col"{}>{}</th>)", css, both(words));
    };
    put("", {"团伙", "Ring"});
    put("", {"订单或评价", "Orders or reviews"});
    put("", {"金额", "Amount"});
    put(" class=\"wide\"", {"账号", "Accounts"});
    put(" class=\"wide\"", {"商家", "Merchants"});
    const std::string days =
        date(day_of(figures.first_s)) + " – " + month_day(day_of(figures.last_s));
    put(" class=\"wide span\"", {"活动期间 " + days, "Active " + days});
    put("", {"概率", "Probability"});
    return html + "</tr></thead><tbody>";
}

Html ring_row(const Page& page, std::uint32_t ring_at, bool drawn) {
    const judge::Ring& ring = page.judged.judgement.rings[ring_at];
    const Figures& f = page.figures;
    std::array<std::uint64_t, 5> members{};
    for (const judge::Member& member : ring.members) {
        ++members[static_cast<std::size_t>(member.kind)];
    }
    const std::uint64_t period = std::max<std::uint64_t>(f.last_s - f.first_s, 1);
    const auto place = [&](signal::Seconds at) {
        return share_ppm(std::clamp(at, f.first_s, f.last_s) - f.first_s, period) / 1000;
    };
    const std::uint64_t from = place(ring.first_s);
    const std::uint64_t to = std::max(place(ring.last_s), from);
    const std::string id = escaped(ring.id, 16);
    return fmt::format(
        R"(<tr{}><th scope="row">{} {}</th><td>{}</td><td>{}</td><td class="wide">{}</td>)"
        R"(<td class="wide">{}</td><td class="wide span"><span class="gantt" title="{} – {}">)"
        R"(<i style="left:{}.{}%;width:{}.{}%"></i></span></td><td>{}</td></tr>)",
        drawn ? "" : fmt::format(R"( id="ring-{}")", ring_at + 1),
        drawn ? fmt::format(R"(<a href="#ring-{}">{}</a>)", ring_at + 1, id) : id,
        both(scheme_words(ring.scheme).name),
        both(counted(acts_of(ring), acts_unit(ring))),
        ring.amount > 0 ? both(money(ring.amount)) : "—",
        or_dash(members[static_cast<std::size_t>(MemberKind::account)]),
        or_dash(members[static_cast<std::size_t>(MemberKind::merchant)]),
        date(day_of(ring.first_s)),
        date(day_of(ring.last_s)),
        from / 10,
        from % 10,
        (to - from) / 10,
        (to - from) % 10,
        percent(ring.ppm));
}

}  // namespace shouxin::report
