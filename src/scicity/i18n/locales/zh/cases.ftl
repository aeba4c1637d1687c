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
