#include "ring/orthonormal.h"

#include "ring/pieces.h"

#include <cmath>

namespace shouxin::ring {
namespace {

using Matrix = std::array<std::array<double, dimensions>, dimensions>;

Rows piece_of(std::size_t points, std::size_t piece) {
    return {
        static_cast<std::uint32_t>(points * piece / pieces),
        static_cast<std::uint32_t>(points * (piece + 1) / pieces)};
}

Matrix gram(const std::vector<Point>& points, Executor& executor) {
    std::vector<std::array<Point, dimensions>> sums(pieces);
    executor.run(pieces, [&](std::size_t piece) {
        std::array<Point, dimensions>& sum = sums[piece];
        const Rows rows = piece_of(points.size(), piece);
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            const Point& point = points[row];
            for (std::size_t i = 0; i < dimensions; ++i) {
                for (std::size_t j = 0; j < dimensions; ++j) {
                    sum[i][j] += point[i] * point[j];
                }
            }
        }
    });
    Matrix whole{};
    for (const auto& sum : sums) {
        for (std::size_t i = 0; i < dimensions; ++i) {
            for (std::size_t j = 0; j < dimensions; ++j) {
                whole[i][j] += static_cast<double>(sum[i][j]);
            }
        }
    }
    return whole;
}

// Lower triangle L with L L' = gram, in place. A row without a pivot has 0 on the diagonal.
void decompose(Matrix& gram) {
    constexpr double least_pivot = 1e-5;
    for (std::size_t j = 0; j < dimensions; ++j) {
        const double before = gram[j][j];
        for (std::size_t k = 0; k < j; ++k) {
            gram[j][j] -= gram[j][k] * gram[j][k];
        }
        const bool depends = gram[j][j] <= before * least_pivot;
        gram[j][j] = depends ? 0.0 : std::sqrt(gram[j][j]);
        for (std::size_t i = j + 1; i < dimensions; ++i) {
            for (std::size_t k = 0; k < j; ++k) {
                gram[i][j] -= gram[i][k] * gram[j][k];
            }
            gram[i][j] = depends ? 0.0 : gram[i][j] / gram[j][j];
        }
    }
}

// The upper triangle R with point * R orthonormal: the inverse of L, transposed.
std::array<Point, dimensions> inverse(const Matrix& lower) {
    Matrix inverse{};
    for (std::size_t j = 0; j < dimensions; ++j) {
        if (lower[j][j] == 0.0) {
            continue;
        }
        inverse[j][j] = 1.0 / lower[j][j];
        for (std::size_t i = j + 1; i < dimensions; ++i) {
            double sum = 0.0;
            for (std::size_t k = j; k < i; ++k) {
                sum -= lower[i][k] * inverse[k][j];
            }
            inverse[i][j] = lower[i][i] == 0.0 ? 0.0 : sum / lower[i][i];
        }
    }
    std::array<Point, dimensions> transposed{};
    for (std::size_t i = 0; i < dimensions; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            transposed[j][i] = static_cast<float>(inverse[i][j]);
        }
    }
    return transposed;
}

}  // namespace

void orthonormalise(std::vector<Point>& points, Executor& executor) {
    Matrix lower = gram(points, executor);
    decompose(lower);
    const std::array<Point, dimensions> turn = inverse(lower);
    executor.run(pieces, [&](std::size_t piece) {
        const Rows rows = piece_of(points.size(), piece);
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            Point turned{};
            for (std::size_t i = 0; i < dimensions; ++i) {
                for (std::size_t j = 0; j < dimensions; ++j) {
                    turned[j] += points[row][i] * turn[i][j];
                }
            }
            points[row] = turned;
        }
    });
}

}  // namespace shouxin::ring
