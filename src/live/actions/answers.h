// Was this ordered before, and what was answered? The last answers by idempotency key; an older
// key is forgotten, and its order is then one of its own. Not thread-safe.
#pragma once

#include "base/hash.h"
#include "live/actions/orders.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace shouxin::live {

class Answers {
public:
    struct Entry {
        Hash128 key;
        Hash128 order;  // what was ordered under the key
        Answer answer;

        template <class Archive>
        void archive(Archive& a) {
            a(key, order, answer);
        }
    };

    // REQUIRES: most > 0.
    explicit Answers(std::size_t most) : most_(most) {}

    // Null if it isn't known. Valid until the next remember().
    [[nodiscard]] const Entry* find(const Hash128& key) const;

    // In place of the oldest, when there are as many as can be.
    void remember(const Entry& entry);

    template <class Archive>
    void archive(Archive& a) {
        a(entries_, next_);
        if constexpr (Archive::loading) {
            index();
        }
    }

private:
    void index();

    std::size_t most_;
    std::vector<Entry> entries_;
    std::uint64_t next_ = 0;                                 // which goes next
    std::unordered_map<std::uint64_t, std::uint32_t> rows_;  // by the lower half of the key
};

// Of what an order says, all but its key.
Hash128 fingerprint(const ActionOrder& order, HashKey key);

}  // namespace shouxin::live
