// Goods and services: what reviews talk about, what people search for, and roughly what things
// cost and weigh. Prices and weights are centres that every world moves.
#include "world/words.h"

#include <array>

namespace shouxin::world {
namespace {

using std::string_view;

constexpr std::array<string_view, 8> shoes_things{
    "鞋底", "鞋面", "尺码", "鞋垫", "鞋带", "这双鞋", "内里", "鞋型"};
constexpr std::array<string_view, 8> shoes_searches{
    "运动鞋", "跑步鞋", "小白鞋", "篮球鞋", "帆布鞋", "马丁靴", "凉鞋女夏", "老爹鞋"};
constexpr std::array<string_view, 8> skincare_things{
    "质地", "味道", "瓶子", "这款精华", "面霜", "泵头", "成分", "肤感"};
constexpr std::array<string_view, 8> skincare_searches{
    "精华液", "面霜", "防晒霜", "爽肤水", "眼霜", "洗面奶", "面膜补水", "身体乳"};
constexpr std::array<string_view, 8> snacks_things{
    "口感", "味道", "包装", "日期", "坚果", "饼干", "这包零食", "分量"};
constexpr std::array<string_view, 8> snacks_searches{
    "坚果礼盒", "辣条", "饼干", "牛肉干", "薯片", "每日坚果", "果脯", "锅巴"};
constexpr std::array<string_view, 8> appliance_things{
    "噪音", "按键", "机身", "做工", "电源线", "说明书", "机器", "功率"};
constexpr std::array<string_view, 8> appliance_searches{
    "吸尘器", "电饭煲", "空气炸锅", "破壁机", "扫地机器人", "加湿器", "电热水壶", "养生壶"};
constexpr std::array<string_view, 8> toys_things{
    "零件", "玩具", "颜色", "说明书", "塑料味", "电池", "拼接处", "孩子"};
constexpr std::array<string_view, 8> toys_searches{
    "积木", "毛绒玩具", "遥控车", "拼图", "洋娃娃", "磁力片", "玩具枪", "过家家"};
constexpr std::array<string_view, 8> phonecase_things{
    "壳子", "边框", "孔位", "手感", "磁吸", "镜头圈", "按键", "贴膜"};
constexpr std::array<string_view, 8> phonecase_searches{
    "手机壳", "透明壳", "磁吸壳", "钢化膜", "手机支架", "充电线", "防摔壳", "挂绳"};
constexpr std::array<string_view, 8> clothing_things{
    "面料", "版型", "颜色", "袖子", "线头", "这件衣服", "尺码", "领口"};
constexpr std::array<string_view, 8> clothing_searches{
    "连衣裙", "卫衣", "针织衫", "阔腿裤", "风衣", "半身裙", "羊毛大衣", "衬衫"};
constexpr std::array<string_view, 8> menswear_things{
    "裤子", "面料", "腰围", "扣子", "颜色", "版型", "口袋", "做工"};
constexpr std::array<string_view, 8> menswear_searches{
    "休闲裤", "夹克", "短袖T恤", "羽绒服", "牛仔裤", "polo衫", "西装", "冲锋衣"};
constexpr std::array<string_view, 8> kitchen_things{
    "锅", "涂层", "把手", "锅盖", "刀口", "手感", "底部", "瓷器"};
constexpr std::array<string_view, 8> kitchen_searches{
    "不粘锅", "菜刀", "砧板", "保温杯", "饭盒", "碗碟套装", "高压锅", "保鲜盒"};
constexpr std::array<string_view, 8> bedding_things{
    "被子", "面料", "填充", "枕头", "颜色", "拉链", "走线", "床单"};
constexpr std::array<string_view, 8> bedding_searches{
    "四件套", "蚕丝被", "乳胶枕", "夏凉被", "毛毯", "床笠", "凉席", "枕套"};
constexpr std::array<string_view, 8> baby_things{
    "吸水性", "奶嘴", "魔术贴", "面料", "尺寸", "味道", "宝宝", "包装"};
constexpr std::array<string_view, 8> baby_searches{
    "纸尿裤", "奶瓶", "湿巾", "婴儿车", "辅食", "爬行垫", "口水巾", "安全座椅"};
constexpr std::array<string_view, 8> pet_things{
    "颗粒", "气味", "猫砂", "猫咪", "狗狗", "包装", "日期", "结团"};
constexpr std::array<string_view, 8> pet_searches{
    "猫粮", "狗粮", "猫砂", "逗猫棒", "牵引绳", "猫抓板", "冻干", "宠物窝"};
constexpr std::array<string_view, 8> digital_things{
    "屏幕", "续航", "音质", "接口", "外观", "系统", "连接", "机器"};
constexpr std::array<string_view, 8> digital_searches{
    "蓝牙耳机", "充电宝", "机械键盘", "鼠标", "音箱", "路由器", "移动硬盘", "智能手表"};
constexpr std::array<string_view, 8> books_things{
    "纸张", "印刷", "字体", "内容", "封面", "装订", "排版", "插图"};
constexpr std::array<string_view, 8> books_searches{
    "儿童绘本", "小说", "考研英语", "历史书", "练习册", "漫画", "菜谱", "字帖"};
constexpr std::array<string_view, 8> stationery_things{
    "笔尖", "纸张", "墨水", "封皮", "本子", "橡皮", "包装", "手感"};
constexpr std::array<string_view, 8> stationery_searches{
    "中性笔", "笔记本", "荧光笔", "手账贴纸", "书包", "文件夹", "马克笔", "计算器"};
constexpr std::array<string_view, 8> jewelry_things{
    "链子", "扣头", "光泽", "盒子", "吊坠", "做工", "耳针", "颜色"};
constexpr std::array<string_view, 8> jewelry_searches{
    "项链", "手链", "耳环", "戒指", "发夹", "胸针", "银饰", "珍珠"};
constexpr std::array<string_view, 8> tea_things{
    "茶叶", "汤色", "香气", "罐子", "回甘", "口感", "日期", "礼盒"};
constexpr std::array<string_view, 8> tea_searches{
    "龙井", "普洱", "铁观音", "白茶", "红酒", "茉莉花茶", "黄酒", "菊花茶"};
constexpr std::array<string_view, 8> fresh_things{
    "个头", "新鲜度", "冰袋", "甜度", "肉质", "包装", "坏果", "水分"};
constexpr std::array<string_view, 8> fresh_searches{
    "车厘子", "大闸蟹", "苹果", "牛排", "虾仁", "芒果", "土鸡蛋", "三文鱼"};
constexpr std::array<string_view, 8> sports_things{
    "弹性", "厚度", "握把", "面料", "支架", "重量", "手感", "帐篷"};
constexpr std::array<string_view, 8> sports_searches{
    "瑜伽垫", "哑铃", "羽毛球拍", "帐篷", "泳镜", "跳绳", "登山包", "护膝"};
constexpr std::array<string_view, 8> outdoor_tools_things{
    "扭力", "电池", "钻头", "手柄", "箱子", "精度", "螺丝", "做工"};
constexpr std::array<string_view, 8> outdoor_tools_searches{
    "电钻", "扳手", "螺丝刀", "卷尺", "梯子", "切割机", "热熔胶枪", "工具箱"};
constexpr std::array<string_view, 8> cosmetics_things{
    "颜色", "持妆", "膏体", "刷头", "粉质", "显色", "包装", "味道"};
constexpr std::array<string_view, 8> cosmetics_searches{
    "口红", "粉底液", "眼影盘", "睫毛膏", "气垫", "卸妆水", "眉笔", "定妆喷雾"};
constexpr std::array<string_view, 8> health_things{
    "颗粒", "味道", "日期", "瓶子", "吸收", "口感", "说明", "包装"};
constexpr std::array<string_view, 8> health_searches{
    "鱼油", "维生素C", "蛋白粉", "钙片", "益生菌", "褪黑素", "叶黄素", "艾草贴"};
constexpr std::array<string_view, 8> local_dining_things{
    "菜品", "服务员", "环境", "锅底", "味道", "分量", "上菜", "包间"};
constexpr std::array<string_view, 8> local_dining_searches{
    "双人套餐", "火锅团购", "自助餐", "烤肉", "日料", "下午茶", "小龙虾", "早茶"};
constexpr std::array<string_view, 8> home_repair_things{
    "师傅", "维修", "上门", "收费", "配件", "检测", "态度", "手艺"};
constexpr std::array<string_view, 8> home_repair_searches{
    "开锁换锁",
    "空调清洗",
    "家电维修",
    "管道疏通",
    "指纹锁安装",
    "灯具安装",
    "墙面补漆",
    "热水器维修"};
constexpr std::array<string_view, 8> beauty_salon_things{
    "技师", "环境", "手法", "发型", "美甲", "染发", "项目", "前台"};
constexpr std::array<string_view, 8> beauty_salon_searches{
    "美甲", "烫染套餐", "美睫", "洗剪吹", "皮肤管理", "头皮护理", "脱毛", "肩颈按摩"};
constexpr std::array<string_view, 8> leisure_things{
    "场地", "灯光", "设备", "氛围", "房间", "教练", "空调", "饮料"};
constexpr std::array<string_view, 8> leisure_searches{
    "密室逃脱", "KTV", "足疗", "健身次卡", "台球", "桌游", "羽毛球馆", "游泳馆"};
constexpr std::array<string_view, 8> cleaning_things{
    "阿姨", "擦窗", "厨房", "态度", "时间", "工具", "地板", "油烟机"};
constexpr std::array<string_view, 8> cleaning_searches{
    "日常保洁", "深度保洁", "油烟机清洗", "搬家", "地板打蜡", "除螨", "开荒保洁", "收纳整理"};
constexpr std::array<string_view, 8> travel_things{
    "导游", "门票", "房间", "早餐", "行程", "停车", "风景", "入园"};
constexpr std::array<string_view, 8> travel_searches{
    "温泉门票", "民宿", "一日游", "漂流票", "酒店自助", "动物园", "滑雪票", "采摘园"};

constexpr std::array<CategoryWords, 28> categories{{
    {"shoes", "鞋靴", shoes_things, shoes_searches, 189.0, 950.0, false},
    {"skincare", "护肤", skincare_things, skincare_searches, 178.0, 320.0, false},
    {"snacks", "零食", snacks_things, snacks_searches, 46.0, 900.0, false},
    {"appliance", "小家电", appliance_things, appliance_searches, 399.0, 3200.0, false},
    {"toys", "玩具", toys_things, toys_searches, 79.0, 600.0, false},
    {"phonecase", "手机配件", phonecase_things, phonecase_searches, 32.0, 110.0, false},
    {"clothing", "女装", clothing_things, clothing_searches, 149.0, 480.0, false},
    {"menswear", "男装", menswear_things, menswear_searches, 168.0, 700.0, false},
    {"kitchen", "厨具", kitchen_things, kitchen_searches, 96.0, 1500.0, false},
    {"bedding", "家纺", bedding_things, bedding_searches, 229.0, 2400.0, false},
    {"baby", "母婴", baby_things, baby_searches, 118.0, 1700.0, false},
    {"pet", "宠物", pet_things, pet_searches, 88.0, 2600.0, false},
    {"digital", "数码", digital_things, digital_searches, 219.0, 420.0, false},
    {"books", "图书", books_things, books_searches, 42.0, 560.0, false},
    {"stationery", "文具", stationery_things, stationery_searches, 24.0, 260.0, false},
    {"jewelry", "饰品", jewelry_things, jewelry_searches, 128.0, 60.0, false},
    {"tea", "茶酒", tea_things, tea_searches, 158.0, 820.0, false},
    {"fresh", "生鲜", fresh_things, fresh_searches, 89.0, 2600.0, false},
    {"sports", "运动户外", sports_things, sports_searches, 98.0, 1200.0, false},
    {"outdoor-tools", "五金", outdoor_tools_things, outdoor_tools_searches, 109.0, 1900.0, false},
    {"cosmetics", "彩妆", cosmetics_things, cosmetics_searches, 92.0, 140.0, false},
    {"health", "保健", health_things, health_searches, 138.0, 380.0, false},
    {"local-dining", "餐饮团购", local_dining_things, local_dining_searches, 136.0, 0.0, true},
    {"home-repair", "上门维修", home_repair_things, home_repair_searches, 158.0, 0.0, true},
    {"beauty-salon", "丽人", beauty_salon_things, beauty_salon_searches, 188.0, 0.0, true},
    {"leisure", "休闲娱乐", leisure_things, leisure_searches, 108.0, 0.0, true},
    {"cleaning", "家政", cleaning_things, cleaning_searches, 168.0, 0.0, true},
    {"travel", "周边游", travel_things, travel_searches, 238.0, 0.0, true},
}};

}  // namespace

std::span<const CategoryWords> all_categories() {
    return categories;
}

}  // namespace shouxin::world
