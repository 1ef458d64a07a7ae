#include "region/forms.h"

#include <gmock/gmock.h>

#include <string>

namespace shouxin::region {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class FormsOf : public testing::Test {
protected:
    std::vector<Letter> read(std::string_view text) {
        std::vector<Letter> found;
        for (Letter l = letters_.next(text); l != no_letter; l = letters_.next(text)) {
            found.push_back(l);
        }
        return found;
    }

    std::string brief(std::string_view name, Level level) {
        const std::vector<Letter> letters = read(name);
        return std::string(name.substr(0, 3 * forms_.brief_length(letters, level)));
    }

    // All but those two, inside ones with a +.
    std::vector<std::u16string> others(
        std::string_view name, Level level, std::vector<std::string_view> above = {}) {
        std::vector<std::vector<Letter>> names;
        for (const std::string_view one : above) {
            names.push_back(read(one));
        }
        const std::vector<std::span<const Letter>> spans(names.begin(), names.end());
        std::vector<std::u16string> found;
        const std::vector<Letter> own = read(name);
        for (const Form& form : forms_.others(own, level, spans)) {
            std::u16string text(form.letters.begin(), form.letters.end());
            found.push_back(form.kind == FormKind::inside ? u"+" + text : text);
        }
        return found;
    }

    Letters letters_ = Letters::parse("shouxin-traditional 1\n").value();
    Forms forms_{letters_};
};

TEST_F(FormsOf, NamesAreShortWithoutTheirLevel) {
    EXPECT_EQ(brief("广东省", Level::province), "广东");
    EXPECT_EQ(brief("石岐街道", Level::town), "石岐");
    EXPECT_EQ(brief("什玲镇", Level::town), "什玲");
    EXPECT_EQ(brief("万柏林区", Level::county), "万柏林");
}

TEST_F(FormsOf, NamesOfOneLetterAreNeverShort) {
    EXPECT_EQ(brief("南县", Level::county), "");
}

TEST_F(FormsOf, AStreetIsNotATown) {
    EXPECT_EQ(brief("学院路街道", Level::town), "");
}

TEST_F(FormsOf, PeoplesMayBeLeftOutOrCut) {
    const auto found = others("彭水苗族土家族自治县", Level::county);
    for (const char16_t* form :
         {u"彭水",
          u"彭水县",
          u"彭水自治县",
          u"彭水苗族自治县",
          u"彭水苗族县",
          u"彭水土家族自治县",
          u"彭水土家族苗族自治县"}) {
        EXPECT_THAT(found, Contains(std::u16string(form)));
    }
    EXPECT_THAT(found, Not(Contains(std::u16string(u"彭水苗族土家族自治县"))));
}

TEST_F(FormsOf, ACountyMayBeCalledByItsPeople) {
    EXPECT_THAT(others("东乡族自治县", Level::county), Contains(std::u16string(u"东乡县")));
}

TEST_F(FormsOf, APrefectureLosesItsPeoplesToo) {
    EXPECT_THAT(
        others("凉山彝族自治州", Level::prefecture),
        testing::IsSupersetOf({std::u16string(u"凉山"), std::u16string(u"凉山州")}));
    EXPECT_THAT(others("于家务回族乡", Level::town), Contains(std::u16string(u"于家务乡")));
}

TEST_F(FormsOf, AZoneIsCalledByItsKind) {
    const auto found = others("郑州高新技术产业开发区", Level::county, {"郑州市", "河南省"});
    EXPECT_THAT(found, Contains(std::u16string(u"+高新区")));
    EXPECT_THAT(found, Contains(std::u16string(u"郑州高新区")));
    EXPECT_THAT(found, Contains(std::u16string(u"+高新技术产业开发区")));
}

TEST_F(FormsOf, APlainNameHasNoOthers) {
    EXPECT_THAT(others("天河区", Level::county, {"广州市", "广东省"}), IsEmpty());
}

}  // namespace
}  // namespace shouxin::region
