#include "http/mailbox.h"

#include <iterator>
#include <memory>
#include <utility>

namespace shouxin::http {

void Mailbox::wake_if_first(bool was_empty) {
    if (was_empty && wake_) {
        wake_();
    }
}

void Mailbox::put(Mail mail) {
    const std::lock_guard lock(mutex_);
    if (wake_) {
        mails_.push_back(std::move(mail));
        wake_if_first(mails_.size() == 1);
    }
}

void Mailbox::put_all(std::vector<Mail>& mails) {
    const std::lock_guard lock(mutex_);
    if (wake_ && !mails.empty()) {
        const bool was_empty = mails_.empty();
        mails_.insert(
            mails_.end(),
            std::make_move_iterator(mails.begin()),
            std::make_move_iterator(mails.end()));
        wake_if_first(was_empty);
    }
    mails.clear();
}

Pushed Mailbox::push(Ticket ticket, std::string piece) {
    const std::lock_guard lock(mutex_);
    const auto stream = unsent_.find(ticket.serial);
    if (stream == unsent_.end()) {
        return Pushed::gone;
    }
    if (stream->second + piece.size() > stream_bytes_max_) {
        return Pushed::full;
    }
    stream->second += piece.size();
    mails_.push_back({.kind = Mail::Kind::piece, .ticket = ticket, .piece = std::move(piece)});
    wake_if_first(mails_.size() == 1);
    return Pushed::yes;
}

void Mailbox::opened(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void Mailbox::closed() {
    std::vector<Mail> lost;  // destroyed unlocked: what it holds may answer
    const std::lock_guard lock(mutex_);
    wake_ = {};
    unsent_.clear();
    lost.swap(mails_);
}

void Mailbox::take(std::vector<Mail>& into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    into.swap(mails_);
}

void Mailbox::stream_begins(Ticket ticket) {
    const std::lock_guard lock(mutex_);
    if (wake_) {
        unsent_.emplace(ticket.serial, 0);
    }
}

void Mailbox::stream_sent(Ticket ticket, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (const auto stream = unsent_.find(ticket.serial); stream != unsent_.end()) {
        stream->second -= bytes;
    }
}

void Mailbox::stream_ends(Ticket ticket) {
    const std::lock_guard lock(mutex_);
    unsent_.erase(ticket.serial);
}

MailboxHold::MailboxHold(std::size_t stream_bytes_max)
    : mailbox_(std::make_unique<Mailbox>(stream_bytes_max).release()) {
    mailbox_->holders_ = 1;
}

MailboxHold::MailboxHold(const MailboxHold& other) : mailbox_(other.mailbox_) {
    if (mailbox_ != nullptr) {
        mailbox_->holders_.fetch_add(1, std::memory_order_relaxed);
    }
}

MailboxHold::MailboxHold(MailboxHold&& other) noexcept
    : mailbox_(std::exchange(other.mailbox_, nullptr)) {}

MailboxHold& MailboxHold::operator=(MailboxHold other) noexcept {
    std::swap(mailbox_, other.mailbox_);
    return *this;
}

MailboxHold::~MailboxHold() {
    if (mailbox_ != nullptr && mailbox_->holders_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        const std::unique_ptr<Mailbox> last(mailbox_);
    }
}

}  // namespace shouxin::http
