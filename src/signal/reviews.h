// What was praised or damned, by whom, in which words, and who liked it? One row a review; its
// words as distinct bigrams and its pictures as hashes in two arenas; one row a like.
#pragma once

#include "base/column.h"
#include "model/event.h"
#include "signal/orders.h"

#include <span>
#include <vector>

namespace shouxin::signal {

struct Review {
    model::OrderIx order;
    model::AccountIx account;
    model::MerchantIx merchant;
    model::ItemIx item;
    model::DeviceIx device;
    Seconds posted_s = 0;
    Seconds removed_s = 0;
    EventRef event = no_event;
    std::uint32_t words_from = 0;  // into the arena of bigrams
    std::uint32_t images_from = 0;
    std::uint16_t words = 0;
    std::uint16_t letters = 0;
    std::uint8_t images = 0;
    std::uint8_t stars = 0;
    std::uint8_t contacts = 0;
    model::ReviewRemover removed_by = model::ReviewRemover::author;  // if removed

    // A review that is only liked or removed but never posted has no account.
    [[nodiscard]] bool posted() const { return account.valid(); }
};

struct Like {
    model::ReviewIx review;
    model::AccountIx account;
};

class Reviews {
public:
    void step(std::span<const model::Event> events, std::span<const EventRef> refs);

    [[nodiscard]] const Column<model::ReviewIx, Review>& rows() const { return rows_; }

    [[nodiscard]] std::span<const Like> likes() const { return likes_; }

    [[nodiscard]] std::span<const std::uint16_t> words(const Review& review) const;
    [[nodiscard]] std::span<const std::uint32_t> images(const Review& review) const;
    [[nodiscard]] std::size_t bytes() const;

    template <class Archive>
    void archive(Archive& a) {
        a(rows_, likes_, word_arena_, image_arena_);
    }

private:
    void take(const model::ReviewPosted& posted, Seconds at, EventRef ref);

    Column<model::ReviewIx, Review> rows_;
    std::vector<Like> likes_;
    std::vector<std::uint16_t> word_arena_;
    std::vector<std::uint32_t> image_arena_;
    std::vector<std::uint16_t> scratch_;
};

}  // namespace shouxin::signal
