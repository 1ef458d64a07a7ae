// What does a JSON text say, and where does it say it? Values that know their place, so that every
// complaint can name it. A thin face on simdjson, whose header stays in json.cpp. Not thread-safe;
// a document may be read by one thread at a time.
#pragma once

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shouxin::dispatch {

// One value. Lives as long as its document and, for where(), as the value that it is part of.
class Json {
public:
    // A JSON pointer (RFC 6901); "the file" for the whole.
    [[nodiscard]] std::string where() const;

    // An Error that says: where() `what`.
    [[nodiscard]] tl::unexpected<Error> wrong(const std::string& what) const;

    [[nodiscard]] bool is_null() const;

    // A whole number in [least, most]; 3.0 is one.
    [[nodiscard]] Result<std::int64_t> whole(std::int64_t least, std::int64_t most) const;

    [[nodiscard]] Result<double> number(double least, double most) const;

    [[nodiscard]] Result<std::string> text() const;

    // Of an array.
    [[nodiscard]] Result<std::size_t> size() const;

    using EachItem = std::function<Result<void>(const Json&)>;
    [[nodiscard]] Result<void> each_item(const EachItem& visit) const;

    // No key twice.
    using EachField = std::function<Result<void>(std::string_view, const Json&)>;
    [[nodiscard]] Result<void> each_field(const EachField& visit) const;

    // An array of exactly into.size() whole numbers in [0, most]; null gives `missing`.
    [[nodiscard]] Result<void> row(
        std::span<std::int32_t> into, std::int32_t most, std::int32_t missing) const;

private:
    friend class JsonDocument;
    using Handle = std::array<std::uint64_t, 2>;

    Json(const Handle& handle, const Json* parent, std::string_view key, std::size_t index)
        : handle_(handle), parent_(parent), key_(key), index_(index) {}

    Handle handle_;
    const Json* parent_;
    std::string_view key_;  // of an object's field; for an array's item it is index_ that counts
    std::size_t index_;
};

class JsonDocument {
public:
    // `invalid` with a line number where the text isn't JSON.
    static Result<JsonDocument> parse(std::string text);

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    [[nodiscard]] Json root() const;

    // A field of the outermost object, if that is one and has it.
    [[nodiscard]] bool has(std::string_view key) const;

private:
    struct Parsed;
    explicit JsonDocument(std::unique_ptr<Parsed> parsed);

    std::unique_ptr<Parsed> parsed_;
};

}  // namespace shouxin::dispatch
