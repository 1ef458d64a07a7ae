#include "report/evaluation/truth.h"

#include "report/evaluation/csv_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace shouxin::report::evaluation {
namespace {

using Json = nlohmann::json;

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
    }
}

// Throws what nlohmann throws.
Gang gang_of(const std::string& name, const Json& json) {
    Gang gang{
        .name = name,
        .scheme = json.at("scheme").get<std::string>(),
        .accounts = json.at("accounts").get<std::vector<std::string>>(),
        .merchants = json.at("merchants").get<std::vector<std::string>>()};
    if (const auto gains = json.find("beneficiary"); gains != json.end() && !gains->is_null()) {
        add_once(gang.merchants, gains->get<std::string>());
    }
    return gang;
}

}  // namespace

Result<std::vector<Planted>> parse_planted(const NamedText& file, std::string_view key) {
    TRY(CsvTable table, CsvTable::open(file.text, file.name, {key, "scheme", "gang"}));
    std::vector<Planted> planted;
    for (;;) {
        TRY(const bool some, table.next());
        if (!some) {
            return planted;
        }
        if (table[0].empty()) {
            return table.wrong("a row without an id");
        }
        planted.push_back({std::string(table[0]), std::string(table[1]), std::string(table[2])});
    }
}

Result<std::vector<std::string>> parse_victims(const NamedText& file) {
    TRY(CsvTable table, CsvTable::open(file.text, file.name, {"merchant"}));
    std::vector<std::string> victims;
    for (;;) {
        TRY(const bool some, table.next());
        if (!some) {
            return victims;
        }
        add_once(victims, std::string(table[0]));
    }
}

Result<std::vector<Gang>> parse_gangs(const NamedText& file) {
    std::vector<Gang> gangs;
    try {
        const Json json = Json::parse(file.text);
        for (const auto& [name, gang] : json.items()) {
            gangs.push_back(gang_of(name, gang));
        }
    } catch (const Json::exception& error) {
        return fail(Failure::corrupt, file.name + ": " + error.what());
    }
    return gangs;
}

}  // namespace shouxin::report::evaluation
