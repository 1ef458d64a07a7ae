// What does a rule do, in plain words? For the console and the command line: Chinese and English
// sentences built from the rule itself, so that they can't say anything else. Pure functions.
#pragma once

#include "policy/policy.h"
#include "policy/sentence.h"

#include <string>
#include <string_view>
#include <vector>

namespace shouxin::policy {

// "规则「新店返现」（生效）：对每个订单，如果……，就拦截……"
std::string describe(const Rule& rule, const WindowSet& windows, Language language);

// The condition alone.
std::string describe_condition(const Rule& rule, const WindowSet& windows, Language language);

// What changes from `before` to `after`, rule by rule and setting by setting; empty if nothing
// does that could change what is decided.
std::vector<Sentence> differences(const Policy& before, const Policy& after);

}  // namespace shouxin::policy
