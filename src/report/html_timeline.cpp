#include "report/html_sections.h"
#include "report/svg_bars.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shouxin::report {
namespace {

// Which days are drawn: all, unless a few stray times would press the rest into a corner.
struct Window {
    std::size_t from = 0;
    std::size_t to = 0;  // past the last
    std::uint64_t left_out = 0;
};

std::uint64_t acts_of(const DaySums& day) {
    return day.orders + day.reviews;
}

Window window_of(const Figures& figures) {
    const auto& days = figures.days;
    Window all{0, days.size(), 0};
    const std::uint64_t strays = (figures.all.orders + figures.all.reviews) / 200;
    if (days.size() <= static_cast<std::size_t>(bars_max)) {
        return all;
    }
    Window cut = all;
    for (std::uint64_t sum = acts_of(days[cut.from]); sum <= strays;
         sum += acts_of(days[cut.from])) {
        ++cut.from;
    }
    for (std::uint64_t sum = acts_of(days[cut.to - 1]); sum <= strays;
         sum += acts_of(days[cut.to - 1])) {
        --cut.to;
    }
    for (std::size_t day = 0; day < days.size(); ++day) {
        cut.left_out += day < cut.from || day >= cut.to ? acts_of(days[day]) : 0;
    }
    return (cut.to - cut.from) * 2 <= days.size() ? cut : all;
}

std::vector<DaySums> buckets_of(const Figures& figures, const Window& window, int days_each) {
    std::vector<DaySums> buckets;
    for (std::size_t day = window.from; day < window.to; ++day) {
        if ((day - window.from) % static_cast<std::size_t>(days_each) == 0) {
            buckets.emplace_back();
        }
        const DaySums& from = figures.days[day];
        DaySums& sum = buckets.back();
        sum.orders += from.orders;
        sum.fake_orders_ppm += from.fake_orders_ppm;
        sum.amount = plus(sum.amount, from.amount);
        sum.fake_amount = plus(sum.fake_amount, from.fake_amount);
        sum.reviews += from.reviews;
        sum.fake_reviews_ppm += from.fake_reviews_ppm;
    }
    return buckets;
}

Html chart(const Said& heading, const Said& total, const Bars& bars) {
    return "<figure><figcaption><b>" + both(heading) + "</b> <span>" + both(total) +
           "</span></figcaption>" + bars_svg(bars) + "</figure>";
}

Html charts(const Page& page, Day first, int days_each, const std::vector<DaySums>& buckets) {
    Bars orders{
        first,
        days_each,
        {},
        {},
        unit::orders,
        {"预计虚假订单", "Expected fake orders"},
        {"每日订单", "orders a day"}};
    Bars amount{
        first,
        days_each,
        {},
        {},
        {"元", "yuan", "yuan"},
        {"预计虚假金额", "Expected fake amount"},
        {"每日金额", "amount a day"}};
    Bars reviews{
        first,
        days_each,
        {},
        {},
        {"条", "review", "reviews"},
        {"预计虚假评价", "Expected fake reviews"},
        {"每日评价", "reviews a day"}};
    for (const DaySums& day : buckets) {
        orders.all.push_back(static_cast<double>(day.orders));
        orders.part.push_back(static_cast<double>(day.fake_orders_ppm) / 1e6);
        amount.all.push_back(static_cast<double>(day.amount) / 100);
        amount.part.push_back(static_cast<double>(day.fake_amount) / 100);
        reviews.all.push_back(static_cast<double>(day.reviews));
        reviews.part.push_back(static_cast<double>(day.fake_reviews_ppm) / 1e6);
    }
    const DaySums& all = page.figures.all;
    const auto of = [](const Said& whole, const std::string& part) {
        return Said{whole.zh + "，虚假约 " + part, whole.en + ", fake about " + part};
    };
    const Said fake = money(all.fake_amount);
    const Said sales = money(all.amount);
    return R"(<div class="charts">)" +
           chart(
               {"订单", "Orders"},
               of(counted(all.orders, unit::orders), expected(all.fake_orders_ppm)),
               orders) +
           chart(
               {"金额", "Amount"},
               {sales.zh + "，虚假约 " + fake.zh, sales.en + ", fake about " + fake.en},
               amount) +
           chart(
               {"评价", "Reviews"},
               of(counted(all.reviews, unit::reviews), expected(all.fake_reviews_ppm)),
               reviews) +
           "</div>";
}

Html day_table(Day first, int days_each, const std::vector<DaySums>& buckets) {
    Html html = "<details><summary>" + both("逐日数字", "The numbers") +
                R"(</summary><div class="scroll" tabindex="0"><table><thead><tr>)";
    const Said heads[] = {
        {"日期", "Date"},
        {"订单", "Orders"},
        {"预计虚假", "Expected fake"},
        {"金额", "Amount"},
        {"预计虚假", "Expected fake"},
        {"评价", "Reviews"},
        {"预计虚假", "Expected fake"}};
    for (const Said& head : heads) {
        html += "<th scope=\"col\">" + both(head) + "</th>";
    }
    html += "</tr></thead><tbody>";
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const DaySums& day = buckets[i];
        fmt::format_to(
            std::back_inserter(html),
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
            "<td>{}</td></tr>",
            bar_date(first + static_cast<Day>(i) * days_each, days_each),
            thousands(day.orders),
            expected(day.fake_orders_ppm),
            both(money(day.amount)),
            both(money(day.fake_amount)),
            thousands(day.reviews),
            expected(day.fake_reviews_ppm));
    }
    return html + "</tbody></table></div></details>";
}

Html how_to_read(int days_each, const Window& window) {
    Html zh =
        "浅柱是全部，前面的深柱是其中预计虚假的部分；下方把虚假部分单独放大。日期按北京时间（UTC+"
        "8）";
    Html en =
        "Pale bars are all, the dark ones in front the expected fakes, which are enlarged "
        "below. Days are China's (UTC+8)";
    if (days_each > 1) {
        zh += fmt::format("，每柱 {} 天", days_each);
        en += fmt::format(", {} days a bar", days_each);
    }
    if (window.left_out > 0) {
        zh += fmt::format("；另有 {} 条时间离群，未画", thousands(window.left_out));
        en += fmt::format("; {} acts at stray times are not drawn", thousands(window.left_out));
    }
    return "<p class=\"note\">" + both(zh + "。", en + ".") + "</p>";
}

}  // namespace

Html timeline_section(const Page& page) {
    Html html = open_section("timeline", "一", {"逐日", "Day by day"});
    if (page.figures.days.empty()) {
        return html + "<p class=\"none\">" + both("没有订单和评价。", "No orders, no reviews.") +
               "</p>" + close_section();
    }
    const Window window = window_of(page.figures);
    const int days_each = days_a_bar(static_cast<int>(window.to - window.from));
    const Day first = page.figures.first_day + static_cast<Day>(window.from);
    const std::vector<DaySums> buckets = buckets_of(page.figures, window, days_each);
    return html + how_to_read(days_each, window) + charts(page, first, days_each, buckets) +
           day_table(first, days_each, buckets) + close_section();
}

}  // namespace shouxin::report
