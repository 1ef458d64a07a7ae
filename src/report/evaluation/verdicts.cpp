#include "report/evaluation/verdicts.h"

#include "report/evaluation/csv_table.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_set>

namespace shouxin::report::evaluation {
namespace {

using Json = nlohmann::json;

std::optional<std::uint32_t> parse_ppm(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() ||
        !(value >= 0.0 && value <= 1.0)) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(std::lround(value * 1e6));
}

std::optional<judge::Action> parse_action(std::string_view text) {
    for (const judge::Action action :
         {judge::Action::allow, judge::Action::review, judge::Action::block}) {
        if (text == judge::name_of(action)) {
            return action;
        }
    }
    return std::nullopt;
}

Result<Said> said_in(const CsvTable& row, bool has_action) {
    const auto ppm = parse_ppm(row[1]);
    if (!ppm) {
        return row.wrong(fmt::format("'{}' is no probability", row[1]));
    }
    auto action = std::optional(judge::Thresholds{}.action(*ppm));
    if (has_action && !(action = parse_action(row[2]))) {
        return row.wrong(fmt::format("'{}' is no action", row[2]));
    }
    return Said{.id = std::string(row[0]), .ppm = *ppm, .action = *action};
}

// Throws what nlohmann throws.
SaidRing ring_of(const Json& json) {
    SaidRing ring{
        .id = json.at("id").get<std::string>(),
        .accounts = json.at("accounts").get<std::vector<std::string>>(),
        .merchants = json.at("merchants").get<std::vector<std::string>>()};
    if (const auto gains = json.find("beneficiary"); gains != json.end() && gains->is_string()) {
        const auto name = gains->get<std::string>();
        if (!name.empty() &&
            std::find(ring.merchants.begin(), ring.merchants.end(), name) == ring.merchants.end()) {
            ring.merchants.push_back(name);
        }
    }
    return ring;
}

}  // namespace

Result<std::vector<Said>> parse_said(const NamedText& file, std::string_view key, bool has_action) {
    std::vector<std::string_view> columns{key, "probability"};
    if (has_action) {
        columns.push_back("action");
    }
    TRY(CsvTable table, CsvTable::open(file.text, file.name, columns));
    std::vector<Said> all;
    std::unordered_set<std::string_view> seen;
    for (;;) {
        TRY(const bool some, table.next());
        if (!some) {
            return all;
        }
        if (!seen.insert(table[0]).second) {
            return table.wrong(fmt::format("{} '{}' comes twice", key, table[0]));
        }
        TRY(Said said, said_in(table, has_action));
        all.push_back(std::move(said));
    }
}

Result<std::vector<Sale>> parse_sales(const NamedText& file) {
    TRY(CsvTable table, CsvTable::open(file.text, file.name, {"merchant", "amount"}));
    std::vector<Sale> sales;
    for (;;) {
        TRY(const bool some, table.next());
        if (!some) {
            return sales;
        }
        Sale sale{.merchant = std::string(table[0])};
        const char* const end = table[1].data() + table[1].size();
        const auto [stop, error] = std::from_chars(table[1].data(), end, sale.amount);
        if (error != std::errc{} || stop != end) {
            return table.wrong(fmt::format("'{}' is no amount", table[1]));
        }
        sales.push_back(std::move(sale));
    }
}

Result<std::vector<SaidEarly>> parse_early(const NamedText& file) {
    TRY(CsvTable table,
        CsvTable::open(file.text, file.name, {"order", "at_0h", "at_1h", "at_24h", "at_72h"}));
    std::vector<SaidEarly> all;
    for (;;) {
        TRY(const bool some, table.next());
        if (!some) {
            return all;
        }
        SaidEarly said{.id = std::string(table[0])};
        for (std::size_t age = 0; age < said.answers.size(); ++age) {
            const std::string_view cell = table[age + 1];
            const auto ppm = cell.empty() ? 0U : parse_ppm(cell);
            if (!ppm) {
                return table.wrong(fmt::format("'{}' is no probability", cell));
            }
            said.answers[age] = *ppm;
        }
        all.push_back(std::move(said));
    }
}

Result<std::vector<InGroups>> parse_groups(const NamedText& file) {
    TRY(CsvTable table, CsvTable::open(file.text, file.name, {"order", "groups"}));
    std::vector<InGroups> all;
    for (;;) {
        TRY(const bool some, table.next());
        if (!some) {
            return all;
        }
        InGroups in{.order = std::string(table[0]), .groups = {}};
        for (std::string_view rest = table[1]; !rest.empty();) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            in.groups.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        all.push_back(std::move(in));
    }
}

Result<std::vector<SaidRing>> parse_said_rings(const NamedText& file) {
    std::vector<SaidRing> rings;
    std::string_view rest = file.text;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        try {
            rings.push_back(ring_of(Json::parse(rest.substr(0, end))));
        } catch (const Json::exception& error) {
            return fail(Failure::corrupt, fmt::format("{}:{}: {}", file.name, line, error.what()));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return rings;
}

}  // namespace shouxin::report::evaluation
