// Was this ordered before, under the same key, and what was answered? The last answers by
// idempotency key; an older key is forgotten, and its order is then one of its own. Not
// thread-safe.
#pragma once

#include "base/hash.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shouxin::live {

class Repeats {
public:
    static constexpr std::size_t most = std::size_t{1} << 14;

    struct Entry {
        Hash128 key;         // of who ordered it, and the key
        Hash128 order;       // what was ordered
        std::string answer;  // canonical JSON

        template <class Archive>
        void archive(Archive& a) {
            a(key, order, answer);
        }
    };

    // Null if it isn't known. Valid until the next remember().
    [[nodiscard]] const Entry* find(const Hash128& key) const {
        const auto found = places_.find(key.low);
        const bool known = found != places_.end() && entries_[found->second].key == key;
        return known ? &entries_[found->second] : nullptr;
    }

    // In place of the oldest, when there are as many as can be.
    void remember(Entry entry) {
        const std::size_t place = next_ % most;
        ++next_;
        if (place == entries_.size()) {
            entries_.emplace_back();
        } else {
            places_.erase(entries_[place].key.low);
        }
        places_[entry.key.low] = static_cast<std::uint32_t>(place);
        entries_[place] = std::move(entry);
    }

    template <class Archive>
    void archive(Archive& a) {
        a(entries_, next_);
        if constexpr (Archive::loading) {
            places_.clear();
            for (std::size_t place = 0; place < entries_.size(); ++place) {
                places_[entries_[place].key.low] = static_cast<std::uint32_t>(place);
            }
        }
    }

private:
    std::vector<Entry> entries_;
    std::uint64_t next_ = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> places_;
};

}  // namespace shouxin::live
