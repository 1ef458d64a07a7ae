#include "report/html_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouxin::report {
namespace {

TEST(HtmlText, Escapes) {
    EXPECT_EQ(escaped("a<b>&\"'`"), "a&lt;b&gt;&amp;&quot;&#39;&#96;");
    EXPECT_EQ(escaped("刷单"), "刷单");
    EXPECT_EQ(escaped("a\x01\n\x7f"), "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(escaped("\xe2\x80\xae"), "\xef\xbf\xbd") << "right-to-left override";
    EXPECT_EQ(escaped("\xc3("), "\xef\xbf\xbd(") << "half a character";
}

TEST(HtmlText, CutsTheMiddle) {
    EXPECT_EQ(escaped("m-80ff7ccfd1", 13), "m-80ff7ccfd1");
    EXPECT_EQ(escaped("abcdefghijklmnopqrst", 10), "abcde…qrst");
    EXPECT_EQ(escaped("一二三四五六七八九十", 10), "一二…九十");
}

TEST(HtmlText, Numbers) {
    EXPECT_EQ(thousands(0), "0");
    EXPECT_EQ(thousands(999), "999");
    EXPECT_EQ(thousands(1'234'567), "1,234,567");
    EXPECT_EQ(expected(1'250'000), "1.3");
    EXPECT_EQ(expected(1'234'500'000), "1,235");
    EXPECT_EQ(percent(973'211), "97.3%");
    EXPECT_EQ(percent(0), "0%");
    EXPECT_EQ(percent(1), "&lt;0.1%");
    EXPECT_EQ(percent(999'999), "&gt;99.9%");
    EXPECT_EQ(percent(1'000'000), "100%");
    EXPECT_EQ(threshold(900'000), "90%");
    EXPECT_EQ(threshold(905'000), "90.5%");
    EXPECT_EQ(counted(1, unit::orders).en, "1 order");
    EXPECT_EQ(counted(1'204, unit::orders).zh, "1,204 单");
}

TEST(HtmlText, Money) {
    EXPECT_EQ(money(19'905).zh, "199.05 元");
    EXPECT_EQ(money(1'234'550).zh, "12,346 元");
    EXPECT_EQ(exact_money(1'234'550).en, "¥12,345.50");
    EXPECT_EQ(share_of(19'900, 500'000), 9'950);
    EXPECT_EQ(share_of(9'223'372'036'854'775'807, 1'000'000), 9'223'372'036'854'775'807);
}

TEST(HtmlText, ChinasTime) {
    EXPECT_EQ(minute(1'793'462'399), "2026-10-31 23:59");
    EXPECT_EQ(minute(1'793'462'400), "2026-11-01 00:00");
    EXPECT_EQ(month_day(day_of(1'793'462'400)), "11-01");
}

std::size_t stand_ins(const Html& html) {
    std::size_t count = 0;
    for (std::size_t at = html.find("\xef\xbf\xbd"); at != Html::npos;
         at = html.find("\xef\xbf\xbd", at + 3)) {
        ++count;
    }
    return count;
}

RC_GTEST_PROP(HtmlText, AnyBytesBecomeHarmlessText, (const std::string& bytes)) {
    const Html html = escaped(bytes, 40);
    RC_ASSERT(html.find_first_of("<>\"'`") == Html::npos);
    RC_ASSERT(html.size() <= 40U * 6 + 3);
    // What came out is UTF-8: escaping it again finds nothing more to replace.
    RC_ASSERT(stand_ins(escaped(html, 100'000)) == stand_ins(html));
}

}  // namespace
}  // namespace shouxin::report
