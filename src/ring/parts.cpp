#include "ring/parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace shouxin::ring {
namespace {

constexpr int rounds = 15;
constexpr int deepest = 5;

using Sides = std::array<std::vector<std::uint32_t>, 2>;

// The edges of a group, its sources and targets numbered from 0.
class Block {
public:
    Block(const Graph& graph, const DenseGroup& group)
        : group_(group), scale_source_(group.sources.size()), scale_target_(group.targets.size()) {
        for (std::uint32_t t = 0; t < group.targets.size(); ++t) {
            for (const std::uint32_t source : graph.sources_of(group.targets[t])) {
                const auto found = std::ranges::lower_bound(group.sources, source);
                if (found != group.sources.end() && *found == source) {
                    const auto s = static_cast<std::uint32_t>(found - group.sources.begin());
                    edges_.emplace_back(t, s);
                    scale_source_[s] += 1;
                    scale_target_[t] += 1;
                }
            }
        }
        for (std::vector<float>* scale : {&scale_source_, &scale_target_}) {
            for (float& x : *scale) {
                x = 1 / std::sqrt(std::max(1.0F, x));
            }
        }
    }

    // Its targets by the sign of the second singular vector.
    [[nodiscard]] Sides cut() const {
        std::vector<float> x(scale_target_.size());
        std::uint32_t bits = 0x9e3779b9;
        for (float& one : x) {
            bits = bits * 1664525U + 1013904223U;
            one = (bits >> 31) != 0 ? 1.0F : -1.0F;
        }
        for (int round = 0; round < rounds; ++round) {
            x = next(x);
        }
        Sides sides;
        for (std::size_t t = 0; t < x.size(); ++t) {
            sides[x[t] < 0 ? 0 : 1].push_back(group_.targets[t]);
        }
        return sides;
    }

private:
    [[nodiscard]] std::vector<float> next(std::vector<float> x) const {
        leave_out_first(x);
        std::vector<float> across(scale_source_.size(), 0);
        for (const auto& [t, s] : edges_) {
            across[s] += x[t] * scale_target_[t];
        }
        std::vector<float> back(x.size(), 0);
        for (const auto& [t, s] : edges_) {
            back[t] += across[s] * scale_source_[s] * scale_source_[s];
        }
        float largest = 0;
        for (std::size_t t = 0; t < back.size(); ++t) {
            back[t] *= scale_target_[t];
            largest = std::max(largest, std::abs(back[t]));
        }
        for (float& one : back) {
            one /= std::max(largest, 1e-30F);
        }
        return back;
    }

    // The first singular vector is the square roots of degrees.
    void leave_out_first(std::vector<float>& x) const {
        double along = 0;
        double length = 0;
        for (std::size_t t = 0; t < x.size(); ++t) {
            const auto root = 1 / static_cast<double>(scale_target_[t]);
            along += static_cast<double>(x[t]) * root;
            length += root * root;
        }
        for (std::size_t t = 0; t < x.size(); ++t) {
            x[t] -= static_cast<float>(along / length) / scale_target_[t];
        }
    }

    const DenseGroup& group_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;  // target, source
    std::vector<float> scale_source_;
    std::vector<float> scale_target_;
};

bool are_two(const DenseGroup& a, const DenseGroup& b) {
    std::size_t common = 0;
    for (const std::uint32_t target : a.targets) {
        common += std::ranges::binary_search(b.targets, target) ? 1 : 0;
    }
    return common * 5 < std::min(a.targets.size(), b.targets.size());
}

void part(
    const Graph& graph,
    Settling& settling,
    DenseGroup group,
    int depth,
    std::vector<DenseGroup>& parts) {
    if (depth < deepest) {
        const Sides sides = Block(graph, group).cut();
        std::array<DenseGroup, 2> halves;
        for (std::size_t i = 0; i < 2; ++i) {
            halves[i] = settling.settle(sides[i]);
            weigh(graph, halves[i]);
        }
        const bool better = std::min(halves[0].score, halves[1].score) >= least_worth &&
                            halves[0].score + halves[1].score > group.score &&
                            are_two(halves[0], halves[1]);
        if (better) {
            for (DenseGroup& half : halves) {
                part(graph, settling, std::move(half), depth + 1, parts);
            }
            return;
        }
    }
    parts.push_back(std::move(group));
}

}  // namespace

std::vector<DenseGroup> parts_of(const Graph& graph, Settling& settling, DenseGroup group) {
    std::vector<DenseGroup> parts;
    weigh(graph, group);
    if (group.score >= least_worth) {
        part(graph, settling, std::move(group), 0, parts);
    }
    return parts;
}

}  // namespace shouxin::ring
