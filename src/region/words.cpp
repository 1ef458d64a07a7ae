#include "region/words.h"

#include "region/data_lines.h"

#include <algorithm>
#include <array>
#include <utility>

namespace shouxin::region {

namespace {

constexpr std::uint32_t nodes_max = 1000;
constexpr std::uint32_t modifiers_max = 3;
constexpr std::uint32_t address_letters = 24;

constexpr std::array<std::pair<WordKind, std::string_view>, 8> vocabulary = {{
    {WordKind::noise,
     "中国 中华人民共和国 地址 收货地址 收件地址 寄件地址 详细地址 联系地址 家庭地址 服务地址 "
     "维修地址 地址是 "
     "地址在 住址 现住址 居住地 所在地 所在地区 所在地址 收货人 收件人 位于 坐落于 坐落在 我在 "
     "我住 我住在 "
     "我家在 我家住 家住 家在 住在 在 邮编 邮政编码"},
    {WordKind::between,
     "市辖区 省直辖县级行政区划 省直辖县级行政单位 省直辖县 自治区直辖县级行政区划 "
     "自治区直辖县级行政单位 "
     "省直辖 直辖县 的 那边 下面 下属 境内 地址 详细地址 所在地址 中国"},
    {WordKind::connective, "到 至 和 与 及 或 或者 还是 以及 去 往 转 转到 寄到 送到 搬到 跟"},
    {WordKind::feature,
     "路 街 大街 街口 巷 弄 胡同 道 大道 桥 大桥 立交桥 高架 高速 高速公路 公路 国道 省道 站 车站 "
     "火车站 汽车站 "
     "地铁站 机场 港口 码头 大厦 大楼 广场 商场 商城 商厦 市场 超市 百货 中心 小区 花园 家园 公寓 "
     "新村 庄园 山庄 "
     "苑 雅苑 园 园区 公园 酒店 大酒店 宾馆 饭店 大饭店 饭庄 餐厅 酒楼 酒家 大学 学院 学校 中学 "
     "小学 幼儿园 一中 二中 "
     "三中 一小 二小 实验 医院 诊所 卫生院 银行 寺 庙 塔 电视台 日报 晚报 公司 集团 有限公司 菜 "
     "菜馆 火锅 烤鸭 "
     "村 店 馆 会馆 厂 体育馆 图书馆 博物馆 纪念馆 影城 剧院 电影院 牌 话 人民医院 故居 宾舍 古镇 "
     "古城 影视城"},
    {WordKind::modifier,
     "东 西 南 北 中 上 下 前 后 内 外 左 右 新 老 大 小 环 支 一 二 三 四 五 六 七 八 九 十 第 横 "
     "纵 1 2 3 4 5 6 "
     "7 8 9 0"},
    {WordKind::town_level,
     "街道办事处 街道办 街办 办事处 街道 镇政府 镇人民政府 乡政府 乡人民政府 镇 乡 办"},
    {WordKind::address,
     "路 街 号 巷 弄 村 栋 幢 楼 室 区 苑 园 镇 乡 组 队 道 胡同 大厦 广场 单元 家园 公寓 国际 "
     "中心 0 1 2 3 4 5 6 7 8 "
     "9"},
    {WordKind::office, "办事处 办 人民政府"},
}};

}  // namespace

Words::Words(const Letters& letters) : trie_(nodes_max) {
    std::vector<Letter> word;
    for (auto [kind, text] : vocabulary) {
        while (!text.empty()) {
            std::string_view spelled = take_cell(text, ' ');
            word.clear();
            for (Letter letter = letters.next(spelled); letter != no_letter;
                 letter = letters.next(spelled)) {
                word.push_back(letter);
            }
            const Trie::Node node = trie_.grow(word);
            kinds_.resize(std::max<std::size_t>(kinds_.size(), node + 1));
            kinds_[node] = static_cast<std::uint8_t>(kinds_[node] | static_cast<unsigned>(kind));
        }
    }
}

std::uint32_t Words::length(std::span<const Glyph> glyphs, std::uint32_t at, WordKind kind) const {
    std::uint32_t longest = 0;
    Trie::Node node = Trie::root;
    for (std::uint32_t i = at; i < glyphs.size(); ++i) {
        node = trie_.step(node, glyphs[i].letter);
        if (node == Trie::nowhere) {
            break;
        }
        if (node < kinds_.size() && (kinds_[node] & static_cast<unsigned>(kind)) != 0) {
            longest = i + 1 - at;
        }
    }
    return longest;
}

bool Words::makes_feature(std::span<const Glyph> glyphs, std::uint32_t at) const {
    for (std::uint32_t i = 0; i <= modifiers_max && at < glyphs.size(); ++i, ++at) {
        if (glyphs[at].parted) {
            return false;
        }
        if (length(glyphs, at, WordKind::feature) > 0) {
            return true;
        }
        if (length(glyphs, at, WordKind::modifier) == 0) {
            return false;
        }
    }
    return false;
}

bool Words::goes_on(std::span<const Glyph> glyphs, std::uint32_t at) const {
    const auto last =
        static_cast<std::uint32_t>(std::min<std::size_t>(glyphs.size(), at + address_letters));
    for (; at < last; ++at) {
        if (length(glyphs, at, WordKind::address) > 0) {
            return true;
        }
    }
    return false;
}

}  // namespace shouxin::region
