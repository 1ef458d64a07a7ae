#include "policy/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace shouxin::policy {
namespace {

__extension__ using Int128 = __int128;

constexpr std::array<std::string_view, 14> reserved{
    "and",
    "or",
    "not",
    "in",
    "has",
    "known",
    "true",
    "false",
    "count",
    "sum",
    "distinct",
    "by",
    "over",
    "to"};

constexpr std::array<Unit, 22> known_units{{
    {"%", Type::ratio, 10'000},       {"％", Type::ratio, 10'000},  {"s", Type::duration, 1},
    {"m", Type::duration, 60},        {"h", Type::duration, 3600},  {"d", Type::duration, 86'400},
    {"秒", Type::duration, 1},        {"分钟", Type::duration, 60}, {"小时", Type::duration, 3600},
    {"天", Type::duration, 86'400},   {"yuan", Type::money, 100},   {"元", Type::money, 100},
    {"万元", Type::money, 1'000'000}, {"fen", Type::money, 1},      {"kg", Type::weight, 1000},
    {"g", Type::weight, 1},           {"公斤", Type::weight, 1000}, {"千克", Type::weight, 1000},
    {"克", Type::weight, 1},          {"单", Type::count, 1},       {"个", Type::count, 1},
    {"次", Type::count, 1},
}};

// What people type in Chinese mode, and what it stands for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> signs_meant{{
    {"≠", "!="},
    {"≤", "<="},
    {"≥", ">="},
    {"（", "("},
    {"）", ")"},
    {"，", ","},
    {"＝", "="},
    {"＜", "<"},
    {"＞", ">"},
    {"＋", "+"},
    {"－", "-"},
    {"×", "*"},
    {"【", "["},
    {"】", "]"},
}};

constexpr std::array<std::string_view, 15> signs{
    "==", "!=", "<>", "<=", ">=", "(", ")", "[", "]", ",", "=", "<", ">", "+", "-"};

bool is_digit(char one) {
    return one >= '0' && one <= '9';
}

bool is_blank(char one) {
    return one == ' ' || one == '\t' || one == '\n' || one == '\r';
}

// Letters of any script: every byte of a character beyond ASCII counts as one.
bool is_letter(char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '_' ||
           static_cast<unsigned char>(one) >= 0x80;
}

class Tokenizer {
public:
    Tokenizer(const PlacedText& text, Problems& problems)
        : text_(text.text), places_(text.places), problems_(problems) {}

    std::vector<Token> run() {
        while (true) {
            skip_blanks();
            if (at_ == text_.size()) {
                tokens_.push_back({.place = place()});
                return std::move(tokens_);
            }
            take();
        }
    }

private:
    [[nodiscard]] Place place() const { return places_[at_]; }

    [[nodiscard]] bool follows(std::string_view what) const {
        return text_.substr(at_).starts_with(what);
    }

    void skip_blanks() {
        while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == '#')) {
            if (text_[at_] == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else {
                ++at_;
            }
        }
    }

    void take() {
        const char first = text_[at_];
        if (is_digit(first) || follows("¥") || follows("￥")) {
            take_number();
        } else if (first == '"' || first == '\'') {
            take_text(first);
        } else if (!take_sign()) {
            is_letter(first) ? take_name() : skip_unknown();
        }
    }

    bool take_sign() {
        for (const auto& [written, meant] : signs_meant) {
            if (follows(written)) {
                add({.mark = Mark::sign, .place = place(), .word = meant}, written.size());
                return true;
            }
        }
        if (follows("*")) {
            add({.mark = Mark::sign, .place = place(), .word = text_.substr(at_, 1)}, 1);
            return true;
        }
        for (const std::string_view sign : signs) {
            if (follows(sign)) {
                const std::string_view meant = sign == "==" ? "=" : sign == "<>" ? "!=" : sign;
                add({.mark = Mark::sign, .place = place(), .word = meant}, sign.size());
                return true;
            }
        }
        return false;
    }

    void add(const Token& token, std::size_t bytes) {
        tokens_.push_back(token);
        at_ += bytes;
    }

    // order.amount: names joined by dots.
    void take_name() {
        const Place begin = place();
        const std::string_view word = word_at(at_);
        add({.mark = Mark::name, .place = begin, .word = word}, word.size());
    }

    [[nodiscard]] std::string_view word_at(std::size_t from) const {
        std::size_t to = from;
        while (to < text_.size() &&
               (is_letter(text_[to]) || is_digit(text_[to]) || (text_[to] == '.' && to > from))) {
            if (begins_sign(to)) {
                break;
            }
            ++to;
        }
        return text_.substr(from, to - from);
    }

    [[nodiscard]] bool begins_sign(std::size_t at) const {
        const std::string_view rest = text_.substr(at);
        return rest.starts_with("¥") || rest.starts_with("￥") ||
               std::any_of(signs_meant.begin(), signs_meant.end(), [&](const auto& pair) {
                   return rest.starts_with(pair.first);
               });
    }

    void take_text(char quote) {
        const Place begin = place();
        const std::size_t end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) {
            problems_.add(
                begin,
                {fmt::format("这段文字没有结尾；请用 {} 收尾", quote),
                 fmt::format("this text has no end; close it with {}", quote)});
            at_ = text_.size();
            return;
        }
        const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
        add({.mark = Mark::text, .place = begin, .word = inside}, inside.size() + 2);
    }

    void skip_unknown() {
        const std::string_view sign = text_.substr(at_, 1);
        problems_.add(
            place(),
            {fmt::format("规则里没有“{}”这个符号；请删去", sign),
             fmt::format("'{}' isn't part of the language; remove it", sign)});
        ++at_;
    }

    void take_number() {
        Token number{.mark = Mark::number, .place = place()};
        const std::size_t begin = at_;
        const bool yuan = follows("¥") || follows("￥");
        at_ += follows("¥") ? std::string_view("¥").size()
               : yuan       ? std::string_view("￥").size()
                            : 0;
        if (yuan) {
            skip_blanks();
        }
        const std::string_view digits = take_digits();
        Unit unit{"", Type::count, 1};
        if (digits.find('.') != std::string_view::npos) {
            unit = {"", Type::ratio, 1'000'000};
        }
        if (yuan) {
            unit = {"¥", Type::money, 100};
        }
        if (const auto given = take_unit(yuan)) {
            unit = *given;
        }
        number.word = text_.substr(begin, at_ - begin);
        number.type = unit.type;
        if (const auto value = valued(digits, unit.size)) {
            number.value = *value;
        } else {
            problems_.add(number.place, number_problem(digits, unit));
            number.type = Type::wrong;
        }
        tokens_.push_back(number);
    }

    std::string_view take_digits() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) {
            ++at_;
        }
        if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
            ++at_;
            while (at_ < text_.size() && is_digit(text_[at_])) {
                ++at_;
            }
        }
        return text_.substr(begin, at_ - begin);
    }

    // The unit behind a number, blanks between them or not. A name there that is none is told.
    std::optional<Unit> take_unit(bool yuan) {
        std::size_t from = at_;
        while (from < text_.size() && is_blank(text_[from])) {
            ++from;
        }
        const std::string_view rest = text_.substr(from);
        const std::string_view word = rest.starts_with('%')    ? rest.substr(0, 1)
                                      : rest.starts_with("％") ? rest.substr(0, 3)
                                                               : word_at(from);
        if (word.empty() || is_keyword(word)) {
            return std::nullopt;
        }
        const Place where = places_[from];
        at_ = from + word.size();
        for (const Unit& unit : known_units) {
            if (unit.word == word && (!yuan || unit.type == Type::money)) {
                return unit;
            }
        }
        problems_.add(
            where,
            {fmt::format(
                 "不认识单位“{}”；时间写 s、m、h、d（秒、分钟、小时、天），金额写 元 或 fen，"
                 "比例写 %，重量写 kg 或 g",
                 word),
             fmt::format(
                 "unknown unit '{}'; write s, m, h or d for time, 元 or fen for money, % for a "
                 "ratio, kg or g for weight",
                 word)});
        return Unit{"", Type::wrong, 1};
    }

    // Exactly, or not at all.
    static std::optional<std::int64_t> valued(std::string_view digits, std::int64_t size) {
        constexpr std::int64_t most = 1'000'000'000'000'000;
        constexpr std::size_t digits_most = 19;
        Int128 value = 0;
        Int128 divisor = 1;
        const std::size_t dot = digits.find('.');
        for (std::size_t i = 0; i < digits.size() && i < digits_most; ++i) {
            value = i == dot ? value : value * 10 + (digits[i] - '0');
            divisor = dot != std::string_view::npos && i > dot ? divisor * 10 : divisor;
        }
        value *= size;
        const bool exact = !digits.empty() && digits.size() <= digits_most &&
                           value % divisor == 0 && value / divisor <= most;
        return exact ? std::optional(static_cast<std::int64_t>(value / divisor)) : std::nullopt;
    }

    static Sentence number_problem(std::string_view digits, const Unit& unit) {
        if (digits.empty()) {
            return {"¥ 后面要有金额；请写 ¥200", "¥ needs an amount behind it; write ¥200"};
        }
        if (unit.size == 1 && digits.find('.') != std::string_view::npos) {
            return {
                fmt::format("{} 不是整数；请取整", digits),
                fmt::format("{} isn't whole; round it", digits)};
        }
        return {
            fmt::format("{} 太大，或比它的单位还细；请取整", digits),
            fmt::format("{} is too large or finer than its unit allows; round it", digits)};
    }

    std::string_view text_;
    const std::vector<Place>& places_;
    Problems& problems_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(const PlacedText& text, Problems& problems) {
    return Tokenizer(text, problems).run();
}

std::span<const std::string_view> keywords() {
    return reserved;
}

bool is_keyword(std::string_view word) {
    return std::find(reserved.begin(), reserved.end(), word) != reserved.end();
}

std::span<const Unit> units() {
    return known_units;
}

}  // namespace shouxin::policy
