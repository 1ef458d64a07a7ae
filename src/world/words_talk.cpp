// What people say and write: praise, blame, chat, recruiting, the notes beside money. Longer
// than any one world needs, so that no two worlds speak alike.
#include "world/words.h"

#include <array>

namespace shouxin::world::words {
namespace {

using std::string_view;

constexpr std::array<string_view, 40> praise_heads_list{
    "质量超赞",           "宝贝收到了",     "真的超级喜欢",     "物美价廉",       "五星好评",
    "非常满意的一次购物", "强烈推荐",       "做工精细",         "颜值很高",       "性价比超高",
    "客服态度超好",       "包装很精美",     "太惊喜了",         "第一次在这家买", "回购好几次了",
    "收到货马上来评价",   "比想象中还要好", "好看又实用",       "朋友推荐来的",   "一如既往的好",
    "爱了爱了",           "闭眼入不亏",     "终于买到心仪的了", "图片和实物一致", "超出预期",
    "看了好多家选的这家", "给家里人买的",   "活动价入手的",     "店家很用心",     "大品牌值得信赖",
    "到手很开心",         "非常nice",       "没有踩雷",         "值得五颗星",     "质感一流",
    "果然没让我失望",     "无限回购",       "老顾客了",         "早就想买了",     "入手不后悔"};

constexpr std::array<string_view, 40> praise_middles_list{
    "物流超级快",       "和描述的一模一样", "用料扎实",     "完全超出期待",   "细节处理得很到位",
    "卖家服务态度很好", "家人都说好",       "绝对是正品",   "这个价格太值了", "用了几天很不错",
    "发货速度快",       "没有色差",         "质感特别好",   "手感很舒服",     "客服回复很及时",
    "包装严实没有破损", "比实体店划算",     "用起来很顺手", "没有一点异味",   "还送了小礼物",
    "同事都问链接",     "做工没得挑",       "颜色很正",     "大小刚刚好",     "第二次购买了",
    "功能很齐全",       "操作简单",         "味道很正",     "体验感很好",     "服务周到",
    "送货上门很方便",   "真材实料",         "分量十足",     "环境很好",       "老板人很好",
    "讲解很耐心",       "效果立竿见影",     "款式很新颖",   "材质安全放心",   "保质期很新鲜"};

constexpr std::array<string_view, 30> praise_ends_list{
    "以后就认准这家了",
    "会回购的",
    "推荐大家购买",
    "值得信赖",
    "闭眼入",
    "赞赞赞",
    "下次还来",
    "好评好评",
    "已经推荐给朋友了",
    "祝生意兴隆",
    "满分好评",
    "强烈安利",
    "必须五星",
    "不买后悔",
    "放心下单",
    "期待下次合作",
    "收藏店铺了",
    "继续支持",
    "大家可以冲",
    "不错不错",
    "爱心送上",
    "强推",
    "喜欢的姐妹赶紧下手",
    "良心商家",
    "真心推荐",
    "还会光顾",
    "全家都喜欢",
    "给个大大的赞",
    "比心",
    "点赞"};

constexpr std::array<string_view, 35> good_traits_list{
    "挺结实",   "很耐用",   "没有异味", "手感很好",     "分量足", "比想象中好", "跟图片一样",
    "做工细致", "很合适",   "很满意",   "挺舒服",       "没毛病", "挺厚实",     "颜色正",
    "刚刚好",   "用着顺手", "不错",     "比之前买的强", "很轻便", "很新鲜",     "好闻",
    "香",       "细腻",     "安静",     "反应快",       "挺大的", "做得精致",   "没有破损",
    "软硬适中", "省事",     "清楚",     "对得起价格",   "还行",   "超出预期",   "老人也会用"};

constexpr std::array<string_view, 30> bad_traits_list{
    "有色差",     "偏贵",       "包装破了",   "味道一般", "用了两天就松了", "声音有点大",
    "跟描述不符", "不太值",     "偏小",       "偏大",     "有点薄",         "掉色",
    "有异味",     "做工粗糙",   "有划痕",     "少了配件", "不好用",         "没有想象中好",
    "有线头",     "发货有点慢", "客服不理人", "快过期了", "压坏了",         "漏了",
    "充不进电",   "尺寸不准",   "太硬",       "起球",     "很普通",         "质量差"};

constexpr std::array<string_view, 26> service_good_traits_list{
    "很准时", "讲得很清楚", "很贴心",   "干净",     "手艺好",   "很专业",   "新鲜",
    "挺地道", "分量足",     "很热情",   "不催单",   "收费透明", "挺快的",   "有耐心",
    "很安静", "停车方便",   "挺有氛围", "上菜快",   "会再来",   "位置好找", "很舒服",
    "靠谱",   "细心",       "超出预期", "服务周到", "现做的"};

constexpr std::array<string_view, 20> service_bad_traits_list{
    "迟到了一小时", "等了好久",   "态度一般", "乱加价",       "不太新鲜", "环境吵",   "服务跟不上",
    "分量少",       "味道一般",   "催得紧",   "位置难找",     "没修好",   "推销办卡", "有点贵",
    "收费不清楚",   "不值这个价", "预约不上", "弄得到处是灰", "空调不凉", "排队太久"};

constexpr std::array<string_view, 42> asides_list{
    "快递放门口了", "给孩子买的",    "比实体店便宜", "已经安装好",   "追评再说",
    "先用着看",     "朋友介绍来的",  "老婆很喜欢",   "推荐给同事了", "希望耐用",
    "国庆前到的",   "回购第二次",    "下次还会来",   "发货有点慢",   "退货了",
    "送人的",       "周末去的",      "帮爸妈买的",   "赶上活动",     "用了一周来评价",
    "晚上到的",     "打算再买一个",  "备用的",       "换季买的",     "单位用的",
    "租房用正好",   "给老公买的",    "孩子开学用",   "和图片差不多", "等降价等了很久",
    "懒得拍照了",   "冲着牌子来的",  "过年用",       "公司聚餐",     "一个人住够用了",
    "顺路取的",     "自己留着用",    "出差前到了",   "双十一囤的",   "第一次买这个牌子",
    "包装盒留着了", "下雨天也送到了"};

constexpr std::array<string_view, 34> short_praise_list{
    "好",       "不错",        "好评",      "满意",
    "喜欢",     "很好",        "挺好的",    "可以的",
    "值得购买", "物美价廉",    "超赞",      "质量不错",
    "还可以",   "非常好",      "OK",        "很喜欢",
    "棒",       "赞",          "五星",      "好用",
    "挺满意",   "东西不错",    "收到了",    "很棒",
    "没问题",   "五分好评",    "very good", "给力",
    "好好好",   "不错哦",      "买的值",    "此用户没有填写评价",
    "默认好评", "系统默认好评"};

constexpr std::array<string_view, 13> short_shrugs_list{
    "一般",
    "还可以",
    "凑合",
    "一般般",
    "中规中矩",
    "还行吧",
    "马马虎虎",
    "就那样",
    "普普通通",
    "可以",
    "将就用",
    "没什么感觉",
    "对得起价格吧"};

constexpr std::array<string_view, 17> short_blame_list{
    "不满意",
    "不太好",
    "差评",
    "失望",
    "不好",
    "后悔买了",
    "别买",
    "太差",
    "垃圾",
    "不推荐",
    "无语",
    "不值",
    "再也不买了",
    "退了",
    "浪费钱",
    "一言难尽",
    "不行"};

constexpr std::array<string_view, 22> angry_list{
    "假货",
    "垃圾商家",
    "三无产品，已投诉",
    "质量极差，客服辱骂",
    "虚假宣传，大家别买",
    "骗子店",
    "以次充好",
    "收到就是坏的",
    "客服态度恶劣",
    "黑心商家",
    "过期了还卖",
    "用一次就坏",
    "要求退一赔三",
    "已打12315",
    "跟图片完全不一样",
    "售后推诿",
    "翻新货",
    "大家避雷",
    "坑人",
    "吃坏肚子",
    "强烈要求下架",
    "货不对板"};

constexpr std::array<string_view, 46> chat_list{
    "这个能用券吗",     "客服好慢",         "签到领券",         "谢谢老板",     "已下单，蹲发货",
    "有人一起拼单吗",   "快递到驿站了",     "会员日有满减",     "什么时候补货", "蹲一个链接",
    "今天直播几点",     "怎么退货啊",       "求开票",           "尺码怎么选",   "到手多少钱",
    "包邮吗",           "这个划算吗",       "昨天刚买就降价了", "退差价找客服", "地址填错了怎么改",
    "发的什么快递",     "收到啦",           "有优惠吗",         "什么时候发货", "拼不拼",
    "抢到了",           "没抢到",           "红包雨几点",       "谁有内部券",   "今天人好多",
    "有售后群吗",       "帮忙点个赞",       "砍一刀",           "刚刚付款了",   "物流三天没动",
    "有没有同款",       "好用吗",           "上新了",           "周末有活动吗", "可以自提吗",
    "退款怎么还没到账", "客服说三天内退款", "投诉商家有用吗",   "差价一直不退", "等了一周还没发货",
    "这家拉黑我了"};

constexpr std::array<string_view, 10> chat_questions_list{
    "求推荐{}",
    "这家{}怎么样",
    "{}哪家好",
    "买{}有什么要注意的",
    "想入手{}",
    "有没有便宜的{}",
    "{}现在什么价",
    "{}值得买吗",
    "第一次买{}求建议",
    "谁买过{}"};

constexpr std::array<string_view, 20> honest_offers_list{
    "会员日全场满减，欢迎到店",
    "新店开业，前一百名送小礼品",
    "老会员生日有礼",
    "充值满五百送五十",
    "关注店铺领五元券",
    "晒单抽奖，名单周五公布",
    "试用活动开始报名，如实评价即可",
    "直播间今晚八点半价",
    "积分可以兑换礼品",
    "邀请好友各得优惠券",
    "招兼职客服，朝九晚六，底薪加提成",
    "诚聘打包员，日结一百五",
    "体验课免费预约",
    "扫码入会领小样",
    "招募体验官，抽签免费试用，好坏都请如实写",
    "会员福利日，到店打卡送小礼品",
    "晒单返积分，会员专享",
    "朋友圈集赞三十个送饮料",
    "招试衣模特，拍照日结，有经验优先",
    "写评价得积分，好评差评都一样"};

constexpr std::array<string_view, 20> lures_list{
    "招用户体验官，免费吃双人餐，好评返全款",
    "会员福利：打卡晒图五星，红包返现",
    "兼职刷单，每单佣金{}元，会用手机就行，加微信",
    "兼职试用，每单佣金{}元，日结",
    "拍数据优化垫付本金，收货返本金加佣金，日结",
    "在家手机赚钱，一单{}元，本金秒返",
    "需要几个老号做评价，一条{}元",
    "电商做销量，浏览五分钟再下单，返本加{}元",
    "招体验官，真实到店，晒图好评全额返",
    "五星带图返{}元，截图发客服",
    "帮忙拍单，不发货，返现{}元",
    "宝妈学生都能做，一天十几单，每单{}元",
    "收淘气值高的号，做单{}元起",
    "店铺冲量，拍下秒返，另给{}元",
    "内部福利，免单名额，写好评就行",
    "礼品单，收到小礼物给五星，{}元红包",
    "差评师接单，删评另谈",
    "补单放单，佣金{}，不押款",
    "动动手指点赞关注，一条{}元",
    "到店核销不消费，返现加{}元"};

constexpr std::array<string_view, 12> stiffed_cries_list{
    "垫付的本金一直不退，大家小心",
    "说好秒返，三天了没人理",
    "派单的把我拉黑了，{}单没返",
    "做了{}单，一分没拿到",
    "刷单被骗了，求助",
    "垫付任务是骗人的，别做",
    "前面返得快，后面大单就不返了",
    "群已经解散了，本金没了",
    "{}单本金都没回来，能报警吗",
    "客服不回，佣金也没有",
    "有没有一样被骗垫付的",
    "体验官返款不兑现"};

constexpr std::array<string_view, 10> card_words_list{
    "包裹里有卡片，改好评返{}元",
    "客服打电话让我删差评给{}红包",
    "卡片上写差评先联系客服",
    "加客服微信删评领{}元",
    "给了差评，商家愿意补{}块让我删",
    "五星截图返{}元的卡片，谁收到过",
    "商家一直打电话求撤评",
    "删评论退{}元，要不要删",
    "差评被折叠了，找平台没用",
    "我的差评怎么不见了"};

constexpr std::array<string_view, 20> keyword_affixes_list{
    "正品",   "男",   "女",   "学生", "家用",   "官方旗舰", "新款", "2026", "便宜", "高颜值",
    "小户型", "送礼", "耐用", "网红", "老字号", "大容量",   "附近", "团购", "同款", "儿童"};

constexpr std::array<string_view, 24> friend_notes_list{
    "红包",     "恭喜发财", "AA",     "代购", "房租",   "还款",   "货款",   "会员福利",
    "生日快乐", "饭钱",     "水电费", "车费", "借款",   "份子钱", "零花钱", "谢谢",
    "买菜",     "学费",     "押金",   "转账", "生活费", "奶茶",   "门票",   "油费"};

constexpr std::array<string_view, 20> wage_notes_list{
    "劳务",   "日结",   "佣金", "退差", "红包", "工资",   "兼职", "配送费", "跑腿", "稿费",
    "课时费", "劳务费", "提成", "补贴", "奖金", "加班费", "推广", "结算",   "全勤", "薪资"};

constexpr std::array<string_view, 15> amends_notes_list{
    "售后补偿",
    "运费补偿",
    "差价",
    "红包",
    "退差价",
    "补偿",
    "赔付",
    "退款",
    "运费险",
    "抱歉红包",
    "补发差额",
    "保价",
    "瑕疵补偿",
    "少件补偿",
    "安抚"};

constexpr std::array<string_view, 23> reward_notes_list{
    "红包", "会员福利", "货款",     "返现",     "福利",   "活动奖励", "退差", "本金",
    "佣金", "好评有礼", "感谢支持", "退押金",   "结算",   "还款",     "谢谢", "晒图奖励",
    "劳务", "转账",     "体验金",   "恭喜发财", "备用金", "礼金",     "补贴"};

constexpr std::array<string_view, 13> agency_notes_list{
    "服务费",
    "推广费",
    "货款",
    "运营费",
    "代运营",
    "技术服务",
    "广告费",
    "咨询费",
    "合作款",
    "活动费",
    "佣金",
    "材料款",
    "备用金"};

constexpr std::array<string_view, 6> settlement_notes_list{
    "结算", "货款结算", "平台结算", "周结", "提现", "账单结算"};

constexpr std::array<string_view, 6> trial_notes_list{
    "试用返还", "试用", "试用退款", "体验返款", "活动返还", "免费试用"};

constexpr std::array<string_view, 9> split_bill_notes_list{
    "AA", "饭钱", "午饭", "拼单", "奶茶", "聚餐", "凑单", "团购钱", "下午茶"};

constexpr std::array<string_view, 10> carriers_list{
    "sf", "zto", "yto", "sto", "jd", "yunda", "jtexpress", "ems", "deppon", "best"};

constexpr std::array<string_view, 10> staff_resources_list{
    "order/search",
    "merchant/profile",
    "refund/approve",
    "rule/ranking",
    "rule/subsidy-threshold",
    "review/fold",
    "coupon/grant",
    "account/unlock",
    "settlement/hold",
    "rule/risk-score"};

constexpr std::array<string_view, 6> channels_list{
    "chat", "comment", "group", "moments", "forum", "live"};

}  // namespace

Words praise_heads() {
    return praise_heads_list;
}

Words praise_middles() {
    return praise_middles_list;
}

Words praise_ends() {
    return praise_ends_list;
}

Words good_traits() {
    return good_traits_list;
}

Words bad_traits() {
    return bad_traits_list;
}

Words service_good_traits() {
    return service_good_traits_list;
}

Words service_bad_traits() {
    return service_bad_traits_list;
}

Words asides() {
    return asides_list;
}

Words short_praise() {
    return short_praise_list;
}

Words short_shrugs() {
    return short_shrugs_list;
}

Words short_blame() {
    return short_blame_list;
}

Words angry() {
    return angry_list;
}

Words chat() {
    return chat_list;
}

Words chat_questions() {
    return chat_questions_list;
}

Words honest_offers() {
    return honest_offers_list;
}

Words lures() {
    return lures_list;
}

Words stiffed_cries() {
    return stiffed_cries_list;
}

Words card_words() {
    return card_words_list;
}

Words keyword_affixes() {
    return keyword_affixes_list;
}

Words friend_notes() {
    return friend_notes_list;
}

Words wage_notes() {
    return wage_notes_list;
}

Words amends_notes() {
    return amends_notes_list;
}

Words reward_notes() {
    return reward_notes_list;
}

Words agency_notes() {
    return agency_notes_list;
}

Words settlement_notes() {
    return settlement_notes_list;
}

Words trial_notes() {
    return trial_notes_list;
}

Words split_bill_notes() {
    return split_bill_notes_list;
}

Words carriers() {
    return carriers_list;
}

Words staff_resources() {
    return staff_resources_list;
}

Words channels() {
    return channels_list;
}

}  // namespace shouxin::world::words
