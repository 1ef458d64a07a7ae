#include "signal/networks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace shouxin::signal {
namespace {

constexpr std::size_t v4_at = 12;  // where the four bytes of IPv4 stand
constexpr std::size_t v4_bits = 96;

std::optional<unsigned> parse_number(std::string_view text, int base, unsigned most) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size() || number > most) {
        return std::nullopt;
    }
    return number;
}

std::string_view cut(std::string_view& rest, char mark) {
    const std::size_t at = rest.find(mark);
    const std::string_view part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return part;
}

bool parse_v4(std::string_view text, std::uint8_t* into) {
    if (std::count(text.begin(), text.end(), '.') != 3) {
        return false;
    }
    for (int i = 0; i < 4; ++i) {
        const std::string_view part = cut(text, '.');
        const auto number = parse_number(part, 10, 255);
        if (!number || part.size() > 3) {
            return false;
        }
        into[i] = static_cast<std::uint8_t>(*number);
    }
    return true;
}

// Groups of hexadecimal digits between colons, the last perhaps IPv4, appended to `bytes`.
bool parse_groups(std::string_view text, std::vector<std::uint8_t>& bytes) {
    while (!text.empty()) {
        const bool last = text.find(':') == std::string_view::npos;
        const std::string_view part = cut(text, ':');
        if (last && part.find('.') != std::string_view::npos) {
            bytes.resize(bytes.size() + 4);
            return parse_v4(part, bytes.data() + bytes.size() - 4);
        }
        const auto group = parse_number(part, 16, 0xffff);
        if (!group || part.size() > 4 || (text.empty() && !last)) {
            return false;
        }
        bytes.push_back(static_cast<std::uint8_t>(*group >> 8));
        bytes.push_back(static_cast<std::uint8_t>(*group & 0xff));
    }
    return bytes.size() <= IpAddress{}.size();
}

std::optional<IpAddress> parse_v6(std::string_view text) {
    IpAddress address{};
    std::vector<std::uint8_t> head;
    std::vector<std::uint8_t> tail;
    const std::size_t gap = text.find("::");
    if (!parse_groups(text.substr(0, gap), head)) {
        return std::nullopt;
    }
    if (gap == std::string_view::npos) {
        if (head.size() != address.size()) {
            return std::nullopt;
        }
    } else if (
        !parse_groups(text.substr(gap + 2), tail) || head.size() + tail.size() >= address.size()) {
        return std::nullopt;
    }
    std::copy(head.begin(), head.end(), address.begin());
    std::copy_backward(tail.begin(), tail.end(), address.end());
    return address;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

// The next address; unchanged for the greatest.
IpAddress next(IpAddress address) {
    const IpAddress self = address;
    for (std::size_t i = address.size(); i-- > 0;) {
        if (++address[i] != 0) {
            return address;
        }
    }
    return self;
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
    if (text.find(':') != std::string_view::npos) {
        return parse_v6(text);
    }
    IpAddress address{};
    address[v4_at - 2] = 0xff;
    address[v4_at - 1] = 0xff;
    if (!parse_v4(text, address.data() + v4_at)) {
        return std::nullopt;
    }
    return address;
}

std::optional<Networks::Range> Networks::parse_range(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view ip = text.substr(0, slash);
    const auto address = parse_ip(ip);
    if (!address) {
        return std::nullopt;
    }
    std::size_t bits = address->size() * 8;
    if (slash != std::string_view::npos) {
        const std::size_t before = ip.find(':') == std::string_view::npos ? v4_bits : 0;
        const auto given =
            parse_number(text.substr(slash + 1), 10, static_cast<unsigned>(bits - before));
        if (!given) {
            return std::nullopt;
        }
        bits = before + *given;
    }
    Range range{*address, *address};
    for (std::size_t bit = bits; bit < address->size() * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
        range.first[bit / 8] &= static_cast<std::uint8_t>(~mask);
        range.last[bit / 8] |= mask;
    }
    return range;
}

Result<Networks> Networks::parse(std::string_view text, std::string_view name) {
    Networks networks;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::string_view whole = cut(text, '\n');
        const std::string_view entry = trim(whole.substr(0, whole.find_first_of("#;")));
        if (entry.empty()) {
            continue;
        }
        const auto range = parse_range(entry);
        if (!range) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "{}:{}: not a network; write an address and its bits, as in 45.76.0.0/16",
                    name,
                    line));
        }
        if (networks.ranges_.size() == lines_max) {
            return fail(
                Failure::invalid, fmt::format("{}: more than {} networks", name, lines_max));
        }
        networks.ranges_.push_back(*range);
    }
    networks.merge();
    return networks;
}

void Networks::merge() {
    std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) {
        return a.first < b.first;
    });
    std::vector<Range> merged;
    for (const Range& range : ranges_) {
        if (!merged.empty() && range.first <= next(merged.back().last)) {
            merged.back().last = std::max(merged.back().last, range.last);
        } else {
            merged.push_back(range);
        }
    }
    ranges_ = std::move(merged);
}

bool Networks::contains(std::string_view ip) const {
    const auto address = parse_ip(ip);
    return address && contains(*address);
}

bool Networks::contains(const IpAddress& ip) const {
    const auto after = std::upper_bound(
        ranges_.begin(), ranges_.end(), ip, [](const IpAddress& wanted, const Range& range) {
            return wanted < range.first;
        });
    return after != ranges_.begin() && ip <= std::prev(after)->last;
}

}  // namespace shouxin::signal
