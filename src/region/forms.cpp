#include "region/forms.h"

#include "region/data_lines.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace shouxin::region {

namespace {

constexpr std::size_t brief_letters_min = 2;
constexpr std::size_t peoples_max = 5;
constexpr std::size_t zone_letters_min = 3;
constexpr std::size_t zone_name_letters_min = 6;

// What a level is called at the end of a name.
constexpr std::array<std::string_view, 5> level_words = {
    "",
    "特别行政区 自治区 省 市",
    "自治州 地区 盟 市 县",
    "自治县 自治旗 县 市 区 旗",
    "街道办事处 地区办事处 民族苏木 民族乡 街道 地区 办事处 苏木 镇 乡"};

// A name that ends so is a street's, which a town has its name from.
constexpr std::string_view street_words = "路 街 道 巷 胡同";

constexpr std::string_view autonomous_word = "自治";
constexpr std::string_view people_letter = "族";

// The peoples as divisions write them, and what stands for several.
constexpr std::string_view people_words =
    "各族 民族 汉族 壮族 满族 回族 苗族 维吾尔 维吾尔族 土家族 彝族 蒙古 蒙古族 藏族 布依族 侗族 "
    "瑶族 朝鲜族 "
    "白族 哈尼族 哈萨克 哈萨克族 黎族 傣族 畲族 傈僳族 仡佬族 东乡族 拉祜族 水族 佤族 纳西族 羌族 "
    "土族 仫佬族 "
    "锡伯 锡伯族 柯尔克孜 柯尔克孜族 达斡尔族 景颇族 毛南族 撒拉族 塔吉克 塔吉克族 阿昌族 普米族 "
    "鄂温克族 怒族 "
    "京族 基诺族 德昂族 保安族 俄罗斯族 裕固族 乌孜别克族 塔塔尔族 独龙族 鄂伦春 鄂伦春族 赫哲族 "
    "珞巴族 门巴族 "
    "布朗族 高山族";

// A kind of zone, then what it is called for short.
constexpr std::array<std::string_view, 8> zone_words = {
    "高新技术产业开发区 高新区 高新技术开发区 高新开发区 开发区",
    "高新技术开发区 高新区 高新技术产业开发区 开发区",
    "高新技术产业园区 高新区 高新技术开发区",
    "经济技术开发区 经开区 经济开发区 开发区",
    "经济开发区 经开区 经济技术开发区 开发区",
    "城乡一体化示范区 示范区",
    "工业园区 园区 工业园",
    "综合保税区 综保区 保税区"};

bool is_zone(std::span<const Letter> name, Level level) {
    return level == Level::county && name.size() >= zone_name_letters_min;
}

bool ends_with(std::span<const Letter> name, const std::vector<Letter>& word) {
    return name.size() >= word.size() && name.back() == word.back() &&
           std::equal(word.begin(), word.end(), name.end() - std::ssize(word));
}

bool starts_with(std::span<const Letter> name, std::span<const Letter> word) {
    return name.size() >= word.size() && std::equal(word.begin(), word.end(), name.begin());
}

template <class Range>
std::vector<Letter> joined(std::vector<Letter> letters, const Range& more) {
    letters.insert(letters.end(), more.begin(), more.end());
    return letters;
}

}  // namespace

Forms::Forms(const Letters& letters)
    : letters_(letters),
      streets_(words(street_words)),
      peoples_(words(people_words)),
      autonomous_(words(autonomous_word).front()),
      people_(words(people_letter).front().front()) {
    for (std::size_t level = 1; level < level_words.size(); ++level) {
        suffixes_[level] = words(level_words[level]);
    }
    for (const std::string_view line : zone_words) {
        std::vector<Word> kind = words(line);
        const Word whole = kind.front();
        kind.erase(kind.begin());
        zones_.emplace_back(whole, std::move(kind));
    }
}

std::vector<Forms::Word> Forms::words(std::string_view text) const {
    std::vector<Word> found;
    while (!text.empty()) {
        std::string_view word = take_cell(text, ' ');
        Word& letters = found.emplace_back();
        for (Letter letter = letters_.next(word); letter != no_letter;
             letter = letters_.next(word)) {
            letters.push_back(letter);
        }
    }
    return found;
}

bool Forms::ends_with_street(std::span<const Letter> name) const {
    return std::any_of(
        streets_.begin(), streets_.end(), [&](const Word& word) { return ends_with(name, word); });
}

std::size_t Forms::brief_length(std::span<const Letter> name, Level level) const {
    for (const Word& suffix : suffixes_[static_cast<std::size_t>(level)]) {
        if (ends_with(name, suffix)) {
            const std::size_t length = name.size() - suffix.size();
            const bool street = level == Level::town && ends_with_street(name.first(length));
            return length >= brief_letters_min && !street ? length : 0;
        }
    }
    return 0;
}

bool Forms::is_level(std::span<const Letter> name) const {
    const auto& towns = suffixes_[static_cast<std::size_t>(Level::town)];
    return std::any_of(towns.begin(), towns.end(), [&](const Word& word) {
        return std::ranges::equal(word, name);
    });
}

void Forms::add(Word letters, FormKind kind) {
    if (letters.size() >= brief_letters_min) {
        made_.push_back({std::move(letters), kind});
    }
}

void Forms::add_peoples(std::span<const Letter> name, Level level) {
    const auto& suffixes = suffixes_[static_cast<std::size_t>(level)];
    const auto suffix = std::find_if(
        suffixes.begin(), suffixes.end(), [&](const Word& word) { return ends_with(name, word); });
    if (suffix == suffixes.end()) {
        return;
    }
    std::span<const Letter> root = name.first(name.size() - suffix->size());
    const bool autonomous = starts_with(*suffix, autonomous_);
    const std::span<const Letter> last = std::span(*suffix).last(1);
    std::vector<Word> peoples;
    for (bool more = true; more && peoples.size() < peoples_max;) {
        const Word* longest = nullptr;
        for (const Word& people : peoples_) {
            const bool longer = longest == nullptr || people.size() > longest->size();
            longest = ends_with(root, people) && longer ? &people : longest;
        }
        more = longest != nullptr;
        if (more) {
            root = root.first(root.size() - longest->size());
            peoples.insert(peoples.begin(), *longest);
        }
    }
    if (peoples.empty()) {
        return;
    }
    Word stem(root.begin(), root.end());
    if (stem.size() < brief_letters_min) {  // 东乡族自治县 is called by its people
        const Word& people = peoples.front();
        stem.insert(stem.end(), people.begin(), people.end() - (people.size() > 2 ? 1 : 0));
        peoples.erase(peoples.begin());
    }
    for (std::uint32_t kept = 0; kept < 1U << peoples.size(); ++kept) {
        Word form = stem;
        for (std::size_t i = 0; i < peoples.size(); ++i) {
            form = (kept >> i & 1U) != 0 ? joined(std::move(form), peoples[i]) : form;
        }
        add(form, FormKind::brief);
        add(joined(form, last), FormKind::brief);
        if (autonomous) {
            add(joined(form, *suffix), FormKind::brief);
        }
    }
    if (peoples.size() == 2) {  // 彭水土家族苗族自治县
        add(joined(joined(joined(stem, peoples[1]), peoples[0]), *suffix), FormKind::brief);
    }
}

void Forms::add_zone(std::span<const Letter> name, std::span<const std::span<const Letter>> above) {
    std::span<const Letter> own = name;
    std::span<const Letter> place;
    for (std::size_t i = 0; i < 2 * above.size(); ++i) {  // 河北唐山..., in either order
        const std::span<const Letter> whole = above[i % above.size()];
        const Level level =
            i % above.size() + 1 == above.size() ? Level::province : Level::prefecture;
        const std::size_t brief = brief_length(whole, level);
        if (starts_with(own, whole)) {
            own = own.subspan(whole.size());
        } else if (brief != 0 && starts_with(own, whole.first(brief))) {
            own = own.subspan(brief);
        }
        place = i == 0 && brief != 0 ? whole.first(brief) : place;
    }
    const auto both = [&](const Word& form) {
        add(form, FormKind::inside);
        add(joined(Word(place.begin(), place.end()), form), FormKind::brief);
    };
    if (own.size() < name.size() && own.size() >= zone_letters_min) {
        both(Word(own.begin(), own.end()));
    }
    for (const auto& [kind, shorts] : zones_) {
        if (ends_with(own, kind)) {
            const std::span<const Letter> stem = own.first(own.size() - kind.size());
            for (const Word& brief : shorts) {
                both(joined(Word(stem.begin(), stem.end()), brief));
            }
            return;
        }
    }
}

bool Forms::may_have_others(std::span<const Letter> name, Level level) const {
    const bool people = std::find(name.begin(), name.end(), people_) != name.end();
    const bool autonomous =
        std::search(name.begin(), name.end(), autonomous_.begin(), autonomous_.end()) != name.end();
    return people || autonomous || is_zone(name, level);
}

std::span<const Form> Forms::others(
    std::span<const Letter> name, Level level, std::span<const std::span<const Letter>> above) {
    made_.clear();
    add_peoples(name, level);
    if (is_zone(name, level) && !above.empty()) {
        add_zone(name, above);
    }
    const std::size_t brief = brief_length(name, level);
    std::erase_if(made_, [&](const Form& form) {  // one of the two that are known already
        return std::ranges::equal(form.letters, name) ||
               std::ranges::equal(form.letters, name.first(brief));
    });
    return made_;
}

}  // namespace shouxin::region
