// How are the parts of a problem read that several kinds of things have? Windows, amounts, skills,
// positions. Each Result's error names the place in the file. Pure.
#pragma once

#include "dispatch/json.h"
#include "dispatch/visits/problem.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace shouxin::dispatch::visits {

// Refuses a key by its name.
tl::unexpected<Error> not_supported(std::string_view key, const Json& value);

Result<Window> read_window(const Json& value);

// Sorted, and those that touch or overlap made one.
Result<std::vector<Window>> read_windows(const Json& value);

Result<Amount> read_amount(const Json& value);
Result<std::vector<std::uint32_t>> read_skills(const Json& value);
Result<Position> read_position(const Json& value);

// Which places are there? Rows of the matrices, if there are any; else what is at one position.
class PlaceBook {
public:
    // `rows`: of the matrices; none: places go by position.
    explicit PlaceBook(std::optional<std::size_t> rows);

    // The place that a thing names by `location`, `location_index` or both; either may be null.
    // `owner` is complained about when it names neither as it should.
    Result<PlaceIndex> find(
        const Json& owner,
        std::string_view what,
        const std::optional<Position>& position,
        const std::optional<std::uint32_t>& index);

    [[nodiscard]] std::optional<std::size_t> rows() const { return rows_; }

    std::vector<Place> take() { return std::move(places_); }

private:
    std::optional<std::size_t> rows_;
    std::vector<Place> places_;
    std::unordered_map<std::uint64_t, std::vector<PlaceIndex>> by_position_;
};

// Which ids were there already?
class Ids {
public:
    // Complains if it was there before.
    Result<std::uint64_t> read(const Json& value);

private:
    std::unordered_map<std::uint64_t, std::string> seen_;
};

}  // namespace shouxin::dispatch::visits
