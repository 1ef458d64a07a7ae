#include "world/phrases.h"

#include <algorithm>
#include <array>

namespace shouxin::world {
namespace {

constexpr std::array<std::string_view, 9> stop_marks{
    "", "。", "！", "~", "，", "！！", "…", "。", ""};

// Replaces the first {} by `with`.
std::string filled(std::string_view pattern, std::string_view with) {
    const std::size_t hole = pattern.find("{}");
    if (hole == std::string_view::npos) {
        return std::string(pattern);
    }
    return std::string(pattern.substr(0, hole)) + std::string(with) +
           std::string(pattern.substr(hole + 2));
}

std::string joined(const std::vector<std::string_view>& parts, std::string_view comma) {
    std::string text;
    for (const std::string_view part : parts) {
        if (!text.empty()) {
            text.append(comma);
        }
        text.append(part);
    }
    return text;
}

}  // namespace

WordList part_of(Words words, double share, std::size_t least, Random& random) {
    WordList part(words.begin(), words.end());
    random.shuffle(part);
    const auto kept = static_cast<std::size_t>(share * static_cast<double>(part.size()) + 0.5);
    part.resize(std::min(part.size(), std::max(least, kept)));
    return part;
}

Phrases::Phrases(const ReviewKnobs& knobs, Random random) : knobs_(knobs) {
    const auto part = [&](Words list, std::size_t least) {
        return part_of(list, knobs.vocabulary * random.uniform(0.7, 1.3), least, random);
    };
    heads_ = part(words::praise_heads(), 5);
    middles_ = part(words::praise_middles(), 5);
    ends_ = part(words::praise_ends(), 4);
    good_ = part(words::good_traits(), 6);
    bad_ = part(words::bad_traits(), 6);
    service_good_ = part(words::service_good_traits(), 5);
    service_bad_ = part(words::service_bad_traits(), 5);
    asides_ = part(words::asides(), 5);
    short_praise_ = part(words::short_praise(), 6);
    short_shrugs_ = part(words::short_shrugs(), 3);
    short_blame_ = part(words::short_blame(), 3);
    angry_ = part(words::angry(), 4);
    chat_ = part(words::chat(), 6);
    questions_ = part(words::chat_questions(), 2);
    offers_ = part(words::honest_offers(), 2);
    lures_ = part(words::lures(), 3);
    friend_notes = part(words::friend_notes(), 5);
    wage_notes = part(words::wage_notes(), 3);
    amends_notes = part(words::amends_notes(), 2);
    reward_notes = part(words::reward_notes(), 3);
    agency_notes = part(words::agency_notes(), 2);
    bill_notes = part(words::split_bill_notes(), 2);
    carriers = part(words::carriers(), 3);
    channels = part(words::channels(), 2);
    staff_resources = part(words::staff_resources(), 4);
    errand_notes = friend_notes;
    subsidy_resource = random.chance(0.8) ? "rule/subsidy-threshold" : "coupon/grant";
    if (std::find(staff_resources.begin(), staff_resources.end(), subsidy_resource) ==
        staff_resources.end()) {
        staff_resources.push_back(subsidy_resource);
    }
    fold_resource = "review/fold";
    if (std::find(staff_resources.begin(), staff_resources.end(), fold_resource) ==
        staff_resources.end()) {
        staff_resources.push_back(fold_resource);
    }
    settlement_note = part(words::settlement_notes(), 1).front();
    trial_note = part(words::trial_notes(), 1).front();
    cries_ = part(words::stiffed_cries(), 3);
    cards_ = part(words::card_words(), 3);
    stops_.assign(stop_marks.begin(), stop_marks.end());
    // People leave the note empty as often as they write one of the others.
    for (WordList* notes :
         {&friend_notes, &wage_notes, &reward_notes, &bill_notes, &errand_notes}) {
        notes->insert(notes->end(), static_cast<std::size_t>(random.uniform_int(0, 3)), "");
    }
}

std::string Phrases::clause(const CategoryWords& category, bool good, Random& random) const {
    const WordList& traits =
        category.service ? (good ? service_good_ : service_bad_) : (good ? good_ : bad_);
    const std::string_view thing = category.things[random.uniform_index(category.things.size())];
    return std::string(thing) + std::string(random.pick(traits));
}

std::string Phrases::gushing(Random& random) const {
    std::vector<std::string_view> parts{random.pick(heads_)};
    for (std::int64_t i = random.uniform_int(0, 2); i > 0; --i) {
        parts.push_back(random.pick(middles_));
    }
    if (random.chance(0.6)) {
        parts.push_back(random.pick(ends_));
    }
    return joined(parts, "，");
}

std::string Phrases::plain(const CategoryWords& category, int stars, Random& random) const {
    const double goodness = (stars - 1) / 4.0;
    std::string text;
    for (std::int64_t i = random.uniform_int(1, 3); i > 0; --i) {
        if (!text.empty()) {
            text.append(random.chance(0.85) ? "，" : " ");
        }
        text.append(clause(category, random.chance(0.04 + 0.92 * goodness), random));
    }
    if (stars >= 4 && random.chance(0.15)) {
        text.append("，").append(random.pick(middles_));
    }
    if (random.chance(0.55)) {
        text.append("，").append(random.pick(asides_));
    }
    return text.append(random.pick(stops_));
}

std::string Phrases::honest_review(const CategoryWords& category, int stars, Random& random) const {
    if (stars <= 2 && random.chance(stars == 1 ? knobs_.angry : knobs_.angry / 4)) {
        std::string text(random.pick(angry_));
        if (random.chance(0.4)) {
            text.append("，").append(
                random.chance(0.5) ? std::string_view("退货了") : random.pick(short_blame_));
        }
        return text.append(random.pick(stops_));
    }
    if (random.chance(knobs_.short_text)) {
        const WordList& brief = stars >= 4   ? short_praise_
                                : stars == 3 ? short_shrugs_
                                             : short_blame_;
        return std::string(random.pick(brief));
    }
    if (stars >= 4 && random.chance(knobs_.gushing)) {
        std::string text = gushing(random);
        if (random.chance(0.5)) {
            text.append("，").append(clause(category, true, random));
        }
        if (random.chance(0.4)) {
            text.append("，").append(random.pick(asides_));
        }
        return text.append(random.pick(stops_));
    }
    return plain(category, stars, random);
}

GangVoice Phrases::draw_voice(Voice kind, const CategoryWords& category, Random& random) const {
    GangVoice voice;
    voice.voice = kind;
    const std::array<std::string, 5> commas{"，", "！", "～", " ", "，"};
    const std::array<std::string, 5> stops{"！", "", "。", "~", "！！"};
    voice.comma = commas[random.uniform_index(commas.size())];
    voice.stop = stops[random.uniform_index(stops.size())];
    const bool narrow = kind == Voice::fixed || kind == Voice::slots;
    const double share = narrow ? random.uniform(0.07, 0.3) : random.uniform(0.3, 1.0);
    // Recruiters' phrase books come from the same market's praise, or from anywhere.
    const bool local = random.chance(0.7);
    const auto book = [&](const WordList& here, Words everywhere) {
        return part_of(local ? Words(here) : everywhere, share, 3, random);
    };
    voice.heads = book(heads_, words::praise_heads());
    voice.middles = book(middles_, words::praise_middles());
    voice.ends = book(ends_, words::praise_ends());
    if (kind == Voice::fixed || kind == Voice::copied) {
        GangVoice source = voice;
        source.voice = Voice::slots;
        for (std::int64_t i = random.uniform_int(3, 40); i > 0; --i) {
            voice.sentences.push_back(
                kind == Voice::fixed ? gang_review(source, category, random)
                                     : honest_review(category, 5, random));
        }
    }
    return voice;
}

std::string Phrases::gang_review(
    const GangVoice& voice, const CategoryWords& category, Random& random) const {
    switch (voice.voice) {
        case Voice::fixed:
        case Voice::copied:
            return random.pick(voice.sentences);
        case Voice::original:
            return honest_review(category, 5, random);
        case Voice::brief:
            return std::string(random.pick(short_praise_));
        case Voice::slots:
            return joined(
                       {random.pick(voice.heads),
                        random.pick(voice.middles),
                        random.pick(voice.ends)},
                       voice.comma) +
                   voice.stop;
        case Voice::mosaic:
            break;
    }
    std::vector<std::string_view> parts;
    for (std::int64_t i = random.uniform_int(1, 2); i > 0; --i) {
        parts.push_back(random.pick(voice.heads));
    }
    for (std::int64_t i = random.uniform_int(1, 3); i > 0; --i) {
        parts.push_back(random.pick(voice.middles));
    }
    const std::string own = clause(category, true, random);
    if (random.chance(0.3)) {
        parts.push_back(own);
    }
    parts.push_back(random.pick(voice.ends));
    const std::array<std::string_view, 4> commas{"，", "！", "～", " "};
    return joined(parts, commas[random.uniform_index(commas.size())]) +
           std::string(random.pick(stops_));
}

// Extorters blame like anybody angry, and some say at once how to settle it.
std::string Phrases::threat(const CategoryWords& category, Random& random) const {
    std::string text =
        random.chance(0.75) ? std::string(random.pick(angry_)) : plain(category, 1, random);
    const std::array<std::string_view, 5> hints{
        "加微信说", "差评", "懂的联系我", "不处理就追评", "已录像"};
    if (random.chance(0.4)) {
        text.append("，").append(hints[random.uniform_index(hints.size())]);
    }
    return text.append(random.pick(stops_));
}

std::string Phrases::chatter(const CategoryWords& category, Random& random) const {
    if (random.chance(0.75)) {
        return std::string(random.pick(chat_));
    }
    return filled(
        random.pick(questions_), category.searches[random.uniform_index(category.searches.size())]);
}

std::string Phrases::honest_offer(Random& random) const {
    return std::string(random.pick(offers_));
}

std::string Phrases::lure(Random& random) const {
    const std::string sum = std::to_string(random.uniform_int(2, 30));
    std::string text = filled(random.pick(lures_), sum);
    if (random.chance(0.3)) {
        text.append(random.pick(stops_));
    }
    return text;
}

std::string Phrases::cry(int orders, Random& random) const {
    return filled(random.pick(cries_), std::to_string(orders));
}

std::string Phrases::card(Random& random) const {
    return filled(random.pick(cards_), std::to_string(random.uniform_int(3, 60)));
}

}  // namespace shouxin::world
