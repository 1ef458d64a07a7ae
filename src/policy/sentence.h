// What is told in both languages of the house. Plain values.
#pragma once

#include <cstdint>
#include <string>

namespace shouxin::policy {

enum class Language : std::uint8_t { zh, en };

struct Sentence {
    std::string zh;
    std::string en;

    friend bool operator==(const Sentence&, const Sentence&) = default;
};

}  // namespace shouxin::policy
