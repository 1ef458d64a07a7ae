// What can be looked up anew? How many rows of the records changed, by topic, and a bounded past of
// such counts for whoever was away for a while. Not thread-safe.
#pragma once

#include "port/records.h"
#include "service/people/permissions.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace shouxin::service {

enum class Topic : std::uint8_t {
    actions,
    alerts,
    appeals,
    decisions,
    events,
    labels,
    policies,
    quarantine,
    rings,
};

struct TopicRow {
    Topic topic;
    std::string_view name;  // of the table too, where it is one
    Permission reads;       // who may hear of it
};

inline constexpr std::size_t topic_count = 9;

std::span<const TopicRow, topic_count> topics();

class Changed {
public:
    static constexpr std::size_t shops_max =
        64;  // named; when there are more, any shop may be meant

    void add(Topic topic, std::uint64_t many) { counts_[static_cast<std::size_t>(topic)] += many; }

    // Counts the row, if it is of a topic, and the shop that it concerns.
    void add(const port::Change& change);

    void add(const Changed& other);

    void begin_epoch(std::uint64_t number) { epoch_ = number; }

    [[nodiscard]] std::uint64_t count(Topic topic) const {
        return counts_[static_cast<std::size_t>(topic)];
    }

    // Whether something of this shop's own may have changed.
    [[nodiscard]] bool concerns(std::string_view merchant) const;

    // The last one that came to count; 0: none did.
    [[nodiscard]] std::uint64_t epoch() const { return epoch_; }

private:
    void add_shop(std::size_t hash);

    std::array<std::uint64_t, topic_count> counts_{};
    std::uint64_t epoch_ = 0;
    std::set<std::size_t> shops_;  // hashes
    bool any_shop_ = false;
};

class ChangeHistory {
public:
    // Knows what comes behind `record`, in at most so many stretches; older ones are forgotten.
    ChangeHistory(std::uint64_t record, std::size_t stretches_max)
        : last_(record), forgotten_(record), stretches_max_(stretches_max) {}

    // Up to `record`. Joins what was added since the last end of a stretch.
    void add(std::uint64_t record, const Changed& changed);

    // So that what comes from here on can be told apart from what came before.
    void end_stretch() { open_ = false; }

    [[nodiscard]] std::uint64_t last() const { return last_; }

    // What changed behind `record`; nothing if that isn't known any more, or isn't reached yet.
    // More than that, if no stretch ended there.
    [[nodiscard]] std::optional<Changed> since(std::uint64_t record) const;

private:
    struct Stretch {
        std::uint64_t last = 0;
        Changed changed;
    };

    std::uint64_t last_;
    std::uint64_t forgotten_;
    std::size_t stretches_max_;
    std::deque<Stretch> stretches_;
    bool open_ = false;
};

}  // namespace shouxin::service
