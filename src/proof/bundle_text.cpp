// How a bundle is written and read.
#include "proof/bundle.h"
#include "proof/encoding.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::proof {
namespace {

constexpr std::string_view format_name = "shouxin/proof-bundle/v1";

tl::unexpected<Error> wrong(std::string_view what) {
    return fail(Failure::invalid, fmt::format("this is no proof bundle: {}", what));
}

Result<std::string> text_of(const Json& object, std::string_view key) {
    const Json* const value = object.find(key);
    if (value == nullptr || value->as_text() == nullptr) {
        return wrong(fmt::format("it has no text '{}'", key));
    }
    return *value->as_text();
}

Result<const Json::Array*> items_of(const Json& object, std::string_view key) {
    const Json* const value = object.find(key);
    if (value == nullptr || value->as_array() == nullptr) {
        return wrong(fmt::format("it has no list '{}'", key));
    }
    return value->as_array();
}

// No member may be there that nobody looks at: what isn't checked must not seem to be.
Result<void> check_members(const Json& object, std::size_t count) {
    if (object.as_object() == nullptr || object.as_object()->size() != count) {
        return wrong("it has members that don't belong there");
    }
    return {};
}

Result<VerifierKey> witness_of(const Json& item) {
    if (item.as_text() == nullptr) {
        return wrong("a witness isn't given as a key");
    }
    TRY(VerifierKey key, parse_verifier_key(*item.as_text()));
    if (key.type != SignatureType::cosignature_v1) {
        return wrong(fmt::format("the key of the witness {} isn't one for cosignatures", key.name));
    }
    return key;
}

Result<Opening> opening_of(const Json& item) {
    TRY_DONE(check_members(item, 3));
    Opening opening;
    TRY(opening.field, text_of(item, "field"));
    TRY(opening.value, text_of(item, "value"));
    TRY(const std::string salt, text_of(item, "salt"));
    TRY(opening.salt, hash_of_hex(salt));
    if (opening.field.find('\n') != std::string::npos) {
        return wrong("the name of a field has no line breaks");
    }
    return opening;
}

Json opening_json(const Opening& opening) {
    Json json = Json::object();
    json.put("field", opening.field).put("salt", hex(opening.salt)).put("value", opening.value);
    return json;
}

Result<Json> whole_json(std::string_view text) {
    if (text.size() > bundle_bytes_max) {
        return wrong("it is longer than 1 MiB");
    }
    if (!text.ends_with('\n')) {
        return wrong("it ends within a line; fetch it again");
    }
    auto json = parse_canonical(text.substr(0, text.size() - 1));
    return json ? std::move(json) : wrong("it is " + json.error().message);
}

}  // namespace

std::string bundle_text(const Bundle& bundle) {
    Json::Array openings;
    for (const Opening& opening : bundle.openings) {
        openings.push_back(opening_json(opening));
    }
    Json::Array witnesses;
    for (const VerifierKey& witness : bundle.witnesses) {
        witnesses.emplace_back(witness.text());
    }
    Json json = Json::object();
    json.put("format", format_name)
        .put("key", bundle.key.text())
        .put("leaf", bundle.leaf)
        .put("openings", std::move(openings))
        .put("proof", tlog_proof_text(bundle.proof))
        .put("time_stamp", bundle.time_stamp ? Json(base64(*bundle.time_stamp)) : Json())
        .put("witnesses", std::move(witnesses));
    return json.text() + '\n';
}

Result<Bundle> parse_bundle_text(std::string_view text) {
    TRY(const Json json, whole_json(text));
    TRY(const std::string format, text_of(json, "format"));
    if (format != format_name) {
        return wrong(fmt::format("its format is '{}', not '{}'", format, format_name));
    }
    TRY_DONE(check_members(json, 7));
    Bundle bundle;
    TRY(bundle.leaf, text_of(json, "leaf"));
    TRY(const std::string key, text_of(json, "key"));
    TRY(bundle.key, parse_verifier_key(key));
    if (bundle.key.type != SignatureType::ed25519) {
        return wrong("its key isn't one that signs checkpoints");
    }
    TRY(const std::string proof, text_of(json, "proof"));
    TRY(bundle.proof, parse_tlog_proof(proof));
    TRY(const Json::Array* const openings, items_of(json, "openings"));
    for (const Json& item : *openings) {
        TRY(Opening opening, opening_of(item));
        bundle.openings.push_back(std::move(opening));
    }
    TRY(const Json::Array* const witnesses, items_of(json, "witnesses"));
    for (const Json& item : *witnesses) {
        TRY(VerifierKey witness, witness_of(item));
        bundle.witnesses.push_back(std::move(witness));
    }
    const Json* const stamp = json.find("time_stamp");
    if (stamp == nullptr || !stamp->is_null()) {
        TRY(const std::string token, text_of(json, "time_stamp"));
        bundle.time_stamp = from_base64(token);
        if (!bundle.time_stamp) {
            return wrong("its time stamp isn't base64");
        }
    }
    return bundle;
}

}  // namespace shouxin::proof
