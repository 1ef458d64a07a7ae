#include "region/regions.h"

#include "base/must.h"

#include <utility>

namespace shouxin::embedded {

std::string_view region_divisions();
std::string_view region_successors();
std::string_view region_aliases();
std::string_view region_traditional();

}  // namespace shouxin::embedded

namespace shouxin::region {

Regions::Regions(Letters letters, Divisions divisions, Changes changes, Lexicon lexicon)
    : letters_(std::move(letters)),
      words_(letters_),
      divisions_(std::move(divisions)),
      changes_(std::move(changes)),
      lexicon_(std::move(lexicon)) {}

Result<Regions> Regions::parse(const RegionTexts& texts) {
    TRY(Letters letters, Letters::parse(texts.traditional));
    TRY(Divisions divisions, Divisions::parse(texts.divisions));
    TRY(Changes changes, Changes::parse(texts.successors, divisions));
    TRY(Lexicon lexicon, Lexicon::build(letters, divisions, changes, texts.aliases));
    return Regions(
        std::move(letters), std::move(divisions), std::move(changes), std::move(lexicon));
}

Regions Regions::embedded() {
    auto regions = parse(
        {.divisions = shouxin::embedded::region_divisions(),
         .successors = shouxin::embedded::region_successors(),
         .aliases = shouxin::embedded::region_aliases(),
         .traditional = shouxin::embedded::region_traditional()});
    MUST(regions.has_value());
    return *std::move(regions);
}

}  // namespace shouxin::region
