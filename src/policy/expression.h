// What does a rule ask, as a tree? Made by parse.h, which checks types; walked by whoever runs,
// explains or examines it. Plain values.
#pragma once

#include "model/reason.h"
#include "policy/field.h"
#include "policy/problem.h"
#include "policy/value.h"
#include "policy/window.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

enum class Op : std::uint8_t {
    // values
    number,    // Node::value, of Node::type
    text,      // Node::text: a text, the digits of a division, or a reason (Node::value)
    field,     // Node::field
    window,    // Node::value: its place in the WindowSet
    add,       // of two
    subtract,  // of two
    multiply,  // of two
    // conditions
    truth,  // Node::value: always or never
    is_so,  // of a field that is a yes or no
    known,  // of a field or a window
    equal,  // of two, as all comparisons
    unequal,
    less,
    at_most,
    greater,
    at_least,
    in,       // the first is among the others
    not_in,   // known, and not among the others
    has,      // the first, reasons, hold one of the others
    negated,  // of one condition
    all,      // of two or more
    any,      // of two or more
};

constexpr bool is_comparison(Op op) {
    return op >= Op::equal && op <= Op::at_least;
}

using NodeIx = std::uint32_t;

struct Node {
    Op op = Op::truth;
    Type type = Type::truth;
    Place place;
    Field field = Field::count;
    std::int64_t value = 0;
    std::string text{};
    std::vector<NodeIx> of{};
};

struct Expression {
    std::vector<Node> nodes;
    NodeIx root = 0;

    [[nodiscard]] const Node& operator[](NodeIx index) const { return nodes[index]; }
};

// In the language's own words, with the fewest parentheses: what it parses to is the same tree.
std::string to_text(const Expression& expression, NodeIx node, const WindowSet& windows);

inline std::string to_text(const Expression& expression, const WindowSet& windows) {
    return to_text(expression, expression.root, windows);
}

// "=", "<=", ... of a comparison; "+", "-", "*" of a calculation.
std::string_view sign_of(Op op);

// `b mirrored(op) a` says what `a op b` says.
Op mirrored(Op op);

}  // namespace shouxin::policy
