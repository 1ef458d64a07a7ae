#include "intake/contacts.h"

#include "intake/contact_patterns.h"

#include <fmt/format.h>

#include <iterator>

namespace shouxin::intake {
namespace {

// The shortest contact, a hotline like 95588, has five letters or digits: few reviews do.
bool may_hold_contact(std::string_view text) {
    constexpr std::size_t shortest = 5;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool letter = static_cast<unsigned char>((c | 0x20U) - 'a') < 26;
        const bool digit = static_cast<unsigned char>(c - '0') < 10;
        const bool perhaps_full_width = c == 0xef;
        characters += letter || digit || (perhaps_full_width && is_digit_at(text, i)) ? 1 : 0;
    }
    return characters >= shortest;
}

// The length of a token that a filter left at `at`, or 0.
std::size_t token_at(std::string_view text, std::size_t at) {
    constexpr std::string_view hex = "0123456789abcdef";
    constexpr std::size_t digits = 16;
    const std::string_view rest = text.substr(at);
    for (const std::string_view kind : {"[phone:", "[id:", "[hotline:", "[wechat:"}) {
        const std::size_t end = kind.size() + digits;
        if (rest.starts_with(kind) && rest.size() > end && rest[end] == ']' &&
            rest.substr(kind.size(), digits).find_first_not_of(hex) == std::string_view::npos) {
            return end + 1;
        }
    }
    return 0;
}

// Bytes at the front that belong together when nothing is found there: a run of digits, else
// one byte (of a character perhaps: no contact starts within one).
std::size_t skipped_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (is_digit_at(text, end)) {
        end += static_cast<unsigned char>(text[end]) < 0x80 ? 1 : 3;
    }
    return end > at ? end - at : 1;
}

}  // namespace

std::string_view ContactFilter::replace(std::string_view text, Arena& arena, std::uint32_t& count) {
    if (!may_hold_contact(text)) {
        return text;
    }
    const std::uint32_t found = rewrite(text);
    count += found;
    return found == 0 ? text : arena.keep(rewritten_);
}

std::string ContactFilter::replaced(std::string_view text) {
    rewrite(text);
    return rewritten_;
}

std::uint32_t ContactFilter::rewrite(std::string_view text) {
    std::uint32_t found = 0;
    rewritten_.clear();
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const bool word = is_word_character(text[at]);
        Contact contact;
        if (word && !in_word) {
            contact = wechat_at(text, at);
        }
        if (!contact && is_digit_at(text, at)) {
            contact = number_at(text, at);
        }
        if (const std::size_t token = text[at] == '[' ? token_at(text, at) : 0; token != 0) {
            rewritten_ += text.substr(at, token);
            at += token;
            ++found;
        } else if (contact) {
            append_token(contact.kind, contact.canonical);
            at += contact.length;
            ++found;
        } else {
            const std::size_t skipped = skipped_at(text, at);
            rewritten_ += text.substr(at, skipped);
            at += skipped;
        }
        in_word = word;
    }
    return found;
}

void ContactFilter::append_token(std::string_view kind, std::string_view contact) {
    fmt::format_to(std::back_inserter(rewritten_), "[{}:{:016x}]", kind, siphash(contact, key_));
}

}  // namespace shouxin::intake
