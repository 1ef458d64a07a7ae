// Which nodes fit together? Makes the nodes of an expression, and tells where types, units, fields
// or words don't fit. Used by parse.cpp alone; not thread-safe.
#pragma once

#include "model/action.h"
#include "policy/expression.h"
#include "policy/token.h"

#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

class NodeMaker {
public:
    NodeMaker(model::SubjectKind on, WindowSet& windows, Problems& problems)
        : on_(on), windows_(windows), problems_(problems) {}

    NodeIx number(const Token& token, std::int64_t value);
    NodeIx text(const Token& token);
    NodeIx truth(const Token& token, bool value);

    // A field, or a named window: window.orders_1h.
    NodeIx name(const Token& token);
    NodeIx window(Place place, const WindowSpec& spec);
    NodeIx known(Place place, NodeIx of);

    // op: add, subtract or multiply.
    NodeIx calculation(Op op, Place place, NodeIx left, NodeIx right);
    NodeIx comparison(Op op, Place place, NodeIx left, NodeIx right);

    // op: in, not_in or has; `list` follows what is looked for.
    NodeIx membership(Op op, Place place, NodeIx what, std::vector<NodeIx> list);

    NodeIx negated(Place place, NodeIx of);

    // op: all or any.
    NodeIx joined(Op op, Place place, const std::vector<NodeIx>& of);

    // As a condition, or a problem.
    NodeIx condition(NodeIx of);

    NodeIx wrong(Place place);

    [[nodiscard]] std::size_t size() const { return made_.nodes.size(); }

    Expression take(NodeIx root);

private:
    NodeIx make(Node node);
    NodeIx refuse(Place place, Sentence message, std::string_view nearest = {});
    void match_words(NodeIx left, NodeIx right);
    void match_division(Node& text);
    void match_reason(Node& text);
    bool fits(NodeIx left, NodeIx right);
    NodeIx refuse_window(Place place, std::string_view wanted);
    [[nodiscard]] Sentence units_problem(Op op, NodeIx left, NodeIx right) const;
    [[nodiscard]] Sentence has_problem(NodeIx what) const;
    [[nodiscard]] std::string told(NodeIx node) const;

    // The node's type, as messages say it.
    [[nodiscard]] std::string_view zh(NodeIx node) const {
        return name_of(at(node).type, Language::zh);
    }

    [[nodiscard]] std::string_view en(NodeIx node) const {
        return name_of(at(node).type, Language::en);
    }

    [[nodiscard]] const Node& at(NodeIx index) const { return made_.nodes[index]; }

    model::SubjectKind on_;
    WindowSet& windows_;
    Problems& problems_;
    Expression made_;
};

}  // namespace shouxin::policy
