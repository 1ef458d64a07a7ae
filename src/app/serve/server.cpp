#include "app/serve/server.h"

#include "http/live/system_routes.h"
#include "live/command.h"
#include "service/live/retention.h"
#include "store/curl/http_client.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>

namespace shouxin::app {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr milliseconds grace{10'000};
constexpr milliseconds breath{50};  // between two looks at the outbox
constexpr int tidy_every = 1200;    // breaths: a minute
constexpr int erase_every = 10;     // breaths, a thousand rows each
constexpr std::size_t hashing_max = 32;
constexpr std::size_t writing_max = 64;
constexpr std::size_t authorities_bytes_max = std::size_t{1} << 20;

void tell(std::string_view message) {
    if (message.empty()) {
        spdlog::info("ledger and records can be written again");
    } else {
        spdlog::error("{}", message);
    }
}

// What an endpoint answered at once, as an order in the log.
class ForgottenWaiter final : public runtime::Waiter {
public:
    void done(const live::Effects& /*effects*/) override {}

    void failed(const Error& /*error*/) override {}
};

Result<void> acknowledge(service::Engine& engine, const service::Answered& answered) {
    live::Command command;
    command.command = live::CommandKind::order_action;
    command.by = "marketplace";
    command.kind = name_of(live::Verb::acknowledge);
    command.action = live::to_text(answered.action);
    command.step = answered.step;
    command.refused = answered.refused ? 1 : 0;
    command.reason = answered.reason;
    runtime::Submission submission;
    submission.kind = model::RecordKind::command;
    submission.payload = live::text_of(command);
    submission.waiter = std::make_unique<ForgottenWaiter>();
    return engine.submit(submission);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const service::Config& config) {
    auto server = std::make_unique<Server>(config);
    TRY_DONE(server->open());
    TRY_DONE(server->open_people());
    TRY_DONE(server->listen());
    // Last, so that a password that was made is shown.
    TRY(server->first_password_, server->people_->first_start());
    return server;
}

Server::~Server() {
    stop();
}

service::EngineOptions Server::engine_options() const {
    service::EngineOptions options;
    options.state.reading.key = data_.secrets.key;
    options.state.reading.lateness_ms = config_.lateness_h * hour_ms;
    options.state.secret = data_.secrets.commitments;
    options.epochs_folder = data_.epochs;
    options.version = server_version;
    options.epoch_events = static_cast<std::uint64_t>(config_.epoch_events);
    options.epoch_every_ms = config_.epoch_every_s * 1000;
    options.snapshots_kept = static_cast<std::size_t>(config_.snapshots);
    options.ahead_ms = config_.ahead_h * hour_ms;
    options.keep_log_ms = config_.keep_log_min * service::minute_ms;
    options.endpoints = config_.webhooks;
    return options;
}

Result<void> Server::open() {
    TRY(data_, DataFolder::open(config_, files_, dice_));
    TRY(proof::SigningKey key,
        proof::SigningKey::from_seed(config_.ledger_name, data_.secrets.ledger));
    TRY(engine_,
        service::Engine::start(
            {.log = *data_.log,
             .ledger = *data_.ledger,
             .records = *data_.records,
             .files = files_,
             .clock = clock_},
            engine_options(),
            key,
            &tell));
    spdlog::info(
        "the log holds {} records; {} were replayed behind the snapshot at {}",
        data_.log->next_number() - 1,
        engine_->started().replayed,
        engine_->started().from_snapshot);
    backtests_ = std::make_unique<service::Backtests>(service::Backtests::Past{
        .state = engine_->options().state,
        .log = *data_.log,
        .files = files_,
        .epochs_folder = data_.epochs});
    client_ = store::make_http_client();
    outbox_ = std::make_unique<service::Outbox>(
        *data_.records,
        *client_,
        executor_,
        config_.webhooks,
        service::Outbox::Options{},
        [this](const service::Answered& answered) { return acknowledge(*engine_, answered); });
    recomputations_ = std::make_unique<service::Recomputations>(service::Recomputations::Past{
        .state = engine_->options().state,
        .log = *data_.log,
        .ledger = *data_.ledger,
        .files = files_,
        .epochs_folder = data_.epochs});
    api_ = std::make_unique<http::Api>(
        *engine_,
        *backtests_,
        *outbox_,
        *recomputations_,
        metrics_,
        http::LedgerKeys{.ledger = key.verifier(), .witnesses = config_.witnesses});
    return {};
}

Result<void> Server::open_people() {
    audit_ = std::make_unique<AuditLog>(*engine_);
    service::PeopleOptions options;
    options.session_idle_ms = config_.session_idle_min * service::minute_ms;
    options.session_ms = config_.session_h * service::hour_ms;
    TRY(people_, service::People::open(*data_.records, clock_, dice_, *audit_, options));
    hashing_ = std::make_unique<service::Worker>(hashing_max);
    writing_ = std::make_unique<service::Worker>(writing_max);
    return {};
}

void Server::open_streams() {
    std::array<std::uint8_t, 8> boot{};
    dice_.fill(boot);
    const service::Engine::Start& began = engine_->started();
    streams_ = std::make_unique<http::Streams>(
        http::Streams::Start{
            .boot = fmt::format("{:02x}", fmt::join(boot, "")),
            .record = began.record,
            .events = began.events,
            .epoch = began.epoch},
        clock_,
        [this](const proof::Hash& session) { return people_->signed_in(session); },
        http::Streams::Options{});
    engine_->projector().tell_changes(
        began.record, [this](std::uint64_t record, const service::Changed& changed) {
            streams_->arrived(record, changed);
        });
}

std::vector<http::Route> Server::all_routes() {
    std::vector<http::Route> all;
    for (std::vector<http::Route>& routes : std::to_array(
             {http::live_routes(*api_),
              http::people_routes(
                  {.people = *people_,
  .arrivals = *arrivals_,
  .hashing = *hashing_,
  .writing = *writing_}),
              http::stream_routes(*streams_),
              http::presence_routes(presence_, clock_),
              http::system_routes(
                  *api_, {.history = history_, .vitals = *vitals_, .started_ms = started_ms_}),
              http::console_routes(console_)})) {
        std::ranges::move(routes, std::back_inserter(all));
    }
    all.push_back(http::list_of_routes(all));
    return all;
}

Result<void> Server::listen() {
    vitals_.emplace(config_.folder);
    started_ms_ = clock_.now_ms();
    open_streams();
    arrivals_ = std::make_unique<http::Arrivals>(
        http::ArrivalOptions{.trusted_proxies = config_.trusted_proxies});
    authentication_ = std::make_unique<http::Authentication>(*people_, *arrivals_);
    router_ = std::make_unique<http::Router>(all_routes(), *authentication_);
    http::Options options;
    options.address = config_.address;
    options.port = config_.port;
    options.threads = static_cast<std::size_t>(config_.threads);
    options.tls = {.certificate_file = config_.tls_certificate, .key_file = config_.tls_key};
    TRY(http::Server server, http::Server::start(options, *router_, metrics_));
    server_.emplace(std::move(server));
    TRY_DONE(begin_stamping());
    courier_ = std::thread([this] { deliver(); });
    housekeeper_ = std::thread([this] { keep_house(); });
    nurse_ = std::thread([this] { watch_health(); });
    return {};
}

Result<void> Server::begin_stamping() {
    if (config_.time_stamp_url.empty()) {
        return {};
    }
    service::TimeStampOptions options{.url = config_.time_stamp_url};
    if (!config_.time_stamp_ca.empty()) {
        TRY(options.authorities, files_.read_all(config_.time_stamp_ca, authorities_bytes_max));
    }
    time_stamps_.emplace(*data_.ledger, *client_, dice_, std::move(options));
    notary_ = std::thread([this] { stamp(); });
    return {};
}

// After a failure again soon.
void Server::stamp() {
    const std::int64_t every = config_.time_stamp_every_s * (1000 / breath.count());
    std::int64_t breaths_left = 1;
    while (!stopping_) {
        std::this_thread::sleep_for(breath);
        if (--breaths_left > 0) {
            continue;
        }
        const Result<bool> stamped = time_stamps_->stamp();
        if (!stamped) {
            spdlog::warn("no time stamp: {}", stamped.error().message);
        }
        const bool soon = !stamped || !*stamped;  // again, or for the first time
        breaths_left = soon ? std::min<std::int64_t>(every, tidy_every) : every;
    }
}

std::string Server::address() const {
    const bool six = config_.address.find(':') != std::string::npos;
    return fmt::format(
        "{}://{}{}{}:{}",
        config_.tls_certificate.empty() ? "http" : "https",
        six ? "[" : "",
        config_.address,
        six ? "]" : "",
        server_->port());
}

void Server::deliver() {
    while (!stopping_) {
        const auto delivered = outbox_->deliver_some(clock_.now_ms());
        if (!delivered) {
            spdlog::warn("webhooks wait: {}", delivered.error().message);
            std::this_thread::sleep_for(milliseconds(1000));
        } else if (delivered->attempts() == 0) {
            std::this_thread::sleep_for(breath);
        }
    }
}

service::SystemCounts Server::counts() {
    constexpr std::uint64_t counted_max = 10'000;
    const service::Engine::Figures figures = engine_->figures();
    const std::vector<port::Condition> waits{
        {"state", port::Condition::Is::equal, std::string("waiting")}};
    return {
        .events = figures.events,
        .decisions = figures.decisions,
        .requests = metrics_.requests(),
        .deciding = metrics_.deciding().counts(),
        .syncing = engine_->syncs().counts(),
        .waiting = figures.writer.waiting,
        .projecting = figures.projecting,
        .outbox = data_.records->count("outbox", waits, counted_max).value_or(0),
        .log_bytes = figures.log_bytes};
}

void Server::watch_health() {
    constexpr std::int64_t second_ns = 1'000'000'000;
    service::Sampler sampler(
        clock_, *vitals_, [this] { return counts(); }, history_);
    std::int64_t next_ns = clock_.steady_ns() + second_ns;
    while (!stopping_) {
        std::this_thread::sleep_for(breath);
        if (clock_.steady_ns() >= next_ns) {
            sampler.sample();
            next_ns = std::max(next_ns + second_ns, clock_.steady_ns());
        }
    }
}

void Server::keep_house() {
    for (int breaths = 1; !stopping_; ++breaths) {
        std::this_thread::sleep_for(breath);
        if (breaths % tidy_every == 0) {
            if (const auto flushed = people_->flush(); !flushed) {
                spdlog::warn("{}", flushed.error().message);
            }
        }
        if (config_.keep_decisions_min != 0 && breaths % erase_every == 0) {
            const std::int64_t before =
                clock_.now_ms() - config_.keep_decisions_min * service::minute_ms;
            if (const auto erased = service::erase_old_rows(*data_.records, before); !erased) {
                spdlog::warn("{}", erased.error().message);
            }
        }
    }
}

// From the outside in, so that whoever was answered is written down.
void Server::stop() {
    if (stopping_.exchange(true)) {
        return;
    }
    if (server_) {
        server_->stop(grace);
    }
    if (streams_) {
        streams_->stop();
    }
    for (std::thread* thread : {&courier_, &housekeeper_, &notary_, &nurse_}) {
        if (thread->joinable()) {
            thread->join();
        }
    }
    hashing_.reset();
    writing_.reset();
    if (people_) {
        static_cast<void>(people_->flush());
    }
    if (backtests_) {
        backtests_->stop();
    }
    if (recomputations_) {
        recomputations_->stop();
    }
    if (engine_) {
        engine_->stop();
    }
}

}  // namespace shouxin::app
