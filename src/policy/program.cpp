#include "policy/program.h"

#include "base/must.h"

#include <utility>

namespace shouxin::policy {
namespace {

constexpr std::uint16_t first_temporary = static_cast<std::uint16_t>(field_count);

std::int64_t value_at(std::uint16_t place, const Facts& facts, const Program::Scratch& scratch) {
    return place < first_temporary ? facts.numbers[place]
                                   : scratch.values[place - std::size_t{first_temporary}];
}

}  // namespace

// Writes backwards: where a step goes on is written before the step itself.
class ProgramWriter {
public:
    using Entry = Program::Entry;
    using Code = Program::Code;

    ProgramWriter(Program& into, const Expression& tree, const WindowSet& windows)
        : into_(into), tree_(tree), windows_(windows) {}

    Entry condition(NodeIx index, Entry yes, Entry no) {
        const Node& node = tree_[index];
        switch (node.op) {
            case Op::truth:
                return node.value != 0 ? yes : no;
            case Op::negated:
                return condition(node.of[0], no, yes);
            case Op::all:
                return each(node, yes, no, true);
            case Op::any:
                return each(node, yes, no, false);
            case Op::is_so:
                return within(node.of[0], 1, value_max, yes, no);
            case Op::known:
                return known(node.of[0], yes, no);
            case Op::in:
                return among(node, yes, no);
            case Op::not_in:
                return known(node.of[0], among(node, no, yes), no);
            case Op::has:
                return has(node, yes, no);
            default:
                return comparison(node, yes, no);
        }
    }

private:
    Entry write(Program::Step step) {
        into_.steps_.push_back(step);
        return static_cast<Entry>(into_.steps_.size() - 1);
    }

    Entry each(const Node& node, Entry yes, Entry no, bool all) {
        Entry next = all ? yes : no;
        for (std::size_t i = node.of.size(); i > 0; --i) {
            next = all ? condition(node.of[i - 1], next, no) : condition(node.of[i - 1], yes, next);
        }
        return next;
    }

    // Where a value is found once prepare() has run.
    [[nodiscard]] std::uint16_t place_of(NodeIx index, std::size_t temporary) const {
        const Node& node = tree_[index];
        MUST(temporary < Program::Scratch::temporaries);
        return node.op == Op::field ? static_cast<std::uint16_t>(node.field)
                                    : static_cast<std::uint16_t>(first_temporary + temporary);
    }

    // Steps that put the value where place_of() says, and go on at `next`.
    Entry prepare(NodeIx index, std::size_t temporary, Entry next) {
        const Node& node = tree_[index];
        if (node.op == Op::field) {
            return next;
        }
        Program::Step step{.into = place_of(index, temporary), .yes = next};
        if (node.op == Op::number) {
            step.code = Code::load;
            step.low = node.value;
            return write(step);
        }
        if (node.op == Op::window) {
            const auto place = static_cast<std::size_t>(node.value);
            step.code = Code::window;
            step.a = static_cast<std::uint16_t>(place);
            step.b = static_cast<std::uint16_t>(windows_.all()[place].spec.by);
            return write(step);
        }
        step.code = node.op == Op::add        ? Code::add
                    : node.op == Op::subtract ? Code::subtract
                                              : Code::multiply;
        step.a = place_of(node.of[0], temporary);
        step.b = place_of(node.of[1], temporary + 1);
        step.low = product_divisor(tree_[node.of[0]].type, tree_[node.of[1]].type);
        const Entry right = prepare(node.of[1], temporary + 1, write(step));
        return prepare(node.of[0], temporary, right);
    }

    Entry within(NodeIx index, std::int64_t low, std::int64_t high, Entry yes, Entry no) {
        return prepare(
            index,
            0,
            write(
                {.code = Code::within,
                 .a = place_of(index, 0),
                 .yes = yes,
                 .no = no,
                 .low = low,
                 .high = high}));
    }

    Entry known(NodeIx index, Entry yes, Entry no) {
        const Node& node = tree_[index];
        return node.type == Type::text
                   ? write({.code = Code::text_known, .a = text_at(index), .yes = yes, .no = no})
                   : within(index, value_min, value_max, yes, no);
    }

    [[nodiscard]] std::uint16_t text_at(NodeIx index) const {
        return static_cast<std::uint16_t>(text_place(tree_[index].field).value());
    }

    Entry text_is(NodeIx field, const std::string& text, Entry yes, Entry no) {
        into_.texts_.push_back(text);
        return write(
            {.code = Code::text_is,
             .a = text_at(field),
             .yes = yes,
             .no = no,
             .low = static_cast<std::int64_t>(into_.texts_.size() - 1)});
    }

    Entry is_one(NodeIx what, NodeIx value, Entry yes, Entry no) {
        const Node& node = tree_[value];
        if (node.type == Type::text) {
            return text_is(what, node.text, yes, no);
        }
        if (node.type == Type::division) {
            const DivisionRange range = division_range(node.text).value();
            return within(what, range.first, range.last, yes, no);
        }
        return within(what, node.value, node.value, yes, no);
    }

    Entry among(const Node& node, Entry yes, Entry no) {
        Entry next = no;
        for (std::size_t i = node.of.size(); i > 1; --i) {
            next = is_one(node.of[0], node.of[i - 1], yes, next);
        }
        return next;
    }

    Entry has(const Node& node, Entry yes, Entry no) {
        std::int64_t mask = 0;
        for (std::size_t i = 1; i < node.of.size(); ++i) {
            mask |= std::int64_t{1} << tree_[node.of[i]].value;
        }
        return write(
            {.code = Code::shares,
             .a = place_of(node.of[0], 0),
             .yes = yes,
             .no = no,
             .low = mask});
    }

    Entry comparison(const Node& node, Entry yes, Entry no) {
        const NodeIx left = node.of[0];
        const NodeIx right = node.of[1];
        if (tree_[left].type == Type::text) {
            return text_comparison(node, yes, no);
        }
        if (tree_[right].op == Op::number) {
            return with_number(node.op, left, tree_[right].value, yes, no);
        }
        if (tree_[left].op == Op::number) {
            return with_number(mirrored(node.op), right, tree_[left].value, yes, no);
        }
        const std::uint16_t a = place_of(left, 0);
        const std::uint16_t b = place_of(right, 1);
        const bool swap = node.op == Op::greater || node.op == Op::at_least;
        const auto test = [&](Code code, Entry so, Entry not_so) {
            return write(
                {.code = code, .a = swap ? b : a, .b = swap ? a : b, .yes = so, .no = not_so});
        };
        Entry entry = no;
        switch (node.op) {
            case Op::equal:
                entry = test(Code::equal, yes, no);
                break;
            case Op::unequal: {  // one of them is less
                const Entry greater =
                    write({.code = Code::less, .a = b, .b = a, .yes = yes, .no = no});
                entry = test(Code::less, yes, greater);
                break;
            }
            case Op::less:
            case Op::greater:
                entry = test(Code::less, yes, no);
                break;
            default:
                entry = test(Code::at_most, yes, no);
        }
        return prepare(left, 0, prepare(right, 1, entry));
    }

    Entry with_number(Op op, NodeIx what, std::int64_t value, Entry yes, Entry no) {
        switch (op) {
            case Op::equal:
                return within(what, value, value, yes, no);
            case Op::unequal:
                return within(what, value_min, value - 1, yes, above(what, value, yes, no));
            case Op::less:
                return within(what, value_min, value - 1, yes, no);
            case Op::at_most:
                return within(what, value_min, value, yes, no);
            case Op::greater:
                return above(what, value, yes, no);
            default:
                return within(what, value, value_max, yes, no);
        }
    }

    Entry above(NodeIx what, std::int64_t value, Entry yes, Entry no) {
        return within(what, value + 1, value_max, yes, no);
    }

    Entry text_comparison(const Node& node, Entry yes, Entry no) {
        const Node& right = tree_[node.of[1]];
        const bool same = node.op == Op::equal;
        Entry test = no;
        if (right.op == Op::text) {
            test = text_is(node.of[0], right.text, same ? yes : no, same ? no : yes);
        } else {
            test = write(
                {.code = Code::texts_equal,
                 .a = text_at(node.of[0]),
                 .b = text_at(node.of[1]),
                 .yes = same ? yes : no,
                 .no = same ? no : yes});
            test = same ? test : known(node.of[1], test, no);
        }
        return same ? test : known(node.of[0], test, no);
    }

    Program& into_;
    const Expression& tree_;
    const WindowSet& windows_;
};

Program::Entry Program::add(const Expression& condition, const WindowSet& windows) {
    return ProgramWriter(*this, condition, windows).condition(condition.root, accept, reject);
}

bool Program::holds(const Step& step, const Facts& facts, const Scratch& scratch) const {
    if (step.code == Code::within) {
        const std::int64_t a = value_at(step.a, facts, scratch);
        return step.low <= a && a <= step.high;
    }
    switch (step.code) {
        case Code::shares:  // an unknown value has none of them
            return (value_at(step.a, facts, scratch) & step.low) != 0;
        case Code::text_known:
            return !facts.texts[step.a].empty();
        case Code::text_is:
            return facts.texts[step.a] == texts_[static_cast<std::size_t>(step.low)];
        case Code::texts_equal:
            return !facts.texts[step.a].empty() && facts.texts[step.a] == facts.texts[step.b];
        default:
            break;
    }
    const std::int64_t a = value_at(step.a, facts, scratch);
    const std::int64_t b = value_at(step.b, facts, scratch);
    const bool true_of_known = step.code == Code::equal  ? a == b
                               : step.code == Code::less ? a < b
                                                         : a <= b;
    return true_of_known && a != unknown && b != unknown;
}

void Program::calculate(
    const Step& step, const Facts& facts, const Windows& windows, Scratch& scratch) {
    std::int64_t& into = scratch.values[step.into - std::size_t{first_temporary}];
    if (step.code == Code::load) {
        into = step.low;
        return;
    }
    if (step.code == Code::window) {
        const std::uint64_t bit = std::uint64_t{1} << step.a;
        if ((scratch.looked_up & bit) == 0) {
            scratch.windows[step.a] = windows.value(step.a, facts.keys[step.b]);
            scratch.looked_up |= bit;
        }
        into = scratch.windows[step.a];
        return;
    }
    const std::int64_t a = value_at(step.a, facts, scratch);
    const std::int64_t b = value_at(step.b, facts, scratch);
    into = step.code == Code::add        ? sum_of(a, b)
           : step.code == Code::subtract ? difference_of(a, b)
                                         : product_of(a, b, step.low);
}

bool Program::run(Entry entry, const Facts& facts, const Windows& windows, Scratch& scratch) const {
    while (entry < accept) {
        const Step& step = steps_[entry];
        if (step.code >= Code::load) {
            calculate(step, facts, windows, scratch);
            entry = step.yes;
        } else {
            entry = holds(step, facts, scratch) ? step.yes : step.no;
        }
    }
    return entry == accept;
}

}  // namespace shouxin::policy
