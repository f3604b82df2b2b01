"""Words that tell the lines before the body of a document apart: labels of a site, ends of titles, openings of a body.

Data only, each tried on the folded text of one line. Which line is which is decided by `lines.py` and, for the header,
by the facts.
"""

from __future__ import annotations

import re

LABELS = {
    "title": "标题|文件名称|文件标题",
    "number": "发文字号|发文文号|文件编号|文件字号|公文字号|文号|字号",
    "issuer": "发文机关|发文单位|制发机关|制定机关|发布机关|发布机构|发布单位",
    "issued": "成文日期|成文时间|发文日期|发文时间|制发日期|签发日期|印发日期",
    "other": (
        "索引号|主题分类|主题词|信息分类|公开类别|公开日期|公开时间|发布日期|发布时间|生效日期|实施日期|有效性|时效性|效力状态"
        "|信息来源|文章来源|来源|作者|编辑|审核|时间|日期|组配分类|体裁分类|关键词|统一编号|统一登记号|登记号|公开方式|公开形式"
        "|公开属性|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击次数|点击量|点击数|点击|访问量|访问次数|字体|字号大小|责任编辑|签发人"
        "|废止日期|名称|分享到|分享|当前位置|您所在的位置|所在位置"
    ),
}
"""Labels of a data sheet above a document, by what stands behind them."""
SPACED = {name: r"\s*".join(words).replace(r"\s*|\s*", "|") for name, words in LABELS.items()}
LABEL = re.compile("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in SPACED.items()) + r")\s*[】\]]?\s*[:|\t]")
MOMENT = r"(?:(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s+)?"
FIRST_LABEL = re.compile(rf"\s*{MOMENT}[【\[]?" + LABEL.pattern)
"""A line of labels, which may begin with the moment of publication."""

TITLE_END = re.compile(
    r"(?:通知|公告|通告|办法|方案|细则|意见|规定|说明|决定|通报|报告|函|计划|汇报|公示|批复|制度|规则|规程|标准|清单|目录|情况)"
    r"(?:\([^()]{1,12}\))?$"
)
BODY_OPENING = re.compile(
    r"根据|依据|按照|依照|遵照|为(?!民办|民服务|老服务|农服务|企服务)|经(?![济费营办销适])|现[将就]|兹|近[日年期]|日前"
    r"|截[至止]|自(?:19|20)\d\d年|今年|去年"
)
"""How the first sentence of a body begins, and no line of a title."""
