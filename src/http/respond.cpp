#include "http/respond.h"

#include "base/must.h"
#include "http/problem.h"

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

void put_field(std::string& bytes, std::string_view name, std::string_view value) {
    bytes.append(name).append(": ");
    std::remove_copy_if(value.begin(), value.end(), std::back_inserter(bytes), [](char letter) {
        return letter == '\r' || letter == '\n' || letter == '\0';
    });
    bytes += '\n';
}

}  // namespace

std::string bytes_of(const Event& event) {
    std::string bytes;
    if (!event.id.empty()) {
        put_field(bytes, "id", event.id);
    }
    if (!event.name.empty()) {
        put_field(bytes, "event", event.name);
    }
    for (std::string_view rest = event.data;;) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        put_field(bytes, "data", rest.substr(0, end));
        if (end == rest.size()) {
            break;
        }
        rest.remove_prefix(end + 1);
    }
    return bytes += '\n';
}

EventStream::EventStream(MailboxHold mailbox, Ticket ticket)
    : mailbox_(std::move(mailbox)), ticket_(ticket) {}

EventStream& EventStream::operator=(EventStream&& other) noexcept {
    end();
    mailbox_ = std::move(other.mailbox_);
    ticket_ = other.ticket_;
    return *this;
}

EventStream::~EventStream() {
    end();
}

Pushed EventStream::push(const Event& event) {
    MUST(mailbox_);
    return mailbox_->push(ticket_, bytes_of(event));
}

void EventStream::end() {
    if (mailbox_) {
        mailbox_->put({.kind = Mail::Kind::end, .ticket = ticket_});
    }
}

Respond::Respond(MailboxHold mailbox, Ticket ticket)
    : mailbox_(std::move(mailbox)), ticket_(ticket) {}

Respond& Respond::operator=(Respond&& other) noexcept {
    std::swap(mailbox_, other.mailbox_);
    std::swap(ticket_, other.ticket_);
    return *this;
}

Respond::~Respond() {
    if (mailbox_) {
        (*this)(problem(500, "Try again: the request was given up without an answer."));
    }
}

Mail Respond::answer(Response response) {
    return {.kind = Mail::Kind::answer, .ticket = ticket_, .response = std::move(response)};
}

void Respond::operator()(Response response) {
    MUST(mailbox_);
    const MailboxHold mailbox = std::move(mailbox_);
    mailbox->put(answer(std::move(response)));
}

EventStream Respond::stream(std::function<void()> gone) {
    MUST(mailbox_);
    mailbox_->stream_begins(ticket_);
    mailbox_->put({.kind = Mail::Kind::stream, .ticket = ticket_, .gone = std::move(gone)});
    return EventStream(std::move(mailbox_), ticket_);
}

void respond_all(std::span<Answer> answers) {
    // There are as few mailboxes as I/O threads, so a pass over the answers for each is cheap.
    std::vector<Mail> mails;
    for (std::size_t first = 0; first < answers.size(); ++first) {
        const MailboxHold mailbox = answers[first].respond.mailbox_;
        if (!mailbox) {
            continue;
        }
        for (Answer& each : answers.subspan(first)) {
            if (each.respond.mailbox_ == mailbox) {
                mails.push_back(each.respond.answer(std::move(each.response)));
                const MailboxHold answered = std::move(each.respond.mailbox_);
            }
        }
        mailbox->put_all(mails);
    }
}

}  // namespace shouxin::http
