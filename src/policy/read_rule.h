// What does one [[rule]] or [[window]] table say? Used while compiling.
#pragma once

#include "policy/document.h"
#include "policy/rule.h"
#include "policy/window.h"

#include <optional>

namespace shouxin::policy {

// nullopt if it can't be used; problems tell why. Windows that it spells out are added.
std::optional<Rule> read_rule(const Item& item, WindowSet& windows, Problems& problems);

void read_window(const Item& item, WindowSet& windows, Problems& problems);

}  // namespace shouxin::policy
