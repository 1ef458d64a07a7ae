// Which sums over the stream of orders may rules ask for? How many orders a device placed in the
// last hour, what a merchant sold in a day, how many buyers shared an address in a week.
// Plain values; what fills them is windows.h.
#pragma once

#include "model/action.h"
#include "policy/value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// Whatever orders have in common: what a window is kept by, or counts the different ones of.
enum class Key : std::uint8_t {
    buyer,
    merchant,
    item,
    category,
    device,
    ip,
    address,
    payer,
    count,
};

constexpr std::size_t key_count = static_cast<std::size_t>(Key::count);

struct KeyText {
    std::string_view name;      // order.buyer
    std::uint8_t subjects = 0;  // a bit each model::SubjectKind that has one
    std::string_view zh;
    std::string_view en;
};

const KeyText& text_of(Key key);
std::optional<Key> key_of(std::string_view name);
std::vector<std::string_view> key_names();

// Whether a subject of this kind has such a key, so that its rules may look windows up by it.
bool has_key(model::SubjectKind kind, Key key);

enum class Aggregate : std::uint8_t { count, sum, distinct };

// What can be summed.
enum class Summand : std::uint8_t { amount, subsidy, paid, quantity, count };

constexpr std::size_t summand_count = static_cast<std::size_t>(Summand::count);

struct SummandText {
    std::string_view name;  // order.amount
    Type type = Type::money;
    std::string_view zh;
    std::string_view en;
};

const SummandText& text_of(Summand summand);
std::optional<Summand> summand_of(std::string_view name);
std::vector<std::string_view> summand_names();

struct WindowSpec {
    Aggregate aggregate = Aggregate::count;
    Summand summand = Summand::amount;  // of a sum
    Key distinct = Key::buyer;          // of a number of different ones
    Key by = Key::merchant;
    std::int64_t over_s = 3600;

    friend bool operator==(const WindowSpec&, const WindowSpec&) = default;
};

Type type_of(const WindowSpec& spec);

// count(orders by order.device over 1 h)
std::string to_text(const WindowSpec& spec);

constexpr std::int64_t window_shortest_s = 60;
constexpr std::int64_t window_longest_s = std::int64_t{90} * 86'400;
constexpr std::size_t windows_max = 64;

struct Window {
    std::string name;  // empty if only rules spell it out
    WindowSpec spec;
};

// All windows of a policy; the same one, however often it's written, once.
class WindowSet {
public:
    // The place in all() of the window with this spec; it keeps the name that it got first.
    std::size_t add(std::string name, const WindowSpec& spec);

    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

    [[nodiscard]] const std::vector<Window>& all() const { return all_; }

    // Of those that have one.
    [[nodiscard]] std::vector<std::string_view> names() const;

private:
    std::vector<Window> all_;
};

}  // namespace shouxin::policy
