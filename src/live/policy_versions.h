// Which policies were proposed, by whom, and which is in force? Four eyes: nobody approves what he
// proposed himself. Versions are counted from 1 and never change. A value; not thread-safe.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

enum class PolicyState : std::uint8_t { proposed, in_force, replaced, rejected };

std::string_view name_of(PolicyState state);

struct PolicyVersion {
    std::uint32_t version = 0;
    PolicyState state = PolicyState::proposed;
    std::string text;
    std::string by;
    std::int64_t at_ms = 0;
    std::string reason;      // of who proposed it
    std::string decided_by;  // who approved, rejected or restored it, last
    std::int64_t decided_ms = 0;
    std::string decided_reason;

    template <class Archive>
    void archive(Archive& a) {
        a(version, state, text, by, at_ms, reason, decided_by, decided_ms, decided_reason);
    }
};

class PolicyVersions {
public:
    static constexpr std::size_t proposed_max = 100;  // that wait for approval

    // Somebody, when, by the server's clock, and why.
    struct Who {
        std::string_view by;
        std::int64_t at_ms = 0;
        std::string_view reason = {};
    };

    // The first one is in force at once: whoever sets the server up proposes it. `exhausted` if too
    // many wait.
    Result<std::uint32_t> propose(std::string_view text, const Who& who);

    // `forbidden` to who proposed it; `conflict` unless it waits.
    Result<void> approve(std::uint32_t version, const Who& who);
    Result<void> reject(std::uint32_t version, const Who& who);

    // Back to one that was in force before.
    Result<void> restore(std::uint32_t version, const Who& who);

    // Version 0 with an empty text until one was proposed.
    [[nodiscard]] const PolicyVersion& in_force() const {
        return in_force_ == 0 ? none_ : all_[in_force_ - 1];
    }

    // By version, from 1.
    [[nodiscard]] std::span<const PolicyVersion> all() const { return all_; }

    template <class Archive>
    void archive(Archive& a) {
        a(all_, in_force_);
    }

private:
    Result<PolicyVersion*> find(std::uint32_t version);
    void put_in_force(PolicyVersion& version, const Who& who);

    std::vector<PolicyVersion> all_;
    std::uint32_t in_force_ = 0;
    PolicyVersion none_;
};

}  // namespace shouxin::live
