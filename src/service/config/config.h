// How is the server set up? One TOML file; every setting has a default, and what isn't known is
// refused with its line. docs/operate/config.md. Pure; config.cpp alone includes toml++.
#pragma once

#include "base/result.h"
#include "proof/note.h"
#include "service/outbox/endpoint.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::service {

struct Config {
    // [server]
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::int64_t threads = 2;     // that read and write requests
    std::string tls_certificate;  // PEM files; empty: plain HTTP, for behind a proxy
    std::string tls_key;
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-Proto is believed
    // [data]
    std::string folder = "shouxin-data";
    std::string records = "sqlite";  // or postgresql://user@host/database
    // [log]
    std::int64_t segment_mib = 256;
    std::int64_t keep_log_min = 0;        // 0: for good; else older events are forgotten
    std::int64_t keep_decisions_min = 0;  // rows of the records; 0: for good
    std::int64_t lateness_h = 48;
    std::int64_t ahead_h = 24;  // of the clock, that an event may be; 0: any
    // [epoch]
    std::int64_t epoch_events = 100'000;
    std::int64_t epoch_every_s = 60;
    std::int64_t snapshots = 3;
    // [people]
    std::int64_t session_idle_min = 30;
    std::int64_t session_h = 12;
    // [ledger]
    std::string ledger_name = "shouxin.local/ledger";
    std::vector<proof::VerifierKey> witnesses;  // whose cosignatures are taken
    std::string time_stamp_url;                 // of an authority (RFC 3161); empty: none is asked
    std::string time_stamp_ca;                  // PEM file: to whom its certificate must go back
    std::int64_t time_stamp_every_s = 3600;
    // [[webhook]]
    std::vector<Endpoint> webhooks;
};

// `invalid`, with `name`, line and column, for what isn't TOML, isn't known, or is out of range.
Result<Config> parse_config(std::string_view text, std::string_view name);

// "127.0.0.1:8080" or "[::1]:8080" into the config.
Result<void> set_listen(std::string_view listen, Config& config);

// All settings as a file would say them, but secrets.
std::string text_of(const Config& config);

}  // namespace shouxin::service
