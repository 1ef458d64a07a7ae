// The server, put together: opens what it was left, listens, delivers, keeps itself tidy, and stops
// in order. One thread makes and stops it.
#pragma once

#include "app/secure_dice.h"
#include "app/serve/audit_log.h"
#include "app/serve/data_folder.h"
#include "app/serve/host_vitals.h"
#include "base/executor.h"
#include "base/result.h"
#include "http/arrival.h"
#include "http/authentication.h"
#include "http/console.h"
#include "http/live/api.h"
#include "http/live/metrics.h"
#include "http/live/streams.h"
#include "http/people_routes.h"
#include "http/router.h"
#include "http/server.h"
#include "service/config/config.h"
#include "service/ledger/time_stamps.h"
#include "service/live/backtests.h"
#include "service/live/engine.h"
#include "service/live/presence.h"
#include "service/outbox/outbox.h"
#include "service/people/people.h"
#include "service/people/worker.h"
#include "service/system/history.h"
#include "service/system/sampler.h"
#include "store/files/disk_files.h"
#include "store/system_clock.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace shouxin::app {

inline constexpr const char* server_version = SHOUXIN_VERSION;

class Server {
public:
    // Listens when this returns. Errors say what to do.
    static Result<std::unique_ptr<Server>> start(const service::Config& config);

    explicit Server(const service::Config& config) : config_(config) {}

    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Lets requests in flight finish, then all that they began.
    void stop();

    // Why nothing is taken any more, if it is so.
    [[nodiscard]] std::optional<Error> failure() const { return engine_->failure(); }

    [[nodiscard]] std::string address() const;

    // The first admin's password, at the first start.
    [[nodiscard]] const std::optional<std::string>& first_password() const {
        return first_password_;
    }

    [[nodiscard]] service::Engine& engine() { return *engine_; }

    [[nodiscard]] service::People& people() { return *people_; }

    [[nodiscard]] port::Clock& clock() { return clock_; }

    // `GET /v1/...` and so on: all routes, by method and pattern, and what they need.
    [[nodiscard]] std::span<const http::Route> routes() const { return router_->routes(); }

private:
    Result<void> open();
    Result<void> open_people();
    void open_streams();
    std::vector<http::Route> all_routes();
    Result<void> listen();
    void keep_house();
    void deliver();
    void watch_health();
    [[nodiscard]] service::SystemCounts counts();
    Result<void> begin_stamping();
    void stamp();
    service::EngineOptions engine_options() const;

    service::Config config_;
    store::SystemClock clock_;
    store::DiskFiles files_;
    SecureDice dice_;
    DataFolder data_;
    std::unique_ptr<service::Engine> engine_;
    std::unique_ptr<AuditLog> audit_;
    std::unique_ptr<service::People> people_;
    std::optional<std::string> first_password_;
    std::unique_ptr<service::Worker> hashing_;
    std::unique_ptr<service::Worker> writing_;
    std::unique_ptr<service::Backtests> backtests_;
    std::unique_ptr<port::HttpClient> client_;
    Inline executor_;
    std::unique_ptr<service::Outbox> outbox_;
    std::unique_ptr<service::Recomputations> recomputations_;
    http::Console console_ = http::Console::embedded();
    http::Metrics metrics_;
    std::optional<HostVitals> vitals_;
    service::SystemHistory history_;
    std::int64_t started_ms_ = 0;
    std::unique_ptr<http::Api> api_;
    service::Presence presence_;
    std::unique_ptr<http::Streams> streams_;
    std::unique_ptr<http::Arrivals> arrivals_;
    std::unique_ptr<http::Authentication> authentication_;
    std::unique_ptr<http::Router> router_;
    std::optional<service::TimeStamps> time_stamps_;  // if an authority is configured
    std::optional<http::Server> server_;
    std::atomic<bool> stopping_ = false;
    std::thread housekeeper_;
    std::thread courier_;
    std::thread notary_;
    std::thread nurse_;
};

}  // namespace shouxin::app
