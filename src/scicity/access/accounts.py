"""The made-up people of the demonstration."""

from __future__ import annotations

PASSWORD = "kexuecheng-demo"  # noqa: S105 - of made-up accounts on a demonstration, told to whoever runs it
DOMAIN = "demo.example"
PEOPLE = (
    ("lin", "Lin Yue", "林悦", "researcher, PI"),
    ("zhou", "Zhou Ming", "周明", "researcher, co-proposer"),
    ("data", "Qian Wei", "钱薇", "data access only"),
    ("reviewer1", "Sun Rui", "孙睿", "reviewer"),
    ("reviewer2", "Wu Fan", "吴凡", "reviewer"),
    ("chair", "Zheng Hao", "郑浩", "panel chair"),
    ("secretary", "Feng Jie", "冯洁", "panel secretary"),
    ("scientist", "Chen Bo", "陈波", "instrument scientist"),
    ("safety", "Chu An", "褚安", "safety officer"),
    ("office", "Wei Lan", "卫兰", "user office"),
    ("director", "Jiang He", "蒋和", "facility director"),
    ("city", "Shen Qing", "沈青", "city office"),
    ("auditor", "Han Zheng", "韩正平", "auditor"),
    ("visitor", "Yang Tao", "杨涛", "researcher"),
    ("builder", "Xu Jian", "许建", "project manager"),
    ("controller", "He Ping", "何平", "project controller"),
    ("firm", "Gu Xin", "顾欣", "enterprise, applies for park services"),
    ("park", "Tao Ran", "陶然", "officer of the science city"),
    ("customs", "Qin Lan", "秦岚", "customs officer"),
    ("customs2", "Yu Fei", "俞飞", "customs supervisor"),
    ("health", "Bai Xue", "白雪", "health officer"),
    ("talent", "Shi Yun", "施云", "talent officer"),
    ("planning", "Lu Chuan", "陆川", "planning officer"),
    ("city2", "Meng Lin", "孟琳", "city office, the second person"),
)
