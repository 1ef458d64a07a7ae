#include "report/html_sections.h"

#include <fmt/format.h>

#include <iterator>

namespace shouxin::report {
namespace {

constexpr std::size_t inputs_max = 12;

Html strong(std::string_view text) {
    return fmt::format("<b>{}</b>", text);
}

Said strong(const Said& said) {
    return {strong(said.zh), strong(said.en)};
}

Said period(const Figures& figures) {
    if (figures.first_s == 0) {
        return {"没有订单和评价", "no orders and no reviews"};
    }
    const std::string from = date(day_of(figures.first_s));
    const std::string to = date(day_of(figures.last_s));
    return {from + " 至 " + to, from + " to " + to};
}

// The whole report in two sentences.
Html lead(const Page& page) {
    const Figures& f = page.figures;
    const std::size_t rings = page.judged.judgement.rings.size();
    if (f.all.orders == 0) {
        return "<p class=\"lead\">" +
               both(
                   "日志里没有订单，没有什么可判。", "The log holds no orders: nothing to judge.") +
               "</p>";
    }
    const Said orders = strong(counted(f.all.orders, unit::orders));
    const Said suspicious = strong(counted(f.suspicious(), unit::orders));
    const Said amount = strong(money(f.all.fake_amount));
    const Said groups = strong(counted(rings, unit::rings));
    const std::string share = percent(share_ppm(f.suspicious(), f.all.orders));
    const Html zh = fmt::format(
        "{} 里，有 {} 可疑（{}），虚假交易额预计 {}；{}。"
        "建议拦截 {} 单，交人复核 {} 单，折叠评价 {} 条。",
        orders.zh,
        suspicious.zh,
        share,
        amount.zh,
        rings == 0 ? "没有发现团伙" : "背后找到 " + groups.zh,
        strong(thousands(f.blocked)),
        strong(thousands(f.to_review)),
        strong(thousands(f.folded)));
    const Html en = fmt::format(
        "Of {}, {} are suspicious ({}); about {} of sales is fake; {}. "
        "Suggested: block {}, review {} by hand, fold {} reviews.",
        orders.en,
        suspicious.en,
        share,
        amount.en,
        rings == 0 ? "no ring was found" : groups.en + " stand behind it",
        strong(thousands(f.blocked)),
        strong(thousands(f.to_review)),
        strong(thousands(f.folded)));
    return "<p class=\"lead\">" + both(zh, en) + "</p>";
}

void put_figure(Html& html, const Said& label, const Said& number, const Said& note) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<div><dt>{}</dt><dd><strong>{}</strong><span>{}</span></dd></div>)",
        both(label),
        both(number),
        both(note));
}

Said of_all(std::uint64_t part, std::uint64_t whole, const Unit& unit) {
    const Said all = counted(whole, unit);
    const std::string share = percent(share_ppm(part, whole));
    return {"占 " + all.zh + "的 " + share, share + " of " + all.en};
}

Html figures_grid(const Page& page) {
    const Figures& f = page.figures;
    const std::size_t rings = page.judged.judgement.rings.size();
    Html html = R"(<dl class="figures">)";
    put_figure(
        html,
        {"可疑订单", "Suspicious orders"},
        counted(f.suspicious(), unit::orders),
        of_all(f.suspicious(), f.all.orders, unit::orders));
    const Said sales = money(f.all.amount);
    put_figure(
        html,
        {"虚假交易额（预计）", "Money in fake trade (expected)"},
        money(f.all.fake_amount),
        {"全部交易额 " + sales.zh, "of " + sales.en + " in all"});
    put_figure(
        html,
        {"建议拦截", "To block"},
        counted(f.blocked, unit::orders),
        {"概率 ≥ " + threshold(page.judged.judgement.thresholds.block_ppm),
         "probability ≥ " + threshold(page.judged.judgement.thresholds.block_ppm)});
    put_figure(
        html,
        {"待人工复核", "To review by hand"},
        counted(f.to_review, unit::orders),
        {"概率 ≥ " + threshold(page.judged.judgement.thresholds.review_ppm),
         "probability ≥ " + threshold(page.judged.judgement.thresholds.review_ppm)});
    put_figure(
        html,
        {"折叠评价", "Folded reviews"},
        counted(f.folded, unit::pieces),
        {"折叠，不删除；另有 " + thousands(f.reviews_to_review) + " 条待复核",
         "folded, never deleted; " + thousands(f.reviews_to_review) + " more to review"});
    put_figure(
        html,
        {"团伙", "Rings"},
        counted(rings, unit::groups),
        {fmt::format(
             "{} 个可疑账号，{} 家可疑商家",
             thousands(f.suspicious_accounts),
             thousands(f.suspicious_merchants)),
         fmt::format(
             "{} suspicious accounts, {} merchants",
             thousands(f.suspicious_accounts),
             thousands(f.suspicious_merchants))});
    return html + "</dl>";
}

Html input_names(const Summary& summary) {
    Html names;
    for (std::size_t i = 0; i < summary.inputs.size() && i < inputs_max; ++i) {
        names += (i == 0 ? "" : "、") + escaped(summary.inputs[i].name, 60);
    }
    if (summary.inputs.size() > inputs_max) {
        names += fmt::format(" … ({})", summary.inputs.size());
    }
    return names.empty() ? "—" : names;
}

void put_row(Html& html, const Said& label, const Html& value) {
    fmt::format_to(
        std::back_inserter(html), R"(<div><dt>{}</dt><dd>{}</dd></div>)", both(label), value);
}

Html judged_what(const Page& page) {
    const Figures& f = page.figures;
    Html html = R"(<dl class="what">)";
    put_row(html, {"判断期间", "Period"}, both(period(f)) + both("（北京时间）", " (UTC+8)"));
    put_row(html, {"输入", "Inputs"}, input_names(page.summary));
    put_row(html, {"事件", "Events"}, both(counted(page.summary.accepted, unit::events)));
    put_row(
        html,
        {"判断了", "Judged"},
        both(
            fmt::format(
                "{} 单订单、{} 条评价、{} 个账号、{} 家商家",
                thousands(f.all.orders),
                thousands(f.all.reviews),
                thousands(f.accounts),
                thousands(f.merchants)),
            fmt::format(
                "{} orders, {} reviews, {} accounts, {} merchants",
                thousands(f.all.orders),
                thousands(f.all.reviews),
                thousands(f.accounts),
                thousands(f.merchants))));
    return html + "</dl>";
}

Html contents() {
    struct Entry {
        std::string_view id;
        std::string_view zh;
        std::string_view en;
    };

    constexpr Entry entries[] = {
        {"timeline", "逐日", "Day by day"},
        {"rings", "团伙", "Rings"},
        {"doubts", "存疑", "Doubts"},
        {"merchants", "商家", "Merchants"},
        {"reasons", "理由", "Reasons"},
        {"method", "方法", "Method"},
    };
    Html html = R"(<nav aria-label="目录 Contents"><ul>)";
    for (const Entry& entry : entries) {
        fmt::format_to(
            std::back_inserter(html),
            R"(<li><a href="#{}">{}</a></li>)",
            entry.id,
            both(entry.zh, entry.en));
    }
    return html + "</ul></nav>";
}

}  // namespace

Html head_section(const Page& page) {
    Html html = R"(<header><div class="top"><p class="brand">)"
                R"(<svg class="seal" viewBox="0 0 48 48" aria-hidden="true">)"
                R"(<rect x="1" y="1" width="46" height="46" rx="5"/>)"
                R"(<text x="24" y="22" text-anchor="middle">守</text>)"
                R"(<text x="24" y="42" text-anchor="middle">信</text></svg>)";
    html += both("守信 · 反刷单炒信", "Shouxin · Guard");
    html += R"(</p><div class="language"><label for="zh">中文</label>)"
            R"(<label for="en" lang="en">English</label></div></div>)";
    html += "<h1>" + both("刷单炒信研判报告", "Fake-trade report") + "</h1>";
    html += lead(page);
    html += figures_grid(page);
    html +=
        R"(<p class="caveat" role="note">)" +
        both(
            "<b>概率是线索，不是结论。</b>算法输出是线索：处罚、追责之前，须经人核实证据并听取"
            "当事人说明。",
            "<b>A probability is a lead, not a verdict.</b> Before anyone is punished, a person "
            "must check the evidence and hear those concerned.") +
        "</p>";
    return html + judged_what(page) + contents() + "</header>\n";
}

}  // namespace shouxin::report
