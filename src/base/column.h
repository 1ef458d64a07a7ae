// Column<Ix, T> holds one value for each thing of a kind, by its dense index; a thing that was
// never written has the default. Grows by doubling; its bound is that of the interner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin {

template <class Ix, class T>
class Column {
public:
    // The value to write to, made on first use. REQUIRES: index is valid.
    T& operator[](Ix index) {
        if (index.value >= values_.size()) {
            values_.resize(std::size_t{index.value} + 1);
        }
        return values_[index.value];
    }

    // A copy to read: the default for a thing not seen here, or an invalid index.
    T get(Ix index) const { return index.value < values_.size() ? values_[index.value] : T{}; }

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }

    [[nodiscard]] std::span<const T> all() const { return values_; }

    // Starts loading the value, if it is there.
    void prefetch(Ix index) const {
        if (index.value < values_.size()) {
            __builtin_prefetch(&values_[index.value]);
        }
    }

    // Forgets all, and gives the memory back.
    void clear() { std::vector<T>().swap(values_); }

    [[nodiscard]] std::size_t bytes() const { return values_.capacity() * sizeof(T); }

    template <class Archive>
    void archive(Archive& a) {
        a(values_);
    }

private:
    std::vector<T> values_;
};

}  // namespace shouxin
