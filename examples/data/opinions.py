"""The questionnaire of the sales onboarding as a form tool exports it: labels, times, a response sent twice, open texts.

In September there are new cases and a new learning platform, of which nobody had heard in June. The comments are made up, too.
"""

from __future__ import annotations

import datetime
import random

import aftercourse as ac
from year import Day

Row = dict[str, object]
AGREE = ["非常不同意", "不同意", "一般", "同意", "非常同意"]
SATISFIED = ["非常不满意", "不满意", "一般", "满意", "非常满意"]
OBSTACLES = ["没有应用机会", "没有应用机会;掌握不够牢固", "掌握不够牢固", "缺少工具或时间"]

ALWAYS = """
讲师很专业，案例讲得清楚
讲师经验丰富，讲得生动，听得懂
老师很有耐心，有问必答
老师讲课风趣，一点也不枯燥
讲师对客户心理很了解，受益匪浅
讲师语速太快，跟不上
老师照着PPT念，互动少
课程内容很实用，回来就能用上
报价那部分讲得很清楚，收获很大
提问技巧这一节最有帮助，已经用在客户身上了
内容很全面，就是有点多
情景演练很好，能马上发现自己的问题
小组讨论气氛好，大家都愿意说
资料很全，回去还能再看
整体不错，对新人帮助很大
学会了怎样问客户的需求，谈客户更有底气
希望多一些情景演练
希望增加客户拜访的练习
演练时间不够，只轮到一次
点评不够具体，不知道怎么改
合同部分讲得太快，没听懂
合同与回款的内容不够清楚，希望多举例
合同法律这块不太清楚，做题全靠猜
回款条款讲得不够详细
合同条款太多，记不住，希望有对照表
优惠怎么算没讲明白，做题还是不会
折扣和优惠分不清，建议再讲一遍
五天内容太多，时间太短了
课程安排太紧，没有时间消化
培训占用了月底冲量的时间，不太合理
晚上还要写作业，太累
内容偏理论，和实际工作联系不多
客户信息能不能转给同事，到现在也没弄清楚
教室空调太冷
午餐不错，住宿有点远
证书什么时候发？
什么时候发证书
请问证书什么时候发
证书什么时候能发下来
课件能不能发给我们？
能不能把课件发给我们
无
没有意见
挺好的
"""
JUNE = """
案例有些旧，还是前年的产品
案例陈旧，希望更新
案例都是老客户，和现在的市场不一样
产品资料还是旧版，价格对不上
线下上课效果好，互动多
现场答疑很及时
当面演练印象深，回来不容易忘
教室离公司太远，不太方便
教室有点挤，后排看不清投影
话筒声音时有时无
"""
SEPTEMBER = """
学习平台经常卡顿，视频看不完
线上平台太卡，登录了三次才进去
学习平台登录麻烦，做题时还闪退了
线上学习平台不稳定，体验不好
学习平台卡，没法回放
手机上打不开学习平台
学习平台的视频声音和画面对不上
学习平台找不到回放，不好用
平台交作业时提示失败，重做了一遍
建议换一个稳定的学习平台
新案例很贴近客户，比以前好
新案例是今年的客户，很有说服力
用新案例讲报价，一下就明白了
新案例不错，但是线上讲得不够细
线上课没有互动，提问没人回答
线上答疑不够及时
线上部分听着听着就走神了，不如面授
线上和线下的内容有重复
"""

COMMENTS = {"2026-06": (ALWAYS + JUNE).split(), "2026-09": (ALWAYS + SEPTEMBER).split()}
MEANS = {
    "2026-06": {
        "content": 3.7,
        "lecturer": 4.3,
        "mode": 3.9,
        "platform": 3.8,
        "timing": 3.4,
        "effect": 3.8,
        "satisfaction": 3.9,
    },
    "2026-09": {
        "content": 4.1,
        "lecturer": 4.3,
        "mode": 3.8,
        "platform": 2.7,
        "timing": 3.3,
        "effect": 3.9,
        "satisfaction": 3.8,
    },
}
NOT_ONLINE = {"2026-06": 0.5, "2026-09": 0.05}  # for whom the platform does not apply


def survey(chance: random.Random, intake: str, opens: Day, sent: list[tuple[str, str]]) -> list[Row]:
    """About three in four answer, one of them twice; a few tick the same all the way down."""
    items = ac.Instrument.built_in("follow-up").definition.items
    deck = chance.sample(COMMENTS[intake], len(COMMENTS[intake]))
    rows: list[Row] = []
    for person, programme in sent:
        if chance.random() < 0.74:
            day = opens + datetime.timedelta(days=chance.randint(0, 8))
            moment = datetime.datetime.combine(day, datetime.time(chance.randint(8, 21), chance.randint(0, 59)))
            bored = chance.random() < 0.03
            seconds = 31 if bored else chance.randint(95, 420)
            row = {"提交答卷时间": moment, "所用时间": f"{seconds}秒", "工号": person, "班级": programme}
            rows.append(row | answers(chance, intake, items, deck, bored))
    rows.append(rows[7] | {"提交答卷时间": f"{opens + datetime.timedelta(days=9)} 20:15:00"})
    return [{"序号": n} | row for n, row in enumerate(rows, 1)]


def answers(chance: random.Random, intake: str, items: list[ac.Record], deck: list[str], bored: bool) -> Row:
    mood = chance.gauss(0, 0.5)
    cells = {
        item.id: "同意" if bored and item.id != "recommend" else answer(chance, intake, item, mood) for item in items
    }
    cells["satisfaction-overall"] = cells["satisfaction-overall"].replace("同意", "满意")
    cells["effect-applied"] = chance.choices(["经常运用", "有时运用", "尚未运用"], [3, 5, 2])[0]
    cells["effect-obstacles"] = chance.choice(OBSTACLES) if cells["effect-applied"] == "尚未运用" else ""
    cells["suggestions"] = "" if bored else comment(chance, deck)
    return {f"{n}、{item.title.zh}": cells[item.id] for n, item in enumerate(items, 1)}


def answer(chance: random.Random, intake: str, item: ac.Record, mood: float) -> str:
    """A scale's label: the dimension's mean, the person's mood and chance."""
    means, dimension, part = MEANS[intake], item.id.split("-")[0], item.id.split("-")[-1]
    if item.type != "scale":
        return ""
    if item.id == "recommend":
        return str(max(0, min(10, round(2.1 * (means["satisfaction"] + chance.gauss(mood, 0.6))))))
    if part == "platform" and chance.random() < NOT_ONLINE[intake]:
        return "不适用"
    if chance.random() < 0.02 and not item.required:
        return ""
    mark = round(means.get(part, means[dimension]) + mood + chance.gauss(0, 0.7))
    return (SATISFIED if dimension == "satisfaction" else AGREE)[max(1, min(5, mark)) - 1]


def comment(chance: random.Random, deck: list[str]) -> str:
    """Two in three write something, some two things; nobody writes the same as another."""
    texts = []
    for _ in range(chance.choices([0, 1, 2], [36, 52, 12])[0]):
        if deck:
            texts.append(deck.pop())
    return "；".join(texts)
