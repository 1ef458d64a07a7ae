#include "service/outbox/lanes.h"

#include "base/must.h"

namespace shouxin::service {

void Lanes::add(Letter letter) {
    const std::string subject = letter.text(OutboxColumn::subject);
    const std::int64_t number = letter.number(OutboxColumn::number);
    Lane& lane = lanes_[subject];
    if (lane.on_its_way == number || lane.letters.contains(number)) {
        return;
    }
    if (!lane.letters.empty()) {
        ready_.erase(head_of(lane, subject));
    }
    lane.letters.emplace(number, std::move(letter));
    ++size_;
    line_up(subject, lane);
}

std::optional<Letter> Lanes::take(std::int64_t now_ms) {
    if (ready_.empty() || std::get<0>(*ready_.begin()) > now_ms) {
        return std::nullopt;
    }
    const std::string subject = std::get<std::string>(*ready_.begin());
    ready_.erase(ready_.begin());
    Lane& lane = lanes_[subject];
    Letter letter = std::move(lane.letters.begin()->second);
    lane.letters.erase(lane.letters.begin());
    lane.on_its_way = letter.number(OutboxColumn::number);
    return letter;
}

void Lanes::back(Letter letter) {
    const std::string subject = letter.text(OutboxColumn::subject);
    const std::int64_t number = letter.number(OutboxColumn::number);
    Lane& lane = lanes_[subject];
    MUST(lane.on_its_way == number);
    lane.on_its_way = 0;
    lane.letters.emplace(number, std::move(letter));
    line_up(subject, lane);
}

void Lanes::done(const Letter& letter) {
    const std::string& subject = letter.text(OutboxColumn::subject);
    Lane& lane = lanes_[subject];
    MUST(lane.on_its_way == letter.number(OutboxColumn::number));
    lane.on_its_way = 0;
    --size_;
    if (lane.letters.empty()) {
        lanes_.erase(subject);
    } else {
        line_up(subject, lane);
    }
}

std::optional<std::int64_t> Lanes::next_ms() const {
    return ready_.empty() ? std::nullopt : std::optional(std::get<0>(*ready_.begin()));
}

Lanes::Ready Lanes::head_of(const Lane& lane, const std::string& subject) {
    const auto& [number, letter] = *lane.letters.begin();
    return {letter.number(OutboxColumn::next_ms), number, subject};
}

void Lanes::line_up(const std::string& subject, Lane& lane) {
    if (lane.on_its_way == 0) {
        ready_.insert(head_of(lane, subject));
    }
}

}  // namespace shouxin::service
