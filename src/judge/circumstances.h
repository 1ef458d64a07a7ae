// What else should people know, that makes nobody's order fake by itself? Reasons beside the
// verdict: who recruits, whose bad reviews vanish, which new shop is an old one, which worker was
// never paid. They name what was seen; no probability rests on them.
#pragma once

#include "judge/judge.h"
#include "judge/judgement.h"

namespace shouxin::judge {

// Adds the reasons recruiting_post and unpaid_worker to accounts, hidden_reviews, reborn_shop and,
// of a shop that pays for praise, merchant_pays_buyer to merchants; an account that recruits is
// told of at least as 1 %, the prior. A reason that finds four others takes the place of the last.
// REQUIRES: rings were found.
void tell_circumstances(
    const signal::Market& market,
    const signal::Links& links,
    const Findings& findings,
    Judgement& judgement);

}  // namespace shouxin::judge
