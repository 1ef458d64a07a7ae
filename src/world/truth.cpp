#include "world/truth.h"

#include "base/must.h"

#include <algorithm>
#include <array>
#include <initializer_list>
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

constexpr std::array<std::string_view, 8> all_files{
    "fake_orders.csv",
    "fake_reviews.csv",
    "accounts.csv",
    "merchants.csv",
    "victims.csv",
    "fake_likes.csv",
    "hidden_reviews.csv",
    "gangs.json"};

constexpr std::array<std::string_view, 7> headers{
    "order,scheme,gang",
    "review,scheme,gang",
    "account,scheme,gang",
    "merchant,scheme,gang",
    "merchant,gang",
    "review,account,scheme,gang",
    "review,merchant,how,gang"};

std::string row_of(std::initializer_list<std::string_view> fields) {
    std::string row;
    for (const std::string_view field : fields) {
        row.append(row.empty() ? "" : ",").append(field);
    }
    return row.append("\n");
}

// Gathers pieces into larger writes; after a failure nothing more is written.
class Gathered {
public:
    explicit Gathered(ByteSink& to) : to_(to) {}

    void operator()(std::string_view piece) {
        buffer_.append(piece);
        if (buffer_.size() >= (1U << 16U)) {
            flush();
        }
    }

    Result<void> finish() {
        flush();
        return result_;
    }

private:
    void flush() {
        if (result_) {
            result_ = to_.write(buffer_);
        }
        buffer_.clear();
    }

    ByteSink& to_;
    std::string buffer_;
    Result<void> result_;
};

}  // namespace

std::size_t Truth::add_gang(std::string name, Scheme scheme) {
    Gang gang;
    gang.name = std::move(name);
    gang.scheme = scheme;
    gangs_.push_back(std::move(gang));
    return gangs_.size() - 1;
}

Truth::Deed Truth::pack(std::size_t gang, std::uint64_t what) {
    MUST(what >> 44U == 0 && gang >> 20U == 0);
    return {static_cast<std::uint64_t>(gang) << 44U | what};
}

void Truth::fake_order(std::size_t gang, std::uint64_t order, std::uint32_t account) {
    orders_.push_back(pack(gang, order));
    gangs_[gang].accounts.insert(account);
}

void Truth::fake_review(std::size_t gang, std::uint64_t review, std::uint32_t account) {
    reviews_.push_back(pack(gang, review));
    gangs_[gang].accounts.insert(account);
}

void Truth::fake_like(std::size_t gang, std::uint64_t review, std::uint32_t account) {
    MUST(review >> 44U == 0 && gang >> 20U == 0);
    const auto high = static_cast<std::uint32_t>(review >> 32U);
    likes_.push_back(
        {static_cast<std::uint32_t>(review),
         account,
         high << 20U | static_cast<std::uint32_t>(gang)});
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

std::span<const std::string_view> Truth::files() {
    return all_files;
}

template <class Row>
void Truth::deeds(const std::vector<Deed>& deeds, Kind kind, const Ids& ids, Row row) const {
    for (const Deed& deed : deeds) {
        const Gang& gang = gangs_[deed.gang()];
        row(row_of({ids.name(kind, deed.what()), scheme_name(gang.scheme), gang.name}));
    }
}

// Whoever worked for several gangs is listed once, with the first.
template <class Row>
void Truth::parties(bool merchants, const Ids& ids, Row row) const {
    std::set<std::uint64_t> seen;
    for (const Gang& gang : gangs_) {
        std::set<std::uint64_t> guilty = merchants ? gang.merchants : gang.accounts;
        if (merchants && gang.has_beneficiary) {
            guilty.insert(gang.beneficiary);
        }
        for (const std::uint64_t one : guilty) {
            if (seen.insert(one).second) {
                const Kind kind = merchants ? Kind::merchant : Kind::account;
                row(row_of({ids.name(kind, one), scheme_name(gang.scheme), gang.name}));
            }
        }
    }
}

template <class Row>
void Truth::rows(std::string_view file, const Ids& ids, Row row) const {
    if (file == "fake_orders.csv") {
        deeds(orders_, Kind::order, ids, row);
    } else if (file == "fake_reviews.csv") {
        deeds(reviews_, Kind::review, ids, row);
    } else if (file == "accounts.csv" || file == "merchants.csv") {
        parties(file == "merchants.csv", ids, row);
    } else if (file == "victims.csv") {
        for (const Gang& gang : gangs_) {
            for (const std::uint64_t victim : gang.victims) {
                row(row_of({ids.name(Kind::merchant, victim), gang.name}));
            }
        }
    } else if (file == "fake_likes.csv") {
        for (const Like& like : likes_) {
            const Gang& gang = gangs_[like.gang()];
            row(row_of(
                {ids.name(Kind::review, like.review()),
                 ids.name(Kind::account, like.account),
                 scheme_name(gang.scheme),
                 gang.name}));
        }
    } else {
        MUST(file == "hidden_reviews.csv");
        for (const Hidden& hidden : hidden_) {
            row(row_of(
                {ids.name(Kind::review, hidden.review),
                 ids.name(Kind::merchant, hidden.merchant),
                 hidden.how,
                 gangs_[hidden.gang].name}));
        }
    }
}

Result<void> Truth::write(std::string_view file, const Ids& ids, ByteSink& to) const {
    Gathered gathered(to);
    const auto piece = [&gathered](std::string_view text) { gathered(text); };
    if (file == "gangs.json") {
        gangs_json(ids, piece);
        return gathered.finish();
    }
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (all_files[i] == file) {
            piece(headers[i]);
            piece("\n");
        }
    }
    rows(file, ids, piece);
    return gathered.finish();
}

template <class Piece>
void Truth::gangs_json(const Ids& ids, Piece piece) const {
    piece("{");
    for (std::size_t i = 0; i < gangs_.size(); ++i) {
        const Gang& gang = gangs_[i];
        std::string out;
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
        piece(out);
    }
    piece(gangs_.empty() ? "}" : "\n}");
}

}  // namespace shouxin::world
