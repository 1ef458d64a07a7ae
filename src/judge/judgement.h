// What was decided at an epoch? One verdict for every order, review, account and merchant, and
// the rings behind them: plain values, all integers, from which every output is written.
#pragma once

#include "base/column.h"
#include "model/entities.h"
#include "model/reason.h"
#include "signal/groups.h"
#include "signal/orders.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::judge {

enum class Action : std::uint8_t { allow, review, block };

std::string_view name_of(Action action);

// At or above which probability (millionths) an order is reviewed and blocked.
struct Thresholds {
    std::uint32_t review_ppm = 500'000;
    std::uint32_t block_ppm = 900'000;

    [[nodiscard]] Action action(std::uint32_t ppm) const {
        return ppm >= block_ppm    ? Action::block
               : ppm >= review_ppm ? Action::review
                                   : Action::allow;
    }
};

constexpr std::uint32_t no_ring = 0xffffffff;

struct Verdict {
    std::uint32_t ppm = 0;         // probability in millionths, calibrated
    std::uint32_t ring = no_ring;  // place in Judgement::rings
    model::Reasons reasons;
};

struct MerchantVerdict {
    Verdict verdict;
    std::uint32_t orders = 0;
    std::uint64_t fake_orders_ppm = 0;  // expected number, in millionths
    std::int64_t fake_amount = 0;       // expected, in fen
};

enum class MemberKind : std::uint8_t { account, merchant, device, wallet, address };

std::string_view name_of(MemberKind kind);

struct Member {
    MemberKind kind = MemberKind::account;
    std::uint32_t index = 0;  // of the kind's Names
    std::uint32_t ppm = 0;

    template <class Archive>
    void archive(Archive& a) {
        a(kind, index, ppm);
    }
};

// One statement that convicts, with the events anybody can look up.
struct Fact {
    model::Reason reason = model::Reason::cash_back;
    std::string zh;
    std::string en;
    std::vector<signal::EventRef> events;
};

// How one member reaches another: for drawing who pays whom and who shares what.
struct Link {
    enum class Kind : std::uint8_t { bought_at, paid, shares };
    Kind kind = Kind::bought_at;
    std::uint32_t from = 0;  // places in Ring::members
    std::uint32_t to = 0;
    std::uint32_t times = 0;
    std::int64_t amount = 0;
};

struct Ring {
    std::string id;  // r1, r2, ... by harm
    std::uint32_t ppm = 0;
    std::string_view scheme;        // as in truth/: cashback, phone-farm, ...
    model::MerchantIx beneficiary;  // who gains, where it isn't the merchants themselves
    std::vector<Member> members;    // by kind, then most probable first
    std::vector<Link> links;
    std::vector<model::OrderIx> orders;    // in log order
    std::vector<model::ReviewIx> reviews;  // of a ring that sells bad reviews; in log order
    std::int64_t amount = 0;
    signal::Seconds first_s = 0;
    signal::Seconds last_s = 0;
    model::Reasons reasons;
    std::vector<Fact> proof;  // the fewest kinds of evidence that still convict
    std::vector<Fact> also;   // what else is known: further evidence, money, circumstances
};

// The local tier answers so many hours after an order was placed.
constexpr std::array<std::uint32_t, 4> answer_ages_h{0, 1, 24, 72};

// By age, in millionths; 0: not given, as the log ended before.
using EarlyAnswers = std::array<std::uint32_t, answer_ages_h.size()>;

// How much the local tier had already said before the epoch.
struct FirstAnswers {
    // What was said by an age, at that answer or an earlier one.
    struct Until {
        std::uint64_t flagged = 0;  // orders it would have reviewed or blocked
        std::uint64_t flagged_fake = 0;
        std::uint64_t blocked = 0;
        std::uint64_t blocked_fake = 0;   // of those, what the epoch blocks
        std::int64_t counted_amount = 0;  // in fen, of what the epoch blocks: not blocked by then
    };

    std::array<Until, answer_ages_h.size()> until{};
    std::uint64_t fake = 0;        // what the epoch blocks in all
    std::int64_t fake_amount = 0;  // in fen
};

struct Judgement {
    FirstAnswers first_answers;
    Column<model::OrderIx, EarlyAnswers> early;
    std::vector<signal::Groups> groups;  // by OrderIx, for whoever checks fairness
    std::vector<Verdict> orders;         // by OrderIx; rows of orders never placed are empty
    std::vector<Verdict> reviews;
    std::vector<Verdict> accounts;
    std::vector<MerchantVerdict> merchants;
    std::vector<Ring> rings;
    Thresholds thresholds;
};

}  // namespace shouxin::judge
