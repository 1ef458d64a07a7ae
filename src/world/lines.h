// How is it written? Turns the record of what happens into one line of JSON, with the names of this
// marketplace, and hands it on. Not thread-safe.
#pragma once

#include "world/agenda.h"
#include "world/ids.h"
#include "world/record.h"
#include "world/report_knobs.h"
#include "world/sink.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::world {

class Lines final : public AgendaListener {
public:
    Lines(const ReportKnobs& knobs, const Ids& ids) : knobs_(knobs), ids_(ids) {}

    // Event ids are this, then a running number.
    void set_id_prefix(std::string_view prefix) { id_prefix_ = prefix; }

    // Where lines go from now on; the sink must outlive the next event.
    void write_to(Sink& sink) { sink_ = &sink; }

    void happens(Ms at, std::string_view record) override;

    std::uint64_t told() const { return told_; }

private:
    void begin(Event event, Ms at);
    void early(Event event, RecordReader& from);
    void order(Event event, RecordReader& from);
    void parcel(Event event, RecordReader& from);
    void review(Event event, RecordReader& from);
    void other(Event event, RecordReader& from);
    void view(RecordReader& from);
    void placed(RecordReader& from);
    void posted(RecordReader& from);

    // Each takes its value from the record.
    Lines& id(std::string_view name, Kind kind, RecordReader& from);
    Lines& maybe_id(std::string_view name, Kind kind, RecordReader& from);
    Lines& wallet(std::string_view name, RecordReader& from);
    Lines& number(std::string_view name, RecordReader& from);
    Lines& text(std::string_view name, RecordReader& from);
    Lines& division(std::string_view name, RecordReader& from);
    Lines& origin(RecordReader& from);

    void key(std::string_view name);
    void append_id(std::string_view name, Kind kind, std::uint64_t number);
    void append_text(std::string_view name, std::string_view value);
    void append_number(std::string_view name, std::uint64_t value);

    const ReportKnobs& knobs_;
    const Ids& ids_;
    Sink* sink_ = nullptr;
    std::uint64_t told_ = 0;
    std::string id_prefix_ = "e";
    std::string line_;
};

}  // namespace shouxin::world
