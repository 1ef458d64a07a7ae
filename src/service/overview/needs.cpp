#include "service/overview/needs.h"

#include "live/actions/action_state.h"
#include "service/live/appeal_rows.h"
#include "service/live/label_rows.h"
#include "service/live/tables.h"
#include "service/outbox/alerts.h"
#include "service/outbox/reconcile.h"
#include "service/outbox/tables.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace shouxin::service {
namespace {

using port::Condition;
using port::Query;
using port::Row;
using proof::Json;

constexpr std::size_t rows_max = 100;   // of a kind
constexpr std::size_t singles_max = 8;  // of a kind of which each is shown alone
constexpr std::size_t heaps_max = 6;    // kinds of which all are shown as one
static_assert(3 * singles_max + heaps_max <= needs_max);
constexpr std::int64_t day_ms = 86'400'000;

// The columns of `policies` that are looked at, by place.
enum class PolicyColumn : std::uint8_t {
    version,
    state,
    by,
    at_ms,
    decided_by,
    decided_ms,
    reason
};

template <class Column>
const port::Value& cell(const Row& row, Column column) {
    return row[static_cast<std::size_t>(column)];
}

// Nothing is 0 or empty.
template <class Column>
std::int64_t number(const Row& row, Column column) {
    const auto* const value = std::get_if<std::int64_t>(&cell(row, column));
    return value == nullptr ? 0 : *value;
}

template <class Column>
std::string text(const Row& row, Column column) {
    const auto* const value = std::get_if<std::string>(&cell(row, column));
    return value == nullptr ? std::string() : *value;
}

Condition is(std::string column, std::string_view value) {
    return {std::move(column), Condition::Is::equal, std::string(value)};
}

std::int64_t held_of(const Row& action) {
    return number(action, ActionColumn::amount) - number(action, ActionColumn::captured) -
           number(action, ActionColumn::released);
}

// Several of one kind as one thing to do: how many, since when, how much.
class Heap {
public:
    explicit Heap(std::string what) { need_.what = std::move(what), need_.count = 0; }

    void add(std::string id, std::int64_t since_ms, std::int64_t amount, std::int64_t due_ms = 0) {
        if (need_.count++ == 0) {
            need_.id = std::move(id);
            need_.since_ms = since_ms;
        }
        need_.since_ms = std::min(need_.since_ms, since_ms);
        need_.amount += amount;
        if (due_ms != 0 && (need_.due_ms == 0 || due_ms < need_.due_ms)) {
            need_.due_ms = due_ms;
        }
    }

    void put_into(std::vector<Need>& needs, bool more) && {
        if (need_.count > 0) {
            need_.more = more;
            needs.push_back(std::move(need_));
        }
    }

private:
    Need need_;
};

// What is late, then what will be within a day, then the rest; of each what costs most.
auto press(const Need& need, std::int64_t now_ms) {
    const int when = need.due_ms == 0                ? 2
                     : need.due_ms <= now_ms         ? 0
                     : need.due_ms - now_ms < day_ms ? 1
                                                     : 2;
    return std::tuple(when, -need.amount, need.since_ms, need.what, need.id);
}

void sort_by_press(std::vector<Need>& needs, std::int64_t now_ms) {
    std::ranges::sort(
        needs, [&](const Need& a, const Need& b) { return press(a, now_ms) < press(b, now_ms); });
}

class Search {
public:
    Search(port::Records& records, std::int64_t now_ms) : records_(records), now_ms_(now_ms) {}

    Result<void> alerts();
    Result<void> appeals();
    Result<void> policies();
    Result<void> dead();
    Result<void> overdue();
    Result<void> ending();
    Result<void> queue();

    std::vector<Need> needs;

private:
    Result<std::vector<Row>> rows(
        std::string table, std::vector<Condition> where, std::string order_by, bool descending) {
        Query query;
        query.table = std::move(table);
        query.where = std::move(where);
        query.order_by = std::move(order_by);
        query.descending = descending;
        query.limit = rows_max;
        return records_.list(query);
    }

    // The most pressing of those of which each is a thing to do of its own.
    void put_singles(std::vector<Need> singles) {
        sort_by_press(singles, now_ms_);
        singles.resize(std::min(singles.size(), singles_max));
        std::ranges::move(singles, std::back_inserter(needs));
    }

    // Nothing if it is gone.
    Result<std::optional<Row>> action(std::int64_t id) { return records_.find("actions", id); }

    port::Records& records_;
    std::int64_t now_ms_;
};

// What was refused or never confirmed is one thing to do; each of the others is its own. Appeals
// and dead letters are looked for where they are.
Result<void> Search::alerts() {
    TRY(const std::vector<Row> open, rows("alerts", {is("state", "open")}, "at_ms", true));
    std::vector<Need> others;
    Heap refused("refused");
    Heap unconfirmed("unconfirmed");
    for (const Row& alert : open) {
        const std::string what = text(alert, AlertColumn::what);
        const std::int64_t at_ms = number(alert, AlertColumn::at_ms);
        if (what == "refused" || what == "unconfirmed") {
            TRY(const auto about, action(number(alert, AlertColumn::action)));
            const std::int64_t amount = about ? number(*about, ActionColumn::amount) : 0;
            (what == "refused" ? refused : unconfirmed)
                .add(text(alert, AlertColumn::id), at_ms, amount);
        } else if (what != "appeal" && what != "dead") {
            Need need;
            need.what = "alert";
            need.id = text(alert, AlertColumn::id);
            need.merchant = text(alert, AlertColumn::merchant);
            need.since_ms = at_ms;
            need.kind = text(alert, AlertColumn::kind);
            need.cap = text(alert, AlertColumn::cap);
            others.push_back(std::move(need));
        }
    }
    put_singles(std::move(others));
    const bool more = open.size() == rows_max;
    std::move(refused).put_into(needs, more);
    std::move(unconfirmed).put_into(needs, more);
    return {};
}

// An appeal is worth what its action still holds, and is moot when that ends.
Result<void> Search::appeals() {
    TRY(const std::vector<Row> open, rows("appeals", {is("state", "open")}, "number", false));
    std::vector<Need> each;
    for (const Row& appeal : open) {
        Need need;
        need.what = "appeal";
        need.id = text(appeal, AppealColumn::id);
        need.merchant = text(appeal, AppealColumn::merchant);
        need.since_ms = number(appeal, AppealColumn::at_ms);
        TRY(const auto about, action(number(appeal, AppealColumn::action)));
        if (about && live::is_in_force(live::action_state(text(*about, ActionColumn::state))
                                           .value_or(live::ActionState::none))) {
            need.amount = held_of(*about);
            need.due_ms = number(*about, ActionColumn::expires_ms);
        }
        each.push_back(std::move(need));
    }
    put_singles(std::move(each));
    return {};
}

Result<void> Search::policies() {
    TRY(const std::vector<Row> open, rows("policies", {is("state", "proposed")}, "version", false));
    std::vector<Need> each;
    for (const Row& policy : open) {
        Need need;
        need.what = "policy";
        need.id = std::to_string(number(policy, PolicyColumn::version));
        need.since_ms = number(policy, PolicyColumn::at_ms);
        each.push_back(std::move(need));
    }
    put_singles(std::move(each));
    return {};
}

Result<void> Search::dead() {
    TRY(const std::vector<Row> letters, rows("outbox", {is("state", "dead")}, "number", false));
    Heap heap("dead");
    for (const Row& letter : letters) {
        TRY(const auto about, action(number(letter, OutboxColumn::action)));
        heap.add(
            text(letter, OutboxColumn::id),
            number(letter, OutboxColumn::created_ms),
            about ? number(*about, ActionColumn::amount) : 0);
    }
    std::move(heap).put_into(needs, letters.size() == rows_max);
    return {};
}

Result<void> Search::overdue() {
    const std::int64_t within_ms = ReconcileOptions{}.overdue_after_ms;
    TRY(const std::vector<Row> owed,
        rows(
            "actions",
            {{"awaits_ms", Condition::Is::at_most, now_ms_ - within_ms}},
            "awaits_ms",
            false));
    Heap heap("overdue");
    for (const Row& late : owed) {
        const std::int64_t since_ms = number(late, ActionColumn::awaits_ms);
        heap.add(
            live::to_text(static_cast<live::ActionId>(number(late, ActionColumn::id))),
            since_ms,
            number(late, ActionColumn::amount),
            since_ms + within_ms);
    }
    std::move(heap).put_into(needs, owed.size() == rows_max);
    return {};
}

// Holds that end within a day, of which nobody has said yet what they are.
Result<void> Search::ending() {
    TRY(const std::vector<Row> soon,
        rows(
            "actions",
            {is("state", live::name_of(live::ActionState::applied)),
             is("kind", model::text_of(model::Action::hold_settlement).name),
             {"expires_ms", Condition::Is::at_most, now_ms_ + day_ms}},
            "expires_ms",
            false));
    Heap heap("ending");
    for (const Row& hold : soon) {
        const std::string subject =
            text(hold, ActionColumn::subject_kind) + "/" + text(hold, ActionColumn::subject);
        TRY(const auto label, records_.find("labels", subject));
        if (!label) {
            heap.add(
                live::to_text(static_cast<live::ActionId>(number(hold, ActionColumn::id))),
                number(hold, ActionColumn::decided_ms),
                held_of(hold),
                number(hold, ActionColumn::expires_ms));
        }
    }
    std::move(heap).put_into(needs, soon.size() == rows_max);
    return {};
}

Result<void> Search::queue() {
    TRY(const std::vector<Row> waiting, rows("waiting", {}, "number", false));
    Heap heap("queue");
    for (const Row& row : waiting) {
        heap.add(
            text(row, WaitingColumn::id),
            number(row, WaitingColumn::at_ms),
            number(row, WaitingColumn::amount));
    }
    std::move(heap).put_into(needs, waiting.size() == rows_max);
    return {};
}

}  // namespace

Result<std::vector<Need>> needs_now(port::Records& records, std::int64_t now_ms) {
    Search search(records, now_ms);
    TRY_DONE(search.alerts());
    TRY_DONE(search.appeals());
    TRY_DONE(search.policies());
    TRY_DONE(search.dead());
    TRY_DONE(search.overdue());
    TRY_DONE(search.ending());
    TRY_DONE(search.queue());
    sort_by_press(search.needs, now_ms);
    return std::move(search.needs);
}

Json json_of(const Need& need) {
    const auto some = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    Json json = Json::object();
    json.put("amount", std::clamp(need.amount, -proof::integer_max, proof::integer_max))
        .put("cap", some(need.cap))
        .put("count", need.count)
        .put("due_ms", need.due_ms == 0 ? Json() : Json(need.due_ms))
        .put("id", need.id)
        .put("kind", some(need.kind))
        .put("merchant", some(need.merchant))
        .put("more", Json::boolean(need.more))
        .put("since_ms", need.since_ms)
        .put("what", need.what);
    return json;
}

}  // namespace shouxin::service
