#include "report/html_ring_card.h"

#include "report/html_ring_story.h"
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

void put_facts(Html& html, std::span<const judge::Fact> facts, const signal::Market& market) {
    html += "<ol class=\"facts\">";
    for (std::size_t i = 0; i < facts.size() && i < facts_max; ++i) {
        const judge::Fact& fact = facts[i];
        fmt::format_to(
            std::back_inserter(html),
            R"(<li><details><summary>{} <span class="fine">{}</span></summary>)"
            R"(<p class="ids">{}</p></details></li>)",
            both(escaped(fact.zh, fact_columns), escaped(fact.en, fact_columns)),
            both(counted(fact.events.size(), Unit{"条事件", "event", "events"})),
            events_of(fact, market));
    }
    html += "</ol>";
    if (facts.size() > facts_max) {
        const std::string more = thousands(facts.size() - facts_max);
        html += "<p class=\"fine\">" +
                both(
                    "另有 " + more + " 条事实，见 rings.jsonl。",
                    more + " more facts in rings.jsonl.") +
                "</p>";
    }
}

Html proof(const judge::Ring& ring, const signal::Market& market) {
    Html html;
    if (!ring.proof.empty()) {
        html += "<h4>" + both("凭什么这样判", "What proves it") + "</h4><p class=\"fine\">" +
                both(
                    "只凭下面这些事实，就足以拦截；少任何一类，就不够。",
                    "These facts alone suffice to block; without any kind of them they don't.") +
                "</p>";
        put_facts(html, ring.proof, market);
    }
    if (!ring.also.empty()) {
        html +=
            "<details class=\"members\"><summary>" + both("另外查明", "Also known") + "</summary>";
        put_facts(html, ring.also, market);
        html += "</details>";
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
    const Said told = ring_story(ring, sums, page.judged.names);
    html += "<p class=\"story\">" + both(told) + "</p>";
    if (!scheme.how.zh.empty()) {
        html += "<p class=\"note\">" +
                both("此类手法：" + scheme.how.zh, "How it is usually done: " + scheme.how.en) +
                "</p>";
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

}  // namespace shouxin::report
