// Who in a ring deals with whom, who shares what, and when did each happen? Everything that is
// needed to draw a ring and to play its life, gathered from the state in slices. Pure; not
// thread-safe.
#pragma once

#include "live/state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shouxin::live {

// Who is drawn: a member, a shop where the ring bought or which gains, a payer that several share.
struct RingNode {
    judge::MemberKind kind = judge::MemberKind::account;
    std::uint32_t index = 0;
    std::string id;
    std::optional<std::uint32_t> ppm;  // nothing if nobody has judged it
    bool member = false;
    bool gains = false;
    std::uint32_t orders = 0;         // that it has in the log
    std::uint32_t ring_orders = 0;    // the ring's among them
    std::uint32_t honest_orders = 0;  // those below the policy's threshold of review
    std::int64_t amount = 0;          // in fen, of the ring's orders
    signal::Seconds first_s = 0;      // in the ring; 0: never
    signal::Seconds last_s = 0;
    std::vector<std::pair<ActionId, model::Action>> actions;  // in force
};

struct RingLink {
    enum class Kind : std::uint8_t {
        bought_at,  // account to shop
        paid,       // whoever's wallet to whoever's wallet
        reviewed,   // account to shop
        shares_device,
        shares_address,
        shares_payer,
    };
    Kind kind = Kind::bought_at;
    std::uint32_t from = 0;  // places among the nodes
    std::uint32_t to = 0;
    std::uint32_t times = 0;
    std::int64_t amount = 0;
    signal::Seconds first_s = 0;
    signal::Seconds last_s = 0;
};

std::string_view name_of(RingLink::Kind kind);

struct RingEvent {
    signal::Seconds at_s = 0;
    std::uint32_t link = 0;
    std::int64_t amount = 0;
};

struct RingGraph {
    static constexpr std::size_t nodes_max = 20'000;
    static constexpr std::size_t links_max = 100'000;
    static constexpr std::size_t events_max = 20'000;

    std::uint64_t ring = 0;
    std::uint64_t epoch = 0;
    std::vector<RingNode> nodes;
    std::vector<RingLink> links;
    std::vector<RingEvent> events;  // purchases, payments and reviews, by time
    bool cut = false;               // there are more nodes or links
    bool events_cut = false;        // these are the newest ones
};

// Of a few rows more each time: about a millisecond.
class RingSurvey {
public:
    explicit RingSurvey(std::uint64_t ring) : ring_(ring) {}

    // True when all was seen. Begins again when an epoch has come in between.
    bool look(const State& state);

    // Indices are others now.
    void restart() { stage_ = Stage::begin; }

    // Nothing if the newest epoch has no such ring. REQUIRES: look() has said true.
    [[nodiscard]] const std::optional<RingGraph>& graph() const { return graph_; }

private:
    enum class Stage : std::uint8_t { begin, parties, purchases, reviews, orders, transfers, done };

    void begin(const State& state);
    [[nodiscard]] bool is_stale(const State& state) const;
    void add_members(const State& state);
    template <class Each>
    void go_on(std::size_t rows, std::size_t slice, Stage next, Each each);
    void note_parties(const State& state, std::uint32_t order);
    void add_purchase(const State& state, std::uint32_t order);
    void add_review(const State& state, std::uint32_t review);
    void count_order(const State& state, std::uint32_t order);
    void add_transfer(const State& state, std::size_t row);
    void map_wallets(const State& state);
    void finish(const State& state);

    std::optional<std::uint32_t> node(judge::MemberKind kind, std::uint32_t index) const;
    std::uint32_t add(judge::MemberKind kind, std::uint32_t index, const State& state);
    void link(RingLink::Kind kind, std::uint32_t from, std::uint32_t to, const RingEvent& event);
    void keep_newest_events();

    std::uint64_t ring_;
    Stage stage_ = Stage::begin;
    std::size_t row_ = 0;  // the next one of the stage
    std::uint32_t place_ = 0;
    std::optional<RingGraph> graph_;
    std::unordered_map<std::uint64_t, std::uint32_t> places_;  // of nodes, by kind and index
    std::unordered_map<std::uint64_t, std::uint32_t> links_;
    std::unordered_map<std::uint32_t, std::uint32_t> owners_;   // of wallets: accounts that ordered
    std::unordered_map<std::uint32_t, std::uint32_t> wallets_;  // whose, as a node
};

}  // namespace shouxin::live
