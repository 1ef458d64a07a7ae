// How might a text be read as a division, beginning at one letter? All readings as chains of names,
// each part of the one before, with the evidence for each (ADR 9). Not thread-safe; memory is used
// again.
#pragma once

#include "region/evidence.h"
#include "region/lexicon.h"
#include "region/words.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::region {

struct Reading {
    Meaning meaning;               // the last name of the chain
    std::uint32_t begin = 0;       // of its first glyph
    std::uint32_t end = 0;         // behind its last
    std::uint32_t last_begin = 0;  // of the first glyph of its last name
    std::uint32_t letters = 0;     // that name something, repetitions left out
    std::uint32_t names = 0;
    std::uint32_t full_names = 0;
    Tenths evidence = 0;
    Tenths prior = 0;           // in the evidence: of the first name, if it is short
    bool through_past = false;  // a name of the chain is no longer in use
    bool open = false;          // what follows makes a street or so of the last name
    bool weak = false;          // more guess than reading, however lonely

    [[nodiscard]] Level level() const { return level_of(meaning.code); }

    [[nodiscard]] bool all_full() const { return full_names == names; }
};

class Readings {
public:
    Readings(
        const Divisions& divisions,
        const Changes& changes,
        const Lexicon& lexicon,
        const Words& words)
        : divisions_(divisions), changes_(changes), lexicon_(lexicon), words_(words) {}

    static constexpr std::size_t readings_max = 1024;

    // All readings that begin at glyph `begin`, open ones left out; of more than readings_max the
    // first. Valid until the next call.
    std::span<const Reading> from(std::span<const Glyph> glyphs, std::uint32_t begin);

    // The first glyph from `at` that belongs to no word that may stand between two names.
    [[nodiscard]] std::uint32_t behind_fillers(
        std::span<const Glyph> glyphs, std::uint32_t at) const;

    // What a division of today or its successors consist of, into `ranges`; how many ranges.
    static constexpr std::size_t ranges_max = 8;
    std::size_t ranges_of(const Meaning& meaning, std::span<CodeRange, ranges_max> ranges) const;

private:
    void drop_open();
    void begin_with(const Hit& hit, std::span<const Hit> longer, std::uint32_t begin);
    [[nodiscard]] bool said_longer(
        const Meaning& meaning, const Hit& hit, std::span<const Hit> longer) const;
    void extend(std::size_t index);
    void go_deeper(
        std::size_t index, const Hit& hit, std::span<const Hit> longer, std::uint32_t begin);
    void repeat(std::size_t index, const Hit& hit, std::uint32_t begin);
    [[nodiscard]] bool runs_on(std::uint32_t at) const;
    // Adds the chain that `before` becomes with a name more, in each way that its end can be read.
    void add(Reading before, const Hit& hit, const Meaning& meaning, std::uint32_t begin);
    void add_with_level(Reading reading, const Meaning& meaning);
    void keep(const Reading& reading);
    [[nodiscard]] Tenths prior(const Meaning& meaning, std::size_t namesakes) const;
    [[nodiscard]] std::string_view name_of(const Meaning& meaning) const;
    [[nodiscard]] int levels_between(const Reading& before, const Meaning& meaning) const;
    [[nodiscard]] bool closed(std::uint32_t at) const;
    [[nodiscard]] std::uint32_t level_letters(const Meaning& meaning, std::uint32_t at) const;
    const Lexicon::Hits& hits_at(std::uint32_t at);

    const Divisions& divisions_;
    const Changes& changes_;
    const Lexicon& lexicon_;
    const Words& words_;
    std::span<const Glyph> glyphs_;
    std::vector<Reading> readings_;
    std::vector<std::uint32_t> longest_open_;
    Lexicon::Hits first_;
    Lexicon::Hits next_;
    std::uint32_t next_at_ = 0;
};

}  // namespace shouxin::region
