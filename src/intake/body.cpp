#include "intake/body.h"

#include "intake/field_reader.h"
#include "intake/totals.h"
#include "intake/word_table.h"

#include <limits>

namespace shouxin::intake {
namespace {

using F = Field;
using enum Need;

void read(FieldReader& from, model::MerchantOpened& e) {
    from.name(F::merchant, e.merchant);
    from.name(F::category, e.category);
    from.division(F::region, e.region);
    from.name(F::payee, e.payee);
}

void read(FieldReader& from, model::CampaignDeclared& e) {
    constexpr std::array<std::string_view, 4> kinds = {"trial", "livestream", "coupon", "festival"};
    from.name(F::campaign, e.campaign);
    from.name(F::merchant, e.merchant);
    from.name(F::item, e.item, optional);
    from.word(F::kind, kinds, "trial, livestream, coupon, festival", e.kind);
}

void read(FieldReader& from, model::AccountRegistered& e) {
    from.name(F::account, e.account);
    from.name(F::device, e.device);
    from.name(F::ip, e.ip);
    from.name(F::identity, e.identity, optional);
    from.name(F::inviter, e.inviter, optional);
}

void read(FieldReader& from, model::ItemViewed& e) {
    from.name(F::account, e.account);
    from.name(F::device, e.device);
    from.name(F::ip, e.ip);
    from.name(F::merchant, e.merchant);
    from.name(F::item, e.item);
    from.free_text(F::keyword, e.keyword, optional);
    from.integer(F::rank, 0, std::numeric_limits<std::int32_t>::max(), e.rank, optional);
    from.seconds(F::dwell_s, e.dwell_ms);
}

void read(FieldReader& from, model::OrderPlaced& e) {
    from.name(F::order, e.order);
    from.name(F::buyer, e.buyer);
    from.name(F::merchant, e.merchant);
    from.name(F::item, e.item);
    from.name(F::category, e.category, optional);
    from.integer(F::quantity, 0, std::numeric_limits<std::uint32_t>::max(), e.quantity);
    from.money(F::amount, e.amount);
    from.money(F::subsidy, e.subsidy, optional);
    from.name(F::device, e.device);
    from.name(F::ip, e.ip);
    from.name(F::address, e.address);
    from.division(F::region, e.region);
    from.name(F::payer, e.payer);
}

void read(FieldReader& from, model::OrderPaid& e) {
    from.name(F::order, e.order);
    from.name(F::payer, e.payer);
    from.money(F::amount, e.amount);
}

void read(FieldReader& from, model::OrderCancelled& e) {
    from.name(F::order, e.order);
}

void read(FieldReader& from, model::OrderRefunded& e) {
    from.name(F::order, e.order);
    from.money(F::amount, e.amount);
}

void read(FieldReader& from, model::ParcelShipped& e) {
    from.name(F::order, e.order);
    from.name(F::parcel, e.parcel);
    from.name(F::carrier, e.carrier);
    from.integer(F::weight_g, 0, weight_g_max, e.weight_g);
    from.division(F::origin, e.origin);
}

void read(FieldReader& from, model::ParcelScanned& e) {
    from.name(F::parcel, e.parcel);
    from.division(F::place, e.place);
}

void read(FieldReader& from, model::ParcelDelivered& e) {
    from.name(F::order, e.order);
    from.name(F::parcel, e.parcel);
    from.division(F::place, e.place);
}

void read(FieldReader& from, model::ServiceRedeemed& e) {
    from.name(F::order, e.order);
    from.division(F::place, e.place, optional);
}

void read(FieldReader& from, model::ReviewPosted& e) {
    from.name(F::review, e.review);
    from.name(F::order, e.order, optional);
    from.name(F::account, e.account);
    from.name(F::merchant, e.merchant);
    from.name(F::item, e.item, optional);
    from.integer(F::stars, 1, 5, e.stars);
    from.free_text(F::text, e.text);
    from.images(e.images);
    from.name(F::device, e.device, optional);
    from.name(F::ip, e.ip, optional);
}

void read(FieldReader& from, model::ReviewRemoved& e) {
    constexpr std::array<std::string_view, 3> removers = {"author", "merchant", "platform"};
    from.name(F::review, e.review);
    from.word(F::by, removers, "author, merchant, platform", e.by);
}

void read(FieldReader& from, model::ReviewLiked& e) {
    from.name(F::review, e.review);
    from.name(F::account, e.account);
    from.name(F::device, e.device, optional);
    from.name(F::ip, e.ip, optional);
}

void read(FieldReader& from, model::TransferMade& e) {
    from.name(F::payer, e.payer);
    from.name(F::payee, e.payee);
    from.money(F::amount, e.amount);
    from.free_text(F::note, e.note, optional);
}

void read(FieldReader& from, model::StaffAccessed& e) {
    constexpr std::array<std::string_view, 3> actions = {"read", "write", "override"};
    from.name(F::staff, e.staff);
    from.plain_text(F::resource, e.resource);
    from.word(F::action, actions, "read, write, override", e.action);
}

void read(FieldReader& from, model::MessagePosted& e) {
    from.name(F::account, e.account, optional);
    from.plain_text(F::channel, e.channel);
    from.free_text(F::text, e.text);
}

void read(FieldReader& from, model::PageSeen& e) {
    from.plain_text(F::url, e.url);
    from.free_text(F::text, e.text);
    from.plain_text(F::brand, e.brand, optional);
}

void read(FieldReader&, model::UnknownEvent&) {}

template <class Body>
void read_into(FieldReader& from, Record& record) {
    auto& body = record.event.body.emplace<Body>();
    read(from, body);
    if constexpr (requires { body.contacts; }) {
        body.contacts = static_cast<std::uint8_t>(std::min(record.contacts, 255U));
    }
}

using ReadInto = void (*)(FieldReader&, Record&);
constexpr std::size_t known_types = std::variant_size_v<model::EventBody> - 1;

template <std::size_t... I>
constexpr auto readers_of(std::index_sequence<I...>) {
    return std::array<ReadInto, sizeof...(I)>{
        &read_into<std::variant_alternative_t<I, model::EventBody>>...};
}

constexpr auto readers = readers_of(std::make_index_sequence<known_types + 1>());

constexpr WordTable<known_types> types(model::event_types);

}  // namespace

std::string_view type_name(std::size_t alternative) {
    return alternative < known_types ? types[alternative] : "(unknown)";
}

RecordReader::RecordReader(HashKey key, const model::Names& names)
    : key_(key), hasher_(names.accounts.strings()), contacts_(key) {}

Problem RecordReader::read(
    const Fields& fields, Record& record, std::vector<Reference>& references, Arena& arena) {
    record.first_reference = static_cast<std::uint32_t>(references.size());
    record.contacts = 0;
    FieldReader from(fields, record, {key_, hasher_, contacts_, arena, references});
    record.type = from.identifier(Field::type, false);
    record.event.id = from.identifier(Field::id, false);
    from.time(Field::at, record.event.at_ms);
    const std::string_view source = from.identifier(Field::source, true, Need::optional);
    if (const Problem problem = from.problem()) {
        return problem;
    }
    const HashKey pair_key{key_.a ^ hash64(source, key_), key_.b};
    record.identity = hash128(record.event.id, pair_key);
    readers[types.find(record.type).value_or(known_types)](from, record);
    record.end_reference = static_cast<std::uint32_t>(references.size());
    record.says_more = fields.strangers || (fields.present() & ~from.asked()) != 0;
    return from.problem();
}

}  // namespace shouxin::intake
