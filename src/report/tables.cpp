#include "report/tables.h"

#include "report/line_sink.h"
#include "report/rows.h"
#include "report/text.h"

#include <algorithm>
#include <string>

namespace shouxin::report {
namespace {

template <class Ix>
void put_name(Text& text, const model::NamesOf<Ix>& names, Ix index) {
    if (index.valid()) {
        put_cell(text, names[index]);
    }
}

void put_action(Text& text, const Judged& judged, const judge::Verdict& verdict) {
    text += judge::name_of(judged.judgement.thresholds.action(verdict.ppm));
}

// The last two cells of every row.
void put_ring_and_reasons(Text& text, const Judged& judged, const judge::Verdict& verdict) {
    if (verdict.ring < judged.judgement.rings.size()) {
        put_cell(text, judged.judgement.rings[verdict.ring].id);
    }
    text += ',';
    bool first = true;
    for (const model::Reason reason : verdict.reasons) {
        text += first ? "" : ";";
        text += model::text_of(reason).code;
        first = false;
    }
}

}  // namespace

Result<void> write_orders(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    lines.line("order,buyer,merchant,at,amount,probability,action,ring,reasons");
    const model::Names& names = judged.names;
    for_each_placed(judged.market, [&](model::OrderIx order, const signal::PlacedOrder& row) {
        const judge::Verdict verdict = at(judged.judgement.orders, order);
        Text& text = lines.text();
        put_name(text, names.orders, order);
        text += ',';
        put_name(text, names.accounts, row.buyer);
        text += ',';
        put_name(text, names.merchants, row.merchant);
        text += ',';
        put_time(text, row.placed_s);
        text += ',';
        put_number(text, row.amount);
        text += ',';
        put_ppm(text, verdict.ppm);
        text += ',';
        put_action(text, judged, verdict);
        text += ',';
        put_ring_and_reasons(text, judged, verdict);
        lines.end_line();
    });
    return lines.finish();
}

Result<void> write_early(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    lines.text() += "order";
    for (const std::uint32_t age_h : judge::answer_ages_h) {
        lines.text() += ",at_" + std::to_string(age_h) + 'h';
    }
    lines.end_line();
    for_each_placed(judged.market, [&](model::OrderIx order, const signal::PlacedOrder& /*row*/) {
        const judge::EarlyAnswers answers = judged.judgement.early.get(order);
        if (*std::ranges::max_element(answers) < early_ppm_min) {
            return;
        }
        put_name(lines.text(), judged.names.orders, order);
        for (const std::uint32_t ppm : answers) {
            lines.text() += ',';
            if (ppm != 0) {
                put_ppm(lines.text(), ppm);
            }
        }
        lines.end_line();
    });
    return lines.finish();
}

Result<void> write_groups(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    lines.line("order,groups");
    for_each_placed(judged.market, [&](model::OrderIx order, const signal::PlacedOrder& /*row*/) {
        const signal::Groups groups = at(judged.judgement.groups, order);
        if (groups == 0) {
            return;
        }
        put_name(lines.text(), judged.names.orders, order);
        char before = ',';
        for (std::size_t i = 0; i < signal::group_names.size(); ++i) {
            if ((groups >> i & 1) != 0) {
                lines.text() += before;
                lines.text() += signal::group_names[i];
                before = ';';
            }
        }
        lines.end_line();
    });
    return lines.finish();
}

Result<void> write_reviews(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    lines.line("review,order,account,merchant,at,probability,action,ring,reasons");
    const model::Names& names = judged.names;
    for_each_posted(judged.market, [&](model::ReviewIx review, const signal::Review& row) {
        const judge::Verdict verdict = at(judged.judgement.reviews, review);
        Text& text = lines.text();
        put_name(text, names.reviews, review);
        text += ',';
        put_name(text, names.orders, row.order);
        text += ',';
        put_name(text, names.accounts, row.account);
        text += ',';
        put_name(text, names.merchants, row.merchant);
        text += ',';
        put_time(text, row.posted_s);
        text += ',';
        put_ppm(text, verdict.ppm);
        text += ',';
        put_action(text, judged, verdict);
        text += ',';
        put_ring_and_reasons(text, judged, verdict);
        lines.end_line();
    });
    return lines.finish();
}

Result<void> write_accounts(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    lines.line("account,probability,ring,reasons");
    const auto known =
        std::min<std::size_t>(judged.judgement.accounts.size(), judged.names.accounts.size());
    for (std::uint32_t row = 0; row < known; ++row) {
        const judge::Verdict& verdict = judged.judgement.accounts[row];
        if (verdict.ppm < account_ppm_min) {
            continue;
        }
        Text& text = lines.text();
        put_name(text, judged.names.accounts, model::AccountIx{row});
        text += ',';
        put_ppm(text, verdict.ppm);
        text += ',';
        put_ring_and_reasons(text, judged, verdict);
        lines.end_line();
    }
    return lines.finish();
}

Result<void> write_merchants(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    lines.line("merchant,probability,orders,fake_orders,fake_amount,ring,reasons");
    for (std::uint32_t row = 0; row < judged.names.merchants.size(); ++row) {
        const model::MerchantIx merchant{row};
        const judge::MerchantVerdict judged_so = at(judged.judgement.merchants, merchant);
        Text& text = lines.text();
        put_name(text, judged.names.merchants, merchant);
        text += ',';
        put_ppm(text, judged_so.verdict.ppm);
        text += ',';
        put_number(text, std::uint64_t{judged_so.orders});
        text += ',';
        put_ppm(text, judged_so.fake_orders_ppm);
        text += ',';
        put_number(text, judged_so.fake_amount);
        text += ',';
        put_ring_and_reasons(text, judged, judged_so.verdict);
        lines.end_line();
    }
    return lines.finish();
}

}  // namespace shouxin::report
