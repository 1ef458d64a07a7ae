#include "cli/command.h"
#include "cli/options.h"
#include "cli/standard_output.h"
#include "intake/line_reader.h"
#include "region/address_line.h"
#include "report/line_sink.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::cli {
namespace {

constexpr std::string_view standard_input = "-";

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
    }

    Result<Exit> run() override {
        const region::Regions regions = region::Regions::embedded();
        region::AddressReader reader(regions);
        StandardOutput output;
        report::LineSink lines(output);
        const auto answer = [&](std::string_view text) {
            region::put_line(lines.text(), regions, reader.read(text));
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
    std::uint64_t too_long_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_region(const Outside& outside);

std::unique_ptr<Command> make_region(const Outside& outside) {
    return std::make_unique<RegionCommand>(outside);
}

}  // namespace shouxin::cli
