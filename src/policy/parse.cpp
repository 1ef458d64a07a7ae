#include "policy/parse.h"

#include "policy/check_types.h"

#include <fmt/format.h>

#include <array>
#include <string>

namespace shouxin::policy {
namespace {

constexpr std::array<std::pair<std::string_view, Op>, 6> comparisons{{
    {"=", Op::equal},
    {"!=", Op::unequal},
    {"<", Op::less},
    {"<=", Op::at_most},
    {">", Op::greater},
    {">=", Op::at_least},
}};

// Recursive descent. After a first word out of place all that follows is skipped, as nothing sure
// can be said about it; names, types and units are told all.
class Parser {
public:
    Parser(
        const std::vector<Token>& tokens,
        model::SubjectKind on,
        WindowSet& windows,
        Problems& problems)
        : tokens_(tokens), problems_(problems), make_(on, windows, problems) {}

    Expression run() {
        const NodeIx root = make_.condition(any());
        expect_end();
        return make_.take(root);
    }

    std::int64_t value(Type type) {
        const std::int64_t sign = take("-") ? -1 : 1;
        const Token token = next();
        if (token.mark != Mark::number || (token.type != type && token.type != Type::wrong)) {
            stop(
                token,
                {fmt::format("这里要写{}，例如 {}", name_of(type, Language::zh), example_of(type)),
                 fmt::format(
                     "write {} here, as {}", name_of(type, Language::en), example_of(type))});
        }
        return sign * token.value;
    }

    void expect_end() {
        if (peek().mark != Mark::end) {
            stop(
                peek(),
                {fmt::format("“{}”不该在这里；条件之间用 and 或 or 连接", peek().word),
                 fmt::format(
                     "'{}' doesn't belong here; join conditions with and, or", peek().word)});
        }
    }

    void expect(std::string_view word) {
        if (!take(word)) {
            stop(peek(), expected(word));
        }
    }

private:
    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }

    [[nodiscard]] Sentence expected(std::string_view word) const {
        if (peek().mark == Mark::end) {
            return {
                fmt::format("末尾少了东西；请写 {}", word),
                fmt::format("something is missing at the end; write '{}'", word)};
        }
        return {
            fmt::format("这里应是 {}，不是“{}”", word, peek().word),
            fmt::format("write '{}' instead of '{}'", word, peek().word)};
    }

    [[nodiscard]] static Sentence no_value(const Token& token) {
        if (token.mark == Mark::end) {
            return {
                "末尾少了东西；请写一个字段或值",
                "something is missing at the end; write a field or a value"};
        }
        return {
            fmt::format("这里应是字段或值，不是“{}”", token.word),
            fmt::format("write a field or a value instead of '{}'", token.word)};
    }

    Token next() {
        const Token& token = tokens_[at_];
        at_ += at_ + 1 < tokens_.size() ? 1 : 0;
        return token;
    }

    bool take(std::string_view word) {
        if (!peek().is(word)) {
            return false;
        }
        (void)next();
        return true;
    }

    NodeIx stop(const Token& token, Sentence message, std::string_view nearest = {}) {
        if (!stopped_) {
            problems_.add(token.place, std::move(message), nearest);
        }
        stopped_ = true;
        at_ = tokens_.size() - 1;
        return make_.wrong(token.place);
    }

    // Whether one may go deeper; who may calls rise() afterwards.
    bool sink() {
        ++depth_;
        if (depth_ > depth_max) {
            stop(
                peek(),
                {fmt::format("嵌套超过 {} 层；请拆成几条规则", depth_max),
                 fmt::format(
                     "this is over {} levels deep; split it into several rules", depth_max)});
        }
        return !stopped_;
    }

    void rise() { --depth_; }

    NodeIx any() {
        const Place place = peek().place;
        std::vector<NodeIx> of{all()};
        while (take("or")) {
            of.push_back(all());
        }
        return of.size() == 1 ? of[0] : make_.joined(Op::any, place, of);
    }

    NodeIx all() {
        const Place place = peek().place;
        std::vector<NodeIx> of{each()};
        while (take("and")) {
            of.push_back(each());
        }
        return of.size() == 1 ? of[0] : make_.joined(Op::all, place, of);
    }

    NodeIx each() {
        const Place place = peek().place;
        const bool deeper = sink();
        const NodeIx node = !deeper       ? make_.wrong(place)
                            : take("not") ? make_.negated(place, each())
                                          : comparison();
        rise();
        return node;
    }

    NodeIx comparison() {
        const NodeIx left = sum();
        const Place place = peek().place;
        if (take("in")) {
            return make_.membership(Op::in, place, left, list());
        }
        if (take("has")) {
            return make_.membership(Op::has, place, left, list());
        }
        if (take("not")) {
            expect("in");
            return make_.membership(Op::not_in, place, left, list());
        }
        for (const auto& [sign, op] : comparisons) {
            if (take(sign)) {
                const NodeIx node = make_.comparison(op, place, left, sum());
                return refuse_chain(node);
            }
        }
        return left;
    }

    NodeIx refuse_chain(NodeIx node) {
        for (const auto& [sign, op] : comparisons) {
            if (peek().is(sign)) {
                return stop(
                    peek(),
                    {"一次只比两个；请写 x > 1 and x < 3",
                     "compare two at a time; write x > 1 and x < 3"});
            }
        }
        return node;
    }

    NodeIx sum() {
        NodeIx left = product();
        while (peek().is("+") || peek().is("-")) {
            const Token sign = next();
            left = make_.calculation(
                sign.is("+") ? Op::add : Op::subtract, sign.place, left, product());
        }
        return left;
    }

    NodeIx product() {
        NodeIx left = single();
        while (peek().is("*")) {
            const Place place = next().place;
            left = make_.calculation(Op::multiply, place, left, single());
        }
        return left;
    }

    NodeIx single() {
        const Token token = next();
        if (make_.size() > condition_nodes_max) {
            return stop(
                token,
                {fmt::format("这个条件超过 {} 个部分；请拆成几条规则", condition_nodes_max),
                 fmt::format(
                     "this condition has over {} parts; split it into several rules",
                     condition_nodes_max)});
        }
        if (token.mark == Mark::number) {
            return make_.number(token, token.value);
        }
        if (token.mark == Mark::text) {
            return make_.text(token);
        }
        if (token.is("-") && peek().mark == Mark::number) {
            const Token number = next();
            return make_.number(number, -number.value);
        }
        if (token.is("(")) {
            return parenthesis();
        }
        if (token.mark == Mark::name) {
            return named(token);
        }
        return stop(token, no_value(token));
    }

    NodeIx parenthesis() {
        const NodeIx inside = any();
        expect(")");
        return inside;
    }

    NodeIx named(const Token& token) {
        if (token.is("true") || token.is("false")) {
            return make_.truth(token, token.is("true"));
        }
        if (token.is("known")) {
            expect("(");
            const NodeIx of = sink() ? sum() : make_.wrong(token.place);
            rise();
            expect(")");
            return make_.known(token.place, of);
        }
        if (token.is("count") || token.is("sum") || token.is("distinct")) {
            return window(token);
        }
        if (is_keyword(token.word)) {
            return stop(token, no_value(token));
        }
        return make_.name(token);
    }

    NodeIx window(const Token& what) {
        WindowSpec spec;
        expect("(");
        bool good = true;
        if (what.is("count")) {
            expect("orders");
        } else if (what.is("sum")) {
            spec.aggregate = Aggregate::sum;
            good = one_of(summand_of, summand_names(), spec.summand);
        } else {
            spec.aggregate = Aggregate::distinct;
            good = one_of(key_of, key_names(), spec.distinct);
        }
        expect("by");
        good = one_of(key_of, key_names(), spec.by) && good;
        expect("over");
        const Place length = peek().place;
        spec.over_s = value(Type::duration);
        expect(")");
        good = !stopped_ && check_window_length(spec.over_s, length, problems_) && good;
        return good ? make_.window(what.place, spec) : make_.wrong(what.place);
    }

    template <class Find, class Value>
    bool one_of(const Find& find, const std::vector<std::string_view>& known, Value& into) {
        const Token token = next();
        if (const auto found = find(token.word); found && token.mark == Mark::name) {
            into = *found;
            return true;
        }
        const std::string_view nearest = nearest_of(token.word, known);
        stop(token, one_of_problem(token.word, nearest, known), nearest);
        return false;
    }

    std::vector<NodeIx> list() {
        if (peek().mark == Mark::text) {
            return {single()};
        }
        expect("[");
        std::vector<NodeIx> items;
        do {
            items.push_back(single());
        } while (take(","));
        expect("]");
        return items;
    }

    const std::vector<Token>& tokens_;
    Problems& problems_;
    NodeMaker make_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool stopped_ = false;
};

// For what stands by itself: no condition, so no subject and no windows.
template <class Read>
auto parse_alone(const PlacedText& text, Problems& problems, const Read& read) {
    const std::size_t before = problems.told();
    const std::vector<Token> tokens = tokens_of(text, problems);
    WindowSet none;
    Parser parser(tokens, model::SubjectKind::order, none, problems);
    const auto value = read(parser);
    parser.expect_end();
    return problems.told() == before ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Expression> parse_condition(
    const PlacedText& text, model::SubjectKind on, WindowSet& windows, Problems& problems) {
    const std::size_t before = problems.told();
    const std::vector<Token> tokens = tokens_of(text, problems);
    Expression expression = Parser(tokens, on, windows, problems).run();
    return problems.told() == before ? std::optional(std::move(expression)) : std::nullopt;
}

std::optional<std::int64_t> parse_value(const PlacedText& text, Type type, Problems& problems) {
    return parse_alone(text, problems, [&](Parser& parser) { return parser.value(type); });
}

std::optional<std::pair<std::int64_t, std::int64_t>> parse_range(
    const PlacedText& text, Type type, Problems& problems) {
    return parse_alone(text, problems, [&](Parser& parser) {
        const std::int64_t first = parser.value(type);
        parser.expect("to");
        return std::pair(first, parser.value(type));
    });
}

bool check_window_length(std::int64_t over_s, Place place, Problems& problems) {
    if (over_s >= window_shortest_s && over_s <= window_longest_s) {
        return true;
    }
    problems.add(
        place,
        {"窗口长 1 分钟到 90 天；请写 over 1 h",
         "a window is from 1 minute to 90 days long; write over 1 h"});
    return false;
}

}  // namespace shouxin::policy
