#include "policy/examine.h"

#include "base/hash.h"

#include <algorithm>
#include <utility>

namespace shouxin::policy {
namespace {

constexpr std::size_t alternatives_max = 32;
constexpr std::size_t work_max = 20'000;  // rows narrowed for one condition

std::optional<Domain> domain_of(Op op, std::int64_t value) {
    Domain known{.may_be_unknown = false};
    switch (op) {
        case Op::equal:
            known.low = known.high = value;
            return known;
        case Op::unequal:
            known.without = {value};
            return known;
        case Op::less:
            known.high = value - 1;
            return known;
        case Op::at_most:
            known.high = value;
            return known;
        case Op::greater:
            known.low = value + 1;
            return known;
        case Op::at_least:
            known.low = value;
            return known;
        default:
            return std::nullopt;
    }
}

// All that a domain leaves out, as alternatives; the first of them may be unknown.
std::vector<Domain> complement_of(const Domain& domain) {
    bool unknown_too = !domain.may_be_unknown;
    std::vector<Domain> rest;
    const auto add = [&](std::int64_t low, std::int64_t high) {
        if (low <= high || unknown_too) {
            rest.push_back({low, high, {}, std::exchange(unknown_too, false)});
        }
    };
    add(value_min, domain.low - 1);
    if (domain.high < value_max) {
        add(domain.high + 1, value_max);
    }
    for (const std::int64_t point : domain.without) {
        add(point, point);
    }
    return rest;
}

class Examiner {
public:
    Examiner(const Expression& tree, model::SubjectKind on, const WindowSet& windows)
        : tree_(tree), on_(on), windows_(windows) {}

    std::optional<Examined> run(bool negated) {
        examined_.contradiction = tree_[tree_.root].place;
        examined_.alternatives = alternatives(tree_.root, negated);
        return too_many_ ? std::nullopt : std::optional(std::move(examined_));
    }

private:
    using Alternatives = std::vector<Alternative>;

    Alternatives alternatives(NodeIx index, bool negated) {
        const Node& node = tree_[index];
        switch (node.op) {
            case Op::truth:
                return (node.value != 0) != negated ? Alternatives{{}} : Alternatives{};
            case Op::negated:
                return alternatives(node.of[0], !negated);
            case Op::all:
            case Op::any:
                return (node.op == Op::all) != negated ? all_of(node, negated)
                                                       : any_of(node, negated);
            case Op::is_so:
                return literal(node, name_of(node.of[0]), {1, 1, {}, false}, negated);
            case Op::known:
                return literal(node, name_of(node.of[0]), {.may_be_unknown = false}, negated);
            case Op::in:
            case Op::has:
                return membership(node, negated);
            case Op::not_in:
                return negated ? joined(is_unknown(node), membership(node, false))
                               : narrowed(is_known(node), membership(node, true), node.place);
            default:
                return comparison(node, negated);
        }
    }

    Alternatives all_of(const Node& node, bool negated) {
        Alternatives sofar{{}};
        for (const NodeIx one : node.of) {
            sofar = narrowed(std::move(sofar), alternatives(one, negated), tree_[one].place);
        }
        return sofar;
    }

    Alternatives any_of(const Node& node, bool negated) {
        Alternatives sofar;
        for (const NodeIx one : node.of) {
            sofar = joined(std::move(sofar), alternatives(one, negated));
        }
        return sofar;
    }

    Alternatives joined(Alternatives some, Alternatives more) {
        some.insert(
            some.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        return bounded(std::move(some));
    }

    Alternatives bounded(Alternatives all) {
        if (all.size() > alternatives_max || work_ > work_max) {
            too_many_ = true;
            all.clear();
        }
        return all;
    }

    // Where one of `some` and one of `more` holds.
    Alternatives narrowed(Alternatives some, const Alternatives& more, Place place) {
        Alternatives both;
        for (Alternative& one : some) {
            for (std::size_t i = 0; i < more.size() && !too_many_; ++i) {
                work_ += more[i].size() + (more.size() > 1 ? one.size() : 1);
                Alternative made = i + 1 < more.size() ? one : std::move(one);
                if (narrow(made, more[i], place)) {
                    both.push_back(std::move(made));
                    both = bounded(std::move(both));
                }
            }
        }
        return bounded(std::move(both));
    }

    // False if nothing is left.
    bool narrow(Alternative& made, const Alternative& by, Place place) {
        for (const auto& [name, domain] : by) {
            const auto [row, added] = made.try_emplace(name, domain);
            if (!added) {
                row->second.narrow(domain);
            }
            if (row->second.is_empty()) {
                examined_.contradiction = place;
                return false;
            }
        }
        return true;
    }

    // One value within a domain, or outside of it.
    Alternatives literal(
        const Node& node, const std::string& name, const Domain& domain, bool negated) {
        const Domain& anything = examined_.anything.at(name);
        Alternatives made;
        for (Domain& one : negated ? complement_of(domain) : std::vector{domain}) {
            one.narrow(anything);
            if (one.is_empty()) {
                examined_.contradiction = node.place;
            } else {
                made.push_back({{name, std::move(one)}});
            }
        }
        return made;
    }

    Alternatives is_known(const Node& node) {
        return literal(node, name_of(node.of[0]), {.may_be_unknown = false}, false);
    }

    Alternatives is_unknown(const Node& node) {
        return literal(node, name_of(node.of[0]), {.may_be_unknown = false}, true);
    }

    Alternatives membership(const Node& node, bool negated) {
        Alternatives sofar = negated ? Alternatives{{}} : Alternatives{};
        for (std::size_t i = 1; i < node.of.size(); ++i) {
            Alternatives one = member(node, tree_[node.of[i]], negated);
            sofar = negated ? narrowed(std::move(sofar), one, node.place)
                            : joined(std::move(sofar), std::move(one));
        }
        return sofar;
    }

    Alternatives member(const Node& node, const Node& value, bool negated) {
        if (node.op == Op::has) {  // a yes or no for each reason
            std::string name = to_text(tree_, node.of[0], windows_) + " has " + value.text;
            examined_.anything.try_emplace(name, Domain{0, 1, {}, false});
            return literal(node, name, {1, 1, {}, false}, negated);
        }
        Domain domain{.may_be_unknown = false};
        if (value.type == Type::division) {
            const DivisionRange range = division_range(value.text).value();
            domain.low = range.first;
            domain.high = range.last;
        } else {
            domain.low = domain.high = value.op == Op::text ? number_of(value.text) : value.value;
        }
        return literal(node, name_of(node.of[0]), domain, negated);
    }

    Alternatives comparison(const Node& node, bool negated) {
        const Node& left = tree_[node.of[0]];
        const Node& right = tree_[node.of[1]];
        if (right.op == Op::number || right.op == Op::text) {
            const std::int64_t value = right.op == Op::text ? number_of(right.text) : right.value;
            return literal(node, name_of(node.of[0]), domain_of(node.op, value).value(), negated);
        }
        if (left.op == Op::number) {
            return literal(
                node,
                name_of(node.of[1]),
                domain_of(mirrored(node.op), left.value).value(),
                negated);
        }
        return of_two(node, negated);
    }

    // Of two values that vary: on which side of the second the first one is, -1, 0 or 1.
    Alternatives of_two(const Node& node, bool negated) {
        std::string left = to_text(tree_, node.of[0], windows_);
        std::string right = to_text(tree_, node.of[1], windows_);
        const bool swapped = right < left;
        if (swapped) {
            left.swap(right);
        }
        const std::string name = left + " against " + right;
        const bool same = left == right;
        examined_.anything.try_emplace(name, Domain{same ? 0 : -1, same ? 0 : 1, {}, true});
        const Op op = swapped ? mirrored(node.op) : node.op;
        return literal(node, name, domain_of(op, 0).value(), negated);
    }

    // The value's name, with what it may be.
    std::string name_of(NodeIx index) {
        const Node& node = tree_[index];
        std::string name = to_text(tree_, index, windows_);
        Domain anything;
        if (node.op == Op::number) {
            anything = {node.value, node.value, {}, false};
        } else if (node.op == Op::field) {
            const FieldText& field = text_of(node.field);
            anything = {field.min, field.max, {}, !is_always_known(on_, node.field)};
        } else if (node.op == Op::window && node.type == Type::count) {
            anything.low = 0;
        }
        examined_.anything.try_emplace(name, std::move(anything));
        return name;
    }

    // Texts are only told apart; that two of a policy share 62 bits of a hash isn't expected.
    static std::int64_t number_of(const std::string& text) {
        return static_cast<std::int64_t>(hash64(text, {}) >> 2);
    }

    const Expression& tree_;
    model::SubjectKind on_;
    const WindowSet& windows_;
    Examined examined_;
    std::size_t work_ = 0;
    bool too_many_ = false;
};

bool lies_within(const Alternative& one, const Alternative& other, const Examined& of_other) {
    return std::all_of(other.begin(), other.end(), [&](const auto& row) {
        const auto& [name, domain] = row;
        const auto said = one.find(name);
        if (said != one.end()) {
            return said->second.is_within(domain);
        }
        return of_other.anything.at(name).is_within(domain);
    });
}

}  // namespace

void Domain::narrow(const Domain& by) {
    low = std::max(low, by.low);
    high = std::min(high, by.high);
    may_be_unknown = may_be_unknown && by.may_be_unknown;
    without.insert(by.without.begin(), by.without.end());
    while (low <= high && without.contains(low)) {
        ++low;
    }
    while (low <= high && without.contains(high)) {
        --high;
    }
}

bool Domain::is_within(const Domain& other) const {
    if (may_be_unknown && !other.may_be_unknown) {
        return false;
    }
    if (low > high) {
        return true;
    }
    return other.low <= low && high <= other.high &&
           std::all_of(other.without.begin(), other.without.end(), [&](std::int64_t point) {
               return point < low || point > high || without.contains(point);
           });
}

std::optional<Examined> examine(
    const Expression& condition, model::SubjectKind on, const WindowSet& windows, bool negated) {
    return Examiner(condition, on, windows).run(negated);
}

bool is_covered(const Examined& one, const std::vector<const Examined*>& others) {
    return std::all_of(
        one.alternatives.begin(), one.alternatives.end(), [&](const Alternative& part) {
            return std::any_of(others.begin(), others.end(), [&](const Examined* other) {
                return std::any_of(
                    other->alternatives.begin(),
                    other->alternatives.end(),
                    [&](const Alternative& whole) { return lies_within(part, whole, *other); });
            });
        });
}

}  // namespace shouxin::policy
