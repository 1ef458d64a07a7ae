// How does a server forget? State only grows; so after a while the market is watched anew from what
// the log still holds, beside the running state, which then becomes the new one: old orders are
// gone, registrations, decisions in force and what the last epoch said are carried over. Pure.
#pragma once

#include "live/actions/action_book.h"
#include "live/epoch_view.h"
#include "live/record.h"
#include "live/rulings.h"
#include "live/watch.h"

#include <cstdint>
#include <memory>
#include <string>

namespace shouxin::live {

// A state in the making: the market from record `from` on, and the windows of a policy.
class Successor {
public:
    Successor(
        intake::Options reading, const judge::Model& model, policy::Policy policy, HashKey key);

    // In log order from the first record that is kept. `corrupt` as State::step.
    Result<void> step(const Record& record);

    [[nodiscard]] std::uint64_t record() const { return record_; }

    // Of the one that is succeeded: registrations that weren't seen since, and the names of
    // subjects that have actions.
    void carry_over(const Watch& old, const ActionBook& actions);

    // The members of the rings, under the new names. REQUIRES: before renumbering().
    void carry_rings(EpochView& epoch, const Watch& old);

    // The old one's indices by the new ones'; gone if they were forgotten.
    [[nodiscard]] ActionBook::Renumbering renumbering(const Watch& old) const;

    [[nodiscard]] std::unique_ptr<Watch> take_watch() { return std::move(watch_); }

    [[nodiscard]] std::unique_ptr<Rulings> take_rulings() { return std::move(rulings_); }

private:
    void carry_registrations(const Watch& old);

    std::unique_ptr<Watch> watch_;
    std::unique_ptr<Rulings> rulings_;
    intake::DeliveryReader reader_;
    std::uint64_t record_ = 0;
};

// The same epoch under the new indices. REQUIRES: its rings were carried.
EpochView renumbered(EpochView epoch, const ActionBook::Renumbering& to);

}  // namespace shouxin::live
