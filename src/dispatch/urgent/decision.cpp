#include "dispatch/urgent/decision.h"

#include "base/must.h"

#include <fmt/format.h>

#include <array>

namespace shouxin::dispatch::urgent {
namespace {

long long minutes(Millis time) {
    return (time + 59'999) / 60'000;
}

std::string others_in_chinese(const Why& why) {
    if (why.sooner == 0) {
        return "没有人能更早到";
    }
    const std::uint32_t longer = why.sooner - why.sooner_matched - why.sooner_scarcer;
    std::string said = fmt::format("{} 人能更早到", why.sooner);
    const auto add = [&](std::uint32_t count, std::string_view words) {
        if (count > 0) {
            said += fmt::format("，{} 人{}", count, words);
        }
    };
    add(why.sooner_matched, "要去别的单");
    add(why.sooner_scarcer, "手艺更紧缺，留给非他不可的单");
    add(longer, "路更远，多占工时");
    return said;
}

std::string others_in_english(const Why& why) {
    if (why.sooner == 0) {
        return "nobody would be there sooner";
    }
    const std::uint32_t longer = why.sooner - why.sooner_matched - why.sooner_scarcer;
    std::string said = fmt::format("{} would be there sooner", why.sooner);
    const auto add = [&](std::uint32_t count, std::string_view words) {
        if (count > 0) {
            said += fmt::format(", {} {}", count, words);
        }
    };
    add(why.sooner_matched, "wanted at another job");
    add(why.sooner_scarcer, "kept for jobs that need a scarcer skill");
    add(longer, "with a longer way");
    return said;
}

}  // namespace

std::string_view code_of(Reason reason) {
    constexpr std::array<std::string_view, 11> codes{
        "none",
        "no_skill",
        "no_licence",
        "no_brand",
        "no_area",
        "no_partner",
        "all_declined",
        "no_shift",
        "declined",
        "silent",
        "stood_down"};
    const auto at = static_cast<std::size_t>(reason);
    MUST(at < codes.size());
    return codes[at];
}

std::string why_in_chinese(const Why& why) {
    const std::string when =
        why.busy > 0 ? fmt::format("{} 分钟后收工", minutes(why.busy)) : "正空闲";
    return fmt::format(
        "{}{}，路上 {} 分钟，报修后 {} 分钟到门口；在最快能到的 {} 位合格师傅中，{}。",
        why.locked ? "调度员指定；" : "",
        when,
        minutes(why.way),
        minutes(why.wait),
        why.qualified,
        others_in_chinese(why));
}

std::string why_in_english(const Why& why) {
    const std::string when =
        why.busy > 0 ? fmt::format("free in {} min", minutes(why.busy)) : "idle";
    return fmt::format(
        "{}{}, {} min on the way, at the door {} min after the call; of the {} quickest qualified "
        "{}.",
        why.locked ? "Set by a dispatcher; " : "",
        when,
        minutes(why.way),
        minutes(why.wait),
        why.qualified,
        others_in_english(why));
}

}  // namespace shouxin::dispatch::urgent
