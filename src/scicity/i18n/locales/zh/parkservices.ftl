## cases-authorities

parkservices-authorities-a-new-authority = 新部门
parkservices-authorities-appoint = 任命
parkservices-authorities-authorities-and-officers = 部门与经办人
parkservices-authorities-no-officer = 没有经办人
parkservices-authorities-open-cases-go-to = 在办件移交给

## cases-batch

parkservices-batch-employer = 推荐单位
parkservices-batch-not-published-yet = 未公示
parkservices-batch-number-of-the-case = 案号
parkservices-batch-person-other-people = { $rows } 人，分别计批次与人数
parkservices-batch-publish = 公示
parkservices-batch-published = 公示于 { $at }
parkservices-batch-result = 结果
parkservices-batch-the-cases-go-on-when-it = 公示后案件继续办理。确定？

## cases-batches

parkservices-batches-batches = 批次
parkservices-batches-batches-there-are = 已有批次
parkservices-batches-choose = 选择
parkservices-batches-no-case-waits-for-a-batch = 没有待列批次的案件。
parkservices-batches-not-published = 未公示
parkservices-batches-open-to-objections-until = 公示至
parkservices-batches-put-in-a-new-batch = 列入新批次

## cases-board

parkservices-board-cases-ended = 办结件
parkservices-board-different-ways-that-cases-took = 不同的办理路径
parkservices-board-done = 已办
parkservices-board-event-log = 事件日志
parkservices-board-flow-times-and-bottlenecks-since = 自 { $since } 起的时长与瓶颈
parkservices-board-how-long-steps-take = 各环节时长
parkservices-board-middle = 中位
parkservices-board-over-time = 超期
parkservices-board-slowest-step = 最慢的环节
parkservices-board-source-what-was-done-working-days = 来源：办理记录，工作日
parkservices-board-times = 次数
parkservices-board-waiting = 等待
parkservices-board-waiting-now = 正在等待
parkservices-board-what-follows-what = 环节先后
parkservices-board-working-days-95th-of-100 = 工作日（95 分位）
parkservices-board-working-days-to-the-end-middle = 办理时长中位数（工作日）

## cases-case

parkservices-case-applicant = 申请人
parkservices-case-by-time = 期限已过
parkservices-case-credit-grade-of-the-enterprise = 企业信用等级
parkservices-case-decided-by = 作出部门
parkservices-case-decision = 决定书
parkservices-case-done = 完成
parkservices-case-grounds = 依据与理由
parkservices-case-message = 内容
parkservices-case-objection-not-upheld = 异议不成立
parkservices-case-objection-upheld = 异议成立
parkservices-case-open = 办理
parkservices-case-outcome = 结果
parkservices-case-permit-number = 许可编号
parkservices-case-progress = 进程
parkservices-case-row-and-reason = { $table }，第 { $row } 行：{ $reason }
parkservices-case-see-what-it-rests-on-and = 查看依据并提出异议
parkservices-case-send = 发送
parkservices-case-submitted = 提交于
parkservices-case-two-people = 双人复核
parkservices-case-valid = 有效期
parkservices-case-why-it-departs-from-the-advice = 与建议不同的理由
parkservices-case-withdraw = 撤回申请
parkservices-case-withdraw-it = 确定撤回？

## cases-desk

parkservices-desk-batch = 批次
parkservices-desk-case-enterprise-step = 案号、企业、环节
parkservices-desk-hand-the-picked-ones-to = 选中的移交给
parkservices-desk-late-only = 只看逾期
parkservices-desk-nothing-waits = 没有待办。
parkservices-desk-pages = 页
parkservices-desk-pick = 选
parkservices-desk-show = 筛选
parkservices-desk-waiting = 共 { $n } 件待办
parkservices-desk-waiting-for-a-batch = { $service }：{ $n } 件待列批次

## cases-enterprise

parkservices-enterprise-allow = 授权
parkservices-enterprise-contest-it = 提出异议
parkservices-enterprise-contest-until = 可在 { $day } 前（含当日）提出异议，作出该记录的人员和代表本企业的人员不参与复核。
parkservices-enterprise-contested = 异议处理中
parkservices-enterprise-contested-until-past = 异议期限已于 { $day } 届满。
parkservices-enterprise-credit = 信用
parkservices-enterprise-credit-record = 信用记录
parkservices-enterprise-draws = 核销
parkservices-enterprise-left = 余量
parkservices-enterprise-let-it-stand = 维持
parkservices-enterprise-moves-in = 登记入驻
parkservices-enterprise-no-points-lost = 没有扣分。
parkservices-enterprise-note-a-qualification = 登记资格
parkservices-enterprise-number = 编号
parkservices-enterprise-permits = 许可
parkservices-enterprise-qualification = 资格
parkservices-enterprise-since = 自
parkservices-enterprise-stands = 维持
parkservices-enterprise-strike-the-note = 撤销该记录
parkservices-enterprise-tenant-number-in-its-address = 入驻企业编号（数字）
parkservices-enterprise-tenants = 在孵企业
parkservices-enterprise-the-grade-follows-the-points-lost = 信用等级按两年内扣分评定：A 级为无扣分，B 级不足 20 分，C 级不足 50 分，D 级为 50 分及以上。
parkservices-enterprise-until-or-empty = 至（可空）
parkservices-enterprise-valid-until = 有效至
parkservices-enterprise-what-was-done = 服务内容
parkservices-enterprise-what-was-done-2 = 服务内容
parkservices-enterprise-who-may-apply = 可代表企业申请的人
parkservices-enterprise-why-it-is-wrong = 理由

## cases-enterprises

parkservices-enterprises-park-registry-path = 园区（登记处路径）
parkservices-enterprises-register = 登记
parkservices-enterprises-register-an-enterprise = 登记企业
parkservices-enterprises-registered-on = 成立日

## cases-form

parkservices-form-draft-under = 草稿；按
parkservices-form-not-saved-check-the-network = 未能保存，请检查网络
parkservices-form-remove-it = 确定删除？
parkservices-form-remove-the-draft = 删除草稿
parkservices-form-save-the-draft = 保存草稿
parkservices-form-submit = 提交申请
parkservices-form-you-do-not-act-for-an = 您尚未获授权代表任何企业，请联系科学城管理部门登记企业。

## cases-loads

parkservices-loads-open = 在办
parkservices-loads-there = 在岗
parkservices-loads-yes = 在

## cases-mine

parkservices-mine-choose-a-service = 选择服务
parkservices-mine-where-it-is = 当前环节

## cases-notices

parkservices-notices-being-decided = 处理中
parkservices-notices-my-objections = 我提出的异议
parkservices-notices-nothing-is-published-now = 目前没有公示。
parkservices-notices-these-cases-are-published-once-signed = 以下案件正在公示，登录后可提出异议；截止日全天有效。

## cases-parcels

parkservices-parcels-balance-of-parks-by-floor-area = 园区平衡（按建筑面积）
parkservices-parcels-change = 更改
parkservices-parcels-file = 文件
parkservices-parcels-flexible-range = 弹性范围
parkservices-parcels-floor-area-m = 建筑面积 m²
parkservices-parcels-floor-area-ratio = 容积率
parkservices-parcels-height = 高
parkservices-parcels-height-m = 高度 m
parkservices-parcels-holder = 持有企业
parkservices-parcels-import-geojson = 导入 GeoJSON
parkservices-parcels-industrial-parcels = 产业用地
parkservices-parcels-industry = 工业 %
parkservices-parcels-industry-2 = 工业
parkservices-parcels-industry-research-support = 工业/研发/配套 %
parkservices-parcels-map-of-the-parcels-the-data = 地块图；数据见下表
parkservices-parcels-no-parcels-yet = 还没有地块。
parkservices-parcels-nobody = 无
parkservices-parcels-not-in-the-scheme = 未纳入
parkservices-parcels-parcel = 地块
parkservices-parcels-ratio = 容积率
parkservices-parcels-research = 研发 %
parkservices-parcels-support = 配套
parkservices-parcels-supporting = 配套 %
parkservices-parcels-the-parcels-are-simulated = 地块为模拟数据。

## cases-parts

parkservices-parts-absence = 在岗情况
parkservices-parts-away-from = 自
parkservices-parts-is-back = 已返岗
parkservices-parts-late = 已逾期
parkservices-parts-only-when-granting = 仅准予时填写
parkservices-parts-open-cases-go-to = 在办件移交给
parkservices-parts-personal-kept-sealed = 个人信息，加密保存
parkservices-parts-record = 登记
parkservices-parts-services = 服务
parkservices-parts-until-may-be-empty = 至（可空）

## cases-replay

parkservices-replay-case-by-case = 逐件
parkservices-replay-cases-replayed = 件重演
parkservices-replay-could-not-be-replayed = 件无法重演
parkservices-replay-decided-otherwise = 件结果不同
parkservices-replay-ended-from = 办结自
parkservices-replay-nothing-differs = 结果无差异。
parkservices-replay-replay = 重演
parkservices-replay-the-applications-what-the-registers-said = 以当时的申请、登记信息与意见，按另一版本的流程重演，列出结果不同的案件及原因。
parkservices-replay-then = 当时
parkservices-replay-to = 至
parkservices-replay-under-this-version = 按此版本
parkservices-replay-what-turns-it = 差异原因
parkservices-replay-with-assumed-answers = 其中须假定意见
parkservices-replay-withdrawn-by-the-applicant-left-out = 件由申请人撤回，未重演

## cases-service

parkservices-service-advised-by-a-table = 表给出建议
parkservices-service-all-that-hold = 全部命中累计
parkservices-service-application = 申请
parkservices-service-asks-for = 填写
parkservices-service-decision-tables = 判定规则
parkservices-service-in-chinese = 中文
parkservices-service-in-english = 英文
parkservices-service-in-force-from = 自 { $since } 起施行
parkservices-service-in-force-now = 现行
parkservices-service-in-published-batches = 分批公示
parkservices-service-new-a-lane-is-named-by-one = 泳道名须是以下之一（中文、英文或编号）：
parkservices-service-new-counts-at-registry-path = 计入（登记处路径）
parkservices-service-new-draw-the-process-in-any-bpmn = 请用 BPMN 2.0 建模工具绘制流程，连同决策表上传。系统检查缺口、重叠、死路和无人负责的步骤，并试运行数百次。
parkservices-service-new-group = 分组编号
parkservices-service-new-lanes = 泳道
parkservices-service-new-process-bpmn = 流程（.bpmn）
parkservices-service-new-tables-dmn-any-number = 决策表（.dmn，可多个）
parkservices-service-not-in-force = 待批准
parkservices-service-one-row-holds = 唯一命中
parkservices-service-opens-in-any-modeller-of-bpmn = 可用任何 BPMN 2.0 建模工具打开、修改，再作为新版本上传。
parkservices-service-process = 流程
parkservices-service-put-in-force = 批准生效
parkservices-service-put-this-version-in-force = 确定批准生效？
parkservices-service-sign-in-to-apply = 登录后申请
parkservices-service-somebody-else-of-the-office-must = 须由另一人批准生效。
parkservices-service-steps = 步骤
parkservices-service-take-it-back = 确定撤回？
parkservices-service-take-this-version-back = 撤回此版本
parkservices-service-the-first-that-holds = 首个命中
parkservices-service-the-process-its-steps-stand-in = 流程图；各步骤见下表。点击查看原尺寸
parkservices-service-upload-a-new-version = 上传新版本
parkservices-service-versions = 版本
parkservices-service-waits-for-a-second-person-to = 待第二人批准，拟自 { $since } 起施行
parkservices-service-working-days = 时限（工作日）

## cases-services

parkservices-services-each-services-process-and-rules-are = 各项服务的流程与判定规则均公开；申请人可随时查看经办部门和办理期限。
parkservices-services-no-version-is-in-force = 暂无生效版本
parkservices-services-park-services = 园区服务
parkservices-services-published-batches = 公示
parkservices-services-there-are-no-services-yet = 还没有服务。

## cases-step

parkservices-step-a-decision-that-waits-for-a = 待复核的决定
parkservices-step-before-this-authority-and-the-applicant = 此前（本部门与申请人）
parkservices-step-do-not-agree = 不同意，退回
parkservices-step-do-not-uphold = 不成立
parkservices-step-goes-on-when-its-batch-is = 列入批次并公示后继续
parkservices-step-hand-out = 分派
parkservices-step-hand-to = 分派给
parkservices-step-i-take-it = 由我办理
parkservices-step-looked-at = （{ $table }，第 { $row } 行：{ $looked }）
parkservices-step-not-decided-yet = 未处理
parkservices-step-objections = 异议
parkservices-step-reason-where-you-depart-from-the = 与建议不同、超出申请或异议成立时的理由（须复核）
parkservices-step-somebody-else-of-the-authority-must = 须由本部门另一人复核。
parkservices-step-the-table-advises = 表的建议
parkservices-step-this-step-is-over = 此环节已办结。
parkservices-step-uphold = 成立
parkservices-step-what-was-said-before-by-every = 此前各环节的意见

## cases-batches (said by the program)

parkservices-batches-a-case-does-not-wait-for = 有案件不在待列批次。
parkservices-batches-the-batch-was-published-already = 该批次已公示。
parkservices-batches-the-cases-number = 案号
parkservices-batches-there-is-no-such-case-in = 该批次中没有此案。

## cases-cases (said by the program)

parkservices-cases-a-second-person-of-the-authority = 待复核
parkservices-cases-sent = 已发送
parkservices-cases-the-case-is-not-decided-yet = 此案尚未办结。
parkservices-cases-you-write-for-your-own-authority = 只能以本部门名义发送。
parkservices-cases-your-own = 本部门

## cases-decision (said by the program)

parkservices-decision-by-rule = 按规则自动办理
parkservices-decision-decision = { $name }决定书
parkservices-decision-enterprise = 申请企业
parkservices-decision-objection = 异议 { $value }：{ $reply }
parkservices-decision-permit-number-goods-quantity-validity = 许可：编号、物品、数量、有效期
parkservices-decision-to-appeal-write-to-the-authority = 如不服本决定，可通过本案留言向作出决定的部门提出，或向科学城管理部门询问申诉途径。

## cases-desk (said by the program)

parkservices-desk-away = （不在岗）
parkservices-desk-handed-out = 已分派
parkservices-desk-handed-over = 已移交 { $n } 件
parkservices-desk-it-is-yours = 已由您办理

## cases-desks (said by the program)

parkservices-desks-applications-that-ask-something-of-you = 申请待您补充或登记
parkservices-desks-cases-in-your-hands = 您名下的在办件
parkservices-desks-cases-that-nobody-of-your-authority = 部门待领取的在办件
parkservices-desks-objections-to-decide = 待处理的异议
parkservices-desks-versions-of-services-to-put-in = 待您批准生效的服务版本

## cases-models (said by the program)

parkservices-models-batch = { $name } 第 { $number } 批
parkservices-models-ended = 办结
parkservices-models-foreign-r-d-centre = 外资研发中心
parkservices-models-headquarters = 总部企业
parkservices-models-hidden-champion = 隐形冠军
parkservices-models-high-quality-incubator = 高质量孵化器
parkservices-models-high-tech-enterprise = 高新技术企业
parkservices-models-incubator-in-cultivation = 培育孵化器
parkservices-models-listed-on-the-star-board = 科创板上市
parkservices-models-officer = 经办
parkservices-models-proof-of-concept-centre = 概念验证中心
parkservices-models-qualified-incubator = 合格孵化器
parkservices-models-supervisor = 主管
parkservices-models-under-way = 办理中
parkservices-models-unicorn = 独角兽

## cases-moving (said by the program)

parkservices-moving-a-decision-waits-for-its-second = 已有待复核的决定。
parkservices-moving-an-objection-to-the-case-was = 有异议成立
parkservices-moving-another-enterprise-holds-that-parcel = 该地块由另一企业持有
parkservices-moving-by = { $c }：{ $s }，{ $d } 前办理
parkservices-moving-cannot-go-on = { $c } 无法继续：{ $e }
parkservices-moving-give-the-reason = { $told }，请写明理由。
parkservices-moving-is-more-than-the-that-was = { $f }（{ $g }）超出申请的 { $a }
parkservices-moving-it-was-submitted-withdraw-it-instead = 申请已提交，可以撤回。
parkservices-moving-its-time-was-over-and-the = 期限已过，案件已进入下一环节。
parkservices-moving-mark = { $c }：{ $e }
parkservices-moving-no-more-documents-can-be-added = 不能再添加文件。
parkservices-moving-nothing-waits-for-a-second-person = 没有待复核的决定。
parkservices-moving-please-mend-what-is-marked = 请更正标出的内容。
parkservices-moving-put-it-in-a-batch-and = 须先列入批次并公示。
parkservices-moving-somebody-else-must-look-at-it = 须由另一人复核。
parkservices-moving-that-authority-has-no-part-in = 该部门未参与此案。
parkservices-moving-the-application-was-submitted-already = 申请已提交。
parkservices-moving-the-case-is-not-under-way = 此案已不在办理中。
parkservices-moving-the-process-cannot-go-on-nothing = 流程无法继续：{ $error }。未作任何更改。
parkservices-moving-there-is-a-message-on = { $c } 有新消息
parkservices-moving-there-is-no-such-parcel = 没有这一地块
parkservices-moving-there-is-no-such-permit-of = 没有这一许可
parkservices-moving-this-departs-from-the-tables-advice = 与建议不同
parkservices-moving-this-step-was-done-already-nothing = 此环节已办结。
parkservices-moving-waits-for-a-second-person = { $c } 待复核
parkservices-moving-was-received = { $c } 已受理登记
parkservices-moving-write-something = 请填写内容。
parkservices-moving-you-do-not-act-for-that = 您不能代表该企业申请
parkservices-moving-you-have-too-many-drafts-submit = 草稿过多，请先提交或删除。

## cases-notices (said by the program)

parkservices-notices-your-objection-was-recorded-you-will = 异议已登记，处理结果会通知您

## cases-objections (said by the program)

parkservices-objections-not-decided-yet-decide-first = 还有 { $left } 件异议未处理，请先逐件处理。
parkservices-objections-somebody-who-has-no-part-in = 异议须由无关的人处理。
parkservices-objections-the-objection-was-decided-already = 该异议已处理。
parkservices-objections-the-time-for-objections-is-over = 公示期已过，或此案未在公示。
parkservices-objections-there-is-an-objection-to = { $c } 收到异议
parkservices-objections-you-have-objected-to-this-case = 您对此案提出异议的次数已达上限。
parkservices-objections-your-objection-to-was-not-upheld = 您对{ $c }的异议不成立
parkservices-objections-your-objection-to-was-upheld = 您对{ $c }的异议成立

## cases-offices (said by the program)

parkservices-offices-at-a-time-at-most = 一次最多 { $at_once } 件。
parkservices-offices-hand-over-to-somebody-else = 须移交给另一人。
parkservices-offices-handed-to-you = 分派给您：{ $c } { $s }
parkservices-offices-has-applications-under-way-and-nobody = { $name }还有在办申请，且无他人可代表。
parkservices-offices-is-away = { $shown }目前不在岗。
parkservices-offices-open-for-and-nobody-else-is = { $name }还有 { $waits } 件在办，须先任命他人。
parkservices-offices-somebody-else = 另一人
parkservices-offices-still-holds-open-say-who-takes = { $shown }名下还有 { $value } 件在办，请选择移交给谁。
parkservices-offices-that-person-is-not-of-this = 此人不属于该部门。
parkservices-offices-this-step-is-over = 此环节已结束。
parkservices-offices-too-many = 过多
parkservices-offices-you-have-a-part-in-this = 您是申请方，不能办理本案。
parkservices-offices-you-still-hold-open-of-hand = 您在{ $name }名下还有 { $held } 件在办，请先移交。

## cases-public (said by the program)

parkservices-public-40-at-most = 最多 40 个
parkservices-public-choose-a-process-file = 请选择流程文件。
parkservices-public-how-to-appeal-chinese = 申诉途径（中文）
parkservices-public-how-to-appeal-english = 申诉途径（英文）
parkservices-public-in-force-from = 自 { $d } 起生效
parkservices-public-kept-as-version-once-a-second = 已保存为第 { $n } 版；另一人批准后自 { $d } 起生效，在办案件仍按原版本办理
parkservices-public-published = 已公示
parkservices-public-too-many-tables = 决策表过多。
parkservices-public-your-objection-was-noted = 异议已登记

## cases-registers (said by the program)

parkservices-registers-a-code-takes-lower-case-letters = 编号只能用小写字母、数字和连字符。
parkservices-registers-a-geojson-collection-with-parcels-is = 须为含有地块的 GeoJSON 要素集。
parkservices-registers-appointed = 已任命
parkservices-registers-choose-a-qualification = 请选择资格。
parkservices-registers-contests-a-note-on-its-credit = { $e } 对信用记录提出异议
parkservices-registers-holder = 持有人
parkservices-registers-it-was-decided-already = 该异议已处理。
parkservices-registers-like-acme-bio = 如 acme-bio
parkservices-registers-may-apply-in-its-name = 已授权
parkservices-registers-moved-in = 已入驻
parkservices-registers-must-be-json = 须为 JSON
parkservices-registers-name-the-document-that-it-rests = 请写明依据文件。
parkservices-registers-noted-and-on-its-way-to = 已登记，计入账本
parkservices-registers-nothing-was-saved = 未保存：{ $value }
parkservices-registers-on-the-white-list = 在白名单
parkservices-registers-parcels-kept = 已保存 { $n } 个地块
parkservices-registers-recorded-handed-over = 已登记，移交 { $n } 件
parkservices-registers-recorded-you-will-be-notified-of = 异议已登记，处理结果将通知您
parkservices-registers-removed-handed-over = 已移除，移交 { $n } 件
parkservices-registers-say-what-was-done = 请写明服务内容。
parkservices-registers-somebody-who-has-no-part-in = 须由无关的人处理。
parkservices-registers-that-enterprise-was-no-incubator-then = 该企业当时不是孵化器。
parkservices-registers-the-enterprise-is-in-an-incubator = 该企业已在孵化器内。
parkservices-registers-the-enterprise-is-registered-already = 该企业已登记。
parkservices-registers-the-file-is-no-geojson = 文件不是 GeoJSON。
parkservices-registers-the-note-on-the-credit-stands = 信用记录异议不成立
parkservices-registers-the-note-on-the-credit-was = 信用记录异议成立，已撤销该记录
parkservices-registers-the-note-was-contested-already = 该记录已提出过异议。
parkservices-registers-the-time-to-contest-is-over = 该记录的异议期限已于 { $day } 届满，不能再提出异议。
parkservices-registers-you-worked-on-the-case-that = 您办理过该案，须由他人处理。

## cases-setup (said by the program)

parkservices-setup-a-version-is-never-put-in = 生效日不能早于今天。
parkservices-setup-codes-take-lower-case-letters-digits = 编号只能用小写字母、数字和连字符。
parkservices-setup-give-a-code-and-the-name = 请填编号与两种语言的名称。
parkservices-setup-is-in-force-from = { $v } 自 { $d } 起生效
parkservices-setup-like-customs = 如 customs
parkservices-setup-like-lab-visit = 如 lab-visit
parkservices-setup-see-above = 见上
parkservices-setup-somebody-else-must-put-it-in = 须由另一人批准生效。
parkservices-setup-the-process-has-faults-nothing-was = 流程有误，未保存：{ $told }
parkservices-setup-the-version-was-put-in-force = 该版本已批准生效。
parkservices-setup-the-version-was-put-in-force-2 = 该版本已批准生效，不能撤回。
parkservices-setup-this-very-version-is-kept-already = 这一版本已经保存。
parkservices-setup-today-or-later = 今天或以后

## cases-shown (said by the program)

parkservices-shown-biomedical-special-goods = 生物医药特殊物品
parkservices-shown-completed = 办结
parkservices-shown-granted = 准予
parkservices-shown-incubation-and-enterprises = 孵化与企业
parkservices-shown-industrial-land = 产业用地
parkservices-shown-lapsed = 失效
parkservices-shown-refused = 不予
parkservices-shown-removed = 已删除
parkservices-shown-talent = 人才
parkservices-shown-withdrawn = 撤回

## parkservices-rules

parkservices-rules-this-is-more-than-the-permit = 超出许可余量。
