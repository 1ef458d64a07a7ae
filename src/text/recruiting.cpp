#include "text/recruiting.h"

#include "text/letters.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace shouxin::text {

namespace {

using Word = std::u32string_view;

// The trade's own words. Source: the posts that courts and platforms quote (docs/attacks.md, 14).
constexpr std::array<Word, 12> trade{
    U"刷单",
    U"补单",
    U"放单",
    U"刷评",
    U"代写好评",
    U"拍单返",
    U"好评返",
    U"五星返",
    U"晒图返",
    U"删评另",
    U"做单返",
    U"拍下秒返"};

constexpr std::array<Word, 18> money{
    U"返现",
    U"返款",
    U"返本",
    U"返全款",
    U"全额返",
    U"全返",
    U"立返",
    U"秒返",
    U"佣金",
    U"酬劳",
    U"红包",
    U"免单",
    U"报销",
    U"本金",
    U"一单",
    U"每单",
    U"一条",
    U"免费吃"};

constexpr std::array<Word, 18> work{
    U"好评",
    U"五星",
    U"晒图",
    U"带图",
    U"做评价",
    U"写评价",
    U"垫付",
    U"做单",
    U"拍单",
    U"做销量",
    U"冲量",
    U"体验官",
    U"老号",
    U"不发货",
    U"数据优化",
    U"浏览",
    U"点赞",
    U"收藏加购"};

// Who warns, complains or asks speaks of the trade too.
constexpr std::array<Word, 16> against{
    U"骗",
    U"别信",
    U"不要信",
    U"小心",
    U"警惕",
    U"提醒",
    U"举报",
    U"投诉",
    U"曝光",
    U"报警",
    U"违规",
    U"上当",
    U"要不回",
    U"没返",
    U"不返",
    U"拉黑"};

bool holds_one_of(const std::u32string& letters, std::span<const Word> words) {
    return std::ranges::any_of(
        words, [&](Word word) { return letters.find(word) != std::u32string::npos; });
}

}  // namespace

bool recruits(std::string_view utf8) {
    const std::u32string letters = letters_of(utf8);
    const bool offers = holds_one_of(letters, trade) ||
                        (holds_one_of(letters, money) && holds_one_of(letters, work));
    return offers && !holds_one_of(letters, against);
}

}  // namespace shouxin::text
