#include "live/evidence/event_search.h"

#include <algorithm>

namespace shouxin::live {
namespace {

constexpr std::uint32_t slice_ids = 50'000;

}  // namespace

bool EventSearch::look(const State& state) {
    const signal::EventIds& ids = state.watch().market().event_ids;
    next_ = next_.value_or(ids.size());
    for (std::uint32_t left = slice_ids; left > 0 && *next_ > 0; --left) {
        if (ids[--*next_] == id_) {
            find(state.watch().places().record_of(*next_));
        }
        if (records_.size() == found_max) {
            return true;
        }
    }
    return *next_ == 0;
}

void EventSearch::find(std::uint64_t record) {
    forgotten_ = forgotten_ || record == EventPlaces::forgotten;
    const bool known = std::ranges::find(records_, record) != records_.end();
    if (record != EventPlaces::forgotten && !known) {
        records_.push_back(record);
    }
}

}  // namespace shouxin::live
