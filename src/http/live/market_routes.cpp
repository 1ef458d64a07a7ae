// Lists of all orders, reviews, accounts and merchants, filtered and sorted as one asks.
// docs/formats/lists.md
#include "http/live/api.h"
#include "http/live/market_query.h"
#include "http/live/market_rows.h"
#include "http/problem.h"
#include "live/lists/greatest.h"
#include "live/lists/sieve.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

using live::State;
using live::Subject;
using model::SubjectKind;
using proof::Json;

constexpr std::uint64_t slice_cost = 50'000;  // rows, of the simplest kind
constexpr std::uint32_t slice_orders = 100'000;

const char* const begin_anew =
    "this list is kept no longer, or its rows have other places now: begin at its first page";

// What each account bought in all, of the orders that are kept. No state holds it, so it is summed
// up for a list that shows it.
class AccountSums {
public:
    // True when all orders were seen.
    bool look(const live::Watch& watch) {
        const auto orders = watch.market().orders.placed().all();
        sums_.resize(watch.names().accounts.size());
        const std::uint32_t end = std::min<std::uint32_t>(
            next_ + slice_orders, static_cast<std::uint32_t>(orders.size()));
        for (; next_ < end; ++next_) {
            if (orders[next_].placed()) {
                sums_[orders[next_].buyer.value] += orders[next_].amount;
            }
        }
        return next_ == orders.size();
    }

    [[nodiscard]] std::int64_t of(std::uint32_t account) const {
        return account < sums_.size() ? sums_[account] : 0;
    }

private:
    std::vector<std::int64_t> sums_;
    std::uint32_t next_ = 0;
};

class MarketList final : public Inquiry {
public:
    MarketList(MarketQuery query, SortedLists& lists)
        : query_(std::move(query)), lists_(lists), greatest_(SortedLists::rows_max) {}

    bool look(const State& state) override {
        if (!sieve_ && !begin(state)) {
            return true;
        }
        if (query_.wanted.kind == SubjectKind::account && !summed_) {
            summed_ = sums_.look(state.watch());
            return summed_ && next_ == 0;
        }
        const std::uint64_t until = sieve_->cost() + slice_cost;
        while (next_ > 0 && !enough() && sieve_->cost() < until) {
            take(--next_, state);
        }
        return next_ == 0 || enough();
    }

    void restart() override {
        sieve_.reset();
        sums_ = {};
        summed_ = false;
        rows_.clear();
        greatest_ = live::Greatest(SortedLists::rows_max);
        scanned_ = 0;
        sorted_before_ = false;
        behind_.reset();
    }

    Response tell(const State& state) override {
        if (gone_) {
            return problem(409, begin_anew);
        }
        if (is_sorted()) {
            return tell_sorted(state);
        }
        const bool more = rows_.size() > query_.limit;
        rows_.resize(std::min(rows_.size(), query_.limit));
        return page(
            state,
            more ? Json(MarketCursor{false, state.generation(), 0, rows_.back()}.text()) : Json());
    }

private:
    [[nodiscard]] bool is_sorted() const { return query_.wanted.sort != live::SortBy::newest; }

    // One more than is shown, to know whether there are more.
    [[nodiscard]] bool enough() const { return rows_.size() > query_.limit; }

    // False if there is nothing to look at: the cursor leads nowhere any more.
    bool begin(const State& state) {
        sieve_.emplace(query_.wanted, state);
        next_ = live::rows_of(query_.wanted.kind, state.watch());
        if (sieve_->lets_nothing_through()) {
            next_ = 0;
        }
        of_ = next_;
        if (!query_.after) {
            return true;
        }
        if (!is_sorted()) {
            gone_ = query_.after->of != state.generation();
            next_ = std::min(next_, query_.after->at);
            return !gone_;
        }
        return begin_sorted(state);
    }

    // What was sifted for the first page isn't again, but for what is behind the rows that are
    // kept.
    bool begin_sorted(const State& state) {
        const SortedList* const list = kept();
        gone_ = list == nullptr || list->generation != state.generation() ||
                !(list->wanted == query_.wanted) || query_.after->at > list->rows.size();
        if (gone_) {
            return false;
        }
        sorted_before_ = query_.after->at < list->rows.size();
        next_ = sorted_before_ ? 0 : list->of;
        of_ = list->of;
        if (!list->rows.empty()) {
            behind_ = list->rows.back();
        }
        return true;
    }

    void take(std::uint32_t index, const State& state) {
        ++scanned_;
        const auto row = sieve_->sift(index, sums_.of(index), state);
        if (!row) {
            return;
        }
        if (!is_sorted()) {
            rows_.push_back(index);
            return;
        }
        const live::Greatest::Row sorted{
            query_.wanted.sort == live::SortBy::amount ? row->amount : row->ppm, index};
        if (!behind_ || sorted < *behind_) {
            greatest_.add(sorted);
        }
    }

    [[nodiscard]] const SortedList* kept() const {
        return lists_.find(query_.after->of, query_.after->serial);
    }

    Response tell_sorted(const State& state) {
        const SortedList* list = sorted_before_ ? kept() : nullptr;
        if (sorted_before_ && list == nullptr) {  // dropped while the accounts were summed up
            return problem(409, begin_anew);
        }
        if (list == nullptr) {
            list = &lists_.keep(
                {query_.wanted, state.generation(), state.record(), 0, of_, greatest_.take()});
        }
        const std::size_t from = sorted_before_ ? query_.after->at : 0;
        const std::size_t end = std::min(from + query_.limit, list->rows.size());
        for (std::size_t place = from; place < end; ++place) {
            rows_.push_back(list->rows[place].second);
        }
        const MarketCursor next{true, list->record, list->serial, static_cast<std::uint32_t>(end)};
        const bool more = end < list->rows.size() || end == SortedLists::rows_max;
        return page(state, more ? Json(next.text()) : Json());
    }

    [[nodiscard]] Response page(const State& state, Json next) const {
        Json::Array items;
        for (const std::uint32_t row : rows_) {
            items.push_back(market_row(state, {query_.wanted.kind, row}, sums_.of(row)));
        }
        Json json = Json::object();
        json.put("items", std::move(items)).put("next", std::move(next)).put("scanned", scanned_);
        return ok(json);
    }

    MarketQuery query_;
    SortedLists& lists_;
    std::optional<live::Sieve> sieve_;
    AccountSums sums_;
    bool summed_ = false;
    std::uint32_t next_ = 0;  // rows below it weren't looked at
    std::vector<std::uint32_t> rows_;
    live::Greatest greatest_;
    std::uint64_t scanned_ = 0;
    bool sorted_before_ = false;
    std::uint32_t of_ = 0;  // rows that there were when the first page was shown
    std::optional<live::Greatest::Row> behind_;  // rows up to this one were shown
    bool gone_ = false;
};

Route list_route(Api& api, std::string pattern, SubjectKind kind) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = "market:read",
        .act = [&api, kind](const Request& request, Respond respond) {
            auto query = read_market_query(kind, request);
            if (!query) {
                respond(std::move(query).error());
                return;
            }
            api.inquire(
                std::move(respond),
                std::make_unique<MarketList>(*std::move(query), api.sorted_lists()));
        }};
}

}  // namespace

std::vector<Route> market_routes(Api& api) {
    load_region_names();
    std::vector<Route> routes;
    routes.push_back(list_route(api, "/v1/orders", SubjectKind::order));
    routes.push_back(list_route(api, "/v1/reviews", SubjectKind::review));
    routes.push_back(list_route(api, "/v1/accounts", SubjectKind::account));
    routes.push_back(list_route(api, "/v1/merchants", SubjectKind::merchant));
    return routes;
}

}  // namespace shouxin::http
