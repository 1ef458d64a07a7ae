// Who said of which subject that it is fake or honest, and who looked a second time without knowing
// what the first said? The newest labels, so that two people on one case learn of each other, and
// one can be taken back. A value, changed by commands of the log; not thread-safe.
// docs/formats/quality.md
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "model/action.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::live {

// What one person said.
struct Said {
    bool fake = false;
    std::string by;
    std::int64_t at_ms = 0;

    friend bool operator==(const Said&, const Said&) = default;

    template <class Archive>
    void archive(Archive& a) {
        a(fake, by, at_ms);
    }
};

// "fake" or "honest".
std::string_view outcome_of(const Said& said);

// One in ten labelled subjects is looked at a second time, by somebody else.
struct SecondLook {
    Said first;
    std::optional<Said> second;   // nothing: it is waited for
    std::string second_reason;    // its first bytes
    std::optional<Said> settled;  // what was said once the two disagreed

    [[nodiscard]] bool agreed() const { return second && second->fake == first.fake; }

    // "wanted", "agreed", "disagreed" or "settled".
    [[nodiscard]] std::string_view state() const;

    friend bool operator==(const SecondLook&, const SecondLook&) = default;

    template <class Archive>
    void archive(Archive& a) {
        a(first, second, second_reason, settled);
    }
};

class Labels {
public:
    static constexpr std::size_t remembered = std::size_t{1} << 18;
    static constexpr std::uint64_t one_in = 10;

    struct Case {
        Said label;
        std::optional<SecondLook> look;
        std::uint64_t number = 0;  // of the label, among all

        template <class Archive>
        void archive(Archive& a) {
            a(label, look, number);
        }
    };

    // `key` draws for second looks; `most` labels are remembered, of about 300 bytes each.
    explicit Labels(HashKey key, std::size_t most = remembered) : key_(key), most_(most) {}

    // Null if nobody labelled it, or too many were labelled since. Valid until the next change.
    [[nodiscard]] const Case* find(model::SubjectKind kind, std::string_view id) const;

    // In place of what was said before. If two had disagreed, it settles that, unless it is the
    // first one's and he is no lead.
    const Case& add(model::SubjectKind kind, std::string_view id, Said said, bool by_lead);

    // `not_found` without a label, `conflict` unless it was drawn and waits for a second look by
    // somebody else than who labelled it.
    Result<SecondLook> look_again(
        model::SubjectKind kind, std::string_view id, Said said, std::string_view reason);

    // Its second look too. `not_found` without a label; `forbidden` if another one labelled it.
    Result<void> withdraw(
        model::SubjectKind kind, std::string_view id, std::string_view by, bool by_lead);

    // Then it waits for another one. `not_found` if there was none; `forbidden` as above.
    Result<SecondLook> withdraw_second(
        model::SubjectKind kind, std::string_view id, std::string_view by, bool by_lead);

    [[nodiscard]] std::size_t size() const { return cases_.size(); }

    // Not the key: who loads makes it with the same.
    template <class Archive>
    void archive(Archive& a) {
        a(cases_, order_, last_);
    }

private:
    struct Key {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    struct Labelled {
        Key subject;
        std::uint64_t number = 0;
    };

    [[nodiscard]] Key key_of(model::SubjectKind kind, std::string_view id) const;
    [[nodiscard]] bool is_drawn(const Key& subject) const;
    Result<Case*> labelled(model::SubjectKind kind, std::string_view id);

    HashKey key_;
    std::size_t most_;
    std::map<Key, Case> cases_;
    std::deque<Labelled> order_;  // oldest first; some were labelled again, or withdrawn, since
    std::uint64_t last_ = 0;
};

}  // namespace shouxin::live
