// How does the server feel? Its figures in the Prometheus text format. Thread-safe.
#pragma once

#include "http/observer.h"
#include "service/live/engine.h"

#include <memory>
#include <string>

namespace shouxin::http {

class Metrics final : public Observer {
public:
    Metrics();
    ~Metrics() override;

    void finished(const Finished& finished) override;

    // Version 0.0.4 of the text format.
    [[nodiscard]] std::string text(const service::Engine::Figures& figures);

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace shouxin::http
