// quarantine.jsonl as it is written: one line for each entry, gathered into larger pieces, and how
// often each reason came up. Not thread-safe. Memory: two pieces, `reasons_max` reasons.
#pragma once

#include "base/bytes.h"
#include "intake/quarantine.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace shouxin::runtime {

class QuarantineLines final : public intake::QuarantineSink {
public:
    static constexpr std::size_t reasons_max = 100;

    explicit QuarantineLines(ByteSink& sink) : sink_(sink) {}

    Result<void> add(const intake::QuarantineEntry& entry) override {
        count(entry.reason.substr(0, entry.reason.find(':')));
        lines_ += intake::quarantine_json(entry);
        return lines_.size() < piece ? Result<void>{} : finish();
    }

    // Passes on what is still held.
    Result<void> finish() {
        Result<void> written = sink_.write(lines_);
        lines_.clear();
        return written;
    }

    // Without their details; past the bound the rest counts under "(others)".
    [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& reasons() const {
        return reasons_;
    }

private:
    static constexpr std::size_t piece = std::size_t{64} << 10;

    void count(std::string_view reason) {
        auto found = reasons_.find(reason);
        if (found == reasons_.end()) {
            found = reasons_.emplace(reasons_.size() < reasons_max ? reason : "(others)", 0).first;
        }
        ++found->second;
    }

    ByteSink& sink_;
    std::string lines_;
    std::map<std::string, std::uint64_t, std::less<>> reasons_;
};

}  // namespace shouxin::runtime
