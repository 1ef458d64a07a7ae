// All that is known of China's divisions, in one place: names and codes, what became of those that
// are no more, where they are. Immutable once loaded, thread-safe. Loading takes about 10 ms;
// docs/formats/regions.md.
#pragma once

#include "base/result.h"
#include "region/changes.h"
#include "region/divisions.h"
#include "region/letters.h"
#include "region/lexicon.h"
#include "region/words.h"

#include <string_view>

namespace shouxin::region {

struct RegionTexts {
    std::string_view divisions;
    std::string_view successors;
    std::string_view aliases;
    std::string_view traditional;
};

class Regions {
public:
    // The texts must outlive it. `corrupt`, naming the file and line.
    static Result<Regions> parse(const RegionTexts& texts);

    // Of the data that is part of the program.
    static Regions embedded();

    [[nodiscard]] const Divisions& divisions() const { return divisions_; }

    [[nodiscard]] const Changes& changes() const { return changes_; }

    [[nodiscard]] const Letters& letters() const { return letters_; }

    [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }

    [[nodiscard]] const Words& words() const { return words_; }

private:
    Regions(Letters letters, Divisions divisions, Changes changes, Lexicon lexicon);

    Letters letters_;
    Words words_;
    Divisions divisions_;
    Changes changes_;
    Lexicon lexicon_;
};

}  // namespace shouxin::region
