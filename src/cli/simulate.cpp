#include "base/must.h"
#include "cli/command.h"
#include "cli/gzip_sink.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "world/market.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <zstd.h>

namespace shouxin::cli {
namespace {

constexpr std::size_t buffer_bytes = 1U << 20U;
constexpr int gzip_level = 4;  // a third of the time of the usual 6, a tenth more bytes
constexpr int zstd_level = 3;
constexpr std::uint64_t progress_parts = 1000;

// For a pipe: whoever reads takes part in the making.
class StandardOutput final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
            std::fflush(stdout) != 0) {
            return fail(Failure::unavailable, "standard output takes no more");
        }
        return {};
    }
};

// Bytes pressed by zstd on their way to another sink: four tenths of gzip's time, a fifth smaller.
class ZstdSink final : public ByteSink {
public:
    // `to` must outlive this.
    explicit ZstdSink(ByteSink& to)
        : to_(to), encoder_(ZSTD_createCCtx(), ZSTD_freeCCtx), out_(ZSTD_CStreamOutSize()) {
        MUST(encoder_ != nullptr);
        ZSTD_CCtx_setParameter(encoder_.get(), ZSTD_c_compressionLevel, zstd_level);
        ZSTD_CCtx_setParameter(encoder_.get(), ZSTD_c_checksumFlag, 1);
    }

    Result<void> write(std::string_view bytes) override { return press(bytes, ZSTD_e_continue); }

    // Writes what is left. Nothing may be written afterwards.
    Result<void> finish() { return press({}, ZSTD_e_end); }

private:
    Result<void> press(std::string_view bytes, ZSTD_EndDirective how) {
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        std::size_t more = 0;
        do {
            ZSTD_outBuffer out{out_.data(), out_.size(), 0};
            more = ZSTD_compressStream2(encoder_.get(), &out, &in, how);
            MUST(ZSTD_isError(more) == 0);
            TRY_DONE(to_.write({out_.data(), out.pos}));
        } while (how == ZSTD_e_end ? more > 0 : in.pos < in.size);
        return {};
    }

    ByteSink& to_;
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> encoder_;
    std::vector<char> out_;
};

// Gathers lines into large writes. The first failure is kept, and ends the writing.
class LineSink final : public world::Sink {
public:
    explicit LineSink(ByteSink& to) : to_(to) { buffer_.reserve(buffer_bytes + 4096); }

    void event(std::string_view json_line) override {
        buffer_.append(json_line);
        buffer_.push_back('\n');
        if (buffer_.size() >= buffer_bytes) {
            write_out();
        }
    }

    // An error comes again at every later call.
    Result<void> flush() {
        write_out();
        return result();
    }

    Result<void> result() const {
        if (failed_) {
            return tl::unexpected<Error>(*failed_);
        }
        return {};
    }

private:
    void write_out() {
        if (!failed_ && !buffer_.empty()) {
            if (Result<void> written = to_.write(buffer_); !written) {
                failed_ = written.error();
            }
        }
        buffer_.clear();
    }

    ByteSink& to_;
    std::string buffer_;
    std::optional<Error> failed_;
};

// A number, or a fraction of two.
Result<double> parse_scale(const std::string& text) {
    const std::size_t slash = text.find('/');
    const auto number = [](std::string_view part) -> std::optional<double> {
        double value = 0.0;
        const char* const end = part.data() + part.size();
        const auto [rest, error] = std::from_chars(part.data(), end, value);
        return error == std::errc() && rest == end ? std::optional(value) : std::nullopt;
    };
    const std::string_view whole = text;
    const auto above = number(whole.substr(0, slash));
    const auto below =
        slash == std::string::npos ? std::optional(1.0) : number(whole.substr(slash + 1));
    if (!above || !below || !(*below > 0.0)) {
        return fail(
            Failure::invalid,
            "--scale " + text + " is neither a number nor a fraction, as in 0.5 or 1/20");
    }
    return *above / *below;
}

Result<world::FraudKnobs::Planted> parse_attack(const std::string& text) {
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    TRY(const world::Scheme scheme, world::scheme_named(name));
    world::FraudKnobs::Planted planted{scheme, 1};
    if (equals != std::string::npos) {
        const char* const end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data() + equals + 1, end, planted.gangs);
        if (error != std::errc() || rest != end) {
            return fail(
                Failure::invalid,
                "--attack " + text + " needs a whole number of gangs, as in " + name + "=2");
        }
    }
    return planted;
}

class SimulateCommand final : public Command {
public:
    explicit SimulateCommand(const Outside& outside)
        : files_(outside.files), machine_(outside.machine) {}

    About about() const override {
        return {
            "simulate",
            "makes a marketplace with honest and dishonest people, and the truth beside it",
            "shouxin simulate --seed 7 --scale 0.1 --preset stealth --out made"};
    }

    void declare(Options& options) override {
        options.add("--seed", seed_, "the same seed gives the same bytes");
        options.add(
            "--scale",
            scale_,
            "1 is about 65,000 orders in 30 days; of yunhe: the fraction, as in 1/20");
        options.add("--days", days_, "length of the market; 0 leaves it to the preset");
        options.add("--preset", preset_, "mixed, stealth, quiet, festival, wild or yunhe");
        options.add(
            "--attack",
            attacks_,
            "NAME=N plants N gangs of that scheme instead of the preset's; may be repeated");
        options.add("--plain", plain_, "write events.jsonl instead of events.jsonl.gz");
        options.add(
            "--zst", zst_, "write events.jsonl.zst instead: half the time, a fifth smaller");
        options.add(
            "--stream",
            stream_,
            "events to standard output, plain unless --zst, for a scan that reads -; the truth "
            "still "
            "goes to --out");
        options.add(
            "--out", out_, "folder for the events; their truth goes in truth/", Need::required);
    }

    Result<Exit> run() override {
        const double begun = machine_.steady_seconds();
        if (plain_ && zst_) {
            return fail(Failure::invalid, "--plain and --zst can't both be");
        }
        TRY(const world::MarketOptions options, market_options());
        TRY(const world::Knobs knobs, world::draw_knobs(options));
        TRY(const std::unique_ptr<port::OutputFolder> folder, files_.open_folder(out_));
        TRY(const std::unique_ptr<port::OutputFolder> truth, files_.open_folder(out_ + "/truth"));
        machine_.hold_interrupts();
        world::Market market(knobs);
        TRY(const bool finished, tell_all(market, *folder));
        if (!finished) {
            fmt::print(
                stderr,
                "shouxin simulate: interrupted after {} events; {} is as it was.\n",
                market.events_told(),
                out_);
            return Exit::interrupted;
        }
        TRY(ByteSink* const hosting, folder->create("hosting.cidr"));
        TRY_DONE(hosting->write(world::Network::known_hosting()));
        for (const std::string_view file : world::Truth::files()) {
            TRY(ByteSink* const sink, truth->create(file));
            TRY_DONE(market.write_truth(file, *sink));
        }
        TRY_DONE(folder->commit());
        TRY_DONE(truth->commit());
        say_summary(market, machine_.steady_seconds() - begun);
        return Exit::good;
    }

private:
    Result<world::MarketOptions> market_options() const {
        world::MarketOptions options;
        options.seed = seed_;
        TRY(options.scale, parse_scale(scale_));
        options.days = days_;
        TRY(options.preset, world::preset_named(preset_));
        for (const std::string& attack : attacks_) {
            TRY(const world::FraudKnobs::Planted planted, parse_attack(attack));
            options.attacks.push_back(planted);
        }
        return options;
    }

    // Whether it came to the end; so do the two below.
    Result<bool> tell_all(world::Market& market, port::OutputFolder& folder) {
        if (stream_) {
            StandardOutput out;
            return tell(market, out);
        }
        TRY(ByteSink* const file,
            folder.create(
                plain_ ? "events.jsonl"
                : zst_ ? "events.jsonl.zst"
                       : "events.jsonl.gz"));
        return tell(market, *file);
    }

    Result<bool> tell(world::Market& market, ByteSink& to) {
        if (zst_) {
            ZstdSink pressed(to);
            TRY(const bool finished, tell_lines(market, pressed));
            TRY_DONE(pressed.finish());
            return finished;
        }
        if (plain_ || stream_) {
            return tell_lines(market, to);
        }
        GzipSink pressed(to, gzip_level);
        TRY(const bool finished, tell_lines(market, pressed));
        TRY_DONE(pressed.finish());
        return finished;
    }

    Result<bool> tell_lines(world::Market& market, ByteSink& to) {
        ProgressLine progress(machine_, "shouxin simulate", "events", progress_parts);
        LineSink lines(to);
        while (market.step(lines)) {
            progress.update(
                {.things = market.events_told(),
                 .parts = static_cast<std::uint64_t>(
                     market.progress() * static_cast<double>(progress_parts))});
            TRY_DONE(lines.result());
            if (machine_.interrupted()) {
                return false;
            }
        }
        TRY_DONE(lines.flush());
        return true;
    }

    void say_summary(const world::Market& market, double seconds) const {
        fmt::print(
            stream_ ? stderr : stdout,
            "{} events, {} fake orders, {} fake reviews, {:.2f} s, {:.0f} events/s, {} MiB\n",
            market.events_told(),
            market.truth().fake_orders(),
            market.truth().fake_reviews(),
            seconds,
            static_cast<double>(market.events_told()) / std::max(seconds, 1e-6),
            machine_.peak_memory() >> 20U);
    }

    port::Files& files_;
    port::Machine& machine_;
    std::uint64_t seed_ = 1;
    std::string scale_ = "1";
    int days_ = 0;
    std::string preset_ = "mixed";
    std::vector<std::string> attacks_;
    bool plain_ = false;
    bool zst_ = false;
    bool stream_ = false;
    std::string out_;
};

}  // namespace

std::unique_ptr<Command> make_simulate(const Outside& outside);

std::unique_ptr<Command> make_simulate(const Outside& outside) {
    return std::make_unique<SimulateCommand>(outside);
}

}  // namespace shouxin::cli
