// What are schemes, reasons and kinds of members called in words? Short names for headings and
// tables; a code this table doesn't know is shown as it is. Pure.
#pragma once

#include "judge/judgement.h"
#include "model/names.h"
#include "report/html_text.h"

#include <string_view>

namespace shouxin::report {

struct SchemeWords {
    Said name;
    Said how;  // one sentence: how it is done
};

SchemeWords scheme_words(std::string_view scheme);

// "返现", "Cash back": of model::Reason, for tables.
Said short_reason(model::Reason reason);

Said reason_sentence(model::Reason reason);

// A line that says what would clear it; nothing if nothing does.
Html what_clears(model::Reason reason);

const Unit& unit_of(judge::MemberKind kind);

// As the sender called it; "?" if the index is nobody's.
std::string_view member_name(
    const model::Names& names, judge::MemberKind kind, std::uint32_t index);

Said kind_words(judge::MemberKind kind);

// "拦截", "Block".
Said action_words(judge::Action action);

}  // namespace shouxin::report
