// What does one [[rule]] or [[window]] table say? Used while compiling.
#pragma once

#include "policy/document.h"
#include "policy/rule.h"
#include "policy/window.h"

namespace shouxin::policy {

// As far as it could be read; problems tell the rest. Without a condition that makes sense its
// `when` has no nodes. Windows that it spells out are added.
Rule read_rule(const Item& item, WindowSet& windows, Problems& problems);

void read_window(const Item& item, WindowSet& windows, Problems& problems);

}  // namespace shouxin::policy
