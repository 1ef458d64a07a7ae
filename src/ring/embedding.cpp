#include "ring/embedding.h"

#include "base/random.h"
#include "ring/orthonormal.h"
#include "ring/pieces.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace shouxin::ring {
namespace {

constexpr int rounds_to_turn = 4;     // towards the leading directions
constexpr int rounds_to_stretch = 2;  // along them, each by its singular value

// One side of the graph: its rows, how much work each, and what stands on their other ends.
struct Side {
    std::uint32_t rows = 0;
    std::vector<Rows> parts;
    std::vector<float> scale;  // 1 / sqrt(degree + tau), by row; 0 for a row without edges
};

class Iteration {
public:
    Iteration(const Graph& graph, Executor& executor)
        : graph_(graph),
          executor_(executor),
          targets_(side(graph.targets(), [&](auto t) { return graph.target_degree(t); })),
          sources_(side(graph.sources(), [&](auto s) { return graph.source_degree(s); })),
          points_(graph.targets()),
          across_(graph.sources()) {}

    std::vector<Point> run() {
        start();
        for (int round = 0; round < rounds_to_turn; ++round) {
            step();
        }
        orthonormalise(points_, executor_);
        for (int round = 0; round < rounds_to_stretch; ++round) {
            step();
        }
        return std::move(points_);
    }

private:
    void step() {
        const Point expected = scaled_mean();
        const Point back = pull_sources(expected);
        pull_targets(back);
    }

    template <class Degree>
    static Side side(std::uint32_t rows, Degree degree) {
        Side made;
        made.rows = rows;
        std::vector<std::uint64_t> before(std::size_t{rows} + 1, 0);
        std::uint32_t active = 0;
        for (std::uint32_t row = 0; row < rows; ++row) {
            before[row + 1] = before[row] + degree(row) + 1;
            active += degree(row) > 0 ? 1 : 0;
        }
        const auto edges = static_cast<float>(before[rows] - rows);
        const float tau = edges / static_cast<float>(std::max(1U, active));
        made.scale.resize(rows);
        for (std::uint32_t row = 0; row < rows; ++row) {
            const auto d = static_cast<float>(degree(row));
            made.scale[row] = degree(row) > 0 ? 1.0F / std::sqrt(d + tau) : 0.0F;
        }
        made.parts = even_pieces(rows, [&](std::uint32_t row) { return before[row]; });
        return made;
    }

    void start() {
        const Random coin(0x5a0c51);  // any seed does
        for (std::uint32_t target = 0; target < points_.size(); ++target) {
            std::uint64_t bits = Random(coin.fork(target)).next_u64();
            for (float& x : points_[target]) {
                x = (bits & 1U) != 0 ? targets_.scale[target] : -targets_.scale[target];
                bits >>= 1;
            }
        }
    }

    // Scales the points for the way across, and says what to expect there for each unit of degree.
    Point scaled_mean() {
        std::vector<Point> sums(pieces);
        executor_.run(pieces, [&](std::size_t piece) {
            for (std::uint32_t t = targets_.parts[piece].begin; t < targets_.parts[piece].end;
                 ++t) {
                const auto degree = static_cast<float>(graph_.target_degree(t));
                for (std::size_t i = 0; i < dimensions; ++i) {
                    points_[t][i] *= targets_.scale[t];
                    sums[piece][i] += degree * points_[t][i];
                }
            }
        });
        return mean(sums);
    }

    [[nodiscard]] Point mean(const std::vector<Point>& sums) const {
        std::array<double, dimensions> whole{};
        for (const Point& sum : sums) {
            for (std::size_t i = 0; i < dimensions; ++i) {
                whole[i] += static_cast<double>(sum[i]);
            }
        }
        Point made{};
        for (std::size_t i = 0; i < dimensions; ++i) {
            made[i] = static_cast<float>(whole[i] / graph_.edges());
        }
        return made;
    }

    static Point gather(
        std::span<const std::uint32_t> ends,
        const std::vector<Point>& from,
        const Point& expected) {
        constexpr std::size_t ahead = 8;
        Point sum{};
        for (std::size_t k = 0; k < ends.size(); ++k) {
            if (k + ahead < ends.size()) {
                const float* next = from[ends[k + ahead]].data();
                __builtin_prefetch(next);
                __builtin_prefetch(next + 16);
            }
            const Point& point = from[ends[k]];
            for (std::size_t i = 0; i < dimensions; ++i) {
                sum[i] += point[i];
            }
        }
        const auto degree = static_cast<float>(ends.size());
        for (std::size_t i = 0; i < dimensions; ++i) {
            sum[i] -= degree * expected[i];
        }
        return sum;
    }

    // Scaled twice: for this side, and for the way back.
    Point pull_sources(const Point& expected) {
        std::vector<Point> sums(pieces);
        executor_.run(pieces, [&](std::size_t piece) {
            for (std::uint32_t s = sources_.parts[piece].begin; s < sources_.parts[piece].end;
                 ++s) {
                const auto ends = graph_.targets_of(s);
                if (ends.empty()) {
                    continue;
                }
                Point sum = gather(ends, points_, expected);
                const float scale = sources_.scale[s] * sources_.scale[s];
                const auto degree = static_cast<float>(ends.size());
                for (std::size_t i = 0; i < dimensions; ++i) {
                    sum[i] *= scale;
                    sums[piece][i] += degree * sum[i];
                }
                across_[s] = sum;
            }
        });
        return mean(sums);
    }

    void pull_targets(const Point& expected) {
        executor_.run(pieces, [&](std::size_t piece) {
            for (std::uint32_t t = targets_.parts[piece].begin; t < targets_.parts[piece].end;
                 ++t) {
                Point sum = gather(graph_.sources_of(t), across_, expected);
                for (std::size_t i = 0; i < dimensions; ++i) {
                    sum[i] *= targets_.scale[t];
                }
                points_[t] = sum;
            }
        });
    }

    const Graph& graph_;
    Executor& executor_;
    Side targets_;
    Side sources_;
    std::vector<Point> points_;
    std::vector<Point> across_;
};

}  // namespace

std::vector<Point> embed(const Graph& graph, Executor& executor) {
    return Iteration(graph, executor).run();
}

}  // namespace shouxin::ring
