// Does the merchant say that we are wrong, and what do we answer? Appeals against actions, from
// when they are made until a person answers. A value, changed by commands of the log; not
// thread-safe.
#pragma once

#include "base/result.h"
#include "live/actions/action_state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

enum class AppealState : std::uint8_t { open, granted, rejected };

std::string_view name_of(AppealState state);

struct Appeal {
    std::uint64_t number = 0;  // the record of the log that made it: ap-17
    ActionId action = 0;
    std::string merchant;
    std::string text;  // the merchant's
    std::string by;
    std::int64_t at_ms = 0;
    AppealState state = AppealState::open;
    std::string answer;  // to be told to the merchant
    std::string answered_by;
    std::int64_t answered_ms = 0;

    // ap-17
    [[nodiscard]] std::string id() const;

    template <class Archive>
    void archive(Archive& a) {
        a(number, action, merchant, text, by, at_ms, state, answer, answered_by, answered_ms);
    }
};

// 17 of ap-17; nothing if it is no appeal's name.
std::optional<std::uint64_t> appeal_number(std::string_view id);

class Appeals {
public:
    static constexpr std::size_t open_max = 10'000;
    static constexpr std::size_t open_each_max = 100;  // of one merchant
    static constexpr std::size_t text_bytes_max = 2000;

    // `conflict` while one against that action is open, `exhausted` past the bounds, `invalid`
    // without a text or with too long a one. REQUIRES: numbers ascend.
    Result<Appeal> make(Appeal appeal);

    // `not_found` if it isn't open.
    [[nodiscard]] Result<Appeal> open(std::uint64_t number) const;

    // As it is answered; it isn't kept any longer. REQUIRES: it is open.
    void close(std::uint64_t number);

    [[nodiscard]] std::size_t size() const { return open_.size(); }

    template <class Archive>
    void archive(Archive& a) {
        a(open_);
    }

private:
    std::vector<Appeal> open_;  // by number
};

}  // namespace shouxin::live
