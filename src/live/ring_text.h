// How is a ring's graph told over HTTP? As one JSON object, written piece by piece, so that whoever
// must not wait writes a little at a time. docs/formats/rings-live.md. Pure; not thread-safe.
#pragma once

#include "live/ring_graph.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace shouxin::live {

class RingText {
public:
    // Goes on by some rows of the graph, always the same one; true when all is written.
    bool write_some(const RingGraph& graph);

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    template <class Rows>
    void write_list(const Rows& rows, std::string_view key);

    std::string text_;
    std::size_t list_ = 0;  // 0 members, 1 links, 2 events
    std::size_t row_ = 0;
};

}  // namespace shouxin::live
