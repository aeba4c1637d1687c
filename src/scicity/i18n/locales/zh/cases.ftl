## cases-authorities

cases-authorities-a-new-authority = 新部门
cases-authorities-appoint = 任命
cases-authorities-authorities-and-officers = 部门与经办人
cases-authorities-no-officer = 没有经办人
cases-authorities-open-cases-go-to = 在办件移交给

## cases-batch

cases-batch-batches-and-people-are-counted-apart = ，分别计批次与人数
cases-batch-employer = 推荐单位
cases-batch-not-published-yet = 未公示
cases-batch-number-of-the-case = 案号
cases-batch-person-other-people = { $rows }人
cases-batch-publish = 公示
cases-batch-published = 公示于
cases-batch-result = 结果
cases-batch-the-cases-go-on-when-it = 公示后案件继续办理。确定？

## cases-batches

cases-batches-batches = 批次
cases-batches-batches-there-are = 已有批次
cases-batches-choose = 选择
cases-batches-no-case-waits-for-a-batch = 没有待列批次的案件。
cases-batches-not-published = 未公示
cases-batches-open-to-objections-until = 公示至
cases-batches-put-in-a-new-batch = 列入新批次

## cases-board

cases-board-cases-ended = 办结件
cases-board-different-ways-that-cases-took = 不同的办理路径
cases-board-done = 已办
cases-board-event-log = 事件日志
cases-board-flow-times-and-bottlenecks-since = 时长与瓶颈，自
cases-board-how-long-steps-take = 各环节时长
cases-board-middle = 中位
cases-board-over-time = 超期
cases-board-slowest-step = 最慢的环节
cases-board-source-what-was-done-working-days = 来源：办理记录，工作日
cases-board-times = 次数
cases-board-waiting = 等待
cases-board-waiting-now = 正在等待
cases-board-what-follows-what = 前后相继
cases-board-working-days-95th-of-100 = 工作日（95分位）
cases-board-working-days-to-the-end-middle = 办理时长中位数（工作日）

## cases-case

cases-case-applicant = 申请人
cases-case-by-time = 时限已过
cases-case-credit-grade-of-the-enterprise = 企业信用等级
cases-case-decided-by = 作出部门
cases-case-decision = 决定书
cases-case-done = 完成
cases-case-grounds = 依据与理由
cases-case-message = 内容
cases-case-objection-not-upheld = 异议不成立
cases-case-objection-upheld = 异议成立
cases-case-open = 办理
cases-case-outcome = 结果
cases-case-permit-number = 许可编号
cases-case-progress = 进程
cases-case-see-what-it-rests-on-and = 查看依据并提出异议
cases-case-send = 发送
cases-case-submitted = 提交于
cases-case-two-people = 两人签
cases-case-valid = 有效期
cases-case-why-it-departs-from-the-advice = 与建议不同的理由
cases-case-withdraw = 撤回申请
cases-case-withdraw-it = 确定撤回？

## cases-desk

cases-desk-batch = 批次
cases-desk-case-enterprise-step = 案号、企业、环节
cases-desk-hand-the-picked-ones-to = 选中的移交给
cases-desk-late-only = 只看逾期
cases-desk-mark = 共
cases-desk-nothing-waits = 没有待办。
cases-desk-pages = 页
cases-desk-pick = 选
cases-desk-show = 筛选
cases-desk-waiting = 件
cases-desk-waiting-for-a-batch = 件待列批次

## cases-enterprise

cases-enterprise-allow = 授权
cases-enterprise-contest-it = 提出异议
cases-enterprise-contested = 异议处理中
cases-enterprise-credit = 信用
cases-enterprise-credit-record = 信用记录
cases-enterprise-draws = 核销
cases-enterprise-left = 余量
cases-enterprise-let-it-stand = 维持
cases-enterprise-moves-in = 入驻
cases-enterprise-no-points-lost = 没有扣分。
cases-enterprise-note-a-qualification = 登记资格
cases-enterprise-number = 编号
cases-enterprise-permits = 许可
cases-enterprise-qualification = 资格
cases-enterprise-since = 自
cases-enterprise-stands = 维持
cases-enterprise-strike-the-note = 撤销该记录
cases-enterprise-tenant-number-in-its-address = 入驻企业编号（数字）
cases-enterprise-tenants = 在孵企业
cases-enterprise-the-grade-follows-the-points-lost = 等级按两年内扣分：A无，B不足20，C不足50，D更多。
cases-enterprise-until-may-be-empty = 至（可空）
cases-enterprise-valid-until = 有效至
cases-enterprise-what-was-done = 服务内容
cases-enterprise-what-was-done-2 = 服务内容
cases-enterprise-who-may-apply = 可代表企业申请的人
cases-enterprise-why-it-is-wrong = 理由

## cases-enterprises

cases-enterprises-park-registry-path = 园区（登记处路径）
cases-enterprises-register = 登记
cases-enterprises-register-an-enterprise = 登记企业
cases-enterprises-registered-on = 成立日

## cases-form

cases-form-draft-under = 草稿；按
cases-form-not-saved-check-the-network = 未能保存，请检查网络
cases-form-remove-it = 确定删除？
cases-form-remove-the-draft = 删除草稿
cases-form-save-the-draft = 保存草稿
cases-form-submit = 提交申请
cases-form-you-do-not-act-for-an = 您还没有获授权代表任何企业；请联系科学城管理部门登记企业。

## cases-loads

cases-loads-open = 在办
cases-loads-there = 在岗
cases-loads-yes = 在

## cases-mine

cases-mine-choose-a-service = 选择服务
cases-mine-where-it-is = 现在何处

## cases-notices

cases-notices-being-decided = 处理中
cases-notices-my-objections = 我提出的异议
cases-notices-nothing-is-published-now = 目前没有公示。
cases-notices-these-cases-are-published-once-signed = 以下案件正在公示，登录后可提出异议；截止当日的最后一刻仍算在内。

## cases-parcels

cases-parcels-balance-of-parks-by-floor-area = 园区平衡（按建筑面积）
cases-parcels-change = 更改
cases-parcels-file = 文件
cases-parcels-flexible-range = 弹性范围
cases-parcels-floor-area-m = 建筑面积 m²
cases-parcels-floor-area-ratio = 容积率
cases-parcels-height = 高
cases-parcels-height-m = 高度 m
cases-parcels-holder = 持有企业
cases-parcels-import-geojson = 导入GeoJSON
cases-parcels-industrial-parcels = 产业用地
cases-parcels-industry = 工业 %
cases-parcels-industry-2 = 工业
cases-parcels-industry-research-support = 工业/研发/配套 %
cases-parcels-map-of-the-parcels-the-data = 地块图；数据见下表
cases-parcels-no-parcels-yet = 还没有地块。
cases-parcels-nobody = 无
cases-parcels-not-in-the-scheme = 未纳入
cases-parcels-parcel = 地块
cases-parcels-ratio = 容积率
cases-parcels-research = 研发 %
cases-parcels-support = 配套
cases-parcels-supporting = 配套 %
cases-parcels-the-parcels-are-simulated = 地块为模拟数据。

## cases-parts

cases-parts-absence = 在岗情况
cases-parts-away-from = 自
cases-parts-is-back = 已返岗
cases-parts-late = 已逾期
cases-parts-only-when-granting = 仅准予时填写
cases-parts-open-cases-go-to = 在办件移交给
cases-parts-personal-kept-sealed = 个人信息，加密保存
cases-parts-record = 登记
cases-parts-services = 服务
cases-parts-until-may-be-empty = 至（可空）

## cases-replay

cases-replay-case-by-case = 逐件
cases-replay-cases-replayed = 件重演
cases-replay-could-not-be-replayed = 件无法重演
cases-replay-decided-otherwise = 件结果不同
cases-replay-ended-from = 办结自
cases-replay-nothing-differs = 没有不同。
cases-replay-replay = 重演
cases-replay-the-applications-what-the-registers-said = 用当时的申请、登记信息与意见，走另一版本的流程：谁会得到不同结果，为什么。
cases-replay-then = 当时
cases-replay-to = 至
cases-replay-under-this-version = 按此版本
cases-replay-what-turns-it = 转折处
cases-replay-with-assumed-answers = 其中须假定意见
cases-replay-withdrawn-by-the-applicant-left-out = 件由申请人撤回，未重演

## cases-service

cases-service-advised-by-a-table = 表给出建议
cases-service-all-that-hold = 全部命中累计
cases-service-application = 申请
cases-service-asks-for = 填写
cases-service-decision-tables = 判定规则
cases-service-in-chinese = 中文
cases-service-in-english = 英文
cases-service-in-force-from = 自
cases-service-in-force-now = 现行
cases-service-in-published-batches = 分批公示
cases-service-new-a-lane-is-named-by-one = 泳道名须是以下之一（中文、英文或编号）：
cases-service-new-counts-at-registry-path = 计入（登记处路径）
cases-service-new-draw-the-process-in-any-bpmn = 在任何BPMN 2.0建模工具中画好流程，连同决策表上传。系统检查缺口、重叠、死路与无人负责的步骤，并试运行数百次。
cases-service-new-group = 分组编号
cases-service-new-lanes = 泳道
cases-service-new-process-bpmn = 流程（.bpmn）
cases-service-new-tables-dmn-any-number = 决策表（.dmn，可多个）
cases-service-not-in-force = 待批准
cases-service-one-row-holds = 唯一命中
cases-service-opens-in-any-modeller-of-bpmn = 可用任何BPMN 2.0建模工具打开、修改，再作为新版本上传。
cases-service-process = 流程
cases-service-put-in-force = 批准生效
cases-service-put-this-version-in-force = 确定批准生效？
cases-service-sign-in-to-apply = 登录后申请
cases-service-somebody-else-of-the-office-must = 须由另一人批准生效。
cases-service-steps = 步骤
cases-service-take-it-back = 确定撤回？
cases-service-take-this-version-back = 撤回此版本
cases-service-the-first-that-holds = 首个命中
cases-service-the-process-its-steps-stand-in = 流程图；各步骤见下表。点击查看原尺寸
cases-service-upload-a-new-version = 上传新版本
cases-service-versions = 版本
cases-service-waits-for-a-second-person-to = 待第二人批准，拟自
cases-service-working-days = 时限（工作日）

## cases-services

cases-services-each-services-process-and-rules-are = 每项服务的流程与判定规则公开；每一步由谁办、何时前办结，申请人随时可见。
cases-services-no-version-is-in-force = 暂无生效版本
cases-services-park-services = 园区服务
cases-services-published-batches = 公示
cases-services-there-are-no-services-yet = 还没有服务。

## cases-step

cases-step-a-decision-that-waits-for-a = 待复核的决定
cases-step-before-this-authority-and-the-applicant = 此前（本部门与申请人）
cases-step-do-not-agree = 不同意，退回
cases-step-do-not-uphold = 不成立
cases-step-goes-on-when-its-batch-is = 列入批次并公示后继续
cases-step-hand-out = 分派
cases-step-hand-to = 分派给
cases-step-i-take-it = 由我办理
cases-step-not-decided-yet = 未处理
cases-step-objections = 异议
cases-step-reason-where-you-depart-from-the = 与建议不同、超出申请或异议成立时的理由（须第二人复核）
cases-step-somebody-else-of-the-authority-must = 须由本部门另一人复核。
cases-step-the-table-advises = 表的建议
cases-step-this-step-is-over = 此环节已办结。
cases-step-uphold = 成立
cases-step-what-was-said-before-by-every = 此前各环节的意见

## cases-batches (said by the program)

cases-batches-a-case-does-not-wait-for = 有案件不在待列批次。
cases-batches-the-batch-was-published-already = 该批次已公示。
cases-batches-the-cases-number = 案号
cases-batches-there-is-no-such-case-in = 该批次中没有此案。

## cases-cases (said by the program)

cases-cases-a-second-person-of-the-authority = 待第二人复核
cases-cases-sent = 已发送
cases-cases-the-case-is-not-decided-yet = 此案尚未办结。
cases-cases-you-write-for-your-own-authority = 只能以本部门名义发送。
cases-cases-your-own = 本部门

## cases-decision (said by the program)

cases-decision-by-rule = 按规则自动办理
cases-decision-decision = { $name }决定书
cases-decision-enterprise = 申请企业
cases-decision-objection = 异议{ $value }：{ $reply }
cases-decision-permit-number-goods-quantity-validity = 许可：编号、物品、数量、有效期
cases-decision-row = 第{ $row }行
cases-decision-to-appeal-write-to-the-authority = 如不服本决定，可就本案向作出决定的部门留言说明，或向科学城管理部门询问申诉途径。

## cases-desk (said by the program)

cases-desk-away = （不在岗）
cases-desk-handed-out = 已分派
cases-desk-handed-over = 已移交{ $n }件
cases-desk-it-is-yours = 已由您办理

## cases-desks (said by the program)

cases-desks-applications-that-ask-something-of-you = 申请待您补充或登记
cases-desks-cases-in-your-hands = 您名下的在办件
cases-desks-cases-that-nobody-of-your-authority = 部门待领取的在办件
cases-desks-objections-to-decide = 待处理的异议
cases-desks-versions-of-services-to-put-in = 待您批准生效的服务版本

## cases-models (said by the program)

cases-models-batch = { $name } 第{ $number }批
cases-models-ended = 办结
cases-models-foreign-r-d-centre = 外资研发中心
cases-models-headquarters = 总部企业
cases-models-hidden-champion = 隐形冠军
cases-models-high-quality-incubator = 高质量孵化器
cases-models-high-tech-enterprise = 高新技术企业
cases-models-incubator-in-cultivation = 培育孵化器
cases-models-listed-on-the-star-board = 科创板上市
cases-models-officer = 经办
cases-models-proof-of-concept-centre = 概念验证中心
cases-models-qualified-incubator = 合格孵化器
cases-models-supervisor = 主管
cases-models-under-way = 办理中
cases-models-unicorn = 独角兽

## cases-moving (said by the program)

cases-moving-a-decision-waits-for-its-second = 已有待复核的决定。
cases-moving-an-objection-to-the-case-was = 有异议成立
cases-moving-another-enterprise-holds-that-parcel = 该地块由另一企业持有
cases-moving-by = { $c }：{ $s }，{ $d } 前办理
cases-moving-cannot-go-on = { $c } 无法继续：{ $e }
cases-moving-give-the-reason = { $told }，请写明理由。
cases-moving-is-more-than-the-that-was = { $f }（{ $g }）超出申请的{ $a }
cases-moving-it-was-submitted-withdraw-it-instead = 申请已提交，可以撤回。
cases-moving-its-time-was-over-and-the = 期限已过，案件已进入下一环节。
cases-moving-mark = { $c }：{ $e }
cases-moving-no-more-documents-can-be-added = 不能再添加文件。
cases-moving-nothing-waits-for-a-second-person = 没有待复核的决定。
cases-moving-please-mend-what-is-marked = 请改正标出的内容。
cases-moving-put-it-in-a-batch-and = 须先列入批次并公示。
cases-moving-somebody-else-must-look-at-it = 须由另一人复核。
cases-moving-that-authority-has-no-part-in = 该部门未参与此案。
cases-moving-the-application-was-submitted-already = 申请已提交。
cases-moving-the-case-is-not-under-way = 此案已不在办理中。
cases-moving-the-process-cannot-go-on-nothing = 流程无法继续：{ $error }。未作任何更改。
cases-moving-there-is-a-message-on = { $c } 有新消息
cases-moving-there-is-no-such-parcel = 没有这一地块
cases-moving-there-is-no-such-permit-of = 没有这一许可
cases-moving-this-departs-from-the-tables-advice = 与建议不同
cases-moving-this-step-was-done-already-nothing = 此环节已办结。
cases-moving-waits-for-a-second-person = { $c } 待复核
cases-moving-was-received = { $c } 已受理登记
cases-moving-write-something = 请填写内容。
cases-moving-you-do-not-act-for-that = 您不能代表该企业申请
cases-moving-you-have-too-many-drafts-submit = 草稿过多，请先提交或删除。

## cases-notices (said by the program)

cases-notices-your-objection-was-recorded-you-will = 异议已登记，处理结果会通知您

## cases-objections (said by the program)

cases-objections-not-decided-yet-decide-first = 还有{ $left }件异议未处理，请先逐件处理。
cases-objections-somebody-who-has-no-part-in = 异议须由无关的人处理。
cases-objections-the-objection-was-decided-already = 该异议已处理。
cases-objections-the-time-for-objections-is-over = 公示期已过，或此案未在公示。
cases-objections-there-is-an-objection-to = { $c } 收到异议
cases-objections-you-have-objected-to-this-case = 您对此案的异议过多。
cases-objections-your-objection-to-was-not-upheld = 您对{ $c }的异议不成立
cases-objections-your-objection-to-was-upheld = 您对{ $c }的异议成立

## cases-offices (said by the program)

cases-offices-at-a-time-at-most = 一次最多{ $at_once }件。
cases-offices-hand-over-to-somebody-else = 须移交给另一人。
cases-offices-handed-to-you = 分派给您：{ $c } { $s }
cases-offices-has-applications-under-way-and-nobody = { $name }还有在办申请，且无他人可代表。
cases-offices-is-away = { $shown }目前不在岗。
cases-offices-open-for-and-nobody-else-is = { $name }还有{ $waits }件在办，须先任命他人。
cases-offices-somebody-else = 另一人
cases-offices-still-holds-open-say-who-takes = { $shown }名下还有{ $value }件在办，请选择移交给谁。
cases-offices-that-person-is-not-of-this = 此人不属于该部门。
cases-offices-this-step-is-over = 此环节已结束。
cases-offices-too-many = 过多
cases-offices-you-have-a-part-in-this = 您是申请方，不能办理本案。
cases-offices-you-still-hold-open-of-hand = 您在{ $name }名下还有{ $held }件在办，请先移交。

## cases-public (said by the program)

cases-public-40-at-most = 最多40个
cases-public-choose-a-process-file = 请选择流程文件。
cases-public-how-to-appeal-chinese = 申诉途径（中文）
cases-public-how-to-appeal-english = 申诉途径（英文）
cases-public-in-force-from = 自 { $d } 起生效
cases-public-kept-as-version-once-a-second = 已保存为第 { $n } 版；另一人批准后自 { $d } 起生效，在办案件仍按原版本办理
cases-public-published = 已公示
cases-public-too-many-tables = 决策表过多。
cases-public-your-objection-was-noted = 异议已登记

## cases-registers (said by the program)

cases-registers-a-code-takes-lower-case-letters = 编号只能用小写字母、数字和连字符。
cases-registers-a-geojson-collection-with-parcels-is = 须为含有地块的GeoJSON要素集。
cases-registers-appointed = 已任命
cases-registers-choose-a-qualification = 请选择资格。
cases-registers-contests-a-note-on-its-credit = { $e } 对信用记录提出异议
cases-registers-holder = 持有人
cases-registers-it-was-decided-already = 该异议已处理。
cases-registers-like-acme-bio = 如 acme-bio
cases-registers-may-apply-in-its-name = 已授权
cases-registers-moved-in = 已入驻
cases-registers-must-be-json = 须为JSON
cases-registers-name-the-document-that-it-rests = 请写明依据文件。
cases-registers-noted-and-on-its-way-to = 已登记，计入账本
cases-registers-nothing-was-saved = 未保存：{ $value }
cases-registers-on-the-white-list = 在白名单
cases-registers-parcels-kept = 已保存 { $n } 个地块
cases-registers-recorded-handed-over = 已登记，移交{ $n }件
cases-registers-recorded-you-will-be-notified-of = 异议已登记
cases-registers-removed-handed-over = 已移除，移交{ $n }件
cases-registers-say-what-was-done = 请写明服务内容。
cases-registers-somebody-who-has-no-part-in = 须由无关的人处理。
cases-registers-that-enterprise-was-no-incubator-then = 该企业当时不是孵化器。
cases-registers-the-enterprise-is-in-an-incubator = 该企业已在孵化器内。
cases-registers-the-enterprise-is-registered-already = 该企业已登记。
cases-registers-the-file-is-no-geojson = 文件不是GeoJSON。
cases-registers-the-note-on-the-credit-stands = 信用记录异议不成立
cases-registers-the-note-on-the-credit-was = 信用记录异议成立，已撤销该记录
cases-registers-the-note-was-contested-already = 该记录已提出过异议。
cases-registers-you-worked-on-the-case-that = 您办理过该案，须由他人处理。

## cases-setup (said by the program)

cases-setup-a-version-is-never-put-in = 生效日不能早于今天。
cases-setup-codes-take-lower-case-letters-digits = 编号只能用小写字母、数字和连字符。
cases-setup-give-a-code-and-the-name = 请填编号与两种语言的名称。
cases-setup-is-in-force-from = { $v } 自 { $d } 起生效
cases-setup-like-customs = 如 customs
cases-setup-like-lab-visit = 如 lab-visit
cases-setup-see-above = 见上
cases-setup-somebody-else-must-put-it-in = 须由另一人批准生效。
cases-setup-the-process-has-faults-nothing-was = 流程有误，未保存：{ $told }
cases-setup-the-version-was-put-in-force = 该版本已批准生效。
cases-setup-the-version-was-put-in-force-2 = 该版本已批准生效，不能撤回。
cases-setup-this-very-version-is-kept-already = 这一版本已经保存。
cases-setup-today-or-later = 今天或以后

## cases-shown (said by the program)

cases-shown-biomedical-special-goods = 生物医药特殊物品
cases-shown-completed = 办结
cases-shown-granted = 准予
cases-shown-incubation-and-enterprises = 孵化与企业
cases-shown-industrial-land = 产业用地
cases-shown-lapsed = 失效
cases-shown-refused = 不予
cases-shown-removed = 已删除
cases-shown-talent = 人才
cases-shown-withdrawn = 撤回
