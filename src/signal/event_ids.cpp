#include "signal/event_ids.h"

namespace shouxin::signal {

namespace {

bool may_prove(const model::EventBody& body) {
    return std::holds_alternative<model::OrderPlaced>(body) ||
           std::holds_alternative<model::ParcelShipped>(body) ||
           std::holds_alternative<model::TransferMade>(body) ||
           std::holds_alternative<model::ReviewPosted>(body) ||
           std::holds_alternative<model::AccountRegistered>(body) ||
           std::holds_alternative<model::MessagePosted>(body) ||
           std::holds_alternative<model::StaffAccessed>(body) ||
           std::holds_alternative<model::ReviewRemoved>(body);
}

}  // namespace

std::span<const EventRef> EventIds::step(std::span<const model::Event> events) {
    refs_.clear();
    for (const model::Event& event : events) {
        refs_.push_back(may_prove(event.body) ? ids_.append(event.id) : no_event);
    }
    return refs_;
}

}  // namespace shouxin::signal
