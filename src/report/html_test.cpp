#include "report/html_fixture_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <stack>

namespace shouxin::report {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Tags {
    std::string problem;  // empty: well-formed
    std::set<std::string> ids;
    std::set<std::string> links;  // to parts of the page
};

// The value of an attribute in a tag's inside; empty without.
std::string attribute(const std::string& tag, const std::string& name) {
    const std::size_t at = tag.find(" " + name + "=\"");
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t from = at + name.size() + 3;
    return tag.substr(from, tag.find('"', from) - from);
}

// Where the tag that opens at `from` ends: at the first > outside quotes.
std::size_t tag_end(const std::string& page, std::size_t from) {
    bool quoted = false;
    for (std::size_t at = from; at < page.size(); ++at) {
        quoted ^= page[at] == '"';
        if (page[at] == '>' && !quoted) {
            return at;
        }
    }
    return page.size();
}

void take_tag(Tags& tags, std::stack<std::string>& open, const std::string& tag) {
    static const std::set<std::string> empty_elements{"meta", "link", "input", "br"};
    const std::string name = tag.substr(0, tag.find_first_of(" />"));
    if (tag[0] == '/') {
        const std::string closed = tag.substr(1);
        if (open.empty() || open.top() != closed) {
            tags.problem = "</" + closed + "> closes " + (open.empty() ? "nothing" : open.top());
            return;
        }
        open.pop();
        return;
    }
    const std::string id = attribute(tag, "id");
    if (!id.empty() && !tags.ids.insert(id).second) {
        tags.problem = "id " + id + " twice";
    }
    const std::string href = attribute(tag, "href");
    if (href.starts_with('#')) {
        tags.links.insert(href.substr(1));
    }
    if (!empty_elements.contains(name) && tag.back() != '/' && name != "!DOCTYPE") {
        open.push(name);
    }
}

Tags tags_of(std::string page) {
    Tags tags;
    if (const std::size_t style = page.find("<style>"); style != std::string::npos) {
        page.erase(style, page.find("</style>") + 8 - style);
    }
    std::stack<std::string> open;
    for (std::size_t at = page.find('<'); at != std::string::npos && tags.problem.empty();
         at = page.find('<', at)) {
        const std::size_t end = tag_end(page, at);
        take_tag(tags, open, page.substr(at + 1, end - at - 1));
        at = end;
    }
    if (tags.problem.empty() && !open.empty()) {
        tags.problem = "<" + open.top() + "> stays open";
    }
    return tags;
}

void expect_sound(const std::string& page) {
    const Tags tags = tags_of(page);
    EXPECT_EQ(tags.problem, "");
    for (const std::string& link : tags.links) {
        EXPECT_TRUE(tags.ids.contains(link)) << "no #" << link;
    }
    EXPECT_LE(page.size(), html_bytes_max);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(Html, TheseTestsWouldSeeATagThatDoesNotClose) {
    EXPECT_NE(tags_of("<p><b>x</p></b>").problem, "");
    EXPECT_NE(tags_of("<p>").problem, "");
    EXPECT_NE(tags_of("<p id=\"a\"></p><p id=\"a\"></p>").problem, "");
    EXPECT_EQ(tags_of("<p title=\">\">x<br></p>").problem, "");
}

TEST(Html, OnePageThatNeedsNothingElse) {
    const std::string page = made_market().page();
    expect_sound(page);
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
    EXPECT_THAT(page, Not(HasSubstr("src=\"")));
    EXPECT_THAT(page, Not(HasSubstr("href=\"http")));
    EXPECT_THAT(page, Not(HasSubstr("url(http")));
    EXPECT_THAT(page, HasSubstr("3,616 单"));
    EXPECT_THAT(page, HasSubstr("概率是线索，不是结论"));
    EXPECT_THAT(page, HasSubstr("150 个账号"));
    EXPECT_THAT(page, HasSubstr("field &#96;amount&#96; is missing"));
}

TEST(Html, SameJudgementSameBytes) {
    EXPECT_EQ(made_market().page(), made_market().page());
}

TEST(Html, NothingToJudge) {
    MadeMarket made;
    const std::string page = made.page();
    expect_sound(page);
    EXPECT_THAT(page, HasSubstr("日志里没有订单"));
    EXPECT_THAT(page, HasSubstr("没有发现团伙"));
}

TEST(Html, OneHonestOrder) {
    MadeMarket made;
    made.order({});
    const std::string page = made.page();
    expect_sound(page);
    EXPECT_THAT(page, HasSubstr("2026-11-01 至 2026-11-01"));
}

// Ids may hold anything: it is shown, and neither ends an element or attribute nor runs.
TEST(Html, HowEarlyItWasKnown) {
    MadeMarket made;
    made.order({});
    EXPECT_EQ(made.page().find("多早就能知道"), std::string::npos) << "nothing was blocked";
    judge::FirstAnswers& first = made.judgement.first_answers;
    first.fake = 40;
    first.fake_amount = 800'000;
    first.until[2] = {
        .flagged = 33,
        .flagged_fake = 31,
        .blocked = 32,
        .blocked_fake = 29,
        .counted_amount = 200'000};
    const std::string page = made.page();
    const std::size_t row = page.find("24 小时后");
    ASSERT_NE(row, std::string::npos);
    const std::string_view cells = std::string_view(page).substr(row, 400);
    EXPECT_NE(cells.find("<td>31</td><td>29</td><td>3</td>"), std::string::npos) << cells;
    EXPECT_NE(cells.find("width:25.0%"), std::string::npos) << cells;
}

TEST(Html, HostileIdsAreOnlyText) {
    const std::string evil = "\"><script>alert(1)</script>'`&amp;\xff\xe2\x80\xae<!--\n";
    MadeMarket made;
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 30; ++i) {
        MadeOrder order;
        order.buyer = std::to_string(i) + evil;
        order.merchant = evil + std::to_string(i % 3);
        order.device = evil + "d";
        order.ppm = i < 20 ? 990'000 : 480'000;
        order.reasons = {model::Reason::cash_back};
        orders.push_back(made.order(order));
    }
    orders.resize(20);
    judge::Ring& ring = made.ring(evil, orders, {evil + "w"});
    ring.proof.front().zh = evil;
    ring.proof.front().en = evil;
    ring.id = evil;
    ring.beneficiary = made.names.merchants.intern(evil);
    made.summary.inputs = {{evil, 1, 0, 0}};
    made.summary.by_type = {{evil, 1}};
    made.summary.quarantine_reasons = {{evil, 1}};
    const std::string page = made.page();
    expect_sound(page);
    EXPECT_THAT(page, Not(HasSubstr("<!--")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(page, Not(HasSubstr("\xff")));
    EXPECT_THAT(page, Not(HasSubstr("\xe2\x80\xae")));
}

// Amounts and times are the sender's too.
TEST(Html, HugeAmountsAndStrayTimes) {
    MadeMarket made;
    for (const std::int64_t at : {std::int64_t{1}, november_ms, std::int64_t{4'294'967'295'000}}) {
        MadeOrder order;
        order.at_ms = at;
        order.amount = 9'223'372'036'854'775'807;
        order.ppm = 990'000;
        made.order(order);
    }
    std::vector<model::OrderIx> orders{{0}, {1}, {2}};
    made.ring("cashback", orders, {"w"});
    expect_sound(made.page());
}

TEST(Html, RingsWithoutLinksAreDrawnFromTheirOrdersOrReviews) {
    MadeMarket made = made_market();
    for (judge::Ring& ring : made.judgement.rings) {
        ring.links.clear();
    }
    judge::Ring critics;
    critics.id = "r4";
    critics.scheme = "extortion";
    for (int i = 0; i < 8; ++i) {
        critics.reviews.push_back(
            made.review("critic-" + std::to_string(i % 4), "hurt", november_ms, 900'000));
    }
    made.judgement.rings.push_back(critics);
    const std::string page = made.page();
    expect_sound(page);
    EXPECT_THAT(page, HasSubstr("critic-3"));
    EXPECT_THAT(page, HasSubstr("差评敲诈"));
}

TEST(Html, BoundedWhateverWasJudged) {
    const std::string filler(100, '"');
    MadeMarket made;
    for (int ring = 0; ring < 1'200; ++ring) {
        std::vector<model::OrderIx> orders;
        const int size = ring < 30 ? 400 : 3;
        for (int i = 0; i < size; ++i) {
            MadeOrder order;
            order.buyer = filler + std::to_string(ring) + "-" + std::to_string(i * 7 % 300);
            order.merchant = filler + std::to_string(ring) + "m" + std::to_string(i * 11 % 40);
            order.device = filler + std::to_string(ring) + "d" + std::to_string(i % 37);
            order.ppm = 970'000;
            order.reasons = {model::Reason::cash_back, model::Reason::paying_hub};
            orders.push_back(made.order(order));
        }
        judge::Ring& whole = made.ring("cashback", orders, {filler + "w1", filler + "w2"});
        whole.proof.resize(12, whole.proof.front());
        for (judge::Fact& fact : whole.proof) {
            fact.zh = fact.en = std::string(2'000, '<');
        }
    }
    const std::string page = made.page();
    expect_sound(page);
    EXPECT_THAT(page, HasSubstr("其余团伙"));
}

// For looking at it: report_test --gtest_also_run_disabled_tests --gtest_filter=*Preview
TEST(Html, DISABLED_Preview) {
    std::ofstream("/tmp/report-preview.html") << made_market().page();
}

}  // namespace
}  // namespace shouxin::report
