#include "model/reason.h"

namespace shouxin::model {

namespace {

// clang-format off
constexpr std::array<ReasonText, reason_count> texts{{
    {"cash-back", "下单前后，买家钱包收到一笔与实付金额相当或略多的转账", "a transfer to the buyer covers what was paid, or a little more", "转账的真实用途凭证（工资单、AA 账单、售后补偿单）"},
    {"split-cash-back", "同一付款人分几笔转给买家，合计与实付金额相当或略多", "several transfers from one payer add up to what was paid, or a little more", "各笔转账的真实用途凭证"},
    {"paying-hub", "给买家转账的钱包，还给这家店的许多其他买家转账，远超偶然", "the wallet that pays the buyer pays many other buyers of this shop, far beyond chance", "付款方的身份和用工、代发关系证明"},
    {"prefunded", "下单前不久，有人先把货款转给了买家", "somebody sent the buyer the money shortly before the order", "付款方与买家关系的说明"},
    {"merchant-pays-buyer", "商家自己的收款账户向买家转账", "the merchant's own wallet pays the buyer", "对应的售后单或申报过的试用活动"},
    {"light-parcel", "包裹重量远低于该商品应有重量", "the parcel weighs far less than the goods", "称重照片、开箱视频或承运商复核"},
    {"odd-parcel", "包裹重量与该商品不符", "the parcel's weight does not fit the goods", "称重照片或承运商复核"},
    {"reused-waybill", "同一运单号用于多个不同地址的订单", "one waybill serves orders to several addresses", "合并发货的凭证"},
    {"missing-scans", "物流没有途中扫描记录", "the parcel was never scanned on its way", "承运商补传的轨迹"},
    {"wrong-place", "签收地与收货地不在同一区县", "delivered to another division than the order's", "收件人改址或代收的记录"},
    {"fast-parcel", "签收快得不合路程", "delivered faster than the distance allows", "承运商的轨迹和时效说明"},
    {"keyword-task", "搜索关键词后翻到很深的位置，直接进入该商品，停留后拍下", "searched, went deep down the list straight to the item, dwelt, bought", "正常的浏览和比较记录"},
    {"brief-view", "几秒钟看完即下单", "bought after seconds of viewing", "此前的浏览、收藏或复购记录"},
    {"same-dwell", "该商品许多买家的停留时间几乎一样", "many buyers of the item dwelt almost equally long", "—"},
    {"shared-device", "同一设备上有许多账号在这家店下单", "many accounts on one device bought at this shop", "家庭或单位共用设备的说明"},
    {"shared-address", "同一地址有许多账号在这家店下单，远超偶然", "many accounts at one address bought at this shop, far beyond chance", "宿舍、公司集中收货的说明"},
    {"shared-wallet", "许多账号用同一钱包付款", "many accounts pay from one wallet", "家庭代付的说明"},
    {"shared-ip", "同一网络地址上有许多账号在这家店下单，远超偶然", "many accounts of one network address bought at this shop, far beyond chance", "单位或运营商共用出口的说明"},
    {"shared-identity", "一个身份名下有许多账号", "one identity stands behind many accounts", "本人核验"},
    {"hosting-ip", "从公开的机房网络下单", "ordered from a network known for hosting", "公司网络、VPN 或出差的说明"},
    {"crew", "同一批买家反复一起出现在几家不相关的店", "the same buyers keep meeting at unrelated shops", "—"},
    {"repeat-purchase", "同一账号短时间内反复购买同一商品", "the account bought the same item again and again", "真实用途（如单位采购）的说明"},
    {"surge", "该商品销量突增，远高于自身、类目和平台的同期水平", "sales of the item surged far above its own, the category's and the platform's level", "申报的活动、直播或投放记录"},
    {"young-account", "账号注册不久", "the account is young", "账号的正常使用记录"},
    {"born-together", "账号与许多其他账号同时同处注册", "the account was registered together with many others", "本人核验"},
    {"busy-account", "账号短时间内下单异常频繁", "the account orders unusually often", "真实用途的说明"},
    {"template-text", "评价与许多陌生人的评价雷同，超出该类目的偶然水平", "the review nearly repeats those of strangers, beyond the category's chance level", "原始评价的真实使用内容或照片"},
    {"reused-image", "评价图片与陌生人的评价图片相同", "the review's pictures stand in strangers' reviews", "原始照片"},
    {"rushed-review", "签收后很快就发布好评", "praised soon after delivery", "—"},
    {"same-likers", "给评价点赞的是同一小群账号", "a review is liked by one small set of accounts", "—"},
    {"subsidy-edge", "订单金额刚好越过补贴门槛，且集中在这家店", "amounts just above the subsidy threshold gather at this shop", "正常凑单的商品明细"},
    {"refunded", "订单已全额退款", "the order was refunded in full", "—"},
    {"bad-review-trade", "差评之后，评价人收到商家的钱或撤下差评", "after the bad review its author was paid by the merchant or withdrew it", "真实的售后经过"},
    {"contact-in-text", "评价里留了联系方式", "the review holds contact details", "—"},
    {"known-buyer", "买家的其他订单多属可疑", "the buyer's other orders are suspicious", "其他订单的澄清"},
    {"known-item", "该商品的其他订单多属可疑", "the item's other orders are suspicious", "其他订单的澄清"},
    {"known-merchant", "这家店的其他订单多属可疑", "the shop's other orders are suspicious", "其他订单的澄清"},
    {"known-wallet", "同一付款人转账的其他买家多属可疑", "other buyers paid by the same wallet are suspicious", "付款方身份的证明"},
    {"known-resource", "同设备、同地址或同钱包的其他订单多属可疑", "other orders of the device, address or wallet are suspicious", "共用关系的说明"},
    {"known-words", "评价用语与可疑评价的用语相同", "the review's words are those of suspicious reviews", "—"},
}};
// clang-format on

}  // namespace

const std::array<ReasonText, reason_count>& reason_texts() {
    return texts;
}

}  // namespace shouxin::model
