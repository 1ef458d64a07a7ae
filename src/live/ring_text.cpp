#include "live/ring_text.h"

#include "report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shouxin::live {
namespace {

constexpr std::size_t rows_a_piece = 2'000;

auto end_of(std::string& text) {
    return std::back_inserter(text);
}

// "first_ms" and "last_ms": null for never.
void put_times(std::string& text, signal::Seconds first_s, signal::Seconds last_s) {
    if (first_s == 0) {
        text += R"(,"first_ms":null,"last_ms":null)";
        return;
    }
    fmt::format_to(end_of(text), R"(,"first_ms":{}000,"last_ms":{}000)", first_s, last_s);
}

void put_actions(std::string& text, const RingNode& node) {
    text += R"(,"actions":[)";
    for (const auto& [id, kind] : node.actions) {
        fmt::format_to(
            end_of(text),
            R"({}{{"action":"{}","kind":"{}"}})",
            text.back() == '[' ? "" : ",",
            to_text(id),
            model::text_of(kind).name);
    }
    text += ']';
}

void put(std::string& text, const RingNode& node) {
    fmt::format_to(end_of(text), R"({{"kind":"{}","id":)", judge::name_of(node.kind));
    report::put_json(text, node.id);
    if (node.ppm) {
        fmt::format_to(end_of(text), R"(,"probability_ppm":{})", *node.ppm);
    } else {
        text += R"(,"probability_ppm":null)";
    }
    fmt::format_to(
        end_of(text),
        R"(,"member":{},"gains":{},"orders":{},"ring_orders":{},"honest_orders":{},"amount":{})",
        node.member,
        node.gains,
        node.orders,
        node.ring_orders,
        node.honest_orders,
        node.amount);
    put_times(text, node.first_s, node.last_s);
    put_actions(text, node);
    text += '}';
}

void put(std::string& text, const RingLink& link) {
    fmt::format_to(
        end_of(text),
        R"({{"kind":"{}","from":{},"to":{},"times":{},"amount":{})",
        name_of(link.kind),
        link.from,
        link.to,
        link.times,
        link.amount);
    put_times(text, link.first_s, link.last_s);
    text += '}';
}

void put(std::string& text, const RingEvent& event) {
    fmt::format_to(end_of(text), "[{}000,{},{}]", event.at_s, event.link, event.amount);
}

}  // namespace

bool RingText::write_some(const RingGraph& graph) {
    if (list_ == 0 && row_ == 0) {
        text_ = fmt::format(
            R"({{"ring":"{}","epoch":{},"current":true,"cut":{},"events_cut":{})",
            ring_id(graph.ring),
            graph.epoch,
            graph.cut,
            graph.events_cut);
    }
    switch (list_) {
        case 0:
            write_list(graph.nodes, "members");
            return false;
        case 1:
            write_list(graph.links, "links");
            return false;
        default:
            write_list(graph.events, "events");
            break;
    }
    if (list_ == 2) {
        return false;
    }
    text_ += '}';
    return true;
}

template <class Rows>
void RingText::write_list(const Rows& rows, std::string_view key) {
    if (row_ == 0) {
        fmt::format_to(end_of(text_), R"(,"{}":[)", key);
    }
    const std::size_t end = std::min(rows.size(), row_ + rows_a_piece);
    for (; row_ < end; ++row_) {
        text_ += row_ == 0 ? "" : ",";
        put(text_, rows[row_]);
    }
    if (row_ == rows.size()) {
        text_ += ']';
        row_ = 0;
        ++list_;
    }
}

}  // namespace shouxin::live
