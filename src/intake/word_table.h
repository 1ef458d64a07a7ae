// Which of these words is it? A perfect hash of a fixed list, built while compiling: one
// multiplication and one comparison a look-up. Thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace shouxin::intake {

template <std::size_t N>
class WordTable {
public:
    consteval explicit WordTable(const std::array<std::string_view, N>& words) : words_(words) {
        while (!fill()) {
            multiplier_ = multiplier_ * 0x5851f42d4c957f2d + 0x14057b7ef767814f;
        }
    }

    // Its place in the list.
    [[nodiscard]] constexpr std::optional<std::size_t> find(std::string_view word) const {
        if (word.empty()) {
            return std::nullopt;
        }
        const std::uint8_t place = places_[slot_of(word)];
        if (place == nothing || words_[place] != word) {
            return std::nullopt;
        }
        return place;
    }

    // The same for words of at most 16 bytes. REQUIRES: 16 readable bytes from `word` on.
    [[nodiscard]] std::optional<std::size_t> find_readable(std::string_view word) const {
        if (word.empty() || word.size() > short_bytes) {
            return std::nullopt;
        }
        const std::uint8_t place = places_[slot_of(word)];
        return place != nothing && is_readable(place, word) ? std::optional<std::size_t>(place)
                                                            : std::nullopt;
    }

    // Whether `word` is that of `place`. REQUIRES: as above, and both of 1 to 16 bytes.
    [[nodiscard]] bool is_readable(std::size_t place, std::string_view word) const {
        if (words_[place].size() != word.size()) {
            return false;
        }
        const std::size_t unused = short_bytes - word.size();
        const Short found = load(word.data());
        const Short& wanted = shorts_[place];
        const bool in_one = word.size() <= sizeof(std::uint64_t);
        const std::uint64_t mask = ~std::uint64_t{0} >> (unused % sizeof(std::uint64_t) * 8);
        return in_one ? ((found[0] ^ wanted[0]) & mask) == 0
                      : found[0] == wanted[0] && ((found[1] ^ wanted[1]) & mask) == 0;
    }

    [[nodiscard]] constexpr std::string_view operator[](std::size_t place) const {
        return words_[place];
    }

private:
    // The first 16 bytes of a word, the first byte lowest.
    using Short = std::array<std::uint64_t, 2>;
    static constexpr std::size_t short_bytes = sizeof(Short);

    static Short load(const char* bytes) {
        Short loaded;
        std::memcpy(loaded.data(), bytes, sizeof loaded);
        return loaded;
    }

    static constexpr std::uint8_t nothing = 0xff;
    static_assert(N < nothing);

    [[nodiscard]] constexpr std::size_t slot_of(std::string_view word) const {
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint64_t>(static_cast<unsigned char>(word[i]));
        };
        const std::size_t size = word.size();
        const std::uint64_t mixed = byte(0) | byte(size / 2) << 8 | byte(size * 3 / 4) << 16 |
                                    byte(size - 1) << 24 | std::uint64_t{size} << 32;
        return static_cast<std::size_t>((mixed * multiplier_) >> 56);
    }

    constexpr bool fill() {
        places_.fill(nothing);
        for (std::size_t i = 0; i < N; ++i) {
            std::uint8_t& place = places_[slot_of(words_[i])];
            if (place != nothing) {
                return false;
            }
            place = static_cast<std::uint8_t>(i);
            shorts_[i] = {};
            for (std::size_t at = 0; at < words_[i].size() && at < short_bytes; ++at) {
                const auto byte = static_cast<unsigned char>(words_[i][at]);
                shorts_[i][at / 8] |= std::uint64_t{byte} << (at % 8 * 8);
            }
        }
        return true;
    }

    std::array<std::string_view, N> words_;
    std::uint64_t multiplier_ = 0x9e3779b97f4a7c15;
    std::array<std::uint8_t, 256> places_{};
    std::array<Short, N> shorts_{};
};

}  // namespace shouxin::intake
