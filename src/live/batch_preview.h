// Whom would a batch hit, if it were taken now? Of each subject what would become of it, and of
// each merchant how much of its trade that is; nothing is taken. Looked up in slices. Pure; not
// thread-safe.
#pragma once

#include "base/result.h"
#include "live/batch.h"
#include "live/state.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::live {

class BatchPreview {
public:
    static constexpr std::size_t rows_max = 1'000;     // of subjects that are told
    static constexpr std::size_t merchants_max = 200;  // those with the most money first
    static constexpr std::int64_t recent_s = 30 * 86'400;

    // `by`: who would order it, at which time.
    BatchPreview(BatchOrder order, std::string by, std::int64_t at_ms)
        : order_(std::move(order)), by_(std::move(by)), at_ms_(at_ms) {}

    // At some more; true when all was seen, or it can't be.
    bool look(const State& state);

    void restart() { stage_ = Stage::begin; }

    // What it comes to, or why the order is none. REQUIRES: look() has said true.
    [[nodiscard]] Result<proof::Json> told() const;

private:
    enum class Stage : std::uint8_t { begin, subjects, trade, fates, done };

    struct Row {
        BatchTarget target;
        std::string merchant;
        std::int64_t amount = 0;
        Foretold fate;
        std::string problem;  // else refused
        bool honest = false;  // below the policy's threshold of review
    };

    struct Trade {
        std::int64_t orders = 0;
        std::int64_t amount = 0;
    };

    struct Merchant {
        std::string id;
        Trade hit;         // subjects, and what the orders among them were paid
        Trade recent_hit;  // those placed in the last 30 days
        Trade recent;      // all its orders of the last 30 days
        signal::Seconds opened_s = 0;
        std::uint64_t region = 0;
    };

    Result<void> begin(const State& state);
    void look_up(const State& state, std::size_t at);
    void hit(const State& state, const Subject& subject, std::int64_t amount);
    void add_trade(const State& state, std::uint32_t order);
    void foretell(const State& state);
    [[nodiscard]] proof::Json row_json(const Row& row) const;
    [[nodiscard]] static proof::Json merchant_json(const Merchant& merchant, signal::Seconds now);
    [[nodiscard]] proof::Json::Array rows_json() const;
    [[nodiscard]] proof::Json::Array merchants_json() const;
    [[nodiscard]] proof::Json::Array caps_json() const;

    BatchOrder order_;
    std::string by_;
    std::int64_t at_ms_;
    Stage stage_ = Stage::begin;
    std::size_t row_ = 0;
    Result<void> possible_;
    model::Action action_ = model::Action::count;
    std::uint64_t epoch_ = 0;
    signal::Seconds now_s_ = 0;
    std::vector<Row> rows_;
    std::map<std::uint32_t, Merchant> merchants_;
};

}  // namespace shouxin::live
