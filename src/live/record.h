// A record of the log, as the state takes it. A plain value.
#pragma once

#include "intake/delivery.h"
#include "model/record_kind.h"

#include <cstdint>
#include <string_view>

namespace shouxin::live {

struct Record {
    std::uint64_t number = 0;  // 1, 2, 3, ...
    model::RecordKind kind = model::RecordKind::events;
    std::int64_t at_ms = 0;  // the server's clock
    std::string_view payload;
    const intake::Delivery* delivery = nullptr;  // of events: the payload read, if it was already
};

}  // namespace shouxin::live
