#include "live/block_chain.h"

#include "proof/json.h"

#include <algorithm>

namespace shouxin::live {

std::optional<std::string> BlockChain::add(
    std::uint64_t record, std::string_view payload, std::uint64_t place) {
    from_ = records_ == 0 ? record : from_;
    ++records_;
    bytes_ += payload.size();
    const proof::Hash own = proof::sha256({payload});
    hash_ = proof::sha256({proof::bytes_of(hash_), proof::bytes_of(own)});
    if (records_ < records_max && bytes_ < bytes_max) {
        return std::nullopt;
    }
    proof::Json leaf = proof::Json::object();
    leaf.put("from", from_)
        .put("hash", proof::hex(hash_))
        .put("records", records_)
        .put("to", record)
        .put("type", "events");
    records_ = 0;
    bytes_ = 0;
    blocks_.push_back({record, place});
    return leaf.text();
}

std::optional<std::uint64_t> BlockChain::leaf_of(std::uint64_t record) const {
    const auto block = std::ranges::lower_bound(blocks_, record, {}, &Block::to);
    return block == blocks_.end() ? std::nullopt : std::optional(block->leaf);
}

void BlockChain::forget_before(std::uint64_t record) {
    blocks_.erase(blocks_.begin(), std::ranges::lower_bound(blocks_, record, {}, &Block::to));
}

}  // namespace shouxin::live
