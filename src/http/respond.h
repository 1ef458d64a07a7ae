// How is a request answered later, from any thread? With the Respond that came with it. It may
// outlive the server: then it does nothing. Each is used by one thread at a time.
#pragma once

#include "http/mailbox.h"
#include "http/message.h"

#include <functional>
#include <span>
#include <string_view>

namespace shouxin::http {

// One Server-Sent Event. Lines of `data` may end in LF; `id` and `name` are one line, or empty.
struct Event {
    std::string_view data;
    std::string_view name = {};
    std::string_view id = {};
};

// As it goes over the wire (WHATWG HTML, 9.2).
std::string bytes_of(const Event& event);

// An answer that stays open, text/event-stream. Destroying it ends the answer.
class EventStream {
public:
    EventStream(MailboxHold mailbox, Ticket ticket);
    EventStream(EventStream&&) noexcept = default;
    EventStream& operator=(EventStream&& other) noexcept;
    ~EventStream();

    // `full`: the client reads too slowly, Options::stream_bytes_max are waiting, and this event
    // isn't sent. `gone`: there is no client any more.
    Pushed push(const Event& event);

private:
    void end();

    MailboxHold mailbox_;
    Ticket ticket_;
};

// Move-only. Call it once, or stream() once; one that is destroyed without answers 500.
class Respond {
public:
    Respond(MailboxHold mailbox, Ticket ticket);
    Respond(Respond&&) noexcept = default;
    Respond& operator=(Respond&& other) noexcept;
    ~Respond();

    // REQUIRES: not answered yet.
    void operator()(Response response);

    // Begins an event stream. `gone` is called once, on an I/O thread, when the client has left or
    // the server stops; it must not block, and what it refers to must outlive the server.
    // REQUIRES: not answered yet.
    EventStream stream(std::function<void()> gone = {});

private:
    friend void respond_all(std::span<struct Answer> answers);
    Mail answer(Response response);

    MailboxHold mailbox_;  // empty once answered
    Ticket ticket_;
};

struct Answer {
    Respond respond;
    Response response;
};

// Answers many at once, waking each I/O thread at most once.
void respond_all(std::span<Answer> answers);

}  // namespace shouxin::http
