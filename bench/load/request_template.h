// Which bytes does the next request have? Those of the last, with other numbers in them: made once,
// patched often. Not thread-safe.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::load {

// Every run of '@' in `event` is a decimal number of so many digits, another one in each event.
class Template {
public:
    // Batches of more than one event are NDJSON.
    Template(
        const std::string& path,
        const std::string& headers,
        const std::string& event,
        std::size_t batch,
        std::uint64_t first_id) {
        std::string body;
        for (std::size_t i = 0; i < batch; ++i) {
            body += event;
            if (batch > 1) {
                body += '\n';
            }
        }
        bytes_ = fmt::format(
            "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n{}\r\n",
            path,
            body.size(),
            headers);
        body_bytes_ = body.size();
        find_numbers(body, bytes_.size(), event.size() + 1);
        bytes_ += body;
        next_ = first_id;
    }

    [[nodiscard]] std::size_t body_bytes() const { return body_bytes_; }

    // With numbers that weren't used before.
    std::string_view next() {
        std::size_t event = 0;
        for (const Number& number : numbers_) {
            event = number.event;
            write(number, next_ + event);
        }
        next_ += event + 1;
        return bytes_;
    }

private:
    struct Number {
        std::size_t at;
        std::size_t digits;
        std::size_t event;
    };

    void find_numbers(std::string_view body, std::size_t offset, std::size_t event_bytes) {
        for (std::size_t at = body.find('@'); at < body.size(); at = body.find('@', at)) {
            const std::size_t end = std::min(body.find_first_not_of('@', at), body.size());
            numbers_.push_back({offset + at, end - at, at / event_bytes});
            at = end;
        }
    }

    void write(const Number& number, std::uint64_t value) {
        for (std::size_t digit = number.digits; digit-- > 0; value /= 10) {
            bytes_[number.at + digit] = static_cast<char>('0' + value % 10);
        }
    }

    std::string bytes_;
    std::size_t body_bytes_ = 0;
    std::vector<Number> numbers_;
    std::uint64_t next_ = 0;
};

}  // namespace shouxin::load
