// What of a table is held in memory, so that a request needs no database? All of it, by key.
// Thread-safe; values are copied in and out.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace shouxin::service {

template <class Id, class Value>
class Image {
public:
    [[nodiscard]] std::optional<Value> find(const Id& id) const {
        const std::lock_guard lock(mutex_);
        const auto found = values_.find(id);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }

    void put(const Id& id, Value value) {
        const std::lock_guard lock(mutex_);
        values_.insert_or_assign(id, std::move(value));
    }

    void erase(const Id& id) {
        const std::lock_guard lock(mutex_);
        values_.erase(id);
    }

    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return values_.size();
    }

    // Whether it is there and `change` of it said true.
    template <class Change>
    bool change(const Id& id, Change change) {
        const std::lock_guard lock(mutex_);
        const auto found = values_.find(id);
        return found != values_.end() && change(found->second);
    }

    // By key. `visit` must not come back here.
    template <class Visit>
    void visit(Visit visit) const {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, value] : values_) {
            visit(value);
        }
    }

private:
    mutable std::mutex mutex_;
    std::map<Id, Value> values_;
};

}  // namespace shouxin::service
