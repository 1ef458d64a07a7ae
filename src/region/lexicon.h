// What may these letters mean? Every form of every division, of today and of the past, in one trie.
// Immutable, thread-safe.
#pragma once

#include "base/result.h"
#include "region/changes.h"
#include "region/divisions.h"
#include "region/forms.h"
#include "region/trie.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::region {

// One thing that a form may mean.
struct Meaning {
    Code code = 0;
    Row row = no_row;   // of Divisions, or of Changes::all() if `past`
    bool past = false;  // that division is no more
    FormKind form = FormKind::full;
};

// A form found in a text, with its meanings in the order of their codes.
struct Hit {
    std::uint32_t end = 0;  // behind its last glyph
    std::span<const Meaning> meanings;
};

class Lexicon {
public:
    // `aliases` is the text of data/region/aliases.txt; `corrupt` with the line.
    static Result<Lexicon> build(
        const Letters& letters,
        const Divisions& divisions,
        const Changes& changes,
        std::string_view aliases);

    static constexpr std::size_t hits_max = 16;

    // The forms that start at glyph `begin`, shortest first; the longest hits_max if there are
    // more.
    struct Hits {
        std::array<Hit, hits_max> found;
        std::size_t count = 0;

        [[nodiscard]] std::span<const Hit> longer_than(std::size_t index) const {
            return std::span(found).first(count).subspan(index + 1);
        }
    };

    void find(std::span<const Glyph> glyphs, std::uint32_t begin, Hits& hits) const;

private:
    friend class LexiconBuilder;

    explicit Lexicon(Trie trie) : trie_(std::move(trie)) {}

    Trie trie_;
    std::vector<std::uint32_t> begins_;  // by node, of its meanings
    std::vector<Meaning> meanings_;
};

// Those of `meanings` whose code lies in `range`.
std::span<const Meaning> within(std::span<const Meaning> meanings, CodeRange range);

}  // namespace shouxin::region
