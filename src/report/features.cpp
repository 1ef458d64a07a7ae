#include "report/features.h"

#include "report/line_sink.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace shouxin::report {

namespace {

void put_header(
    LineSink& lines, std::string_view name, std::span<const std::string_view> measures) {
    lines.text() += name;
    lines.text() += ",ppm";
    for (const std::string_view measure : measures) {
        lines.text() += ',';
        lines.text() += measure;
    }
    lines.end_line();
}

void put_row(
    LineSink& lines, std::string_view name, std::uint32_t ppm, std::span<const std::int16_t> row) {
    put_cell(lines.text(), name);
    lines.text() += ',';
    put_number(lines.text(), std::uint64_t{ppm});
    for (const std::int16_t value : row) {
        lines.text() += ',';
        put_number(lines.text(), std::int64_t{value});
    }
    lines.end_line();
}

}  // namespace

Result<void> write_local_features(
    ByteSink& out,
    const signal::Links& links,
    const model::Names& names,
    const Column<model::OrderIx, judge::EarlyAnswers>& early,
    const Column<model::OrderIx, judge::LocalRows>& local) {
    LineSink lines(out);
    put_header(lines, "order", judge::local_measures);
    for (const std::uint32_t order : links.placed) {
        const judge::EarlyAnswers answers = early.get({order});
        const judge::LocalRows rows = local.get({order});
        for (std::size_t age = 0; age < answers.size(); ++age) {
            if (answers[age] != 0) {
                put_row(lines, names.orders[{order}], answers[age], rows[age].cells);
            }
        }
    }
    return lines.finish();
}

Result<void> write_order_features(
    ByteSink& out,
    const signal::Links& links,
    const model::Names& names,
    const judge::Findings& findings) {
    LineSink lines(out);
    std::array<std::string_view, signal::measure_count> measures{};
    std::ranges::transform(signal::measures(), measures.begin(), &signal::MeasureInfo::name);
    put_header(lines, "order", measures);
    std::array<std::int16_t, signal::measure_count> row{};
    for (const std::uint32_t order : links.placed) {
        findings.orders.copy_row(order, row);
        put_row(lines, names.orders[{order}], findings.order_ppm[order], row);
    }
    return lines.finish();
}

Result<void> write_review_features(
    ByteSink& out,
    const signal::Market& market,
    const model::Names& names,
    const judge::Findings& findings) {
    LineSink lines(out);
    put_header(lines, "review", judge::ReviewSheet::names);
    for (std::uint32_t i = 0; i < findings.review_rows.rows.size(); ++i) {
        if (market.reviews.rows().get({i}).posted()) {
            put_row(
                lines, names.reviews[{i}], findings.review_ppm[i], findings.review_rows.rows[i]);
        }
    }
    return lines.finish();
}

Result<void> write_account_features(
    ByteSink& out, const model::Names& names, const judge::Findings& findings) {
    LineSink lines(out);
    put_header(lines, "account", judge::AccountSheet::names);
    for (std::uint32_t i = 0; i < findings.account_rows.rows.size(); ++i) {
        put_row(lines, names.accounts[{i}], findings.account_ppm[i], findings.account_rows.rows[i]);
    }
    return lines.finish();
}

Result<void> write_merchant_features(
    ByteSink& out, const model::Names& names, const judge::Findings& findings) {
    LineSink lines(out);
    put_header(lines, "merchant", judge::MerchantSheet::names);
    for (std::uint32_t i = 0; i < findings.merchant_rows.rows.size(); ++i) {
        put_row(
            lines, names.merchants[{i}], findings.merchant_ppm[i], findings.merchant_rows.rows[i]);
    }
    return lines.finish();
}

}  // namespace shouxin::report
