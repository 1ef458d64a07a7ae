#include "region/address.h"

#include "region/address_line.h"
#include "region/embedded_test.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace shouxin::region {
namespace {

std::string line(std::string_view text) {
    AddressReader reader(embedded_regions());
    std::string written;
    put_line(written, embedded_regions(), reader.read(text));
    return written;
}

std::string code(std::string_view text) {
    const std::string written = line(text);
    return written.substr(0, written.find('\t'));
}

std::string how(std::string_view text) {
    AddressReader reader(embedded_regions());
    return std::string(name_of(reader.read(text).how));
}

std::string rest(std::string_view text) {
    AddressReader reader(embedded_regions());
    return reader.read(text).rest;
}

TEST(Address, IsADivisionItsLevelAndARest) {
    EXPECT_EQ(
        line("广东省中山市石岐街道民权路5号"),
        "442000001\t广东省/中山市/石岐街道\t街道/镇/乡\texact\t民权路5号\t");
}

TEST(Address, MayLeaveOutLevels) {
    EXPECT_EQ(code("广东中山石岐街道"), "442000001");
    EXPECT_EQ(code("石岐街道"), "442000001");
    EXPECT_EQ(code("江苏省昆山市"), "320583");
    EXPECT_EQ(code("保亭黎族苗族自治县什玲"), "469029101");
}

TEST(Address, MayRepeatThem) {
    EXPECT_EQ(code("广东省广东省中山市中山市石岐街道"), "442000001");
    EXPECT_EQ(code("吉林市吉林市昌邑区"), "220202");
    EXPECT_EQ(code("承德市承德市"), "130800");
    EXPECT_EQ(code("北京市市辖区朝阳区"), "110105");
}

TEST(Address, IsReadInAnyScriptAndWidth) {
    EXPECT_EQ(code("廣東省 中山市，石岐街道"), "442000001");
    EXPECT_EQ(rest("廣東省中山市石岐街道民權路５號"), "民權路５號");
}

TEST(Address, MayStandBehindWordsAndPeople) {
    EXPECT_EQ(code("地址：528400 广东省中山市石岐街道"), "442000001");
    EXPECT_EQ(rest("张三 13800138000 广东省中山市石岐街道民权路5号"), "张三 13800138000 民权路5号");
}

TEST(Address, KnowsShortNames) {
    EXPECT_EQ(code("内蒙锡盟苏尼特右旗"), "152524");
    EXPECT_EQ(code("湘西州吉首"), "433101");
    EXPECT_EQ(code("海西蒙古族乌兰县"), "632821");
    EXPECT_EQ(code("郑州市高新区"), "410172");
    EXPECT_EQ(how("彭水县"), "alias");
}

TEST(Address, SaysWhatBecameOfTheOld) {
    AddressReader reader(embedded_regions());
    const Address& address = reader.read("广东省中山市东升镇");
    EXPECT_EQ(address.how, How::successor);
    ASSERT_NE(address.change, nullptr);
    EXPECT_EQ(address.change->name, "东升镇");
    EXPECT_EQ(address.change->date, "2019-10/2021-10");
    EXPECT_EQ(code("中山市东升镇"), "442000118");
    EXPECT_EQ(code("襄樊市襄阳区"), "420607");
    EXPECT_EQ(code("莱芜市钢城区"), "370117");
    EXPECT_EQ(code("四平市公主岭市"), "220184");
    EXPECT_EQ(code("余杭区临平街道"), "330113001");
    EXPECT_EQ(
        line("杭州市江干区"),
        "330102\t浙江省/杭州市/上城区\t县级\tsuccessor\t\t330102:0.800;330114:0.200");
}

TEST(Address, OfSeveralPlacesIsAmbiguous) {
    EXPECT_EQ(
        line("鼓楼区"), "\t\t\tambiguous\t\t320106:0.250;320302:0.250;350102:0.250;410204:0.250");
    EXPECT_EQ(how("城关镇"), "ambiguous");
    EXPECT_EQ(how("河北省新华区"), "ambiguous");
}

TEST(Address, ThatNamesTwoPlacesIsAmbiguous) {
    for (const std::string_view text :
         {"从广州市到深圳市", "北京和上海", "浙江省中山市", "广东省中山市石岐街道，北京市朝阳区"}) {
        EXPECT_EQ(how(text), "ambiguous") << text;
    }
    EXPECT_EQ(line("北京和上海"), "\t\t\tambiguous\t北京和上海\t110000:0.500;310000:0.500");
}

TEST(Address, IsNotAStreetOrASchool) {
    for (const std::string_view text : {"南京路", "北京路5号", "中山北路", "北京大学", "四川菜"}) {
        EXPECT_EQ(how(text), "none") << text;
    }
    EXPECT_EQ(code("上海市南京路5号"), "310000");
    EXPECT_EQ(rest("广州市天河区天河路385号"), "天河路385号");
    EXPECT_EQ(rest("上海市中山路"), "中山路");
}

TEST(Address, OfLittleEvidenceIsNoCertainty) {
    for (const std::string_view text : {"平安", "长治久安", "海盐多少钱", "东方明珠", "石岐"}) {
        EXPECT_EQ(how(text), "ambiguous") << text;
    }
}

TEST(Address, OfNothingIsNothing) {
    EXPECT_EQ(line(""), "\t\t\tnone\t\t");
    EXPECT_EQ(line("我要修洗衣机"), "\t\t\tnone\t我要修洗衣机\t");
    EXPECT_EQ(line("Москва"), "\t\t\tnone\tМосква\t");
    EXPECT_EQ(line("\t\n\r"), "\t\t\tnone\t\t");
}

TEST(Address, KeepsItsLineWhole) {
    EXPECT_EQ(rest("中山市 a\tb\nc"), "a\tb\nc");
    EXPECT_EQ(line("中山市a\tb\nc\xff"), "442000\t广东省/中山市\t地级\texact\ta b c\xef\xbf\xbd\t");
}

TEST(Address, OfTenKilobytesIsReadToo) {
    std::string text = "广东省中山市石岐街道";
    while (text.size() < 10'000) {
        text += "民权路五号";
    }
    EXPECT_EQ(code(text), "442000001");
    EXPECT_EQ(how(std::string(10'000, 'x')), "none");
}

TEST(Address, EveryFullNameOfADivisionIsItself) {
    const Divisions& divisions = embedded_regions().divisions();
    AddressReader reader(embedded_regions());
    std::string text;
    std::size_t missed = 0;
    for (Row row = 0; row < divisions.size(); row += 7) {
        text.clear();
        divisions.put_full_name(text, row);
        const Address& address = reader.read(text);
        const bool told = std::any_of(
            address.candidates.begin(), address.candidates.end(), [&](const Candidate& one) {
                return one.row == row;
            });
        EXPECT_TRUE(
            address.row == row || address.row == no_row ||
            parts_of(divisions[address.row].code).contains(divisions[row].code))
            << text;
        missed += address.row == row || told ? 0 : 1;
    }
    EXPECT_LE(missed, 1);
}

// Bytes that look like addresses more often than chance has it.
rc::Gen<std::string> scraps() {
    const auto scrap = rc::gen::element<std::string>(
        "广东省",
        "中山",
        "石岐街道",
        "北京市",
        "朝阳区",
        "城关镇",
        "到",
        "路",
        "5号",
        " ",
        "，",
        "市",
        "\xff",
        "東",
        "的",
        "地址",
        "528400",
        "海南",
        std::string(1, '\0'),
        "\t",
        "𠮷",
        "吉林",
        "東升鎮",
        "县");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(scrap), [](const auto& all) {
        std::string text;
        for (const std::string& one : all) {
            text += one;
        }
        return text;
    });
}

RC_GTEST_PROP(Address, OfAnyScrapsKeepsItsPromises, ()) {
    const std::string text = *scraps();
    AddressReader reader(embedded_regions());
    const Address first = reader.read(text);
    const bool certain = first.how != How::ambiguous && first.how != How::none;
    RC_ASSERT(certain == (first.row != no_row));
    RC_ASSERT((first.how == How::ambiguous) <= !first.candidates.empty());
    std::uint32_t sum = 0;
    for (const Candidate& candidate : first.candidates) {
        sum += candidate.permille;
    }
    const auto better = [](const Candidate& a, const Candidate& b) {
        return a.permille > b.permille;
    };
    RC_ASSERT(std::is_sorted(first.candidates.begin(), first.candidates.end(), better));
    RC_ASSERT(sum <= 1000 + first.candidates.size());
    RC_ASSERT(first.rest.size() <= text.size() + 1);
    std::string written;
    put_line(written, embedded_regions(), first);
    RC_ASSERT(std::count(written.begin(), written.end(), '\t') == 5);
    RC_ASSERT(written.find('\n') == std::string::npos);
    const Address& again = reader.read(text);  // nothing remains of what was read before
    RC_ASSERT(again.row == first.row && again.rest == first.rest);
    RC_ASSERT(again.candidates == first.candidates);
}

RC_GTEST_PROP(Address, SpacesBetweenItsNamesChangeNothing, ()) {
    const Divisions& divisions = embedded_regions().divisions();
    const Row row = *rc::gen::inRange<Row>(0, divisions.size());
    std::string name;
    divisions.put_full_name(name, row);
    std::string spaced = name;
    std::replace(name.begin(), name.end(), '/', ' ');
    std::erase(spaced, '/');
    AddressReader reader(embedded_regions());
    const Row together = reader.read(spaced).row;
    RC_ASSERT(reader.read(name).row == together);
}

}  // namespace
}  // namespace shouxin::region
