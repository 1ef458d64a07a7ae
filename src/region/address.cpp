#include "region/address.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shouxin::region {

namespace {

constexpr std::uint32_t second_letters_max = 512;
constexpr std::uint32_t postcode_digits = 6;
constexpr std::string_view rest_lead = " \t\r\n,.;:/-";

// Separators of several bytes that a rest doesn't begin with.
constexpr std::array<std::string_view, 7> wide_lead = {"，", "。", "、", "：", "；", "　", "·"};

bool is_digit(Letter letter) {
    return letter >= '0' && letter <= '9';
}

std::string_view trimmed(std::string_view text) {
    for (bool more = true; more;) {
        more = !text.empty() && rest_lead.find(text.front()) != std::string_view::npos;
        text.remove_prefix(more ? 1 : 0);
        for (const std::string_view lead : wide_lead) {
            if (text.starts_with(lead)) {
                text.remove_prefix(lead.size());
                more = true;
            }
        }
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' ||
                             text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace

std::string_view name_of(How how) {
    constexpr std::array<std::string_view, 5> names = {
        "exact", "alias", "successor", "ambiguous", "none"};
    return names[static_cast<std::size_t>(how)];
}

AddressReader::AddressReader(const Regions& regions)
    : regions_(regions),
      readings_(regions.divisions(), regions.changes(), regions.lexicon(), regions.words()),
      weighing_(regions.divisions(), regions.changes()) {}

const Address& AddressReader::read(std::string_view text) {
    address_.how = How::none;
    address_.row = no_row;
    address_.change = nullptr;
    address_.candidates.clear();
    found_ = false;
    regions_.letters().read(text, glyphs_);
    noise_end_ = behind_noise();
    const auto last =
        static_cast<std::uint32_t>(std::min<std::size_t>(glyphs_.size(), letters_max));
    for (std::uint32_t at = noise_end_; at < last && !found_; ++at) {
        found_ = read_from(at, at == noise_end_);
    }
    if (found_ && (address_.row != no_row || address_.candidates.size() == 1)) {
        look_for_second();
    }
    put_rest(text);
    return address_;
}

std::uint32_t AddressReader::postcode_length(std::uint32_t at) const {
    std::uint32_t digits = 0;
    while (at + digits < glyphs_.size() && is_digit(glyphs_[at + digits].letter)) {
        ++digits;
    }
    return digits == postcode_digits ? digits : 0;
}

std::uint32_t AddressReader::behind_noise() const {
    std::uint32_t at = 0;
    for (std::uint32_t length = 1; length > 0; at += length) {
        length = regions_.words().length(glyphs_, at, WordKind::noise);
        length = length > 0 ? length : postcode_length(at);
    }
    return at;
}

// Whether a reading that doesn't begin the text can't be chance.
bool AddressReader::firm(const Reading& reading) const {
    if (reading.names >= 2 && reading.letters >= evidence::firm_letters) {
        return reading.full_names > 0 || glyphs_[reading.begin].parted ||
               is_digit(glyphs_[reading.begin - 1].letter);
    }
    return reading.full_names > 0 && reading.letters >= evidence::firm_name_letters &&
           reading.level() != Level::town;
}

bool AddressReader::read_from(std::uint32_t begin, bool at_start) {
    const std::span<const Reading> readings = readings_.from(glyphs_, begin);
    Tenths best = 0;
    const Reading* chosen = nullptr;
    for (const Reading& reading : readings) {
        if (chosen == nullptr || reading.evidence > best) {
            best = reading.evidence;
            chosen = &reading;
        }
    }
    if (chosen == nullptr || (!at_start && !firm(*chosen))) {
        return false;
    }
    chosen_ = *chosen;
    decide(readings, best);
    return true;
}

void AddressReader::decide(std::span<const Reading> readings, Tenths best) {
    const std::span<const Weighed> weighed = weighing_.of(readings, best);
    const Reading& top = readings[weighed.front().reading];
    double all = weighing_.weight_of(best - evidence::no_place);
    for (const Weighed& one : weighed) {
        all += one.weight;
    }
    const bool lone = top.names == 1 && top.full_names == 0 && top.end < glyphs_.size();
    const bool weak = top.weak || (lone && !regions_.words().goes_on(glyphs_, top.end));
    if (!weak && weighed.front().weight >= evidence::sure_from * all) {
        be_sure(top, weighed.front().row);
    } else {
        tell_candidates(weighed, all, weak ? evidence::weak_share : 1);
    }
}

void AddressReader::be_sure(const Reading& top, Row row) {
    address_.row = row;
    address_.how = top.through_past ? How::successor : top.all_full() ? How::exact : How::alias;
    if (!top.meaning.past) {
        return;
    }
    address_.change = &regions_.changes().all()[top.meaning.row];
    if (address_.change->successors.size() > 1) {
        for (const Successor& one : address_.change->successors) {
            address_.candidates.push_back({one.row, one.permille});
        }
    }
}

void AddressReader::tell_candidates(
    std::span<const Weighed> weighed, double all, double share_max) {
    for (const Weighed& one : weighed) {
        const double share = std::min(one.weight / all, share_max);
        const auto permille = static_cast<std::uint32_t>(std::lround(1000 * share));
        if (permille > 0 && address_.candidates.size() < candidates_max) {
            address_.candidates.push_back({one.row, permille});
        }
    }
    found_ = !address_.candidates.empty();
    address_.how = found_ ? How::ambiguous : How::none;
}

// Whether neither is part of the other.
bool AddressReader::apart(const Reading& other) const {
    std::array<CodeRange, Readings::ranges_max> ours;
    std::array<CodeRange, Readings::ranges_max> theirs;
    const std::size_t our_count = readings_.ranges_of(chosen_.meaning, ours);
    const std::size_t their_count = readings_.ranges_of(other.meaning, theirs);
    for (std::size_t i = 0; i < our_count; ++i) {
        for (std::size_t j = 0; j < their_count; ++j) {
            if (ours[i].contains(theirs[j].first) || theirs[j].contains(ours[i].first)) {
                return false;
            }
        }
    }
    return true;
}

// The best reading at `at` if it surely is another place, and no shop or street called after one.
const Reading* AddressReader::second_at(std::uint32_t at, bool linked) {
    const Reading* best = nullptr;
    for (const Reading& reading : readings_.from(glyphs_, at)) {
        best = best == nullptr || reading.evidence > best->evidence ? &reading : best;
    }
    if (best == nullptr || !apart(*best)) {
        return nullptr;
    }
    const bool ends = best->end == glyphs_.size() || glyphs_[best->end].parted;
    const bool large = best->level() == Level::province || best->level() == Level::prefecture;
    const bool short_name =
        linked && ends && large && best->names == 1 && chosen_.level() <= Level::prefecture;
    const bool name = !regions_.words().makes_feature(glyphs_, best->end);
    return (firm(*best) && name) || short_name ? best : nullptr;
}

// A second place that the first isn't part of makes both uncertain.
void AddressReader::look_for_second() {
    const auto last = static_cast<std::uint32_t>(
        std::min<std::size_t>(glyphs_.size(), chosen_.end + second_letters_max));
    bool linked = chosen_.level() <= Level::county;
    for (std::uint32_t at = chosen_.end; at < last;) {
        const std::uint32_t word = regions_.words().length(glyphs_, at, WordKind::connective);
        if (word > 0) {
            at += word;
            linked = true;
            continue;
        }
        if (linked || glyphs_[at].parted) {
            if (const Reading* second = second_at(at, linked)) {
                doubt(*second);
                return;
            }
        }
        linked = false;
        ++at;
    }
}

void AddressReader::doubt(const Reading& second) {
    const bool sure = address_.row != no_row;
    const Row first = sure ? address_.row : address_.candidates.front().row;
    Row other = second.meaning.row;
    if (second.meaning.past) {
        other = regions_.changes().all()[other].successors.front().row;
    }
    address_.row = no_row;
    address_.change = nullptr;
    address_.how = How::ambiguous;
    address_.candidates.assign({{first, 500}, {other, 500}});
    found_ = false;
}

void AddressReader::put_rest(std::string_view text) {
    if (!found_) {
        address_.rest = trimmed(text);
        return;
    }
    const std::uint32_t begin = noise_end_ < glyphs_.size() ? glyphs_[noise_end_].begin : 0;
    const std::string_view before =
        trimmed(text.substr(begin, glyphs_[chosen_.begin].begin - begin));
    const std::string_view behind = trimmed(text.substr(glyphs_[chosen_.end - 1].end));
    address_.rest = before;
    address_.rest += before.empty() || behind.empty() ? "" : " ";
    address_.rest += behind;
}

}  // namespace shouxin::region
