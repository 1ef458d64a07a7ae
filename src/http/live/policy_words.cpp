#include "http/live/policy_words.h"

#include "model/action.h"
#include "model/reason.h"
#include "policy/field.h"
#include "policy/guide.h"
#include "policy/keys.h"
#include "policy/policy.h"
#include "policy/token.h"
#include "policy/vocabulary.h"
#include "policy/window.h"

#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

using proof::Json;

// Things that have a Chinese and an English text.
template <class Text>
Json explained(const Text& text) {
    Json json = Json::object();
    json.put("en", text.en).put("zh", text.zh);
    return json;
}

template <class Words>
Json texts(const Words& words) {
    Json::Array list;
    for (const std::string_view word : words) {
        list.emplace_back(word);
    }
    return list;
}

// The kinds of subject of which `is` is true.
template <class Is>
Json subjects(const Is& is) {
    Json::Array names;
    for (std::size_t i = 0; i < model::subject_kind_count; ++i) {
        const auto kind = static_cast<model::SubjectKind>(i);
        if (is(kind)) {
            names.emplace_back(model::text_of(kind).name);
        }
    }
    return names;
}

// Numbers beyond what JSON keeps exactly are no bounds.
Json bound(std::int64_t value) {
    return value > proof::integer_max || value < -proof::integer_max ? Json() : Json(value);
}

Json fields() {
    Json::Array all;
    for (std::size_t i = 0; i < policy::field_count; ++i) {
        const auto field = static_cast<policy::Field>(i);
        const policy::FieldText& text = policy::text_of(field);
        Json one = explained(text);
        one.put("always_known", subjects([&](model::SubjectKind kind) {
                    return policy::is_always_known(kind, field);
                }))
            .put("max", bound(text.max))
            .put("min", bound(text.min))
            .put("name", text.name)
            .put("subjects", subjects([&](model::SubjectKind kind) {
                     return policy::may_use(kind, field);
                 }))
            .put("type", policy::short_name_of(text.type))
            .put("words", texts(text.words));
        all.push_back(std::move(one));
    }
    return all;
}

Json types() {
    Json::Array all;
    for (std::size_t i = 1; i < policy::type_count; ++i) {
        const auto type = static_cast<policy::Type>(i);
        Json::Array written;
        for (const policy::Unit& unit : policy::units()) {
            if (unit.type == type) {
                written.emplace_back(unit.word);
            }
        }
        Json one = Json::object();
        one.put("en", policy::name_of(type, policy::Language::en))
            .put("example", policy::example_of(type))
            .put("name", policy::short_name_of(type))
            .put("units", std::move(written))
            .put("zh", policy::name_of(type, policy::Language::zh));
        all.push_back(std::move(one));
    }
    return all;
}

Json words(std::span<const policy::WordText> of) {
    Json::Array all;
    for (const policy::WordText& text : of) {
        Json one = explained(text);
        one.put("example", text.example).put("form", text.form).put("word", text.word);
        all.push_back(std::move(one));
    }
    return all;
}

Json window_keys() {
    Json::Array all;
    for (std::size_t i = 0; i < policy::key_count; ++i) {
        const auto key = static_cast<policy::Key>(i);
        Json one = explained(policy::text_of(key));
        one.put("name", policy::text_of(key).name)
            .put("subjects", subjects([&](model::SubjectKind kind) {
                     return policy::has_key(kind, key);
                 }));
        all.push_back(std::move(one));
    }
    return all;
}

Json summands() {
    Json::Array all;
    for (std::size_t i = 0; i < policy::summand_count; ++i) {
        const policy::SummandText& text = policy::text_of(static_cast<policy::Summand>(i));
        Json one = explained(text);
        one.put("name", text.name).put("type", policy::short_name_of(text.type));
        all.push_back(std::move(one));
    }
    return all;
}

Json tables() {
    Json::Array all;
    for (std::size_t i = 0; i < policy::table_count; ++i) {
        const policy::TableText& text = policy::text_of(static_cast<policy::Table>(i));
        Json one = explained(text);
        one.put("header", text.header).put("name", text.name);
        all.push_back(std::move(one));
    }
    return all;
}

Json keys() {
    Json::Array all;
    for (const policy::TableKey& key : policy::table_keys()) {
        Json one = explained(key);
        one.put("example", key.example)
            .put("form", policy::name_of(key.form))
            .put("name", key.name)
            .put("required", Json::boolean(key.required))
            .put("table", policy::text_of(key.table).name)
            .put(
                "words",
                key.form == policy::Form::word ? texts(policy::words_of(key.table, key.name))
                                               : Json(Json::Array()));
        all.push_back(std::move(one));
    }
    return all;
}

Json outcomes() {
    struct OutcomeText {
        std::string_view zh;
        std::string_view en;
    };

    constexpr std::array<OutcomeText, 3> means{{
        {"放行", "nothing is done"},
        {"人工审核", "a person looks at it"},
        {"拦截；对评价是折叠", "blocked; of a review: folded"},
    }};
    Json::Array all;
    for (std::size_t i = 0; i < means.size(); ++i) {
        Json one = explained(means[i]);
        one.put("name", policy::name_of(static_cast<policy::Outcome>(i)));
        all.push_back(std::move(one));
    }
    return all;
}

Json actions() {
    Json::Array all;
    for (std::size_t i = 0; i < model::action_count; ++i) {
        const auto action = static_cast<model::Action>(i);
        const model::ActionText& text = model::text_of(action);
        Json one = explained(text);
        one.put("expiry_s", text.expiry_s)
            .put("name", text.name)
            .put("subjects", subjects([&](model::SubjectKind kind) {
                     return model::applies_to(action, kind);
                 }));
        all.push_back(std::move(one));
    }
    return all;
}

Json reasons() {
    Json::Array all;
    for (const model::ReasonText& text : model::reason_texts()) {
        Json one = explained(text);
        one.put("clears", text.clears).put("code", text.code);
        all.push_back(std::move(one));
    }
    return all;
}

Json examples() {
    Json::Array all;
    for (const policy::WorkedExample& example : policy::worked_examples()) {
        Json one = explained(example.title);
        one.put("text", example.text);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

Json policy_words() {
    Json all = Json::object();
    all.put("actions", actions())
        .put("bytes_max", policy::policy_bytes_max)
        .put("examples", examples())
        .put("fields", fields())
        .put("functions", words(policy::functions()))
        .put("keys", keys())
        .put("keywords", texts(policy::keywords()))
        .put("operators", words(policy::operators()))
        .put("outcomes", outcomes())
        .put("reasons", reasons())
        .put("summands", summands())
        .put("tables", tables())
        .put("types", types())
        .put("window_keys", window_keys());
    return all;
}

}  // namespace shouxin::http
