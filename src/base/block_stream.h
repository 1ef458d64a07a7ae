// Is a stored stream whole? A header says whose it is, and every block carries a hash of itself
// and of all before it: a reader hands out no byte that wasn't written so.
// docs/formats/snapshot.md. Errors are kept and told once, at the end. Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "base/hash.h"
#include "base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin {

// What the reader and the writer of a stream must agree on.
struct StreamLabel {
    std::string_view version;  // of what is in it; at most 255 bytes
    HashKey key;               // of this server: another one's streams are refused
};

class BlockWriter {
public:
    static constexpr std::size_t block_bytes = std::size_t{256} * 1024;

    // `sink` must outlive this.
    BlockWriter(ByteSink& sink, const StreamLabel& label);

    void put(const void* from, std::size_t size) {
        const char* bytes = static_cast<const char*>(from);
        while (size > 0) {
            const std::size_t now = std::min(size, block_bytes - used_);
            std::memcpy(payload() + used_, bytes, now);
            used_ += now;
            bytes += now;
            size -= now;
            if (used_ == block_bytes) {
                write_block();
            }
        }
    }

    // Writes what is left and the end's mark; the sink's first error, if it had one. Call once.
    Result<void> finish();

private:
    [[nodiscard]] char* payload() { return block_.get() + sizeof(std::uint32_t); }

    void write(std::string_view bytes);
    void write_block();

    ByteSink& sink_;
    HashKey link_;  // the hash of all before, and a key of this stream's
    std::unique_ptr<char[]> block_;
    std::size_t used_ = 0;
    std::optional<Error> error_;
};

class BlockReader {
public:
    // Reads the header at once. `source` must outlive this.
    BlockReader(ByteSource& source, const StreamLabel& label);

    // Zeros, once something failed.
    void take(void* into, std::size_t size) {
        char* bytes = static_cast<char*>(into);
        while (size > 0) {
            const std::size_t now = std::min(size, filled_ - used_);
            if (now > 0) {
                std::memcpy(bytes, payload() + used_, now);
            }
            used_ += now;
            bytes += now;
            size -= now;
            if (size > 0 && !read_block()) {
                std::memset(bytes, 0, size);
                return;
            }
        }
    }

    [[nodiscard]] bool failed() const { return error_.has_value(); }

    // From here on nothing but zeros come. The first error counts.
    void refuse(Error error);

    // `invalid` for another version, `corrupt` for what isn't whole, goes on behind what was
    // taken, or was refused; the source's own error, if it had one. Call once.
    Result<void> finish();

private:
    [[nodiscard]] char* payload() { return block_.get() + sizeof(std::uint32_t); }

    void read_header(const StreamLabel& label);
    bool read_block();
    bool read(char* into, std::size_t size);  // all of it
    bool refuse_torn();

    ByteSource& source_;
    HashKey link_;
    std::unique_ptr<char[]> block_;
    std::size_t used_ = 0;
    std::size_t filled_ = 0;
    std::uint64_t bytes_ = 0;  // of the source, for people
    bool last_ = false;        // this block is
    std::optional<Error> error_;
};

}  // namespace shouxin
