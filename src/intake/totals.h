// What was read, and what became of it? For every input and in all,
// read = accepted + duplicates + quarantined.
#pragma once

#include "model/event.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace shouxin::intake {

struct Counts {
    std::uint64_t read = 0;  // lines that aren't blank; CSV records but the header
    std::uint64_t accepted = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t late = 0;      // of the accepted
    std::uint64_t contacts = 0;  // phone numbers, WeChat ids, hotlines replaced in free text
};

struct InputTotals {
    std::string name;
    Counts counts;
    std::optional<std::string> broken;  // why the stream couldn't be read to its end

    template <class Archive>
    void archive(Archive& a) {
        a(name, counts, broken);
    }
};

inline constexpr std::size_t unknown_types_max = 1000;

struct Totals {
    Counts counts;
    std::vector<InputTotals> inputs;  // in the order given
    // Accepted events by alternative of model::EventBody; type_name names them.
    std::array<std::uint64_t, std::variant_size_v<model::EventBody>> by_type{};
    // Accepted events of types unknown to this version; past `unknown_types_max`
    // different ones the rest counts under "(others)".
    std::map<std::string, std::uint64_t, std::less<>> by_unknown_type;
    std::optional<std::int64_t> first_at_ms;  // least and greatest event time accepted
    std::optional<std::int64_t> last_at_ms;

    template <class Archive>
    void archive(Archive& a) {
        a(counts, inputs, by_type, by_unknown_type, first_at_ms, last_at_ms);
    }
};

// "order.placed" and so on, by alternative of model::EventBody; the last is "(unknown)".
std::string_view type_name(std::size_t alternative);

}  // namespace shouxin::intake
