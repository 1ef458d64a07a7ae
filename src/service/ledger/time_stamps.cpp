#include "service/ledger/time_stamps.h"

#include "proof/checkpoint.h"
#include "proof/time_stamp.h"

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <utility>

namespace shouxin::service {
namespace {

constexpr int ok = 200;

}  // namespace

Result<bool> TimeStamps::stamp() {
    TRY(std::optional<std::string> note, due());
    if (!note) {
        return false;
    }
    TRY(const proof::SignedCheckpoint checkpoint, proof::parse_checkpoint(*note));
    std::array<std::uint8_t, sizeof(std::uint64_t)> dice{};
    dice_.fill(dice);
    std::uint64_t nonce = 0;
    std::memcpy(&nonce, dice.data(), sizeof nonce);
    const std::string request = proof::time_stamp_request(checkpoint.note.text, nonce);
    TRY(const port::HttpAnswer answer,
        client_.post(
            {.url = options_.url,
             .headers =
                 {{"content-type", "application/timestamp-query"},
                  {"accept", "application/timestamp-reply"}},
             .body = request,
             .timeout_ms = options_.timeout_ms}));
    if (answer.status != ok) {
        return fail(
            Failure::unavailable,
            fmt::format("the time-stamping authority answered {}", answer.status));
    }
    TRY(std::string token, proof::time_stamp_token(answer.body, request));
    TRY_DONE(proof::verify_time_stamp(token, checkpoint.note.text, options_.authorities));
    TRY_DONE(ledger_.keep_time_stamp({*std::move(note), std::move(token)}));
    return true;
}

Result<std::optional<std::string>> TimeStamps::due() const {
    std::uint64_t stamped_size = 0;
    if (const auto stamped = ledger_.time_stamp()) {
        TRY(const auto last, proof::parse_checkpoint(stamped->checkpoint));
        stamped_size = last.checkpoint.size;
    }
    for (std::optional<std::string> note : {ledger_.cosigned_checkpoint(), ledger_.checkpoint()}) {
        if (note) {
            TRY(const auto one, proof::parse_checkpoint(*note));
            if (one.checkpoint.size > stamped_size) {
                return note;
            }
        }
    }
    return std::nullopt;
}

}  // namespace shouxin::service
