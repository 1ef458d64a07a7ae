#include "http/live/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <string_view>

namespace shouxin::http {

struct Metrics::Families {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("shouxin_http_requests_total")
            .Help("Requests answered, by route and status.")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& times =
        prometheus::BuildHistogram()
            .Name("shouxin_http_request_seconds")
            .Help("Time from the end of a request's head to the last byte of its answer.")
            .Register(registry);

    prometheus::Gauge& gauge(const std::string& name, const std::string& help) {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }

    prometheus::Gauge& records = gauge("shouxin_log_records", "Records written since the start.");
    prometheus::Gauge& groups =
        gauge("shouxin_log_groups", "Groups written since the start, each with one sync.");
    prometheus::Gauge& refused =
        gauge("shouxin_refused", "Requests refused since the start because too much waited.");
    prometheus::Gauge& waiting = gauge("shouxin_waiting", "Requests that wait to be written.");
    prometheus::Gauge& sync_s =
        gauge("shouxin_log_sync_seconds", "How long the last sync of the log took.");
    prometheus::Gauge& projecting =
        gauge("shouxin_projecting", "Records of the log that ledger and records don't have yet.");
    prometheus::Gauge& epochs =
        gauge("shouxin_epochs", "Epochs that came to count since the start.");
    prometheus::Gauge& epoch_s =
        gauge("shouxin_epoch_seconds", "How long the last epoch took to settle.");
    prometheus::Gauge& log_bytes = gauge("shouxin_log_bytes", "Bytes of the log on disk.");
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}

Metrics::~Metrics() = default;

void Metrics::finished(const Finished& finished) {
    ++requests_;
    if (finished.method == Method::post && finished.route == "/v1/decisions") {
        deciding_.add(finished.time_us);
    }
    const std::string route(finished.route.empty() ? std::string_view("none") : finished.route);
    families_->requests
        .Add(
            {{"method", std::string(name_of(finished.method))},
             {"route", route},
             {"status", std::to_string(finished.status)}})
        .Increment();
    const prometheus::Histogram::BucketBoundaries bounds{
        .0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5};
    families_->times.Add({{"route", route}}, bounds)
        .Observe(static_cast<double>(finished.time_us) * 1e-6);
}

std::string Metrics::text(const service::Engine::Figures& figures) {
    Families& all = *families_;
    const auto set = [](prometheus::Gauge& gauge, auto value) {
        gauge.Set(static_cast<double>(value));
    };
    set(all.records, figures.writer.records);
    set(all.groups, figures.writer.groups);
    set(all.refused, figures.writer.refused);
    set(all.waiting, figures.writer.waiting);
    set(all.projecting, figures.projecting);
    set(all.epochs, figures.epochs);
    set(all.log_bytes, figures.log_bytes);
    all.sync_s.Set(static_cast<double>(figures.writer.last_sync_ns) * 1e-9);
    all.epoch_s.Set(static_cast<double>(figures.epoch_ms) * 1e-3);
    return prometheus::TextSerializer().Serialize(all.registry.Collect());
}

}  // namespace shouxin::http
