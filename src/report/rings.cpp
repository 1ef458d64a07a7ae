#include "report/rings.h"

#include "report/line_sink.h"
#include "report/text.h"

#include <cstdint>
#include <string_view>

namespace shouxin::report {
namespace {

std::string_view name_of(const model::Names& names, const judge::Member& member) {
    switch (member.kind) {
        case judge::MemberKind::account:
            return names.accounts[model::AccountIx{member.index}];
        case judge::MemberKind::merchant:
            return names.merchants[model::MerchantIx{member.index}];
        case judge::MemberKind::device:
            return names.devices[model::DeviceIx{member.index}];
        case judge::MemberKind::wallet:
            return names.wallets[model::WalletIx{member.index}];
        case judge::MemberKind::address:
            return names.addresses[model::AddressIx{member.index}];
    }
    return {};
}

// `,"key":` behind the first.
void put_key(Text& text, std::string_view key) {
    text += text.ends_with('{') ? "\"" : ",\"";
    text += key;
    text += "\":";
}

void put_string(Text& text, std::string_view key, std::string_view value) {
    put_key(text, key);
    put_json(text, value);
}

// `"key":[...]`, each element as `put_one` writes it.
template <class Range, class PutOne>
void put_list(Text& text, std::string_view key, const Range& range, PutOne put_one) {
    put_key(text, key);
    text += '[';
    bool first = true;
    for (const auto& one : range) {
        text += first ? "" : ",";
        put_one(one);
        first = false;
    }
    text += ']';
}

void put_members(Text& text, const model::Names& names, const judge::Ring& ring) {
    put_list(text, "members", ring.members, [&](const judge::Member& member) {
        text += '{';
        put_string(text, "kind", judge::name_of(member.kind));
        put_string(text, "id", name_of(names, member));
        put_key(text, "probability");
        put_ppm(text, member.ppm);
        text += '}';
    });
}

void put_members_of(
    Text& text,
    std::string_view key,
    const model::Names& names,
    const judge::Ring& ring,
    judge::MemberKind kind) {
    std::vector<std::string_view> ids;
    for (const judge::Member& member : ring.members) {
        if (member.kind == kind) {
            ids.push_back(name_of(names, member));
        }
    }
    put_list(text, key, ids, [&](std::string_view id) { put_json(text, id); });
}

void put_facts(
    Text& text,
    std::string_view key,
    const signal::EventIds& event_ids,
    std::span<const judge::Fact> facts) {
    put_list(text, key, facts, [&](const judge::Fact& fact) {
        text += '{';
        put_string(text, "reason", model::text_of(fact.reason).code);
        put_string(text, "fact", fact.zh);
        put_string(text, "fact_en", fact.en);
        put_list(text, "event_ids", fact.events, [&](signal::EventRef event) {
            put_json(text, event_ids[event]);
        });
        text += '}';
    });
}

void put_time_string(Text& text, std::string_view key, signal::Seconds at) {
    put_key(text, key);
    text += '"';
    put_time(text, at);
    text += '"';
}

void put_ring(Text& text, const Judged& judged, const judge::Ring& ring) {
    const model::Names& names = judged.names;
    text += '{';
    put_string(text, "id", ring.id);
    put_key(text, "probability");
    put_ppm(text, ring.ppm);
    put_string(text, "scheme", ring.scheme);
    put_key(text, "beneficiary");
    if (ring.beneficiary.valid()) {
        put_json(text, names.merchants[ring.beneficiary]);
    } else {
        text += "null";
    }
    put_members(text, names, ring);
    put_members_of(text, "accounts", names, ring, judge::MemberKind::account);
    put_members_of(text, "merchants", names, ring, judge::MemberKind::merchant);
    put_members_of(text, "devices", names, ring, judge::MemberKind::device);
    put_members_of(text, "payers", names, ring, judge::MemberKind::wallet);
    put_members_of(text, "addresses", names, ring, judge::MemberKind::address);
    put_key(text, "orders");
    put_number(text, std::uint64_t{ring.orders.size()});
    put_key(text, "amount");
    put_number(text, ring.amount);
    put_time_string(text, "first_at", ring.first_s);
    put_time_string(text, "last_at", ring.last_s);
    put_list(text, "reasons", ring.reasons, [&](model::Reason reason) {
        put_json(text, model::text_of(reason).code);
    });
    put_facts(text, "proof", judged.market.event_ids, ring.proof);
    put_facts(text, "also", judged.market.event_ids, ring.also);
    text += '}';
}

}  // namespace

Result<void> write_rings(ByteSink& sink, const Judged& judged) {
    LineSink lines(sink);
    for (const judge::Ring& ring : judged.judgement.rings) {
        put_ring(lines.text(), judged, ring);
        lines.end_line();
    }
    return lines.finish();
}

}  // namespace shouxin::report
