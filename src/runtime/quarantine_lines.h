// quarantine.jsonl as it is written: one line for each entry, gathered into larger pieces.
// Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "intake/quarantine.h"

#include <cstddef>
#include <string>

namespace shouxin::runtime {

class QuarantineLines final : public intake::QuarantineSink {
public:
    explicit QuarantineLines(ByteSink& sink) : sink_(sink) {}

    Result<void> add(const intake::QuarantineEntry& entry) override {
        lines_ += intake::quarantine_json(entry);
        return lines_.size() < piece ? Result<void>{} : finish();
    }

    // Passes on what is still held.
    Result<void> finish() {
        const Result<void> written = sink_.write(lines_);
        lines_.clear();
        return written;
    }

private:
    static constexpr std::size_t piece = 64 * 1024;

    ByteSink& sink_;
    std::string lines_;
};

}  // namespace shouxin::runtime
