"""Quantities and ranks in prose, in both languages: what a writer puts into words, where no figure
stands behind it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Weight = Literal["quantity", "name"]


@dataclass(frozen=True)
class Found:
    """A number or a number word in a text.

    A `name` may be a name with a numeral in it: COVID-19, the 14th Five-Year Plan.
    """

    text: str
    weight: Weight


_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_CARDINAL = (
    rf"(?:{_TENS})(?:[- ](?:one|{_ONES}))?|{_ONES}|zero|nil|{_TEENS}"
    r"|(?:hundred|thousand|million|billion|trillion|dozen|score|myriad)s?|umpteen|both"
)
_PARTS = (
    r"half|halves|halved"
    r"|(?:one|two|three|four|five|a|every)[- ]"
    r"(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?"
    r"|thirds|quarters|fifths|tenths"
    r"|twice|thrice|doubl(?:e|es|ed|ing)(?!-)|twofold"
    r"|tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)"
    r"|\w+fold|per ?cent|percentage|a couple|a pair|majority|minority|zillions?"
)
# Names that carry a numeral: an ordinal before a capital or a plan, a letter-hyphen-numeral, an
# edition, a numbered phase.
_NAMES = (
    r"\b\d+(?:st|nd|rd|th)\s+(?:[A-Z][\w-]*)(?:\s+[A-Z][\w-]*)*"
    r"|\b[A-Za-z]+(?:-[A-Za-z]+)*-\d+[A-Za-z]?\b"
    r"|\b[A-Z][A-Za-z&]*\s?\d\.\d\b|(?<=[\u4e00-\u9fff])\d\.0"
    r"|\b(?:double|single|dual|two|three|four|five|triple|multi)-[a-z]+\b(?<!-fold)"
    r"|\b(?:Phase|Mark|Stage|Tier|Level|Class|Type|Grade)\s"
    r"(?:[IVX]+|\d+|[Oo]ne|[Tt]wo|[Tt]hree)\b"
    r"|“?十[一二三四五六七八九]五”?(?!个|家|项|人|万|亿|名|座)"
    r"|第[一二三四五六七八九十]+个五年"
    r"|第[一二三四五六七八九十\d]+(?:届|期|届会议)"
    r"|[一二三]期(?:工程|项目)?"
    r"|(?i:\b(?:one|once|first|second|third|fourth|fifth|single)\b)"
)
# Chinese words in which a numeral counts nothing.
_IDIOMS = (
    "一些|一致|一方面|进一步|统一|一体化?|一流|同一|万一|四川|三峡|十分(?!之)|百姓|千方百计"
    "|一般|一定|一起|一直|[一二三]维|两岸|双[晶方边向重碳创]|第三方|第一时间|四周|万物|百科"
    "|一[系批]列?|一律|一切|一带一路|一并|一旦|一贯|一线|一站式|一网通办|[一二三]手"
    "|一园一特色|专精特新|三农|五金|八卦|九江|七夕|万能|千年|百年|一经|单一|逐一|唯一|一一"
    "|(?<!分)之一|几何|几乎|数据|数字|数学|数值|数量|参数"
    "|多孔|多层|多体|多功能|多元|多样|多模|多圈层|多学科|许多|更多|诸多|不少|若"
    "|成[果功立为员长品就本型]|完成|建成|形成|达成|集成|合成|生成|构成|组成|成套|成都"
    "|半导体|半岛|四肢|六合|五四|三角|长三角|百度|千兆|千克|千米|千瓦|万向"
)
_HAN = "〇零一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅卌俩仨"
_CLASSIFIER = (
    "个家项篇人名位座条套台批种类倍成期次处款份株路束发所天年月日周时小分秒吨米克瓦级层间栋"
    "亩支只头件块张片颗粒枚根对双场届轮线装设系平园站企公产员岁斤里度度村镇县市区国省校院室"
    "组团门部首本册幅部艘架辆列户口"
)
_ZH = (
    rf"百分之[{_HAN}点半]+|千分之[{_HAN}]+|万分之[{_HAN}]+|[{_HAN}]+分之[{_HAN}]+"
    rf"|[{_HAN}几]成(?:[{_HAN}半])?"
    rf"|[{_HAN}]+[余多几][百千万亿]+|[数几上近成余逾超][百千万亿]+|[百千万亿]余"
    r"|成千上万|成百上千|千千万万|数以[百千万亿]计?"
    rf"|翻[了{_HAN}两]*[番倍]|翻倍|倍增|加倍|双倍|减半"
    r"|对半|一半|过半|半数|大半|小半|半壁|多半"
    rf"|[{_HAN}]+[余多几来]?(?:[{_CLASSIFIER}])|第[{_HAN}]+|[{_HAN}]{{2,}}"
    rf"|多数|大多数|少数|绝大部分|若干|[几数][{_CLASSIFIER}]|[零无]事故"
)
_DIGIT = r"[\d]+(?:[.,/:⁄\d]*\d)?%?|[½⅓¼¾⅔⅛%‰]"
_ROMAN = (
    r"(?<![A-Za-z0-9-])(?=[MDCLXVI]{2,}(?![A-Za-z0-9-]))"
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
    r"(?![A-Za-z0-9-])"
)
_NOT_ROMAN = frozenset(
    [
        "CD",
        "DC",
        "MD",
        "CV",
        "MC",
        "DM",
        "CM",
        "MM",
        "DI",
        "LI",
        "CI",
        "XL",
        "DL",
        "ML",
        "MI",
        "DIM",
        "MIX",
        "LCD",
        "DCI",
        "MCI",
    ]
)
_SURE = re.compile(rf"(?i:\b(?:{_CARDINAL}|{_PARTS})\b)|{_DIGIT}|{_ZH}")
_FRACTION = re.compile(
    r"(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|a|every)[- ]"
    r"(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?\b"
    r"(?! of the year))"
)
_NAMED = re.compile(_NAMES)
_LONE = re.compile(f"[{_HAN.replace('一', '')}](?![{_HAN}])")


def quantities(text: str) -> list[Found]:
    """Numbers and number words of a text, whatever their script: digits of any width, Roman and
    Chinese numerals, fractions, multiples.
    """
    plain = re.sub(
        _IDIOMS,
        lambda m: "\u3000" * len(m.group()),
        unicodedata.normalize("NFKC", text).replace("\u2044", "/"),
    )
    out: list[Found] = []

    def take(m: re.Match[str], weight: Weight) -> str:
        out.append(Found(m.group(), weight))
        return "\u3000" * len(m.group())

    out += [
        Found(c, "quantity")
        for c in text
        if unicodedata.category(c) in ("No", "Nl") and unicodedata.normalize("NFKC", c).isalpha()
    ]
    plain = _FRACTION.sub(lambda m: take(m, "quantity"), plain)
    plain = _NAMED.sub(lambda m: take(m, "name"), plain)
    plain = _SURE.sub(lambda m: take(m, "quantity"), plain)
    plain = re.sub(
        _ROMAN,
        lambda m: (
            take(
                m,
                (
                    "name"
                    if re.search(r"[A-Z]\w*\s$", plain[: m.start()])
                    and m.group() in ("II", "III", "IV", "VI")
                    else "quantity"
                ),
            )
            if m.group() and m.group() not in _NOT_ROMAN
            else m.group()
        ),
        plain,
    )
    _LONE.sub(lambda m: take(m, "name"), plain)
    return out


_BEST = (
    "largest|biggest|strongest|highest|fastest|brightest|greatest|smallest|lowest|longest|deepest"
    "|newest|oldest|earliest|richest|finest|tallest|busiest|cheapest|quickest|safest|sharpest"
    "|hottest|coldest|densest|heaviest|lightest|widest|shortest"
    "|best(?! (?:practi[cs]e|effort|regards|wishes))"
)
_MOST = (
    "advanced|powerful|modern|productive|successful|precise|sensitive|comprehensive|cited"
    "|innovative|efficient|intense|famous|visited|popular|beautiful"
)
_NOT_FIRST = (
    "quarter|half|phase|stage|step|part|of all|year|months?|weeks?|days?|section|chapter|floor"
    "|line|round|batch|draft|edition|light|principles|aid|name|page|two|three|few|and foremost"
    "|disk|article|person|author|look|glance|term|semester|beam"
)
_NOT_ONLY = (
    "way|reason|thing|exception|difference|change|condition|problem|question|requirement|concern"
    "|point"
)
_ENGLISH_RANK = (
    rf"\b(?:{_BEST})\b"
    rf"|\bmost (?:{_MOST})\b"
    r"|\b(?:the|its|a|an|(?:world|nation|country|city|asia|china|europe)[’']?s)\s+"
    rf"(?:very |world |national )?first\b(?!\s+(?:{_NOT_FIRST}|of [A-Z])\b)"
    r"|\bfirst[- ]ever\b"
    r"|\bfirst (?:in (?:the|its)|of its kind|worldwide|internationally|nationally)\b"
    r"|\bfirst time\b"
    rf"|\b(?:the|its|asia[’']?s|china[’']?s|world[’']?s) (?:one and )?only\b(?! (?:{_NOT_ONLY})\b)"
    r"|\bonly (?:one|place|facility|such) \w*\s?(?:in|of)\b"
    r"|\bworld[- ](?:leading|first|beating|record)\b"
    r"|\b(?:leads?|leading|led) "
    r"(?:the (?:world|field|country|nation|way)|in (?:the world|asia|china|europe))"
    r"|\b(?:global|world|national|international|industry) leader\b"
    r"|\bunprecedented\b|\brecord[- ]breaking\b"
    r"|\bun(?:rivall?ed|matched|paralleled|surpassed|equall?ed|beaten)\b"
    r"|\bpeerless\b|\bincomparable\b|\bsecond to none\b|\bnowhere else\b|\bno other\b"
    r"|\b(?:one|1) of a kind\b|\bnumber one\b|\bno\.\s?1\b"
    r"|\brank(?:s|ed|ing)? (?:first|top|highest|among|number|second|third|in the top)\b"
    r"|\btop[- ](?:ranked|ranking|notch|of the (?:world|league))\b"
    r"|\b(?:is|are|was|were) unique\b|\bunique (?:in|worldwide|among|of its)\b"
    r"|\bthe unique\b(?! (?:identifier|id|key|code|number|name))"
    r"|\b(?:surpass|outperform|outstrip|exceed)(?:es|s|ed)? (?:all|every|any|the rest)\b"
    r"|\bahead of (?:all|the world|every)\b"
    r"|\bstate[- ]of[- ]the[- ]art in the world\b|\bchampion of\b|\bnever before\b"
    r"|\bpioneer(?:s|ed|ing)? (?:in|of) the (?:world|country)\b"
)
_CHINESE_RANK = (
    r"最(?:大(?!限度|程度|化|值|公约|功率)|强|全|多(?!为)|高(?!级|法|人民|检|峰)"
    r"|小(?!化|值|二乘)|低(?!生活|工资|限度)|快|慢|早|晚|长|短|深|远|近世界|先进"
    r"|好|优(?!化|解)|佳(?!实践)|亮|新(?!进展|消息|数据|版|情况|成果|研究)|为(?!重要的是)"
    r"|完[整备善]|密|贵|尖端|前沿|领先|权威|知名|精密|齐全|集中|活跃)"
    r"|首(?:个|次|创(?!表述)|台|家|座|套|例|款|项|屈一指|位|颗|枚|艘|创性)"
    r"|第一(?!季度|阶段|期|步|批|节|章|条|部分|次会议|时间|轮|方面|产业|性原理|届|线|手|作者"
    r"|类|医院|中学)"
    r"|唯一(?!标识|识别|编[码号]|号|性|码|代码|键|确定|ID)"
    r"|独一无二|绝无仅有|仅此一家|别无二家|无出其右|无与伦比|冠绝"
    r"|之最|之冠|居首|榜首|魁首|领跑"
    r"|(?:国际|世界|全球|国内|全国|亚洲|行业|业内)(?:上)?"
    r"(?:领先|先进|一流|前列|前茅|首位|第一)"
    r"|领先(?=全球|世界|全国|国内|国际|亚洲|[，。；！]|$)"
    r"|位居前列|名列前茅|空前|史无前例|前所未有|填补.{0,6}空白|数一数二|独步|独占鳌头"
    r"|龙头老大|创.{0,4}纪录|破.{0,4}纪录|独家|傲视"
)
_RANK = re.compile(rf"(?i:{_ENGLISH_RANK})|{_CHINESE_RANK}")
# An aim claims no rank: 'building a world-leading park'.
_AIM = re.compile(
    r"(?i:\b(?:building|to build|to become|becoming|towards?|aim(?:s|ing)? (?:at|to)|striv\w+)\b"
    r"(?:\W+\w+){0,3}\W*)$"
    r"|(?:建设|打造|争创|创建|瞄准|力争|迈向|培育|对标|追求)[^，。；]{0,6}$"
)


def ranks(text: str) -> list[str]:
    """Claims of rank or novelty in a text; an aim to be one day is none."""
    plain = unicodedata.normalize("NFKC", text)
    return [m.group() for m in _RANK.finditer(plain) if not _AIM.search(plain[: m.start()])]
