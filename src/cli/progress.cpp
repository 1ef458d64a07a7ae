#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <utility>

namespace shouxin::cli {
namespace {

constexpr double redraw_s = 0.1;
constexpr double plain_line_s = 5.0;
constexpr std::size_t bar_width = 24;

std::string short_number(double number) {
    return number >= 1e6   ? fmt::format("{:.2f} M", number / 1e6)
           : number >= 1e4 ? fmt::format("{:.0f} k", number / 1e3)
                           : fmt::format("{:.0f}", number);
}

std::string duration(double seconds) {
    const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
    return whole < 100 ? fmt::format("{} s", whole)
                       : fmt::format("{} min {} s", whole / 60, whole % 60);
}

std::string bar(double share) {
    const auto full = static_cast<std::size_t>(share * static_cast<double>(bar_width));
    return fmt::format("[{:#<{}}{:.<{}}]", "", full, "", bar_width - full);
}

}  // namespace

ProgressLine::ProgressLine(
    const port::Machine& machine,
    std::string who,
    std::string things,
    std::optional<std::uint64_t> whole)
    : machine_(machine),
      who_(std::move(who)),
      things_(std::move(things)),
      whole_(whole),
      watched_(machine.watched()),
      begun_(machine.steady_seconds()),
      next_(begun_ + (watched_ ? redraw_s : plain_line_s)) {}

std::string ProgressLine::line(const Done& done, double seconds) const {
    const double rate = static_cast<double>(done.things) / std::max(seconds, 1e-3);
    std::string text;
    const bool known = whole_ && *whole_ > 0 && done.parts > 0;
    if (known) {
        const double share =
            std::min(1.0, static_cast<double>(done.parts) / static_cast<double>(*whole_));
        text += watched_ ? bar(share) + " " : "";
        text += fmt::format("{:.0f} %, ", share * 100);
        text += fmt::format("{} left, ", duration(seconds * (1 - share) / share));
    }
    text += fmt::format(
        "{} {}, {} {}/s",
        short_number(static_cast<double>(done.things)),
        things_,
        short_number(rate),
        things_);
    return done.note.empty() ? text : text + ", " + done.note;
}

bool ProgressLine::due() const {
    return machine_.steady_seconds() >= next_;
}

void ProgressLine::update(const Done& done) {
    const double now = machine_.steady_seconds();
    if (now < next_) {
        return;
    }
    next_ = now + (watched_ ? redraw_s : plain_line_s);
    const std::string text = line(done, now - begun_);
    if (watched_) {
        std::fprintf(stderr, "\r\033[K%s", text.c_str());
        drawn_ = true;
    } else {
        std::fprintf(stderr, "%s: %s\n", who_.c_str(), text.c_str());
    }
}

void ProgressLine::say(const std::string& doing) {
    if (watched_) {
        std::fprintf(stderr, "\r\033[K%s", doing.c_str());
        drawn_ = true;
    }
}

void ProgressLine::clear() {
    if (drawn_) {
        std::fprintf(stderr, "\r\033[K");
        drawn_ = false;
    }
}

}  // namespace shouxin::cli
