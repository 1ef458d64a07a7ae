// How does the server feel? Its figures in the Prometheus text format. Thread-safe.
#pragma once

#include "http/observer.h"
#include "runtime/live/latencies.h"
#include "service/live/engine.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace shouxin::http {

class Metrics final : public Observer {
public:
    Metrics();
    ~Metrics() override;

    void finished(const Finished& finished) override;

    // Answered since the start.
    [[nodiscard]] std::uint64_t requests() const { return requests_; }

    // How long POST /v1/decisions took.
    [[nodiscard]] const runtime::Latencies& deciding() const { return deciding_; }

    // Version 0.0.4 of the text format.
    [[nodiscard]] std::string text(const service::Engine::Figures& figures);

private:
    struct Families;
    std::unique_ptr<Families> families_;
    std::atomic<std::uint64_t> requests_ = 0;
    runtime::Latencies deciding_;
};

}  // namespace shouxin::http
