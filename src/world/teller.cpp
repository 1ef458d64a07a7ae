#include "world/teller.h"

#include <array>
#include <charconv>

namespace shouxin::world {
namespace {

void append_number(std::string& out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void append_ip(std::string& out, std::uint32_t ip) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        append_number(out, ip >> shift & 0xffU);
        if (shift > 0) {
            out.push_back('.');
        }
    }
}

}  // namespace

Teller& Teller::begin() {
    fields_.clear();
    return *this;
}

void Teller::key(std::string_view key) {
    fields_.append(",\"");
    fields_.append(key);
    fields_.append("\":");
}

Teller& Teller::id(std::string_view name, Kind kind, std::uint64_t number) {
    key(name);
    fields_.push_back('"');
    ids_.append(fields_, kind, number);
    fields_.push_back('"');
    return *this;
}

Teller& Teller::wallet(std::string_view name, std::uint32_t number) {
    return number == platform_wallet ? text(name, knobs_.platform_wallet)
                                     : id(name, Kind::wallet, number);
}

Teller& Teller::number(std::string_view name, std::int64_t value) {
    key(name);
    append_number(fields_, value);
    return *this;
}

// Our vocabulary has neither quotes nor backslashes, so nothing needs escaping.
Teller& Teller::text(std::string_view name, std::string_view value) {
    key(name);
    fields_.push_back('"');
    fields_.append(value);
    fields_.push_back('"');
    return *this;
}

Teller& Teller::division(std::string_view name, std::uint32_t code) {
    key(name);
    fields_.push_back('"');
    append_number(fields_, code);
    fields_.push_back('"');
    return *this;
}

Teller& Teller::origin(const Origin& from) {
    id("device", Kind::device, from.device);
    key("ip");
    fields_.push_back('"');
    append_ip(fields_, from.ip);
    fields_.push_back('"');
    return *this;
}

bool Teller::merchant_opened(
    Ms at,
    std::uint32_t merchant,
    std::string_view category,
    std::uint32_t region,
    std::uint32_t payee) {
    if (!knobs_.shops_opened) {
        return false;
    }
    begin().id("merchant", Kind::merchant, merchant).text("category", category);
    division("region", region).wallet("payee", payee);
    return agenda_.post(at, "merchant.opened", fields_);
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
    begin().id("campaign", Kind::campaign, campaign).id("merchant", Kind::merchant, merchant);
    if (item != nullptr) {
        id("item", Kind::item, *item);
    }
    text("kind", kind);
    return agenda_.post(at, "campaign.declared", fields_);
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
    begin().id("account", Kind::account, account).origin(from);
    if (knobs_.identity) {
        id("identity", Kind::identity, identity);
    }
    if (knobs_.inviter && inviter != nullptr) {
        id("inviter", Kind::account, *inviter);
    }
    return agenda_.post(at, "account.registered", fields_);
}

bool Teller::item_viewed(Ms at, const ViewFacts& view) {
    if (!knobs_.views) {
        return false;
    }
    begin().id("account", Kind::account, view.account).origin(view.origin);
    id("merchant", Kind::merchant, view.merchant).id("item", Kind::item, view.item);
    if (knobs_.keyword) {
        text("keyword", view.keyword);
    }
    if (knobs_.rank) {
        number("rank", view.rank);
    }
    const auto tenths = static_cast<std::int64_t>(view.dwell_s * 10.0 + 0.5);
    number("dwell_s", tenths / 10);
    if (!knobs_.whole_dwell) {
        fields_.push_back('.');
        fields_.push_back(static_cast<char>('0' + tenths % 10));
    }
    return agenda_.post(at, "item.viewed", fields_);
}

bool Teller::order_placed(Ms at, const OrderFacts& order) {
    begin().id("order", Kind::order, order.order).id("buyer", Kind::account, order.buyer);
    id("merchant", Kind::merchant, order.merchant).id("item", Kind::item, order.item);
    if (knobs_.order_category) {
        text("category", order.category);
    }
    number("quantity", order.quantity).number("amount", order.amount);
    if (knobs_.subsidy_when_none || order.subsidy > 0) {
        number("subsidy", order.subsidy);
    }
    origin(order.origin).id("address", Kind::address, order.address);
    division("region", order.region).wallet("payer", order.wallet);
    return agenda_.post(at, "order.placed", fields_);
}

bool Teller::order_paid(Ms at, std::uint64_t order, std::uint32_t payer, Fen amount) {
    begin().id("order", Kind::order, order).wallet("payer", payer).number("amount", amount);
    return agenda_.post(at, "order.paid", fields_);
}

bool Teller::order_cancelled(Ms at, std::uint64_t order) {
    begin().id("order", Kind::order, order);
    return agenda_.post(at, "order.cancelled", fields_);
}

bool Teller::order_refunded(Ms at, std::uint64_t order, Fen amount) {
    begin().id("order", Kind::order, order).number("amount", amount);
    return agenda_.post(at, "order.refunded", fields_);
}

bool Teller::parcel_shipped(
    Ms at,
    std::uint64_t order,
    std::uint64_t parcel,
    std::string_view carrier,
    std::int64_t weight_g,
    std::uint32_t from) {
    begin().id("order", Kind::order, order).id("parcel", Kind::parcel, parcel);
    text("carrier", carrier).number("weight_g", weight_g).division("origin", from);
    return agenda_.post(at, "parcel.shipped", fields_);
}

bool Teller::parcel_scanned(Ms at, std::uint64_t parcel, std::uint32_t place) {
    if (!knobs_.scans) {
        return false;
    }
    begin().id("parcel", Kind::parcel, parcel).division("place", place);
    return agenda_.post(at, "parcel.scanned", fields_);
}

bool Teller::parcel_delivered(
    Ms at, std::uint64_t order, std::uint64_t parcel, std::uint32_t place) {
    begin().id("order", Kind::order, order).id("parcel", Kind::parcel, parcel);
    division("place", place);
    return agenda_.post(at, "parcel.delivered", fields_);
}

bool Teller::service_redeemed(Ms at, std::uint64_t order, std::uint32_t place) {
    begin().id("order", Kind::order, order);
    if (knobs_.redeem_place) {
        division("place", place);
    }
    return agenda_.post(at, "service.redeemed", fields_);
}

bool Teller::review_posted(Ms at, const ReviewFacts& review) {
    begin().id("review", Kind::review, review.review).id("order", Kind::order, review.order);
    id("account", Kind::account, review.account).id("merchant", Kind::merchant, review.merchant);
    if (knobs_.review_item) {
        id("item", Kind::item, review.item);
    }
    number("stars", review.stars).text("text", review.text);
    if (knobs_.images && (knobs_.empty_images || !review.images.empty())) {
        key("images");
        fields_.push_back('[');
        for (std::size_t i = 0; i < review.images.size(); ++i) {
            fields_.append(i > 0 ? ",\"" : "\"");
            ids_.append(fields_, Kind::image, review.images[i]);
            fields_.push_back('"');
        }
        fields_.push_back(']');
    }
    if (knobs_.review_device) {
        origin(review.origin);
    }
    return agenda_.post(at, "review.posted", fields_);
}

bool Teller::review_removed(Ms at, std::uint64_t review, std::string_view by) {
    if (!knobs_.removals) {
        return false;
    }
    begin().id("review", Kind::review, review).text("by", by);
    return agenda_.post(at, "review.removed", fields_);
}

bool Teller::review_liked(Ms at, std::uint64_t review, std::uint32_t account, Origin from) {
    if (!knobs_.likes) {
        return false;
    }
    begin().id("review", Kind::review, review).id("account", Kind::account, account);
    if (knobs_.like_device) {
        origin(from);
    }
    return agenda_.post(at, "review.liked", fields_);
}

bool Teller::transfer_made(
    Ms at, std::uint32_t payer, std::uint32_t payee, Fen amount, std::string_view note) {
    if (!knobs_.transfers || amount <= 0 || payer == payee) {
        return false;
    }
    begin().wallet("payer", payer).wallet("payee", payee).number("amount", amount);
    if (knobs_.note) {
        text("note", note);
    }
    return agenda_.post(at, "transfer.made", fields_);
}

bool Teller::staff_accessed(
    Ms at, std::uint32_t staff, std::string_view resource, std::string_view action) {
    if (!knobs_.staff) {
        return false;
    }
    begin().id("staff", Kind::staff, staff).text("resource", resource).text("action", action);
    return agenda_.post(at, "staff.accessed", fields_);
}

bool Teller::message_posted(
    Ms at, const std::uint32_t* account, std::string_view channel, std::string_view message) {
    if (!knobs_.messages) {
        return false;
    }
    begin();
    if (account != nullptr) {
        id("account", Kind::account, *account);
    }
    text("channel", channel).text("text", message);
    return agenda_.post(at, "message.posted", fields_);
}

}  // namespace shouxin::world
