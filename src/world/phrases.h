// How do people here talk? A part of every word list, drawn for this world, put together in the
// ways that people and recruiters do. A gang speaks with a voice of its own. Not thread-safe only
// in the generator that is handed in.
#pragma once

#include "base/random.h"
#include "world/knobs.h"
#include "world/words.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::world {

using WordList = std::vector<std::string_view>;

// How a gang's reviews come to be.
enum class Voice : std::uint8_t {
    fixed,     // a few whole sentences, pasted again and again
    slots,     // head, middle, end from short lists
    mosaic,    // four or five phrases from long lists, shuffled: never twice the same
    copied,    // honest people's reviews, copied
    original,  // written like anybody's
    brief      // a word or two
};

struct GangVoice {
    Voice voice = Voice::slots;
    WordList heads;
    WordList middles;
    WordList ends;
    std::string comma = "，";
    std::string stop = "！";
    std::vector<std::string> sentences;
};

class Phrases {
public:
    Phrases(const ReviewKnobs& knobs, Random random);

    // What an honest buyer writes.
    std::string honest_review(const CategoryWords& category, int stars, Random& random) const;

    GangVoice draw_voice(Voice voice, const CategoryWords& category, Random& random) const;

    std::string gang_review(
        const GangVoice& voice, const CategoryWords& category, Random& random) const;

    std::string threat(const CategoryWords& category, Random& random) const;

    std::string chatter(const CategoryWords& category, Random& random) const;
    std::string honest_offer(Random& random) const;
    std::string lure(Random& random) const;

    // Of a worker whose money for so many orders never came back.
    std::string cry(int orders, Random& random) const;

    // Of a buyer whose bad review somebody wants gone.
    std::string card(Random& random) const;

    WordList friend_notes;
    WordList wage_notes;
    WordList amends_notes;
    WordList reward_notes;
    WordList agency_notes;
    WordList bill_notes;
    WordList errand_notes;
    std::string_view settlement_note;
    std::string_view trial_note;
    WordList carriers;
    WordList channels;
    WordList staff_resources;
    std::string_view subsidy_resource;  // the rule that insiders bend
    std::string_view fold_resource;     // where reviews are taken down

private:
    std::string clause(const CategoryWords& category, bool good, Random& random) const;
    std::string gushing(Random& random) const;
    std::string plain(const CategoryWords& category, int stars, Random& random) const;

    ReviewKnobs knobs_;
    WordList heads_;
    WordList middles_;
    WordList ends_;
    WordList good_;
    WordList bad_;
    WordList service_good_;
    WordList service_bad_;
    WordList asides_;
    WordList short_praise_;
    WordList short_shrugs_;
    WordList short_blame_;
    WordList angry_;
    WordList chat_;
    WordList questions_;
    WordList offers_;
    WordList lures_;
    WordList cries_;
    WordList cards_;
    WordList stops_;
};

// A part of a list: at least `least` words, about `share` of them.
WordList part_of(Words words, double share, std::size_t least, Random& random);

}  // namespace shouxin::world
