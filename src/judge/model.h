// What did the simulated worlds teach? Sums of trees, one a question. The program carries
// those of data/model/ (made by tools/train, see docs/adr); operators may hand in their own.
#pragma once

#include "base/result.h"
#include "judge/trees.h"

#include <string_view>

namespace shouxin::judge {

struct ModelTexts {
    std::string_view local;
    std::string_view alone;
    std::string_view together;
    std::string_view settled;
    std::string_view reviews;
    std::string_view accounts;
    std::string_view merchants;
};

struct Model {
    Trees local;     // an order at the moment it is placed
    Trees alone;     // an order by itself
    Trees together;  // an order with the company it keeps, as judged alone
    Trees settled;   // an order with the company it keeps, as judged together
    Trees reviews;
    Trees accounts;
    Trees merchants;

    // `corrupt`, naming the file and line.
    static Result<Model> parse(const ModelTexts& texts);

    // The trees that have the last word on orders: a model without trees ends the schedule.
    [[nodiscard]] const Trees& last() const {
        return together.size() == 0 ? alone : settled.size() == 0 ? together : settled;
    }
};

// The one that is part of the program.
Model embedded_model();

}  // namespace shouxin::judge
