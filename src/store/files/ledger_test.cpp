#include "store/files/ledger.h"

#include "proof/checkpoint.h"
#include "proof/growing_tree.h"
#include "proof/tiles.h"
#include "proof/tree.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;

std::string leaf(std::uint64_t i) {
    return "{\"kind\":\"decision\",\"number\":" + std::to_string(i) + "}" +
           std::string(i % 37 == 0 ? 500 : 3, 'x');
}

proof::SigningKey key(std::string name = "shouxin.example/ledger", std::uint8_t seed = 7) {
    proof::Seed bytes{};
    bytes.fill(seed);
    return proof::SigningKey::from_seed(std::move(name), bytes).value();
}

std::string read(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class LedgerTest : public testing::Test {
protected:
    void SetUp() override {
        const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() /
                  ("shouxin-ledger-" + std::to_string(::getpid()) + "-" + info->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }

    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string at(const std::string& name) const { return folder_ / name; }

    static std::unique_ptr<port::Ledger> open(
        const std::string& path, const LedgerLimits& limits = {}) {
        auto ledger = open_ledger(path, limits);
        EXPECT_TRUE(ledger) << ledger.error().message;
        return ledger ? *std::move(ledger) : nullptr;
    }

    // The next `count` leaves of the one sequence that all tests append.
    static Result<void> grow(port::Ledger& ledger, std::uint64_t count) {
        const port::LedgerHead head = ledger.head();
        std::vector<std::string> texts;
        for (std::uint64_t i = 0; i < count; ++i) {
            texts.push_back(leaf(head.size + i));
        }
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        return ledger.append(views, head.log_number + 1);
    }

    static proof::Hash root_of(std::uint64_t size) {
        proof::GrowingTree tree;
        for (std::uint64_t i = 0; i < size; ++i) {
            tree.append(
                proof::leaf_hash(leaf(i)),
                [](unsigned, std::uint64_t, std::span<const proof::Hash>) {});
        }
        return tree.root();
    }

    fs::path folder_;
};

void expect_right(const port::Ledger& ledger, std::uint64_t size, const proof::Hash& root) {
    ASSERT_EQ(ledger.head().size, size);
    ASSERT_EQ(ledger.head().root, root);
    for (std::uint64_t i = 0; i < size; i += i + 300 < size ? 97 : 1) {
        const auto text = ledger.leaf(i);
        ASSERT_TRUE(text) << text.error().message;
        ASSERT_EQ(*text, leaf(i));
        const auto proof = ledger.inclusion_proof(i, size);
        ASSERT_TRUE(proof) << proof.error().message;
        ASSERT_TRUE(proof::verify_inclusion(proof::leaf_hash(*text), i, size, *proof, root));
    }
}

TEST_F(LedgerTest, KeepsLeavesAndProvesThem) {
    {
        auto ledger = open(at("l"));
        EXPECT_EQ(ledger->head().size, 0U);
        EXPECT_EQ(ledger->head().root, proof::empty_root());
        for (const std::uint64_t count : {0, 1, 254, 1, 1, 511, 1000, 300}) {
            ASSERT_TRUE(grow(*ledger, count));
        }
        expect_right(*ledger, 2068, root_of(2068));
        EXPECT_EQ(ledger->head().log_number, 8U);
    }
    auto ledger = open(at("l"));
    EXPECT_EQ(ledger->head().log_number, 8U);
    expect_right(*ledger, 2068, root_of(2068));
    EXPECT_EQ(ledger->leaf(2068).error().failure, Failure::not_found);
    EXPECT_EQ(ledger->inclusion_proof(5, 5).error().failure, Failure::not_found);
    EXPECT_EQ(ledger->inclusion_proof(5, 3000).error().failure, Failure::not_found);
    EXPECT_EQ(ledger->consistency_proof(9, 8).error().failure, Failure::not_found);
}

TEST_F(LedgerTest, ProvesThatItOnlyGrew) {
    auto ledger = open(at("l"));
    ASSERT_TRUE(grow(*ledger, 1500));
    for (const std::uint64_t old_size : {0, 1, 255, 256, 257, 1024, 1499, 1500}) {
        const auto proof = ledger->consistency_proof(old_size, 1500);
        ASSERT_TRUE(proof) << proof.error().message;
        EXPECT_TRUE(
            proof::verify_consistency(old_size, root_of(old_size), 1500, root_of(1500), *proof))
            << old_size;
    }
}

TEST_F(LedgerTest, WritesTheFilesOfTheSpecification) {
    auto ledger = open(at("l"));
    ASSERT_TRUE(grow(*ledger, 70'000));
    ASSERT_TRUE(ledger->sign_checkpoint(key()));
    const fs::path tiles = folder_ / "l/tile";
    std::size_t full = 0;
    for (const auto& file : fs::directory_iterator(tiles / "0")) {
        full += file.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(full, 273U);
    EXPECT_EQ(fs::file_size(tiles / "0/272"), 256U * 32);
    EXPECT_EQ(fs::file_size(tiles / "0/273.p/112"), 112U * 32);
    EXPECT_EQ(fs::file_size(tiles / "1/000"), 256U * 32);
    EXPECT_EQ(fs::file_size(tiles / "1/001.p/17"), 17U * 32);
    EXPECT_EQ(fs::file_size(tiles / "2/000.p/1"), 32U);
    const std::string bundle = read(tiles / "entries/273.p/112");
    const auto leaves = proof::parse_bundle(bundle).value();
    ASSERT_EQ(leaves.size(), 112U);
    EXPECT_EQ(leaves[0], leaf(273 * 256));
    expect_right(*ledger, 70'000, root_of(70'000));
}

TEST_F(LedgerTest, PartialTilesGoOnceTheyAreFullForGood) {
    auto ledger = open(at("l"));
    ASSERT_TRUE(grow(*ledger, 100));
    ASSERT_TRUE(ledger->sign_checkpoint(key()));
    EXPECT_TRUE(fs::exists(folder_ / "l/tile/0/000.p/100"));
    ASSERT_TRUE(grow(*ledger, 200));
    EXPECT_TRUE(fs::exists(folder_ / "l/tile/0/000.p/100"));  // the journal still rests on it
    ASSERT_TRUE(ledger->sign_checkpoint(key()));
    EXPECT_FALSE(fs::exists(folder_ / "l/tile/0/000.p"));
    EXPECT_FALSE(fs::exists(folder_ / "l/tile/entries/000.p"));
    EXPECT_TRUE(fs::exists(folder_ / "l/tile/0/001.p/44"));
}

TEST_F(LedgerTest, SignsWhatIsThere) {
    auto ledger = open(at("l"));
    EXPECT_FALSE(ledger->checkpoint());
    ASSERT_TRUE(grow(*ledger, 300));
    const std::string first = ledger->sign_checkpoint(key()).value();
    const auto checked = proof::verify_checkpoint(first, key().verifier());
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(checked->checkpoint.size, 300U);
    EXPECT_EQ(checked->checkpoint.root, root_of(300));
    EXPECT_EQ(ledger->sign_checkpoint(key()).value(), first);
    EXPECT_EQ(ledger->checkpoint(), first);
    EXPECT_EQ(read(folder_ / "l/checkpoint"), first);
    EXPECT_FALSE(ledger->sign_checkpoint(key("another.example/ledger")));
    EXPECT_FALSE(ledger->sign_checkpoint(key("shouxin.example/ledger", 8)));
    ASSERT_TRUE(grow(*ledger, 1));
    EXPECT_NE(ledger->sign_checkpoint(key()).value(), first);
    const std::string last = ledger->checkpoint().value();
    ledger.reset();
    EXPECT_EQ(open(at("l"))->checkpoint(), last);
}

TEST_F(LedgerTest, KeepsWitnessesAndTimeStamps) {
    proof::Seed seed{};
    const auto witness = proof::SigningKey::from_seed(
                             "witness.example/w1", seed, proof::SignatureType::cosignature_v1)
                             .value();
    const std::vector<proof::VerifierKey> witnesses = {witness.verifier()};
    auto ledger = open(at("l"));
    EXPECT_EQ(ledger->add_cosignatures("", witnesses).error().failure, Failure::not_found);
    ASSERT_TRUE(grow(*ledger, 10));
    const std::string note = ledger->sign_checkpoint(key()).value();
    const auto parsed = proof::parse_checkpoint(note).value();
    const std::string line =
        proof::signature_line(proof::cosign(parsed.note.text, 1'700'000'000, witness));
    EXPECT_EQ(ledger->add_cosignatures(line, {}).error().failure, Failure::forbidden);
    const std::string cosigned = ledger->add_cosignatures(line, witnesses).value();
    EXPECT_EQ(cosigned, note + line);
    ASSERT_TRUE(ledger->keep_time_stamp({cosigned, std::string("\0\1\xff", 3)}));
    ledger.reset();
    ledger = open(at("l"));
    EXPECT_EQ(ledger->checkpoint(), cosigned);
    EXPECT_EQ(ledger->sign_checkpoint(key()).value(), cosigned);
    EXPECT_EQ(ledger->time_stamp()->checkpoint, cosigned);
    EXPECT_EQ(ledger->time_stamp()->token, std::string("\0\1\xff", 3));
}

TEST_F(LedgerTest, AWitnessMayBeLate) {
    const auto witness =
        proof::SigningKey::from_seed("witness.example/w1", {}, proof::SignatureType::cosignature_v1)
            .value();
    const std::vector<proof::VerifierKey> witnesses = {witness.verifier()};
    auto ledger = open(at("l"), {.checkpoints = 4});
    ASSERT_TRUE(grow(*ledger, 10));
    const std::string early = ledger->sign_checkpoint(key()).value();
    ASSERT_TRUE(ledger->keep_time_stamp({early, "token"}));
    ASSERT_TRUE(grow(*ledger, 1));
    const std::string newest = ledger->sign_checkpoint(key()).value();
    EXPECT_FALSE(ledger->cosigned_checkpoint());
    const std::string text = proof::parse_checkpoint(early).value().note.text;
    const std::string line = proof::signature_line(proof::cosign(text, 1'700'000'000, witness));
    EXPECT_EQ(ledger->add_cosignatures(line, witnesses).value(), early + line);
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(ledger->cosigned_checkpoint(), early + line);
        ASSERT_TRUE(grow(*ledger, 1));
        ASSERT_TRUE(ledger->sign_checkpoint(key()));
    }
    EXPECT_EQ(ledger->time_stamp()->checkpoint, early + line) << "what was stamped is cosigned now";
    ledger.reset();
    ledger = open(at("l"));
    EXPECT_EQ(ledger->cosigned_checkpoint(), early + line);
    EXPECT_NE(ledger->checkpoint(), newest);
}

TEST_F(LedgerTest, TilesAreThereBeforeTheirFiles) {
    auto ledger = open(at("l"));
    ASSERT_TRUE(grow(*ledger, 700));
    for (const std::uint64_t number : {0, 1, 2}) {
        const std::uint64_t width = number < 2 ? 256 : 700 - 512;
        std::string hashes;
        std::string entries;
        for (std::uint64_t i = 0; i < width; ++i) {
            const std::string text = leaf(number * 256 + i);
            hashes += proof::tile_bytes(std::vector{proof::leaf_hash(text)});
            proof::put_entry(entries, text);
        }
        EXPECT_EQ(ledger->tile({0U, number, width}), hashes);
        EXPECT_EQ(ledger->tile({0U, number, 5}), hashes.substr(0, 5 * sizeof(proof::Hash)));
        EXPECT_EQ(ledger->tile({std::nullopt, number, width}), entries);
        EXPECT_EQ(
            ledger->tile({std::nullopt, number, 1}),
            entries.substr(0, 2 + leaf(number * 256).size()));
    }
    for (const proof::TileName& name :
         {proof::TileName{0U, 2, 189},
          {0U, 2, 256},
          {0U, 3, 1},
          {1U, 0, 3},
          {2U, 0, 1},
          {7U, 0, 1}}) {
        EXPECT_EQ(ledger->tile(name).error().failure, Failure::not_found);
    }
    EXPECT_EQ(ledger->tile({1U, 0, 2})->size(), 2 * sizeof(proof::Hash));
}

TEST_F(LedgerTest, TheHistoryOfCheckpointsIsBounded) {
    auto ledger = open(at("l"), {.checkpoints = 8});
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(grow(*ledger, 1));
        ASSERT_TRUE(ledger->sign_checkpoint(key()));
    }
    const std::string history = read(folder_ / "l/checkpoints");
    std::size_t notes = 0;
    for (std::size_t i = history.find("example/ledger\n"); i != std::string::npos;
         i = history.find("example/ledger\n", i + 1)) {
        ++notes;
    }
    EXPECT_LE(notes, 8U);
    EXPECT_GE(notes, 4U);
    EXPECT_TRUE(history.starts_with("shouxin.example/ledger\n1\n")) << history;
    EXPECT_TRUE(history.ends_with(ledger->checkpoint().value() + "\n"));
}

TEST_F(LedgerTest, TwoProgramsMayNotHaveIt) {
    const auto ledger = open(at("l"));
    EXPECT_EQ(open_ledger(at("l")).error().failure, Failure::conflict);
}

// A crash may keep any part of the last batch, and none of the tiles written since they were
// synced.
TEST_F(LedgerTest, OpensAfterACrashAnywhere) {
    std::vector<std::uint64_t> sizes = {200};
    std::vector<std::size_t> ends;
    {
        auto ledger = open(at("l"));
        ASSERT_TRUE(grow(*ledger, 200));
        ASSERT_TRUE(ledger->sign_checkpoint(key()));
        fs::copy(at("l"), at("settled"), fs::copy_options::recursive);
        ends.push_back(fs::file_size(at("l/journal")));
        for (const std::uint64_t count : {3, 100, 1, 400}) {
            ASSERT_TRUE(grow(*ledger, count));
            sizes.push_back(sizes.back() + count);
            ends.push_back(fs::file_size(at("l/journal")));
        }
    }
    const std::string journal = read(at("l/journal"));
    for (std::size_t length = ends.front(); length <= journal.size(); ++length) {
        const bool near_an_end = std::ranges::any_of(
            ends, [&](std::size_t end) { return length + 50 > end && length < end + 50; });
        if (!near_an_end && length % 997 != 0) {
            continue;
        }
        write(at("settled/journal"), journal.substr(0, length) + (length % 2 ? "" : "torn"));
        const auto batches = std::ranges::upper_bound(ends, length) - ends.begin() - 1;
        const std::uint64_t size = sizes[static_cast<std::size_t>(batches)];
        auto ledger = open(at("settled"));
        ASSERT_NE(ledger, nullptr);
        ASSERT_EQ(ledger->head().size, size) << length;
        ASSERT_EQ(ledger->head().log_number, static_cast<std::uint64_t>(batches) + 1);
        ASSERT_EQ(fs::file_size(at("settled/journal")), ends[static_cast<std::size_t>(batches)]);
        if (length % 50 == 0) {
            expect_right(*ledger, size, root_of(size));
            ASSERT_TRUE(grow(*ledger, 30));
            expect_right(*ledger, size + 30, root_of(size + 30));
        }
    }
}

// Whatever file is cut or changed anywhere: an error that says so, or the right answer.
TEST_F(LedgerTest, NeverAnswersFromDamagedFiles) {
    {
        auto ledger = open(at("l"), {.journal_bytes = 40'000});
        for (int i = 0; i < 4; ++i) {
            ASSERT_TRUE(grow(*ledger, 333));
            ASSERT_TRUE(i != 1 || ledger->sign_checkpoint(key()));
        }
    }
    std::vector<fs::path> files;
    for (const auto& file : fs::recursive_directory_iterator(at("l"))) {
        if (file.is_regular_file() && file.path().filename() != "lock") {
            files.push_back(fs::relative(file.path(), at("l")));
        }
    }
    ASSERT_GT(files.size(), 10U);
    const std::map<std::uint64_t, proof::Hash> roots = {
        {666, root_of(666)}, {999, root_of(999)}, {1332, root_of(1332)}};
    std::uint64_t refused = 0;
    for (const fs::path& file : files) {
        const std::string whole = read(fs::path(at("l")) / file);
        for (std::size_t step = 0; step < 16; ++step) {
            fs::remove_all(at("damaged"));
            fs::copy(at("l"), at("damaged"), fs::copy_options::recursive);
            const std::size_t place = step * whole.size() / 16;
            std::string changed = whole.substr(0, place);
            if (step % 2 == 1) {
                changed = whole;
                changed[place] = static_cast<char>(changed[place] ^ 1);
            }
            write(fs::path(at("damaged")) / file, changed);
            const auto ledger = open_ledger(at("damaged"));
            if (!ledger) {
                ++refused;
                ASSERT_NE(ledger.error().message.find(at("damaged")), std::string::npos)
                    << ledger.error().message;
                continue;
            }
            const port::LedgerHead head = (*ledger)->head();
            ASSERT_TRUE(roots.contains(head.size)) << file << " " << head.size;
            ASSERT_EQ(head.root, roots.at(head.size));
            for (std::uint64_t i = 0; i < head.size; ++i) {
                const auto text = (*ledger)->leaf(i);
                ASSERT_TRUE(text ? *text == leaf(i) : text.error().failure == Failure::corrupt);
                refused += text ? 0 : 1;
            }
        }
    }
    EXPECT_GT(refused, 0U);
}

// Files may not grow past a limit, as on a full disk: what was acknowledged stays, and once there
// is room the same leaves are taken.
TEST_F(LedgerTest, AFullDiskLosesNothing) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    for (const rlim_t room : {100, 3'000, 9'000, 30'000}) {
        const std::string path = at("l" + std::to_string(room));
        auto ledger = open(path, {.journal_bytes = 50'000});
        rlimit small = before;
        small.rlim_cur = room;
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
        Result<void> grown;
        for (int i = 0; i < 20 && grown; ++i) {
            grown = grow(*ledger, 3U + 100 * (room % 7));
        }
        const auto noted = ledger->head();
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
        if (!grown) {
            EXPECT_EQ(grown.error().failure, Failure::exhausted) << grown.error().message;
        }
        expect_right(*ledger, noted.size, root_of(noted.size));
        ASSERT_TRUE(grow(*ledger, 500)) << room;
        expect_right(*ledger, noted.size + 500, root_of(noted.size + 500));
        ledger.reset();
        ledger = open(path);
        expect_right(*ledger, noted.size + 500, root_of(noted.size + 500));
        EXPECT_TRUE(ledger->sign_checkpoint(key()));
    }
}

TEST_F(LedgerTest, AnswersWhileItGrows) {
    auto ledger = open(at("l"), {.journal_bytes = 100'000});
    ASSERT_TRUE(grow(*ledger, 1));
    std::atomic<bool> done = false;
    std::atomic<std::uint64_t> wrong = 0;
    const auto ask = [&] {
        while (!done) {
            const port::LedgerHead head = ledger->head();
            const std::uint64_t index = head.size * 7 / 11;
            const auto text = ledger->leaf(index);
            const auto proof = ledger->inclusion_proof(index, head.size);
            const bool right = text && proof && *text == leaf(index) &&
                               proof::verify_inclusion(
                                   proof::leaf_hash(*text), index, head.size, *proof, head.root);
            wrong += right ? 0 : 1;
        }
    };
    std::thread first(ask);
    std::thread second(ask);
    for (int i = 0; i < 60; ++i) {
        EXPECT_TRUE(grow(*ledger, 137));
    }
    done = true;
    first.join();
    second.join();
    EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace shouxin::store
