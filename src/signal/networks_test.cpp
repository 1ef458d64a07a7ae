#include "signal/networks.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::signal {
namespace {

Networks parsed(std::string_view text) {
    auto networks = Networks::parse(text, "list");
    EXPECT_TRUE(networks.has_value()) << networks.error().message;
    return networks ? *networks : Networks{};
}

TEST(Networks, hold_the_addresses_of_their_ranges_and_no_others) {
    const Networks networks = parsed(
        "# known for hosting\r\n"
        "45.76.0.0/16\n\n  185.220.101.1  ; one\n"
        "2001:db8::/32\n"
        "10.1.2.3/8");
    for (const char* inside :
         {"45.76.0.0",
          "45.76.255.255",
          "185.220.101.1",
          "2001:db8::1",
          "10.255.0.1",
          "2001:0DB8:ffff:ffff:ffff:ffff:ffff:ffff",
          "::ffff:45.76.1.2"}) {
        EXPECT_TRUE(networks.contains(inside)) << inside;
    }
    for (const char* outside :
         {"45.75.255.255",
          "45.77.0.0",
          "185.220.101.2",
          "2001:db9::",
          "11.0.0.0",
          "",
          "x",
          "45.76.0",
          "45.76.0.256",
          "45.76.0.0.0",
          "45.76.0.0001",
          "2001:db8",
          ":::",
          "2001:db8:::1",
          "1:2:3:4:5:6:7:8:9",
          "2001:db8::12345",
          "2001:db8:",
          "45.76.0.0 "}) {
        EXPECT_FALSE(networks.contains(outside)) << outside;
    }
    EXPECT_FALSE(Networks{}.contains("1.2.3.4"));
}

TEST(Networks, that_overlap_or_touch_become_one) {
    EXPECT_EQ(parsed("1.0.0.0/9\n1.128.0.0/9\n1.2.0.0/16\n3.0.0.0/8").size(), 2U);
    EXPECT_EQ(parsed("0.0.0.0/0").size(), 1U);
    EXPECT_TRUE(parsed("0.0.0.0/0").contains("255.255.255.255"));
    EXPECT_FALSE(parsed("0.0.0.0/0").contains("2001:db8::1"));
    EXPECT_TRUE(parsed("::/0\n::/1").contains("ffff::"));
}

TEST(Networks, refuse_what_is_no_network_by_its_line) {
    for (const char* wrong :
         {"45.76.0.0/33",
          "45.76.0.0/",
          "45.76.0.0/-1",
          "hosting",
          "::1/129",
          "1.2.3.4/8/9",
          "45.76.0.0 /16",
          "1.2.3.4 5.6.7.8",
          "::1::2"}) {
        const auto refused = Networks::parse("1.2.3.4\n" + std::string(wrong), "list.cidr");
        ASSERT_FALSE(refused.has_value()) << wrong;
        EXPECT_TRUE(refused.error().message.starts_with("list.cidr:2: not a network")) << wrong;
    }
}

}  // namespace
}  // namespace shouxin::signal
