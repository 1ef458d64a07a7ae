// Random decisions, orders and times against a naive model: a plain list of actions that is
// searched from end to end each time. And what must hold of any history.
#include "base/archive.h"
#include "base/memory_stream_test.h"
#include "base/must.h"
#include "live/actions/action_book.h"
#include "live/actions/action_fixture_test.h"
#include "live/actions/action_model_test.h"
#include "live/actions/message.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace shouxin::live {
namespace {

constexpr StreamLabel label{.version = "test", .key = {1, 2}};

// What a test does: chosen by small numbers, so that a failing case shrinks.
struct Deed {
    int what = 0;
    std::uint32_t which = 0;
    std::int64_t number = 0;
    std::int64_t pause_ms = 0;
    bool flag = false;
};

[[maybe_unused]] std::ostream& operator<<(std::ostream& out, const Deed& deed) {
    return out << deed.what << ' ' << deed.which << ' ' << deed.number << ' ' << deed.pause_ms
               << ' ' << deed.flag;
}

rc::Gen<Deed> any_deed() {
    return rc::gen::build<Deed>(
        rc::gen::set(&Deed::what, rc::gen::inRange(0, 14)),
        rc::gen::set(&Deed::which, rc::gen::inRange<std::uint32_t>(0, 12)),
        rc::gen::set(&Deed::number, rc::gen::inRange<std::int64_t>(0, 1100)),
        rc::gen::set(
            &Deed::pause_ms,
            rc::gen::element<std::int64_t>(0, 0, 0, 0, 1, hour_ms / 2, hour_ms, 9 * hour_ms)),
        rc::gen::set(&Deed::flag));
}

rc::Gen<std::vector<Deed>> many_deeds() {
    return rc::gen::scale(4, rc::gen::container<std::vector<Deed>>(any_deed()));
}

Wanted wanted_by(const Deed& deed, const std::string& decision) {
    Wanted wanted = hold_of(deed.which % 4, deed.number);
    if (deed.what == 1) {
        wanted.kind = model::Action::exclude_from_sales;
    }
    if (deed.what == 2) {
        wanted.kind = model::Action::freeze_account;
        wanted.subject_kind = model::SubjectKind::account;
        wanted.merchant = Wanted::no_merchant;
    }
    wanted.decision = decision;
    wanted.delay_most_ms = deed.flag ? 2 * hour_ms : 0;
    wanted.expires_after_ms = (1 + deed.number % 40) * hour_ms;
    return wanted;
}

// Mostly about one of the last actions; sometimes about one that never was.
ActionOrder order_by(const Deed& deed, ActionId last, std::int64_t now_ms) {
    const ActionId action =
        deed.which < 10 ? last - std::min<ActionId>(last, deed.which / 3) : last + deed.which - 10;
    const auto step = static_cast<std::uint32_t>(std::max(deed.what, 6) - 5);  // 1, 1, 1, 2, 3
    ActionOrder order =
        deed.what < 9 ? answers(action, step) : ordered(static_cast<Verb>(deed.what - 8), action);
    order.refused = deed.what < 9 && deed.flag && deed.number % 3 > 0;
    order.amount = deed.number / 3;
    order.keep_rest = deed.flag;
    order.expires_ms = now_ms + deed.number * hour_ms / 10;
    return order;
}

// ---- What must hold ------------------------------------------------------------------------

std::vector<Told> told_of(const std::vector<Transition>& transitions) {
    std::vector<Told> told;
    for (const Transition& t : transitions) {
        told.push_back(told_of(t));
    }
    return told;
}

void check_laws(const ActionBook& book, const Model& model) {
    std::set<std::tuple<model::Action, model::SubjectKind, std::uint32_t>> in_force;
    std::size_t there = 0;
    for (const Known& known : model.all()) {
        const auto facts = book.find(known.facts.id);
        RC_ASSERT(facts.has_value() == !known.gone);
        if (!facts) {
            continue;
        }
        ++there;
        RC_ASSERT(facts->state == known.facts.state);
        RC_ASSERT(facts->captured == known.facts.captured);
        RC_ASSERT(facts->released == known.facts.released);
        RC_ASSERT(facts->expires_ms == known.facts.expires_ms);
        RC_ASSERT(facts->captured >= 0 && facts->released >= 0 && facts->held() >= 0);
        if (is_in_force(facts->state)) {
            const bool alone =
                in_force.emplace(facts->kind, facts->subject_kind, facts->subject).second;
            RC_ASSERT(alone);
        }
    }
    RC_ASSERT(book.size() == there);
}

// Every decided action ends once, and its messages and the book's numbers have no gaps.
void check_history(const std::vector<Transition>& history, std::size_t unended) {
    std::map<ActionId, int> decided;
    std::map<ActionId, int> ended;
    std::map<ActionId, Flow> flows;
    std::uint64_t message = 0;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const Transition& t = history[i];
        RC_ASSERT(t.number == i + 1);
        message += t.ask != Ask::nothing;
        RC_ASSERT(t.ask == Ask::nothing || t.message == message);
        Flow& sum = flows[t.action.id];
        sum.held += t.flow.held;
        sum.captured += t.flow.captured;
        sum.released += t.flow.released;
        const bool braked = t.to == ActionState::braked;
        const Flow stands{t.action.held(), t.action.captured, t.action.released};
        const bool adds_up = braked ? t.flow == Flow{} : sum == stands;
        RC_ASSERT(adds_up);
        decided[t.action.id] += t.to == ActionState::decided && t.from == ActionState::none;
        ended[t.action.id] += is_end(t.to) && !is_end(t.from);
    }
    std::size_t not_yet = 0;
    for (const auto& [action, times] : decided) {
        if (action != 0) {
            RC_ASSERT(times == 1);
            RC_ASSERT(ended[action] <= 1);
            not_yet += ended[action] == 0;
        }
    }
    RC_ASSERT(not_yet == unended);
}

std::size_t count_in_force(const Model& model) {
    return static_cast<std::size_t>(std::ranges::count_if(model.all(), [](const Known& known) {
        return !known.gone && is_in_force(known.facts.state);
    }));
}

ActionBook reloaded(ActionBook& book) {
    StringSink sink;
    MUST(save(sink, label, book).has_value());
    StringSource source(sink.bytes);
    ActionBook again(options);
    MUST(load(source, sink.bytes.size(), label, again).has_value());
    return again;
}

// The deeds done to a book; after each, look(what it told, what the model tells) is called.
class Run {
public:
    Run() : book(options) { book.limit(caps); }

    std::vector<Transition> carry_out(const Deed& deed, Model* model) {
        now_ms += deed.pause_ms;
        std::vector<Transition> told = book.tick(now_ms);
        if (model != nullptr) {
            const auto expected = model->tick(now_ms);
            RC_ASSERT(told_of(told) == expected);
        }
        if (deed.what < 4) {
            decide(deed, model, told);
        } else {
            order(deed, model, told);
        }
        return told;
    }

    ActionBook book;
    std::int64_t now_ms = 0;

private:
    void decide(const Deed& deed, Model* model, std::vector<Transition>& told) {
        const std::string decision = "d-" + std::to_string(deed.number % 7);
        const Wanted wanted = wanted_by(deed, decision);
        const auto mine = book.decide(wanted, now_ms);
        if (model != nullptr) {
            const std::int64_t due_ms = mine.empty() ? 0 : mine[0].action.due_ms;
            RC_ASSERT(due_ms <= now_ms + 2 * hour_ms);
            const auto expected = model->decide(wanted, now_ms, due_ms);
            RC_ASSERT(told_of(mine) == expected);
        }
        last_ = mine.empty() ? last_ : std::max(last_, mine[0].action.id);
        told.insert(told.end(), mine.begin(), mine.end());
    }

    void order(const Deed& deed, Model* model, std::vector<Transition>& told) {
        ActionOrder order = order_by(deed, last_, now_ms);
        const std::string key = "key " + std::to_string(++orders_);
        order.key = key;
        const auto answer = book.order(order, now_ms);
        std::vector<Transition> mine;
        if (answer && answer->transition) {
            mine.push_back(*answer->transition);
        }
        if (model != nullptr) {
            const auto expected = model->order(order, now_ms);
            RC_ASSERT(answer.has_value() == expected.has_value());
            RC_ASSERT(!expected || told_of(mine) == *expected);
        }
        if (answer) {
            const auto again = book.order(order, now_ms);
            RC_ASSERT(again->answer == answer->answer && !again->transition);
        }
        told.insert(told.end(), mine.begin(), mine.end());
    }

    int orders_ = 0;
    ActionId last_ = 0;
};

RC_GTEST_PROP(ActionBook, does_what_the_naive_model_does, ()) {
    const auto deeds = *many_deeds();
    Run run;
    Model model;
    std::vector<Transition> history;
    for (const Deed& deed : deeds) {
        const auto told = run.carry_out(deed, &model);
        history.insert(history.end(), told.begin(), told.end());
        check_laws(run.book, model);
    }
    check_history(history, count_in_force(model));
    RC_TAG(std::min<std::size_t>(model.all().size(), 9));
}

RC_GTEST_PROP(ActionBook, tells_the_same_again_though_saved_and_loaded_on_the_way, ()) {
    const auto deeds = *many_deeds();
    const auto saved_every = *rc::gen::inRange<std::size_t>(1, 9);
    Run straight;
    Run stopped;
    for (std::size_t i = 0; i < deeds.size(); ++i) {
        const auto one = straight.carry_out(deeds[i], nullptr);
        const auto other = stopped.carry_out(deeds[i], nullptr);
        RC_ASSERT(one.size() == other.size());
        for (std::size_t k = 0; k < one.size(); ++k) {
            RC_ASSERT(text_of(one[k]) == text_of(other[k]));
            RC_ASSERT(told_of(one[k]) == told_of(other[k]));
        }
        if (i % saved_every == 0) {
            stopped.book = reloaded(stopped.book);
        }
    }
}

}  // namespace
}  // namespace shouxin::live
