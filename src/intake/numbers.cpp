#include "intake/numbers.h"

#include <charconv>
#include <limits>

namespace shouxin::intake {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at;
}

// Past `-?(0|[1-9][0-9]*)` at the beginning, or 0.
std::size_t skip_integer(std::string_view text) {
    const std::size_t start = text.starts_with('-') ? 1 : 0;
    const std::size_t end = skip_digits(text, start);
    const bool leading_zero = end - start > 1 && text[start] == '0';
    return end == start || leading_zero ? 0 : end;
}

}  // namespace

bool is_json_number(std::string_view text) {
    std::size_t at = skip_integer(text);
    if (at == 0) {
        return false;
    }
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = skip_digits(text, at + 1);
        if (end == at + 1) {
            return false;
        }
        at = end;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
            ++at;
        }
        const std::size_t end = skip_digits(text, at);
        if (end == at) {
            return false;
        }
        at = end;
    }
    return at == text.size();
}

std::optional<std::int64_t> integer_of(std::string_view text) {
    if (text.empty() || skip_integer(text) != text.size()) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{}) {
        return value;
    }
    using Limits = std::numeric_limits<std::int64_t>;
    return text.front() == '-' ? Limits::min() : Limits::max();
}

std::optional<double> real_of(std::string_view text) {
    if (!is_json_number(text)) {
        return std::nullopt;
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{}) {
        return value;
    }
    // Too large, or too small to tell from 0; from_chars doesn't say which.
    return text.find("e-") == std::string_view::npos && text.find("E-") == std::string_view::npos
               ? std::numeric_limits<double>::infinity()
               : 0.0;
}

}  // namespace shouxin::intake
