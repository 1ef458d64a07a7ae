#include "live/appeals.h"

#include "base/must.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace shouxin::live {

std::string_view name_of(AppealState state) {
    constexpr std::array<std::string_view, 3> names{"open", "granted", "rejected"};
    return names[static_cast<std::size_t>(state)];
}

std::string Appeal::id() const {
    return fmt::format("ap-{}", number);
}

std::optional<std::uint64_t> appeal_number(std::string_view id) {
    std::uint64_t number = 0;
    if (!id.starts_with("ap-")) {
        return std::nullopt;
    }
    const char* const end = id.data() + id.size();
    const auto [rest, error] = std::from_chars(id.data() + 3, end, number);
    const bool whole = error == std::errc() && rest == end;
    return whole ? std::optional(number) : std::nullopt;
}

Result<Appeal> Appeals::make(Appeal appeal) {
    MUST(open_.empty() || open_.back().number < appeal.number);
    if (appeal.text.empty() || appeal.text.size() > text_bytes_max) {
        return fail(
            Failure::invalid,
            fmt::format("say what is wrong with the action, in 1 to {} bytes", text_bytes_max));
    }
    const auto same = std::ranges::find_if(open_, [&](const Appeal& other) {
        return other.action == appeal.action && other.merchant == appeal.merchant;
    });
    if (same != open_.end()) {
        return fail(
            Failure::conflict,
            fmt::format("wait for the answer to {}: it is about the same action", same->id()));
    }
    const auto of_merchant = std::ranges::count(open_, appeal.merchant, &Appeal::merchant);
    if (open_.size() >= open_max || static_cast<std::size_t>(of_merchant) >= open_each_max) {
        return fail(
            Failure::exhausted, "wait until some of the appeals that are open were answered");
    }
    open_.push_back(std::move(appeal));
    return open_.back();
}

Result<Appeal> Appeals::open(std::uint64_t number) const {
    const auto found = std::ranges::lower_bound(open_, number, {}, &Appeal::number);
    if (found == open_.end() || found->number != number) {
        return fail(Failure::not_found, "there is no open appeal of that name");
    }
    return *found;
}

void Appeals::close(std::uint64_t number) {
    const auto found = std::ranges::lower_bound(open_, number, {}, &Appeal::number);
    MUST(found != open_.end() && found->number == number);
    open_.erase(found);
}

}  // namespace shouxin::live
