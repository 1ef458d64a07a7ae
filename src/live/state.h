// What does the log say should be done? The whole of the server's mind as a fold over the records
// of its log: step() takes one and says what follows. The same records give the same effects, so
// a snapshot and the records behind it are as good as never having stopped, and any decision of
// the past can be made again. Pure; not thread-safe.
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "intake/delivery.h"
#include "intake/options.h"
#include "judge/model.h"
#include "live/actions/action_book.h"
#include "live/appeals.h"
#include "live/batch.h"
#include "live/block_chain.h"
#include "live/effects.h"
#include "live/epoch_view.h"
#include "live/exposure.h"
#include "live/generation.h"
#include "live/labels.h"
#include "live/policy_versions.h"
#include "live/record.h"
#include "live/repeats.h"
#include "live/rulings.h"
#include "live/tally.h"
#include "live/watch.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

// Where do the answers of an epoch come from, once they are there?
class EpochSource {
public:
    virtual ~EpochSource() = default;

    // Of the epoch that was taken at record `number`.
    virtual Result<EpochView> epoch(std::uint64_t number) = 0;

    // One that was stepped over all records from `from` up to before `until`, and has `policy`.
    virtual Result<std::unique_ptr<Successor>> successor(
        std::uint64_t from, std::uint64_t until, const PolicyVersion& policy) = 0;
};

// Who looks on while a state is stepped: sees what it sees, and all that it rules on.
class Witness {
public:
    virtual ~Witness() = default;
    virtual void saw(std::span<const model::Event> events) = 0;
    virtual void found(const Finding& finding, const Watch& watch, const EpochView& epoch) = 0;
};

// Whose snapshots can be read: to be counted on whenever what a state holds, or what it means (the
// judge's trees, a constant that it was built with), changes. Another one's are passed over, and
// the log is replayed.
inline constexpr std::string_view state_version = "live 5";

// What a new server proposes to itself.
std::string_view first_policy();

struct StateOptions {
    intake::Options reading;
    std::string secret;  // salts commitments
    judge::Model model = judge::embedded_model();
    std::size_t reconsidered_a_record = 500;  // when an epoch's answers begin to count
};

class State {
public:
    // Before the first policy is proposed, the thresholds of an empty one count. `epochs` outlives
    // the state.
    State(StateOptions options, EpochSource& epochs);
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // `corrupt` if the record can't have been written by us, or its epoch isn't there any more:
    // then the state is of no use.
    Result<Effects> step(const Record& record);

    // `witness`, if not null, outlives the state.
    void be_seen_by(Witness* witness) { witness_ = witness; }

    // Number of the last record stepped over, 0 if none, and its time.
    [[nodiscard]] std::uint64_t record() const { return record_; }

    [[nodiscard]] std::int64_t at_ms() const { return at_ms_; }

    // The record at which the newest generation began: indices are of this one alone.
    [[nodiscard]] std::uint64_t generation() const { return generation_; }

    // When, by the server's clock, something is due although nothing happens: a tick then.
    [[nodiscard]] std::int64_t next_due_ms() const;

    [[nodiscard]] const Watch& watch() const { return *watch_; }

    [[nodiscard]] const EpochView& epoch() const { return epoch_; }

    [[nodiscard]] const Rulings& rulings() const { return *rulings_; }

    [[nodiscard]] const ActionBook& actions() const { return actions_; }

    [[nodiscard]] const Labels& labels() const { return labels_; }

    [[nodiscard]] const PolicyVersions& policies() const { return policies_; }

    // Day by day, and what is held.
    [[nodiscard]] const Tally& tally() const { return tally_; }

    // The suspicious orders.
    [[nodiscard]] const Exposure& exposure() const { return exposure_; }

    // What Guard says of a subject now.
    [[nodiscard]] Finding finding(const Subject& subject) const;

    // Its probability alone, in millionths: quicker.
    [[nodiscard]] std::uint32_t probability(const Subject& subject) const;

    // Which leaf binds a record that brought events.
    [[nodiscard]] const BlockChain& blocks() const { return blocks_; }

    // Leaves so far: the place of the next one.
    [[nodiscard]] std::uint64_t leaves() const { return leaves_; }

    // Events that the last epoch didn't see.
    [[nodiscard]] std::uint64_t events_since_epoch() const {
        return watch_->totals().counts.accepted - epoch_.events;
    }

    // Uses the state up: only the child that settles an epoch calls it.
    EpochView settle(std::uint64_t number, Executor& executor);

    template <class Archive>
    void archive(Archive& a) {
        a(record_, at_ms_, leaves_, rings_named_, generation_, policies_);
        if constexpr (Archive::loading) {
            if (!restore_policy()) {
                a.refuse();
            }
        }
        a(*watch_, epoch_, *rulings_, actions_, appeals_, blocks_, reasons_, reconsidered_);
        a(repeats_, labels_, batches_, tally_, exposure_);
    }

private:
    [[nodiscard]] bool restore_policy();
    Result<void> take_events(const Record& record, Effects& effects);
    void keep_reasons(std::span<const judge::Told> told);
    void rule_on_told(std::span<const judge::Told> told, Effects& effects);
    void rule_on_posted(std::span<const model::Event> events, Effects& effects);
    void answer(const intake::Delivery& delivery, const Watch::Seen& seen, Effects& effects);
    void rule(const Finding& finding, std::string event, Effects& effects);
    void count_orders(std::span<const model::Event> events);
    void count_rings(std::uint64_t named_before);
    void weigh(const Finding& finding);
    void act(Rulings::Ruling& ruling, Effects& effects);
    void withdraw(const Rulings::Ruling& ruling, Effects& effects);
    void add(Decision decision, Effects& effects);

    Result<void> take_command(const Record& record, Effects& effects);
    CommandResult carry_out(const Command& command, Effects& effects);
    CommandResult propose(const Command& command, Effects& effects);
    CommandResult change_policy(const Command& command, Effects& effects);
    Result<Subject> subject_of(const Command& command) const;
    CommandResult order_action(const Command& command, Effects& effects);
    CommandResult take_action(const Command& command, Effects& effects);
    CommandResult take_batch(const Command& command, Effects& effects);
    void take_of_batch(const Subject& subject, Batch& batch, Effects& effects);
    CommandResult undo_batch(const Command& command, Effects& effects);
    CommandResult label(const Command& command, Effects& effects);
    CommandResult look_again(const Command& command, Effects& effects);
    CommandResult withdraw_label(const Command& command, Effects& effects);
    CommandResult withdraw_second_look(const Command& command, Effects& effects);
    [[nodiscard]] Look look_of(
        const Subject& subject, std::string_view id, std::optional<SecondLook> look) const;
    [[nodiscard]] Queued queued(const Subject& subject, std::string_view id) const;
    void line_up(const Decision& decision, bool waited, Effects& effects);
    CommandResult make_appeal(const Command& command, Effects& effects);
    CommandResult answer_appeal(const Command& command, Effects& effects);
    Result<void> end_action(ActionId action, const Command& command, Effects& effects);
    void put_policy_in_force();
    void limit_actions();

    Result<void> take_epoch(const Record& record, Effects& effects);
    Result<void> begin_generation(const Record& record, Effects& effects);
    void become(Successor& successor);
    void reconsider_all();
    void reconsider_some(Effects& effects);
    void add_leaf(std::string leaf, Effects& effects);
    void tell(Transition transition, Effects& effects);

    StateOptions options_;
    EpochSource& epochs_;
    std::uint64_t record_ = 0;
    std::int64_t at_ms_ = 0;
    std::uint64_t leaves_ = 0;
    std::uint64_t rings_named_ = 0;
    std::uint64_t generation_ = 0;  // the record at which the newest one began
    std::unique_ptr<Watch> watch_;
    EpochView epoch_;
    PolicyVersions policies_;
    std::unique_ptr<Rulings> rulings_;
    ActionBook actions_;
    Appeals appeals_;
    BlockChain blocks_;
    Repeats repeats_;
    Labels labels_;
    Batches batches_;
    Tally tally_;
    Exposure exposure_;
    std::map<std::uint32_t, model::Reasons> reasons_;  // of orders that no epoch has judged yet
    std::deque<Subject> reconsidered_;  // whom a new epoch or policy may have changed
    model::Names no_names_;             // of which only the hash is used
    intake::DeliveryReader reader_;
    Witness* witness_ = nullptr;
};

}  // namespace shouxin::live
