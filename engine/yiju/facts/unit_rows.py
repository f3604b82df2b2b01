"""What may stand behind a number and makes it a fact, as data: one row a unit, each with an example that is tested.

A unit is added as a row. `unless` are words behind it that make it something else; `counter` shows one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yiju.facts.model import FactKind

Chinese = Literal["always", "bounding", "large"]
"""Which Chinese numerals count before a unit: any; those that bound a rule (`一年以上`); those, or 十二 and more."""

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """`written` behind a number is a fact of `kind` in `unit`, worth `worth` of it each."""

    written: str
    kind: FactKind
    unit: str
    example: str
    value: str
    unless: str = ""
    counter: str = ""
    chinese: Chinese = "always"
    worth: Fraction = ONE


def _row(written: str, example: str, value: str, unless: str = "", counter: str = "") -> UnitRow:
    return UnitRow(written, "count", written.removeprefix("个") or written, example, value, unless, counter, "large")


def _time(written: str, unit: str, example: str, value: str, *, unless: tuple[str, str] = ("", "")) -> UnitRow:
    """`unless` with its counter-example."""
    return UnitRow(written, "duration", unit, example, value, unless[0], unless[1], "bounding")


def _span(written: str, unit: str, example: str, value: str) -> UnitRow:
    return UnitRow(written, "duration", unit, example, value)


PERCENT = Fraction(1, 100)
NAMED_PERIOD = "行动|规划|计划|攻坚|纲要|方案|目标|任务"

MONEY_ROWS = (
    UnitRow("元", "money", "元", "补助500元", "500", "月|旦|宵|素|化|论|器|件", "二元化"),
    UnitRow("圆", "money", "元", "共计贰万圆整", "20000", "满|形|桌|圈|心", "3圆形"),
    UnitRow("人民币", "money", "元", "合计5万人民币", "50000"),
    UnitRow("块钱", "money", "元", "一共收5块钱", "5"),
)

SHARE_ROWS = (
    UnitRow("%", "percentage", "", "比例为12.5%", "0.125", worth=PERCENT),
    UnitRow("‰", "percentage", "", "费率为5‰", "0.005", worth=PERCENT / 10),
    UnitRow("个百分点", "percentage", "百分点", "提高8.5个百分点", "0.085", worth=PERCENT),
    UnitRow("百分点", "percentage", "百分点", "下降2百分点", "0.02", worth=PERCENT),
    UnitRow(
        "成",
        "percentage",
        "",
        "上浮三成",
        "0.3",
        "不|员|立|年|功|本|果|效|品|份|长|人|绩|交|都|熟|片|群|套|形|型|对|组|活|就|语|因|批|色|千|百|分",
        "三成员",
        worth=PERCENT * 10,
    ),
)

AGE_ROWS = (
    UnitRow("周岁", "age", "岁", "年满六十周岁", "60"),
    UnitRow("岁", "age", "岁", "14岁以下", "14", "月|末|尾", "3岁月"),
)

DURATION_ROWS = (
    _span("个月", "月", "满三个月", "3"),
    _span("个工作日", "工作日", "5个工作日内", "5"),
    _span("工作日", "工作日", "5工作日内", "5"),
    _span("个自然日", "自然日", "7个自然日内", "7"),
    _span("自然日", "自然日", "7自然日内", "7"),
    _span("个小时", "小时", "48个小时内", "48"),
    _span("个学期", "学期", "资助4个学期", "4"),
    _span("个学年", "学年", "资助3个学年", "3"),
    _span("个季度", "季度", "连续2个季度", "2"),
    _span("个星期", "周", "2个星期内", "2"),
    _time("小时", "小时", "24小时内", "24"),
    _time("分钟", "分钟", "30分钟以上", "30"),
    _time("天", "天", "公示7天", "7", unless=("然|生|线", "三天线")),
    _time("日", "日", "3日内办结", "3", unless=("报|记|常|子|前", "15日前上报")),
    _time("周", "周", "2周内", "2", unless=("岁|年|边|围|转|期|密|到", "3周边")),
    _time("星期", "周", "2星期内", "2", unless=("[一二三四五六日天]", "3星期五")),
    _time("学期", "学期", "满2学期", "2"),
    _time("学年", "学年", "满2学年", "2"),
    _time("季度", "季度", "满2季度", "2"),
    _time(
        "年",
        "年",
        "有效期5年",
        "5",
        unless=(f"代|级|度|检|来|初|底|末|终|间|龄|轻|前|画|货|{NAMED_PERIOD}", "三年行动"),
    ),
)

POINT_ROWS = (
    UnitRow("个积分", "points", "分", "奖励10个积分", "10"),
    UnitRow("积分", "points", "分", "奖励10积分", "10", "制|管|兑|项|标|对|超|卡|银", "3积分制", "bounding"),
    UnitRow(
        "分",
        "points",
        "分",
        "每次加5分",
        "5",
        "之|别|钟|为[二两多]|成|布|配|担|管|支|户|类|级|档|期|步|批|头|红|工|析|店|公|局|部|队|会|校|院|所|发|摊|段|段|区|组|"
        "包|给|到|开|离|解|化|享|送|片|块|明|重|必|清|条|项|页|地|制",
        "3分之一",
        "bounding",
    ),
)

COUNT_ROWS = (
    _row("人次", "受益120人次", "120"),
    _row("人", "受益120人", "120", "民币|均|日", "3人均"),
    _row("名", "选派15名", "15", "录|单|义|称|额|校|牌|优|特|胜", "5名录"),
    _row("位", "走访30位老人", "30", "于|置|次|数|列|居", "3位于"),
    _row("口", "家中4口人", "4", "径|岸|头|号|语|碑|服|罩", "3口径"),
    _row("户次", "走访50户次", "50"),
    _row("户", "救助733户", "733", "均|口|籍|型|外|主|用", "3户均"),
    _row("家", "扶持8家企业", "8", "庭|长|属|具|乡|政|教|禽|畜|电|园", "3家庭"),
    _row(
        "个",
        "覆盖12个村",
        "12",
        "一|半|性|体户|月|多月|余月|多小时|多星期|[0-9]|百分|工作日|自然日|小时|学期|学年|季度|星期|积分",
        "5个一",
    ),
    _row("村", "惠及28村", "28", "民|级|委|支|务|干|道|集|组|庄|镇|卫", "3村民"),
    _row("镇", "涉及3镇", "3", "级|政|长|域|区|村", "3镇级"),
    _row("乡", "涉及3乡", "3", "镇|村|级|政|长|亲|土|贤|域", "3乡级"),
    _row("县", "涉及3县", "3", "级|域|长|政|城|委", "3县级"),
    _row("社区", "涉及3社区", "3", "居|干|工|服|矫|卫|养", "3社区居民"),
    _row("街道", "涉及3街道", "3", "办|级|干", "3街道办"),
    _row("件", "清理86件", "86"),
    _row("项", "共3项", "3", "目部|圈|链", "3项目部"),
    _row("次", "入户2次", "2", "年|月|日|要|级|序|性|数|生|贷|品|之", "3次要"),
    _row("例", "办理15例", "15", "如|外|行|会|子|证", "3例如"),
    _row("所", "改造6所学校", "6", "需|得|在|有|以|属|谓|长|述|列|指", "5所需"),
    _row("处", "新建5处", "5", "理|以|罚|置|分|级|于|境|长|方|室", "3处以"),
    _row("套", "建设40套", "40", "取|用|餐|现|牌", "3套取"),
    _row("辆", "购置3辆", "3"),
    _row("台", "发放12台", "12", "账|风|湾|帐|阶|词", "3台账"),
    _row("座", "修建2座", "2", "位|谈|机|椅|右", "3座位"),
    _row("间", "改造8间", "8", "接|隔|距|断|作|歇", "3间接"),
    _row("栋", "改造8栋", "8"),
    _row("幢", "改造8幢", "8"),
    _row("支", "组建3支队伍", "3", "付|出|持|部|撑|援|教|取|委|书|农|行|线|配|用|渠", "3支付"),
    _row("条", "硬化4条道路", "4", "件|例|款|文|规|理|目", "3条件"),
    _row("份", "一式3份", "3", "额|子|量|内", "3份额"),
    _row("场次", "举办6场次", "6"),
    _row("场", "举办6场", "6", "所|地|馆|面|景|院|合|长", "3场所"),
    _row("期", "举办2期", "2", "工程|项目|满|间|限|内|末|待|望|货|次|建设", "2期工程"),
    _row("批", "分2批", "2", "准|次|复|发|评|示|量|改", "2批复"),
    _row("批次", "分2批次", "2"),
    _row("笔", "发放贷款32笔", "32", "记|者|试|录|迹", "3笔记"),
    _row("起", "查处4起", "4", "至|施|执|草|诉|止|点|算|到|步|伏|码|付|居|初|来|重", "3起草"),
    _row("宗", "受理2宗", "2", "旨|族|教|地", "2宗旨"),
    _row("张", "发卡60张", "60", "榜|贴|家|村", "3张榜"),
    _row(
        "本",
        "发放手册200本",
        "200",
        "级|市|县|区|村|省|镇|乡|地|人|科|办|通|次|年|月|行|金|级|数|着|身|意|方|单|细|规",
        "3本市",
    ),
    _row("册", "发放手册200册", "200", "子"),
    _row("只", "养羊30只", "30", "能|有|要|限|是|得|发|计|可|占|准|须|享", "3只能"),
    _row("头", "养牛5头", "5", "目|部|领|等|尾|衔", "3头目"),
    _row("匹", "养马2匹", "2", "配"),
    _row("羽", "养鸡50羽", "50", "毛|绒"),
    _row("株", "种植300株", "300", "洲"),
    _row("棵", "种植300棵", "300"),
    _row("盏", "安装路灯80盏", "80"),
    _row("眼", "打井2眼", "2", "前|镜|科|下|光|睛", "3眼科"),
    _row("门", "开设3门课程", "3", "诊|槛|口|前|店|户|牌|面|窗", "3门诊"),
    _row("种", "共3种情形", "3", "植|养|子|粮|类|苗|畜|禽|猪|业|田|地|质", "3种植"),
    _row("类", "分为3类", "3", "似|别|同|推|区|残"),
    _row(
        "对", "结对3对", "3", r"\d|一|于|象|接|口|此|其|全|应|比|照|外|方|待|本|该|上|下|在|未|已|农|困|低|符", "1对1"
    ),
    _row("床", "增加床位20床", "20", "位|上|铺"),
    _row("张床位", "增加30张床位", "30"),
    _row("站", "建成3站", "3", "点|长|台|位|所|在|内"),
    _row("篇", "刊发3篇", "3", "章|幅"),
    _row("块", "设置公示牌12块", "12", "钱|状|面|头"),
    _row("片", "建设果园2片", "2", "区|面|剂|警"),
    _row("部", "编印2部", "2", "门|委|分|队|长|署|级|位|属|颁|发|省|局|落|件|令|主", "3部门"),
    _row("艘", "购置1艘", "1"),
    _row("架", "购置2架", "2", "构|子|设"),
    _row("枚", "颁发3枚", "3", "举"),
    _row("箱", "养蜂20箱", "20", "体|子"),
    _row("瓶", "发放20瓶", "20", "装|颈"),
    _row("盒", "发放20盒", "20", "装|子"),
    _row("桌", "宴席20桌", "20", "面|子|椅|上|游"),
    _row("车次", "出动12车次", "12"),
    _row("班次", "增开8班次", "8"),
    _row("人份", "检测300人份", "300"),
    _row("面", "授予锦旗3面", "3", "积|向|对|临|议|包|粉|貌|试|谈|条|广|上|前|子|部|签|洽"),
    _row("幅", "悬挂横幅12幅", "12", "度|员|面"),
    _row("封", "发出公开信60封", "60", "顶|闭|存|面|控"),
    _row("袋", "发放20袋", "20", "装|子"),
    _row("桶", "发放20桶", "20", "装"),
    _row("把", "发放8把", "8", "握|关|手|好|门|控"),
    _row("扇", "更换3扇", "3", "形"),
    _row("根", "更换30根", "30", "据|本|治|源|除|基"),
    _row("轮", "开展2轮", "2", "流|换|椅|岗|训|候|值|廓|作"),
    _row("届", "举办2届", "2", "[一二三四五六七八]中|满|时|全|中|毕|选|委|会|生|人|省|区|政|党"),
    _row("遍", "排查2遍", "2", "及|布|地"),
    _row("趟", "走访2趟", "2"),
    _row("顶", "发放帐篷3顶", "3", "级|层|点|替|岗|格"),
    _row("床被", "发放30床被", "30"),
    _row("件套", "发放3件套", "3"),
)

ROWS = (*MONEY_ROWS, *SHARE_ROWS, *AGE_ROWS, *DURATION_ROWS, *POINT_ROWS, *COUNT_ROWS)
"""All rows."""

ROW_BY_WORD = {row.written: row for row in ROWS}
UNLESS_BY_WORD = {row.written: re.compile(row.unless) for row in ROWS if row.unless}


def _by_first() -> dict[str, tuple[UnitRow, ...]]:
    longest_first = sorted(ROW_BY_WORD.values(), key=lambda row: -len(row.written))
    firsts = dict.fromkeys(row.written[0] for row in longest_first)
    return {first: tuple(row for row in longest_first if row.written[0] == first) for first in firsts}


ROWS_BY_FIRST = _by_first()


def row_at(text: str, at: int) -> UnitRow | None:
    """The unit that stands at `at` of a folded text: the longest that is not part of another word."""
    for row in ROWS_BY_FIRST.get(text[at : at + 1], ()):
        if text.startswith(row.written, at):
            unless = UNLESS_BY_WORD.get(row.written)
            if unless is None or not unless.match(text, at + len(row.written)):
                return row
    return None
