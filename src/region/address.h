// Which division does an address name, how far down, and what is left of the text? (ADR 9)
#pragma once

#include "region/reading.h"
#include "region/regions.h"
#include "region/weighing.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::region {

enum class How : std::uint8_t {
    exact,      // by official names alone
    alias,      // with short or other names
    successor,  // with a name no longer in use: the division is the one it became
    ambiguous,  // several, or too little to be sure: see the candidates
    none        // no division of China is named
};

std::string_view name_of(How how);

struct Candidate {
    Row row = no_row;
    std::uint32_t permille = 0;
    friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct Address {
    How how = How::none;
    Row row = no_row;                   // none for ambiguous and none
    const Change* change = nullptr;     // of a successor: what became of the last name
    std::string rest;                   // of the text, as it was written
    std::vector<Candidate> candidates;  // best first; also the parts that a successor has besides
};

// Reads one address after another; memory is used again. Not thread-safe; many may share a Regions,
// which must outlive them.
class AddressReader {
public:
    explicit AddressReader(const Regions& regions);

    static constexpr std::size_t candidates_max = 100;

    // Only the first letters_max letters are searched for the place where an address starts. Valid
    // until the next call.
    static constexpr std::uint32_t letters_max = 4096;
    const Address& read(std::string_view text);

private:
    [[nodiscard]] std::uint32_t behind_noise() const;
    [[nodiscard]] std::uint32_t postcode_length(std::uint32_t at) const;
    bool read_from(std::uint32_t begin, bool at_start);
    [[nodiscard]] bool firm(const Reading& reading) const;
    void decide(std::span<const Reading> readings, Tenths best);
    void be_sure(const Reading& top, Row row);
    void tell_candidates(std::span<const Weighed> weighed, double all, double share_max);
    void look_for_second();
    [[nodiscard]] const Reading* second_at(std::uint32_t at, bool linked);
    [[nodiscard]] bool apart(const Reading& other) const;
    void doubt(const Reading& second);
    void put_rest(std::string_view text);

    const Regions& regions_;
    Readings readings_;
    Weighing weighing_;
    std::vector<Glyph> glyphs_;
    Reading chosen_;
    bool found_ = false;
    std::uint32_t noise_end_ = 0;
    Address address_;
};

}  // namespace shouxin::region
