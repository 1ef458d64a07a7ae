// The full tiles and bundles of a ledger, read from its folder and kept for a while. Thread-safe.
#pragma once

#include "base/result.h"
#include "proof/hash.h"
#include "store/files/ledger_folder.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shouxin::store {

class LedgerTiles {
public:
    // The folder outlives this object.
    explicit LedgerTiles(const LedgerFolder& folder) : folder_(folder) {}

    // REQUIRES: the tile is full. `count` of its hashes from `first` on.
    Result<std::vector<proof::Hash>> hashes(
        unsigned level, std::uint64_t tile, std::size_t first, std::size_t count);

    // REQUIRES: its bundle is full.
    Result<std::string> leaf(std::uint64_t index);

    // The first `width` leaves of a bundle, as it holds them. REQUIRES: the bundle is full.
    Result<std::string> entries(std::uint64_t bundle, std::size_t width);

private:
    struct Bundle {
        std::string_view bytes;
        std::vector<std::string_view> leaves;
    };

    // Until the next call.
    Result<Bundle> bundle(std::uint64_t number);

    // The file's bytes, until the next call.
    Result<std::string_view> bytes_of(const std::string& name, std::size_t bytes_max);
    void make_room(std::size_t bytes);

    const LedgerFolder& folder_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::string> files_;  // at most cache_bytes_max together
    std::deque<std::string> oldest_first_;
    std::size_t bytes_ = 0;
};

}  // namespace shouxin::store
