// Where in the log does an event stand that goes by this id? Senders name their events, so several
// may go by one. Looks through the ids that are kept, the newest first: no index is worth its
// memory for a question that a person asks. Pure, in slices; not thread-safe.
#pragma once

#include "live/state.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::live {

class EventSearch {
public:
    static constexpr std::size_t found_max = 5;  // records; those behind aren't looked for

    explicit EventSearch(std::string id) : id_(std::move(id)) {}

    // At a slice. True when all was seen.
    bool look(const State& state);

    void restart() { *this = EventSearch(std::move(id_)); }

    // Records of the log, the newest first, each once.
    [[nodiscard]] const std::vector<std::uint64_t>& records() const { return records_; }

    // There is one of which only that it was there is kept.
    [[nodiscard]] bool forgotten() const { return forgotten_; }

private:
    void find(std::uint64_t record);

    std::string id_;
    std::optional<signal::EventRef> next_;  // those below weren't seen
    std::vector<std::uint64_t> records_;
    bool forgotten_ = false;
};

}  // namespace shouxin::live
