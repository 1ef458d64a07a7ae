// Where are messages about actions delivered to? Plain values, from the configuration.
#pragma once

#include "model/action.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::service {

struct Endpoint {
    std::string name;                  // [a-z0-9_-]+, unique; stands in the keys of the outbox
    std::string url;                   // https, or http for tests and inner networks
    std::vector<std::string> secrets;  // bytes (webhook_secret); the newest first, at least one
    std::vector<model::Action> kinds;  // empty: all

    [[nodiscard]] bool wants(model::Action kind) const;
};

}  // namespace shouxin::service
