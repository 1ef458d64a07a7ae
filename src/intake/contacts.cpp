#include "intake/contacts.h"

namespace shouxin::intake {

std::string_view ContactFilter::replace(std::string_view text, Arena& arena, std::uint32_t& count) {
    if (!may_hold_contact(text)) {
        return text;
    }
    const std::uint32_t found = rewrite(text);
    count += found;
    return found == 0 ? text : arena.keep(rewritten_);
}

std::string ContactFilter::replaced(std::string_view text) {
    rewrite(text);
    return rewritten_;
}

bool ContactFilter::may_hold_contact(std::string_view) {
    return false;
}

std::uint32_t ContactFilter::rewrite(std::string_view text) {
    rewritten_ = text;
    return 0;
}

}  // namespace shouxin::intake
