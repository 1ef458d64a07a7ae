#include "service/live/stored_event.h"

#include "intake/delivery.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shouxin::service {
namespace {

constexpr std::array<std::string_view, intake::name_kinds> kinds{
    "account",
    "merchant",
    "item",
    "category",
    "order",
    "parcel",
    "review",
    "device",
    "ip",
    "address",
    "wallet",
    "identity",
    "campaign",
    "carrier",
    "staff"};

StoredEvent stored_event(const intake::Chunk& chunk, std::size_t place) {
    const intake::Record& record = chunk.records[place];
    StoredEvent event{
        .line = place + 1,
        .at_ms = record.event.at_ms,
        .identity = record.identity,
        .type = std::string(record.type),
        .text = std::string(chunk.lines[place].text)};
    for (const intake::Reference& reference : chunk.references_of(record)) {
        StoredEvent::Name name{
            kinds[static_cast<std::size_t>(reference.kind)], std::string(reference.text())};
        if (std::ranges::find(event.names, name) == event.names.end()) {
            event.names.push_back(std::move(name));
        }
    }
    return event;
}

Result<port::LogRecord> record_of(port::EventLog& log, std::uint64_t number) {
    if (number < log.first_number()) {
        return fail(Failure::not_found, fmt::format("record {} of the log is forgotten", number));
    }
    TRY(const auto reader, log.read(number));
    port::LogRecord record;
    TRY(const bool found, reader->next(record));
    if (!found) {
        return fail(Failure::not_found, fmt::format("the log has no record {}", number));
    }
    return record;
}

}  // namespace

Result<std::vector<StoredEvent>> stored_events(
    port::EventLog& log,
    std::uint64_t record,
    std::string_view id,
    HashKey key,
    const model::Names& names) {
    TRY(const port::LogRecord stored, record_of(log, record));
    intake::DeliveryReader reader(key, names);
    TRY(const intake::Delivery delivery, reader.read_again(stored.payload));
    const intake::Chunk& chunk = delivery.chunk();
    std::vector<StoredEvent> events;
    for (std::size_t place = 0; place < chunk.records.size(); ++place) {
        const intake::Record& line = chunk.records[place];
        const bool known =
            std::ranges::find(events, line.identity, &StoredEvent::identity) != events.end();
        if (line.event.id == id && !known) {
            events.push_back(stored_event(chunk, place));
            events.back().record = record;
            events.back().accepted_ms = stored.at_ms;
        }
    }
    return events;
}

}  // namespace shouxin::service
