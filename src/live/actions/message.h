// What is sent to the marketplace for a transition? One JSON object in canonical form (RFC 8785),
// docs/formats/webhooks.md. Pure functions.
#pragma once

#include "live/actions/transition.h"

#include <string>

namespace shouxin::live {

// REQUIRES: t.ask isn't nothing.
std::string message_of(const Transition& t);

// What the ledger and the history of an action say of a transition, for any: the same object
// without what only a message has. No personal data beside ids.
std::string text_of(const Transition& t);

// The reasons of the judge, as a message has them: [{"clears":...,"code":...,"en":...,"zh":...}]
std::string reasons_text(const model::Reasons& reasons);

// The grounds: [{"decision":...,"policy":...,"reason":...,"rule":...}]
std::string grounds_text(const std::vector<Ground>& grounds);

}  // namespace shouxin::live
