#include "signal/transfers.h"

namespace shouxin::signal {

void Transfers::step(std::span<const model::Event> events, std::span<const EventRef> refs) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (const auto* made = std::get_if<model::TransferMade>(&events[i].body)) {
            rows_.push_back(
                {made->payer, made->payee, to_seconds(events[i].at_ms), refs[i], made->amount});
        }
    }
}

}  // namespace shouxin::signal
