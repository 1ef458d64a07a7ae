// Random decisions, orders and times against a naive model: a plain list of actions that is
// searched from end to end each time. And what must hold of any history.
#include "live/actions/action_book.h"

#include "base/archive.h"
#include "base/must.h"
#include "base/memory_stream_test.h"
#include "live/actions/action_fixture_test.h"
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
constexpr ActionBook::Options options{.key = {5, 6}, .actions_max = 6, .confirm_within_ms = day_ms};
constexpr BrakeLimits caps{.holds_per_merchant_day = 20, .held_amount_per_hour = 3500};

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
    wanted.delay_ms = deed.flag ? 2 * hour_ms : 0;
    wanted.expires_after_ms = (1 + deed.number % 40) * hour_ms;
    return wanted;
}

// Mostly about one of the last actions; sometimes about one that never was.
ActionOrder order_by(const Deed& deed, ActionId last, std::int64_t now_ms) {
    const ActionId action = deed.which < 10 ? last - std::min<ActionId>(last, deed.which / 3)
                                            : last + deed.which - 10;
    const auto step = static_cast<std::uint32_t>(std::max(deed.what, 6) - 5);  // 1, 1, 1, 2, 3
    ActionOrder order = deed.what < 9 ? answers(action, step)
                                      : ordered(static_cast<Verb>(deed.what - 8), action);
    order.refused = deed.what < 9 && deed.flag && deed.number % 3 > 0;
    order.amount = deed.number / 3;
    order.keep_rest = deed.flag;
    order.expires_ms = now_ms + deed.number * hour_ms / 10;
    return order;
}

// ---- The model -----------------------------------------------------------------------------

struct Known {
    ActionFacts facts;
    std::uint32_t steps = 0;
    std::uint32_t capture_step = 0;
    std::uint32_t end_step = 0;
    std::int64_t capturing = 0;
    std::int64_t ended_ms = 0;
    bool gone = false;
};

// What is compared of a transition.
using Told = std::tuple<ActionId, ActionState, ActionState, Ask, std::uint32_t, std::uint32_t,
                        std::int64_t, Cap, bool>;

Told told_of(const Transition& t) {
    return {t.action.id, t.from, t.to, t.ask, t.step, t.sequence, t.amount, t.cap, t.refused};
}

class Model {
public:
    std::vector<Told> decide(const Wanted& wanted, std::int64_t at_ms, std::int64_t due_ms) {
        for (Known& known : all_) {
            if (known.facts.kind == wanted.kind && known.facts.subject == wanted.subject &&
                is_in_force(known.facts.state)) {
                return join(known, wanted, at_ms);
            }
        }
        const auto fits = std::ranges::count(all_, false, &Known::gone) <
                          static_cast<std::ptrdiff_t>(options.actions_max);
        if (const Cap cap = fits ? cap_for(wanted, at_ms) : Cap::actions_in_force;
            cap != Cap::none) {
            return {{0, ActionState::none, ActionState::braked, Ask::nothing, 0, 0, wanted.amount,
                     cap, false}};
        }
        Known& known = all_.emplace_back();
        ActionFacts& facts = known.facts;
        facts.id = all_.size();
        facts.kind = wanted.kind;
        facts.subject_kind = wanted.subject_kind;
        facts.subject = wanted.subject;
        facts.amount = wanted.amount;
        facts.state = ActionState::decided;
        facts.decided_ms = at_ms;
        facts.due_ms = due_ms;
        facts.expires_ms = at_ms + wanted.expires_after_ms;
        facts.merchant = wanted.merchant;
        facts.grounds.push_back({"", "", std::string(wanted.decision), ""});
        std::vector<Told> told{plain(known, ActionState::none, wanted.amount)};
        if (due_ms <= at_ms) {
            told.push_back(due(known));
        }
        return told;
    }

    std::vector<Told> tick(std::int64_t at_ms) {
        std::vector<Told> told;
        while (Known* const next = earliest(at_ms)) {
            if (is_end(next->facts.state)) {
                told.push_back(leaves(*next, ActionState::unconfirmed));
            } else if (next->facts.expires_ms <= at_ms) {
                told.push_back(ends(*next, ActionState::expired, at_ms));
            } else {
                told.push_back(due(*next));
            }
        }
        return told;
    }

    // What it tells, or nothing where it must be refused.
    std::optional<std::vector<Told>> order(const ActionOrder& order, std::int64_t at_ms) {
        if (order.action == 0 || order.action > all_.size() || all_[order.action - 1].gone) {
            return std::nullopt;
        }
        Known& known = all_[order.action - 1];
        if (order.verb == Verb::acknowledge) {
            return acknowledge(known, order);
        }
        ActionFacts& facts = known.facts;
        const bool is_hold_of_money = facts.kind == model::Action::hold_settlement;
        if (!is_in_force(facts.state)) {
            return std::nullopt;
        }
        switch (order.verb) {
            case Verb::undo:
                return list(ends(known, ActionState::undone, at_ms));
            case Verb::extend:
                if (order.expires_ms <= facts.expires_ms) {
                    return std::nullopt;
                }
                return list(extend(known, order.expires_ms));
            case Verb::release:
                return is_hold_of_money ? list(ends(known, ActionState::released, at_ms))
                                        : std::nullopt;
            case Verb::void_:
                return is_hold_of_money && facts.captured == 0
                           ? list(ends(known, ActionState::voided, at_ms))
                           : std::nullopt;
            default:
                return is_hold_of_money ? capture(known, order, at_ms) : std::nullopt;
        }
    }

    [[nodiscard]] const std::vector<Known>& all() const { return all_; }

private:
    static std::optional<std::vector<Told>> list(const Told& told) { return std::vector{told}; }

    static Told plain(const Known& known, ActionState from, std::int64_t amount) {
        return {known.facts.id, from, known.facts.state, Ask::nothing, 0, 0, amount, Cap::none,
                false};
    }

    Told asks(Known& known, ActionState from, std::int64_t amount, Ask ask) {
        auto& sequence = sequences_[{known.facts.subject_kind, known.facts.subject}];
        return {known.facts.id, from, known.facts.state, ask, ++known.steps, ++sequence, amount,
                Cap::none, false};
    }

    Told due(Known& known) {
        known.facts.state = ActionState::due;
        return asks(known, ActionState::decided, known.facts.amount, Ask::apply);
    }

    Told extend(Known& known, std::int64_t expires_ms) {
        known.facts.expires_ms = expires_ms;
        const ActionState state = known.facts.state;
        return state == ActionState::decided ? plain(known, state, 0)
                                             : asks(known, state, 0, Ask::extend);
    }

    std::vector<Told> join(Known& known, const Wanted& wanted, std::int64_t at_ms) {
        auto& grounds = known.facts.grounds;
        const bool is_new = std::ranges::none_of(
            grounds, [&](const Ground& g) { return g.decision == wanted.decision; });
        const bool is_kept = is_new && grounds.size() < 4;
        if (is_kept) {
            grounds.push_back({"", "", std::string(wanted.decision), ""});
        }
        const std::int64_t expires_ms = at_ms + wanted.expires_after_ms;
        if (expires_ms >= known.facts.expires_ms + hour_ms) {
            return {extend(known, expires_ms)};
        }
        return is_kept ? std::vector{plain(known, known.facts.state, 0)} : std::vector<Told>{};
    }

    Told ends(Known& known, ActionState end, std::int64_t at_ms) {
        ActionFacts& facts = known.facts;
        const ActionState from = facts.state;
        const std::int64_t moved =
            end == ActionState::undone ? facts.amount : facts.amount - facts.captured;
        facts.captured = end == ActionState::undone ? 0 : facts.captured;
        facts.released = facts.amount - facts.captured;
        facts.state = end;
        known.ended_ms = at_ms;
        if (from == ActionState::decided) {
            known.gone = true;
            return plain(known, from, moved);
        }
        const Told told = asks(known, from, moved, ask_for(end));
        known.end_step = known.steps;
        return told;
    }

    static Told leaves(Known& known, ActionState last) {
        const ActionState from = known.facts.state;
        known.facts.state = last;
        known.gone = true;
        return plain(known, from, 0);
    }

    static Told with_refusal(Told told, bool refused) {
        std::get<bool>(told) = refused;
        return told;
    }

    static std::optional<std::vector<Told>> acknowledge(Known& known, const ActionOrder& order) {
        const ActionState state = known.facts.state;
        if (order.step == 0 || order.step > known.steps) {
            return std::nullopt;
        }
        if (order.step == known.end_step) {
            return list(with_refusal(
                leaves(
                    known, order.refused ? ActionState::unconfirmed : ActionState::confirmed),
                order.refused));
        }
        if (order.step == 1 && state == ActionState::due) {
            if (order.refused) {
                known.facts.released = known.facts.amount;
                return list(with_refusal(leaves(known, ActionState::refused), true));
            }
            known.facts.state = ActionState::applied;
            return list(plain(known, state, 0));
        }
        if (order.step == 1 && state == ActionState::applied && order.refused) {
            return std::nullopt;
        }
        if (order.step == known.capture_step) {
            return list(answer_capture(known, order.refused));
        }
        return order.refused && order.step > 1
                   ? list(with_refusal(plain(known, state, 0), true))
                   : std::vector<Told>{};
    }

    static Told answer_capture(Known& known, bool refused) {
        ActionFacts& facts = known.facts;
        const std::int64_t asked = facts.state == ActionState::undone ? 0 : known.capturing;
        known.capture_step = 0;
        if (refused) {
            facts.captured -= asked;
            facts.released += is_end(facts.state) ? asked : 0;
        }
        return with_refusal(plain(known, facts.state, asked), refused);
    }

    std::optional<std::vector<Told>> capture(
        Known& known, const ActionOrder& order, std::int64_t at_ms) {
        ActionFacts& facts = known.facts;
        const std::int64_t left = facts.amount - facts.captured;
        if (facts.state != ActionState::applied || known.capture_step != 0 || order.amount <= 0 ||
            order.amount > left) {
            return std::nullopt;
        }
        facts.captured += order.amount;
        if (order.keep_rest && order.amount < left) {
            const Told told = asks(known, facts.state, order.amount, Ask::capture);
            known.capture_step = known.steps;
            known.capturing = order.amount;
            return list(told);
        }
        Told told = ends(known, ActionState::captured, at_ms);
        std::get<std::int64_t>(told) = order.amount;
        return list(told);
    }

    static std::int64_t moment(const Known& known) {
        const ActionFacts& facts = known.facts;
        if (is_end(facts.state)) {
            return known.ended_ms + options.confirm_within_ms;
        }
        return facts.state == ActionState::decided ? std::min(facts.due_ms, facts.expires_ms)
                                                   : facts.expires_ms;
    }

    Known* earliest(std::int64_t at_ms) {
        Known* next = nullptr;
        for (Known& known : all_) {
            if (!known.gone && moment(known) <= at_ms &&
                (next == nullptr || moment(known) < moment(*next))) {
                next = &known;
            }
        }
        return next;
    }

    Cap cap_for(const Wanted& wanted, std::int64_t at_ms) const {
        if (!is_hold(wanted.kind)) {
            return Cap::none;
        }
        std::int64_t merchant_holds = 0;
        std::int64_t amount = wanted.amount;
        for (const Known& known : all_) {
            const std::int64_t age_ms = at_ms - known.facts.decided_ms;
            const bool counts = is_hold(known.facts.kind);
            merchant_holds += counts && age_ms < day_ms && known.facts.merchant == wanted.merchant;
            amount += counts && age_ms < hour_ms ? known.facts.amount : 0;
        }
        if (wanted.merchant != Wanted::no_merchant &&
            merchant_holds >= caps.holds_per_merchant_day) {
            return Cap::holds_per_merchant_day;
        }
        return amount > caps.held_amount_per_hour ? Cap::held_amount_per_hour : Cap::none;
    }

    std::vector<Known> all_;
    std::map<std::pair<model::SubjectKind, std::uint32_t>, std::uint32_t> sequences_;
};

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
    std::uint64_t message = 0;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const Transition& t = history[i];
        RC_ASSERT(t.number == i + 1);
        message += t.ask != Ask::nothing;
        RC_ASSERT(t.ask == Ask::nothing || t.message == message);
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
