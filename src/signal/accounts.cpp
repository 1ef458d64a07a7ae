#include "signal/accounts.h"

namespace shouxin::signal {

void Accounts::step(std::span<const model::Event> events, std::span<const EventRef> refs) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto* made = std::get_if<model::AccountRegistered>(&events[i].body);
        if (made == nullptr || rows_.get(made->account).registered_s != 0) {
            continue;
        }
        rows_[made->account] = {
            to_seconds(events[i].at_ms), made->device, made->ip, made->identity, refs[i]};
    }
}

}  // namespace shouxin::signal
