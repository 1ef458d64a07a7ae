// How fast does the ledger take leaves that a crash can't lose, and how fast are they verified?
// Bounds: 200,000 durable leaves a second in batches of 1,000 to 10,000; 10,000 leaves verified in
// 100 ms; 200,000 leaves written as canonical JSON a second.
//     build/release/bench/ledger_bench [FOLDER]      by default a temporary folder
#include "proof/checkpoint.h"
#include "proof/json.h"
#include "proof/tree.h"
#include "store/files/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace shouxin {
namespace {

constexpr double bound_leaves = 200'000;
constexpr double bound_verify_ms = 100;

class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string leaf(std::uint64_t i) {
    proof::Json commitments = proof::Json::object();
    commitments.put("buyer", std::string(64, "0123456789abcdef"[i % 16]));
    proof::Json json = proof::Json::object();
    json.put("action", "hold_settlement")
        .put("amount", i % 1'000'000)
        .put("at", 1'700'000'000'000 + i)
        .put("commitments", std::move(commitments))
        .put("decision", fmt::format("d-{:012}", i))
        .put("kind", "decision")
        .put("order", fmt::format("order-{:012}", i * 7))
        .put("policy", 12)
        .put("probability", 912'345)
        .put("reasons", proof::Json::Array{"ring", "lockstep", "empty_parcel"});
    return json.text();
}

std::vector<std::string> leaves(std::uint64_t count) {
    std::vector<std::string> made;
    made.reserve(count);
    const Stopwatch watch;
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        bytes += made.emplace_back(leaf(i)).size();
    }
    fmt::print(
        "canonical JSON: {:.0f} leaves/s of {:.0f} bytes (bound {:.0f})\n",
        static_cast<double>(count) / watch.seconds(),
        static_cast<double>(bytes) / static_cast<double>(count),
        bound_leaves);
    return made;
}

void append(port::Ledger& ledger, const std::vector<std::string>& leaves, std::size_t batch) {
    const Stopwatch watch;
    double slowest = 0;
    std::uint64_t number = ledger.head().log_number;
    for (std::size_t first = 0; first < leaves.size(); first += batch) {
        const std::vector<std::string_view> views(
            leaves.begin() + static_cast<std::ptrdiff_t>(first),
            leaves.begin() + static_cast<std::ptrdiff_t>(std::min(first + batch, leaves.size())));
        const Stopwatch one;
        if (const auto done = ledger.append(views, ++number); !done) {
            fmt::print("{}\n", done.error().message);
            return;
        }
        slowest = std::max(slowest, one.seconds());
    }
    fmt::print(
        "durable, {:>5} a batch: {:.0f} leaves/s (bound {:.0f}), slowest batch {:.1f} ms\n",
        batch,
        static_cast<double>(leaves.size()) / watch.seconds(),
        bound_leaves,
        slowest * 1000);
}

void verify(port::Ledger& ledger, const std::vector<std::string>& leaves) {
    proof::Seed seed{};
    const auto key = proof::SigningKey::from_seed("bench.example/ledger", seed).value();
    const Stopwatch signing;
    const std::string note = ledger.sign_checkpoint(key).value();
    fmt::print("checkpoint signed in {:.1f} ms\n", signing.seconds() * 1000);
    constexpr std::uint64_t count = 10'000;
    const std::uint64_t size = ledger.head().size;
    std::vector<std::vector<proof::Hash>> proofs;
    const Stopwatch proving;
    for (std::uint64_t i = 0; i < count; ++i) {
        proofs.push_back(ledger.inclusion_proof(i * 7919 % leaves.size(), size).value());
    }
    fmt::print("{} proofs made in {:.0f} ms\n", count, proving.seconds() * 1000);
    const Stopwatch watch;
    const auto checkpoint = proof::verify_checkpoint(note, key.verifier()).value().checkpoint;
    std::uint64_t right = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t index = i * 7919 % leaves.size();
        right +=
            proof::verify_inclusion(
                proof::leaf_hash(leaves[index]), index, checkpoint.size, proofs[i], checkpoint.root)
                ? 1
                : 0;
    }
    fmt::print(
        "{} of {} leaves of a tree of {} verified in {:.1f} ms (bound {:.0f} ms)\n",
        right,
        count,
        size,
        watch.seconds() * 1000,
        bound_verify_ms);
}

int run(const std::string& folder) {
    const std::vector<std::string> texts = leaves(1'000'000);
    std::filesystem::remove_all(folder);
    {
        const auto ledger = store::open_ledger(folder);
        if (!ledger) {
            fmt::print("{}\n", ledger.error().message);
            return 1;
        }
        for (const std::size_t batch : {1'000U, 3'000U, 10'000U}) {
            append(**ledger, texts, batch);
        }
        verify(**ledger, texts);
        append(**ledger, std::vector(texts.begin(), texts.begin() + 150'000), 1'000);
    }
    const Stopwatch watch;
    const auto ledger = store::open_ledger(folder);
    fmt::print("opened again in {:.0f} ms, with a journal to replay\n", watch.seconds() * 1000);
    std::filesystem::remove_all(folder);
    return ledger ? 0 : 1;
}

}  // namespace
}  // namespace shouxin

int main(int argc, char** argv) {
    const auto made = std::filesystem::temp_directory_path() /
                      ("shouxin-ledger-bench-" + std::to_string(::getpid()));
    return shouxin::run(argc > 1 ? std::string(argv[1]) + "/ledger-bench" : made.string());
}
