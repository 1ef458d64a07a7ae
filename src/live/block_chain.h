// What binds the ledger to the raw events? A running hash over the records that brought them, told
// as a leaf every so often. Pure; not thread-safe.
#pragma once

#include "proof/hash.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

class BlockChain {
public:
    static constexpr std::uint64_t records_max = 4096;
    static constexpr std::uint64_t bytes_max = std::uint64_t{1} << 20;

    // The leaf of the block that this record completes, if it does:
    // {"from":record,"hash":...,"records":n,"to":record,"type":"events"}, where hash is
    // SHA-256(hash before, SHA-256(payload)) of each record in turn, from that of the block before.
    // `place` is where the next leaf will stand in the ledger.
    std::optional<std::string> add(
        std::uint64_t record, std::string_view payload, std::uint64_t place);

    // Where in the ledger the block of a record stands; nothing while it isn't complete.
    // REQUIRES: the record isn't forgotten.
    [[nodiscard]] std::optional<std::uint64_t> leaf_of(std::uint64_t record) const;

    // Where blocks stand that are over before it.
    void forget_before(std::uint64_t record);

    template <class Archive>
    void archive(Archive& a) {
        a(hash_, from_, records_, bytes_, blocks_);
    }

private:
    struct Block {
        std::uint64_t to = 0;  // its last record
        std::uint64_t leaf = 0;
    };

    proof::Hash hash_{};
    std::uint64_t from_ = 0;
    std::uint64_t records_ = 0;
    std::uint64_t bytes_ = 0;
    std::vector<Block> blocks_;  // of the log that is kept
};

}  // namespace shouxin::live
