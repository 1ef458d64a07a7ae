#include "region/letters.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace shouxin::region {
namespace {

constexpr std::string_view pairs = "shouxin-traditional 1\n# a remark\n廣广 東东\n號号\n";

std::u16string letters_of(std::string_view text) {
    const Letters letters = Letters::parse(pairs).value();
    std::u16string found;
    for (Letter letter = letters.next(text); letter != no_letter; letter = letters.next(text)) {
        found += static_cast<char16_t>(letter);
    }
    return found;
}

TEST(Letters, OfTraditionalAndSimplifiedTextAreTheSame) {
    EXPECT_EQ(letters_of("廣東"), letters_of("广东"));
}

TEST(Letters, OfFullAndHalfWidthAreTheSame) {
    EXPECT_EQ(letters_of("Ｎｏ．１２"), letters_of("no12"));
}

TEST(Letters, AreNeitherSpaceNorPunctuation) {
    EXPECT_EQ(letters_of(" 广，东　（省）\t-、。"), u"广东省");
}

TEST(Letters, LeaveOutWhatIsNotUtf8) {
    EXPECT_EQ(letters_of("\xff广\xe4\xb8东\xc0\xaf"), u"广东");
    EXPECT_EQ(letters_of("\xed\xa0\x80"), u"");      // half a surrogate pair
    EXPECT_EQ(letters_of("\xe0\x80\xaf广"), u"广");  // written too long
}

TEST(Letters, OfOtherPlanesStandForThemselves) {
    EXPECT_EQ(letters_of("𠮷"), (std::u16string{0xffff}));
}

TEST(Letters, KnowWhereTheyStandAndWhatPartsThem) {
    const Letters letters = Letters::parse(pairs).value();
    std::vector<Glyph> glyphs;
    letters.read("广 东", glyphs);
    ASSERT_EQ(glyphs.size(), 2);
    EXPECT_TRUE(glyphs[0].parted);
    EXPECT_TRUE(glyphs[1].parted);
    EXPECT_EQ(glyphs[1].begin, 4);
    EXPECT_EQ(glyphs[1].end, 7);
    letters.read("广东", glyphs);
    EXPECT_FALSE(glyphs[1].parted);
}

TEST(Letters, NameTheLineOfABrokenTable) {
    const auto broken = Letters::parse("shouxin-traditional 1\n廣\n");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().failure, Failure::corrupt);
    EXPECT_NE(broken.error().message.find("line 2"), std::string::npos);
    EXPECT_FALSE(Letters::parse("").has_value());
}

RC_GTEST_PROP(Letters, OfAnyBytesLieInOrderInsideThem, (const std::string& bytes)) {
    static const Letters letters = Letters::parse(pairs).value();
    std::vector<Glyph> glyphs;
    letters.read(bytes, glyphs);
    std::uint32_t end = 0;
    for (const Glyph& glyph : glyphs) {
        RC_ASSERT(glyph.letter != no_letter);
        RC_ASSERT(glyph.begin >= end && glyph.end > glyph.begin);
        end = glyph.end;
    }
    RC_ASSERT(end <= bytes.size());
}

}  // namespace
}  // namespace shouxin::region
