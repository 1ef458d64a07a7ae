#include "report/country_svg.h"

#include "base/must.h"
#include "report/svg_chart.h"
#include "report/visits_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace shouxin::report {

namespace {

namespace country = world::country;
using country::BookedTally;
using country::City;
using country::CityTally;
using country::UrgentTally;

constexpr double page_width = 1500;
constexpr double page_height = 940;
constexpr double edge = 30;

struct Frame {
    double left, top, width, height;
};

constexpr Frame map{edge, 110, 860, 700};
constexpr Frame hours_frame{970, 150, 490, 210};
constexpr Frame booked_frame{970, 445, 490, 110};
constexpr Frame parts_frame{970, 640, 490, 250};

// What the map shows, degrees: the mainland and Hainan, a parallel of 36 degrees true to width.
constexpr double west = 73.5;
constexpr double east = 135.5;
constexpr double north = 54;
constexpr double south = 17.5;

// From best to worst; a class ends where the next begins. Lighter or darker too, not by hue alone.
struct Shade {
    double from;
    std::string_view colour;
    std::string_view words;
};

constexpr std::array<Shade, 5> shades{{
    {0.95, "#0b4f8a", "≥ 95 %"},
    {0.90, "#3d86c6", "90 – 95 %"},
    {0.80, "#9cc7e8", "80 – 90 %"},
    {0.65, "#f2b36b", "65 – 80 %"},
    {0.00, "#b3471d", "< 65 %"},
}};

std::string_view colour_of(double share) {
    return std::ranges::find_if(shades, [&](const Shade& shade) { return share >= shade.from; })
        ->colour;
}

double share(std::uint64_t some, std::uint64_t all) {
    return all == 0 ? 0 : static_cast<double>(some) / static_cast<double>(all);
}

std::string thousands(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

class Picture {
public:
    Picture(std::span<const City> cities, std::span<const CityTally> tallies, std::uint32_t hours)
        : cities_(cities), tallies_(tallies), hours_(hours) {
        for (const CityTally& tally : tallies) {
            all_ += tally;
        }
    }

    std::string drawn() {
        put_title();
        put_map();
        put_hours();
        put_booked();
        put_parts();
        return canvas_.page(page_width, page_height);
    }

private:
    void heading(const Frame& frame, std::string_view zh, std::string_view en) {
        canvas_.text(frame.left, frame.top - 38, "class=\"b\" font-size=\"15\"", zh);
        canvas_.text(frame.left, frame.top - 20, "class=\"s\"", en);
    }

    void put_title() {
        const UrgentTally urgent = sum_of(all_.urgent);
        const BookedTally booked = sum_of(all_.booked);
        canvas_.text(
            edge,
            40,
            "class=\"h\"",
            fmt::format(
                "全国一日：{} 座城市，{} 名师傅，{} 单急修，{} 单预约",
                cities_.size(),
                thousands(all_.technicians),
                thousands(urgent.jobs),
                thousands(booked.jobs)));
        canvas_.text(
            edge,
            64,
            "class=\"s\"",
            fmt::format(
                "30 分钟上门 {:.1f}% at the door in 30 min · 承诺守时 {:.1f}% promises kept within "
                "10 min · 99% 在 {} 分钟内 99% within {} min · 预约守时 {:.1f}% booked visits kept",
                100 * share(urgent.in_time, urgent.jobs),
                100 * share(urgent.kept, urgent.served),
                country::wait_quantile_min(all_.waits, 0.99),
                country::wait_quantile_min(all_.waits, 0.99),
                100 * share(booked.kept, booked.visited)));
    }

    // ---- The map ----

    [[nodiscard]] static double x_of(const City& city) {
        return map.left + map.width * (city.longitude - west) / (east - west);
    }

    [[nodiscard]] static double y_of(const City& city) {
        return map.top + map.height * (north - city.latitude) / (north - south);
    }

    [[nodiscard]] double radius_of(const City& city) const {
        return std::max(2.6, 5.0 * std::sqrt(city.share * static_cast<double>(cities_.size())));
    }

    [[nodiscard]] double in_time(std::size_t city) const {
        const UrgentTally urgent = sum_of(tallies_[city].urgent);
        return share(urgent.in_time, urgent.jobs);
    }

    void put_map() {
        canvas_.text(edge, 94, "class=\"b\" font-size=\"15\"", "各城市的急修：多大，多准时");
        canvas_.text(
            edge + 230,
            94,
            "class=\"s\"",
            "urgent jobs by city: area, how many; shade, share in 30 min");
        put_key();
        std::vector<Box> taken;
        for (std::size_t i = cities_.size(); i-- > 0;) {  // the large ones in front
            const City& city = cities_[i];
            const double radius = radius_of(city);
            canvas_.put(
                "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\" fill-opacity=\".8\" "
                "stroke=\"#fff\" stroke-width=\".7\"><title>{} {:.1f}% / {}</title></circle>\n",
                x_of(city),
                y_of(city),
                radius,
                colour_of(in_time(i)),
                city.name,
                100 * in_time(i),
                thousands(sum_of(tallies_[i].urgent).jobs));
        }
        for (std::size_t i = 0; i < cities_.size() && taken.size() < names_most; ++i) {
            put_name(i, taken);
        }
    }

    // Where it covers neither another name nor a larger city.
    void put_name(std::size_t which, std::vector<Box>& taken) {
        const City& city = cities_[which];
        std::string_view name = city.name;
        if (constexpr std::string_view suffix = "市"; name.ends_with(suffix)) {
            name.remove_suffix(suffix.size());
        }
        const std::string words = fmt::format("{} {:.0f}%", name, 100 * in_time(which));
        const double width = text_width(words, 11);
        const double radius = radius_of(city);
        const std::array<Box, 2> places{
            Box{x_of(city) + radius + 2, y_of(city) - 7, width, 14},
            Box{x_of(city) - radius - 2 - width, y_of(city) - 7, width, 14}};
        for (const Box& place : places) {
            const bool free =
                std::ranges::none_of(taken, [&](const Box& other) { return place.meets(other); });
            if (free) {
                canvas_.text(
                    place.x,
                    place.y + 11,
                    "font-size=\"11\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\"",
                    words);
                taken.push_back(place);
                return;
            }
        }
    }

    void put_key() {
        double y = map.top + map.height - 96;
        canvas_.text(map.left, y - 12, "class=\"s\"", "30 分钟上门 in 30 min");
        for (const Shade& shade : shades) {
            canvas_.rect({map.left, y, 14, 14}, fmt::format("fill=\"{}\"", shade.colour));
            canvas_.text(map.left + 22, y + 11, "font-size=\"12\"", shade.words);
            y += 20;
        }
    }

    // ---- The hours ----

    [[nodiscard]] static double hour_x(const Frame& frame, double at) {
        return frame.left + frame.width * at / 24;
    }

    void put_hour_words(const Frame& frame) {
        for (int at = 0; at <= 24; at += 3) {
            canvas_.text(
                hour_x(frame, at),
                frame.top + frame.height + 17,
                "text-anchor=\"middle\" font-size=\"11\"",
                fmt::format("{} 时", at));
        }
    }

    // A share by hour as a line, over the bars' frame.
    template <class ShareOf>
    void put_line(const Frame& frame, std::string_view style, ShareOf share_of) {
        std::string path;
        for (std::size_t at = 0; at < hours_; ++at) {
            if (const double value = share_of(at); value >= 0) {
                path += fmt::format(
                    "{}{:.1f} {:.1f}",
                    path.empty() ? 'M' : 'L',
                    hour_x(frame, static_cast<double>(at) + 0.5),
                    frame.top + frame.height * (1 - value));
            }
        }
        canvas_.put("<path d=\"{}\" fill=\"none\" {}/>\n", path, style);
    }

    void put_scale(const Frame& frame, double top) {
        for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
            const double y = frame.top + frame.height * (1 - part);
            canvas_.line(frame.left, y, frame.left + frame.width, y, "class=\"g\"");
            canvas_.text(
                frame.left + frame.width + 6,
                y + 4,
                "font-size=\"11\"",
                fmt::format("{:.0f}%", 100 * part));
            canvas_.text(
                frame.left - 6, y + 4, "text-anchor=\"end\" font-size=\"11\"", about(top * part));
        }
    }

    void bar(const Frame& frame, std::size_t at, double value, double top, std::string_view fill) {
        const double height = top > 0 ? frame.height * value / top : 0;
        canvas_.rect(
            {hour_x(frame, static_cast<double>(at)) + 1.5,
             frame.top + frame.height - height,
             frame.width / 24 - 3,
             height},
            fill);
    }

    [[nodiscard]] static double round_top(double most) {
        const double step = nice_step(std::max(most, 4.0));
        return std::ceil(most / step) * step;
    }

    // A bar an hour, with scales and hours.
    template <class Tallies>
    void put_jobs(const Frame& frame, const Tallies& by_hour) {
        double most = 0;
        for (const auto& tally : by_hour) {
            most = std::max(most, static_cast<double>(tally.jobs));
        }
        const double top = round_top(most);
        put_scale(frame, top);
        for (std::size_t at = 0; at < hours_; ++at) {
            bar(frame, at, static_cast<double>(by_hour[at].jobs), top, "fill=\"#d9e2ec\"");
        }
        put_hour_words(frame);
    }

    void put_hours() {
        heading(
            hours_frame,
            "急修：每小时来电（柱），30 分钟上门（实线），承诺守时（虚线）",
            "urgent: calls an hour (bars), in 30 min (line), promises kept within 10 min (dashes)");
        put_jobs(hours_frame, all_.urgent);
        put_line(hours_frame, "stroke=\"#0b4f8a\" stroke-width=\"2.4\"", [&](std::size_t at) {
            return share(all_.urgent[at].in_time, all_.urgent[at].jobs);
        });
        put_line(
            hours_frame,
            "stroke=\"#b3471d\" stroke-width=\"2\" stroke-dasharray=\"6 4\"",
            [&](std::size_t at) { return share(all_.urgent[at].kept, all_.urgent[at].served); });
    }

    void put_booked() {
        heading(
            booked_frame,
            "预约：各时段的单数（柱），守时上门（实线）",
            "booked: visits by slot (bars), begun in the slot told (line)");
        put_jobs(booked_frame, all_.booked);
        put_line(booked_frame, "stroke=\"#0b4f8a\" stroke-width=\"2.4\"", [&](std::size_t at) {
            const BookedTally& tally = all_.booked[at];
            return tally.visited == 0 ? -1.0 : share(tally.kept, tally.visited);
        });
    }

    // ---- The regions ----

    void put_parts() {
        const Frame& frame = parts_frame;
        heading(
            frame,
            "各大区：30 分钟上门，承诺守时，预约守时",
            "regions: in 30 min, promises kept, booked visits kept");
        const double row = frame.height / country::part_count;
        for (std::size_t part = 0; part < country::part_count; ++part) {
            CityTally of_part;
            for (std::size_t i = 0; i < cities_.size(); ++i) {
                if (cities_[i].part == static_cast<country::Part>(part)) {
                    of_part += tallies_[i];
                }
            }
            const UrgentTally urgent = sum_of(of_part.urgent);
            const BookedTally booked = sum_of(of_part.booked);
            const double y = frame.top + row * static_cast<double>(part);
            const country::PartName& name = country::part_names()[part];
            canvas_.text(frame.left, y + 14, "class=\"b\"", name.zh);
            canvas_.text(frame.left + 36, y + 14, "class=\"s\"", name.en);
            put_share(frame.left + 120, y, "#0b4f8a", share(urgent.in_time, urgent.jobs));
            put_share(frame.left + 250, y, "#b3471d", share(urgent.kept, urgent.served));
            put_share(frame.left + 380, y, "#486581", share(booked.kept, booked.visited));
        }
    }

    void put_share(double x, double y, std::string_view colour, double value) {
        constexpr double width = 70;
        canvas_.rect({x, y + 3, width, 13}, "fill=\"#eef1f4\"");
        canvas_.rect({x, y + 3, width * value, 13}, fmt::format("fill=\"{}\"", colour));
        canvas_.text(
            x + width + 5, y + 14, "font-size=\"12\"", fmt::format("{:.1f}%", 100 * value));
    }

    static constexpr std::size_t names_most = 44;

    std::span<const City> cities_;
    std::span<const CityTally> tallies_;
    std::uint32_t hours_;
    CityTally all_;
    Canvas canvas_;
};

}  // namespace

std::string country_svg(
    std::span<const City> cities, std::span<const CityTally> tallies, std::uint32_t hours) {
    MUST(cities.size() == tallies.size());
    return Picture(cities, tallies, hours).drawn();
}

}  // namespace shouxin::report
