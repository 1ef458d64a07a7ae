#include "store/files/log_reader.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace shouxin::store {
namespace {

class SegmentsReader final : public port::LogReader {
public:
    SegmentsReader(LogFolder& folder, const SegmentTable& table) : folder_(folder), table_(table) {}

    Result<void> open(const Segment& segment) {
        TRY(auto file, folder_.open(segment_name(segment.first)));
        file_ = std::move(file);
        segment_ = segment;
        frames_.emplace(*file_, segment_header_bytes, segment.first);
        return {};
    }

    Result<void> skip_to(std::uint64_t number) {
        while (frames_->number() < number) {
            TRY(const bool found, step());
            if (!found) {
                break;
            }
        }
        return {};
    }

    Result<bool> next(port::LogRecord& into) override {
        TRY(const bool found, step());
        if (found) {
            const Frame& frame = frames_->frame();
            into.number = frame.number;
            into.kind = static_cast<port::RecordKind>(frame.kind);
            into.at_ms = frame.at_ms;
            into.payload = frames_->payload();
        }
        return found;
    }

private:
    // To the next record, over the segments' ends.
    Result<bool> step() {
        while (true) {
            if (frames_->offset() == segment_.bytes) {
                TRY(const bool more, go_on());
                if (!more) {
                    return false;
                }
                continue;
            }
            TRY(const FrameFound found, frames_->next(segment_.bytes));
            if (found != FrameFound::record || !is_record_kind(frames_->frame().kind)) {
                return damaged();
            }
            return true;
        }
    }

    // Behind what we knew to be written: this segment has grown, or another has begun. Which one
    // follows is asked first: once one does, this one's length is final.
    Result<bool> go_on() {
        const auto after = table_.after(segment_.first);
        const auto now = table_.holding(segment_.first);
        const std::uint64_t known = segment_.bytes;
        if (now && now->first == segment_.first && now->bytes != known) {
            segment_.bytes = now->bytes;
            return true;
        }
        if (!after) {
            return false;
        }
        if (after->first != frames_->number()) {
            return fail(
                Failure::not_found,
                fmt::format("record {} was forgotten while it was read", frames_->number()));
        }
        TRY_DONE(open(*after));
        return true;
    }

    Result<bool> damaged() const {
        return fail(
            Failure::corrupt,
            fmt::format(
                "{} is damaged at byte {}: record {} is not what was written; restore it from a "
                "backup",
                folder_.path_of(segment_name(segment_.first)),
                frames_->offset(),
                frames_->number()));
    }

    LogFolder& folder_;
    const SegmentTable& table_;
    Segment segment_;
    std::unique_ptr<LogFile> file_;
    std::optional<FrameReader> frames_;
};

}  // namespace

Result<std::unique_ptr<port::LogReader>> open_log_reader(
    LogFolder& folder, const SegmentTable& table, std::uint64_t from) {
    const auto segment = table.holding(from);
    if (!segment) {
        return fail(Failure::not_found, fmt::format("record {} was forgotten", from));
    }
    auto reader = std::make_unique<SegmentsReader>(folder, table);
    TRY_DONE(reader->open(*segment));
    TRY_DONE(reader->skip_to(from));
    return reader;
}

}  // namespace shouxin::store
