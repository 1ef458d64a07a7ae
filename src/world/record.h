// How is an event remembered that hasn't happened yet? As a few bytes: what kind, then its numbers,
// seven bits a byte, and its texts as they are. A parcel's next station takes about 12 bytes, a
// planned review its text and 35. Written and read in the same order. Plain values.
#pragma once

#include "base/must.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace shouxin::world {

// In the order of model::event_types.
enum class Event : std::uint8_t {
    merchant_opened,
    campaign_declared,
    account_registered,
    item_viewed,
    order_placed,
    order_paid,
    order_cancelled,
    order_refunded,
    parcel_shipped,
    parcel_scanned,
    parcel_delivered,
    service_redeemed,
    review_posted,
    review_removed,
    review_liked,
    transfer_made,
    staff_accessed,
    message_posted
};

// As the vocabulary spells it.
std::string_view event_name(Event event);

class RecordWriter {
public:
    void begin(Event event) { bytes_.assign(1, static_cast<char>(event)); }

    // Negative numbers aren't events' business.
    template <class Integer>
    requires std::is_integral_v<Integer>

    void put(Integer value) {
        auto left = static_cast<std::uint64_t>(value);
        while (left >= 0x80U) {
            bytes_.push_back(static_cast<char>(left | 0x80U));
            left >>= 7U;
        }
        bytes_.push_back(static_cast<char>(left));
    }

    void put(std::string_view text) {
        put(text.size());
        bytes_.append(text);
    }

    std::string_view bytes() const { return bytes_; }

private:
    std::string bytes_;
};

class RecordReader {
public:
    explicit RecordReader(std::string_view bytes) : left_(bytes) {}

    Event event() { return static_cast<Event>(byte()); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7U) {
            const std::uint64_t part = byte();
            value |= (part & 0x7fU) << shift;
            if (part < 0x80U) {
                return value;
            }
        }
    }

    std::string_view text() {
        const auto length = static_cast<std::size_t>(number());
        MUST(length <= left_.size());
        const std::string_view text = left_.substr(0, length);
        left_.remove_prefix(length);
        return text;
    }

    // How much was not read.
    std::size_t left() const { return left_.size(); }

private:
    std::uint8_t byte() {
        MUST(!left_.empty());
        const auto first = static_cast<std::uint8_t>(left_.front());
        left_.remove_prefix(1);
        return first;
    }

    std::string_view left_;
};

}  // namespace shouxin::world
