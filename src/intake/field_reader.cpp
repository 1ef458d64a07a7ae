#include "intake/field_reader.h"

#include "intake/numbers.h"
#include "intake/personal.h"
#include "intake/rfc3339.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shouxin::intake {
namespace {

// From 1970 to 2100: no trade is older, and a date beyond is a slip that would be rewritten.
constexpr std::int64_t earliest_ms = 0;
constexpr std::int64_t latest_ms = 4'102'444'800'000;

// Numbers of these may look like a phone's: platforms count orders and waybills.
bool may_be_number(NameKind kind) {
    return kind == NameKind::order || kind == NameKind::parcel || kind == NameKind::review ||
           kind == NameKind::item;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

void FieldReader::complain(Field field, Complaint complaint, std::string_view detail) {
    if (!problem_) {
        problem_ = {complaint, field, detail};
    }
}

bool FieldReader::given(Field field, Need need) {
    ask(field);
    const bool is_given = fields_[field].kind != ValueKind::null;
    if (!is_given && need == Need::required) {
        complain(field, Complaint::missing);
    }
    return is_given;
}

bool FieldReader::text_of(Field field, Need need, std::string_view& into) {
    if (!given(field, need)) {
        return false;
    }
    const Value value = fields_[field];
    if (value.kind != ValueKind::string && value.kind != ValueKind::cell) {
        complain(field, Complaint::not_string);
        return false;
    }
    into = value.text;
    return true;
}

void FieldReader::check_personal(Field field, std::string_view text) {
    if (!may_be_personal(text)) {
        return;
    }
    if (is_mobile_number(text)) {
        complain(field, Complaint::phone_in_clear);
    } else if (is_id_number(text)) {
        complain(field, Complaint::id_number_in_clear);
    }
}

std::string_view FieldReader::identifier(Field field, bool personal, Need need) {
    std::string_view text;
    if (!text_of(field, need, text)) {
        return {};
    }
    if (text.empty()) {
        complain(field, Complaint::empty);
    } else if (text.size() > name_bytes_max) {
        complain(field, Complaint::too_long);
    } else if (personal) {
        check_personal(field, text);
    }
    return text;
}

void FieldReader::refer(Field field, NameKind kind, const std::uint32_t* slot, Need need) {
    ask(field);
    const Value value = fields_[field];
    std::string_view text = value.text;
    const bool usual = value.kind == ValueKind::string && !text.empty() &&
                       text.size() <= name_bytes_max && !may_be_personal(text);
    if (!usual) {
        text = identifier(field, !may_be_number(kind), need);
    }
    if (problem_ || text.empty()) {
        return;
    }
    const auto offset =
        reinterpret_cast<const char*>(slot) - reinterpret_cast<const char*>(&record_.event);
    tools_.references.push_back(
        {tools_.hasher.hash(text),
         text.data(),
         static_cast<std::uint8_t>(text.size()),
         kind,
         static_cast<std::uint16_t>(offset)});
}

std::int64_t FieldReader::integer_within(
    Field field, std::int64_t min, std::int64_t max, Need need) {
    if (!given(field, need)) {
        return 0;
    }
    const Value value = fields_[field];
    const bool readable = value.kind == ValueKind::number || value.kind == ValueKind::cell;
    const auto integer = readable ? integer_of(value.text) : std::nullopt;
    if (!integer) {
        complain(field, Complaint::not_integer);
        return 0;
    }
    if (*integer < min || *integer > max) {
        complain(field, Complaint::out_of_range);
        return 0;
    }
    return *integer;
}

void FieldReader::seconds(Field field, std::uint32_t& milliseconds) {
    if (!given(field, Need::required)) {
        return;
    }
    const Value value = fields_[field];
    const bool readable = value.kind == ValueKind::number || value.kind == ValueKind::cell;
    const auto seconds = readable ? real_of(value.text) : std::nullopt;
    if (!seconds) {
        complain(field, Complaint::not_number);
    } else if (*seconds < 0.0 || std::isinf(*seconds)) {
        complain(field, Complaint::out_of_range);
    } else {  // 49 days is the longest that fits
        milliseconds = static_cast<std::uint32_t>(std::min(
            std::floor(*seconds * 1000.0 + 0.5),
            static_cast<double>(std::numeric_limits<std::uint32_t>::max())));
    }
}

void FieldReader::time(Field field, std::int64_t& ms) {
    std::string_view text;
    if (!text_of(field, Need::required, text)) {
        return;
    }
    const auto parsed = rfc3339_ms(text);
    if (!parsed) {
        complain(field, Complaint::bad_time);
    } else if (*parsed < earliest_ms || *parsed >= latest_ms) {
        complain(field, Complaint::out_of_range);
    } else {
        ms = *parsed;
    }
}

void FieldReader::division(Field field, model::Division& into, Need need) {
    std::string_view text;
    if (!text_of(field, need, text)) {
        return;
    }
    if (text.size() < 6 || text.size() > 12 || !std::ranges::all_of(text, is_digit)) {
        complain(field, Complaint::bad_division);
        return;
    }
    for (std::size_t i = 0; i < 12; ++i) {
        const int digit = i < text.size() ? text[i] - '0' : 0;
        into.code = into.code * 10 + static_cast<std::uint64_t>(digit);
    }
}

void FieldReader::free_text(Field field, std::string_view& into, Need need) {
    if (text_of(field, need, into)) {
        into = tools_.contacts.replace(into, tools_.arena, record_.contacts);
    }
}

void FieldReader::plain_text(Field field, std::string_view& into, Need need) {
    if (text_of(field, need, into)) {
        check_personal(field, into);
    }
}

void FieldReader::images(std::span<const std::uint64_t>& into) {
    if (!given(Field::images, Need::optional)) {
        return;
    }
    if (fields_[Field::images].kind != ValueKind::list) {
        complain(Field::images, Complaint::not_list);
        return;
    }
    const auto hashes = tools_.arena.take_words(fields_.images.size());
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        hashes[i] = hash64(fields_.images[i], tools_.key);
        if (fields_.images[i].empty()) {
            complain(Field::images, Complaint::empty);
        } else if (fields_.images[i].size() > name_bytes_max) {
            complain(Field::images, Complaint::too_long);
        }
    }
    into = hashes;
}

std::size_t FieldReader::word_of(
    Field field, std::span<const std::string_view> words, std::string_view all) {
    std::string_view text;
    if (!text_of(field, Need::required, text)) {
        return 0;
    }
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) {
        complain(field, Complaint::unknown_word, all);
        return 0;
    }
    return static_cast<std::size_t>(found - words.begin());
}

}  // namespace shouxin::intake
