// Recruiting: offers of money for orders or praise are known however they are spaced; benefits of
// a membership, discounts and chat are not.
#include "text/recruiting.h"

#include <gtest/gtest.h>

namespace shouxin::text {
namespace {

TEST(Recruiting, knows_offers) {
    for (const char* const post :
         {"招募体验官，到店免费吃，五星好评后全额返",
          "【会员福利】打卡＋晒图，红 包 返 现",
          "兼职刷单，日结",
          "垫付本金，收货后返本金加佣金",
          "拍单不发货，每单8元"}) {
        EXPECT_TRUE(recruits(post)) << post;
    }
}

TEST(Recruiting, leaves_ordinary_talk_alone) {
    for (const char* const post :
         {"会员日有满减",
          "签到领券",
          "下单返红包，限今天",
          "已下单，蹲发货",
          "好评，下次还来",
          "新会员首单立减10元",
          "小心，好评返现、刷单返本金都是骗局",
          "做任务垫付了一千多，说好返本金，现在要不回来了",
          "有人一起拼单吗",
          "",
          "\xff\xfe"}) {
        EXPECT_FALSE(recruits(post)) << post;
    }
}

}  // namespace
}  // namespace shouxin::text
