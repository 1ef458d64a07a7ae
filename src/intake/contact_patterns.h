// What does a contact look like in Chinese text? Recognises one at a given place. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shouxin::intake {

struct Contact {
    std::string_view kind;   // "phone", "id", "hotline", "wechat"; empty: none here
    std::size_t length = 0;  // bytes of the text
    std::string canonical;   // however it is written: digits only, or the id in lower case

    explicit operator bool() const { return !kind.empty(); }
};

// A number that starts at `at`, where a digit stands and none before it.
// Groups of digits may be joined by one space or hyphen, digits may be full-width:
//   phone    13800138000, 138 0013 8000, +86 138-0013-8000
//   id       18 characters with a valid check digit
//   hotline  400-123-4567, 800..., 010-12345678; 95xxx after 电话, 热线 or 客服
Contact number_at(std::string_view text, std::size_t at);

// A WeChat id whose word of [-_a-zA-Z0-9] starts at `at`: 6 to 20 characters, a letter first,
// after 微信, V信, 加V, wx, vx, wechat or the like, or glued to wx or vx.
Contact wechat_at(std::string_view text, std::size_t at);

bool is_digit_at(std::string_view text, std::size_t at);
bool is_word_character(char c);

}  // namespace shouxin::intake
