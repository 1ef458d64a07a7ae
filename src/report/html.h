// What would a risk analyst show the boss? report.html: one page that needs nothing else, in
// Chinese with English a click away. It runs no script: the page is full of names that strangers
// chose. Bounded: at most `html_bytes_max`, whatever was judged.
// Pure: same judgement, same bytes. An error is only ever the sink's.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/tables.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::report {

constexpr std::size_t html_bytes_max = 3'000'000;

// What was read, for the page's head and its last section.
struct Summary {
    struct Input {
        std::string name;
        std::uint64_t accepted = 0;
        std::uint64_t duplicates = 0;
        std::uint64_t quarantined = 0;
    };

    struct Share {
        std::string name;
        std::uint64_t count = 0;
    };

    std::uint64_t accepted = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t late = 0;
    std::vector<Input> inputs;              // in the order given
    std::vector<Share> by_type;             // accepted events: order.placed, ...
    std::vector<Share> quarantine_reasons;  // why lines were quarantined; may be left empty
};

Result<void> write_html(ByteSink& sink, const Judged& judged, const Summary& summary);

}  // namespace shouxin::report
