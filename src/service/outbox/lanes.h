// Which letter goes next? Letters about one subject stand in a lane and go one after the other, the
// next when the one before was taken or given up; lanes don't wait for each other. Not thread-safe.
#pragma once

#include "service/outbox/letter.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace shouxin::service {

class Lanes {
public:
    // Into the lane of its subject, by its number; one that is there already, or is on its way, is
    // left out.
    void add(Letter letter);

    // The head of a lane none of whose letters is on its way, if its time has come: of several the
    // one that waited longest, then the lowest number. It is on its way until back() or done().
    std::optional<Letter> take(std::int64_t now_ms);

    // It failed, and keeps its place until its `next_ms`.
    void back(Letter letter);

    // It was taken, or given up.
    void done(const Letter& letter);

    // With those on their way.
    [[nodiscard]] std::size_t size() const { return size_; }

    // When take() has something; nothing if it depends on what is on its way.
    [[nodiscard]] std::optional<std::int64_t> next_ms() const;

private:
    struct Lane {
        std::map<std::int64_t, Letter> letters;  // by number
        std::int64_t on_its_way = 0;             // number of the letter, 0: none
    };

    using Ready = std::tuple<std::int64_t, std::int64_t, std::string>;  // when, number, subject

    static Ready head_of(const Lane& lane, const std::string& subject);
    void line_up(const std::string& subject, Lane& lane);

    std::map<std::string, Lane> lanes_;  // by subject
    std::set<Ready> ready_;              // the heads of lanes with none on its way
    std::size_t size_ = 0;
};

}  // namespace shouxin::service
