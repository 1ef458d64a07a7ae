#include "service/outbox/reconcile.h"

#include "live/actions/action_state.h"

#include <string>
#include <utility>

namespace shouxin::service {
namespace {

using live::ActionState;
using port::Condition;

class Reader {
public:
    Reader(port::Records& records, const ReconcileOptions& options)
        : records_(records), options_(options) {}

    Result<std::uint64_t> in_state(const char* table, std::string_view state) {
        const std::vector<Condition> where{state_is(state)};
        return records_.count(table, where, options_.count_max);
    }

    Result<std::uint64_t> in_state(ActionState state) {
        return in_state("actions", live::name_of(state));
    }

    // Ended, and the marketplace hasn't said yet that it knows.
    Result<std::uint64_t> ending_as(ActionState end) {
        const std::vector<Condition> where{
            state_is(live::name_of(end)), {"awaits_ms", Condition::Is::not_equal, {}}};
        return records_.count("actions", where, options_.count_max);
    }

    Result<std::vector<port::Row>> latest(
        const char* table, std::string_view state, const char* by) {
        port::Query query;
        query.table = table;
        query.where = {state_is(state)};
        query.order_by = by;
        query.descending = true;
        query.limit = options_.rows_max;
        return records_.list(query);
    }

    Result<std::uint64_t> count_overdue(std::int64_t now_ms) {
        return records_.count("actions", owed_since(now_ms), options_.count_max);
    }

    Result<std::vector<port::Row>> overdue(std::int64_t now_ms) {
        port::Query query;
        query.table = "actions";
        query.where = owed_since(now_ms);
        query.order_by = "awaits_ms";
        query.limit = options_.rows_max;
        return records_.list(query);
    }

private:
    static Condition state_is(std::string_view state) {
        return {"state", Condition::Is::equal, std::string(state)};
    }

    std::vector<Condition> owed_since(std::int64_t now_ms) const {
        return {{"awaits_ms", Condition::Is::at_most, now_ms - options_.overdue_after_ms}};
    }

    port::Records& records_;
    const ReconcileOptions& options_;
};

Result<void> count_actions(Reader& reader, Reconciliation& into) {
    TRY(into.decided, reader.in_state(ActionState::decided));
    TRY(into.due, reader.in_state(ActionState::due));
    TRY(into.applied, reader.in_state(ActionState::applied));
    TRY(into.refused, reader.in_state(ActionState::refused));
    TRY(into.unconfirmed, reader.in_state(ActionState::unconfirmed));
    for (const ActionState end :
         {ActionState::released,
          ActionState::captured,
          ActionState::voided,
          ActionState::expired,
          ActionState::undone}) {
        TRY(const std::uint64_t ended, reader.ending_as(end));
        into.ending += ended;
    }
    return {};
}

Result<void> count_messages(Reader& reader, Reconciliation& into) {
    TRY(into.waiting, reader.in_state("outbox", "waiting"));
    TRY(into.sent, reader.in_state("outbox", "sent"));
    TRY(into.dead, reader.in_state("outbox", "dead"));
    return {};
}

Result<void> list_rows(Reader& reader, std::int64_t now_ms, Reconciliation& into) {
    TRY(into.overdue_rows, reader.overdue(now_ms));
    TRY(into.refused_rows, reader.latest("actions", "refused", "changed_ms"));
    TRY(into.unconfirmed_rows, reader.latest("actions", "unconfirmed", "changed_ms"));
    TRY(into.dead_rows, reader.latest("outbox", "dead", "number"));
    return {};
}

}  // namespace

Result<Reconciliation> reconcile(
    port::Records& records, std::int64_t now_ms, const ReconcileOptions& options) {
    Reader reader(records, options);
    Reconciliation found;
    TRY_DONE(count_actions(reader, found));
    TRY_DONE(count_messages(reader, found));
    TRY(found.overdue, reader.count_overdue(now_ms));
    TRY_DONE(list_rows(reader, now_ms, found));
    return found;
}

}  // namespace shouxin::service
