// Which words and signs has the language of conditions, beside the fields, and what do they mean?
// For whoever completes or explains a condition. Immutable, thread-safe.
#pragma once

#include <span>
#include <string_view>

namespace shouxin::policy {

struct WordText {
    std::string_view word;
    std::string_view form;     // how it is written
    std::string_view example;  // a condition on an order that uses it
    std::string_view zh;
    std::string_view en;
};

// What joins, compares and reckons.
std::span<const WordText> operators();

// What is written with parentheses: known() and the windows.
std::span<const WordText> functions();

}  // namespace shouxin::policy
