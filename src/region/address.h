// Which division does an address name, how far down, and what is left of the text? (ADR 9)
#pragma once

#include "region/reading.h"
#include "region/regions.h"

#include <array>
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
    struct Weighed {
        Row row = no_row;
        Code code = 0;
        std::uint32_t reading = 0;
        double weight = 0;
    };

    [[nodiscard]] double weight_of(Tenths less_than_best) const;
    [[nodiscard]] std::uint32_t behind_noise() const;
    [[nodiscard]] std::uint32_t postcode_length(std::uint32_t at) const;
    bool read_from(std::uint32_t begin, bool at_start);
    [[nodiscard]] bool firm(const Reading& reading) const;
    void weigh(std::span<const Reading> readings, Tenths best);
    void join_same();
    void give_parts_to_wholes(std::span<const Reading> readings);
    void decide(std::span<const Reading> readings, Tenths best);
    void look_for_second();
    [[nodiscard]] const Reading* second_at(std::uint32_t at, bool linked);
    [[nodiscard]] bool apart(const Reading& other) const;
    void put_rest(std::string_view text);

    const Regions& regions_;
    Readings readings_;
    std::array<double, 101> weights_{};  // by tenths of a nat less than the best
    std::vector<Glyph> glyphs_;
    std::vector<Weighed> weighed_;
    Reading chosen_;
    bool found_ = false;
    std::uint32_t noise_end_ = 0;
    Address address_;
};

}  // namespace shouxin::region
