// What was planted in a made market? The truth folder beside its events, parsed. Format:
// docs/formats/truth.md.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace shouxin::report::evaluation {

struct Planted {
    std::string id;
    std::string scheme;
    std::string gang;
};

struct Gang {
    std::string name;
    std::string scheme;
    std::vector<std::string> accounts;
    std::vector<std::string> merchants;  // the one who gains included
};

struct Truth {
    std::vector<Planted> orders;
    std::vector<Planted> reviews;
    std::vector<Planted> accounts;
    std::vector<Planted> merchants;
    std::vector<std::string> victims;  // merchants that rivals made look guilty
    std::vector<Gang> gangs;           // by name
};

// A file's contents, and what to call it in errors.
struct NamedText {
    std::string name;
    std::string text;
};

// `key` is the first column's name: order, review, account or merchant. `corrupt` with the line.
Result<std::vector<Planted>> parse_planted(const NamedText& file, std::string_view key);
Result<std::vector<std::string>> parse_victims(const NamedText& file);
Result<std::vector<Gang>> parse_gangs(const NamedText& file);

}  // namespace shouxin::report::evaluation
