#include "live/block_chain.h"

#include "proof/json.h"

namespace shouxin::live {

std::optional<std::string> BlockChain::add(std::uint64_t record, std::string_view payload) {
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
    return leaf.text();
}

}  // namespace shouxin::live
