#include "http/live/market_query.h"

#include "base/whole_number.h"
#include "http/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

using live::Selection;
using live::SortBy;
using model::SubjectKind;

// ---- One kind of value after the other; false for a text that is none ------------------------

bool read(std::string_view text, std::int64_t& into) {
    const auto number = whole_number<std::int64_t>(text);
    into = number.value_or(0);
    return number.has_value();
}

bool read(std::string_view text, SortBy& into) {
    constexpr std::array<std::string_view, 3> names{"newest", "amount", "probability"};
    const auto found = std::ranges::find(names, text);
    into = static_cast<SortBy>(found - names.begin());
    return found != names.end();
}

bool read(std::string_view text, std::optional<model::Reason>& into) {
    const auto& texts = model::reason_texts();
    const auto found = std::ranges::find(texts, text, &model::ReasonText::code);
    into = static_cast<model::Reason>(found - texts.begin());
    return found != texts.end();
}

bool read(std::string_view text, std::optional<policy::Outcome>& into) {
    for (const auto outcome :
         {policy::Outcome::allow, policy::Outcome::review, policy::Outcome::block}) {
        if (policy::name_of(outcome) == text) {
            into = outcome;
        }
    }
    return into.has_value();
}

bool read_ring(std::string_view text, std::optional<std::uint64_t>& into) {
    into = text.starts_with('R') ? whole_number<std::uint64_t>(text.substr(1)) : std::nullopt;
    return into.has_value();
}

// ---- What a list takes -----------------------------------------------------------------------

constexpr std::uint8_t order = 1;
constexpr std::uint8_t review = 2;
constexpr std::uint8_t account = 4;
constexpr std::uint8_t merchant = 8;
constexpr std::uint8_t all = order | review | account | merchant;

struct Parameter {
    std::string_view name;
    std::string_view must_be;
    bool (*read)(std::string_view text, MarketQuery& into);
    std::uint8_t lists = all;
};

bool keep(std::string_view text, std::optional<std::string>& into) {
    into = std::string(text);
    return !text.empty();
}

constexpr std::string_view a_number = "a whole number";
constexpr std::string_view a_name = "a whole name or token; use q for parts of the id";

constexpr std::array<Parameter, 19> parameters{{
    {"limit",
     "a number from 1 to 200",
     [](std::string_view text, MarketQuery& into) {
         into.limit = whole_number<std::size_t>(text).value_or(0);
         return into.limit >= 1 && into.limit <= MarketQuery::limit_max;
     }},
    {"after",
     "what \"next\" of the page before said",
     [](std::string_view text, MarketQuery& into) {
         into.after = MarketCursor::read(text);
         return into.after.has_value();
     }},
    {"sort",
     "newest, amount or probability",
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.sort); }},
    {"from",
     a_number,
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.at_ms.least); }},
    {"to",
     a_number,
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.at_ms.most); }},
    {"amount_min",
     a_number,
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.amount.least); }},
    {"amount_max",
     a_number,
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.amount.most); }},
    {"probability_min",
     a_number,
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.ppm.least); }},
    {"probability_max",
     a_number,
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.ppm.most); }},
    {"reason",
     "a code of docs/reasons.md",
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.reason); }},
    {"outcome",
     "allow, review or block",
     [](std::string_view text, MarketQuery& into) { return read(text, into.wanted.outcome); }},
    {"ring",
     "a ring's name, as R7",
     [](std::string_view text, MarketQuery& into) { return read_ring(text, into.wanted.ring); }},
    {"merchant",
     a_name,
     [](std::string_view text, MarketQuery& into) { return keep(text, into.wanted.merchant); },
     order | review},
    {"account",
     a_name,
     [](std::string_view text, MarketQuery& into) { return keep(text, into.wanted.account); },
     order | review},
    {"device",
     a_name,
     [](std::string_view text, MarketQuery& into) { return keep(text, into.wanted.device); },
     order | review | account},
    {"payer",
     a_name,
     [](std::string_view text, MarketQuery& into) { return keep(text, into.wanted.payer); },
     order},
    {"address",
     a_name,
     [](std::string_view text, MarketQuery& into) { return keep(text, into.wanted.address); },
     order},
    {"ip",
     a_name,
     [](std::string_view text, MarketQuery& into) { return keep(text, into.wanted.ip); },
     order | account},
    {"q",
     "a part of the id",
     [](std::string_view text, MarketQuery& into) {
         into.wanted.id_part = text;
         return true;
     }},
}};

bool takes(SubjectKind kind, const Parameter& parameter) {
    return ((parameter.lists >> static_cast<unsigned>(kind)) & 1U) != 0;
}

Response no_such(SubjectKind kind, std::string_view name) {
    std::vector<std::string_view> names;
    for (const Parameter& parameter : parameters) {
        if (takes(kind, parameter)) {
            names.push_back(parameter.name);
        }
    }
    return problem(
        400,
        fmt::format(
            "this list can't be asked for {}; it takes {}",
            json_string(name),
            fmt::join(names, ", ")));
}

}  // namespace

std::string MarketCursor::text() const {
    return fmt::format("{}{}-{}-{}", sorted ? 's' : 'n', of, serial, at);
}

std::optional<MarketCursor> MarketCursor::read(std::string_view text) {
    const std::size_t first = text.find('-');
    const std::size_t second = first == std::string_view::npos ? first : text.find('-', first + 1);
    if (second == std::string_view::npos || (text[0] != 's' && text[0] != 'n')) {
        return std::nullopt;
    }
    const auto of = whole_number<std::uint64_t>(text.substr(1, first - 1));
    const auto serial = whole_number<std::uint64_t>(text.substr(first + 1, second - first - 1));
    const auto at = whole_number<std::uint32_t>(text.substr(second + 1));
    if (!of || !serial || !at) {
        return std::nullopt;
    }
    return MarketCursor{text[0] == 's', *of, *serial, *at};
}

tl::expected<MarketQuery, Response> read_market_query(SubjectKind kind, const Request& request) {
    MarketQuery query;
    query.wanted.kind = kind;
    for (const auto& [name, text] : request.query) {
        const auto* const found = std::ranges::find(parameters, name, &Parameter::name);
        if (found == parameters.end() || !takes(kind, *found)) {
            return tl::unexpected(no_such(kind, name));
        }
        if (!found->read(text, query)) {
            return tl::unexpected(
                problem(400, fmt::format("{} must be {}", found->name, found->must_be)));
        }
    }
    if (query.after && query.after->sorted != (query.wanted.sort != SortBy::newest)) {
        return tl::unexpected(problem(400, "after is of another list: leave it out, or keep sort"));
    }
    return query;
}

}  // namespace shouxin::http
