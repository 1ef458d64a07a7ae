// What did the last epoch say of everybody? The judgement as a server keeps it between epochs:
// columns by index, reasons where there are any, and the rings, whose names stay the same from
// epoch to epoch. Made where the epoch settles, carried over as bytes. A plain value.
#pragma once

#include "judge/judgement.h"
#include "model/action.h"
#include "model/reason.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

constexpr std::uint32_t no_ring = judge::no_ring;

struct GivenReasons {
    std::uint32_t index = 0;
    model::Reasons reasons;

    template <class Archive>
    void archive(Archive& a) {
        a(index, reasons);
    }
};

// Of one kind of subject, by index. Whoever came after the epoch has no answer.
struct EpochAnswers {
    std::vector<std::uint32_t> ppm;
    std::vector<std::uint32_t> ring;    // place in EpochView::rings, or no_ring
    std::vector<GivenReasons> reasons;  // ascending by index

    static constexpr std::uint32_t not_covered = 0xffffffff;  // a ppm

    [[nodiscard]] bool covers(std::uint32_t index) const {
        return index < ppm.size() && ppm[index] != not_covered;
    }

    [[nodiscard]] std::uint32_t ring_of(std::uint32_t index) const {
        return covers(index) ? ring[index] : no_ring;
    }

    [[nodiscard]] model::Reasons reasons_of(std::uint32_t index) const;

    template <class Archive>
    void archive(Archive& a) {
        a(ppm, ring, reasons);
    }
};

struct MerchantSums {
    std::uint32_t orders = 0;
    std::uint64_t fake_orders_ppm = 0;  // expected number, in millionths
    std::int64_t fake_amount = 0;       // expected, in fen

    template <class Archive>
    void archive(Archive& a) {
        a(orders, fake_orders_ppm, fake_amount);
    }
};

struct RingView {
    std::uint64_t number = 0;  // R1, R2, ...: of the same ring in every epoch; 0 until it has one
    std::uint32_t ppm = 0;
    std::string scheme;
    std::int64_t amount = 0;
    std::uint32_t first_s = 0;
    std::uint32_t last_s = 0;
    model::MerchantIx beneficiary;  // who gains, where it isn't the merchants themselves
    std::vector<judge::Member> members;
    std::vector<std::uint32_t> orders;
    std::string json;  // a line of rings.jsonl

    template <class Archive>
    void archive(Archive& a) {
        a(number, ppm, scheme, amount, first_s, last_s, beneficiary, members, orders, json);
    }
};

// R17, and 17 of it; nothing if it is no ring's name.
std::string ring_id(std::uint64_t number);
std::optional<std::uint64_t> ring_number(std::string_view id);

struct EpochView {
    std::uint64_t number = 0;  // of the record at which it was taken; 0: there was none yet
    std::uint64_t events = 0;  // that it saw
    EpochAnswers orders;
    EpochAnswers reviews;
    EpochAnswers accounts;
    EpochAnswers merchants;
    std::vector<MerchantSums> sums;  // by merchant
    std::vector<RingView> rings;     // the most harmful first

    [[nodiscard]] const EpochAnswers& of(model::SubjectKind kind) const;

    // Gives each ring the number of the one before with which it shares most accounts and
    // merchants, and the others new ones after `last`, which it moves on.
    void name_rings(const EpochView& before, std::uint64_t& last);

    template <class Archive>
    void archive(Archive& a) {
        a(number, events, orders, reviews, accounts, merchants, sums, rings);
    }
};

// `ring_lines` are those of rings.jsonl, one for each ring.
EpochView view_of(
    const judge::Judgement& judgement,
    std::uint64_t number,
    std::uint64_t events,
    std::vector<std::string> ring_lines);

}  // namespace shouxin::live
