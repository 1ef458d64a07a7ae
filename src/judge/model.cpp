#include "judge/model.h"

#include "base/must.h"
#include "judge/local_tier.h"
#include "judge/parties.h"
#include "signal/sheet.h"

#include <string>
#include <vector>

namespace shouxin::embedded {

std::string_view model_local();
std::string_view model_alone();
std::string_view model_together();
std::string_view model_settled();
std::string_view model_reviews();
std::string_view model_accounts();
std::string_view model_merchants();

}  // namespace shouxin::embedded

namespace shouxin::judge {

namespace {

Result<Trees> parse_one(
    std::string_view name, std::string_view text, std::span<const std::string_view> measures) {
    return Trees::parse(text, measures).map_error([&](Error error) {
        error.message = std::string(name) + " " + error.message;
        return error;
    });
}

}  // namespace

Result<Model> Model::parse(const ModelTexts& texts) {
    std::vector<std::string_view> names;
    for (const signal::MeasureInfo& info : signal::measures()) {
        names.push_back(info.name);
    }
    Model model;
    TRY(model.local, parse_one("local", texts.local, local_measures));
    TRY(model.alone, parse_one("alone", texts.alone, names));
    TRY(model.together, parse_one("together", texts.together, names));
    TRY(model.settled, parse_one("settled", texts.settled, names));
    TRY(model.reviews, parse_one("reviews", texts.reviews, ReviewSheet::names));
    TRY(model.accounts, parse_one("accounts", texts.accounts, AccountSheet::names));
    TRY(model.merchants, parse_one("merchants", texts.merchants, MerchantSheet::names));
    return model;
}

Model embedded_model() {
    Result<Model> model = Model::parse(
        {.local = embedded::model_local(),
         .alone = embedded::model_alone(),
         .together = embedded::model_together(),
         .settled = embedded::model_settled(),
         .reviews = embedded::model_reviews(),
         .accounts = embedded::model_accounts(),
         .merchants = embedded::model_merchants()});
    MUST(model.has_value());
    return *std::move(model);
}

}  // namespace shouxin::judge
