#include "app/serve/serving.h"

#include "app/serve/data_folder.h"
#include "app/serve/demo.h"
#include "app/serve/server.h"
#include "http/problem.h"
#include "service/live/explain.h"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

namespace shouxin::app {
namespace {

constexpr std::size_t config_bytes_max = std::size_t{1} << 20;

// The message as a JSON string: it may quote what a database said.
class JsonText final : public spdlog::custom_flag_formatter {
public:
    void format(
        const spdlog::details::log_msg& message,
        const std::tm& /*time*/,
        spdlog::memory_buf_t& line) override {
        const std::string text =
            http::json_string({message.payload.data(), message.payload.size()});
        line.append(text.data(), text.data() + text.size());
    }

    std::unique_ptr<custom_flag_formatter> clone() const override {
        return std::make_unique<JsonText>();
    }
};

// One line of JSON an event on standard error, without personal data: nobody's names, ids or
// addresses are ever handed to it.
void log_to_standard_error() {
    const auto logger = spdlog::stderr_logger_mt("shouxin");
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<JsonText>('*').set_pattern(
        R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","text":%*})");
    logger->set_formatter(std::move(formatter));
    spdlog::set_default_logger(logger);
    spdlog::flush_on(spdlog::level::info);
}

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

std::string welcome(const Server& server, const service::Config& config) {
    std::string text = fmt::format(
        "Shouxin {} listens at {}; its data lies in {}\n",
        server_version,
        server.address(),
        config.folder);
    if (server.first_password()) {
        text += fmt::format(
            "The first administrator is 'admin', with the password {}\n"
            "It is shown this once, and must be changed at the first login.\n",
            *server.first_password());
    }
    return text;
}

}  // namespace

Result<service::Config> Serving::config_of(const cli::ServeWish& wish) {
    service::Config config;
    if (!wish.config_file.empty()) {
        TRY(const std::string text, files_.read_all(wish.config_file, config_bytes_max));
        TRY(config, service::parse_config(text, wish.config_file));
    }
    if (!wish.folder.empty()) {
        config.folder = wish.folder;
    }
    if (!wish.listen.empty()) {
        TRY_DONE(service::set_listen(wish.listen, config));
    }
    return config;
}

Result<cli::Exit> Serving::serve(const cli::ServeWish& wish) {
    TRY(service::Config config, config_of(wish));
    if (wish.check_config) {
        print(service::text_of(config));
        return cli::Exit::good;
    }
    machine_.hold_interrupts();
    log_to_standard_error();
    std::unique_ptr<Demo> demo;
    if (wish.demo) {
        TRY(demo, Demo::prepare(config));
    }
    TRY(const auto server, Server::start(config));
    print(welcome(*server, config));
    if (demo) {
        TRY(const std::string told, demo->begin(*server));
        print(told);
    }
    while (!machine_.interrupted() && !server->failure()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    const std::optional<Error> failure = server->failure();
    if (demo) {
        demo->end();
    }
    server->stop();
    if (failure) {
        return tl::unexpected(*failure);
    }
    print("Stopped; all that was acknowledged is in the log.\n");
    return cli::Exit::good;
}

Result<cli::Exit> Serving::explain(const std::string& folder, const std::string& decision) {
    TRY(const DataFolder data, DataFolder::open_to_read(folder, files_));
    live::StateOptions options;
    options.reading.key = data.secrets.key;
    options.reading.lateness_ms = data.lateness_h * service::hour_ms;
    options.secret = data.secrets.commitments;
    runtime::EpochFolder epochs(files_, *data.log, data.epochs, options);
    TRY(const service::Explained explained,
        service::explain(options, epochs, *data.log, *data.ledger, decision));
    print(fmt::format(
        "{}\nleaf {} of the ledger, made again from {} records of the log:\n{}\n{}\n",
        explained.decision.text(),
        explained.index,
        explained.replayed,
        explained.leaf,
        explained.same() ? "THE SAME, to the byte"
                         : "NOT THE SAME; the ledger has:\n" + explained.in_ledger));
    return explained.same() ? cli::Exit::good : cli::Exit::incomplete;
}

}  // namespace shouxin::app
