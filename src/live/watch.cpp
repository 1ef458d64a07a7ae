#include "live/watch.h"

#include "base/must.h"

#include <algorithm>

namespace shouxin::live {

Watch::Watch(intake::Options options, const judge::Model& model)
    : names_(options.key),
      admission_(options, {"live"}, names_),
      local_(model.local, judge::LocalTier::Keep::told) {}

Watch::Seen Watch::step(const intake::Delivery& delivery, std::uint64_t record) {
    Seen seen;
    applicants_.clear();
    events_.clear();
    delivery.apply(0, applicants_);
    admission_.admit(applicants_, events_);
    for (const intake::Applicant& applicant : applicants_) {
        seen.admitted.push_back(applicant.admitted);
    }
    const signal::EventRef first = market_.event_ids.size();
    market_.step(events_);
    if (market_.event_ids.size() > first) {
        places_.add(first, record);
    }
    local_.step(events_, market_);
    shops_.step(events_);
    local_.tell_all(market_);
    seen.events = events_;
    seen.told = local_.take_told();
    return seen;
}

void Watch::intern(model::SubjectKind kind, std::string_view name) {
    switch (kind) {
        case model::SubjectKind::order:
            names_.orders.intern(name);
            break;
        case model::SubjectKind::review:
            names_.reviews.intern(name);
            break;
        case model::SubjectKind::account:
            names_.accounts.intern(name);
            break;
        default:
            MUST(kind == model::SubjectKind::merchant);
            names_.merchants.intern(name);
    }
}

std::uint32_t Watch::intern(judge::MemberKind kind, std::string_view name) {
    switch (kind) {
        case judge::MemberKind::account:
            return names_.accounts.intern(name).value;
        case judge::MemberKind::merchant:
            return names_.merchants.intern(name).value;
        case judge::MemberKind::device:
            return names_.devices.intern(name).value;
        case judge::MemberKind::wallet:
            return names_.wallets.intern(name).value;
        default:
            MUST(kind == judge::MemberKind::address);
            return names_.addresses.intern(name).value;
    }
}

void Watch::reject(std::size_t lines) {
    for (std::size_t i = 0; i < lines; ++i) {
        admission_.reject(0);
    }
}

std::optional<Subject> Watch::subject_of(const model::Event& event) const {
    using model::SubjectKind;
    return std::visit(
        [](const auto& body) -> std::optional<Subject> {
            if constexpr (requires { body.review; }) {
                return Subject{SubjectKind::review, body.review.value};
            } else if constexpr (requires { body.order; }) {
                return Subject{SubjectKind::order, body.order.value};
            } else if constexpr (requires { body.account; }) {
                if (!body.account.valid()) {
                    return std::nullopt;
                }
                return Subject{SubjectKind::account, body.account.value};
            } else if constexpr (requires { body.merchant; }) {
                return Subject{SubjectKind::merchant, body.merchant.value};
            } else {
                return std::nullopt;
            }
        },
        event.body);
}

std::optional<Subject> Watch::find(model::SubjectKind kind, std::string_view name) const {
    const auto found = [&]() -> std::optional<std::uint32_t> {
        switch (kind) {
            case model::SubjectKind::order:
                return names_.orders.strings().find(name);
            case model::SubjectKind::review:
                return names_.reviews.strings().find(name);
            case model::SubjectKind::account:
                return names_.accounts.strings().find(name);
            default:
                MUST(kind == model::SubjectKind::merchant);
                return names_.merchants.strings().find(name);
        }
    }();
    if (!found) {
        return std::nullopt;
    }
    const bool placed =
        kind != model::SubjectKind::order || market_.orders.placed().get({*found}).placed();
    const bool posted =
        kind != model::SubjectKind::review || market_.reviews.rows().get({*found}).posted();
    return placed && posted ? std::optional(Subject{kind, *found}) : std::nullopt;
}

std::string_view Watch::name_of(const Subject& subject) const {
    switch (subject.kind) {
        case model::SubjectKind::order:
            return names_.orders[{subject.index}];
        case model::SubjectKind::review:
            return names_.reviews[{subject.index}];
        case model::SubjectKind::account:
            return names_.accounts[{subject.index}];
        default:
            MUST(subject.kind == model::SubjectKind::merchant);
            return names_.merchants[{subject.index}];
    }
}

std::uint32_t Watch::newest_answer(model::OrderIx order) const {
    const judge::EarlyAnswers answers = local_.answers().get(order);
    const auto newest =
        std::find_if(answers.rbegin(), answers.rend(), [](std::uint32_t ppm) { return ppm != 0; });
    return newest == answers.rend() ? 0 : *newest;
}

judge::Judgement Watch::settle(const judge::Options& options, Executor& executor) {
    market_.views.close();
    local_.close(market_);
    names_.seal();
    const judge::Epoch epoch = judge::settle(market_, names_, options, executor);
    market_.views = {};
    return judge::conclude(market_, names_, epoch, options, executor);
}

}  // namespace shouxin::live
