// What lies in a server's data folder, and how is it opened? The log, the ledger, epochs, records,
// and the secrets that bind them together. docs/operate/data.md
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "port/dice.h"
#include "port/records.h"
#include "proof/note.h"
#include "service/config/config.h"
#include "store/files/disk_files.h"
#include "store/files/event_log.h"
#include "store/files/ledger.h"

#include <cstdint>
#include <memory>
#include <string>

namespace shouxin::app {

// Made at the first start, and never changed: without them neither snapshots nor commitments can be
// read, with them anybody can sign as this server.
struct Secrets {
    HashKey key;  // of tables, tokens and draws
    std::string commitments;
    proof::Seed ledger{};
};

struct DataFolder {
    Secrets secrets;
    std::unique_ptr<store::FileEventLog> log;
    std::unique_ptr<port::Ledger> ledger;
    std::unique_ptr<port::Records> records;  // null, if they weren't asked for
    std::string epochs;                      // its folder
    std::int64_t lateness_h = 0;             // that the log was begun with

    // Makes what isn't there. `conflict` if another server has it open; `invalid` if the log was
    // begun with another lateness, with which a replay would say other things.
    static Result<DataFolder> open(
        const service::Config& config, store::DiskFiles& files, port::Dice& dice);

    // Log, ledger and secrets of one that is there.
    static Result<DataFolder> open_to_read(const std::string& folder, store::DiskFiles& files);
};

}  // namespace shouxin::app
