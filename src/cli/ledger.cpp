#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/trust.h"
#include "proof/encoding.h"
#include "runtime/ledger_audit.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace shouxin::cli {
namespace {

std::string told(const runtime::AuditResult& result, const proof::Trust& trust) {
    std::string out = fmt::format(
        "Ledger {}: {} leaves, {} of them under the newest checkpoint\n",
        shown(result.newest.origin),
        result.leaves,
        result.newest.size);
    out += fmt::format("Root {}\n", proof::base64(proof::bytes_of(result.newest.root)));
    out += trust.key ? fmt::format("Signatures checked with {}\n", trust.key->text())
                     : "Signatures not checked: give --key with the ledger's verifier key\n";
    out += fmt::format("Older checkpoints that this tree has grown from: {}\n", result.older);
    for (const proof::Cosignature& witness : result.witnesses) {
        out += fmt::format(
            "Seen by the witness {} at {}\n",
            shown(witness.witness),
            shown_moment(static_cast<std::int64_t>(witness.at_s)));
    }
    for (const std::string& wrong : result.wrong) {
        out += fmt::format("Wrong: {}\n", shown(wrong));
    }
    return out;
}

class LedgerCommand final : public Command {
public:
    explicit LedgerCommand(const Outside& outside)
        : files_(outside.files), machine_(outside.machine) {}

    About about() const override {
        return {
            "ledger",
            "re-checks a whole ledger: every leaf, tile, root and signature",
            "shouxin ledger audit --key ledger.vkey data/ledger"};
    }

    void declare(Options& options) override {
        options.add("WHAT", what_, "audit", Need::required);
        options.add("DIR", folder_, "the ledger's folder, or a copy of it", Need::required);
        trust_.declare(options);
    }

    Result<Exit> run() override {
        if (what_ != "audit") {
            return fail(
                Failure::invalid,
                fmt::format("'{}' can't be done to a ledger; 'audit' can", what_));
        }
        TRY(proof::Trust trust, trust_.read(files_));
        ProgressLine progress(machine_, "shouxin ledger", "leaves", std::nullopt);
        TRY(const runtime::AuditResult result,
            runtime::audit_ledger(
                files_,
                folder_,
                {.key = trust.key,
                 .witnesses = trust.witnesses,
                 .authorities = trust.authorities,
                 .progress = [&](std::uint64_t leaves) { progress.update({.things = leaves}); }}));
        progress.clear();
        fmt::print("{}", told(result, trust));
        if (!result.wrong.empty()) {
            fmt::print("NOT VERIFIED: {}\n", shown(result.wrong.front()));
            return Exit::incomplete;
        }
        fmt::print("VERIFIED\n");
        return Exit::good;
    }

private:
    port::Files& files_;
    port::Machine& machine_;
    std::string what_;
    std::string folder_;
    TrustOptions trust_;
};

}  // namespace

std::unique_ptr<Command> make_ledger(const Outside& outside);

std::unique_ptr<Command> make_ledger(const Outside& outside) {
    return std::make_unique<LedgerCommand>(outside);
}

}  // namespace shouxin::cli
