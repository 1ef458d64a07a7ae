// Which divisions does China have, and which is part of which? All of one day, in the order of
// their codes, so that a division is followed by all that it consists of. Immutable, thread-safe.
#pragma once

#include "base/result.h"
#include "region/place.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::region {

enum class Level : std::uint8_t { province = 1, prefecture, county, town };

// 省级, 地级, 县级, 街道/镇/乡.
std::string_view name_of(Level level);

// Nine digits, filled up with zeros: 440000000 Guangdong, 442000001 a town right under a
// prefecture.
using Code = std::uint32_t;

// Nine digits for a town, else six.
void put_code(std::string& text, Code code);

// Of two to nine digits; what isn't one is none.
std::optional<Code> code_of(std::string_view digits);

constexpr Level level_of(Code code) {
    return code % 1000 != 0         ? Level::town
           : code % 100'000 != 0    ? Level::county
           : code % 10'000'000 != 0 ? Level::prefecture
                                    : Level::province;
}

struct CodeRange {
    Code first = 0;
    Code last = 0;

    [[nodiscard]] constexpr bool contains(Code code) const { return first <= code && code <= last; }
};

// The codes of a division and of all that is part of it.
constexpr CodeRange parts_of(Code code) {
    constexpr Code sizes[] = {10'000'000, 100'000, 1000, 1};
    return {code, code + sizes[static_cast<std::size_t>(level_of(code)) - 1] - 1};
}

using Row = std::uint32_t;
inline constexpr Row no_row = 0xffffffff;

struct Division {
    Code code = 0;
    Row parent = no_row;
    Level level = Level::province;
    std::string_view name;
};

struct RowPosition {
    Row row = no_row;
    Position position;
};

class Divisions {
public:
    // The text of data/region/divisions.txt (docs/formats/regions.md), which must outlive this.
    // `corrupt` with the line.
    static Result<Divisions> parse(std::string_view text);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

    [[nodiscard]] const Division& operator[](Row row) const { return rows_[row]; }

    [[nodiscard]] std::span<const Division> all() const { return rows_; }

    // The centres that are known, by row.
    [[nodiscard]] std::span<const RowPosition> centres() const { return centres_; }

    [[nodiscard]] std::optional<Row> find(Code code) const;

    // 广东省/中山市/石岐街道
    void put_full_name(std::string& text, Row row) const;

private:
    std::vector<Division> rows_;  // by code
    std::vector<RowPosition> centres_;
};

}  // namespace shouxin::region
