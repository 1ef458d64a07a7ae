#include "http/json_body.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

using Sax = nlohmann::json;

// Builds a value from what nlohmann's parser reports; false stops it, and `reason` says why.
class Builder final : public nlohmann::json_sax<Sax> {
public:
    bool null() override { return place({}); }

    bool boolean(bool value) override { return place(proof::Json::boolean(value)); }

    bool number_integer(number_integer_t value) override {
        return value >= -proof::integer_max ? place(value) : refuse(too_large);
    }

    bool number_unsigned(number_unsigned_t value) override {
        return value <= std::uint64_t{proof::integer_max} ? place(value) : refuse(too_large);
    }

    bool number_float(number_float_t, const string_t& text) override {
        return refuse(fmt::format("Write {} as an integer.", text.substr(0, 40)));
    }

    bool string(string_t& text) override { return place(std::move(text)); }

    bool binary(binary_t&) override { return refuse("Send JSON."); }

    bool start_object(std::size_t) override { return open(proof::Json::object()); }

    bool start_array(std::size_t) override { return open(proof::Json(proof::Json::Array())); }

    bool key(string_t& name) override {
        if (!proof::is_json_key(name) || open_.back().value.find(name) != nullptr) {
            return refuse("Name each field once, in plain ASCII.");
        }
        open_.back().key = std::move(name);
        return true;
    }

    bool end_object() override {
        proof::Json whole = std::move(open_.back().value);
        open_.pop_back();
        return place(std::move(whole));
    }

    bool end_array() override {
        proof::Json whole(std::move(open_.back().items));
        open_.pop_back();
        return place(std::move(whole));
    }

    bool parse_error(std::size_t byte, const std::string&, const Sax::exception&) override {
        return refuse(fmt::format("Send JSON in UTF-8: it can't be read at byte {}.", byte));
    }

    Result<proof::Json> result(bool parsed) && {
        if (!parsed) {
            return fail(Failure::invalid, std::move(reason_));
        }
        return std::move(whole_);
    }

private:
    static constexpr std::string_view too_large = "Send integers between -2^53 and 2^53.";

    struct Open {
        proof::Json value;
        proof::Json::Array items{};
        std::string key{};
    };

    bool refuse(std::string_view reason) {
        reason_ = reason;
        return false;
    }

    bool open(proof::Json value) {
        open_.push_back({std::move(value)});
        return open_.size() <= proof::json_depth_max ||
               refuse(fmt::format("Nest no deeper than {}.", proof::json_depth_max));
    }

    bool place(proof::Json value) {
        if (open_.empty()) {
            whole_ = std::move(value);
        } else if (open_.back().value.as_object() != nullptr) {
            open_.back().value.put(open_.back().key, std::move(value));
        } else {
            open_.back().items.push_back(std::move(value));
        }
        return true;
    }

    std::vector<Open> open_;
    proof::Json whole_;
    std::string reason_;
};

}  // namespace

Result<proof::Json> read_json(std::string_view text) {
    Builder builder;
    const bool parsed = Sax::sax_parse(text, &builder);
    return std::move(builder).result(parsed);
}

JsonFields::JsonFields(Result<proof::Json> body) : body_(std::move(body)) {
    if (!body_) {
        wrong_ = body_.error().message;
    } else if (body_->as_object() == nullptr) {
        wrong_ = "Send a JSON object.";
    }
}

const proof::Json* JsonFields::take(std::string_view name) {
    taken_.emplace(name);
    const proof::Json* const field = body_ ? body_->find(name) : nullptr;
    return field == nullptr || field->is_null() ? nullptr : field;
}

void JsonFields::wrong(std::string_view name, std::string_view should_be) {
    if (wrong_.empty()) {
        wrong_ = fmt::format("Send {} as {}.", name, should_be);
    }
}

std::optional<std::string> JsonFields::text(std::string_view name) {
    const proof::Json* const field = take(name);
    if (field != nullptr && field->as_text() == nullptr) {
        wrong(name, "a text");
        return std::nullopt;
    }
    return field == nullptr ? std::nullopt : std::optional(*field->as_text());
}

std::optional<bool> JsonFields::boolean(std::string_view name) {
    const proof::Json* const field = take(name);
    if (field != nullptr && field->as_boolean() == nullptr) {
        wrong(name, "true or false");
        return std::nullopt;
    }
    return field == nullptr ? std::nullopt : std::optional(*field->as_boolean());
}

std::optional<std::int64_t> JsonFields::integer(std::string_view name) {
    const proof::Json* const field = take(name);
    if (field != nullptr && field->as_integer() == nullptr) {
        wrong(name, "an integer");
        return std::nullopt;
    }
    return field == nullptr ? std::nullopt : std::optional(*field->as_integer());
}

std::optional<std::vector<std::string>> JsonFields::texts(std::string_view name) {
    const proof::Json* const field = take(name);
    if (field == nullptr) {
        return std::nullopt;
    }
    const auto is_text = [](const proof::Json& item) { return item.as_text() != nullptr; };
    if (field->as_array() == nullptr || !std::ranges::all_of(*field->as_array(), is_text)) {
        wrong(name, "an array of texts");
        return std::nullopt;
    }
    std::vector<std::string> items;
    for (const proof::Json& item : *field->as_array()) {
        items.push_back(*item.as_text());
    }
    return items;
}

std::string JsonFields::needed_text(std::string_view name) {
    auto found = text(name);
    if (!found) {
        wrong(name, "a text");
    }
    return std::move(found).value_or("");
}

Result<void> JsonFields::done() const {
    if (!wrong_.empty()) {
        return fail(Failure::invalid, wrong_);
    }
    for (const auto& [name, value] : *body_->as_object()) {
        if (!taken_.contains(name)) {
            return fail(
                Failure::invalid,
                fmt::format("Leave out the field {}: there is none of that name.", name));
        }
    }
    return {};
}

}  // namespace shouxin::http
