#include "signal/offers.h"

#include "text/recruiting.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace shouxin::signal {

bool is_subsidy_rule(std::string_view resource) {
    constexpr std::array<std::string_view, 6> words{
        "subsid", "coupon", "voucher", "补贴", "优惠", "满减"};
    return std::ranges::any_of(words, [&](std::string_view word) {
        return resource.find(word) != std::string_view::npos;
    });
}

void Offers::step(std::span<const model::Event> events, std::span<const EventRef> refs) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Seconds at = to_seconds(events[i].at_ms);
        if (const auto* post = std::get_if<model::MessagePosted>(&events[i].body)) {
            if (text::recruits(post->text)) {
                posts_.push_back({post->account, at, refs[i]});
            }
        } else if (const auto* access = std::get_if<model::StaffAccessed>(&events[i].body)) {
            if (is_subsidy_rule(access->resource)) {
                accesses_.push_back({access->staff, at, refs[i], access->action});
            }
        }
    }
}

}  // namespace shouxin::signal
