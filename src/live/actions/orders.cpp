#include "live/actions/orders.h"

#include <array>

namespace shouxin::live {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Verb::count)> verbs{
    "acknowledge", "release", "capture", "void", "undo", "extend"};

}  // namespace

std::string_view name_of(Verb verb) {
    return verbs[static_cast<std::size_t>(verb)];
}

std::optional<Verb> verb_of(std::string_view name) {
    for (std::size_t i = 0; i < verbs.size(); ++i) {
        if (verbs[i] == name) {
            return static_cast<Verb>(i);
        }
    }
    return std::nullopt;
}

}  // namespace shouxin::live
