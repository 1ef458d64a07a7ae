#include "app/serve/demo.h"

#include "http/problem.h"
#include "http/router.h"
#include "intake/delivery.h"
#include "proof/encoding.h"
#include "service/outbox/tables.h"
#include "service/outbox/webhook_signature.h"
#include "world/market.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace shouxin::app {
namespace {

using service::Role;

constexpr double past = 0.6;  // of the market's time, played in at once
constexpr std::size_t lines_a_piece = 1000;
constexpr std::chrono::milliseconds hour_lasts{2500};  // of what is played live
constexpr std::string_view password = "shouxin-demo-2026";
constexpr std::string_view merchant_login = "merchant";

// What a visitor reads. docs/walk.md goes the same way, slowly.
constexpr std::string_view guide = R"(
Open {url} in a browser and sign in as analyst, with the password {password}.
As lead you approve what the analyst proposes, as auditor you read everything, as keeper you add
people and keys; as merchant, in about a minute, you are a shop whose money is held.

A simulated marketplace trades here: three weeks of it come in now, then an hour every {every} s.
docs/walk.md goes through what can be done without a browser, step by step. For programs:

  URL={url}
  KEY={key}
  get() {{ curl -sS -H "Authorization: Bearer $KEY" "$URL$1"; }}
  get /v1/status                                  # how things stand
  get '/v1/rings?limit=3'                         # gangs, after a minute; why: get /v1/rings/R1
  get '/v1/decisions?outcome=block&limit=3'       # what was stopped, and why; get /v1/orders/ID

Ctrl-C stops it.
)";

Result<service::ChangedPerson> add_person(
    service::People& people, std::string_view name, Role role, std::string merchant = {}) {
    return people.add(
        {.name = std::string(name),
         .role = role,
         .merchant = std::move(merchant),
         .password = std::string(password)},
        "system");
}

class NobodyAsks final : public http::Authenticate {
public:
    tl::expected<http::Principal, http::Response> principal(
        const http::Request& /*request*/, std::string_view /*needs*/) override {
        return http::Principal{};
    }
};

class NobodyWatches final : public http::Observer {
public:
    void finished(const http::Finished& /*finished*/) override {}
};

class Lines final : public world::Sink {
public:
    void event(std::string_view json_line) override {
        (text += json_line) += '\n';
        ++many;
    }

    std::string text;
    std::size_t many = 0;
};

}  // namespace

class Demo::Market {
public:
    explicit Market(std::string secret)
        : secret_(std::move(secret)),
          router_(
              {{.method = http::Method::post,
                .pattern = "/actions",
                .needs = std::string(http::anyone),
                .act = [this](
                           const http::Request& request,
                           http::Respond respond) { carry_out(request, std::move(respond)); },
                .body_bytes_max = std::size_t{1} << 20}},
              nobody_) {}

    ~Market() { end(); }

    Market(const Market&) = delete;
    Market& operator=(const Market&) = delete;

    Result<std::uint16_t> listen() {
        http::Options options;
        options.threads = 1;
        TRY(http::Server server, http::Server::start(options, router_, watcher_));
        server_.emplace(std::move(server));
        return server_->port();
    }

    void trade(Server& server) {
        const std::vector<service::Person> people = server.people().people();
        shop_open_ = std::ranges::any_of(
            people, [](const service::Person& each) { return each.name == merchant_login; });
        thread_ = std::thread([this, &server] { live(server); });
    }

    void end() {
        ending_ = true;
        if (thread_.joinable()) {
            thread_.join();
        }
        if (server_) {
            server_->stop(std::chrono::milliseconds(1000));
        }
    }

private:
    // As a marketplace does: looks at the signature, and does what it is told.
    void carry_out(const http::Request& request, http::Respond respond) {
        const auto header = [&](std::string_view name) {
            return request.headers.find(name).value_or("");
        };
        const service::SignedWebhook webhook{
            .id = header("webhook-id"),
            .timestamp = header("webhook-timestamp"),
            .signature = header("webhook-signature"),
            .body = request.body};
        const std::lock_guard lock(mutex_);
        const auto genuine =
            service::verify_webhook(std::span(&secret_, 1), webhook, now_s(), seen_);
        respond(genuine ? http::json(200, R"({"applied":true})") : http::problem(genuine.error()));
    }

    static std::int64_t now_s() {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::seconds>(now).count();
    }

    void live(Server& server) {
        intake::DeliveryReader reader(
            server.engine().options().state.reading.key, server.engine().names());
        for (std::uint64_t seed = 7; !ending_; ++seed) {
            world::MarketOptions options;
            options.seed = seed;
            options.scale = 0.5;
            options.preset = world::Preset::mixed;
            auto knobs = world::draw_knobs(options);
            if (!knobs) {
                return;
            }
            world::Market market(*knobs);
            Lines lines;
            while (!ending_ && market.step(lines)) {
                const bool at_once = market.progress() < past && seed == 7;
                if (lines.many >= lines_a_piece || !at_once) {
                    send(server, reader, lines);
                }
                if (!at_once) {
                    rest(hour_lasts);
                    tell_new_rings(server);
                    if (!shop_open_) {
                        open_shop(server.people(), server.engine().records());
                    }
                }
            }
            send(server, reader, lines);
        }
    }

    void send(Server& server, intake::DeliveryReader& reader, Lines& lines) {
        Result<intake::Delivery> delivery = reader.read(lines.text, intake::BodyForm::lines);
        lines = {};
        if (!delivery || delivery->items() == 0) {
            return;
        }
        runtime::Submission submission;
        submission.delivery = *std::move(delivery);
        while (!ending_) {
            const Result<void> taken = server.engine().submit(submission);
            if (taken || taken.error().failure != Failure::exhausted) {
                return;
            }
            rest(std::chrono::milliseconds(20));
        }
    }

    // Once money is held: the shop that most is held of gets its login.
    void open_shop(service::People& people, port::Records& records) {
        port::Query query;
        query.table = "actions";
        query.where = {
            {"kind", port::Condition::Is::equal, std::string("hold_settlement")},
            {"state", port::Condition::Is::equal, std::string("applied")}};
        query.limit = 1000;
        const auto holds = records.list(query);
        if (!holds || holds->empty()) {
            return;
        }
        std::map<std::string, std::size_t> held;
        for (const port::Row& hold : *holds) {
            ++held[std::get<std::string>(
                hold[static_cast<std::size_t>(service::ActionColumn::merchant)])];
        }
        const auto most =
            std::ranges::max_element(held, {}, [](const auto& shop) { return shop.second; });
        if (const auto added = add_person(people, merchant_login, Role::merchant, most->first)) {
            fmt::print("shop {} has money held: sign in as merchant to see it\n", most->first);
            shop_open_ = true;
        }
    }

    // A line for each ring that wasn't there before.
    void tell_new_rings(Server& server) {
        port::Query query;
        query.table = "rings";
        query.where = {{"number", port::Condition::Is::greater, last_ring_}};
        const auto rings = server.engine().records().list(query);
        if (!rings) {
            return;
        }
        for (const port::Row& ring : *rings) {
            const auto number = [&](std::size_t column) {
                return std::get<std::int64_t>(ring[column]);
            };
            last_ring_ = number(0);
            fmt::print(
                "found ring R{}: {}, {} members, {} orders of {:.2f} yuan in all, {:.1f} %\n",
                last_ring_,
                std::get<std::string>(ring[3]),
                number(5),
                number(6),
                static_cast<double>(number(4)) / 100,
                static_cast<double>(number(2)) / 10'000);
        }
        std::fflush(stdout);
    }

    void rest(std::chrono::milliseconds time) {
        const auto until = std::chrono::steady_clock::now() + time;
        while (!ending_ && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::min(time, std::chrono::milliseconds(50)));
        }
    }

    std::string secret_;
    std::mutex mutex_;
    service::SeenWebhooks seen_;
    NobodyAsks nobody_;
    NobodyWatches watcher_;
    http::Router router_;
    std::optional<http::Server> server_;
    std::int64_t last_ring_ = 0;
    bool shop_open_ = false;  // somebody can sign in as a merchant
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

Demo::Demo(std::unique_ptr<Market> market) : market_(std::move(market)) {}

Demo::~Demo() = default;

Result<std::unique_ptr<Demo>> Demo::prepare(service::Config& config) {
    SecureDice dice;
    std::string secret(32, '\0');
    dice.fill({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
    auto market = std::make_unique<Market>(secret);
    TRY(const std::uint16_t port, market->listen());
    config.webhooks.push_back(
        {.name = "demo-market",
         .url = fmt::format("http://127.0.0.1:{}/actions", port),
         .secrets = {secret},
         .kinds = {}});
    config.epoch_events = std::min<std::int64_t>(config.epoch_events, 5000);
    config.epoch_every_s = std::min<std::int64_t>(config.epoch_every_s, 10);
    config.ahead_h = 0;  // this market's time isn't ours
    return std::make_unique<Demo>(std::move(market));
}

Result<std::string> Demo::begin(Server& server) {
    service::People& people = server.people();
    if (people.people().size() <= 1) {
        for (const auto& [name, role] :
             {std::pair{"analyst", Role::analyst},
              std::pair{"lead", Role::lead},
              std::pair{"auditor", Role::auditor},
              std::pair{"keeper", Role::admin}}) {
            TRY_DONE(add_person(people, name, role));
        }
    }
    service::Permissions all = service::scopes_of_keys();
    TRY(const service::MadeKey key, people.make_key({.label = "demo", .scopes = all}, "system"));
    market_->trade(server);
    return fmt::format(
        guide,
        fmt::arg("every", static_cast<double>(hour_lasts.count()) / 1000),
        fmt::arg("password", password),
        fmt::arg("key", key.text),
        fmt::arg("url", server.address()));
}

void Demo::end() {
    market_->end();
}

}  // namespace shouxin::app
