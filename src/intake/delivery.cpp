#include "intake/delivery.h"

#include "base/must.h"
#include "intake/json_list.h"
#include "intake/line_reader.h"
#include "intake/quarantine.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace shouxin::intake {
namespace {

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::string on_one_line(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

}  // namespace

void Delivery::apply(std::uint32_t input, std::vector<Applicant>& into) const {
    for (const Record& record : chunk_.records) {
        into.push_back({&record, chunk_.references_of(record), input, false});
    }
}

Result<Delivery> DeliveryReader::read(
    std::string_view body, BodyForm form, std::int64_t latest_ms) {
    Delivery delivery;
    if (form == BodyForm::lines) {
        parse(body, delivery);
    } else if (form == BodyForm::one) {
        parse(on_one_line(body), delivery);
    } else {
        TRY(const std::string lines, lines_of_list(body));
        parse(lines, delivery);
    }
    delivery.items_ = delivery.chunk_.lines.size();
    keep_only_sound(delivery, latest_ms);
    return delivery;
}

Result<Delivery> DeliveryReader::read_again(std::string_view text) {
    Delivery delivery;
    parse(text, delivery);
    delivery.items_ = delivery.chunk_.lines.size();
    if (!delivery.chunk_.rejected.empty()) {
        return fail(
            Failure::corrupt,
            "a line of the log can't be read again: " + delivery.chunk_.rejected.front().reason);
    }
    return delivery;
}

// Every line gets its end; blank ones go.
void DeliveryReader::parse(std::string_view lines, Delivery& into) {
    Chunk& chunk = into.chunk_;
    chunk.memory.capacity = lines.size() + 1;
    chunk.memory.bytes = std::make_unique<char[]>(chunk.memory.capacity + line_padding);
    char* const start = chunk.memory.bytes.get();
    std::size_t end = 0;
    chunk.lines.clear();
    if (lines.starts_with("\xef\xbb\xbf")) {
        lines.remove_prefix(3);
    }
    while (!lines.empty()) {
        const std::size_t newline = lines.find('\n');
        std::string_view line = lines.substr(0, newline);
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (is_blank(line)) {
            continue;
        }
        std::memcpy(start + end, line.data(), line.size());
        const bool too_long = line.size() > line_bytes_max;
        chunk.lines.push_back(
            {{start + end, too_long ? line_bytes_max : line.size()},
             chunk.lines.size() + 1,
             too_long});
        end += line.size();
        start[end++] = '\n';
    }
    into.size_ = end;
    parser_.parse(chunk);
}

// What is kept must read as what was judged; so what had to be changed is read again. Tokens are
// longer than some numbers that they stand for: a line that gets too long by them is rejected.
void DeliveryReader::keep_only_sound(Delivery& delivery, std::int64_t latest_ms) {
    Chunk& chunk = delivery.chunk_;
    const auto sound = [&](const Record& record) {
        return StoredLine::as_it_stands(record) && record.event.at_ms <= latest_ms;
    };
    if (chunk.rejected.empty() && std::ranges::all_of(chunk.records, sound)) {
        return;
    }
    const std::vector<Rejected> rejected = std::exchange(chunk.rejected, {});
    std::string kept;
    std::string stored;
    std::size_t record = 0;
    auto next = rejected.begin();
    for (const Line& line : chunk.lines) {
        if (next != rejected.end() && next->line == line.number) {
            delivery.rejected_.push_back(*next++);
            continue;
        }
        const Record& read = chunk.records[record++];
        if (read.event.at_ms > latest_ms) {
            delivery.rejected_.push_back(
                {line.number,
                 sentence_of({Complaint::too_far_ahead, Field::at}),
                 excerpt_of(line.text, key_)});
            continue;
        }
        if (StoredLine::as_it_stands(read)) {
            kept.append(line.text).append("\n");
            continue;
        }
        stored.clear();
        stored_.append(line.text, stored);
        if (stored.size() > line_bytes_max) {
            delivery.rejected_.push_back(
                {line.number, sentence_of({Complaint::line_too_long, Field::type, {}}), {}});
        } else {
            kept.append(stored).append("\n");
        }
    }
    parse(kept, delivery);
    MUST(chunk.rejected.empty());
}

}  // namespace shouxin::intake
