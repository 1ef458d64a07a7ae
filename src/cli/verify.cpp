#include "cli/command.h"
#include "cli/options.h"
#include "cli/trust.h"
#include "proof/bundle.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>

namespace shouxin::cli {
namespace {

void put_witnesses(std::string& out, const proof::VerifiedBundle& verified) {
    for (const auto& [cosignature, trusted] : verified.witnesses) {
        out += fmt::format(
            "Seen by the witness {} at {} ({})\n",
            shown(cosignature.witness),
            shown_moment(static_cast<std::int64_t>(cosignature.at_s)),
            trusted ? "a key that you trust" : "by the key in the bundle");
    }
    if (const auto& stamp = verified.time_stamp) {
        out += fmt::format(
            "Time-stamped at {} by {} ({})\n",
            shown_moment(stamp->at_s),
            shown(stamp->authority),
            stamp->trusted ? "an authority that you trust"
                           : "by its own certificate; give --tsa to check whose that is");
    }
    if (verified.witnesses.empty() && !verified.time_stamp) {
        out += "No witness and no time stamp say when: there is only the ledger's word\n";
    }
}

std::string told(const proof::VerifiedBundle& verified) {
    std::string out = fmt::format(
        "Leaf {} of a tree of {} leaves says:\n",
        verified.bundle.proof.index,
        verified.checkpoint.size);
    if (const auto* const members = verified.leaf.as_object()) {
        for (const auto& [key, value] : *members) {
            const std::string* const text = value.as_text();
            out += fmt::format("  {}: {}\n", key, shown(text != nullptr ? *text : value.text()));
        }
    } else {
        out += fmt::format("  {}\n", shown(verified.bundle.leaf));
    }
    for (const proof::Opening& opening : verified.bundle.openings) {
        out += fmt::format(
            "Shown, and what the leaf commits to: {} is {}\n",
            shown(opening.field),
            shown(opening.value));
    }
    out += fmt::format("Signed by {}\n", verified.bundle.key.text());
    out += verified.key_trusted
               ? "  the key that you trust\n"
               : "  the bundle's own key: whoever holds it signed this; give --key with the key "
                 "that you know, to be sure whose it is\n";
    put_witnesses(out, verified);
    return out;
}

class VerifyCommand final : public Command {
public:
    explicit VerifyCommand(const Outside& outside) : files_(outside.files) {}

    About about() const override {
        return {
            "verify",
            "checks a proof bundle offline: what was decided, and that it stands in the ledger",
            "shouxin verify --key ledger.vkey decision.proof.json"};
    }

    void declare(Options& options) override {
        options.add("FILE", file_, "the proof bundle; - is standard input", Need::required);
        trust_.declare(options);
    }

    Result<Exit> run() override {
        TRY(const proof::Trust trust, trust_.read(files_));
        TRY(const std::string text, files_.read_all(file_, proof::bundle_bytes_max + 1));
        const auto verified = proof::verify_bundle(text, trust);
        if (!verified) {
            fmt::print("NOT VERIFIED: {}\n", shown(verified.error().message));
            return Exit::incomplete;
        }
        fmt::print("{}VERIFIED\n", told(*verified));
        return Exit::good;
    }

private:
    port::Files& files_;
    std::string file_;
    TrustOptions trust_;
};

}  // namespace

std::unique_ptr<Command> make_verify(const Outside& outside);

std::unique_ptr<Command> make_verify(const Outside& outside) {
    return std::make_unique<VerifyCommand>(outside);
}

}  // namespace shouxin::cli
