#include "intake/input.h"

#include "intake/decompress.h"
#include "intake/utf8.h"

namespace shouxin::intake {
namespace {

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

Result<void> add_to_quarantine(
    std::uint64_t line,
    std::string_view reason,
    std::string_view excerpt,
    const Input::Reading& reading) {
    InputTotals& input = reading.totals.inputs[reading.place];
    for (Counts* counts : {&input.counts, &reading.totals.counts}) {
        ++counts->read;
        ++counts->quarantined;
    }
    return reading.quarantine.add({input.name, line, reason, excerpt});
}

}  // namespace

class Input::CountingSource : public ByteSource {
public:
    explicit CountingSource(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}

    Result<std::size_t> read(std::span<char> into) override {
        TRY(const std::size_t length, bytes_->read(into));
        count_ += length;
        return length;
    }

    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    std::unique_ptr<ByteSource> bytes_;
    std::uint64_t count_ = 0;
};

Input::Input(std::unique_ptr<ByteSource> bytes, std::uint32_t batch_records)
    : counting_(nullptr),
      bytes_([&] {
          auto counting = std::make_unique<CountingSource>(std::move(bytes));
          counting_ = counting.get();
          return decompressed(std::move(counting));
      }()),
      lines_(*bytes_),
      records_(batch_records) {}

Input::~Input() = default;

std::uint64_t Input::bytes_read() const {
    return counting_->count();
}

Result<void> Input::read_on(const Reading& reading) {
    count_ = 0;
    references_.clear();
    arena_.clear();
    while (true) {
        TRY_DONE(read_lines(reading));
        if (count_ > 0 || ended_) {
            return {};
        }
        // Every line in memory is dealt with, so they may go.
        const auto more = lines_.refill();
        if (!more) {
            return stop_at(more.error(), reading);
        }
        ended_ = !*more;
    }
}

Result<void> Input::read_lines(const Reading& reading) {
    while (count_ < records_.size()) {
        const auto line = lines_.next();
        if (!line) {
            return {};
        }
        if (is_blank(line->text) || is_header(line->text)) {
            continue;
        }
        const std::size_t kept = references_.size();
        if (const Problem problem = understand(*line, reading)) {
            references_.resize(kept);
            TRY_DONE(reject(*line, problem, reading));
        } else {
            ++count_;
        }
    }
    return {};
}

bool Input::is_header(std::string_view line) {
    if (started_) {
        return false;
    }
    started_ = true;
    if (line.starts_with('{')) {
        return false;
    }
    csv_ = CsvLine::from_header(line);
    if (csv_) {
        lines_.expect_csv();
    }
    return csv_.has_value();
}

Problem Input::understand(const Line& line, const Reading& reading) {
    if (line.too_long) {
        return {Complaint::line_too_long, Field::type, {}};
    }
    if (csv_ && !is_utf8(line.text)) {
        return {Complaint::not_utf8, Field::type, {}};
    }
    const Problem problem =
        csv_ ? csv_->read(line.text, fields_, arena_) : json_.read(line.text, fields_, arena_);
    if (problem) {
        return problem;
    }
    return reading.reader.read(fields_, records_[count_], references_, arena_);
}

Result<void> Input::reject(const Line& line, Problem problem, const Reading& reading) {
    // A number written in JSON escapes can't be masked in the line as it stands.
    const bool hidden = line.text.find('\\') != std::string_view::npos &&
                        (problem.complaint == Complaint::phone_in_clear ||
                         problem.complaint == Complaint::id_number_in_clear);
    const std::string excerpt = hidden ? std::string() : excerpt_of(line.text, reading.key);
    return add_to_quarantine(line.number, sentence_of(problem), excerpt, reading);
}

Result<void> Input::stop_at(const Error& error, const Reading& reading) {
    ended_ = true;
    reading.totals.inputs[reading.place].broken = error.message;
    return add_to_quarantine(lines_.line_number(), error.message, {}, reading);
}

}  // namespace shouxin::intake
