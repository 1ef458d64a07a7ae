// Which words of an address are no names of divisions, but tell what the letters before them are?
// 南京 before 路 is a street, 地址 before a name is nobody's. Immutable, thread-safe.
#pragma once

#include "region/letters.h"
#include "region/trie.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::region {

enum class WordKind : std::uint8_t {
    noise = 1,        // stands before an address: 地址, 我住在, 中国
    between = 2,      // may stand between two divisions: 市辖区, 的
    connective = 4,   // stands between two places: 到, 和
    feature = 8,      // makes a street, a school or a shop of the name before it: 路, 大学
    modifier = 16,    // stands between the name and the feature: 南京 东 路
    town_level = 32,  // what a town is called
    address = 64,     // shows that an address goes on here: 号, 楼
    office = 128      // may follow what a town is called: 办事处
};

class Words {
public:
    explicit Words(const Letters& letters);

    // How many glyphs the longest word of `kind` has that starts at `at`; 0 if there is none.
    [[nodiscard]] std::uint32_t length(
        std::span<const Glyph> glyphs, std::uint32_t at, WordKind kind) const;

    // Whether the letters before `at` are the beginning of the name of a street, a building, a
    // firm.
    [[nodiscard]] bool makes_feature(std::span<const Glyph> glyphs, std::uint32_t at) const;

    // Whether an address seems to go on from `at`: in the next letters there is a number or a
    // street.
    [[nodiscard]] bool goes_on(std::span<const Glyph> glyphs, std::uint32_t at) const;

private:
    Trie trie_;
    std::vector<std::uint8_t> kinds_;  // by node, WordKind or'ed
};

}  // namespace shouxin::region
