// In how many ways is the name of a division written? As it is; without its level (石岐 for
// 石岐街道); with the peoples in it left out, one by one or all, and 自治 with or without them
// (彭水县, 彭水自治县, 彭水苗族自治县); a development zone by its kind (高新区). Pure; works on
// folded letters.
#pragma once

#include "region/divisions.h"
#include "region/letters.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::region {

enum class FormKind : std::uint8_t {
    full,    // the official name
    brief,   // another that people use
    inside,  // one that means something only behind what it is part of: 高新区
};

struct Form {
    std::vector<Letter> letters;
    FormKind kind = FormKind::full;
};

// Makes the forms of one name after another; not thread-safe.
class Forms {
public:
    explicit Forms(const Letters& letters);

    // The name, which comes first and `full`, without its level: how many letters remain, 0 if that
    // is no form of its own. What ends on a word for a street (学院路 of 学院路街道) isn't one.
    [[nodiscard]] std::size_t brief_length(std::span<const Letter> name, Level level) const;

    // Whether it is no name, but what a town is called.
    [[nodiscard]] bool is_level(std::span<const Letter> name) const;

    // Whether it may have other forms than those two.
    [[nodiscard]] bool may_have_others(std::span<const Letter> name, Level level) const;

    // All other forms but those two. `above`: the letters of what it is part of, the nearest first.
    std::span<const Form> others(
        std::span<const Letter> name, Level level, std::span<const std::span<const Letter>> above);

private:
    using Word = std::vector<Letter>;

    [[nodiscard]] std::vector<Word> words(std::string_view text) const;
    [[nodiscard]] bool ends_with_street(std::span<const Letter> name) const;
    void add(Word letters, FormKind kind);
    void add_peoples(std::span<const Letter> name, Level level);
    void add_zone(std::span<const Letter> name, std::span<const std::span<const Letter>> above);

    const Letters& letters_;
    std::vector<Word> suffixes_[5];  // by level, the longest first
    std::vector<Word> streets_;
    std::vector<Word> peoples_;
    std::vector<std::pair<Word, std::vector<Word>>>
        zones_;  // what a kind of zone is called for short
    Word autonomous_;
    Letter people_;
    std::vector<Form> made_;
};

}  // namespace shouxin::region
