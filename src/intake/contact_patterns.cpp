#include "intake/contact_patterns.h"

#include "intake/personal.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>

namespace shouxin::intake {
namespace {

bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct Digit {
    char ascii = '0';
    std::size_t length = 0;  // bytes; 0: no digit
};

// An ASCII digit, or a full-width one: ０ to ９ are EF BC 90 to EF BC 99.
Digit digit_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return {};
    }
    if (is_ascii_digit(text[at])) {
        return {text[at], 1};
    }
    if (text.substr(at, 2) == "\xEF\xBC" && at + 2 < text.size()) {
        const int value = static_cast<unsigned char>(text[at + 2]) - 0x90;
        if (value >= 0 && value <= 9) {
            return {static_cast<char>('0' + value), 3};
        }
    }
    return {};
}

// Groups of digits joined by single spaces or hyphens: "010-1234 5678".
struct Groups {
    static constexpr std::size_t max = 5;
    static constexpr std::size_t digits_max = 20;

    std::string digits;
    std::array<std::size_t, max> digits_to{};  // digits up to the end of the group
    std::array<std::size_t, max> bytes_to{};   // bytes from the start to the end of the group
    std::size_t count = 0;

    // The digits of the groups `first` to `last`.
    [[nodiscard]] std::string_view from_to(std::size_t first, std::size_t last) const {
        const std::size_t begin = first == 0 ? 0 : digits_to[first - 1];
        return std::string_view(digits).substr(begin, digits_to[last] - begin);
    }

    [[nodiscard]] std::size_t size_of(std::size_t group) const {
        return from_to(group, group).size();
    }
};

Groups groups_at(std::string_view text, std::size_t at) {
    Groups groups;
    std::size_t end = at;
    while (groups.count < Groups::max) {
        for (Digit digit = digit_at(text, end); digit.length > 0; digit = digit_at(text, end)) {
            groups.digits += digit.ascii;
            end += digit.length;
        }
        if (groups.digits.size() > Groups::digits_max) {
            break;
        }
        groups.digits_to[groups.count] = groups.digits.size();
        groups.bytes_to[groups.count] = end - at;
        ++groups.count;
        const bool joined = end < text.size() && (text[end] == ' ' || text[end] == '-');
        if (!joined || digit_at(text, end + 1).length == 0) {
            break;
        }
        ++end;
    }
    return groups;
}

Contact contact_of(std::string_view kind, const Groups& groups, std::size_t last) {
    return {kind, groups.bytes_to[last], std::string(groups.from_to(0, last))};
}

// 11 digits in one group, or three of 3, 4 and 4, from group `first` on: where they end.
std::optional<std::size_t> mobile_end(const Groups& groups, std::size_t first) {
    for (const std::size_t last : {first, first + 2}) {
        const bool split = last > first;
        if (last < groups.count && (!split || groups.size_of(first) == 3) &&
            is_mobile_number(groups.from_to(first, last))) {
            return last;
        }
    }
    return std::nullopt;
}

Contact phone_of(const Groups& groups) {
    const auto prefixed = [](std::string_view digits) {
        return digits == "86" || digits == "0086";
    };
    const std::string_view whole = groups.from_to(0, 0);
    for (const std::size_t prefix : {2U, 4U}) {  // glued: 8613800138000
        if (whole.size() == prefix + 11 && prefixed(whole.substr(0, prefix)) &&
            is_mobile_number(whole.substr(prefix))) {
            return {"phone", groups.bytes_to[0], std::string(whole.substr(prefix))};
        }
    }
    const std::size_t first = prefixed(whole) ? 1 : 0;
    const auto last = mobile_end(groups, first);
    if (!last) {
        return {};
    }
    return {"phone", groups.bytes_to[*last], std::string(groups.from_to(first, *last))};
}

// 400-123-4567 and 800-..., split in any way after the third or fourth digit.
Contact hotline_of(const Groups& groups) {
    if (!groups.digits.starts_with("400") && !groups.digits.starts_with("800")) {
        return {};
    }
    const std::size_t first = groups.size_of(0);
    for (std::size_t last = 0; last < groups.count; ++last) {
        if (groups.digits_to[last] == 10 && (first == 3 || first == 4 || first == 10)) {
            return contact_of("hotline", groups, last);
        }
    }
    return {};
}

// An area code of 3 or 4 digits from 0 on, then 7 or 8 in one group or two; or all in one.
Contact landline_of(const Groups& groups) {
    if (!groups.digits.starts_with('0') || groups.digits.size() < 10 || groups.digits[1] == '0') {
        return {};
    }
    const std::size_t first = groups.size_of(0);
    if (first == 11 || first == 12) {
        return contact_of("hotline", groups, 0);
    }
    for (std::size_t last = 1; last < std::min<std::size_t>(groups.count, 3); ++last) {
        const std::size_t local = groups.digits_to[last] - first;
        if ((first == 3 || first == 4) && (local == 7 || local == 8)) {
            return contact_of("hotline", groups, last);
        }
    }
    return {};
}

// 95588 is a bank's hotline only where the text says that it is one.
Contact short_hotline_of(std::string_view before, const Groups& groups) {
    constexpr std::size_t near = 24;  // bytes: eight Chinese characters
    constexpr std::array<std::string_view, 5> words = {"电话", "热线", "客服", "拨打", "致电"};
    const std::string_view context = before.substr(before.size() - std::min(near, before.size()));
    const bool said = std::ranges::any_of(
        words, [&](std::string_view word) { return context.find(word) != std::string_view::npos; });
    return said && groups.size_of(0) == 5 && groups.digits.starts_with("95")
               ? contact_of("hotline", groups, 0)
               : Contact{};
}

std::string_view without_separators(std::string_view text) {
    constexpr std::array<std::string_view, 11> separators = {
        " ", ":", "：", "=", "号", "是", "为", "~", "-", "(", "（"};
    for (bool stripped = true; stripped;) {
        stripped = false;
        for (const std::string_view separator : separators) {
            if (text.ends_with(separator)) {
                text.remove_suffix(separator.size());
                stripped = true;
            }
        }
    }
    return text;
}

constexpr std::array<std::string_view, 4> latin_triggers = {"wechat", "weixin", "wx", "vx"};

bool ends_with_any_case(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::ranges::equal(text.substr(text.size() - word.size()), word, {}, lower);
}

bool is_latin_trigger(std::string_view word) {
    return std::ranges::any_of(latin_triggers, [&](std::string_view trigger) {
        return word.size() == trigger.size() && ends_with_any_case(word, trigger);
    });
}

// Does the text before an id announce one?
bool announces_wechat(std::string_view before, bool plain_word) {
    constexpr std::array<std::string_view, 7> triggers = {
        "微信", "薇信", "威信", "v信", "加v", "加微", "微信号"};
    const std::string_view context = without_separators(before);
    const auto ends_context = [&](std::string_view trigger) {
        return ends_with_any_case(context, trigger);
    };
    if (std::ranges::any_of(triggers, ends_context)) {
        return true;
    }
    // "wechat please" is English; "wechat: please" or "wx abc_1" is an id.
    const bool only_space =
        before.substr(context.size()).find_first_not_of(' ') == std::string_view::npos;
    return !(plain_word && only_space) &&
           std::ranges::any_of(latin_triggers, [&](std::string_view trigger) {
               const std::size_t start = context.size() - std::min(context.size(), trigger.size());
               return ends_context(trigger) &&
                      (start == 0 || !is_word_character(context[start - 1]));
           });
}

bool is_wechat_id(std::string_view word) {
    return word.size() >= 6 && word.size() <= 20 && is_letter(word[0]) && !is_latin_trigger(word);
}

Contact wechat(std::size_t length, std::string_view id) {
    Contact contact{"wechat", length, std::string(id)};
    std::ranges::transform(contact.canonical, contact.canonical.begin(), lower);
    return contact;
}

}  // namespace

bool is_digit_at(std::string_view text, std::size_t at) {
    return digit_at(text, at).length > 0;
}

bool is_word_character(char c) {
    return is_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
}

Contact number_at(std::string_view text, std::size_t at) {
    constexpr std::size_t id_length = 18;
    const bool ends = at + id_length >= text.size() || !is_word_character(text[at + id_length]);
    if (ends && is_id_number(text.substr(at, id_length))) {
        std::string canonical(text.substr(at, id_length));
        canonical.back() = canonical.back() == 'x' ? 'X' : canonical.back();
        return {"id", id_length, std::move(canonical)};
    }
    const Groups groups = groups_at(text, at);
    if (groups.count == 0) {
        return {};
    }
    Contact contact = phone_of(groups);
    if (!contact) {
        contact = hotline_of(groups);
    }
    if (!contact) {
        contact = landline_of(groups);
    }
    if (!contact) {
        contact = short_hotline_of(text.substr(0, at), groups);
    }
    return contact;
}

Contact wechat_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_word_character(text[end])) {
        ++end;
    }
    const std::string_view word = text.substr(at, end - at);
    const bool plain_word = std::ranges::all_of(word, is_letter);
    if (is_wechat_id(word) && announces_wechat(text.substr(0, at), plain_word)) {
        return wechat(word.size(), word);
    }
    if (!plain_word && word.size() > 2 && is_latin_trigger(word.substr(0, 2))) {
        const std::string_view rest = word.substr(word.substr(2).starts_with("id_") ? 0 : 2);
        return is_wechat_id(rest) ? wechat(word.size(), rest) : Contact{};
    }
    return {};
}

}  // namespace shouxin::intake
