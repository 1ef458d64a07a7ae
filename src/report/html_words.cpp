#include "report/html_words.h"

#include <algorithm>
#include <array>

namespace shouxin::report {
namespace {

struct Scheme {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view how_zh;
    std::string_view how_en;
};

// clang-format off
constexpr std::array<Scheme, 12> schemes{{
    {"cashback", "返现刷单", "Cash-back brushing",
     "买家照常下单付款，事后有人把本金连同佣金转回给他。",
     "Buyers order and pay as usual; afterwards somebody sends the money back with a "
     "commission."},
    {"phone-farm", "群控小号", "Phone farm",
     "一批同生同住的小号，由少数设备操控，批量下单、好评。",
     "Accounts born together and run from a few devices order and praise in bulk."},
    {"experience-officer", "体验官免单", "Experience officers",
     "真到店、真收货，写完指定好评后全额退还。",
     "A real visit or parcel, then all money back for a five-star review on demand."},
    {"forged-parcel", "虚构物流", "Forged parcels",
     "寄空包、旧运单或从未上路的包裹，冒充成交。",
     "Empty parcels, reused waybills or parcels that never travelled stand in for sales."},
    {"subsidy", "骗取补贴", "Subsidy fraud",
     "有人先垫资，众多账号凑到补贴门槛下单，套取平台补贴。",
     "Funded beforehand, many accounts order just above the threshold to collect the "
     "subsidy."},
    {"extortion", "差评敲诈", "Bad-review extortion",
     "低价下单即给差评，商家付钱后撤评，同一批人辗转多店。",
     "A cheap order, one star at once, money from the shop, review withdrawn; from shop to "
     "shop."},
    {"rival", "反向刷单", "Rival brushing",
     "给竞争对手刷出异常订单，使其受罚，得利的是另一家。",
     "A rival's orders are made to look brushed, so that it is punished and another gains."},
    {"like-farm", "刷赞", "Like farm",
     "同一小群账号在数小时内给评价集中点赞。",
     "One small set of accounts likes reviews within hours."},
    {"keyword-task", "关键词任务", "Keyword tasks",
     "搜指定关键词，翻到指定商品，停留指定时长后拍下。",
     "Search the given words, find the given item, dwell the given time, buy."},
    {"agency", "代运营刷单", "Agency brushing",
     "代运营机构为多家店铺统一出资刷单，店主未必知情。",
     "One agency funds fake orders for several shops, perhaps without their knowledge."},
    {"template", "模板好评", "Template praise",
     "互不相识的账号发布几乎相同的好评。",
     "Strangers post nearly the same praise."},
    {"mixed", "混合手法", "Mixed means",
     "多种手法并用。",
     "Several means together."},
}};

struct ShortReason {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view clears_en;
};

constexpr std::array<ShortReason, 46> shorts{{
    {"cash-back", "返现", "Cash back",
     "proof of what the transfer was for (payslip, shared bill, after-sales compensation)"},
    {"split-cash-back", "分笔返现", "Split cash back", "proof of what each transfer was for"},
    {"paying-hub", "统一付款人", "Paying hub",
     "who the payer is, and proof of wages or of paying for others"},
    {"prefunded", "下单前垫资", "Prefunded", "how payer and buyer are related"},
    {"merchant-pays-buyer", "商家付钱给买家", "Merchant pays buyer",
     "the after-sales case, or the trial declared beforehand"},
    {"light-parcel", "包裹过轻", "Light parcel",
     "a photo of the weighing, an unboxing video, or the carrier's check"},
    {"odd-parcel", "重量悬殊", "Uneven weights", "a photo of the weighing, or the carrier's check"},
    {"reused-waybill", "运单复用", "Reused waybill", "proof that the orders were sent together"},
    {"missing-scans", "没有轨迹", "No scans", "the route, supplied by the carrier"},
    {"wrong-place", "签收地不符", "Wrong place", "the change of address, or who took it in"},
    {"fast-parcel", "快得离奇", "Too fast", "the carrier's route and times"},
    {"keyword-task", "关键词任务", "Keyword task", "ordinary browsing and comparing"},
    {"brief-view", "秒看即买", "Seconds of viewing", "earlier views, favourites or purchases"},
    {"same-dwell", "停留时长雷同", "Same dwell", ""},
    {"shared-device", "共用设备", "Shared device", "a device shared in a family or at work"},
    {"shared-address", "共用地址", "Shared address", "a dormitory, or deliveries gathered at work"},
    {"shared-wallet", "共用钱包", "Shared wallet", "a family member who pays"},
    {"shared-ip", "共用网络", "Shared network", "a network shared at work or by a carrier"},
    {"shared-identity", "一人多号", "One identity", "checking the person"},
    {"crew", "成群结队", "Same crew", ""},
    {"repeat-purchase", "反复购买", "Repeat purchase", "what it was for (say, buying for a company)"},
    {"surge", "销量突增", "Surge", "a declared event, live stream or campaign"},
    {"young-account", "新号", "Young account", "ordinary use of the account"},
    {"born-together", "同批注册", "Born together", "checking the person"},
    {"busy-account", "高频下单", "Busy account", "what it was for"},
    {"template-text", "文字雷同", "Template text", "what was really experienced, or photos"},
    {"reused-image", "盗用图片", "Reused picture", "the original photos"},
    {"rushed-review", "收货即好评", "Rushed review", ""},
    {"same-likers", "固定点赞群", "Same likers", ""},
    {"subsidy-edge", "卡补贴门槛", "Subsidy edge", "which goods made up the amount"},
    {"refunded", "全额退款", "Refunded", ""},
    {"bad-review-trade", "差评交易", "Bad-review trade", "what really happened after the sale"},
    {"hosting-ip", "机房网络", "Hosting network", "a company network, a VPN or a journey"},
    {"bad-reviewer", "惯给差评", "Serial bad reviewer", "what happened each time"},
    {"contact-in-text", "留联系方式", "Contact details", ""},
    {"recruiting-post", "发布招募", "Recruits", "the post itself, and the campaign's declaration"},
    {"staff-trail", "内部人迹象", "Insider's trail", "the member of staff's tickets and permissions"},
    {"hidden-reviews", "差评被隐", "Hidden reviews", "why each review was taken down"},
    {"reborn-shop", "换壳重开", "Reborn shop", "who runs the shop, and whose its payee is"},
    {"unpaid-worker", "垫付未返", "Never paid back", "a police report, or the chat with the recruiter"},
    {"known-buyer", "买家可疑", "Buyer known", "clearing the other orders"},
    {"known-item", "商品可疑", "Item known", "clearing the other orders"},
    {"known-merchant", "店铺可疑", "Shop known", "clearing the other orders"},
    {"known-wallet", "付款人可疑", "Payer known", "who the payer is"},
    {"known-resource", "共用物可疑", "Resource known", "how it comes to be shared"},
    {"known-words", "用语可疑", "Words known", ""},
}};

// clang-format on

const ShortReason* short_of(std::string_view code) {
    const auto* found = std::find_if(
        shorts.begin(), shorts.end(), [&](const ShortReason& row) { return row.code == code; });
    return found == shorts.end() ? nullptr : found;
}

}  // namespace

SchemeWords scheme_words(std::string_view scheme) {
    const auto* found = std::find_if(
        schemes.begin(), schemes.end(), [&](const Scheme& row) { return row.code == scheme; });
    if (found == schemes.end()) {
        const Html code = scheme.empty() ? Html("?") : escaped(scheme, 40);
        return {{scheme.empty() ? "手法未明" : code, scheme.empty() ? "Means unknown" : code}, {}};
    }
    return {{Html(found->zh), Html(found->en)}, {Html(found->how_zh), Html(found->how_en)}};
}

Said short_reason(model::Reason reason) {
    const std::string_view code = model::text_of(reason).code;
    const ShortReason* found = short_of(code);
    return found == nullptr ? Said{Html(code), Html(code)} : Said{Html(found->zh), Html(found->en)};
}

Html what_clears(model::Reason reason) {
    const model::ReasonText& text = model::text_of(reason);
    if (text.clears.empty() || text.clears == "—") {
        return {};
    }
    const ShortReason* found = short_of(text.code);
    const bool translated = found != nullptr && !found->clears_en.empty();
    return "<span class=\"clears\">" +
           both(
               "可以澄清：" + escaped(text.clears),
               "Would clear it: " + escaped(translated ? found->clears_en : text.clears)) +
           "</span>";
}

Said reason_sentence(model::Reason reason) {
    const model::ReasonText& text = model::text_of(reason);
    return {escaped(text.zh), escaped(text.en)};
}

const Unit& unit_of(judge::MemberKind kind) {
    switch (kind) {
        case judge::MemberKind::account:
            return unit::accounts;
        case judge::MemberKind::merchant:
            return unit::merchants;
        case judge::MemberKind::device:
            return unit::devices;
        case judge::MemberKind::wallet:
            return unit::wallets;
        case judge::MemberKind::address:
            return unit::addresses;
    }
    return unit::accounts;
}

std::string_view member_name(
    const model::Names& names, judge::MemberKind kind, std::uint32_t index) {
    const auto named = [](const auto& of, auto ix) {
        return ix.value < of.size() ? of[ix] : std::string_view("?");
    };
    switch (kind) {
        case judge::MemberKind::account:
            return named(names.accounts, model::AccountIx{index});
        case judge::MemberKind::merchant:
            return named(names.merchants, model::MerchantIx{index});
        case judge::MemberKind::device:
            return named(names.devices, model::DeviceIx{index});
        case judge::MemberKind::wallet:
            return named(names.wallets, model::WalletIx{index});
        case judge::MemberKind::address:
            return named(names.addresses, model::AddressIx{index});
    }
    return "?";
}

Said kind_words(judge::MemberKind kind) {
    switch (kind) {
        case judge::MemberKind::account:
            return {"账号", "Accounts"};
        case judge::MemberKind::merchant:
            return {"商家", "Merchants"};
        case judge::MemberKind::device:
            return {"设备", "Devices"};
        case judge::MemberKind::wallet:
            return {"钱包", "Wallets"};
        case judge::MemberKind::address:
            return {"地址", "Addresses"};
    }
    return {};
}

Said action_words(judge::Action action) {
    switch (action) {
        case judge::Action::allow:
            return {"放行", "Allow"};
        case judge::Action::review:
            return {"待复核", "Review"};
        case judge::Action::block:
            return {"拦截", "Block"};
    }
    return {};
}

}  // namespace shouxin::report
