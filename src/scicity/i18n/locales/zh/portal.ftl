## portal-base

portal-base-city = 城市
portal-base-counted-in-the-zone = 按 { $zone } 时区计期；各地时区：{ $zones }
portal-base-nothing-is-scheduled = 近期没有安排。
portal-base-reached = 达成
portal-base-stated-by-a-document-not-shown = 由文件声明，未经记录核实
portal-base-the-ledger-holds-no-records-yet = 账本中还没有记录。请导入第一份日志或声明：
portal-base-to-city = 概览
portal-base-to-events = 大事
portal-base-to-explore = 查数
portal-base-to-parks = 园区比较
portal-base-to-projects = 在建与谋划
portal-base-to-targets = 目标与政策

## portal-enter

portal-enter-download-the-template = 下载模板
portal-enter-each-reading-names-its-document-the = 每项写明出处；同一对象、指标、日期和文件再次登记即为更正，原值保留在账本中。
portal-enter-indicator = 指标
portal-enter-page-or-line = 页码或条目
portal-enter-place = 对象
portal-enter-qualifier = 限定
portal-enter-the-workbook-filled-in = 已填工作簿
portal-enter-up-to-of-a-range = 至（仅范围）
portal-enter-workbook = 工作簿
portal-enter-yyyy-mm-dd-for-the-sum = 年-月-日；全年合计只填年份

## portal-events

portal-events-events = 大事
portal-events-no-day-is-known = 没有已知的日期。
portal-events-subscribe-ical = 订阅日历（iCal）
portal-events-the-ledger-holds-none-yet = 账本中还没有。
portal-events-to-come = 即将进行
portal-events-what-was = 以往

## portal-explore

portal-explore-a-year-quarter-month-or-day = 年、年-季、年-月、日，或 起..止
portal-explore-against-as-of = 对比截至
portal-explore-being-computed-from-the-records = 正在由记录计算…
portal-explore-by-time = 分期
portal-explore-computing = 计算中
portal-explore-data = 数据
portal-explore-explore = 数据查询
portal-explore-load-again = 重新载入
portal-explore-map = 地图：
portal-explore-metric-chinese-pinyin-or-english = 指标（中文、拼音或英文）
portal-explore-scope = 范围
portal-explore-show = 查询
portal-explore-source-the-citys-ledger-as-of = 来源：城市账本，截至
portal-explore-split-by = 分组
portal-explore-status = 依据
portal-explore-take-it-with-you = 下载
portal-explore-the-area-of-a-circle-grows = 圆的面积与数值成正比；空心者未覆盖或部分覆盖；数值见下表。
portal-explore-the-whole-city = 全城

## portal-figure

portal-figure-a-document-states = 文件所述
portal-figure-after = 出处
portal-figure-agrees-with-the-records = 与记录一致
portal-figure-coverage = 覆盖
portal-figure-definition = 定义
portal-figure-differs-from-the-records = 与记录不符
portal-figure-does-not-verify-a-definition-a = 核验不符：定义、记录或数字已变
portal-figure-more-records = 更多记录
portal-figure-seal = 封印
portal-figure-simulated-records = 含模拟记录
portal-figure-source = 来源
portal-figure-verified-the-seal-agrees = 已核验：封印一致
portal-figure-verify-compute-again-from-the-records = 核验：由记录重新计算
portal-figure-what-it-was-before = 历史数值

## portal-frame

portal-frame-bookings-and-sessions-are-simulated = 预约与实验为模拟数据。
portal-frame-close-the-evidence = 关闭
portal-frame-every-number-on-this-page-comes = 本页数字全部出自在本站录入的记录。
portal-frame-evidence = 数字的依据
portal-frame-published-facts-the-numbers-on-this = 已公布的事实：本页数字出自城市账本，并注明来源。
portal-frame-show-the-published-facts = 改看已公布的事实
portal-frame-show-this-sites-own-records-with = 改看在本站录入的记录
portal-frame-simulated-city = 模拟城市：
portal-frame-the-records-are-being-read = 正在读取所依据的记录……
portal-frame-with-simulated-data-what-was-entered = 含模拟数据：在本站录入的记录均为模拟；公布的数字各注明来源。

## portal-home

portal-home-a-figure = 一项数字
portal-home-districts-filled-where-the-city-lies = 区划图，填色者为本城所在：{ $names }
portal-home-every-number-opens-its-definition-its = 点击数字可查看定义、来源与记录。
portal-home-none-just-now = 目前没有。
portal-home-points-places-whose-coordinates-the-registry = 填色：本城所在区（{ $names }）。圆点：登记处给出坐标的地点。
portal-home-reached-lately = 近期达成
portal-home-stage = 阶段
portal-home-the-registry-gives-no-coordinates-of = 填色：本城所在区（{ $names }）。登记处没有给出设施的坐标。

## portal-parks

portal-parks-one-indicator-and-year-beside-each = 同一指标、同一年份并列；有面积和人数时给出每平方公里与每人的数值。
portal-parks-parks-compared = 园区比较
portal-parks-per-km = 每平方公里
portal-parks-per-person = 每人
portal-parks-the-ledger-holds-no-indicator-of = 账本中还没有可比较的园区指标。

## portal-place

portal-place-beam-just-now = 此刻的束流
portal-place-beam-lost = 失束
portal-place-by-month = 逐月
portal-place-expected-to-report-and-never-did = 应报而从未上报的记录：{ $names }。因此相关数字未覆盖，并非为零。
portal-place-how-to-get-time = 如何获得机时
portal-place-identifier = 标识
portal-place-no-call-is-open-just-now = 目前没有开放的征集。
portal-place-no-news-last-heard = 已无消息，最后一次
portal-place-not-covered-for-lack-of-what = 未覆盖（记录缺少所需内容）：
portal-place-open-since = 开放于
portal-place-operator = 运营单位
portal-place-outside-the-city-an-example-with = 城外示例：真实日志
portal-place-parts = 组成
portal-place-policies-targets-and-others = 政策、目标与其他
portal-place-simulated = 模拟
portal-place-the-ledger-holds-no-record-or = 账本中还没有关于它的记录或陈述。
portal-place-trend = 走势
portal-place-units-run-cycles-and-courses = 单元、班次与课程
portal-place-what-documents-state = 文件所述
portal-place-what-the-records-show = 记录所示
portal-place-where = 所在

## portal-projects

portal-projects-a-simulated-project = 模拟项目：
portal-projects-being-built-and-planned = 在建与谋划
portal-projects-confirmed = 已确认
portal-projects-due = 应建成
portal-projects-milestones-confirmed = 里程碑已确认
portal-projects-no-milestone-is-in-the-ledger = 账本中还没有里程碑。
portal-projects-other-projects-that-are-kept-here = 本站登记的其他项目
portal-projects-planned = 计划
portal-projects-projects = 在建与谋划

## portal-statement

portal-statement-agrees = 一致
portal-statement-counted-at = 计数层级
portal-statement-counts = 计数对象
portal-statement-differs = 不符
portal-statement-it-says = 所述
portal-statement-the-document-gives-no-period-this = 文件未注明期间，此为推定
portal-statement-the-ledger-holds-no-records-to = 账本中没有可对照的记录：此数字为声明，未经核实。

## portal-targets

portal-targets-aims-at = 所指目标
portal-targets-chance = 按期概率
portal-targets-forecast-then = 届时预测
portal-targets-latest = 最近
portal-targets-measures-and-documents = 措施与文件
portal-targets-needed-a-year = 每年尚需
portal-targets-none-listed = 文件未列目标
portal-targets-not-said = 文件未说明
portal-targets-owner = 牵头
portal-targets-policies = 政策
portal-targets-policy-or-subject = 政策或主体
portal-targets-states-follow-from-the-records-in = 状态由账本中的记录算出，不可手工填写。
portal-targets-target = 目标
portal-targets-targets-and-policies = 目标与政策
portal-targets-to-reach = 要达到
portal-targets-whose = 主体

## portal-wrong

portal-wrong-this-does-not-open = 无法打开

## portal-agenda (said by the program)

portal-agenda-a-call-closes = 征集截止
portal-agenda-a-target-is-due = 目标到期
portal-agenda-event = 活动
portal-agenda-policy = 政策

## portal-entry (said by the program)

portal-entry-give-1-to-readings = 须为 1 至 { $most } 行。
portal-entry-nothing-was-saved-mend-these = 未保存，请更正：{ $told }
portal-entry-that-is-no-excel-workbook-xlsx = 不是 Excel 工作簿（.xlsx）。
portal-entry-these-columns-are-missing = 缺少列：{ $value }
portal-entry-views-readings-declared = 已声明 { $n } 项

## portal-views (said by the program)

portal-views-approved = 已批准
portal-views-behind = 落后
portal-views-city = 科学城
portal-views-cluster = 集群
portal-views-commissioning = 调试
portal-views-commissioning-2 = 调束
portal-views-day = 日
portal-views-event = 活动
portal-views-from-records-declared-ones-among-them = 记录（含声明）
portal-views-in-operation = 运行
portal-views-industry = 产业
portal-views-machine-development = 机器研究
portal-views-maintenance = 检修
portal-views-measured = 实测
portal-views-missed = 未达到
portal-views-month = 月
portal-views-no-date-that-can-be-understood = 期限不明
portal-views-no-record-yet = 尚无记录
portal-views-not-covered = 未覆盖
portal-views-on-course = 按期可达
portal-views-phase = 分期
portal-views-policy = 政策
portal-views-proposed = 谋划
portal-views-quarter = 季
portal-views-reached = 已达到
portal-views-reserve = 机动
portal-views-retired = 退役
portal-views-said-in-words-no-record-can = 文字目标，无法以记录判断
portal-views-scheme = 机制
portal-views-shutdown = 停机
portal-views-site = 片区
portal-views-there-is-no-such-statement = 没有这条陈述。
portal-views-trial-operation = 试运行
portal-views-uncertain = 尚不确定
portal-views-undefined = 无定义
portal-views-under-construction = 在建
portal-views-unknown = 不明
portal-views-user-operation = 用户实验
portal-views-whole = 不分
portal-views-withheld-under-people-or-to-be = 少于 { $n } 人或可由差值推得，不公开
portal-views-year = 年
