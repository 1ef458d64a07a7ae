// What does this marketplace tell at all? Some don't record views, parcel stations, or the device
// behind a review. A plain value.
#pragma once

#include <string>

namespace shouxin::world {

struct ReportKnobs {
    bool views = true;
    bool scans = true;
    bool likes = true;
    bool messages = true;
    bool staff = true;
    bool registrations = true;
    bool old_registrations = false;  // of accounts older than the first day
    bool campaigns = true;
    bool removals = true;
    bool transfers = true;
    bool shops_opened = true;

    bool order_category = true;
    bool subsidy_when_none = true;  // "subsidy":0 is written out
    bool keyword = true;
    bool rank = true;
    bool review_device = true;
    bool review_item = true;
    bool images = true;
    bool empty_images = true;  // "images":[] is written out
    bool like_device = true;
    bool identity = true;
    bool inviter = false;
    bool note = true;
    bool redeem_place = true;
    bool whole_dwell = false;  // dwell in whole seconds
    std::string platform_wallet = "p-platform";
};

}  // namespace shouxin::world
