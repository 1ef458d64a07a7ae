#include "policy/expression.h"

#include <array>

namespace shouxin::policy {
namespace {

// How tightly it binds: what binds less tightly than its surroundings needs parentheses.
int tightness(Op op) {
    switch (op) {
        case Op::any:
            return 0;
        case Op::all:
            return 1;
        case Op::negated:
            return 2;
        case Op::equal:
        case Op::unequal:
        case Op::less:
        case Op::at_most:
        case Op::greater:
        case Op::at_least:
        case Op::in:
        case Op::not_in:
        case Op::has:
            return 3;
        case Op::add:
        case Op::subtract:
            return 4;
        case Op::multiply:
            return 5;
        default:
            return 6;
    }
}

class Printer {
public:
    Printer(const Expression& expression, const WindowSet& windows)
        : expression_(expression), windows_(windows) {}

    void put(NodeIx index, int around) {
        const Node& node = expression_[index];
        const bool fenced = tightness(node.op) < around;
        text += fenced ? "(" : "";
        put_bare(node);
        text += fenced ? ")" : "";
    }

    std::string text;

private:
    void put_bare(const Node& node) {
        switch (node.op) {
            case Op::number:
                return put_literal(text, node.type, node.value);
            case Op::text:
                return put_text(node.text);
            case Op::truth:
                text += node.value != 0 ? "true" : "false";
                return;
            case Op::field:
                text += text_of(node.field).name;
                return;
            case Op::window:
                return put_window(windows_.all()[static_cast<std::size_t>(node.value)]);
            case Op::is_so:
                return put(node.of[0], tightness(node.op));
            case Op::known:
                text += "known(";
                put(node.of[0], 0);
                text += ")";
                return;
            case Op::negated:
                text += "not ";
                return put(node.of[0], tightness(node.op));
            case Op::in:
                return put_list(node, " in ");
            case Op::not_in:
                return put_list(node, " not in ");
            case Op::has:
                return put_list(node, " has ");
            case Op::all:
                return put_joined(node, " and ");
            case Op::any:
                return put_joined(node, " or ");
            default:
                return put_pair(node);
        }
    }

    void put_text(std::string_view what) {
        const char quote = what.find('"') == std::string_view::npos ? '"' : '\'';
        text += quote;
        text += what;
        text += quote;
    }

    void put_window(const Window& window) {
        text += window.name.empty() ? to_text(window.spec) : "window." + window.name;
    }

    void put_pair(const Node& node) {
        put(node.of[0], tightness(node.op));
        text += " ";
        text += sign_of(node.op);
        text += " ";
        put(node.of[1], tightness(node.op) + 1);
    }

    void put_joined(const Node& node, std::string_view with) {
        for (std::size_t i = 0; i < node.of.size(); ++i) {
            text += i == 0 ? "" : with;
            put(node.of[i], tightness(node.op) + 1);
        }
    }

    void put_list(const Node& node, std::string_view how) {
        put(node.of[0], tightness(node.op) + 1);
        text += how;
        text += "[";
        for (std::size_t i = 1; i < node.of.size(); ++i) {
            text += i == 1 ? "" : ", ";
            put(node.of[i], 0);
        }
        text += "]";
    }

    const Expression& expression_;
    const WindowSet& windows_;
};

}  // namespace

std::string to_text(const Expression& expression, NodeIx node, const WindowSet& windows) {
    Printer printer(expression, windows);
    printer.put(node, 0);
    return std::move(printer.text);
}

std::string_view sign_of(Op op) {
    switch (op) {
        case Op::equal:
            return "=";
        case Op::unequal:
            return "!=";
        case Op::less:
            return "<";
        case Op::at_most:
            return "<=";
        case Op::greater:
            return ">";
        case Op::at_least:
            return ">=";
        case Op::add:
            return "+";
        case Op::subtract:
            return "-";
        default:
            return "*";
    }
}

Op mirrored(Op op) {
    switch (op) {
        case Op::less:
            return Op::greater;
        case Op::at_most:
            return Op::at_least;
        case Op::greater:
            return Op::less;
        case Op::at_least:
            return Op::at_most;
        default:
            return op;
    }
}

}  // namespace shouxin::policy
