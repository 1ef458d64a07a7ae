// What does an endpoint's answer to a webhook say? Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shouxin::service {

struct ImmediateAnswer {
    bool refused = false;
    std::string reason;  // at most 500 bytes
};

// {"applied":true} or {"refused":"why"}; nothing for any other text: then it is answered later.
std::optional<ImmediateAnswer> immediate_answer(std::string_view body);

}  // namespace shouxin::service
