// What is a person told who must mend what sends a quarantined line? In Chinese and English: what
// is wrong, and what to do about it. Pure.
#pragma once

#include "intake/problem.h"

#include <string>
#include <string_view>

namespace shouxin::intake {

struct Mending {
    std::string zh;
    std::string en;
    std::string_view mend_zh;
    std::string_view mend_en;
};

// REQUIRES: there is a complaint.
Mending mending_of(Problem problem);

// "not_integer": for programs.
std::string_view name_of(Complaint complaint);

// Whether it is about `field`, not about the line as a whole.
bool is_about_field(Complaint complaint);

}  // namespace shouxin::intake
