// What did somebody bring, and what of it can be kept? The body of one request, in any of the
// forms that are taken, becomes the lines that the log keeps and what they say; lines that can't
// be understood are told with the reason.
//
// Reading the kept lines again gives the same records, to the byte: so a log can be replayed.
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "intake/admission.h"
#include "intake/chunk.h"
#include "intake/chunk_parser.h"
#include "intake/stored_line.h"
#include "model/names.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::intake {

enum class BodyForm : std::uint8_t {
    lines,  // NDJSON, one event or CloudEvent a line
    list,   // a JSON array of them
    one,    // a single one, over several lines perhaps
};

class Delivery {
public:
    // NDJSON, every line with its end: what the log keeps.
    [[nodiscard]] std::string_view text() const { return {chunk_.memory.bytes.get(), size_}; }

    // Items brought, blank lines aside.
    [[nodiscard]] std::size_t items() const { return items_; }

    // By `line`, the item's place among them from 1.
    [[nodiscard]] const std::vector<Rejected>& rejected() const { return rejected_; }

    // What text() says, a record a line.
    [[nodiscard]] const Chunk& chunk() const { return chunk_; }

    // Appends an applicant for each record; they view this delivery.
    void apply(std::uint32_t input, std::vector<Applicant>& into) const;

private:
    friend class DeliveryReader;

    Chunk chunk_;
    std::size_t size_ = 0;
    std::size_t items_ = 0;
    std::vector<Rejected> rejected_;
};

// Not thread-safe: each thread has its own.
class DeliveryReader {
public:
    // `names` only hashes here: they may be added to meanwhile.
    DeliveryReader(HashKey key, const model::Names& names)
        : key_(key), parser_(key, names), stored_(key) {}

    static constexpr std::int64_t any_time = std::numeric_limits<std::int64_t>::max();

    // `invalid` for a list that can't be taken apart; what is wrong with single items is told in
    // the delivery, and so is what happened after `latest_ms`: by such a time all that is true now
    // would be late.
    Result<Delivery> read(std::string_view body, BodyForm form, std::int64_t latest_ms = any_time);

    // What a log kept: the text() of a delivery. `corrupt` if it can't have been one.
    Result<Delivery> read_again(std::string_view text);

private:
    void parse(std::string_view lines, Delivery& into);
    void keep_only_sound(Delivery& delivery, std::int64_t latest_ms);

    HashKey key_;
    ChunkParser parser_;
    StoredLine stored_;
};

}  // namespace shouxin::intake
