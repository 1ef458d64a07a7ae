// What is wrong with this line? A closed list, put into words for quarantine.
#pragma once

#include "intake/fields.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::intake {

enum class Complaint : std::uint8_t {
    none,
    // of the line
    line_too_long,
    not_utf8,
    not_json,
    not_object,
    too_deep,
    csv_quotes,
    csv_cells,
    data_not_object,
    // of `field`
    twice,
    missing,
    not_string,
    not_integer,
    not_number,
    not_list,
    out_of_range,
    empty,
    too_long,
    bad_time,
    bad_division,
    unknown_word,
    phone_in_clear,
    id_number_in_clear,
    too_far_ahead,  // of the clock where it came in; never when it is read again
};

inline constexpr std::size_t complaint_count =
    static_cast<std::size_t>(Complaint::too_far_ahead) + 1;

struct Problem {
    Complaint complaint = Complaint::none;
    Field field = Field::type;
    std::string_view detail{};  // a constant: what the parser says, or which words are known

    explicit operator bool() const { return complaint != Complaint::none; }
};

std::string sentence_of(Problem problem);

// What sentence_of() was made of; nothing if it wasn't. `detail` views the sentence.
std::optional<Problem> problem_of(std::string_view sentence);

}  // namespace shouxin::intake
