#include "dispatch/visits/read_parts.h"

#include "base/distinct.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace shouxin::dispatch::visits {

tl::unexpected<Error> not_supported(std::string_view key, const Json& value) {
    return value.wrong(fmt::format("isn't supported: leave '{}' out", key.substr(0, 60)));
}

Result<Window> read_window(const Json& value) {
    TRY(const std::size_t size, value.size());
    if (size != 2) {
        return value.wrong(fmt::format("must be [start, end], not a list of {}", size));
    }
    std::vector<Seconds> ends;
    TRY_DONE(value.each_item([&](const Json& item) -> Result<void> {
        TRY(const Seconds at, item.whole(0, forever));
        ends.push_back(at);
        return {};
    }));
    if (ends[0] > ends[1]) {
        return value.wrong(fmt::format("ends at {}, before it starts at {}", ends[1], ends[0]));
    }
    return Window{ends[0], ends[1]};
}

Result<std::vector<Window>> read_windows(const Json& value) {
    std::vector<Window> windows;
    TRY_DONE(value.each_item([&](const Json& item) -> Result<void> {
        TRY(const Window window, read_window(item));
        windows.push_back(window);
        return {};
    }));
    if (windows.empty()) {
        return value.wrong("is empty: leave it out where any time will do");
    }
    std::ranges::sort(windows, {}, &Window::start);
    std::vector<Window> apart;
    for (const Window& window : windows) {
        if (!apart.empty() && window.start <= apart.back().end) {
            apart.back().end = std::max(apart.back().end, window.end);
        } else {
            apart.push_back(window);
        }
    }
    return apart;
}

Result<Amount> read_amount(const Json& value) {
    Amount amount;
    TRY_DONE(value.each_item([&](const Json& item) -> Result<void> {
        TRY(const std::int64_t one, item.whole(0, quantity_max));
        amount.push_back(one);
        return {};
    }));
    if (amount.size() > dimensions_max) {
        return value.wrong(fmt::format(
            "has {} dimensions; at most {} are supported", amount.size(), dimensions_max));
    }
    return amount;
}

Result<std::vector<std::uint32_t>> read_skills(const Json& value) {
    std::vector<std::uint32_t> skills;
    TRY_DONE(value.each_item([&](const Json& item) -> Result<void> {
        TRY(const std::int64_t skill, item.whole(0, std::numeric_limits<std::uint32_t>::max()));
        skills.push_back(static_cast<std::uint32_t>(skill));
        return {};
    }));
    make_distinct(skills);
    return skills;
}

Result<Position> read_position(const Json& value) {
    TRY(const std::size_t size, value.size());
    if (size != 2) {
        return value.wrong(fmt::format("must be [longitude, latitude], not a list of {}", size));
    }
    std::vector<double> degrees;
    TRY_DONE(value.each_item([&](const Json& item) -> Result<void> {
        const double most = degrees.empty() ? 180 : 90;
        TRY(const double one, item.number(-most, most));
        degrees.push_back(one + 0.0);  // no minus zero
        return {};
    }));
    return Position{degrees[0], degrees[1]};
}

PlaceBook::PlaceBook(std::optional<std::size_t> rows) : rows_(rows) {
    for (std::size_t i = 0; i < rows.value_or(0); ++i) {
        places_.push_back({std::nullopt, static_cast<std::uint32_t>(i)});
    }
}

Result<PlaceIndex> PlaceBook::find(
    const Json& owner,
    std::string_view what,
    const std::optional<Position>& position,
    const std::optional<std::uint32_t>& index) {
    if (rows_) {
        if (!index) {
            return owner.wrong(fmt::format("has no {}_index, but there are matrices", what));
        }
        if (*index >= *rows_) {
            return owner.wrong(fmt::format(
                "has {}_index {}, but the matrices have {} rows, 0 to {}",
                what,
                *index,
                *rows_,
                *rows_ - 1));
        }
        if (position && !places_[*index].position) {
            places_[*index].position = position;
        }
        return *index;
    }
    if (!position) {
        return owner.wrong(fmt::format("has no {}, and there are no matrices", what));
    }
    const auto bits = std::bit_cast<std::uint64_t>(position->longitude) * 31 +
                      std::bit_cast<std::uint64_t>(position->latitude);
    for (const PlaceIndex place : by_position_[bits]) {
        const Position& known = *places_[place].position;
        if (known.longitude == position->longitude && known.latitude == position->latitude) {
            return place;
        }
    }
    if (places_.size() == Grid::places_max) {
        return owner.wrong(fmt::format("is one place too many: {} are supported", places_.size()));
    }
    by_position_[bits].push_back(static_cast<PlaceIndex>(places_.size()));
    places_.push_back({position, index});
    return static_cast<PlaceIndex>(places_.size() - 1);
}

Result<std::uint64_t> Ids::read(const Json& value) {
    TRY(const std::int64_t id, value.whole(0, std::numeric_limits<std::int64_t>::max()));
    const auto [known, fresh] = seen_.try_emplace(static_cast<std::uint64_t>(id), value.where());
    if (!fresh) {
        return value.wrong(fmt::format("is {}, as {} already is", id, known->second));
    }
    return static_cast<std::uint64_t>(id);
}

}  // namespace shouxin::dispatch::visits
