"""What people on the market of market.py look for, write and say."""
import collections

Category = collections.namedtuple("Category", "yuan grams searches parts good bad service")


def category(yuan, grams, searches, parts, good, bad, service=False):
    return Category(yuan, grams, *(text.split() for text in (searches, parts, good, bad)), service)


CATEGORIES = {
    "shoes": category(199, 950, "跑鞋 运动鞋 帆布鞋 小白鞋 登山鞋 透气跑鞋", "鞋底 鞋面 鞋带 鞋垫 尺码 脚感 做工 颜色",
                      "软硬合适 不磨脚 很轻 透气 防滑 比想象中结实 正好 抓地 没有味道", "开胶了 磨脚 偏小半码 味道大 掉色 走线歪"),
    "clothing": category(139, 420, "连衣裙 卫衣 衬衫 牛仔裤 羽绒服 T恤", "面料 版型 袖子 领口 颜色 厚度 走线 腰围",
                         "显瘦 不起球 柔软 垂感好 和图片一样 洗了没变形 亲肤 够长", "起球 有线头 缩水 色差明显 偏薄 勒得慌"),
    "tea": category(98, 350, "龙井 铁观音 普洱 茉莉花茶 红茶", "香气 汤色 回甘 叶底 包装 口感 耐泡度 条索",
                    "清亮 很足 自然 泡五六道还有味 喝着顺 比去年的好 不涩 匀整", "碎末多 有点涩 没什么香味 陈味重 受潮"),
    "snacks": category(49, 800, "坚果 辣条 饼干 牛肉干 每日坚果", "味道 分量 日期 口感 包装 甜度 咸淡 个头",
                       "脆 新鲜 足 不腻 刚好 孩子抢着吃 停不下来 均匀", "不脆了 快过期 太甜 碎了一半 有哈喇味"),
    "cosmetics": category(119, 260, "面霜 口红 防晒霜 精华 洗面奶", "质地 味道 吸收 颜色 保湿 瓶子 泵头 成膜",
                          "清爽 不油 很快 不刺激 衬肤色 一整天不干 好推开 细腻", "闷痘 刺痛 搓泥 假白 漏了 味道冲"),
    "phone-case": category(29, 60, "手机壳 苹果手机壳 防摔壳 磁吸壳", "手感 孔位 边框 颜色 厚度 按键 磁吸 图案",
                           "贴合 准 不松 防滑 薄 好按 吸得牢 没发黄", "松 孔位偏 发黄 粘灰 按键硬"),
    "home": category(79, 1300, "收纳箱 拖把 床单 台灯 保温杯", "材质 做工 尺寸 盖子 颜色 密封 安装 亮度",
                     "厚实 合适 严实 简单 结实 没异味 够用 稳", "薄 有毛刺 装不上 漏水 歪 划痕多"),
    "toys": category(89, 600, "积木 拼图 遥控车 毛绒玩具 过家家", "零件 颜色 边角 电池 说明书 大小 声音 材料",
                     "光滑 齐全 耐摔 鲜亮 看得懂 不刺手 孩子玩了一下午 刚好", "少零件 掉毛 不灵 声音吵 有毛边"),
    "dining": category(128, 0, "双人套餐 火锅 烤肉 自助餐 下午茶", "味道 环境 服务 分量 上菜 食材 停车 排队",
                       "新鲜 热情 安静 够吃 快 干净 方便 不贵 地道", "等了一小时 偏咸 冷了 态度差 和图片差太多", service=True),
}
BEFORE = """给爸妈买的 第二次买了 朋友推荐的 用了一周来评 等活动买的 下单犹豫了很久 孩子要的 换季备着 之前那个坏了
    看评论买的 昨天刚到 出差前买的 同事也有一个 送人的 室友也下单了 头一回在这家买 晚上拆的箱 本来没抱希望""".split()
AFTER = """会再来 推荐 值这个价 没什么可挑的 就是快递慢了点 客服回得快 包装也用心 先用着看 希望耐用 物流快 对得起价格
    扣一星给快递 颜色下次选深的 已经推荐给同事 家里人都说好 下次趁活动多囤点 总体满意 还行吧 没有想象中惊艳""".split()
ANGRY = """客服不理人 退货还要自己出运费 别买 差评 和描述不符 再也不来了 等了八天才到 打电话没人接 后悔没看差评""".split()
SHORT = "不错 很好 好评 挺好的 还可以 满意 好 可以 五星 东西很好 性价比高 很喜欢 物美价廉 质量不错 好用".split()
TALK = ["周末有人拼单吗", "请问这件有大码吗", "会员日满减怎么用", "本店会员生日当月享九折，积分可换购", "老会员续费送一个月",
        "快递到哪了", "求推荐好用的收纳箱", "今晚八点直播上新，新品第二件半价", "入会领十元券，满百可用", "发票怎么开"]


def honest_text(category, stars, dice):
    """What somebody writes of himself: some short, some long, few alike."""
    if dice.random() < 0.3 and stars >= 4:
        return dice.choice(SHORT) + dice.choice(["", "。", "！", "，" + dice.choice(AFTER)])
    like = CATEGORIES.get(category) or CATEGORIES["home"]
    kind = like.good if stars >= 4 or (stars == 3 and dice.random() < 0.5) else like.bad
    clauses = [part + word for part, word in zip(dice.sample(like.parts, 3), dice.sample(kind, 3))]
    clauses = clauses[:dice.choice([1, 2, 2, 3])]
    if dice.random() < 0.55:
        clauses.insert(0, dice.choice(BEFORE))
    if dice.random() < 0.6:
        clauses.append(dice.choice(ANGRY if stars <= 2 else AFTER))
    return dice.choice(["，", "，", "。", " "]).join(clauses) + dice.choice(["", "。", "！"])


def small_talk(dice):
    return dice.choice(TALK)
