#include "ring/find.h"

#include "ring/bursts.h"
#include "ring/embedding.h"
#include "ring/parts.h"
#include "ring/seeds.h"
#include "ring/settle.h"

#include <algorithm>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr std::size_t at_once = 8;         // seeds; a constant, as what is found depends on it
constexpr std::size_t fruitless_max = 64;  // seeds in a row before an embedding is given up
constexpr int rounds_max = 6;              // embeddings of one kind

bool share_half(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::size_t common = 0;
    for (const std::uint32_t row : a) {
        common += std::ranges::binary_search(b, row) ? 1 : 0;
    }
    return common * 2 > std::min(a.size(), b.size());
}

class Search {
public:
    Search(Graph graph, Executor& executor) : rest_(std::move(graph)), executor_(executor) {}

    std::vector<DenseGroup> run() {
        search([&] {
            const Graph bursts = rest_.only(in_bursts(rest_, executor_));
            const std::size_t before = groups_.size();
            look_at(bursts);
            if (groups_.size() == before) {
                look_at_all_of(bursts);
            }
        });
        search([&] { look_at(rest_); });
        std::ranges::stable_sort(
            groups_, [](const DenseGroup& a, const DenseGroup& b) { return a.score > b.score; });
        return std::move(groups_);
    }

private:
    template <class Look>
    void search(Look look) {
        for (int round = 0; round < rounds_max; ++round) {
            const std::size_t before = groups_.size();
            look();
            if (groups_.size() == before) {
                return;
            }
            explain(before);
        }
    }

    void look_at(const Graph& seen) {
        if (seen.edges() == 0) {
            return;
        }
        const std::vector<Point> points = embed(seen, executor_);
        Seeds seeds(points);
        const std::size_t first = groups_.size();
        std::vector<Settling> settling;
        for (std::size_t i = 0; i < at_once; ++i) {
            settling.emplace_back(rest_);
        }
        for (std::size_t fruitless = 0; fruitless < fruitless_max; fruitless += at_once) {
            std::vector<std::vector<std::uint32_t>> batch;
            while (batch.size() < at_once) {
                auto seed = seeds.next();
                if (!seed) {
                    break;
                }
                batch.push_back(std::move(*seed));
            }
            if (batch.empty()) {
                return;
            }
            std::vector<std::vector<DenseGroup>> settled(batch.size());
            executor_.run(batch.size(), [&](std::size_t i) {
                settled[i] = parts_of(rest_, settling[i], settling[i].settle(batch[i]));
            });
            for (std::vector<DenseGroup>& parts : settled) {
                for (DenseGroup& group : parts) {
                    fruitless = 0;
                    take(std::move(group), first, seeds);
                }
            }
        }
    }

    // A ring that does a good part of all there is hides itself: it is what degrees explain. So
    // whoever was more than once in the bursts of targets that live on bursts is one more seed.
    void look_at_all_of(const Graph& bursts) {
        DenseGroup seed;
        std::vector<std::uint32_t> times(bursts.sources(), 0);
        for (std::uint32_t target = 0; target < bursts.targets(); ++target) {
            if (bursts.target_degree(target) >= least_sources &&
                bursts.target_degree(target) * 2 >= rest_.target_degree(target)) {
                seed.targets.push_back(target);
                for (const std::uint32_t source : bursts.sources_of(target)) {
                    if (++times[source] == 2) {
                        seed.sources.push_back(source);
                    }
                }
            }
        }
        Settling settling(rest_);
        const DenseGroup settled = settling.settle_from(seed.sources, seed.targets);
        for (DenseGroup& group : parts_of(rest_, settling, settled)) {
            groups_.push_back(std::move(group));
        }
    }

    void take(DenseGroup group, std::size_t first, Seeds& seeds) {
        for (const std::uint32_t target : group.targets) {
            seeds.pass_over(target);
        }
        for (std::size_t i = first; i < groups_.size(); ++i) {
            if (share_half(groups_[i].targets, group.targets) &&
                share_half(groups_[i].sources, group.sources)) {
                if (group.score > groups_[i].score) {
                    groups_[i] = std::move(group);
                }
                return;
            }
        }
        groups_.push_back(std::move(group));
    }

    // Leaves out the edges of new groups.
    void explain(std::size_t first) {
        std::vector<std::uint8_t> keep(rest_.edges(), 1);
        for (std::size_t i = first; i < groups_.size(); ++i) {
            for (const std::uint32_t target : groups_[i].targets) {
                for (std::uint32_t e = rest_.first_of(target); e < rest_.end_of(target); ++e) {
                    if (std::ranges::binary_search(groups_[i].sources, rest_.source_of(e))) {
                        keep[e] = 0;
                    }
                }
            }
        }
        rest_ = rest_.only(keep);
    }

    Graph rest_;  // without the edges that groups explain
    Executor& executor_;
    std::vector<DenseGroup> groups_;
};

}  // namespace

std::vector<DenseGroup> find_groups(Graph graph, Executor& executor) {
    if (graph.edges() == 0) {
        return {};
    }
    return Search(std::move(graph), executor).run();
}

}  // namespace shouxin::ring
