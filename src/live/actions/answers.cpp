#include "live/actions/answers.h"

#include <fmt/format.h>

namespace shouxin::live {

const Answers::Entry* Answers::find(const Hash128& key) const {
    const auto row = rows_.find(key.low);
    const bool known = row != rows_.end() && entries_[row->second].key == key;
    return known ? &entries_[row->second] : nullptr;
}

void Answers::remember(const Entry& entry) {
    if (entries_.size() < most_) {
        next_ = entries_.size();
        entries_.emplace_back();
    } else if (const auto row = rows_.find(entries_[next_].key.low);
               row != rows_.end() && row->second == next_) {
        rows_.erase(row);
    }
    entries_[next_] = entry;
    rows_[entry.key.low] = static_cast<std::uint32_t>(next_);
    next_ = (next_ + 1) % most_;
}

void Answers::index() {
    rows_.clear();
    for (std::uint32_t row = 0; row < entries_.size(); ++row) {
        rows_[entries_[row].key.low] = row;
    }
}

Hash128 fingerprint(const ActionOrder& order, HashKey key) {
    const std::string text = fmt::format(
        "{} {} {} {} {} {} {} {} {}|{}",
        name_of(order.verb),
        order.action,
        order.step,
        order.refused,
        order.amount,
        order.keep_rest,
        order.expires_ms,
        order.by.size(),
        order.by,
        order.reason);
    return hash128(text, key);
}

}  // namespace shouxin::live
