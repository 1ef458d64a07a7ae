#include "service/system/sampler.h"

#include <algorithm>
#include <utility>

namespace shouxin::service {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t minute_ns = 60 * second_ns;

std::int64_t whole(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

// A second, in thousandths.
std::int64_t rate(std::uint64_t now, std::uint64_t before, std::int64_t took_ns) {
    const double a_second = static_cast<double>(now - before) * 1e9 / static_cast<double>(took_ns);
    return static_cast<std::int64_t>(a_second * 1000 + 0.5);
}

}  // namespace

Sampler::Sampler(
    const port::Clock& clock, const port::Vitals& vitals, Count count, SystemHistory& history)
    : clock_(clock), vitals_(vitals), count_(std::move(count)), history_(history) {
    second_ = {clock_.steady_ns(), vitals_.now().cpu_ns, count_()};
    minute_ = second_;
    data_bytes_ = vitals_.data_bytes();
}

SystemRow Sampler::row(const Moment& from, const Moment& to, const port::VitalSigns& signs) const {
    using Column = SystemColumn;
    const std::int64_t took_ns = std::max<std::int64_t>(to.steady_ns - from.steady_ns, 1);
    const SystemCounts& now = to.counts;
    const SystemCounts& before = from.counts;
    const auto deciding = runtime::difference(now.deciding, before.deciding);
    const auto syncing = runtime::difference(now.syncing, before.syncing);
    SystemRow row{};
    at(row, Column::at_ms) = clock_.now_ms();
    at(row, Column::events) = rate(now.events, before.events, took_ns);
    at(row, Column::decisions) = rate(now.decisions, before.decisions, took_ns);
    at(row, Column::requests) = rate(now.requests, before.requests, took_ns);
    at(row, Column::decision_p50_us) = runtime::quantile_us(deciding, 500);
    at(row, Column::decision_p99_us) = runtime::quantile_us(deciding, 990);
    at(row, Column::sync_p50_us) = runtime::quantile_us(syncing, 500);
    at(row, Column::sync_p99_us) = runtime::quantile_us(syncing, 990);
    at(row, Column::waiting) = whole(now.waiting);
    at(row, Column::projecting) = whole(now.projecting);
    at(row, Column::outbox) = whole(now.outbox);
    at(row, Column::memory) = whole(signs.memory);
    at(row, Column::cpu) = (to.cpu_ns - from.cpu_ns) * 1000 / took_ns;
    at(row, Column::disk_free) = whole(signs.disk_free);
    at(row, Column::data_bytes) = whole(data_bytes_);
    at(row, Column::log_bytes) = whole(now.log_bytes);
    return row;
}

void Sampler::sample() {
    const port::VitalSigns signs = vitals_.now();
    Moment now{clock_.steady_ns(), signs.cpu_ns, count_()};
    const bool minute_is_over = now.steady_ns - minute_.steady_ns >= minute_ns;
    if (minute_is_over) {
        data_bytes_ = vitals_.data_bytes();
        history_.add_minute(row(minute_, now, signs));
        minute_ = now;
    }
    history_.add_second(row(second_, now, signs));
    second_ = std::move(now);
}

}  // namespace shouxin::service
