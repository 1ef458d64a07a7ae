// How fast are rings kept while edges come? Plays a stream of edges, given as binary, through
// OnlineRings with a window of a million edges, and prints the rate, the time an edge takes, and
// what it found. bench/rings_online.py makes the stream, runs this and holds it against the truth.
#include "ring/online_rings.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

namespace {

std::vector<shouxin::ring::Arrival> read(const char* path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::vector<shouxin::ring::Arrival> edges(
        static_cast<std::size_t>(file.tellg()) / sizeof(shouxin::ring::Arrival));
    file.seekg(0);
    file.read(
        reinterpret_cast<char*>(edges.data()),
        static_cast<std::streamsize>(edges.size() * sizeof(edges[0])));
    return edges;
}

double nanoseconds(std::vector<std::int64_t>& sorted, double share) {
    return static_cast<double>(
        sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]);
}

void print_rings(const shouxin::ring::OnlineRings& online) {
    for (const shouxin::ring::DenseGroup& ring : online.rings()) {
        std::printf("ring %lld", static_cast<long long>(ring.score));
        for (const std::uint32_t source : ring.sources) {
            std::printf(" %u", source);
        }
        std::printf("\n");
    }
}

}  // namespace

// rings_online EDGES [edges in the window] [edges before the clock starts]
int main(int argc, char** argv) {
    using Clock = std::chrono::steady_clock;
    const std::vector<shouxin::ring::Arrival> edges = read(argv[1]);
    shouxin::ring::OnlineRings::Options options;
    options.edges_max = argc > 2 ? static_cast<std::uint32_t>(std::atol(argv[2])) : 1'000'000;
    const std::size_t warm =
        argc > 3 ? static_cast<std::size_t>(std::atol(argv[3])) : options.edges_max;
    shouxin::ring::OnlineRings online(options);
    std::vector<std::int64_t> took;
    took.reserve(edges.size());
    const auto begun = Clock::now();
    auto measured = begun;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (i == warm) {
            measured = Clock::now();
        }
        const auto before = Clock::now();
        online.add(edges[i]);
        if (i >= warm) {
            took.push_back((Clock::now() - before).count());
        }
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - measured).count();
    std::sort(took.begin(), took.end());
    std::fprintf(
        stderr,
        "%zu edges with %u in the window: %.0f edges/s; an edge p50 %.2f, p99 %.2f, p99.9 %.1f, "
        "max %.0f us; %llu searches\n",
        took.size(),
        online.edges(),
        static_cast<double>(took.size()) / seconds,
        nanoseconds(took, 0.5) / 1000,
        nanoseconds(took, 0.99) / 1000,
        nanoseconds(took, 0.999) / 1000,
        nanoseconds(took, 1) / 1000,
        static_cast<unsigned long long>(online.searches()));
    print_rings(online);
    return EXIT_SUCCESS;
}
