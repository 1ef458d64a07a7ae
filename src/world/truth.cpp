#include "world/truth.h"

#include <algorithm>
#include <utility>

namespace shouxin::world {
namespace {

std::vector<std::string> sorted_names(
    const std::set<std::uint64_t>& numbers, Kind kind, const Ids& ids) {
    std::vector<std::string> names;
    names.reserve(numbers.size());
    for (const std::uint64_t number : numbers) {
        names.push_back(ids.name(kind, number));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::set<std::uint64_t> together(
    const std::set<std::uint64_t>& some, const std::set<std::uint64_t>& others) {
    std::set<std::uint64_t> all = some;
    all.insert(others.begin(), others.end());
    return all;
}

// As Python's json.dump with an indent of one space lays out a list.
void append_list(std::string& out, const std::vector<std::string>& names) {
    if (names.empty()) {
        out.append("[]");
        return;
    }
    out.append("[\n");
    for (std::size_t i = 0; i < names.size(); ++i) {
        out.append("   \"").append(names[i]).append(i + 1 < names.size() ? "\",\n" : "\"\n");
    }
    out.append("  ]");
}

std::string csv(std::string_view header, std::vector<std::string> rows) {
    std::sort(rows.begin(), rows.end());
    std::string out(header);
    out.push_back('\n');
    for (const std::string& row : rows) {
        out.append(row).push_back('\n');
    }
    return out;
}

}  // namespace

std::size_t Truth::add_gang(std::string name, Scheme scheme) {
    Gang gang;
    gang.name = std::move(name);
    gang.scheme = scheme;
    gangs_.push_back(std::move(gang));
    return gangs_.size() - 1;
}

void Truth::fake_order(std::size_t gang, std::uint64_t order, std::uint32_t account) {
    orders_.push_back({order, static_cast<std::uint32_t>(gang)});
    gangs_[gang].accounts.insert(account);
}

void Truth::fake_review(std::size_t gang, std::uint64_t review, std::uint32_t account) {
    reviews_.push_back({review, static_cast<std::uint32_t>(gang)});
    gangs_[gang].accounts.insert(account);
}

void Truth::fake_like(std::size_t gang, std::uint64_t review, std::uint32_t account) {
    likes_.push_back({review, account, static_cast<std::uint32_t>(gang)});
    member(gang, account);
}

void Truth::hidden_review(
    std::size_t gang, std::uint64_t review, std::uint32_t merchant, std::string_view how) {
    hidden_.push_back({review, merchant, static_cast<std::uint32_t>(gang), how});
    client(gang, merchant);
}

void Truth::member(std::size_t gang, std::uint32_t account) {
    gangs_[gang].helpers.insert(account);
}

void Truth::client(std::size_t gang, std::uint32_t merchant) {
    gangs_[gang].clients.insert(merchant);
}

void Truth::guilty_merchant(std::size_t gang, std::uint32_t merchant) {
    gangs_[gang].merchants.insert(merchant);
}

void Truth::rival_pair(std::size_t gang, std::uint32_t beneficiary, std::uint32_t victim) {
    gangs_[gang].has_beneficiary = true;
    gangs_[gang].beneficiary = beneficiary;
    gangs_[gang].victims.insert(victim);
}

std::string Truth::deeds_csv(
    std::string_view header, Kind kind, const std::vector<Deed>& deeds, const Ids& ids) const {
    std::vector<std::string> rows;
    rows.reserve(deeds.size());
    for (const Deed& deed : deeds) {
        const Gang& gang = gangs_[deed.gang];
        rows.push_back(
            ids.name(kind, deed.what) + "," + std::string(scheme_name(gang.scheme)) + "," +
            gang.name);
    }
    return csv(header, std::move(rows));
}

std::string Truth::fake_orders_csv(const Ids& ids) const {
    return deeds_csv("order,scheme,gang", Kind::order, orders_, ids);
}

std::string Truth::fake_reviews_csv(const Ids& ids) const {
    return deeds_csv("review,scheme,gang", Kind::review, reviews_, ids);
}

// An account that worked for several gangs is listed once, with the first.
std::string Truth::accounts_csv(const Ids& ids) const {
    std::set<std::uint64_t> seen;
    std::vector<std::string> rows;
    for (const Gang& gang : gangs_) {
        for (const std::uint64_t account : gang.accounts) {
            if (seen.insert(account).second) {
                rows.push_back(
                    ids.name(Kind::account, account) + "," + std::string(scheme_name(gang.scheme)) +
                    "," + gang.name);
            }
        }
    }
    return csv("account,scheme,gang", std::move(rows));
}

std::string Truth::merchants_csv(const Ids& ids) const {
    std::set<std::uint64_t> seen;
    std::vector<std::string> rows;
    for (const Gang& gang : gangs_) {
        std::set<std::uint64_t> guilty = gang.merchants;
        if (gang.has_beneficiary) {
            guilty.insert(gang.beneficiary);
        }
        for (const std::uint64_t merchant : guilty) {
            if (seen.insert(merchant).second) {
                rows.push_back(
                    ids.name(Kind::merchant, merchant) + "," +
                    std::string(scheme_name(gang.scheme)) + "," + gang.name);
            }
        }
    }
    return csv("merchant,scheme,gang", std::move(rows));
}

std::string Truth::fake_likes_csv(const Ids& ids) const {
    std::vector<std::string> rows;
    rows.reserve(likes_.size());
    for (const Like& like : likes_) {
        const Gang& gang = gangs_[like.gang];
        rows.push_back(
            ids.name(Kind::review, like.review) + "," + ids.name(Kind::account, like.account) +
            "," + std::string(scheme_name(gang.scheme)) + "," + gang.name);
    }
    return csv("review,account,scheme,gang", std::move(rows));
}

std::string Truth::hidden_reviews_csv(const Ids& ids) const {
    std::vector<std::string> rows;
    rows.reserve(hidden_.size());
    for (const Hidden& hidden : hidden_) {
        rows.push_back(
            ids.name(Kind::review, hidden.review) + "," +
            ids.name(Kind::merchant, hidden.merchant) + "," + std::string(hidden.how) + "," +
            gangs_[hidden.gang].name);
    }
    return csv("review,merchant,how,gang", std::move(rows));
}

std::string Truth::victims_csv(const Ids& ids) const {
    std::vector<std::string> rows;
    for (const Gang& gang : gangs_) {
        for (const std::uint64_t victim : gang.victims) {
            rows.push_back(ids.name(Kind::merchant, victim) + "," + gang.name);
        }
    }
    return csv("merchant,gang", std::move(rows));
}

std::string Truth::gangs_json(const Ids& ids) const {
    std::string out = "{";
    for (std::size_t i = 0; i < gangs_.size(); ++i) {
        const Gang& gang = gangs_[i];
        out.append(i > 0 ? ",\n \"" : "\n \"").append(gang.name).append("\": {\n  \"scheme\": \"");
        out.append(scheme_name(gang.scheme)).append("\",\n  \"accounts\": ");
        append_list(out, sorted_names(together(gang.accounts, gang.helpers), Kind::account, ids));
        out.append(",\n  \"merchants\": ");
        append_list(out, sorted_names(together(gang.merchants, gang.clients), Kind::merchant, ids));
        out.append(",\n  \"beneficiary\": ");
        if (gang.has_beneficiary) {
            out.append("\"").append(ids.name(Kind::merchant, gang.beneficiary)).append("\"");
        } else {
            out.append("null");
        }
        out.append(",\n  \"victims\": ");
        append_list(out, sorted_names(gang.victims, Kind::merchant, ids));
        out.append("\n }");
    }
    return out.append(gangs_.empty() ? "}" : "\n}");
}

}  // namespace shouxin::world
