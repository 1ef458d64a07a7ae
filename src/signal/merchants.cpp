#include "signal/merchants.h"

namespace shouxin::signal {

void Merchants::step(std::span<const model::Event> events) {
    for (const model::Event& event : events) {
        const Seconds at = to_seconds(event.at_ms);
        if (const auto* opened = std::get_if<model::MerchantOpened>(&event.body)) {
            rows_[opened->merchant] = {at, opened->payee};
        } else if (const auto* declared = std::get_if<model::CampaignDeclared>(&event.body)) {
            campaigns_.push_back({declared->merchant, declared->item, at, declared->kind});
        }
    }
}

}  // namespace shouxin::signal
