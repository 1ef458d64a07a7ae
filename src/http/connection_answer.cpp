// The half of Connection that writes: answers and event streams.
#include "http/connection.h"
#include "http/encoding.h"
#include "http/problem.h"

#include <utility>

namespace shouxin::http {
namespace {

constexpr std::size_t compressed_bytes_max = std::size_t{64} << 20;

bool is_text(const Response& response) {
    const std::string_view type = response.headers.find("content-type").value_or("");
    return type.starts_with("text/") || type.find("json") != std::string_view::npos;
}

}  // namespace

bool Connection::deliver(Mail& mail) {
    const bool streaming = state_ == State::streaming;
    if (mail.ticket.serial != serial_ || (state_ != State::handling && !streaming)) {
        return false;
    }
    switch (mail.kind) {
        case Mail::Kind::answer:
            answer(std::move(mail.response));
            break;
        case Mail::Kind::stream:
            begin_stream(std::move(mail.gone));
            break;
        case Mail::Kind::piece:
            pieces_waiting_ += mail.piece.size();
            pieces_ += mail.piece;
            write_pieces();
            break;
        case Mail::Kind::end:
            ending_ = true;
            write_pieces();
            break;
    }
    return true;
}

void Connection::answer(Response response) {
    if (response.problem) {
        response.headers.add("content-type", "application/problem+json");
        response.body = json_of(*response.problem, request_id_);
    }
    keep_alive_ = keep_alive_ && !host_.stopping;
    compress(response);
    const bool standing = !response.standing_body.empty();
    const std::size_t length = standing ? response.standing_body.size() : response.body.size();
    out_body_ = std::move(response.body);
    const std::string_view body = standing ? response.standing_body : out_body_;
    state_ = State::writing;
    write_answer(response, length, head_only_ ? std::string_view() : body);
}

void Connection::compress(Response& response) const {
    const std::size_t min = host_.options.compress_bytes_min;
    const std::size_t length = response.body.size();
    if (min == 0 || length < min || length > compressed_bytes_max || !is_text(response) ||
        response.headers.find("content-encoding")) {
        return;
    }
    response.headers.add("vary", "accept-encoding");
    if (takes_gzip_) {
        response.headers.add("content-encoding", "gzip");
        response.body = gzipped(response.body);
    }
}

void Connection::write_answer(
    const Response& response, std::optional<std::size_t> content_length, std::string_view body) {
    out_head_ = head_of(
        response,
        {.request_id = request_id_,
         .date = host_.date,
         .content_length = content_length,
         .keep_alive = keep_alive_});
    finished_.status = response.status;
    finished_.response_bytes = out_head_.size() + body.size();
    wait_for(state_, time_for(finished_.response_bytes));
    ++pending_;
    writing_ = true;
    wire_->write(out_head_, body, *this);
}

void Connection::on_written(bool well) {
    --pending_;
    writing_ = false;
    if (state_ == State::closed) {
        return settle();
    }
    if (!well) {
        return close();
    }
    switch (state_) {
        case State::reading:
            return advance();  // after 100 Continue
        case State::writing:
            return on_answered();
        case State::streaming:
            host_.mailbox->stream_sent({number_, serial_}, std::exchange(pieces_sent_, 0));
            wait_for(State::streaming, host_.options.heart_beat_time);
            return write_pieces();
        default:
            return;
    }
}

void Connection::on_answered() {
    request_is_over();
    if (keep_alive_ && !host_.stopping) {
        next_request();
    } else {
        finish();
    }
}

// ---- Event streams -------------------------------------------------------------------------

void Connection::begin_stream(std::function<void()> gone) {
    Response head;
    head.headers.add("content-type", "text/event-stream");
    head.headers.add("x-accel-buffering", "no");
    gone_ = std::move(gone);
    keep_alive_ = false;  // the body ends with the connection
    unread_ = true;
    ending_ = head_only_ || host_.stopping;
    state_ = State::streaming;
    write_answer(head, std::nullopt, {});
    read();  // to learn when the client goes
}

void Connection::write_pieces() {
    if (writing_ || state_ != State::streaming) {
        return;
    }
    if (pieces_.empty() && ending_) {
        end_stream();
        return on_answered();
    }
    if (!pieces_.empty()) {
        out_body_ = std::exchange(pieces_, {});
        pieces_sent_ = std::exchange(pieces_waiting_, 0);
        finished_.response_bytes += out_body_.size();
        wait_for(State::streaming, time_for(out_body_.size()));
        ++pending_;
        writing_ = true;
        wire_->write(out_body_, {}, *this);
    }
}

void Connection::end_stream() {
    host_.mailbox->stream_ends({number_, serial_});
    if (const auto gone = std::exchange(gone_, {})) {
        gone();
    }
}

}  // namespace shouxin::http
