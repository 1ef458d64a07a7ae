// For the tests of this folder: inputs from strings, quarantine into a vector, and one call that
// reads it all.
#pragma once

#include "base/bytes.h"
#include "intake/intake.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace shouxin::intake {

// Gives its bytes in pieces of at most `piece`, and at the end `error`, if one is set.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string bytes, std::size_t piece = std::size_t{1} << 16)
        : bytes_(std::move(bytes)), piece_(piece) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t length = std::min({into.size(), piece_, bytes_.size() - at_});
        if (length == 0 && error) {
            return tl::unexpected(*error);
        }
        std::copy_n(bytes_.data() + at_, length, into.data());
        at_ += length;
        return length;
    }

    std::optional<Error> error;

private:
    std::string bytes_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

struct Quarantined {
    std::string source;
    std::uint64_t line;
    std::string reason;
    std::string excerpt;
};

class CollectingQuarantine final : public QuarantineSink {
public:
    Result<void> add(const QuarantineEntry& entry) override {
        entries.push_back(
            {std::string(entry.source),
             entry.line,
             std::string(entry.reason),
             std::string(entry.excerpt)});
        return {};
    }

    std::vector<Quarantined> entries;
};

// An event, and copies of what it viewed.
struct Taken {
    std::string id;
    model::Event event;
    std::string text;  // of a review, message, page; the note; the keyword
    std::vector<std::uint64_t> images;
};

// Everything that came of some inputs.
struct Reading {
    std::vector<Taken> events;
    std::vector<Quarantined> quarantine;
    Totals totals;
    std::unique_ptr<model::Names> names = std::make_unique<model::Names>(HashKey{1, 2});

    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> ids;
        for (const Taken& taken : events) {
            ids.push_back(taken.id);
        }
        return ids;
    }

    [[nodiscard]] std::vector<std::string> reasons() const {
        std::vector<std::string> reasons;
        for (const Quarantined& entry : quarantine) {
            reasons.push_back(entry.reason);
        }
        return reasons;
    }

    // The body of the only event.
    template <class Body>
    [[nodiscard]] const Body& only() const {
        return std::get<Body>(events.at(0).event.body);
    }
};

struct TakeText {
    Taken& taken;

    template <class Body>
    void operator()(const Body& body) const {
        if constexpr (requires { body.text; }) {
            taken.text = body.text;
        } else if constexpr (requires { body.note; }) {
            taken.text = body.note;
        } else if constexpr (requires { body.keyword; }) {
            taken.text = body.keyword;
        }
        if constexpr (requires { body.images; }) {
            taken.images.assign(body.images.begin(), body.images.end());
        }
    }
};

inline Reading read_sources(
    std::vector<NamedSource> sources, Options options = {.key = HashKey{3, 4}}) {
    Reading reading;
    CollectingQuarantine quarantine;
    Intake intake(options, std::move(sources), *reading.names, quarantine);
    while (true) {
        const auto batch = intake.next();
        if (!batch || batch->empty()) {
            break;
        }
        for (const model::Event& event : *batch) {
            Taken& taken = reading.events.emplace_back();
            taken.id = event.id;
            taken.event = event;
            std::visit(TakeText{taken}, event.body);
        }
    }
    reading.quarantine = std::move(quarantine.entries);
    reading.totals = intake.totals();
    return reading;
}

// Inputs named "0", "1", ...
inline Reading read_texts(
    const std::vector<std::string>& texts, Options options = {.key = HashKey{3, 4}}) {
    std::vector<NamedSource> sources;
    for (const std::string& text : texts) {
        sources.push_back({std::to_string(sources.size()), std::make_unique<MemorySource>(text)});
    }
    return read_sources(std::move(sources), options);
}

inline Reading read_text(const std::string& text, Options options = {.key = HashKey{3, 4}}) {
    return read_texts({text}, options);
}

// An event of the given `at` and id, with the least fields.
inline std::string line_at(std::string_view at, std::string_view id) {
    return R"({"type":"order.cancelled","id":")" + std::string(id) + R"(","at":")" +
           std::string(at) + R"(","order":"o-)" + std::string(id) + "\"}\n";
}

// The same on 2026-11-01 at `second` past midnight.
inline std::string line_at_second(int second, std::string_view id) {
    const auto two = [](int number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return line_at(
        "2026-11-01T" + two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60) +
            "+08:00",
        id);
}

// `fields` with a type, an id and a time.
inline std::string event_of(std::string_view type, std::string_view fields) {
    return R"({"type":")" + std::string(type) + R"(","id":"e1","at":"2026-11-01T00:00:00Z")" +
           (fields.empty() ? "" : ",") + std::string(fields) + "}\n";
}

}  // namespace shouxin::intake
