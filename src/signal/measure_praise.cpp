#include "signal/constants.h"
#include "signal/likeness.h"
#include "signal/measures.h"
#include "signal/review_sheet.h"

#include <algorithm>

namespace shouxin::signal {

namespace {

constexpr std::int64_t hour = 3600;

void measure_likes(const Market& market, std::vector<ReviewMeasures>& measures) {
    const auto likes = market.reviews.likes();
    std::vector<std::uint32_t> given;
    for (const Like& like : likes) {
        given.resize(std::max<std::size_t>(given.size(), std::size_t{like.account.value} + 1));
        ++given[like.account.value];
    }
    std::vector<std::uint64_t> tempo(measures.size(), 0);
    std::vector<std::uint32_t> count(measures.size(), 0);
    for (const Like& like : likes) {
        if (like.review.value < measures.size()) {
            tempo[like.review.value] += given[like.account.value];
            ++count[like.review.value];
        }
    }
    for (std::size_t i = 0; i < measures.size(); ++i) {
        measures[i].likes = ln(count[i] + 1.0);
        measures[i].liker_tempo =
            count[i] == 0 ? missing : ln(static_cast<double>(tempo[i]) / count[i]);
    }
}

void measure_authors(const Market& market, std::vector<ReviewMeasures>& measures) {
    const auto rows = market.reviews.rows().all();
    const auto author = [&](std::uint32_t row) { return rows[row].account.value; };
    std::uint32_t authors = 0;
    for (const Review& review : rows) {
        authors = review.posted() ? std::max(authors, review.account.value + 1) : authors;
    }
    const Adjacency by_author(authors, static_cast<std::uint32_t>(rows.size()), author);
    for (std::uint32_t account = 0; account < by_author.keys(); ++account) {
        const auto own = by_author.of(account);
        const auto bad =
            std::ranges::count_if(own, [&](std::uint32_t i) { return rows[i].stars <= 2; });
        for (const std::uint32_t i : own) {
            measures[i].author_bad = clamped(bad * 1000 / static_cast<std::int64_t>(own.size()));
            measures[i].author_reviews = ln(static_cast<double>(own.size()));
        }
    }
}

// Money from the shop to the author within 15 days after the review, in permille of the price.
std::int16_t paid_after(const Links& links, const Review& review) {
    const PlacedOrder& order = links.orders[review.order.value];
    const Seconds until = review.posted_s + constants::hush_money_s;
    std::int64_t paid = 0;
    for (const std::uint32_t row : links.received(order.payer.value, review.posted_s, until)) {
        const Transfer& transfer = links.transfers[row];
        if (links.pays_for(transfer.payer.value, order.merchant.value)) {
            paid = std::min(paid + transfer.amount, constants::money_max);
        }
    }
    return clamped(paid * 1000 / std::max<std::int64_t>(order.paid(), 1));
}

void measure_review(
    const Market& market, const Links& links, const Review& review, ReviewMeasures& measures) {
    measures.stars = review.stars;
    measures.letters = ln(review.letters + 1.0);
    measures.images = review.images;
    measures.removed = review.removed_s != 0 ? 1 : 0;
    measures.contacts = review.contacts;
    if (review.order.value >= links.orders.size() || !links.orders[review.order.value].placed()) {
        return;
    }
    const OrderLife life = market.orders.life().get(review.order);
    const Seconds placed = links.orders[review.order.value].placed_s;
    const Seconds from = life.delivered_s != 0 ? life.delivered_s : placed;
    measures.delay_h = clamped((std::int64_t{review.posted_s} - from) / hour);
    const model::DeviceIx device = links.orders[review.order.value].device;
    measures.device = review.device.valid() && device.valid()
                          ? static_cast<std::int16_t>(review.device != device)
                          : missing;
    measures.paid_after = paid_after(links, review);
}

}  // namespace

std::vector<ReviewMeasures> measure_reviews(
    const Market& market, const Links& links, Executor& executor) {
    const auto rows = market.reviews.rows().all();
    const std::vector<Likeness> likeness = compare(market.reviews, executor);
    std::vector<ReviewMeasures> measures(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].posted()) {
            measures[i].nearest = likeness[i].nearest;
            measures[i].images_reused = clamped(std::int64_t{likeness[i].images_shared});
            measure_review(market, links, rows[i], measures[i]);
        }
    }
    measure_likes(market, measures);
    measure_authors(market, measures);
    return measures;
}

void measure_praise(const Links& links, std::span<const ReviewMeasures> reviews, Sheet& sheet) {
    if (reviews.empty()) {
        return;
    }
    for (const std::uint32_t row : links.placed) {
        const std::uint32_t review = links.review_of_order[row];
        sheet[Measure::reviewed][row] = review != nobody ? 1 : 0;
        if (review == nobody) {
            continue;
        }
        const ReviewMeasures& m = reviews[review];
        sheet[Measure::stars][row] = m.stars;
        sheet[Measure::review_delay_h][row] = m.delay_h;
        sheet[Measure::letters][row] = m.letters;
        sheet[Measure::nearest][row] = m.nearest;
        sheet[Measure::images_reused][row] = m.images_reused;
        sheet[Measure::likes][row] = m.likes;
        sheet[Measure::liker_tempo][row] = m.liker_tempo;
        sheet[Measure::review_device][row] = m.device;
    }
}

}  // namespace shouxin::signal
