// How does state outlive the process? A class says once what its state is, for both directions:
//     template <class Archive>
//     void archive(Archive& a) { a(rows_, likes_); }
// and save() and load() carry it through a stream of bytes, at the speed of memory. What can be
// computed anew (pointers, functors, views, scratch) is left out. Not thread-safe.
//
// Stored as it lies in memory, little-endian: a stream is for the version that wrote it alone.
// The same state gives the same bytes: no padding is written (base/plain.h), and hash tables are in
// order of keys.
#pragma once

#include "base/loader.h"
#include "base/saver.h"

#include <cstdint>

namespace shouxin {

template <class... T>
Result<void> save(ByteSink& sink, const StreamLabel& label, T&... state) {
    Saver saver(sink, label);
    saver(state...);
    return saver.finish();
}

// After an error `state` is of no use.
template <class... T>
Result<void> load(
    ByteSource& source, std::uint64_t bytes_max, const StreamLabel& label, T&... state) {
    Loader loader(source, bytes_max, label);
    loader(state...);
    return loader.finish();
}

}  // namespace shouxin
