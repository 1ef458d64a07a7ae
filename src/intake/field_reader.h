// FieldReader turns the fields of one line into typed values and remembers the first thing
// that is wrong, so that body.cpp can read like the table it implements. Not thread-safe.
#pragma once

#include "intake/arena.h"
#include "intake/contacts.h"
#include "intake/fields.h"
#include "intake/problem.h"
#include "intake/record.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::intake {

enum class Need : std::uint8_t { required, optional };

inline constexpr std::int64_t money_max = 10'000'000'000'000;  // fen: 100 billion CNY
inline constexpr std::int64_t weight_g_max = 1'000'000'000'000;

template <class Ix>
inline constexpr NameKind kind_of = NameKind{};
template <>
inline constexpr NameKind kind_of<model::AccountIx> = NameKind::account;
template <>
inline constexpr NameKind kind_of<model::MerchantIx> = NameKind::merchant;
template <>
inline constexpr NameKind kind_of<model::ItemIx> = NameKind::item;
template <>
inline constexpr NameKind kind_of<model::CategoryIx> = NameKind::category;
template <>
inline constexpr NameKind kind_of<model::OrderIx> = NameKind::order;
template <>
inline constexpr NameKind kind_of<model::ParcelIx> = NameKind::parcel;
template <>
inline constexpr NameKind kind_of<model::ReviewIx> = NameKind::review;
template <>
inline constexpr NameKind kind_of<model::DeviceIx> = NameKind::device;
template <>
inline constexpr NameKind kind_of<model::IpIx> = NameKind::ip;
template <>
inline constexpr NameKind kind_of<model::AddressIx> = NameKind::address;
template <>
inline constexpr NameKind kind_of<model::WalletIx> = NameKind::wallet;
template <>
inline constexpr NameKind kind_of<model::IdentityIx> = NameKind::identity;
template <>
inline constexpr NameKind kind_of<model::CampaignIx> = NameKind::campaign;
template <>
inline constexpr NameKind kind_of<model::CarrierIx> = NameKind::carrier;
template <>
inline constexpr NameKind kind_of<model::StaffIx> = NameKind::staff;

class FieldReader {
public:
    struct Tools {
        HashKey key;
        const Interner& hasher;
        ContactFilter& contacts;
        Arena& arena;
        std::vector<Reference>& references;
    };

    FieldReader(const Fields& fields, Record& record, Tools tools)
        : fields_(fields), record_(record), tools_(tools) {}

    [[nodiscard]] Problem problem() const { return problem_; }

    // A bit (Fields::bit_of) for each field that was asked for.
    [[nodiscard]] std::uint64_t asked() const { return asked_; }

    // A name, to be looked up. REQUIRES: `index` lies in the record's event.
    template <class Ix>
    void name(Field field, Ix& index, Need need = Need::required) {
        refer(field, kind_of<Ix>, &index.value, need);
    }

    // An identifier that isn't looked up; `personal` ones must not be anybody's number.
    std::string_view identifier(Field field, bool personal, Need need = Need::required);

    void integer(
        Field field,
        std::int64_t min,
        std::int64_t max,
        std::integral auto& into,
        Need need = Need::required) {
        into = static_cast<std::remove_reference_t<decltype(into)>>(
            integer_within(field, min, max, need));
    }

    void money(Field field, std::int64_t& into, Need need = Need::required) {
        integer(field, 0, money_max, into, need);
    }

    void seconds(Field field, std::uint32_t& milliseconds);
    void time(Field field, std::int64_t& ms);
    void division(Field field, model::Division& into, Need need = Need::required);

    // Text people wrote: contacts are replaced and counted.
    void free_text(Field field, std::string_view& into, Need need = Need::required);

    // Text machines wrote.
    void plain_text(Field field, std::string_view& into, Need need = Need::required);

    void images(std::span<const std::uint64_t>& into);

    // One of `words`, given with how to say so.
    template <class Enum, std::size_t N>
    void word(
        Field field,
        const std::array<std::string_view, N>& words,
        std::string_view all,
        Enum& into) {
        into = static_cast<Enum>(word_of(field, words, all));
    }

private:
    void ask(Field field) { asked_ |= Fields::bit_of(field); }

    [[nodiscard]] bool given(Field field, Need need);
    [[nodiscard]] bool text_of(Field field, Need need, std::string_view& into);
    void refer(Field field, NameKind kind, const std::uint32_t* slot, Need need);
    [[nodiscard]] std::int64_t integer_within(
        Field field, std::int64_t min, std::int64_t max, Need need);
    [[nodiscard]] std::size_t word_of(
        Field field, std::span<const std::string_view> words, std::string_view all);
    void complain(Field field, Complaint complaint, std::string_view detail = {});
    void check_personal(Field field, std::string_view text);

    const Fields& fields_;
    Record& record_;
    Tools tools_;
    Problem problem_;
    std::uint64_t asked_ = 0;
};

}  // namespace shouxin::intake
