#include "report/html_ring_card.h"

#include "report/html_ring_sums.h"
#include "report/html_words.h"
#include "report/svg_bars.h"
#include "report/svg_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shouxin::report {
namespace {

using judge::MemberKind;

constexpr std::size_t facts_max = 10;
constexpr std::size_t events_max = 16;   // of a fact
constexpr std::size_t members_max = 60;  // of a kind
constexpr std::size_t reasons_max = 6;
constexpr std::size_t fact_columns = 320;
constexpr MemberKind kinds[] = {
    MemberKind::merchant,
    MemberKind::account,
    MemberKind::wallet,
    MemberKind::device,
    MemberKind::address};

std::uint64_t of_kind(const RingSums& sums, MemberKind kind) {
    return sums.members[static_cast<std::size_t>(kind)];
}

void add(Said& told, const Html& zh, const Html& en) {
    told.zh += zh;
    told.en += en;
}

void tell_sharing(Said& told, const RingSums& sums) {
    Html zh;
    Html en;
    for (const MemberKind kind : {MemberKind::device, MemberKind::address, MemberKind::wallet}) {
        if (const std::uint64_t count = sums.shared[static_cast<std::size_t>(kind)]; count > 0) {
            const Said words = counted(count, unit_of(kind));
            zh += (zh.empty() ? "" : "、") + words.zh;
            en += (en.empty() ? "" : ", ") + words.en;
        }
    }
    if (!zh.empty() && sums.sharing > 0) {
        add(told,
            fmt::format("有 {} 个账号共用 {}。", thousands(sums.sharing), zh),
            fmt::format(" {} accounts share {}.", thousands(sums.sharing), en));
    }
}

void tell_money(Said& told, const RingSums& sums) {
    if (sums.payments > 0) {
        const Said paid = money(sums.paid_amount);
        add(told,
            fmt::format(
                "{} 个出资方转给其中 {} 个账号 {} 笔，共 {}。",
                thousands(sums.payers),
                thousands(sums.paid),
                thousands(sums.payments),
                paid.zh),
            fmt::format(
                " {} payers made {} payments to {} of them, {} in all.",
                thousands(sums.payers),
                thousands(sums.payments),
                thousands(sums.paid),
                paid.en));
    }
    if (sums.funders > 0) {
        const Said funds = money(sums.funds);
        add(told,
            fmt::format("{} 家商家给这些钱包打过款，共 {}。", thousands(sums.funders), funds.zh),
            fmt::format(
                " {} shops funded these wallets with {}.", thousands(sums.funders), funds.en));
    }
}

// "150 个账号在 3 家商家下了 412 单，…": the ring in a few short sentences.
Said story(const judge::Ring& ring, const RingSums& sums, const model::Names& names) {
    const Said amount = money(ring.amount);
    Said told;
    if (!ring.orders.empty()) {
        const Said shops = counted(sums.shops, unit::merchants);
        add(told,
            fmt::format(
                "{} 个账号在 {}下了 {} 单，共 {}。",
                thousands(sums.buyers),
                shops.zh,
                thousands(ring.orders.size()),
                amount.zh),
            fmt::format(
                "{} accounts placed {} orders at {}, {} in all.",
                thousands(sums.buyers),
                thousands(ring.orders.size()),
                shops.en,
                amount.en));
    }
    if (!ring.reviews.empty()) {
        const Said shops = counted(sums.shops, unit::merchants);
        add(told,
            fmt::format(
                "{} 个账号在 {}发了 {} 条可疑评价。",
                thousands(sums.buyers),
                shops.zh,
                thousands(ring.reviews.size())),
            fmt::format(
                "{} accounts posted {} suspicious reviews at {}.",
                thousands(sums.buyers),
                thousands(ring.reviews.size()),
                shops.en));
    }
    tell_money(told, sums);
    tell_sharing(told, sums);
    if (ring.beneficiary.value < names.merchants.size()) {
        const Html gains = escaped(names.merchants[ring.beneficiary], 40);
        add(told,
            "得利的是 <b>" + gains + "</b>，而不是被下单的商家。",
            " The one who gains is <b>" + gains + "</b>, not the shops ordered at.");
    }
    return told;
}

// A ring that sells bad reviews has no fake orders.
const Unit& acts_unit(const judge::Ring& ring) {
    return ring.orders.empty() ? unit::reviews : unit::orders;
}

std::uint64_t acts_of(const judge::Ring& ring) {
    return ring.orders.size() + ring.reviews.size();
}

Html activity(const judge::Ring& ring, const RingSums& sums) {
    if (sums.acts_by_day.empty()) {
        return {};
    }
    MirrorBars bars{
        .first = sums.first_day,
        .days_each = days_a_bar(static_cast<int>(sums.acts_by_day.size())),
        .up = {},
        .down = {},
        .up_unit = acts_unit(ring),
        .down_unit = unit::payments,
        .up_name = ring.orders.empty() ? Said{"评价", "reviews"} : Said{"订单", "orders"},
        .down_name = {"转账", "payments"}};
    const auto bucketed = [&](const std::vector<std::uint32_t>& days) {
        std::vector<double> sums_of_bars;
        for (std::size_t day = 0; day < days.size(); ++day) {
            if (day % static_cast<std::size_t>(bars.days_each) == 0) {
                sums_of_bars.push_back(0);
            }
            sums_of_bars.back() += days[day];
        }
        return sums_of_bars;
    };
    bars.up = bucketed(sums.acts_by_day);
    bars.down = bucketed(sums.payments_by_day);
    return "<figure><figcaption><b>" + both("每天做了什么", "What it did each day") +
           "</b></figcaption>" + mirror_svg(bars) + "</figure>";
}

Html reasons(const judge::Ring& ring, const RingSums& sums) {
    if (sums.reasons.empty()) {
        return {};
    }
    Html html = "<h4>" + both("理由", "Reasons") + "</h4><ul class=\"counts\">";
    for (std::size_t i = 0; i < sums.reasons.size() && i < reasons_max; ++i) {
        const auto& [reason, count] = sums.reasons[i];
        if (count * 50 < acts_of(ring)) {
            break;
        }
        fmt::format_to(
            std::back_inserter(html),
            R"(<li><a href="#why-{}">{}</a>{}<span class="n">{}</span></li>)",
            model::text_of(reason).code,
            both(short_reason(reason)),
            small_bar(std::min<std::uint64_t>(share_ppm(count, acts_of(ring)), 1'000'000)),
            both(counted(count, acts_unit(ring))));
    }
    return html + "</ul>";
}

Html events_of(const judge::Fact& fact, const signal::Market& market) {
    Html html;
    std::size_t shown = 0;
    std::size_t known = 0;
    for (const signal::EventRef ref : fact.events) {
        if (ref == signal::no_event) {
            continue;
        }
        ++known;
        if (shown < events_max) {
            html += "<code>" + escaped(market.event_ids[ref], 28) + "</code> ";
            ++shown;
        }
    }
    if (known > shown) {
        const std::string more = thousands(known - shown);
        html += both(
            "… 另有 " + more + " 条，见 rings.jsonl", "… and " + more + " more in rings.jsonl");
    }
    return html;
}

Html proof(const judge::Ring& ring, const signal::Market& market) {
    if (ring.proof.empty()) {
        return {};
    }
    Html html = "<h4>" + both("凭什么这样判", "What proves it") + "</h4><ol class=\"facts\">";
    for (std::size_t i = 0; i < ring.proof.size() && i < facts_max; ++i) {
        const judge::Fact& fact = ring.proof[i];
        fmt::format_to(
            std::back_inserter(html),
            R"(<li><details><summary>{} <span class="fine">{}</span></summary>)"
            R"(<p class="ids">{}</p></details></li>)",
            both(escaped(fact.zh, fact_columns), escaped(fact.en, fact_columns)),
            both(counted(fact.events.size(), Unit{"条事件", "event", "events"})),
            events_of(fact, market));
    }
    html += "</ol>";
    if (ring.proof.size() > facts_max) {
        const std::string more = thousands(ring.proof.size() - facts_max);
        html += "<p class=\"fine\">" +
                both(
                    "另有 " + more + " 条事实，见 rings.jsonl。",
                    more + " more facts in rings.jsonl.") +
                "</p>";
    }
    return html;
}

void put_members(Html& html, const Page& page, const judge::Ring& ring, MemberKind kind) {
    std::uint64_t count = 0;
    Html listed;
    for (const judge::Member& member : ring.members) {
        if (member.kind != kind) {
            continue;
        }
        if (count < members_max) {
            fmt::format_to(
                std::back_inserter(listed),
                "<code>{}</code>{} ",
                escaped(member_name(page.judged.names, member.kind, member.index), 36),
                member.ppm > 0 ? " " + percent(member.ppm) : "");
        }
        ++count;
    }
    if (count == 0) {
        return;
    }
    if (count > members_max) {
        const std::string more = thousands(count - members_max);
        listed += both(
            "… 另有 " + more + " 个，见 rings.jsonl", "… and " + more + " more in rings.jsonl");
    }
    html += "<dt>" + both(kind_words(kind)) + " " + thousands(count) + "</dt><dd class=\"ids\">" +
            listed + "</dd>";
}

Html members(const Page& page, const judge::Ring& ring) {
    Html html;
    for (const MemberKind kind : kinds) {
        put_members(html, page, ring, kind);
    }
    return html.empty() ? html
                        : "<details class=\"members\"><summary>" + both("成员名单", "Members") +
                              "</summary><dl>" + html + "</dl></details>";
}

Html numbers(const judge::Ring& ring, const RingSums& sums) {
    Html html = "<ul class=\"numbers\">";
    const auto put = [&](const Said& words) { html += "<li>" + both(words) + "</li>"; };
    for (const MemberKind kind : kinds) {
        if (of_kind(sums, kind) > 0) {
            put(counted(of_kind(sums, kind), unit_of(kind)));
        }
    }
    if (ring.first_s != 0) {
        const std::string from = minute(ring.first_s);
        const std::string to = minute(ring.last_s);
        put({from + " 至 " + to, from + " to " + to});
    }
    return html + "</ul>";
}

}  // namespace

Html ring_card(const Page& page, std::uint32_t ring_at, bool open) {
    const judge::Ring& ring = page.judged.judgement.rings[ring_at];
    const Graph graph = members_of(ring, page.judged);
    const RingSums sums = sums_of(ring, graph, page.judged);
    const SchemeWords scheme = scheme_words(ring.scheme);
    const Said acts = counted(acts_of(ring), acts_unit(ring));
    const Said amount = money(ring.amount);
    Html html = fmt::format(
        R"(<details class="ring"{}><summary><span class="rid">{}</span><h3>{}</h3>)"
        R"(<span class="sum">{}</span><span class="p">{}</span></summary><div id="ring-{}">)",
        open ? " open" : "",
        escaped(ring.id, 16),
        both(scheme.name),
        ring.amount > 0 ? both(acts.zh + " · " + amount.zh, acts.en + " · " + amount.en)
                        : both(acts),
        percent(ring.ppm),
        ring_at + 1);
    const Said told = story(ring, sums, page.judged.names);
    html += "<p class=\"story\">" + both(told) + "</p>";
    if (!scheme.how.zh.empty()) {
        html += "<p class=\"note\">" + both(scheme.how) + "</p>";
    }
    html += numbers(ring, sums);
    html += "<div class=\"ring-body\">";
    if (!graph.nodes.empty()) {
        html += "<figure class=\"net\">" +
                graph_svg(
                    grouped(graph),
                    page.judged.names,
                    {"团伙关系图", "Who deals with whom in the ring"}) +
                "</figure>";
    }
    html += "<div>" + activity(ring, sums) + reasons(ring, sums) + "</div></div>";
    return html + proof(ring, page.judged.market) + members(page, ring) + "</div></details>\n";
}

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

namespace {

std::string or_dash(std::uint64_t number) {
    return number == 0 ? "—" : thousands(number);
}

}  // namespace

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
