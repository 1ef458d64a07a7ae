#include "intake/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::intake {
namespace {

std::string_view about_line(Complaint complaint) {
    switch (complaint) {
        case Complaint::line_too_long:
            return "line is longer than 1 MiB";
        case Complaint::not_utf8:
            return "not valid UTF-8";
        case Complaint::not_json:
            return "not valid JSON";
        case Complaint::not_object:
            return "not a JSON object";
        case Complaint::too_deep:
            return "nested deeper than 64 levels";
        case Complaint::csv_quotes:
            return "a CSV quote is not closed, or text follows it";
        case Complaint::csv_cells:
            return "not as many cells as the CSV header has";
        case Complaint::data_not_object:
            return "'data' of the CloudEvents envelope is not an object";
        default:
            return {};
    }
}

std::string_view about_field(Complaint complaint) {
    switch (complaint) {
        case Complaint::twice:
            return "is given twice";
        case Complaint::missing:
            return "is missing";
        case Complaint::not_string:
            return "must be a string";
        case Complaint::not_integer:
            return "must be an integer";
        case Complaint::not_number:
            return "must be a number";
        case Complaint::not_list:
            return "must be a list of strings";
        case Complaint::out_of_range:
            return "is out of range";
        case Complaint::empty:
            return "must not be empty";
        case Complaint::too_long:
            return "is longer than 128 bytes";
        case Complaint::bad_time:
            return "is not an RFC 3339 time with an offset";
        case Complaint::bad_division:
            return "must have 6 to 12 digits";
        case Complaint::unknown_word:
            return "is not one of";
        case Complaint::phone_in_clear:
            return "holds a phone number in the clear; send a token";
        case Complaint::id_number_in_clear:
            return "holds an ID number in the clear; send a token";
        case Complaint::too_far_ahead:
            return "is further ahead of the server's clock than it takes";
        default:
            return {};
    }
}

}  // namespace

std::string sentence_of(Problem problem) {
    std::string sentence{about_line(problem.complaint)};
    if (sentence.empty()) {
        sentence =
            fmt::format("field '{}' {}", name_of(problem.field), about_field(problem.complaint));
    }
    if (!problem.detail.empty()) {
        sentence += problem.complaint == Complaint::unknown_word ? " " : ": ";
        sentence += problem.detail;
    }
    return sentence;
}

std::optional<Problem> problem_of(std::string_view sentence) {
    constexpr std::string_view begins = "field '";
    Problem problem;
    std::string_view rest = sentence;
    if (sentence.starts_with(begins)) {
        const std::size_t end = std::min(sentence.find('\'', begins.size()), sentence.size());
        const auto field = field_named(sentence.substr(begins.size(), end - begins.size()));
        rest = sentence.substr(std::min(end + 2, sentence.size()));
        if (!field) {
            return std::nullopt;
        }
        problem.field = *field;
    }
    // A complaint may begin as another one does.
    std::string_view longest;
    for (std::size_t i = 1; i < complaint_count; ++i) {
        const auto complaint = static_cast<Complaint>(i);
        const std::string_view said =
            rest.size() < sentence.size() ? about_field(complaint) : about_line(complaint);
        if (said.size() > longest.size() && rest.starts_with(said)) {
            longest = said;
            problem.complaint = complaint;
        }
    }
    rest.remove_prefix(longest.size());
    problem.detail = rest.substr(std::min(rest.find_first_not_of(": "), rest.size()));
    return longest.empty() ? std::nullopt : std::optional(problem);
}

}  // namespace shouxin::intake
