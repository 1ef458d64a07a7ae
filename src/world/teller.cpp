#include "world/teller.h"

namespace shouxin::world {

bool Teller::merchant_opened(
    Ms at,
    std::uint32_t merchant,
    std::string_view category,
    std::uint32_t region,
    std::uint32_t payee) {
    if (!knobs_.shops_opened) {
        return false;
    }
    begin(Event::merchant_opened, merchant, category, region, payee);
    return post(at);
}

bool Teller::campaign_declared(
    Ms at,
    std::uint64_t campaign,
    std::uint32_t merchant,
    const std::uint64_t* item,
    std::string_view kind) {
    if (!knobs_.campaigns) {
        return false;
    }
    begin(Event::campaign_declared, campaign, merchant);
    put_maybe(item);
    put(kind);
    return post(at);
}

bool Teller::account_registered(
    Ms at,
    std::uint32_t account,
    Origin from,
    std::uint32_t identity,
    const std::uint32_t* inviter) {
    if (!knobs_.registrations) {
        return false;
    }
    begin(Event::account_registered, account, from);
    if (knobs_.identity) {
        put(identity);
    }
    put_maybe(knobs_.inviter ? inviter : nullptr);
    return post(at);
}

bool Teller::item_viewed(Ms at, const ViewFacts& view) {
    if (!knobs_.views) {
        return false;
    }
    begin(Event::item_viewed, view.account, view.origin, view.merchant, view.item);
    if (knobs_.keyword) {
        put(view.keyword);
    }
    if (knobs_.rank) {
        put(view.rank);
    }
    put(static_cast<std::int64_t>(view.dwell_s * 10.0 + 0.5));  // tenths
    return post(at);
}

bool Teller::order_placed(Ms at, const OrderFacts& order) {
    begin(Event::order_placed, order.order, order.buyer, order.merchant, order.item);
    if (knobs_.order_category) {
        put(order.category);
    }
    put(order.quantity);
    put(order.amount);
    put(order.subsidy);
    put(order.origin);
    put(order.address);
    put(order.region);
    put(order.wallet);
    return post(at);
}

bool Teller::order_paid(Ms at, std::uint64_t order, std::uint32_t payer, Fen amount) {
    begin(Event::order_paid, order, payer, amount);
    return post(at);
}

bool Teller::order_cancelled(Ms at, std::uint64_t order) {
    begin(Event::order_cancelled, order);
    return post(at);
}

bool Teller::order_refunded(Ms at, std::uint64_t order, Fen amount) {
    begin(Event::order_refunded, order, amount);
    return post(at);
}

bool Teller::parcel_shipped(
    Ms at,
    std::uint64_t order,
    std::uint64_t parcel,
    std::string_view carrier,
    std::int64_t weight_g,
    std::uint32_t from) {
    begin(Event::parcel_shipped, order, parcel, carrier, weight_g, from);
    return post(at);
}

bool Teller::parcel_scanned(Ms at, std::uint64_t parcel, std::uint32_t place) {
    if (!knobs_.scans) {
        return false;
    }
    begin(Event::parcel_scanned, parcel, place);
    return post(at);
}

bool Teller::parcel_delivered(
    Ms at, std::uint64_t order, std::uint64_t parcel, std::uint32_t place) {
    begin(Event::parcel_delivered, order, parcel, place);
    return post(at);
}

bool Teller::service_redeemed(Ms at, std::uint64_t order, std::uint32_t place) {
    begin(Event::service_redeemed, order);
    if (knobs_.redeem_place) {
        put(place);
    }
    return post(at);
}

bool Teller::review_posted(Ms at, const ReviewFacts& review) {
    begin(Event::review_posted, review.review, review.order, review.account, review.merchant);
    if (knobs_.review_item) {
        put(review.item);
    }
    put(review.stars);
    put(review.text);
    if (knobs_.images) {
        put(review.images.size());
        for (const std::uint64_t image : review.images) {
            put(image);
        }
    }
    if (knobs_.review_device) {
        put(review.origin);
    }
    return post(at);
}

bool Teller::review_removed(Ms at, std::uint64_t review, std::string_view by) {
    if (!knobs_.removals) {
        return false;
    }
    begin(Event::review_removed, review, by);
    return post(at);
}

bool Teller::review_liked(Ms at, std::uint64_t review, std::uint32_t account, Origin from) {
    if (!knobs_.likes) {
        return false;
    }
    begin(Event::review_liked, review, account);
    if (knobs_.like_device) {
        put(from);
    }
    return post(at);
}

bool Teller::transfer_made(
    Ms at, std::uint32_t payer, std::uint32_t payee, Fen amount, std::string_view note) {
    if (!knobs_.transfers || amount <= 0 || payer == payee) {
        return false;
    }
    begin(Event::transfer_made, payer, payee, amount);
    if (knobs_.note) {
        put(note);
    }
    return post(at);
}

bool Teller::staff_accessed(
    Ms at, std::uint32_t staff, std::string_view resource, std::string_view action) {
    if (!knobs_.staff) {
        return false;
    }
    begin(Event::staff_accessed, staff, resource, action);
    return post(at);
}

bool Teller::message_posted(
    Ms at, const std::uint32_t* account, std::string_view channel, std::string_view message) {
    if (!knobs_.messages) {
        return false;
    }
    record_.begin(Event::message_posted);
    put_maybe(account);
    put(channel);
    put(message);
    return post(at);
}

}  // namespace shouxin::world
