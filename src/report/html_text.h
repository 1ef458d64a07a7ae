// How is a value written so that a person reads it and a browser runs none of it? Markup in two
// languages, numbers with separators and units, dates of China's time. Pure functions.
#pragma once

#include "signal/orders.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::report {

using Html = std::string;  // markup under construction

// For an element or a quoted attribute. What could end either is escaped; control characters,
// bytes that aren't UTF-8 and what turns or hides text (bidi, zero width) show as U+FFFD. Past
// `columns` (a Chinese character takes two) the middle is left out: "m-80f…fd1".
Html escaped(std::string_view text, std::size_t columns = 400);

// How many columns `escaped` text takes on the page.
std::size_t columns_of(std::string_view text, std::size_t columns = 400);

// One thing said in Chinese and in English; both are markup.
struct Said {
    Html zh;
    Html en;
};

// Both languages, of which the page shows one: as spans, and as tspans for <text>.
Html both(const Said& said);
Html both(std::string_view zh, std::string_view en);
Html both_svg(const Said& said);

// What is counted: "1,204 单", "1,204 orders".
struct Unit {
    std::string_view zh;
    std::string_view one;
    std::string_view many;
};

namespace unit {
constexpr Unit orders{"单", "order", "orders"};
constexpr Unit reviews{"条评价", "review", "reviews"};
constexpr Unit accounts{"个账号", "account", "accounts"};
constexpr Unit merchants{"家商家", "merchant", "merchants"};
constexpr Unit wallets{"个钱包", "wallet", "wallets"};
constexpr Unit devices{"台设备", "device", "devices"};
constexpr Unit addresses{"个地址", "address", "addresses"};
constexpr Unit payments{"笔", "payment", "payments"};
constexpr Unit rings{"个团伙", "ring", "rings"};
constexpr Unit pieces{"条", "", ""};  // of what the label names
constexpr Unit groups{"个", "", ""};
constexpr Unit events{"条", "event", "events"};
}  // namespace unit

std::string thousands(std::uint64_t number);
Said counted(std::uint64_t number, const Unit& unit);

// An expected number, in millionths: one decimal below a hundred, else whole.
std::string expected(std::uint64_t ppm);

// Fen as yuan: whole from 1,000 yuan on, with two decimals below and in `exact_money`.
Said money(std::int64_t fen);
Said exact_money(std::int64_t fen);

// 973211 is "97.3%"; never a round 0 or 100 that the probability isn't.
std::string percent(std::uint64_t ppm);

// The same without a decimal that says nothing: 900000 is "90%".
std::string threshold(std::uint64_t ppm);

// part / whole in millionths; 0 of nothing.
std::uint64_t share_ppm(std::uint64_t part, std::uint64_t whole);

// Sums that stop at the ends of int64 instead of wrapping: amounts are the sender's.
std::int64_t plus(std::int64_t a, std::int64_t b);

// amount * ppm / 1,000,000, rounded down. REQUIRES: ppm <= 1,000,000.
std::int64_t share_of(std::int64_t amount, std::uint64_t ppm);

// Days since 1970-01-01 in China's time (+08:00).
using Day = std::int32_t;
Day day_of(signal::Seconds at);
std::string date(Day day);               // 2026-10-24
std::string month_day(Day day);          // 10-24
std::string minute(signal::Seconds at);  // 2026-10-24 20:14

}  // namespace shouxin::report
