"""The words by which a document claims that figures add up: tables, one row a phrase, each with its example.

Inert. Patterns are regular expressions over folded text without white space. A maintainer adds a row and a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

Strength = Literal["firm", "near", "exact"]
"""How much a phrase claims. `firm`: the list is said to be the whole, so any sum that is not wildly off is claimed.
`near`: the list may name some parts only, so it is claimed where it holds or misses by little. `exact`: the words claim
no whole, so it is claimed only where it holds."""

Role = Literal["", "received", "used", "left"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase, and words in which it stands."""

    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Opener:
    """A phrase after which the parts of what stands before it are listed. `is_inside`: what follows lies within what
    stands before even where the two make no sum (其中 with a single part)."""

    words: str
    strength: Strength
    example: str
    is_inside: bool = False


def _near(left: str, most: int, word: str) -> str:
    """A word at most so many characters after one of others, no stop and no digit between. It is written so as to begin
    with the word: patterns that begin with a plain character are found many times faster."""
    between = (f"(?<=[{left}][^\\d,。;、:()]{{{n}}}{word})" for n in range(most + 1))
    return f"{word}(?:{'|'.join(between)})"


_ENDS = "元人户件个名份家所项处条次村镇分"
"""Last characters of an amount."""

OPENERS = (
    Opener("其中(?:主要)?(?:包括|包含|含)?", "near", "共100万元，其中省级60万元、市级40万元", is_inside=True),
    Opener("包(?<!不包)(?:括|含)", "near", "省级100万元，包括甲项60万元、乙项40万元", is_inside=True),
    Opener("分别(?:为|是|达|系|有|来自|来源于)", "near", "三镇共600万元，分别为100万元、200万元、300万元"),
    Opener(
        "分别(?:安排|承担|负担|下达|拨付|补助|投入|发放|用于|投向|出资|给予|分配)",
        "exact",
        "600万元由三级财政分别承担300万元、200万元、100万元",
    ),
    Opener("来源于|来自于?|源自|取自|来源(?:是|为|有|包括)", "near", "所需100万元，来源于省级60万元、市级40万元"),
    Opener("构成(?:是|为|有|:)", "near", "资金构成为省级60万元、市级40万元"),
    Opener(
        _near(_ENDS, 12, "中") + "(?<![集其年期途]中)[,:]?(?![央小学职心等高专医药间标断止型班])",
        "near",
        "100万元资金中，省级60万元、市级40万元",
        is_inside=True,
    ),
    Opener(
        "|".join(_near(",;", 10, word) + "(?=[^,。;\\d]{2,}\\d)" for word in "系为"),
        "exact",
        "结余100万元，结余资金系甲项60万元和乙项40万元",
    ),
    Opener("分为|分成|划分为", "near", "共86件，分为保留58件、废止28件"),
    Opener("由(?=[^。;]*(?:组成|构成|汇成))", "near", "总投资100万元，由省级60万元、自筹40万元组成"),
    Opener(
        "由(?=[^。;]*(?:承担|负担|分担|分摊|出资|解决|列支|安排|筹集|筹措|自筹))",
        "exact",
        "所需100万元，由省级承担60万元、市级承担40万元",
    ),
    Opener(_near(_ENDS, 0, "\\("), "near", "100万元（省级60万元、市级40万元）", is_inside=True),
    Opener(_near(_ENDS, 0, ":"), "near", "资金100万元：省级60万元，市级40万元"),
    Opener("如下", "near", "将100万元分配如下：甲镇60万元、乙镇40万元"),
    Opener("含(?<![不包]含)", "exact", "共100万元，含省级60万元、市级40万元", is_inside=True),
    Opener(
        "|".join(f"{verb}(?![^,。;\\d]*,\\d)" for verb in ("用于", "用作", "用在", "投向")),
        "exact",
        "省级100万元，用于甲项60万元、乙项40万元",
    ),
    Opener("即(?!将|可|使|时|日)", "exact", "共100人，即甲村60人、乙村40人"),
    Opener("涉及|涵盖|覆盖|惠及", "exact", "共100户，涉及甲村60户、乙村40户"),
    Opener(
        "|".join(f"{verb}(?:到|给|至)" for verb in ("分配", "分解", "下达", "拨付", "切块", "安排", "发放", "分")),
        "exact",
        "将100万元分配给甲镇60万元、乙镇40万元",
    ),
)
"""`不包括` and `不含` open nothing; what `含` names lies inside the part before it and need not be all of it.
`100万元用于奖补，60万元用于培训` lists what each is for, and opens nothing."""

BREAKDOWNS = (
    Cue(
        "按(?:照)?[^,。;:\\d]{1,12}(?:分|划分|区分|看|统计|归类|计算)[,:]",
        "资金100万元。按来源分，省级60万元、市级40万元",
    ),
    Cue("从[^,。;:\\d]{1,12}(?:来看|看|来说)[,:]", "资金100万元。从来源看，省级60万元、市级40万元"),
)
"""What follows is an amount further up, broken down in one way."""

PARTIAL = (
    Cue("等(?:\\d+|[一二三四五六七八九十两]+)?(?:项|个|类|件|户)", "其中甲、乙等3个项目60万元"),
    Cue("主要|重点", "其中主要用于甲项60万元、乙项30万元"),
    Cue("(?<![余分])部分(?:资金|用于)", "其中部分资金60万元用于甲项、30万元用于乙项"),
)
"""A list in which one of these stands names some of the parts only."""

LIST_HEADS = (
    Cue("其中[:,]?$|包括[:,]?$|包含[:,]?$|分别(?:为|是)[:,]?$", "共计100万元，其中："),
    Cue("(?:如下|以下|下列|下表)[^。]{0,8}[:。]?$", "将上述100万元分配如下："),
    Cue("(?:公告|通知|说明|情况|公布|公示)如下[:。]?$", "对86件文件进行了清理，现公告如下："),
    Cue(":$", "（一）产业类100万元："),
)
"""At the end of the words before a list of items: its total stands there."""

ALLOTTED = (Cue("分配|安排|计划|下达|清单", "现将分配结果公告如下"),)
"""What heads a list of what was allotted: it is the whole, while what was spent may leave some."""

TOTALS = (
    Cue("共计|合计|总计|总共|一共|累计|小计|总额|总量|总数|总规模|总投资|规模", "资金总额100万元"),
    Cue("计(?<=^计)$", "甲镇60万元，乙镇40万元，计100万元"),
    Cue("共(?<!公共)(?![同享产青建识治性])", "中职60人、高职40人，共100人"),
)
WHOLE = (
    Cue("全[年县区市镇乡省州村校国]", "上半年支出60万元，下半年支出40万元，全年支出100万元"),
    Cue("年度|总(?!计)|.{0,4}?(?:两[者项年季]|[三四]季)", "春季发放60万元，秋季发放40万元，两季发放100万元"),
)
"""At the head of the words before an amount: it may be the total of the amounts before it."""
GRAND = (
    Cue("共计|合计|总计|总共|小计|一共", "甲镇60万元，乙镇40万元，合计100万元"),
    Cue("共(?<=^共)(?:有|为)?$|计(?<=^计)$", "共100万元"),
)
"""Words that close a list with its total."""

ABOVE = (
    Cue("(?:以上|上述|前述)[^,。;]*", "以上三项合计100万元"),
    Cue(
        "(?:前?[一二三四五六七八九十两\\d]+|各)(?:项|类|笔|款|部分|者)[^,。;]{0,8}?(?:合计|共计|总计|相加|共)",
        "两项合计100万元",
    ),
)
CLOSED = (Cue("合计|共计|总计|小计|相加|汇总|加总", "以上两项合计，全年可用资金100万元"),)
"""Two characters right before a comma: what follows it is still the total."""

LEFT = (
    Cue("结余|剩余|余额|结存|尚余|节余|尚有", "已支出60万元，结余40万元"),
    Cue("结转(?:至|到)?(?:下年|次年|下一?年度|下期)", "结转下年使用40万元"),
    Cue("结转(?:(?<=^结转)|(?<=^年[末底]结转))$", "已支出60万元，结转40万元"),
    Cue("未(?:使用|支出|支付|拨付|兑付|发放|完成|到位|执行)", "尚未支付40万元"),
    Cue("待(?:使用|支出|支付|拨付|兑付|发放)", "待支付40万元"),
    Cue("缺口|尚缺|尚差|还差", "需资金100万元，已筹集60万元，缺口40万元"),
    Cue("收回|交回|上缴|缴回|退回|退还", "已支出60万元，交回财政40万元"),
)
GAP = (Cue("缺口|尚缺|尚差|还差", "需资金100万元，已筹集60万元，缺口40万元"),)
CARRIED = (Cue("上年|上一年|年初|期初|历年|以前年度|上期", "上年结余10万元"),)
"""What was left of an earlier year comes in."""

USED = (
    Cue("使用|支出|支付|发放|兑付|兑现|兑换|拨付|用去|花费|报销", "全年使用60万元"),
    Cue("已(?:安排|投入|完成)", "已投入60万元"),
)
SPENT = (
    Cue(
        "(?:已|全年|本年|累计|实际|共|全部|目前)[^,。;]{0,6}(?:使用|支出|支付|发放|兑付|拨付|投入|用去)",
        "其中甲项60万元，乙项40万元，已支出90万元",
    ),
)
"""What ends a list of parts and goes on to what was spent of them."""
USED_AFTER = (Cue("已?(?:使用|支出|支付|发放)(?:完毕)?(?=[,。;]|$)", "60万元已支出，结余40万元"),)
LEFT_AFTER = (Cue("(?:结余|剩余|结转下年|未使用|尚未支付)", "60万元已支出，40万元结余"),)
RECEIVED = (
    Cue("收到|收入|筹集|筹措|到位|下达|募集|接收|争取|来源|规模", "全年共收到100万元"),
    Cue("预算|安排|统筹|投入", "年初预算安排100万元"),
)

RECEIPTS = (
    Cue("收到|收入|筹集|筹措|筹资|到位|到账|进账|募集|来源|规模|下达|争取", "一、资金收入情况"),
    Cue("资金总[额量]|预算总额", "一、资金总额"),
)
USES = (
    Cue("使用|支出|用途|投向|去向|流向|开支|分配|支付|拨付|发放|兑付", "二、资金使用情况"),
    Cue("资金安排|安排情况|项目安排", "二、资金安排"),
)
"""What the head of a part says it is about."""

CHANGED = (
    Cue(
        "(?:提高|提升|上调|增加|追加|调增|扩大|下调|降低|减少|调减|核减|压减|调整|变更|改)(?:到|至|为)",
        "由100万元调整为120万元",
    ),
)
"""After an amount: the amount that comes next is in its place."""

SUPERSEDED = (Cue("原(?:计划|定|安排|预算|标准|下达|批复|有)?[^,。;]{0,6}", "原计划100万元，调整后120万元"),)
"""Before an amount: another amount of the sentence may be in its place; it counts where it must."""

COMPARED = (
    Cue("[比较](?=上|去|前|同|年初|往|原|\\d)[^,。;]*(?:增|减|多|少|提高|降低|下降|上升)[^,。;]*", "比上年增加20万元"),
    Cue("[比较](?:上|去|前|同|年初|往|原|\\d)[^,。;]{0,12}的?", "比2020年的100万元增加20万元"),
    Cue("[同环]比[^,。;]*|同期[^,。;]*", "同比增长20万元"),
)
COMPARED_BEFORE = (
    Cue("(?:相比|比上年|较上年|同比)[^,。;]*,[^,。;\\d]*(?:增加|减少|增长|下降|多|少)了?", "与上年相比，增加20万元"),
    Cue(
        "[比较](?:上|去|前|同|年初|往|原|\\d)[^,。;]*元[^,。;\\d]*(?:增加|减少|增长|下降|多|少)了?",
        "比2020年的100万元增加20万元",
    ),
)
"""Before an amount: it says by how much something changed, and is no part of it."""

BOUNDED = (
    Cue("不(?:超过|低于|高于|少于|足|满|得超)[^,。;]*", "不超过50万元"),
    Cue("未(?:超过|低于|高于|少于|足|满)[^,。;]*", "未满5万元"),
    Cue("超过|高于|低于|少于|多于|年满|达不到", "超过5万元的部分"),
    Cue("最高[^,。;]*|最低[^,。;]*|上限[^,。;]*|封顶[^,。;]*", "最高50万元"),
)
AVERAGED = (Cue("每(?![年月季])[^,。;]*|人均[^,。;]*|户均[^,。;]*|平均[^,。;]*", "每村20万元"),)
BOUNDED_AFTER = (Cue("(?:以上|以下|以内|之内|起)(?!合计|共计|各项|资金)", "5万元以上"),)
APPROXIMATE = (Cue("约|近|大约|将近|超|逾|突破", "约100万元"),)
APPROXIMATE_AFTER = (Cue("左右|上下|余元|多元", "100万元左右"),)

EACH = (
    Cue(
        "(?:各|均)(?:自|按)?(?:为|是|获|得|安排|补助|奖补|奖励|下达|拨付|分配|支持|投入|需|配套|列支|发放"
        "|出资|筹资|筹集|自筹|承担|负担|分担|捐赠|捐助|捐款|注入|解决|使用|支出|补贴|资助|给予)*",
        "三镇各100万元",
    ),
)
"""Right before an amount: it counts once for each of those named before it."""

PER = (
    Cue("每(?P<per>[镇乡村县区市校所家])", "甲镇、乙镇每镇100万元"),
    Cue("(?P<all>[镇乡村县区市校所家])均为?", "甲村、乙村均为50万元"),
)
"""In a rate: it counts once for each of those named right before it."""

GENERIC = ("个", "项", "次", "家", "所", "处", "条", "种", "类", "座", "台", "场")
"""Units of many things: two of them are added only where they may be of one thing."""

COUNTED = "个|家|所|户|名|人|项|处|条|座|镇|乡|村|街道|社区|县|区|市|部门|单位|学校|校|点|站|园|片|组|企业|合作社"
"""What `各` may stand after with a number: 三镇各, 3个村各; after 个 anything may stand (3个安置点各)."""

SHARES = (
    Cue(
        "安排|用于|投入|拨付|下达|分配|列支|支付|补助|奖补|承担|负担|分担|出资|自筹|筹集|配套|捐赠|捐助",
        "280万元，三个安置点各安排80万元，另安排培训40万元",
    ),
    Cue("另|其余|余下|剩余", "280万元，三个安置点各安排80万元，其余40万元用于培训"),
)
"""Before an amount: it is a share of one that stands further up."""

PURPOSE = (
    Cue(
        "[,]?(?:全部|主要|专项|专门|统一|全额|足额|均|已)*(?:用于|用作|用在|投向|投入到?|投到|支持)([^,。;、()]+)",
        "2.25万元，用于秋季助学补贴",
    ),
)

LEADING = (
    Cue("其中|包括|包含|(?<!包)含|分别|以及|和|及|与|另外?|即|[一二三四五六七八九十]是", "其中：省级60万元"),
    Cue("安排(?:使用)?|使用|用于|投向|下达|拨付|投入|落实|[:,、;()]", "安排县农业农村局60万元"),
    Cue("来源于|来自于?|源自|取自|来源(?:是|为|有)", "来源于中央资金60万元"),
    Cue("(?:19|20)\\d\\d年度?|全年|本年|目前|已|实际|当[年月]", "2021年度到户奖补60万元"),
    Cue("(?<!公)共(?![同享计])|收到|将?上述|[我全本][省市县区镇乡村]", "我县共收到资金100万元"),
)
TRAILING = (
    Cue("共计|合计|总计|总共|一共|累计|共|为|是|各|均|达|计|约|已|金额|资金额|[:,、;(]", "省级资金共计60万元"),
    Cue("(?<!未)(?:安排|使用|支出|投入|下达|拨付|发放|列支)", "健康保险安排60万元"),
)
"""What is no part of a label, before and after it."""

DROPPED = (
    Cue("(?:19|20)\\d\\d年度?|全年|本年度?|年度", "2020年秋季"),
    Cue("第[一二三四五六七八九十\\d]+批", "省级第一批"),
    Cue("中央|省级|市级|区级|县级|镇级|乡级|财政|专项|预算|配套|本级", "区级行业社会扶贫资金"),
    Cue("衔接|乡村振兴|推进|巩固拓展|脱贫(?:攻坚)?|扶贫|帮扶", "衔接推进乡村振兴补助资金"),
    Cue("资金|经费|款项|项目|工程|补助|补贴|奖补|工作", "危房改造补助项目"),
    Cue("[^\\w]", "金融扶贫（雨露计划）"),
)
"""What two labels of one thing may differ by."""

ROW_TOTALS = (Cue("(?:全[区县市镇乡省]|以上|各项|资金)?(?:合计|总计|共计|累计|小计)(?:金额|数|资金)?", "合计"),)
SUBTOTALS = (Cue(".*小计.*", "产业类小计"),)
WITHIN = (Cue("其中", "其中：省级资金"),)
COLUMN_TOTALS = (Cue("(?:资金|金额|人数|户数)?(?:合计|总计|共计|小计)(?:金额|数|资金|人数|户数)?", "合计"),)
COLUMN_SUMS = (Cue("总投资|资金总额|总额|总金额|总数|总人数|总户数|资金规模", "总投资"),)
"""Heads of columns that may add up the others: claimed only where they do."""
NO_SUMS = (Cue("序号|编号|年份|年度|标准|单价|比例|占比|比重|率|%|人均|户均|每|时间|日期|上限|分值|期限", "补助标准"),)
"""Columns of a table that are not added up."""


@cache
def pattern(cues: Iterable[Cue] | Iterable[Opener]) -> re.Pattern[str]:
    """One pattern for a table of phrases."""
    return re.compile("|".join(cue.words for cue in cues))


@cache
def before(cues: tuple[Cue, ...]) -> re.Pattern[str]:
    """One pattern for a table of phrases at the very end of the words before a figure."""
    return re.compile(f"(?:{pattern(cues).pattern})$")
