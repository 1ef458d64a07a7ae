#include "region/reading.h"

#include <algorithm>
#include <array>

namespace shouxin::region {

namespace {

// A town's name without its level that ends so may be a bridge's or a village's: 桥门口站里村寺园.
constexpr std::array<Letter, 8> spot_letters = {
    0x6865, 0x95e8, 0x53e3, 0x7ad9, 0x91cc, 0x6751, 0x5bfa, 0x56ed};

constexpr Letter city_letter = 0x5e02;                                   // 市
constexpr std::array<Letter, 3> behind_city = {0x4e2d, 0x5357, 0x5317};  // 市中区 市南区 市北区
constexpr Letter market_letter = 0x573a;                                 // 场
constexpr Letter province_letter = 0x7701;                               // 省
constexpr std::array<Letter, 3> prefecture_letters = {city_letter, 0x5dde, 0x76df};  // 市州盟
constexpr std::array<Letter, 4> county_letters = {city_letter, 0x53bf, 0x533a, 0x65d7};  // 市县区旗

bool is_level_letter(Letter letter) {
    return letter == province_letter || letter == prefecture_letters[1] ||
           letter == prefecture_letters[2] ||
           std::find(county_letters.begin(), county_letters.end(), letter) != county_letters.end();
}

// A province's first prefecture is its capital.
bool is_capital(Code code) {
    return code % 10'000'000 == 100'000;
}

int level_number(Code code) {
    return static_cast<int>(level_of(code));
}

bool is_digit(Letter letter) {
    return letter >= '0' && letter <= '9';
}

}  // namespace

std::string_view Readings::name_of(const Meaning& meaning) const {
    return meaning.past ? changes_.all()[meaning.row].name : divisions_[meaning.row].name;
}

Tenths Readings::prior(const Meaning& meaning, std::size_t namesakes) const {
    const std::string_view name = name_of(meaning);
    const bool city = name.ends_with("市");
    switch (level_of(meaning.code)) {
        case Level::province:
            return evidence::province_first;
        case Level::prefecture:
            return is_capital(meaning.code) ? evidence::capital_first
                   : city                   ? evidence::city_first
                                            : evidence::prefecture_first;
        case Level::county:
            return city                   ? evidence::county_city_first
                   : name.ends_with("区") ? evidence::district_first
                                          : evidence::county_first;
        case Level::town:
            break;
    }
    return evidence::town_first + (namesakes >= evidence::common_from ? evidence::common_word : 0);
}

bool Readings::closed(std::uint32_t at) const {
    return at >= glyphs_.size() || glyphs_[at].parted || is_digit(glyphs_[at].letter);
}

std::size_t Readings::ranges_of(
    const Meaning& meaning, std::span<CodeRange, ranges_max> ranges) const {
    std::size_t count = 0;
    ranges[count++] = parts_of(meaning.code);
    if (meaning.past) {
        for (const Successor& successor : changes_.all()[meaning.row].successors) {
            if (count < ranges_max) {
                ranges[count++] = parts_of(divisions_[successor.row].code);
            }
        }
    }
    return count;
}

const Lexicon::Hits& Readings::hits_at(std::uint32_t at) {
    if (next_at_ != at) {
        lexicon_.find(glyphs_, at, next_);
        next_at_ = at;
    }
    return next_;
}

std::span<const Reading> Readings::from(std::span<const Glyph> glyphs, std::uint32_t begin) {
    glyphs_ = glyphs;
    readings_.clear();
    next_at_ = 0;
    next_.count = 0;
    lexicon_.find(glyphs, begin, first_);
    for (std::size_t i = 0; i < first_.count; ++i) {
        begin_with(first_.found[i], first_.longer_than(i), begin);
    }
    for (std::size_t index = 0; index < readings_.size(); ++index) {
        extend(index);
    }
    drop_open();
    return readings_;
}

// An open reading goes, and with it what reads only a part of its last name: 科尔沁左翼后 before
// 老街 is neither the banner nor 科尔沁.
void Readings::drop_open() {
    const auto is_open = [](const Reading& reading) { return reading.open; };
    if (std::none_of(readings_.begin(), readings_.end(), is_open)) {
        return;
    }
    const std::uint32_t first = readings_.front().begin;
    std::uint32_t last = first;
    for (const Reading& reading : readings_) {
        last = std::max(last, reading.last_begin);
    }
    longest_open_.assign(last - first + 1, 0);  // of the names that begin at a glyph or before it
    for (const Reading& reading : readings_) {
        std::uint32_t& longest = longest_open_[reading.last_begin - first];
        longest = reading.open ? std::max(longest, reading.end) : longest;
    }
    for (std::size_t at = 1; at < longest_open_.size(); ++at) {
        longest_open_[at] = std::max(longest_open_[at], longest_open_[at - 1]);
    }
    std::erase_if(readings_, [&](const Reading& reading) {
        const bool cut = reading.meaning.form != FormKind::full &&
                         longest_open_[reading.last_begin - first] > reading.end;
        return reading.open || cut;
    });
}

void Readings::begin_with(const Hit& hit, std::span<const Hit> longer, std::uint32_t begin) {
    Reading nothing;
    nothing.begin = begin;
    for (const Meaning& meaning : hit.meanings) {
        if (meaning.form != FormKind::inside && !said_longer(meaning, hit, longer)) {
            add(nothing, hit, meaning, begin);
        }
    }
}

std::uint32_t Readings::behind_fillers(std::span<const Glyph> glyphs, std::uint32_t at) const {
    for (std::uint32_t length = 1; length > 0; at += length) {
        length = words_.length(glyphs, at, WordKind::between);
    }
    return at;
}

void Readings::extend(std::size_t index) {
    if (readings_[index].weak && readings_[index].level() == Level::town) {
        return;
    }
    const std::uint32_t end = readings_[index].end;
    const std::uint32_t behind = behind_fillers(glyphs_, end);
    for (const std::uint32_t begin : {end, behind}) {
        const Lexicon::Hits& hits = hits_at(begin);
        for (std::size_t i = 0; i < hits.count; ++i) {
            go_deeper(index, hits.found[i], hits.longer_than(i), begin);
            repeat(index, hits.found[i], begin);
        }
        if (behind == end) {
            return;
        }
    }
}

// Whether a longer form at the same place means the same, so that this one needn't be followed, but
// for districts that begin like a city ends: 青岛市南区.
bool Readings::said_longer(
    const Meaning& meaning, const Hit& hit, std::span<const Hit> longer) const {
    if (hit.end + 1 < glyphs_.size() && glyphs_[hit.end].letter == city_letter &&
        std::find(behind_city.begin(), behind_city.end(), glyphs_[hit.end + 1].letter) !=
            behind_city.end()) {
        return false;
    }
    return std::any_of(longer.begin(), longer.end(), [&](const Hit& other) {
        const auto same = within(other.meanings, {meaning.code, meaning.code});
        return std::any_of(same.begin(), same.end(), [&](const Meaning& one) {
            return one.past == meaning.past && one.row == meaning.row;
        });
    });
}

void Readings::go_deeper(
    std::size_t index, const Hit& hit, std::span<const Hit> longer, std::uint32_t begin) {
    const Reading before = readings_[index];
    std::array<CodeRange, ranges_max> ranges;
    const std::size_t count = ranges_of(before.meaning, ranges);
    for (std::size_t i = 0; i < count; ++i) {
        for (const Meaning& meaning : within(hit.meanings, ranges[i])) {
            if (level_of(meaning.code) > before.level() && !said_longer(meaning, hit, longer)) {
                add(before, hit, meaning, begin);
            }
        }
    }
}

// Whether the letters go on, with what begins no name.
bool Readings::runs_on(std::uint32_t at) const {
    if (at >= glyphs_.size() || glyphs_[at].parted) {
        return false;
    }
    Lexicon::Hits names;
    lexicon_.find(glyphs_, at, names);
    return names.count == 0;
}

void Readings::repeat(std::size_t index, const Hit& hit, std::uint32_t begin) {
    const Reading before = readings_[index];
    const Code code = before.meaning.code;
    for (const Code whole :
         {code, code - code % 1000, code - code % 100'000, code - code % 10'000'000}) {
        const auto same = within(hit.meanings, {whole, whole});
        if (parts_of(whole).contains(code) && !same.empty()) {
            const bool full = same.front().form == FormKind::full;
            if (!full && before.full_names > 0 && runs_on(hit.end)) {
                return;  // 武侯区武侯祠大街: the temple, not the district once more
            }
            const Tenths per_letter = full                     ? evidence::repeated_letter
                                      : before.full_names == 0 ? evidence::repeated_brief_letter
                                                               : evidence::brief_behind_full_letter;
            Reading reading = before;
            reading.evidence += per_letter * static_cast<Tenths>(hit.end - begin);
            reading.last_begin = begin;
            reading.end = hit.end;
            reading.open = !full && words_.makes_feature(glyphs_, hit.end);
            keep(reading);
            return;
        }
    }
}

std::uint32_t Readings::level_letters(const Meaning& meaning, std::uint32_t at) const {
    if (at >= glyphs_.size() || glyphs_[at].parted) {
        return 0;
    }
    const Letter letter = glyphs_[at].letter;
    const auto one_of = [&](const auto& letters) -> std::uint32_t {
        return std::find(letters.begin(), letters.end(), letter) != letters.end() ? 1 : 0;
    };
    switch (level_of(meaning.code)) {
        case Level::province:
            return letter == province_letter ? 1 : 0;
        case Level::prefecture:
            return one_of(prefecture_letters);
        case Level::county:
            return one_of(county_letters);
        case Level::town:
            break;
    }
    return words_.length(glyphs_, at, WordKind::town_level);
}

// Of those that exist between the two: none between Zhongshan and its towns.
int Readings::levels_between(const Reading& before, const Meaning& meaning) const {
    const Row parent = meaning.past ? no_row : divisions_[meaning.row].parent;
    const int above =
        parent == no_row ? level_number(meaning.code) - 1 : level_number(divisions_[parent].code);
    return std::max(0, above - level_number(before.meaning.code));
}

void Readings::add(Reading before, const Hit& hit, const Meaning& meaning, std::uint32_t begin) {
    const bool first = before.names == 0;
    const bool full = meaning.form == FormKind::full;
    const bool town = level_of(meaning.code) == Level::town;
    const auto letters = static_cast<Tenths>(hit.end - begin);
    const bool common = hit.meanings.size() >= evidence::common_from;
    const int skipped = first  ? 0
                        : full ? level_number(meaning.code) - level_number(before.meaning.code) - 1
                               : levels_between(before, meaning);
    Reading reading = before;
    reading.meaning = meaning;
    reading.end = hit.end;
    reading.last_begin = begin;
    reading.letters += hit.end - begin;
    reading.names += 1;
    reading.full_names += full ? 1 : 0;
    reading.through_past |= meaning.past;
    reading.evidence += letters * (full ? evidence::full_letter : evidence::brief_letter) +
                        skipped * evidence::level_skipped +
                        (!meaning.past ? 0
                         : full        ? evidence::past
                                       : evidence::past_brief) -
                        (full && before.names == 1 ? before.prior / 2 : 0);
    reading.open = false;
    reading.weak = false;
    if (full) {
        const bool market = hit.end < glyphs_.size() && glyphs_[hit.end].letter == market_letter &&
                            glyphs_[hit.end - 1].letter == city_letter;
        reading.open = market;
        reading.end += town ? words_.length(glyphs_, hit.end, WordKind::office) : 0;
        keep(reading);
        return;
    }
    reading.prior = first ? prior(meaning, hit.meanings.size()) : reading.prior;
    reading.evidence += first                 ? reading.prior
                        : town && skipped > 0 ? evidence::brief_town_skips
                                              : 0;
    add_with_level(reading, meaning);
    const bool spot =
        std::find(spot_letters.begin(), spot_letters.end(), glyphs_[hit.end - 1].letter) !=
        spot_letters.end();
    const bool needs_end = town && (first || common || spot || skipped > 0);
    reading.open = words_.makes_feature(glyphs_, hit.end) || (needs_end && !closed(hit.end)) ||
                   (town && spot && skipped > 0);
    const bool county = level_of(meaning.code) == Level::county;
    reading.weak =
        first && ((town && reading.letters < evidence::lone_town_letters) || (county && common));
    const bool left_over = hit.end < glyphs_.size() && !glyphs_[hit.end].parted &&
                           is_level_letter(glyphs_[hit.end].letter);
    reading.evidence += left_over ? evidence::level_left_over : 0;
    keep(reading);
}

void Readings::add_with_level(Reading reading, const Meaning& meaning) {
    const std::uint32_t more = level_letters(meaning, reading.end);
    const std::uint32_t end = reading.end + more;
    const bool market = more == 1 && end < glyphs_.size() &&
                        glyphs_[end - 1].letter == city_letter &&
                        glyphs_[end].letter == market_letter;
    if (more == 0 || market) {
        return;
    }
    reading.end = end;
    reading.letters += more;
    reading.evidence += evidence::other_level_letter * static_cast<Tenths>(more);
    reading.weak = reading.names == 1;
    keep(reading);
}

void Readings::keep(const Reading& reading) {
    if (readings_.size() < readings_max) {
        readings_.push_back(reading);
    }
}

}  // namespace shouxin::region
