#include "cli/command.h"
#include "cli/options.h"
#include "cli/standard_output.h"
#include "intake/line_reader.h"
#include "region/address_line.h"
#include "region/places.h"
#include "report/line_sink.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::cli {
namespace {

constexpr std::string_view standard_input = "-";
constexpr std::int64_t neighbours_max = 100;
constexpr std::size_t centres_bytes_max = std::size_t{64} << 20;

class RegionCommand final : public Command {
public:
    explicit RegionCommand(const Outside& outside) : files_(outside.files) {}

    About about() const override {
        return {
            "region",
            "tells which division of China an address names",
            "shouxin region 广东中山石岐街道民权路5号"};
    }

    void declare(Options& options) override {
        options.add(
            "TEXT",
            texts_,
            "an address each; - reads them from standard input, one a line",
            Need::required);
        options.add(
            "--place", place_, "a seventh cell: longitude,latitude system code-of-that-centre");
        options.add(
            "--system", system_, "for --place: WGS-84, GCJ-02 or BD-09, by default as it is known");
        options.add(
            "--neighbours",
            neighbours_,
            "a last cell: so many nearest divisions of its level as code:metres");
        options.add(
            "--centres",
            centres_,
            "CSV of finer centres: adcode, lng_gcj02, lat_gcj02 (or wgs84, bd09)");
    }

    Result<Exit> run() override {
        TRY_DONE(check());
        const region::Regions regions = region::Regions::embedded();
        region::Places places(regions);
        TRY_DONE(add_centres(places));
        region::AddressReader reader(regions);
        StandardOutput output;
        report::LineSink lines(output);
        const auto answer = [&](std::string_view text) {
            const region::Address& address = reader.read(text);
            region::put_line(lines.text(), regions, address);
            put_more(lines.text(), regions, places, address.row);
            lines.end_line();
        };
        for (const std::string& text : texts_) {
            if (text == standard_input) {
                TRY_DONE(answer_lines(answer, lines));
            } else {
                answer(text);
            }
        }
        TRY_DONE(lines.finish());
        return say_what_is_missing();
    }

private:
    Result<void> check() {
        if (neighbours_ && (*neighbours_ < 1 || *neighbours_ > neighbours_max)) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "--neighbours must be from 1 to {}, not {}", neighbours_max, *neighbours_));
        }
        if (system_ && !region::coordinate_system(*system_)) {
            return fail(
                Failure::invalid,
                fmt::format("--system must be WGS-84, GCJ-02 or BD-09, not '{}'", *system_));
        }
        return {};
    }

    Result<void> add_centres(region::Places& places) {
        if (!centres_) {
            return {};
        }
        TRY(const std::string table, files_.read_all(*centres_, centres_bytes_max));
        const auto unknown = places.add(table);
        if (!unknown) {
            return fail(unknown.error().failure, *centres_ + ": " + unknown.error().message);
        }
        if (unknown->count > 0) {
            fmt::print(
                stderr,
                "shouxin region: {} lines of {} have codes that no division has, the first is line "
                "{}.\n",
                unknown->count,
                *centres_,
                unknown->first);
        }
        return {};
    }

    void put_more(
        std::string& line,
        const region::Regions& regions,
        const region::Places& places,
        region::Row row) const {
        if (place_) {
            line += '\t';
            const auto place = row == region::no_row ? std::nullopt : places.of(row);
            if (place) {
                const region::Position at = region::converted(
                    place->position,
                    system_ ? *region::coordinate_system(*system_) : place->position.system);
                line += fmt::format(
                    "{:.6f},{:.6f} {} ", at.longitude, at.latitude, region::name_of(at.system));
                region::put_code(line, regions.divisions()[place->of].code);
            }
        }
        if (neighbours_) {
            line += '\t';
            put_neighbours(line, regions, places, row);
        }
    }

    void put_neighbours(
        std::string& line,
        const region::Regions& regions,
        const region::Places& places,
        region::Row row) const {
        if (row == region::no_row) {
            return;
        }
        bool first = true;
        for (const region::Neighbour& neighbour :
             places.neighbours(row, static_cast<std::size_t>(*neighbours_))) {
            line += first ? "" : ";";
            first = false;
            region::put_code(line, regions.divisions()[neighbour.row].code);
            line += fmt::format(":{:.0f}", neighbour.metres);
        }
    }

    // Before it waits for more lines, all answers to those before are out.
    template <class Answer>
    Result<void> answer_lines(const Answer& answer, report::LineSink& out) {
        TRY(port::Input input, files_.open(std::string(standard_input)));
        intake::LineReader lines(*input.bytes);
        for (bool more = true; more;) {
            TRY_DONE(out.finish());
            TRY(more, lines.refill());
            while (const auto line = lines.next()) {
                too_long_ += line->too_long ? 1 : 0;
                answer(line->text);
            }
        }
        return {};
    }

    [[nodiscard]] Exit say_what_is_missing() const {
        if (too_long_ == 0) {
            return Exit::good;
        }
        fmt::print(
            stderr,
            "shouxin region: {} lines were over {} bytes; only that much of each was read.\n",
            too_long_,
            intake::line_bytes_max);
        return Exit::incomplete;
    }

    port::Files& files_;
    std::vector<std::string> texts_;
    bool place_ = false;
    std::optional<std::string> system_;
    std::optional<std::int64_t> neighbours_;
    std::optional<std::string> centres_;
    std::uint64_t too_long_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_region(const Outside& outside);

std::unique_ptr<Command> make_region(const Outside& outside) {
    return std::make_unique<RegionCommand>(outside);
}

}  // namespace shouxin::cli
