#include "service/config/config.h"

#include "service/outbox/webhook_signature.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <charconv>
#include <map>

namespace shouxin::service {
namespace {

struct Number {
    std::int64_t Config::*member;
    std::int64_t least;
    std::int64_t most;
};

using Text = std::string Config::*;

// By "section.key".
const std::map<std::string, Number>& numbers() {
    static const std::map<std::string, Number> all{
        {"server.threads", {&Config::threads, 1, 64}},
        {"log.segment_mib", {&Config::segment_mib, 1, 4096}},
        {"log.keep_log_min", {&Config::keep_log_min, 0, 10'000'000}},
        {"log.keep_decisions_min", {&Config::keep_decisions_min, 0, 10'000'000}},
        {"log.ahead_h", {&Config::ahead_h, 0, 24 * 365}},
        {"log.lateness_h", {&Config::lateness_h, 1, 24 * 90}},
        {"epoch.events", {&Config::epoch_events, 1000, 1'000'000'000}},
        {"epoch.every_s", {&Config::epoch_every_s, 1, 86'400}},
        {"epoch.snapshots", {&Config::snapshots, 1, 100}},
        {"people.session_idle_min", {&Config::session_idle_min, 1, 24 * 60}},
        {"people.session_h", {&Config::session_h, 1, 24 * 30}},
        {"ledger.time_stamp_every_s", {&Config::time_stamp_every_s, 1, 7 * 86'400}}};
    return all;
}

const std::map<std::string, Text>& texts() {
    static const std::map<std::string, Text> all{
        {"server.tls_certificate", &Config::tls_certificate},
        {"server.tls_key", &Config::tls_key},
        {"data.folder", &Config::folder},
        {"data.records", &Config::records},
        {"ledger.name", &Config::ledger_name},
        {"ledger.time_stamp_url", &Config::time_stamp_url},
        {"ledger.time_stamp_ca", &Config::time_stamp_ca}};
    return all;
}

class Reader {
public:
    Reader(std::string_view name, Config& config) : name_(name), config_(config) {}

    Result<void> read(const toml::table& file) {
        for (const auto& [section, node] : file) {
            if (section.str() == "webhook" && node.is_array_of_tables()) {
                TRY_DONE(read_webhooks(*node.as_array()));
            } else if (const toml::table* const table = node.as_table()) {
                TRY_DONE(read_section(std::string(section.str()), *table));
            } else {
                return wrong(node, fmt::format("'{}' is no section of it", section.str()));
            }
        }
        return {};
    }

private:
    tl::unexpected<Error> wrong(const toml::node& node, const std::string& what) const {
        const auto at = node.source().begin;
        return fail(Failure::invalid, fmt::format("{}:{}:{}: {}", name_, at.line, at.column, what));
    }

    Result<void> read_section(const std::string& section, const toml::table& table) {
        for (const auto& [key, node] : table) {
            TRY_DONE(read_setting(section + "." + std::string(key.str()), node));
        }
        return {};
    }

    Result<void> read_setting(const std::string& path, const toml::node& node) {
        if (path == "server.listen") {
            const auto listen = node.value_exact<std::string>();
            const Result<void> set = set_listen(listen.value_or(""), config_);
            return set ? Result<void>{} : wrong(node, set.error().message);
        }
        if (path == "server.trusted_proxies") {
            return read_list(node, config_.trusted_proxies);
        }
        if (path == "ledger.witnesses") {
            return read_witnesses(node);
        }
        if (const auto found = texts().find(path); found != texts().end()) {
            return read_text(path, node, config_.*found->second);
        }
        const auto found = numbers().find(path);
        if (found == numbers().end()) {
            return wrong(
                node,
                fmt::format(
                    "there is no setting '{}': see docs/operate/config.md for all there are",
                    path));
        }
        const auto value = node.value_exact<std::int64_t>();
        const Number& number = found->second;
        if (!value || *value < number.least || *value > number.most) {
            return wrong(
                node,
                fmt::format("{} must be a number from {} to {}", path, number.least, number.most));
        }
        config_.*number.member = *value;
        return {};
    }

    Result<void> read_text(const std::string& path, const toml::node& node, std::string& into) {
        const auto value = node.value_exact<std::string>();
        if (!value || value->empty()) {
            return wrong(node, path + " must be a text that isn't empty");
        }
        into = *value;
        return {};
    }

    Result<void> read_list(const toml::node& node, std::vector<std::string>& into) {
        const toml::array* const array = node.as_array();
        if (array == nullptr) {
            return wrong(node, "give a list of texts");
        }
        into.clear();
        for (const toml::node& each : *array) {
            const auto value = each.value_exact<std::string>();
            if (!value) {
                return wrong(each, "give a list of texts");
            }
            into.push_back(*value);
        }
        return {};
    }

    Result<void> read_witnesses(const toml::node& node) {
        std::vector<std::string> list;
        TRY_DONE(read_list(node, list));
        for (const std::string& each : list) {
            const Result<proof::VerifierKey> key = proof::parse_verifier_key(each);
            if (!key || key->type != proof::SignatureType::cosignature_v1) {
                return wrong(
                    node,
                    key ? fmt::format("{} isn't a witness's key (type 4)", key->name)
                        : key.error().message);
            }
            config_.witnesses.push_back(*key);
        }
        return {};
    }

    Result<void> read_webhooks(const toml::array& array) {
        for (const toml::node& node : array) {
            TRY(Endpoint endpoint, read_webhook(*node.as_table()));
            config_.webhooks.push_back(std::move(endpoint));
        }
        return {};
    }

    Result<Endpoint> read_webhook(const toml::table& table) {
        Endpoint endpoint;
        for (const auto& [key, node] : table) {
            std::vector<std::string> list;
            if (key.str() == "name") {
                TRY_DONE(read_text("webhook.name", node, endpoint.name));
            } else if (key.str() == "url") {
                TRY_DONE(read_text("webhook.url", node, endpoint.url));
            } else if (key.str() == "secrets") {
                TRY_DONE(read_list(node, list));
                TRY_DONE(read_secrets(node, list, endpoint));
            } else if (key.str() == "kinds") {
                TRY_DONE(read_list(node, list));
                TRY_DONE(read_kinds(node, list, endpoint));
            } else {
                return wrong(node, "a webhook has name, url, secrets, kinds");
            }
        }
        if (endpoint.name.empty() || endpoint.url.empty() || endpoint.secrets.empty()) {
            return wrong(table, "a webhook needs a name, a url and at least one secret");
        }
        return endpoint;
    }

    Result<void> read_secrets(
        const toml::node& node, const std::vector<std::string>& list, Endpoint& endpoint) {
        for (const std::string& each : list) {
            Result<std::string> secret = webhook_secret(each);
            if (!secret) {
                return wrong(node, secret.error().message);
            }
            endpoint.secrets.push_back(*std::move(secret));
        }
        return {};
    }

    Result<void> read_kinds(
        const toml::node& node, const std::vector<std::string>& list, Endpoint& endpoint) {
        for (const std::string& each : list) {
            const auto kind = model::action_of(each);
            if (!kind) {
                return wrong(node, fmt::format("'{}' is no kind of action", each));
            }
            endpoint.kinds.push_back(*kind);
        }
        return {};
    }

    std::string_view name_;
    Config& config_;
};

}  // namespace

Result<Config> parse_config(std::string_view text, std::string_view name) {
    Config config;
    try {
        const toml::table file = toml::parse(text);
        TRY_DONE(Reader(name, config).read(file));
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        return fail(
            Failure::invalid,
            fmt::format("{}:{}:{}: {}", name, at.line, at.column, error.description()));
    }
    if (config.tls_certificate.empty() != config.tls_key.empty()) {
        return fail(
            Failure::invalid,
            fmt::format("{}: give both server.tls_certificate and server.tls_key, or none", name));
    }
    return config;
}

Result<void> set_listen(std::string_view listen, Config& config) {
    const std::size_t colon = listen.rfind(':');
    std::uint16_t port = 0;
    const std::string_view digits =
        colon == std::string_view::npos ? std::string_view() : listen.substr(colon + 1);
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (colon == 0 || digits.empty() || error != std::errc() ||
        rest != digits.data() + digits.size()) {
        return fail(
            Failure::invalid,
            "say where to listen as ADDRESS:PORT, as 127.0.0.1:8080 or [::]:8080");
    }
    std::string_view address = listen.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    config.address = address;
    config.port = port;
    return {};
}

namespace {

std::string list_text(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& each : texts) {
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", each);
    }
    return "[" + list + "]";
}

}  // namespace

std::string text_of(const Config& config) {
    std::string text;
    std::string section;
    const auto line = [&](const std::string& path, const std::string& value) {
        const std::size_t dot = path.find('.');
        if (path.substr(0, dot) != section) {
            section = path.substr(0, dot);
            text += fmt::format("{}[{}]\n", text.empty() ? "" : "\n", section);
        }
        text += fmt::format("{} = {}\n", path.substr(dot + 1), value);
    };
    std::map<std::string, std::string> values{
        {"server.listen",
         config.address.find(':') == std::string::npos
             ? fmt::format("\"{}:{}\"", config.address, config.port)
             : fmt::format("\"[{}]:{}\"", config.address, config.port)}};
    values["server.trusted_proxies"] = list_text(config.trusted_proxies);
    for (const auto& [path, number] : numbers()) {
        values[path] = std::to_string(config.*number.member);
    }
    for (const auto& [path, member] : texts()) {
        values[path] = fmt::format("\"{}\"", config.*member);
    }
    std::vector<std::string> witnesses;
    for (const proof::VerifierKey& witness : config.witnesses) {
        witnesses.push_back(witness.text());
    }
    values["ledger.witnesses"] = list_text(witnesses);
    for (const auto& [path, value] : values) {
        line(path, value);
    }
    for (const Endpoint& endpoint : config.webhooks) {
        text += fmt::format(
            "\n[[webhook]]\nname = \"{}\"\nurl = \"{}\"\n", endpoint.name, endpoint.url);
        std::vector<std::string> kinds;
        for (const model::Action kind : endpoint.kinds) {
            kinds.emplace_back(model::text_of(kind).name);
        }
        text += fmt::format("kinds = {}\n", list_text(kinds));
    }
    return text;
}

}  // namespace shouxin::service
