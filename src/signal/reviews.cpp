#include "signal/reviews.h"

#include "signal/constants.h"
#include "text/bigrams.h"

#include <algorithm>

namespace shouxin::signal {

void Reviews::step(std::span<const model::Event> events, std::span<const EventRef> refs) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Seconds at = to_seconds(events[i].at_ms);
        if (const auto* posted = std::get_if<model::ReviewPosted>(&events[i].body)) {
            take(*posted, at, refs[i]);
        } else if (const auto* removed = std::get_if<model::ReviewRemoved>(&events[i].body)) {
            rows_[removed->review].removed_s = at;
            rows_[removed->review].removed_by = removed->by;
        } else if (const auto* liked = std::get_if<model::ReviewLiked>(&events[i].body)) {
            likes_.push_back({liked->review, liked->account});
        }
    }
}

// The first posting counts. Words past a bound and pictures past 16 are not compared.
void Reviews::take(const model::ReviewPosted& posted, Seconds at, EventRef ref) {
    constexpr std::size_t most_images = 16;
    Review& row = rows_[posted.review];
    if (row.posted()) {
        return;
    }
    std::uint32_t letters = 0;
    text::bigrams(posted.text, scratch_, letters);
    scratch_.resize(std::min(scratch_.size(), constants::review_words_max));
    const std::size_t images = std::min(posted.images.size(), most_images);
    row = {
        .order = posted.order,
        .account = posted.account,
        .merchant = posted.merchant,
        .item = posted.item,
        .device = posted.device,
        .posted_s = at,
        .removed_s = row.removed_s,
        .event = ref,
        .words_from = static_cast<std::uint32_t>(word_arena_.size()),
        .images_from = static_cast<std::uint32_t>(image_arena_.size()),
        .words = static_cast<std::uint16_t>(scratch_.size()),
        .letters = static_cast<std::uint16_t>(std::min(letters, 0xffffU)),
        .images = static_cast<std::uint8_t>(images),
        .stars = posted.stars,
        .contacts = posted.contacts,
        .removed_by = row.removed_by};
    word_arena_.insert(word_arena_.end(), scratch_.begin(), scratch_.end());
    for (std::size_t i = 0; i < images; ++i) {
        image_arena_.push_back(static_cast<std::uint32_t>(posted.images[i] >> 32));
    }
}

std::span<const std::uint16_t> Reviews::words(const Review& review) const {
    return std::span(word_arena_).subspan(review.words_from, review.words);
}

std::span<const std::uint32_t> Reviews::images(const Review& review) const {
    return std::span(image_arena_).subspan(review.images_from, review.images);
}

std::size_t Reviews::bytes() const {
    return rows_.bytes() + likes_.capacity() * sizeof(Like) + word_arena_.capacity() * 2 +
           image_arena_.capacity() * 4;
}

}  // namespace shouxin::signal
