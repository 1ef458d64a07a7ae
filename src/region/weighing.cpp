#include "region/weighing.h"

#include "base/portable_math.h"

#include <algorithm>

namespace shouxin::region {

Weighing::Weighing(const Divisions& divisions, const Changes& changes)
    : divisions_(divisions), changes_(changes) {
    for (std::size_t tenths = 0; tenths < weights_.size(); ++tenths) {
        weights_[tenths] = portable_exp(-static_cast<double>(tenths) / 10);
    }
}

double Weighing::weight_of(Tenths less_than_best) const {
    const auto tenths = static_cast<std::size_t>(std::max(0, less_than_best));
    return tenths < weights_.size() ? weights_[tenths] : 0;
}

std::span<const Weighed> Weighing::of(std::span<const Reading> readings, Tenths best) {
    weighed_.clear();
    for (std::uint32_t i = 0; i < readings.size(); ++i) {
        if (readings[i].evidence >= best - evidence::competing) {
            put(readings[i], i, weight_of(best - readings[i].evidence));
        }
    }
    join_same();
    give_parts_to_wholes(readings);
    return weighed_;
}

// What is no more counts for its successors.
void Weighing::put(const Reading& reading, std::uint32_t number, double weight) {
    const auto add = [&](Row row, double share) {
        weighed_.push_back({row, divisions_[row].code, number, share});
    };
    if (!reading.meaning.past) {
        add(reading.meaning.row, weight);
        return;
    }
    const auto successors = changes_.all()[reading.meaning.row].successors;
    if (successors.front().permille >= evidence::main_permille) {
        add(successors.front().row, weight);
        return;
    }
    for (const Successor& successor : successors) {
        add(successor.row, weight * successor.permille / 1000);
    }
}

// One entry a division, by code; its reading is the one with most evidence.
void Weighing::join_same() {
    std::stable_sort(weighed_.begin(), weighed_.end(), [](const Weighed& a, const Weighed& b) {
        return a.code != b.code ? a.code < b.code : a.weight > b.weight;
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < weighed_.size(); ++i) {
        if (kept > 0 && weighed_[kept - 1].code == weighed_[i].code) {
            weighed_[kept - 1].weight = std::max(weighed_[kept - 1].weight, weighed_[i].weight);
        } else {
            weighed_[kept++] = weighed_[i];
        }
    }
    weighed_.resize(kept);
}

// 吉林 is the province, the city in it or both: the province is right in any case.
void Weighing::give_parts_to_wholes(std::span<const Reading> readings) {
    for (std::size_t i = 0; i < weighed_.size(); ++i) {
        Weighed& whole = weighed_[i];
        const CodeRange parts = parts_of(whole.code);
        for (std::size_t j = i + 1; j < weighed_.size() && parts.contains(weighed_[j].code); ++j) {
            const bool same_letters =
                readings[whole.reading].end == readings[weighed_[j].reading].end;
            if (same_letters && whole.weight >= evidence::whole_share * weighed_[j].weight) {
                whole.weight += weighed_[j].weight;
                weighed_[j].weight = 0;
            }
        }
    }
    std::erase_if(weighed_, [](const Weighed& one) { return one.weight <= 0; });
    std::stable_sort(weighed_.begin(), weighed_.end(), [](const Weighed& a, const Weighed& b) {
        return a.weight > b.weight;
    });
}

}  // namespace shouxin::region
