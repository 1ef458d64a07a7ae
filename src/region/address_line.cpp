#include "region/address_line.h"

#include "region/code_point.h"

#include <algorithm>
#include <cstdint>

namespace shouxin::region {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

bool ends_lines(std::uint32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029;
}

void put_permille(std::string& line, std::uint32_t permille) {
    line += permille >= 1000 ? "1." : "0.";
    const std::uint32_t left = permille % 1000;
    line += static_cast<char>('0' + left / 100);
    line += static_cast<char>('0' + left / 10 % 10);
    line += static_cast<char>('0' + left % 10);
}

}  // namespace

void put_clean(std::string& line, std::string_view text) {
    while (!text.empty()) {
        const std::string_view before = text;
        const std::uint32_t point = next_code_point(text);
        if (point == 0 && before.front() != '\0') {
            line += replacement;
        } else if (ends_lines(point)) {
            line += ' ';
        } else {
            line += before.substr(0, before.size() - text.size());
        }
    }
}

void put_line(std::string& line, const Regions& regions, const Address& address) {
    const Divisions& divisions = regions.divisions();
    if (address.row != no_row) {
        put_code(line, divisions[address.row].code);
        line += '\t';
        divisions.put_full_name(line, address.row);
        line += '\t';
        line += name_of(divisions[address.row].level);
        line += '\t';
    } else {
        line += "\t\t\t";
    }
    line += name_of(address.how);
    line += '\t';
    put_clean(line, address.rest);
    line += '\t';
    for (const Candidate& candidate : address.candidates) {
        line += &candidate == address.candidates.data() ? "" : ";";
        put_code(line, divisions[candidate.row].code);
        line += ':';
        put_permille(line, candidate.permille);
    }
}

}  // namespace shouxin::region
