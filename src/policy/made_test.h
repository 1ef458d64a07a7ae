// For tests: a walk over the tree, the plain way, to hold the compiled program against; random
// conditions and facts in which they're as often true as false.
#pragma once

#include "base/random.h"
#include "policy/facts.h"
#include "policy/policy.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace shouxin::policy {

// What each window says, by its place.
using WindowValues = std::vector<std::int64_t>;

class Interpreter {
public:
    Interpreter(const Expression& tree, const Facts& facts, const WindowValues& windows)
        : tree_(tree), facts_(facts), windows_(windows) {}

    bool holds(NodeIx index) const {
        const Node& node = tree_[index];
        const auto one = [&](NodeIx child) { return holds(child); };
        switch (node.op) {
            case Op::truth:
                return node.value != 0;
            case Op::negated:
                return !holds(node.of[0]);
            case Op::all:
                return std::all_of(node.of.begin(), node.of.end(), one);
            case Op::any:
                return std::any_of(node.of.begin(), node.of.end(), one);
            case Op::is_so:
                return value(node.of[0]) == 1;
            case Op::known:
                return is_known(node.of[0]);
            case Op::in:
            case Op::has:
                return is_among(node);
            case Op::not_in:
                return is_known(node.of[0]) && !is_among(node);
            default:
                return compares(node);
        }
    }

private:
    std::string_view text(NodeIx index) const {
        const Node& node = tree_[index];
        return node.op == Op::text ? std::string_view(node.text)
                                   : facts_.texts[text_place(node.field).value()];
    }

    bool is_known(NodeIx index) const {
        return tree_[index].type == Type::text ? !text(index).empty() : value(index) != unknown;
    }

    std::int64_t value(NodeIx index) const {
        const Node& node = tree_[index];
        switch (node.op) {
            case Op::number:
                return node.value;
            case Op::field:
                return facts_.number(node.field);
            case Op::window:
                return windows_[static_cast<std::size_t>(node.value)];
            case Op::add:
                return sum_of(value(node.of[0]), value(node.of[1]));
            case Op::subtract:
                return difference_of(value(node.of[0]), value(node.of[1]));
            default:
                return product_of(
                    value(node.of[0]),
                    value(node.of[1]),
                    product_divisor(tree_[node.of[0]].type, tree_[node.of[1]].type));
        }
    }

    bool is_among(const Node& node) const {
        return std::any_of(node.of.begin() + 1, node.of.end(), [&](NodeIx item) {
            const Node& one = tree_[item];
            if (one.type == Type::text) {
                return text(node.of[0]) == one.text;
            }
            const std::int64_t what = value(node.of[0]);
            if (one.type == Type::reasons) {
                return what != unknown && (what >> one.value & 1) != 0;
            }
            if (one.type == Type::division) {
                return what != unknown &&
                       (std::to_string(what + 1'000'000'000'000).substr(1)).starts_with(one.text);
            }
            return what == one.value;
        });
    }

    bool compares(const Node& node) const {
        if (!is_known(node.of[0]) || !is_known(node.of[1])) {
            return false;
        }
        if (tree_[node.of[0]].type == Type::text) {
            return (text(node.of[0]) == text(node.of[1])) == (node.op == Op::equal);
        }
        const std::int64_t a = value(node.of[0]);
        const std::int64_t b = value(node.of[1]);
        switch (node.op) {
            case Op::equal:
                return a == b;
            case Op::unequal:
                return a != b;
            case Op::less:
                return a < b;
            case Op::at_most:
                return a <= b;
            case Op::greater:
                return a > b;
            default:
                return a >= b;
        }
    }

    const Expression& tree_;
    const Facts& facts_;
    const WindowValues& windows_;
};

// Values near one another, so that comparisons come out both ways and rules overlap.
class RandomRules {
public:
    explicit RandomRules(Random& dice) : dice_(dice) {}

    std::string condition(int depth) {
        const std::int64_t what = dice_.uniform_int(0, depth > 0 ? 9 : 5);
        if (what >= 6) {
            const char* const with = what % 2 == 0 ? " and " : " or ";
            std::string text = (dice_.chance(0.2) ? "not (" : "(") + condition(depth - 1);
            for (std::int64_t more = dice_.uniform_int(1, 3); more > 0; --more) {
                text += with + condition(depth - 1);
            }
            return text + ")";
        }
        return (dice_.chance(0.2) ? "not " : "") + atom(what);
    }

    Facts facts() {
        Facts made(model::SubjectKind::order);
        const auto maybe = [&](Field field, std::int64_t value) {
            made.set(field, dice_.chance(0.25) ? unknown : value);
        };
        made.set(Field::order_amount, dice_.uniform_int(0, 6) * 100);
        made.set(Field::order_paid, dice_.uniform_int(-1, 6) * 100);
        made.set(Field::order_quantity, dice_.uniform_int(0, 6));
        made.set(Field::order_probability, dice_.uniform_int(0, 6) * 100'000);
        maybe(Field::merchant_age, dice_.uniform_int(0, 6) * 86'400);
        maybe(Field::account_age, dice_.uniform_int(0, 6) * 86'400);
        maybe(Field::merchant_orders, dice_.uniform_int(0, 6));
        maybe(Field::order_ring, dice_.uniform_int(0, 1));
        maybe(Field::order_region, 440'100'000'000 + dice_.uniform_int(0, 3) * 100'000'000);
        maybe(Field::ip_accounts, extreme());
        constexpr std::array<std::string_view, 4> texts{"", "a", "b", "c"};
        made.set(Field::order_category, dice_.pick(std::vector(texts.begin(), texts.end())));
        made.set(Field::merchant_category, dice_.pick(std::vector(texts.begin(), texts.end())));
        model::Reasons reasons;
        for (std::int64_t many = dice_.uniform_int(0, 3); many > 0; --many) {
            reasons.tell(static_cast<model::Reason>(dice_.uniform_int(0, 3)));
        }
        made.set(Field::order_reasons, reasons);
        return made;
    }

private:
    std::int64_t extreme() {
        return dice_.chance(0.3) ? value_max - dice_.uniform_int(0, 2) : dice_.uniform_int(0, 6);
    }

    std::string sign() {
        return dice_.pick(std::vector<std::string>{" = ", " != ", " < ", " <= ", " > ", " >= "});
    }

    std::string number(std::int64_t from = 0) { return std::to_string(dice_.uniform_int(from, 6)); }

    std::string count() {
        const std::vector<std::string> counts{
            "merchant.orders",
            "order.quantity",
            "ip.accounts",
            "count(orders by order.device over 1 h)",
            "distinct(order.buyer by order.ip over 7 d)"};
        const std::string one = dice_.pick(counts);
        switch (dice_.uniform_int(0, 5)) {
            case 0:
                return one + " * " + number();
            case 1:
                return one + " - (" + dice_.pick(counts) + " + " + number() + ")";
            default:
                return one;
        }
    }

    std::string atom(std::int64_t what) {
        switch (what) {
            case 0:
                return count() + sign() + (dice_.chance(0.3) ? count() : number());
            case 1:
                return dice_.chance(0.5)
                           ? "order.amount" + sign() + "¥" + number()
                           : "50 % * order.amount" + sign() + "order.paid - ¥" + number();
            case 2:
                return dice_.pick(std::vector<std::string>{"merchant.age", "account.age"}) +
                       sign() + number() + " d";
            case 3:
                return text_atom();
            case 4:
                return "order.probability" + sign() + "0." + number();
            default:
                return dice_.pick(std::vector<std::string>{
                    "order.ring",
                    "known(merchant.age)",
                    "known(order.category)",
                    "order.region in [\"4401\", \"440200\"]",
                    "order.region not in \"4402\"",
                    "order.reasons has \"cash-back\"",
                    "order.reasons has [\"paying-hub\", \"prefunded\"]",
                    "merchant.orders in [1, 2, " + number() + "]",
                    "merchant.orders not in [3, " + number() + "]"});
        }
    }

    std::string text_atom() {
        return dice_.pick(std::vector<std::string>{
            "order.category = \"a\"",
            "order.category != 'b'",
            "order.category = merchant.category",
            "order.category != merchant.category",
            "merchant.category in ['a', 'c']",
            "merchant.category not in ['a']"});
    }

    Random& dice_;
};

}  // namespace shouxin::policy
