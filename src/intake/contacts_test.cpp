// Contacts in free text: found however they are written, replaced by stable tokens, and nothing
// else touched.
#include "intake/contacts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <string>

namespace shouxin::intake {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Found {
    std::string text;
    std::uint32_t count = 0;
};

Found found_in(std::string_view text) {
    ContactFilter filter({1, 2});
    Arena arena;
    Found found;
    found.text = filter.replace(text, arena, found.count);
    return found;
}

// With every token's digits made 'k'.
std::string shape_of(std::string_view text) {
    return std::regex_replace(found_in(text).text, std::regex(":[0-9a-f]{16}\\]"), ":k]");
}

TEST(Contacts, PhonesAreFoundHoweverWritten) {
    EXPECT_EQ(shape_of("打13800138000谢谢"), "打[phone:k]谢谢");
    EXPECT_EQ(shape_of("打138 0013 8000谢谢"), "打[phone:k]谢谢");
    EXPECT_EQ(shape_of("138-0013-8000"), "[phone:k]");
    EXPECT_EQ(shape_of("+86 13800138000"), "+[phone:k]");
    EXPECT_EQ(shape_of("8613800138000"), "[phone:k]");
    EXPECT_EQ(shape_of("008613800138000"), "[phone:k]");
    EXPECT_EQ(shape_of("１３８００１３８０００"), "[phone:k]");
    EXPECT_EQ(shape_of("tel13800138000, 13900139000."), "tel[phone:k], [phone:k].");
    EXPECT_EQ(shape_of("买了2 13800138000"), "买了2 [phone:k]");
    EXPECT_EQ(found_in("13800138000和13900139000").count, 2U);
}

TEST(Contacts, OneNumberIsOneToken) {
    const std::string token = found_in("13800138000").text;
    EXPECT_EQ(found_in("138-0013-8000").text, token);
    EXPECT_EQ(found_in("１３８００１３８０００").text, token);
    EXPECT_EQ(found_in("86 138 0013 8000").text, token);
    EXPECT_NE(found_in("13800138001").text, token);
    EXPECT_THAT(token, Not(HasSubstr("138")));
}

TEST(Contacts, LongerNumbersAreNoPhones) {
    for (const char* text :
         {"订单20261019235208123", "138001380001", "1380013800", "12800138000", "113800138000"}) {
        EXPECT_EQ(found_in(text).text, text);
    }
}

TEST(Contacts, IdNumbers) {
    EXPECT_EQ(shape_of("身份证11010519491231002X的"), "身份证[id:k]的");
    EXPECT_EQ(shape_of("身份证110105194912310021的"), "身份证110105194912310021的");
}

TEST(Contacts, Hotlines) {
    EXPECT_EQ(shape_of("拨打400-123-4567"), "拨打[hotline:k]");
    EXPECT_EQ(shape_of("4001234567"), "[hotline:k]");
    EXPECT_EQ(shape_of("400 1234 567 800-810-8888"), "[hotline:k] [hotline:k]");
    EXPECT_EQ(shape_of("座机010-12345678"), "座机[hotline:k]");
    EXPECT_EQ(shape_of("0571-8765432, 0571-8765 4321"), "[hotline:k], [hotline:k]");
    EXPECT_EQ(shape_of("客服热线:95588"), "客服热线:[hotline:k]");
    EXPECT_EQ(found_in("95588").count, 0U);
    EXPECT_EQ(found_in("花了95588元").count, 0U);
    EXPECT_EQ(found_in("400元 2026-10-19 10:00").count, 0U);
}

TEST(Contacts, WeChatIds) {
    EXPECT_EQ(shape_of("加微信abc_12345返现"), "加微信[wechat:k]返现");
    EXPECT_EQ(shape_of("微信号：Abc-12345"), "微信号：[wechat:k]");
    EXPECT_EQ(shape_of("V信 lucky888"), "V信 [wechat:k]");
    EXPECT_EQ(shape_of("加v:lucky888"), "加v:[wechat:k]");
    EXPECT_EQ(shape_of("vx：lucky888"), "vx：[wechat:k]");
    EXPECT_EQ(shape_of("wx lucky888"), "wx [wechat:k]");
    EXPECT_EQ(shape_of("vxlucky888"), "[wechat:k]");
    EXPECT_EQ(shape_of("wxid_abc123xyz"), "[wechat:k]");
    EXPECT_EQ(found_in("微信Lucky888").text, found_in("微信lucky888").text);
    EXPECT_EQ(shape_of("微信13800138000"), "微信[phone:k]");
}

TEST(Contacts, OrdinaryWordsStay) {
    for (const char* text :
         {"",
          "质量很好",
          "iPhone15 ProMax 256GB",
          "微信支付很方便",
          "型号wx-1",
          "add me on wechat please",
          "wonderful shoes, thanks",
          "微信",
          "vx",
          "加v",
          "abcdef123456",
          "5星好评 100分 12345"}) {
        EXPECT_EQ(found_in(text).text, text);
        EXPECT_EQ(found_in(text).count, 0U);
    }
}

TEST(Contacts, TextWithoutContactsIsNotCopied) {
    ContactFilter filter({1, 2});
    Arena arena;
    std::uint32_t count = 0;
    const std::string_view text = "iPhone15 ProMax 256GB";
    EXPECT_EQ(filter.replace(text, arena, count).data(), text.data());
}

TEST(Contacts, TheKeyDecidesTheToken) {
    ContactFilter one({1, 2});
    ContactFilter other({1, 3});
    EXPECT_NE(one.replaced("13800138000"), other.replaced("13800138000"));
}

RC_GTEST_PROP(Contacts, NoPhoneSurvivesInAnySurroundings, ()) {
    const auto around = rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("abcXYZ_ ,.:[]{}\"\\\n\xE5\xBE\xAE")));
    const std::string text = *around + "13800138000" + *around;
    RC_ASSERT(found_in(text).text.find("13800138000") == std::string::npos);
}

RC_GTEST_PROP(Contacts, AnyBytesSurvive, (const std::string& text)) {
    ContactFilter filter({1, 2});
    filter.replaced(text);
}

}  // namespace
}  // namespace shouxin::intake
