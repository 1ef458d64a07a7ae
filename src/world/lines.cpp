#include "world/lines.h"

#include "base/must.h"
#include "model/event.h"
#include "world/teller.h"

#include <array>
#include <charconv>

namespace shouxin::world {
namespace {

void append_digits(std::string& out, std::uint64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void append_ip(std::string& out, std::uint64_t ip) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        append_digits(out, ip >> shift & 0xffU);
        if (shift > 0) {
            out.push_back('.');
        }
    }
}

}  // namespace

std::string_view event_name(Event event) {
    return model::event_types[static_cast<std::size_t>(event)];
}

void Lines::happens(Ms at, std::string_view record) {
    MUST(sink_ != nullptr);
    RecordReader from(record);
    const Event event = from.event();
    begin(event, at);
    if (event < Event::order_placed) {
        early(event, from);
    } else if (event < Event::parcel_shipped) {
        order(event, from);
    } else if (event < Event::review_posted) {
        parcel(event, from);
    } else if (event < Event::transfer_made) {
        review(event, from);
    } else {
        other(event, from);
    }
    MUST(from.left() == 0);
    line_.push_back('}');
    sink_->event(line_);
}

void Lines::begin(Event event, Ms at) {
    line_.assign("{\"type\":\"");
    line_.append(event_name(event));
    line_.append("\",\"id\":\"");
    line_.append(id_prefix_);
    append_digits(line_, told_++);
    line_.append("\",\"at\":\"");
    append_rfc3339(line_, at);
    line_.push_back('"');
}

void Lines::key(std::string_view name) {
    line_.append(",\"");
    line_.append(name);
    line_.append("\":");
}

void Lines::append_id(std::string_view name, Kind kind, std::uint64_t number) {
    key(name);
    line_.push_back('"');
    ids_.append(line_, kind, number);
    line_.push_back('"');
}

// Our vocabulary has neither quotes nor backslashes, so nothing needs escaping.
void Lines::append_text(std::string_view name, std::string_view value) {
    key(name);
    line_.push_back('"');
    line_.append(value);
    line_.push_back('"');
}

void Lines::append_number(std::string_view name, std::uint64_t value) {
    key(name);
    append_digits(line_, value);
}

Lines& Lines::id(std::string_view name, Kind kind, RecordReader& from) {
    append_id(name, kind, from.number());
    return *this;
}

// Written as one more than its number; 0 is none.
Lines& Lines::maybe_id(std::string_view name, Kind kind, RecordReader& from) {
    if (const std::uint64_t number = from.number(); number > 0) {
        append_id(name, kind, number - 1);
    }
    return *this;
}

Lines& Lines::wallet(std::string_view name, RecordReader& from) {
    const std::uint64_t number = from.number();
    if (number == platform_wallet) {
        append_text(name, knobs_.platform_wallet);
    } else {
        append_id(name, Kind::wallet, number);
    }
    return *this;
}

Lines& Lines::number(std::string_view name, RecordReader& from) {
    append_number(name, from.number());
    return *this;
}

Lines& Lines::text(std::string_view name, RecordReader& from) {
    append_text(name, from.text());
    return *this;
}

Lines& Lines::division(std::string_view name, RecordReader& from) {
    key(name);
    line_.push_back('"');
    append_digits(line_, from.number());
    line_.push_back('"');
    return *this;
}

Lines& Lines::origin(RecordReader& from) {
    id("device", Kind::device, from);
    key("ip");
    line_.push_back('"');
    append_ip(line_, from.number());
    line_.push_back('"');
    return *this;
}

void Lines::early(Event event, RecordReader& from) {
    switch (event) {
        case Event::merchant_opened:
            id("merchant", Kind::merchant, from).text("category", from);
            division("region", from).wallet("payee", from);
            return;
        case Event::campaign_declared:
            id("campaign", Kind::campaign, from).id("merchant", Kind::merchant, from);
            maybe_id("item", Kind::item, from).text("kind", from);
            return;
        case Event::account_registered:
            id("account", Kind::account, from).origin(from);
            if (knobs_.identity) {
                id("identity", Kind::identity, from);
            }
            maybe_id("inviter", Kind::account, from);
            return;
        default:
            view(from);
            return;
    }
}

void Lines::view(RecordReader& from) {
    id("account", Kind::account, from).origin(from);
    id("merchant", Kind::merchant, from).id("item", Kind::item, from);
    if (knobs_.keyword) {
        text("keyword", from);
    }
    if (knobs_.rank) {
        number("rank", from);
    }
    const std::uint64_t tenths = from.number();
    append_number("dwell_s", tenths / 10);
    if (!knobs_.whole_dwell) {
        line_.push_back('.');
        line_.push_back(static_cast<char>('0' + tenths % 10));
    }
}

void Lines::order(Event event, RecordReader& from) {
    id("order", Kind::order, from);
    switch (event) {
        case Event::order_placed:
            placed(from);
            return;
        case Event::order_paid:
            wallet("payer", from).number("amount", from);
            return;
        case Event::order_refunded:
            number("amount", from);
            return;
        default:
            return;
    }
}

void Lines::placed(RecordReader& from) {
    id("buyer", Kind::account, from);
    id("merchant", Kind::merchant, from).id("item", Kind::item, from);
    if (knobs_.order_category) {
        text("category", from);
    }
    number("quantity", from).number("amount", from);
    const std::uint64_t subsidy = from.number();
    if (knobs_.subsidy_when_none || subsidy > 0) {
        append_number("subsidy", subsidy);
    }
    origin(from).id("address", Kind::address, from);
    division("region", from).wallet("payer", from);
}

void Lines::parcel(Event event, RecordReader& from) {
    if (event != Event::parcel_scanned) {
        id("order", Kind::order, from);
    }
    switch (event) {
        case Event::parcel_shipped:
            id("parcel", Kind::parcel, from).text("carrier", from);
            number("weight_g", from).division("origin", from);
            return;
        case Event::service_redeemed:
            if (knobs_.redeem_place) {
                division("place", from);
            }
            return;
        default:
            id("parcel", Kind::parcel, from).division("place", from);
            return;
    }
}

void Lines::review(Event event, RecordReader& from) {
    id("review", Kind::review, from);
    switch (event) {
        case Event::review_posted:
            posted(from);
            return;
        case Event::review_removed:
            text("by", from);
            return;
        default:
            id("account", Kind::account, from);
            if (knobs_.like_device) {
                origin(from);
            }
            return;
    }
}

void Lines::posted(RecordReader& from) {
    id("order", Kind::order, from).id("account", Kind::account, from);
    id("merchant", Kind::merchant, from);
    if (knobs_.review_item) {
        id("item", Kind::item, from);
    }
    number("stars", from).text("text", from);
    if (knobs_.images) {
        const std::uint64_t images = from.number();
        if (knobs_.empty_images || images > 0) {
            key("images");
            line_.push_back('[');
            for (std::uint64_t i = 0; i < images; ++i) {
                line_.append(i > 0 ? ",\"" : "\"");
                ids_.append(line_, Kind::image, from.number());
                line_.push_back('"');
            }
            line_.push_back(']');
        }
    }
    if (knobs_.review_device) {
        origin(from);
    }
}

void Lines::other(Event event, RecordReader& from) {
    switch (event) {
        case Event::transfer_made:
            wallet("payer", from).wallet("payee", from).number("amount", from);
            if (knobs_.note) {
                text("note", from);
            }
            return;
        case Event::staff_accessed:
            id("staff", Kind::staff, from).text("resource", from).text("action", from);
            return;
        default:
            maybe_id("account", Kind::account, from);
            text("channel", from).text("text", from);
            return;
    }
}

}  // namespace shouxin::world
