#include "base/block_stream.h"

#include "base/must.h"

#include <fmt/format.h>

#include <bit>
#include <utility>

namespace shouxin {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view magic = "SXSTATE1";
constexpr std::size_t version_bytes_max = 255;
constexpr std::size_t frame_bytes = sizeof(std::uint32_t) + sizeof(std::uint64_t);

std::string header_of(const StreamLabel& label) {
    MUST(label.version.size() <= version_bytes_max);
    std::string header(magic);
    header.push_back(static_cast<char>(label.version.size()));
    header.append(label.version);
    return header;
}

// Under a key of small numbers hash64 passes over words that equal its second half; under a hash
// of the header such a word is met once in 2^64.
HashKey first_link(std::string_view header, HashKey key) {
    const Hash128 hash = hash128(header, key);
    return {hash.high, hash.low};
}

}  // namespace

BlockWriter::BlockWriter(ByteSink& sink, const StreamLabel& label)
    : sink_(sink),
      link_(first_link(header_of(label), label.key)),
      block_(std::make_unique_for_overwrite<char[]>(block_bytes + frame_bytes)) {
    write(header_of(label));
}

void BlockWriter::write(std::string_view bytes) {
    if (error_) {
        return;
    }
    if (Result<void> written = sink_.write(bytes); !written) {
        error_ = std::move(written).error();
    }
}

void BlockWriter::write_block() {
    const auto length = static_cast<std::uint32_t>(used_);
    std::memcpy(block_.get(), &length, sizeof length);
    link_.a = hash64({block_.get(), sizeof length + used_}, link_);
    std::memcpy(payload() + used_, &link_.a, sizeof link_.a);
    write({block_.get(), frame_bytes + used_});
    used_ = 0;
}

// The last block is the first that isn't full.
Result<void> BlockWriter::finish() {
    write_block();
    if (error_) {
        return tl::unexpected<Error>(*error_);
    }
    return {};
}

BlockReader::BlockReader(ByteSource& source, const StreamLabel& label)
    : source_(source),
      link_(first_link(header_of(label), label.key)),
      block_(std::make_unique_for_overwrite<char[]>(BlockWriter::block_bytes + frame_bytes)) {
    read_header(label);
}

void BlockReader::read_header(const StreamLabel& label) {
    std::string header(magic.size() + 1, '\0');
    if (!read(header.data(), header.size())) {
        return;
    }
    if (!header.starts_with(magic)) {
        refuse(
            {Failure::corrupt,
             "this isn't a snapshot of this program: remove it, and the log is replayed instead"});
        return;
    }
    std::string version(static_cast<unsigned char>(header.back()), '\0');
    if (!read(version.data(), version.size())) {
        return;
    }
    if (version != label.version) {
        refuse(
            {Failure::invalid,
             fmt::format(
                 "the snapshot isn't of version {}: remove it, and the log is replayed instead",
                 label.version)});
    }
}

bool BlockReader::read_block() {
    std::uint32_t length = 0;
    if (last_) {
        refuse_torn();
    }
    if (failed() || !read(block_.get(), sizeof length)) {
        return false;
    }
    std::memcpy(&length, block_.get(), sizeof length);
    if (length > BlockWriter::block_bytes) {
        return refuse_torn();
    }
    if (!read(payload(), length + sizeof link_.a)) {
        return false;
    }
    link_.a = hash64({block_.get(), sizeof length + length}, link_);
    if (std::memcmp(payload() + length, &link_.a, sizeof link_.a) != 0) {
        return refuse_torn();
    }
    used_ = 0;
    filled_ = length;
    last_ = length < BlockWriter::block_bytes;
    return true;
}

bool BlockReader::read(char* into, std::size_t size) {
    while (size > 0) {
        Result<std::size_t> got = source_.read({into, size});
        if (!got) {
            refuse(std::move(got).error());
            return false;
        }
        if (*got == 0) {
            return refuse_torn();
        }
        bytes_ += *got;
        into += *got;
        size -= *got;
    }
    return true;
}

bool BlockReader::refuse_torn() {
    refuse(
        {Failure::corrupt,
         fmt::format(
             "the snapshot was altered or cut off before its byte {}, or made under another key: "
             "remove it, and the log is replayed instead",
             bytes_)});
    return false;
}

void BlockReader::refuse(Error error) {
    used_ = filled_ = 0;
    if (!error_) {
        error_ = std::move(error);
    }
}

// What follows is at most the empty block that ends a stream of full ones.
Result<void> BlockReader::finish() {
    if (!failed() && !last_ && used_ == filled_) {
        read_block();
    }
    if (!failed() && (used_ < filled_ || !last_)) {
        refuse_torn();
    }
    char more = 0;
    if (!failed()) {
        TRY(const std::size_t behind, source_.read({&more, 1}));
        if (behind > 0) {
            refuse_torn();
        }
    }
    if (error_) {
        return tl::unexpected<Error>(*error_);
    }
    return {};
}

}  // namespace shouxin
