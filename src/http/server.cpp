#include "http/server.h"

#include "base/must.h"
#include "http/connection.h"
#include "http/head.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <thread>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;

using boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;

constexpr std::chrono::milliseconds tick{100};
constexpr std::chrono::milliseconds stopping_tick{5};

// So many more than connections_max are told why they are turned away; the others aren't.
constexpr std::size_t told_why_max = 64;

// Stream is a Socket or an ssl::stream of one.
template <class Stream>
class SocketWire : public Wire {
public:
    explicit SocketWire(Stream stream) : stream_(std::move(stream)) {}

    [[nodiscard]] bool tls() const override { return false; }

    void open(WireEvents& events) override { events.on_open(true); }

    void read(std::span<char> into, WireEvents& events) override {
        stream_.async_read_some(
            asio::buffer(into.data(), into.size()),
            [&events](error_code error, std::size_t count) { events.on_read(!error, count); });
    }

    void write(std::string_view first, std::string_view second, WireEvents& events) override {
        const std::array buffers{
            asio::buffer(first.data(), first.size()), asio::buffer(second.data(), second.size())};
        asio::async_write(stream_, buffers, [&events](error_code error, std::size_t /*count*/) {
            events.on_written(!error);
        });
    }

    void half_close() override {
        error_code ignored;  // the other side may have gone
        stream_.lowest_layer().shutdown(asio::socket_base::shutdown_send, ignored);
    }

    void end(WireEvents& events) override { events.on_ended(); }

    void close() override {
        error_code ignored;
        stream_.lowest_layer().close(ignored);
    }

protected:
    Stream stream_;
};

class TlsWire final : public SocketWire<ssl::stream<Socket>> {
public:
    TlsWire(Socket socket, ssl::context& context)
        : SocketWire(ssl::stream<Socket>(std::move(socket), context)) {}

    [[nodiscard]] bool tls() const override { return true; }

    void open(WireEvents& events) override {
        stream_.async_handshake(
            ssl::stream_base::server, [&events](error_code error) { events.on_open(!error); });
    }

    void end(WireEvents& events) override {
        stream_.async_shutdown([&events](error_code /*either way*/) { events.on_ended(); });
    }
};

// One I/O thread and its connections.
class Loop {
public:
    Loop(
        const Options& options,
        Handler& handler,
        Observer& observer,
        Totals& totals,
        std::string id_prefix,
        ssl::context* tls)
        : options_(options),
          totals_(totals),
          id_prefix_(std::move(id_prefix)),
          tls_(tls),
          host_{
              .options = options,
              .handler = handler,
              .observer = observer,
              .totals = totals,
              .id_prefix = id_prefix_,
              .mailbox = MailboxHold(options.stream_bytes_max),
              .retire = [this](std::uint32_t number) { retire(number); },
              .date = {}} {
        host_.mailbox->opened([this] { asio::post(context_, [this] { deliver(); }); });
        on_tick();
    }

    ~Loop() {
        MUST(!thread_.joinable());
        host_.mailbox->closed();
    }

    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    asio::io_context& context() { return context_; }

    void run() {
        thread_ = std::thread([this] { context_.run(); });
    }

    void join() { thread_.join(); }

    void admit(Socket socket) {
        const std::size_t count = ++totals_.connections;
        error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error || host_.stopping || count > options_.connections_max + told_why_max) {
            --totals_.connections;
            return;
        }
        socket.set_option(Tcp::no_delay(true), error);
        const std::uint32_t number = free_number();
        connections_[number] = std::make_unique<Connection>(
            host_, number, wire(std::move(socket)), peer.address().to_string());
        if (count > options_.connections_max) {
            ++totals_.turned_away;
            connections_[number]->turn_away();
        } else {
            connections_[number]->start();
        }
    }

    void stop_by(Steady::time_point deadline) {
        host_.stopping = true;
        stop_deadline_ = deadline;
        for (auto& connection : connections_) {
            if (connection) {
                connection->stop();
            }
        }
        timer_.cancel();  // and tick faster from here on
    }

private:
    std::unique_ptr<Wire> wire(Socket socket) {
        if (tls_ != nullptr) {
            return std::make_unique<TlsWire>(std::move(socket), *tls_);
        }
        return std::make_unique<SocketWire<Socket>>(std::move(socket));
    }

    std::uint32_t free_number() {
        if (free_.empty()) {
            connections_.emplace_back();
            return static_cast<std::uint32_t>(connections_.size() - 1);
        }
        const std::uint32_t number = free_.back();
        free_.pop_back();
        return number;
    }

    void retire(std::uint32_t number) {
        asio::post(context_, [this, number] {
            connections_[number].reset();
            free_.push_back(number);
            --totals_.connections;
        });
    }

    void deliver() {
        host_.mailbox->take(mails_);
        for (Mail& mail : mails_) {
            const auto& connection = connections_[mail.ticket.connection];
            const bool delivered = connection && connection->deliver(mail);
            if (!delivered && mail.kind == Mail::Kind::stream) {
                host_.mailbox->stream_ends(mail.ticket);
                if (mail.gone) {
                    mail.gone();
                }
            }
        }
    }

    void on_tick() {
        const auto now = Steady::now();
        const auto unix_s =
            std::chrono::system_clock::now().time_since_epoch() / std::chrono::seconds(1);
        if (unix_s != date_s_) {
            date_s_ = unix_s;
            host_.date = http_date(unix_s);
        }
        for (auto& connection : connections_) {
            if (connection) {
                connection->on_tick(now);
            }
        }
        if (host_.stopping && (free_.size() == connections_.size() || now >= stop_deadline_)) {
            return end();
        }
        timer_.expires_after(host_.stopping ? stopping_tick : tick);
        timer_.async_wait([this](error_code /*stop_by() cancels*/) { on_tick(); });
    }

    void end() {
        for (auto& connection : connections_) {
            if (connection) {
                connection->close();
            }
        }
        context_.stop();
    }

    const Options& options_;
    Totals& totals_;
    const std::string id_prefix_;
    ssl::context* const tls_;  // nullptr without TLS
    asio::io_context context_{1};
    Timer timer_{context_};
    Host host_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<std::uint32_t> free_;
    std::vector<Mail> mails_;
    std::int64_t date_s_ = -1;
    Steady::time_point stop_deadline_;
    std::thread thread_;
};

Result<std::optional<ssl::context>> tls_context(const Tls& tls) {
    if (!tls.wanted()) {
        return std::nullopt;
    }
    ssl::context context(ssl::context::tls_server);
    error_code error;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    context.use_certificate_chain_file(tls.certificate_file, error);
    if (error) {
        return fail(
            Failure::invalid,
            fmt::format("Give a PEM certificate chain: {} isn't read.", tls.certificate_file));
    }
    context.use_private_key_file(tls.key_file, ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(context.native_handle()) != 1) {
        return fail(
            Failure::invalid,
            fmt::format("Give the certificate's PEM key: {} isn't it.", tls.key_file));
    }
    return context;
}

Result<Tcp::endpoint> endpoint_of(const Options& options) {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) {
        return fail(
            Failure::invalid,
            fmt::format("Listen on an IP address: {} isn't one.", options.address));
    }
    return Tcp::endpoint(address, options.port);
}

std::string random_prefix() {
    std::random_device dice;
    return fmt::format("{:08x}{:08x}", dice(), dice());
}

}  // namespace

class Server::Impl {
public:
    Impl(
        const Options& options,
        Handler& handler,
        Observer& observer,
        std::optional<ssl::context> tls)
        : options_(options), tls_(std::move(tls)) {
        const std::string prefix = random_prefix();
        for (std::size_t index = 0; index < std::max<std::size_t>(options.threads, 1); ++index) {
            loops_.push_back(std::make_unique<Loop>(
                options_,
                handler,
                observer,
                totals_,
                fmt::format("{}.{}.", prefix, index),
                tls_ ? &*tls_ : nullptr));
        }
        acceptor_.emplace(loops_.front()->context());
        again_.emplace(loops_.front()->context());
    }

    ~Impl() { stop(std::chrono::milliseconds(0)); }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<void> listen() {
        TRY(const Tcp::endpoint endpoint, endpoint_of(options_));
        error_code error;
        acceptor_->open(endpoint.protocol(), error);
        if (!error) {
            acceptor_->set_option(asio::socket_base::reuse_address(true), error);
        }
        if (!error) {
            acceptor_->bind(endpoint, error);
        }
        if (!error) {
            acceptor_->listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return fail(
                Failure::unavailable,
                fmt::format(
                    "Listen somewhere else: {} port {} can't be had ({}).",
                    options_.address,
                    options_.port,
                    error.message()));
        }
        port_ = acceptor_->local_endpoint(error).port();
        return {};
    }

    void run() {
        accept();
        for (auto& loop : loops_) {
            loop->run();
        }
        running_ = true;
    }

    void stop(std::chrono::milliseconds grace) {
        if (!std::exchange(running_, false)) {
            return;
        }
        const auto deadline = Steady::now() + grace;
        asio::post(loops_.front()->context(), [this] {
            error_code ignored;
            acceptor_->close(ignored);
            again_->cancel();
        });
        for (auto& loop : loops_) {
            asio::post(loop->context(), [&loop, deadline] { loop->stop_by(deadline); });
        }
        for (auto& loop : loops_) {
            loop->join();
        }
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] Counts counts() const {
        return {
            .accepted = totals_.accepted,
            .turned_away = totals_.turned_away,
            .connections = totals_.connections,
            .requests = totals_.requests,
            .body_bytes = totals_.body_bytes};
    }

private:
    void accept() {
        Loop& loop = *loops_[next_++ % loops_.size()];
        acceptor_->async_accept(loop.context(), [this, &loop](error_code error, Socket socket) {
            if (!acceptor_->is_open()) {
                return;
            }
            if (error) {  // no file descriptors left, say
                again_->expires_after(tick);
                again_->async_wait([this](error_code stopped) {
                    if (!stopped) {
                        accept();
                    }
                });
                return;
            }
            ++totals_.accepted;
            asio::post(loop.context(), [&loop, socket = std::move(socket)]() mutable {
                loop.admit(std::move(socket));
            });
            accept();
        });
    }

    const Options options_;
    std::optional<ssl::context> tls_;
    Totals totals_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::optional<Acceptor> acceptor_;  // these two on the first loop
    std::optional<Timer> again_;
    std::size_t next_ = 0;
    std::uint16_t port_ = 0;
    bool running_ = false;
};

Result<Server> Server::start(const Options& options, Handler& handler, Observer& observer) {
    TRY(auto tls, tls_context(options.tls));
    auto impl = std::make_unique<Impl>(options, handler, observer, std::move(tls));
    TRY_DONE(impl->listen());
    impl->run();
    return Server(std::move(impl));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::Server(Server&&) noexcept = default;

Server::~Server() = default;

std::uint16_t Server::port() const {
    return impl_->port();
}

Counts Server::counts() const {
    return impl_->counts();
}

void Server::stop(std::chrono::milliseconds grace) {
    impl_->stop(grace);
}

}  // namespace shouxin::http
