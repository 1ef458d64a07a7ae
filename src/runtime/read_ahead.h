// A source that is read by a thread of its own, a few blocks ahead of who asks: unpacking and
// parsing then take two processors. Same bytes, same error at the same place.
// One reader; memory: 1 MiB.
#pragma once

#include "base/bytes.h"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace shouxin::runtime {

class ReadAhead final : public ByteSource {
public:
    // REQUIRES: a read of `source` ends soon, as on a plain file; our end waits for it.
    explicit ReadAhead(std::unique_ptr<ByteSource> source);
    ~ReadAhead() override;
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    Result<std::size_t> read(std::span<char> into) override;

private:
    static constexpr std::size_t blocks = 4;
    static constexpr std::size_t block_bytes = std::size_t{256} * 1024;

    struct Block {
        std::vector<char> bytes = std::vector<char>(block_bytes);
        std::size_t length = 0;
    };

    void fill_blocks();
    // False at the end of the source.
    bool fill(Block& block);

    std::unique_ptr<ByteSource> source_;
    std::array<Block, blocks> blocks_;
    std::size_t taken_ = 0;       // bytes of the oldest block that were handed out
    std::optional<Error> error_;  // what ended the source; written before `ended_`

    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t filled_ = 0;   // blocks filled so far
    std::size_t emptied_ = 0;  // blocks handed out so far
    bool ended_ = false;       // nothing comes after `filled_`
    bool stopping_ = false;

    std::thread thread_;  // last: it uses all of the above
};

}  // namespace shouxin::runtime
