// Where does each node of a ring's picture stand? Three columns that read like the money: payers
// and what is shared, accounts, shops; each ordered to cross few lines and set level with its
// neighbours (barycentres, after Sugiyama 1981). Whole numbers only: same graph, same places.
#pragma once

#include "report/graph.h"

#include <cstdint>
#include <vector>

namespace shouxin::report {

struct Place {
    int column = 0;  // 0 payers and what is shared, 1 accounts, 2 shops
    int x = 0;       // centre
    int y = 0;
    int height = 0;
};

struct Layout {
    std::vector<Place> places;  // by node
    int height = 0;
    bool has_column[3] = {false, false, false};
    int column_x[3] = {0, 0, 0};
};

constexpr int graph_width = 680;
constexpr int graph_top = 40;    // room for the columns' names
constexpr int pill_width = 150;  // of an account, or a group of them
constexpr int icon_half = 12;    // from an icon's centre to where lines end

// A group of accounts is drawn as rows of dots.
constexpr std::uint32_t dots_in_row = 15;
constexpr std::uint32_t dots_max = 150;
constexpr int dot_pitch = 9;

// How many members a dot stands for, and how many dots there are.
std::uint32_t members_a_dot(std::uint32_t members);
std::uint32_t dots_of(std::uint32_t members);

Layout layout_of(const Graph& graph);

}  // namespace shouxin::report
