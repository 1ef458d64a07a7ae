#include "intake/plain_line.h"

#include "intake/line_reader.h"
#include "intake/numbers.h"
#include "intake/utf8.h"

#include <bit>
#include <cstring>

namespace shouxin::intake {
namespace {

// A bit for each of 16 bytes.
struct Classes {
    std::uint32_t quote;
    std::uint32_t odd;  // what may not stand in a string, or only means another: \ and below 32
    std::uint32_t not_ascii;
};

using Block = unsigned char __attribute__((vector_size(16)));
using Signed = char __attribute__((vector_size(16)));

Classes classes_of(const char* bytes) {
    Block block;
    std::memcpy(&block, bytes, sizeof block);
    const auto bits = [](auto lanes) {  // the highest of each byte; SSE2, which every x86-64 has
        return static_cast<std::uint32_t>(
            __builtin_ia32_pmovmskb128(reinterpret_cast<Signed>(lanes)));
    };
    return {bits(block == '"'), bits((block < 0x20) | (block == '\\')), bits(block)};
}

constexpr std::size_t block_bytes = sizeof(Block);
static_assert(line_padding >= block_bytes);

}  // namespace

bool PlainLine::find_quotes(std::string_view line) {
    std::size_t count = 0;
    std::uint32_t odd = 0;
    std::uint32_t not_ascii = 0;
    for (std::size_t at = 0; at < line.size(); at += block_bytes) {
        Classes found = classes_of(line.data() + at);
        if (line.size() - at < block_bytes) {
            const std::uint32_t inside = (1U << (line.size() - at)) - 1;
            found = {found.quote & inside, found.odd & inside, found.not_ascii & inside};
        }
        odd |= found.odd;
        not_ascii |= found.not_ascii;
        for (; found.quote != 0; found.quote &= found.quote - 1) {
            quotes_[count++] = static_cast<std::uint16_t>(
                at + static_cast<std::size_t>(std::countr_zero(found.quote)));
        }
    }
    for (std::size_t behind = 0; behind < 4; ++behind) {
        quotes_[count + behind] = static_cast<std::uint16_t>(line.size());
    }
    next_quote_ = 0;
    return odd == 0 && (not_ascii == 0 || is_utf8(line));
}

bool PlainLine::read(std::string_view line, Fields& fields) {
    if (line.size() > bytes_max || !find_quotes(line)) {
        return false;
    }
    fields.clear();
    line_ = line.data();
    at_ = 0;
    end_ = line.size();
    last_ = Field::type;
    if (!take('{')) {
        return false;
    }
    do {
        if (!read_field(fields)) {
            return false;
        }
    } while (take(','));
    return take('}') && at_ == end_;
}

bool PlainLine::take(char c) {
    skip_spaces();
    if (at_ < end_ && line_[at_] == c) {
        ++at_;
        return true;
    }
    return false;
}

void PlainLine::skip_spaces() {
    while (at_ < end_ && line_[at_] == ' ') {
        ++at_;
    }
}

bool PlainLine::take_string(std::string_view& text) {
    skip_spaces();
    const std::size_t opening = quotes_[next_quote_];
    const std::size_t closing = quotes_[next_quote_ + 1];
    if (opening != at_ || closing >= end_) {
        return false;
    }
    next_quote_ += 2;
    at_ = closing + 1;
    text = {line_ + opening + 1, closing - opening - 1};
    return true;
}

bool PlainLine::read_field(Fields& fields) {
    std::string_view key;
    if (!take_string(key) || !take(':')) {
        return false;
    }
    Field& after = after_[static_cast<std::size_t>(last_)];
    const auto known = field_named_readable(key, after);
    if (known) {
        after = *known;
        last_ = *known;
    }
    Value value;
    if (known == Field::images) {
        if (!read_images(fields, value)) {
            return false;
        }
    } else if (known == Field::data || known == Field::specversion || !read_value(value)) {
        return false;  // an envelope, or a value that isn't plain
    }
    fields.strangers = fields.strangers || !known;
    return !known || fields.set(*known, value);
}

bool PlainLine::read_value(Value& value) {
    skip_spaces();
    if (quotes_[next_quote_] == at_) {
        value.kind = ValueKind::string;
        return take_string(value.text);
    }
    const std::size_t begin = at_;
    while (at_ < end_ && line_[at_] != ',' && line_[at_] != '}' && line_[at_] != ' ') {
        ++at_;
    }
    value.text = {line_ + begin, at_ - begin};
    if (is_json_number(value.text)) {
        value.kind = ValueKind::number;
        return true;
    }
    value.kind = value.text == "null" ? ValueKind::null : ValueKind::other;
    return value.text == "null" || value.text == "true" || value.text == "false";
}

bool PlainLine::read_images(Fields& fields, Value& value) {
    if (!take('[')) {
        return false;
    }
    value.kind = ValueKind::list;
    fields.images.clear();
    if (take(']')) {
        return true;
    }
    do {
        if (!take_string(fields.images.emplace_back())) {
            return false;
        }
    } while (take(','));
    return take(']');
}

}  // namespace shouxin::intake
