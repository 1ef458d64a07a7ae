// The strict reader of canonical JSON.
#include "proof/encoding.h"
#include "proof/json.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace shouxin::proof {
namespace {

class Reader {
public:
    explicit Reader(std::string_view text) : all_(text), rest_(text) {}

    Result<Json> whole() {
        TRY(Json value, read(0));
        if (!rest_.empty()) {
            return wrong("something follows its end");
        }
        return value;
    }

private:
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const {
        return fail(
            Failure::invalid,
            fmt::format("not canonical JSON at byte {}: {}", all_.size() - rest_.size(), what));
    }

    bool take(std::string_view what) {
        const bool there = rest_.starts_with(what);
        rest_.remove_prefix(there ? what.size() : 0);
        return there;
    }

    Result<Json> read(std::size_t depth) {
        if (rest_.starts_with('{') || rest_.starts_with('[')) {
            if (depth == json_depth_max) {
                return wrong("it is nested too deep");
            }
            return rest_.front() == '{' ? members(depth) : items(depth);
        }
        if (rest_.starts_with('"')) {
            TRY(std::string text, quoted());
            return Json(std::move(text));
        }
        return word();
    }

    Result<Json> word() {
        if (take("true")) {
            return Json::boolean(true);
        }
        if (take("false")) {
            return Json::boolean(false);
        }
        return take("null") ? Result<Json>() : integer();
    }

    // from_chars takes "-0" and leading zeros, which have another way to be written.
    Result<Json> integer() {
        std::int64_t number = 0;
        const char* const begin = rest_.data();
        const auto [end, error] = std::from_chars(begin, begin + rest_.size(), number);
        const std::string_view digits(begin, static_cast<std::size_t>(end - begin));
        if (error != std::errc{} || fmt::to_string(number) != digits || number < -integer_max ||
            number > integer_max) {
            return wrong("neither a value nor an integer below 2^53");
        }
        rest_.remove_prefix(digits.size());
        if (!rest_.empty() && std::string_view(".eE").find(rest_.front()) != std::string::npos) {
            return wrong("a number must be an integer");
        }
        return Json(number);
    }

    Result<Json> items(std::size_t depth) {
        take("[");
        Json::Array array;
        if (take("]")) {
            return Json(std::move(array));
        }
        do {
            TRY(Json item, read(depth + 1));
            array.push_back(std::move(item));
        } while (take(","));
        if (!take("]")) {
            return wrong("an array goes on with ',' or ends with ']'");
        }
        return Json(std::move(array));
    }

    Result<Json> members(std::size_t depth) {
        take("{");
        Json object = Json::object();
        if (take("}")) {
            return object;
        }
        std::optional<std::string> last;
        do {
            TRY(std::string key, quoted());
            if (!is_json_key(key) || (last && key <= *last)) {
                return wrong("keys are printable ASCII, each once, in order");
            }
            if (!take(":")) {
                return wrong("':' follows a key");
            }
            TRY(Json value, read(depth + 1));
            object.put(key, std::move(value));
            last = std::move(key);
        } while (take(","));
        if (!take("}")) {
            return wrong("an object goes on with ',' or ends with '}'");
        }
        return object;
    }

    Result<std::string> quoted() {
        if (!take("\"")) {
            return wrong("a text begins with '\"'");
        }
        std::string text;
        while (!take("\"")) {
            if (rest_.empty() || static_cast<unsigned char>(rest_.front()) < 0x20) {
                return wrong("a text ends with '\"', and control characters are escaped");
            }
            if (take("\\")) {
                TRY(const char c, escaped());
                text += c;
            } else {
                text += rest_.front();
                rest_.remove_prefix(1);
            }
        }
        if (!is_utf8(text)) {
            return wrong("the text before isn't UTF-8");
        }
        return text;
    }

    // Only what write_text() escapes, only as it does.
    Result<char> escaped() {
        constexpr std::string_view letters = "btnfr\"\\";
        constexpr std::string_view meant = "\b\t\n\f\r\"\\";
        const std::size_t place = rest_.empty() ? letters.npos : letters.find(rest_.front());
        if (place != letters.npos) {
            rest_.remove_prefix(1);
            return meant[place];
        }
        for (char c = 0; c < 0x20; ++c) {
            if (meant.find(c) == meant.npos && take(fmt::format("u{:04x}", int{c}))) {
                return c;
            }
        }
        return wrong("this is escaped in another way than RFC 8785 asks for");
    }

    std::string_view all_;
    std::string_view rest_;
};

}  // namespace

Result<Json> parse_canonical(std::string_view text) {
    return Reader(text).whole();
}

}  // namespace shouxin::proof
