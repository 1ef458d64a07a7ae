// Does this address belong to a list of networks, such as those known for hosting? Parses a list
// of CIDR ranges, IPv4 and IPv6, one a line; immutable afterwards. An IPv4 address and its form
// in IPv6 (::ffff:1.2.3.4) are the same.
#pragma once

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::signal {

// Bytes in network order; IPv4 as ::ffff:a.b.c.d.
using IpAddress = std::array<std::uint8_t, 16>;

std::optional<IpAddress> parse_ip(std::string_view text);

class Networks {
public:
    static constexpr std::size_t lines_max = 1'000'000;

    // Lines `address/bits` or `address`; what follows # or ; is a comment. `name` stands in
    // errors, which name the line too: `invalid` for what isn't a network, or for too many.
    static Result<Networks> parse(std::string_view text, std::string_view name);

    // False for what isn't an address.
    [[nodiscard]] bool contains(std::string_view ip) const;
    [[nodiscard]] bool contains(const IpAddress& ip) const;

    // Ranges left after those that overlap or touch were made one.
    [[nodiscard]] std::size_t size() const { return ranges_.size(); }

private:
    struct Range {
        IpAddress first{};
        IpAddress last{};
    };

    static std::optional<Range> parse_range(std::string_view text);
    void merge();

    std::vector<Range> ranges_;  // sorted, apart from each other
};

}  // namespace shouxin::signal
