"""What is wrong with a value that was sent, in the caller's language.

The library says it in English; Chinese is here, by its kind of fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..phrases import either, say

# kinds of fault as pydantic names them; places in braces are of the fault's context
_ZH = {
    "missing": "必填",
    "extra_forbidden": "没有这一项",
    "literal_error": "须为其中之一：{expected}",
    "enum": "须为其中之一：{expected}",
    "string_type": "须为文本",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "最多 {max_length} 个字符",
    "string_pattern_mismatch": "格式不对",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_from_float": "须为整数",
    "int_parsing_size": "数值过大",
    "float_type": "须为数字",
    "float_parsing": "须为数字",
    "decimal_type": "须为数字",
    "decimal_parsing": "须为数字",
    "finite_number": "须为有限的数",
    "decimal_max_digits": "最多 {max_digits} 位数字",
    "decimal_max_places": "最多 {decimal_places} 位小数",
    "decimal_whole_digits": "整数部分最多 {whole_digits} 位",
    "greater_than": "须大于 {gt}",
    "greater_than_equal": "须不小于 {ge}",
    "less_than": "须小于 {lt}",
    "less_than_equal": "须不大于 {le}",
    "bool_type": "须为 true 或 false",
    "bool_parsing": "须为 true 或 false",
    "list_type": "须为列表",
    "dict_type": "须为对象",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
    "too_long": "最多 {max_length} 项",
    "too_short": "至少 {min_length} 项",
    "datetime_type": "须为时间",
    "datetime_parsing": "时间格式不对",
    "datetime_from_date_parsing": "时间格式不对",
    "datetime_object_invalid": "没有这个时间",
    "timezone_aware": "时间须带时区",
    "date_type": "须为日期",
    "date_parsing": "日期格式不对",
    "date_from_datetime_parsing": "日期格式不对",
    "date_from_datetime_inexact": "须为日期，不带时间",
    "value_error": "数值不在允许的范围内",
    "json_invalid": "不是有效的 JSON",
}


def said(fault: Mapping[str, Any]) -> str:
    """One fault of a request, as the library gives it (`type`, `msg`, `ctx`), in words."""
    kind, context = str(fault.get("type", "")), fault.get("ctx") or {}
    known = _ZH.get(kind)
    if known is None:
        return either(say("platform-faults-not-right"), str(fault["msg"]))
    try:
        return either(known.format(**context).replace(" or ", " 或 "), str(fault["msg"]))
    except (KeyError, IndexError):
        return either(say("platform-faults-not-right"), str(fault["msg"]))
