#include "service/live/changed.h"

#include "service/live/appeal_rows.h"
#include "service/outbox/tables.h"

#include <algorithm>
#include <functional>
#include <string>
#include <variant>

namespace shouxin::service {
namespace {

constexpr std::array<TopicRow, topic_count> table{{
    {Topic::actions, "actions", Permission::actions_read},
    {Topic::alerts, "alerts", Permission::actions_read},
    {Topic::appeals, "appeals", Permission::actions_read},
    {Topic::decisions, "decisions", Permission::decisions_read},
    {Topic::events, "events", Permission::market_read},
    {Topic::labels, "labels", Permission::decisions_read},
    {Topic::policies, "policies", Permission::policies_read},
    {Topic::quarantine, "quarantine", Permission::market_read},
    {Topic::rings, "rings", Permission::decisions_read},
}};

// The shop that sees the row among its own; nothing if none does.
const std::string* shop_of(const port::Change& change, Topic topic) {
    switch (topic) {
        case Topic::actions:
            return std::get_if<std::string>(
                &change.row[static_cast<std::size_t>(ActionColumn::merchant)]);
        case Topic::appeals:
            return std::get_if<std::string>(
                &change.row[static_cast<std::size_t>(AppealColumn::merchant)]);
        default:
            return nullptr;
    }
}

}  // namespace

std::span<const TopicRow, topic_count> topics() {
    return table;
}

void Changed::add(const port::Change& change) {
    const auto row = std::ranges::find(table, change.table, &TopicRow::name);
    if (row == table.end()) {
        return;
    }
    add(row->topic, 1);
    if (const std::string* const shop = shop_of(change, row->topic)) {
        add_shop(std::hash<std::string_view>()(*shop));
    }
}

void Changed::add(const Changed& other) {
    for (const TopicRow& row : table) {
        add(row.topic, other.count(row.topic));
    }
    epoch_ = std::max(epoch_, other.epoch_);
    any_shop_ = any_shop_ || other.any_shop_;
    for (const std::size_t hash : other.shops_) {
        add_shop(hash);
    }
}

void Changed::add_shop(std::size_t hash) {
    if (shops_.size() < shops_max) {
        shops_.insert(hash);
    } else {
        any_shop_ = any_shop_ || !shops_.contains(hash);
    }
}

bool Changed::concerns(std::string_view merchant) const {
    return any_shop_ || shops_.contains(std::hash<std::string_view>()(merchant));
}

void ChangeHistory::add(std::uint64_t record, const Changed& changed) {
    if (!open_) {
        stretches_.push_back({});
        open_ = true;
    }
    last_ = record;
    stretches_.back().last = record;
    stretches_.back().changed.add(changed);
    if (stretches_.size() > stretches_max_) {
        forgotten_ = stretches_.front().last;
        stretches_.pop_front();
    }
}

std::optional<Changed> ChangeHistory::since(std::uint64_t record) const {
    if (record < forgotten_ || record > last_) {
        return std::nullopt;
    }
    Changed changed;
    for (auto each = stretches_.rbegin(); each != stretches_.rend() && each->last > record;
         ++each) {
        changed.add(each->changed);
    }
    return changed;
}

}  // namespace shouxin::service
