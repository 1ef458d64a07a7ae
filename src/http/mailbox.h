// How do answers reach the I/O thread whose connection they belong to? Through its mailbox, which
// wakes it once for all that lies there. Thread-safe.
#pragma once

#include "http/message.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace shouxin::http {

// Which request of which connection. Serials are never used twice in a mailbox.
struct Ticket {
    std::uint32_t connection = 0;
    std::uint64_t serial = 0;
};

enum class Pushed : std::uint8_t { yes, full, gone };

struct Mail {
    enum class Kind : std::uint8_t { answer, stream, piece, end };

    Kind kind = Kind::answer;
    Ticket ticket = {};
    Response response = {};           // answer
    std::string piece = {};           // piece
    std::function<void()> gone = {};  // stream
};

// Bounded by the requests in flight, and stream_bytes_max for each stream.
class Mailbox {
public:
    explicit Mailbox(std::size_t stream_bytes_max) : stream_bytes_max_(stream_bytes_max) {}

    // For whoever answers. `wake` is called while the mailbox is locked.
    void put(Mail mail);
    void put_all(std::vector<Mail>& mails);
    Pushed push(Ticket ticket, std::string piece);

    // For the I/O thread. Mail is lost before opened() and behind closed().
    void opened(std::function<void()> wake);
    void closed();
    void take(std::vector<Mail>& into);
    void stream_begins(Ticket ticket);
    void stream_sent(Ticket ticket, std::size_t bytes);
    void stream_ends(Ticket ticket);

private:
    friend class MailboxHold;

    void wake_if_first(bool was_empty);

    const std::size_t stream_bytes_max_;
    std::mutex mutex_;
    std::function<void()> wake_;
    std::vector<Mail> mails_;
    std::unordered_map<std::uint64_t, std::size_t> unsent_;  // bytes, by serial of open streams
    std::atomic<std::size_t> holders_ = 0;
};

// A mailbox lives as long as anyone holds it: the I/O thread, and each request in flight, which
// may outlive the server.
class MailboxHold {
public:
    explicit MailboxHold(std::size_t stream_bytes_max);
    MailboxHold(const MailboxHold& other);
    MailboxHold(MailboxHold&& other) noexcept;
    MailboxHold& operator=(MailboxHold other) noexcept;
    ~MailboxHold();

    explicit operator bool() const { return mailbox_ != nullptr; }

    Mailbox* operator->() const { return mailbox_; }

    friend bool operator==(const MailboxHold&, const MailboxHold&) = default;

private:
    Mailbox* mailbox_;
};

}  // namespace shouxin::http
