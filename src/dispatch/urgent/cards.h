// What is known of a technician and of a job when they are first heard of? Plain values.
#pragma once

#include "base/index.h"
#include "dispatch/urgent/pace.h"
#include "dispatch/urgent/qualification.h"

#include <cstdint>

namespace shouxin::dispatch::urgent {

using Technician = Index<struct TechnicianTag>;
using Job = Index<struct JobTag>;

// Both ends included: a visit that arrives in the shift may end after it.
struct Shift {
    Millis from = 0;
    Millis to = 0;
};

struct TechnicianCard {
    Qualification qualification;
    Place at;  // where the shift begins
    Shift shift;
};

// danger: locked out, leaking gas or water. comfort: can wait, as a washing machine.
enum class Urgency : std::uint8_t { danger, standard, comfort };

struct JobCard {
    Place at;
    Requirement requirement;
    Millis opened = 0;
    Millis service = 0;
    Urgency urgency = Urgency::standard;
};

}  // namespace shouxin::dispatch::urgent
