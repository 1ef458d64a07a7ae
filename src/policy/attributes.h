// What does each part of a policy say, key by key, in the file's own words? For the canonical text
// and for telling what changed between two versions. Pure functions.
#pragma once

#include "policy/policy.h"

#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

struct Attribute {
    std::string_view key;
    std::string value;  // as TOML

    friend bool operator==(const Attribute&, const Attribute&) = default;
};

struct Section {
    std::string_view name;
    std::vector<Attribute> rows;
};

// All but the name; what has a default is there too.
std::vector<Attribute> attributes_of(const Rule& rule, const WindowSet& windows);
std::vector<Attribute> attributes_of(const Window& window);

// [orders], [hold_out], [brake] and [delay].
std::vector<Section> sections_of(const Policy& policy);

// As a basic string of TOML.
std::string quoted(std::string_view text);

}  // namespace shouxin::policy
