// Which pairs of characters does a text consist of? Two praises with swapped slots share most of
// them, where their SimHash shares nothing. Pure; linear in the text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace shouxin::text {

// The distinct bigrams of the letters of `utf8` as 16-bit hashes, ascending. Punctuation, space
// and symbols are left out (spammers vary them), ASCII letters lowered, full-width forms halved.
// Bytes that aren't UTF-8 are skipped. `letters` receives the number of letters.
void bigrams(std::string_view utf8, std::vector<std::uint16_t>& into, std::uint32_t& letters);

// Shared parts over all parts (Jaccard 1901), in thousandths; 0 for two empty sets.
// REQUIRES: both ascending and distinct.
template <class Range>
std::int32_t jaccard_permille(const Range& a, const Range& b) {
    std::size_t both = 0;
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() && j != b.end()) {  // without branches: which is less, nobody can guess
        const auto x = *i;
        const auto y = *j;
        both += x == y ? 1 : 0;
        i += x <= y ? 1 : 0;
        j += y <= x ? 1 : 0;
    }
    const std::size_t either = a.size() + b.size() - both;
    return either == 0 ? 0 : static_cast<std::int32_t>(both * 1000 / either);
}

}  // namespace shouxin::text
