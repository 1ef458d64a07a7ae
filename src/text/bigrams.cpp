#include "text/bigrams.h"

#include "base/distinct.h"
#include "text/letters.h"

namespace shouxin::text {

namespace {

std::uint16_t pair_hash(std::uint32_t first, std::uint32_t second) {
    const std::uint64_t mixed = (std::uint64_t{first} << 21 | second) * 0x9e3779b97f4a7c15ULL;
    return static_cast<std::uint16_t>(mixed >> 48);
}

}  // namespace

void bigrams(std::string_view utf8, std::vector<std::uint16_t>& into, std::uint32_t& letters) {
    into.clear();
    letters = 0;
    std::uint32_t before = not_a_letter;
    for (std::uint32_t letter = next_letter(utf8); letter != not_a_letter;
         letter = next_letter(utf8)) {
        if (before != not_a_letter) {
            into.push_back(pair_hash(before, letter));
        }
        before = letter;
        ++letters;
    }
    make_distinct(into);
}

}  // namespace shouxin::text
