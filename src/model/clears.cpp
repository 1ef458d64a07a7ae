#include "model/clears.h"

#include <array>

namespace shouxin::model {
namespace {

constexpr std::array<std::string_view, reason_count> texts{{
    "proof of its purpose: a payslip, a shared bill, an after-sales credit",  // cash-back
    "proof of what each transfer was for",                                    // split-cash-back
    "proof of who the payer is, and of employment or paying on behalf",       // paying-hub
    "an account of how payer and buyer are related",                          // prefunded
    "the after-sales order, or a trial campaign that was declared",           // merchant-pays-buyer
    "photographs of the weighing, a video of unpacking, or the carrier's check",  // light-parcel
    "photographs of the weighing, or the carrier's check",                        // odd-parcel
    "proof that orders were shipped together",                                    // reused-waybill
    "the scans, handed in later by the carrier",                                  // missing-scans
    "a record of a changed address or of who received it instead",                // wrong-place
    "the carrier's scans and its word on the time it took",                       // fast-parcel
    "a record of usual browsing and comparing",                                   // keyword-task
    "a record of earlier visits, bookmarks or purchases",                         // brief-view
    "—",                                                                          // same-dwell
    "an account of who shares the device: a family, a workplace",                 // shared-device
    "an account of who shares the address: a dormitory, a company",               // shared-address
    "an account of who pays for whom in the family",                              // shared-wallet
    "an account of who shares the network: a workplace, a carrier",               // shared-ip
    "verification of the person",                                                 // shared-identity
    "an account of a company network, a VPN or a journey",                        // hosting-ip
    "—",                                                                          // crew
    "an account of what it is for, as buying for a company",                      // repeat-purchase
    "a record of a campaign, a live stream or advertising that was declared",     // surge
    "a record of the account's usual use",                                        // young-account
    "verification of the person",                                                 // born-together
    "an account of what it is for",                                               // busy-account
    "what the author really experienced, or photographs",                         // template-text
    "the original photographs",                                                   // reused-image
    "—",                                                                          // rushed-review
    "—",                                                                          // same-likers
    "the list of what was bought to reach the threshold",                         // subsidy-edge
    "—",                                                                          // refunded
    "what really happened after the sale",                           // bad-review-trade
    "what really led to each bad review",                            // bad-reviewer
    "—",                                                             // contact-in-text
    "the post itself and the record of the campaign",                // recruiting-post
    "the member of staff's tickets and permissions",                 // staff-trail
    "why the reviews were taken down, and the after-sales records",  // hidden-reviews
    "proof of how owner and payee changed",                          // reborn-shop
    "a police receipt, or the chat with who recruited",              // unpaid-worker
    "clearing up the other orders",                                  // known-buyer
    "clearing up the other orders",                                  // known-item
    "clearing up the other orders",                                  // known-merchant
    "proof of who the payer is",                                     // known-wallet
    "an account of who shares it",                                   // known-resource
    "—",                                                             // known-words
}};

}  // namespace

std::string_view clears_in_english(Reason reason) {
    return texts[static_cast<std::size_t>(reason)];
}

}  // namespace shouxin::model
