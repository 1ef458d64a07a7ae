#include "report/order_sheet.h"

#include "report/line_sink.h"
#include "report/text.h"
#include "signal/links.h"
#include "signal/measures.h"

#include <cstddef>
#include <cstdint>

namespace shouxin::report {

Result<void> write_order_sheet(
    ByteSink& sink, const signal::Market& market, const model::Names& names) {
    const signal::Links links(market);
    const signal::Sheet sheet = signal::measure_orders(market, links);
    LineSink lines(sink);
    lines.text() += "order";
    for (const signal::MeasureInfo& measure : signal::measures()) {
        lines.text() += ',';
        put_cell(lines.text(), measure.name);
    }
    lines.end_line();
    for (const std::uint32_t order : links.placed) {
        put_cell(lines.text(), names.orders[model::OrderIx{order}]);
        for (std::size_t measure = 0; measure < signal::measure_count; ++measure) {
            const std::int16_t value = sheet[static_cast<signal::Measure>(measure)][order];
            lines.text() += ',';
            if (value != signal::missing) {
                put_number(lines.text(), std::int64_t{value});
            }
        }
        lines.end_line();
    }
    return lines.finish();
}

}  // namespace shouxin::report
