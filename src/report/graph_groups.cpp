#include "report/graph.h"
#include "report/html_text.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace shouxin::report {
namespace {

using judge::Link;
using judge::MemberKind;

// Which node each member becomes: numbers from 0 by the first member.
using Classes = std::vector<std::uint32_t>;

enum Column : std::uint8_t { payers_and_shared, accounts, shops };

Column column_of(MemberKind kind) {
    return kind == MemberKind::account    ? accounts
           : kind == MemberKind::merchant ? shops
                                          : payers_and_shared;
}

bool fits(const Graph& graph, const Classes& classes) {
    std::array<std::size_t, 3> nodes{};
    std::uint32_t seen = 0;
    for (std::size_t place = 0; place < classes.size(); ++place) {
        if (classes[place] == seen) {
            ++seen;
            ++nodes[column_of(graph.nodes[place].kind)];
        }
    }
    if (*std::max_element(nodes.begin(), nodes.end()) > graph_column_max) {
        return false;
    }
    std::set<std::tuple<Link::Kind, std::uint32_t, std::uint32_t>> lines;
    for (const GraphEdge& edge : graph.edges) {
        lines.emplace(edge.kind, classes[edge.from], classes[edge.to]);
    }
    return lines.size() <= graph_lines_aim;
}

// Equal keys, equal class.
template <class Key>
Classes classes_by(const std::vector<Key>& keys) {
    std::map<Key, std::uint32_t> numbers;
    Classes classes;
    for (const Key& key : keys) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        classes.push_back(numbers.emplace(key, next).first->second);
    }
    return classes;
}

// One step of colour refinement (Weisfeiler and Leman 1968, on sets): members of a class stay
// together if they reach the same classes by the same kinds of links.
Classes refined(const Graph& graph, const Classes& seeds, const Classes& neighbours) {
    std::vector<std::vector<std::uint64_t>> keys(graph.nodes.size());
    for (const GraphEdge& edge : graph.edges) {
        const std::uint64_t kind = static_cast<std::uint64_t>(edge.kind) << 33;
        keys[edge.from].push_back(kind | neighbours[edge.to]);
        keys[edge.to].push_back(kind | std::uint64_t{1} << 32 | neighbours[edge.from]);
    }
    for (std::size_t place = 0; place < keys.size(); ++place) {
        auto& key = keys[place];
        std::sort(key.begin(), key.end());
        key.erase(std::unique(key.begin(), key.end()), key.end());
        key.push_back(seeds[place]);
    }
    return classes_by(keys);
}

// Shops and payers are themselves, the others their kind.
Classes seeds_of(const Graph& graph) {
    std::vector<std::uint64_t> keys;
    for (std::size_t place = 0; place < graph.nodes.size(); ++place) {
        const MemberKind kind = graph.nodes[place].kind;
        const bool itself = kind == MemberKind::merchant || kind == MemberKind::wallet;
        keys.push_back(
            std::uint64_t{static_cast<std::uint8_t>(kind)} << 32 | (itself ? place + 1 : 0));
    }
    return classes_by(keys);
}

Classes same_neighbours(const Graph& graph) {
    Classes each(graph.nodes.size());
    std::iota(each.begin(), each.end(), 0U);
    Classes seeds = each;
    const auto one = static_cast<std::uint32_t>(each.size());
    for (std::size_t place = 0; place < seeds.size(); ++place) {
        if (graph.nodes[place].kind == MemberKind::account) {
            seeds[place] = one;
        }
    }
    return refined(graph, seeds, each);
}

// Accounts by the wallet or shop that pays them most.
Classes by_payer(const Graph& graph, const Classes& seeds) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> best(graph.nodes.size());
    for (const GraphEdge& edge : graph.edges) {
        if (edge.kind == Link::Kind::paid && graph.nodes[edge.to].kind == MemberKind::account) {
            best[edge.to] = std::max(
                best[edge.to], {edge.times, std::numeric_limits<std::uint32_t>::max() - edge.from});
        }
    }
    std::vector<std::pair<std::uint32_t, std::uint64_t>> keys;
    for (std::size_t place = 0; place < seeds.size(); ++place) {
        keys.emplace_back(seeds[place], best[place].second);
    }
    return classes_by(keys);
}

// The least busy of a column that is still too long become one node a kind.
Classes without_tails(const Graph& graph, const Classes& classes) {
    const std::uint32_t count =
        classes.empty() ? 0 : *std::max_element(classes.begin(), classes.end()) + 1;
    std::vector<std::uint64_t> weights(count, 0);
    std::vector<MemberKind> kinds(count, MemberKind::account);
    for (std::size_t place = 0; place < classes.size(); ++place) {
        weights[classes[place]] += graph.nodes[place].weight;
        kinds[classes[place]] = graph.nodes[place].kind;
    }
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return weights[a] > weights[b];
    });
    std::array<std::size_t, 3> wanted{};
    for (const MemberKind kind : kinds) {
        ++wanted[column_of(kind)];
    }
    std::array<std::size_t, 3> kept{};
    std::vector<std::uint32_t> target(count);
    for (const std::uint32_t old : order) {
        const Column column = column_of(kinds[old]);
        const std::size_t room = column == payers_and_shared ? 3 : 1;
        const bool keep =
            wanted[column] <= graph_column_max || kept[column] < graph_column_max - room;
        kept[column] += keep ? 1 : 0;
        target[old] = keep ? old : count + static_cast<std::uint32_t>(kinds[old]);
    }
    std::vector<std::uint32_t> keys;
    for (const std::uint32_t old : classes) {
        keys.push_back(target[old]);
    }
    return classes_by(keys);
}

Classes drawable(const Graph& graph) {
    Classes each(graph.nodes.size());
    std::iota(each.begin(), each.end(), 0U);
    if (fits(graph, each)) {
        return each;
    }
    if (Classes same = same_neighbours(graph); fits(graph, same)) {
        return same;
    }
    const Classes seeds = seeds_of(graph);
    std::array<Classes, 3> rounds;
    for (std::size_t round = 0; round < rounds.size(); ++round) {
        rounds[round] = refined(graph, seeds, round == 0 ? seeds : rounds[round - 1]);
    }
    for (std::size_t round = rounds.size(); round-- > 0;) {
        if (fits(graph, rounds[round])) {
            return rounds[round];
        }
    }
    if (Classes paid = by_payer(graph, seeds); fits(graph, paid)) {
        return paid;
    }
    return without_tails(graph, seeds);
}

}  // namespace

Graph grouped(const Graph& members) {
    const Classes classes = drawable(members);
    Graph graph{.nodes = {}, .edges = {}, .of_reviews = members.of_reviews};
    for (std::size_t place = 0; place < classes.size(); ++place) {
        const GraphNode& member = members.nodes[place];
        if (classes[place] == graph.nodes.size()) {
            graph.nodes.push_back({.kind = member.kind, .index = member.index});
        }
        GraphNode& node = graph.nodes[classes[place]];
        node.members += member.members;
        node.weight += member.weight;
        node.gains |= member.gains;
        for (std::size_t doubt = 0; doubt < node.by_doubt.size(); ++doubt) {
            node.by_doubt[doubt] += member.by_doubt[doubt];
        }
    }
    std::map<std::tuple<Link::Kind, std::uint32_t, std::uint32_t>, GraphEdge> edges;
    for (const GraphEdge& edge : members.edges) {
        const std::uint32_t from = classes[edge.from];
        const std::uint32_t to = classes[edge.to];
        if (from != to) {
            GraphEdge& sum = edges[{edge.kind, from, to}];
            sum = {edge.kind, from, to, sum.times + edge.times, plus(sum.amount, edge.amount)};
        }
    }
    for (const auto& [key, edge] : edges) {
        graph.edges.push_back(edge);
    }
    std::stable_sort(graph.edges.begin(), graph.edges.end(), [](const auto& a, const auto& b) {
        return a.times > b.times;
    });
    return graph;
}

}  // namespace shouxin::report
