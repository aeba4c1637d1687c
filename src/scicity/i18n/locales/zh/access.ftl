## access-balance

access-balance-added-up-by-grade-else-by = 按评分（无评分时按提交时间）累计；标红的申请已超出可用机时。
access-balance-does-not-fit = 超出机时
access-balance-more-than-the-calendar-has = 可分配量超过日历
access-balance-nothing-was-asked-yet = 还没有申请。
access-balance-programme = 计划
access-balance-reserve-list = 候补名单
access-balance-running = 累计
access-balance-shares-by-programme = 计划份额
access-balance-status = 状态
access-balance-user-time-by-calendar = 日历用户机时

## access-bill

access-bill-adjust = 调整：
access-bill-amount-may-be-negative = 金额（可为负）
access-bill-amount-used = 数量
access-bill-bill-issued = 账单已开出
access-bill-book-it = 入账
access-bill-charge = 金额
access-bill-every-session-booking-shot-and-draw = 每次实验、预约、发次和额度使用均计入账单；因设施原因损失的时间不收费；逾时取消和未到按预约时段计费。使用按结束时刻（设施当地时间）计入当月；该月账单开出后登记或更正的，计入下一张账单。
access-bill-hours = 小时
access-bill-issue-this-months-bill = 开出本月账单
access-bill-month = 月
access-bill-my-own-bill = 我的账单
access-bill-no-charges = 没有费用。
access-bill-project = 课题编号
access-bill-the-facilitys-bill = 本设施的账单
access-bill-total = 合计
access-bill-users-e-mail = 用户邮箱
access-bill-uses = 次数

## access-bookings

access-bookings-calendar-feed-the-address-is-a = 订阅日历（地址即密钥，请勿转发）
access-bookings-in-line = 候补

## access-call

access-call-activate = 启用
access-call-begin-a-proposal = 填写申请书
access-call-deactivate = 停用
access-call-drafts-follow-answers-to-questions-that = 草稿随之更新：保留的问题沿用原答案，其余答案另存并向申请人显示。已提交的申请书在修改前沿用原表单。
access-call-edit-closes = 截止时间
access-call-edit-edit-the-call = 编辑征集
access-call-edit-filled-in-like-the-last-call = 已按上一次征集预填，并改为下一运行周期；请核对题目、时间和可分配量。
access-call-edit-form = 表单
access-call-edit-internal-closing-optional = 内部截止（可空）
access-call-edit-its-facility-is-asked = 须该设施同意
access-call-edit-long-term = 长期
access-call-edit-manage-forms = 管理表单
access-call-edit-open-to-none-everybody = 面向的机构类型（不选为不限）
access-call-edit-opens = 开放时间
access-call-edit-order = 排序
access-call-edit-rapid-access = 快速
access-call-edit-run-cycle = 运行周期
access-call-edit-shown-after-submission-chinese = 提交后显示（中文）
access-call-edit-shown-after-submission-english = 提交后显示（英文）
access-call-edit-standard = 常规
access-call-edit-text-chinese = 说明（中文）
access-call-edit-text-english = 说明（英文）
access-call-edit-title-chinese = 题目（中文）
access-call-edit-title-english = 题目（英文）
access-call-edit-to-give-empty-not-offered = 可分配量（空为不开放）
access-call-edit-units-offered-and-how-much = 开放的单元与可分配量
access-call-edit-user-time-by-the-run-calendar = 运行日历中的用户机时
access-call-ethics-technical-review-director = 伦理 → 技术审查 → 主任决定
access-call-new-form = 新表单
access-call-not-open = 未开放
access-call-open-internally = 内部征集开放
access-call-open-to = 面向
access-call-opens = 开放
access-call-replace = 替换
access-call-replace-a-form-that-has-a = 替换有误的表单
access-call-technical-review-director = 技术审查 → 主任决定
access-call-technical-review-panel-director = 技术审查 → 专家评审 → 主任决定
access-call-what-can-be-asked-for = 可申请的单元

## access-calls

access-calls-calls = 征集
access-calls-closes-local-time = 截止（当地时间）
access-calls-cycle = 周期
access-calls-inactive = 停用
access-calls-internal-only = 仅内部
access-calls-new-call = 新建征集：
access-calls-open = 开放中
access-calls-others = 其他

## access-conflicts

access-conflicts-agree = 同意豁免
access-conflicts-ask-for-a-waiver = 申请豁免
access-conflicts-awaits-a-second-person = 待复核
access-conflicts-conflicts-of-interest = 利益冲突
access-conflicts-refuse = 不同意
access-conflicts-severity = 程度
access-conflicts-waiver = 豁免
access-conflicts-who-is-in-conflict-does-not = 有利益冲突者不得评审该申请书。豁免须写明理由，并经另一人复核。

## access-decide

access-decide-amount = 批准量
access-decide-campaign-accepted-whole-or-not-at = 联合申请：整体批准或整体不批准
access-decide-decide-and-send-letters = 决定并发信
access-decide-grade = 评分
access-decide-its-facility-decides = 由该设施决定
access-decide-its-technical-review-is-not-finished = 技术审查尚未完成
access-decide-remark = 备注
access-decide-the-panel-says = 评审建议
access-decide-to-give = 可分配
access-decide-version = 第 { $version } 版

## access-decisions

access-decisions-decide = 决定
access-decisions-nothing-awaits-a-decision = 没有待决定的申请书。
access-decisions-panel = 评审建议

## access-facilities

access-facilities-no-facility-yet = 还没有设施。
access-facilities-retired = 已停用

## access-facility

access-facility-add-cycle = 添加周期
access-facility-add-unit = 添加单元
access-facility-booked-by-the-hour = 可按小时预约
access-facility-category = 类别
access-facility-correct-or-retire = 更正或停用
access-facility-course = 课程
access-facility-cycle = 周期名称
access-facility-days = 天有效
access-facility-every-visitor = 所有来访者
access-facility-give = 授予
access-facility-letter-templates = 信函模板
access-facility-mode = 模式
access-facility-needed-of-every-visitor = 所有来访者须完成
access-facility-new-as-the-registry-says = 以注册表为准
access-facility-new-e-mail-of-the-user-office = 用户办公室负责人邮箱
access-facility-new-operating-organisation = 运营单位
access-facility-new-path = 编号
access-facility-new-safety-approval = 安全审批
access-facility-new-time-zone = 时区
access-facility-no-run-cycle-yet = 还没有运行周期。
access-facility-no-units-yet = 还没有单元。
access-facility-note-the-pass = 登记通过
access-facility-rate = 费率
access-facility-run-calendar = 运行日历
access-facility-safety = 安全审批
access-facility-this-facility-is-retired = 本设施已停用。
access-facility-training = 所需培训
access-facility-training-2 = 培训
access-facility-training-needed = 所需培训
access-facility-user-time-by-calendar = 日历中的用户机时
access-facility-valid-days = 有效天数
access-facility-who-passed-e-mail = 通过者邮箱
access-facility-whole-facility = 全设施

## access-form

access-form-edit-draft-options-one-a-line-value = 草稿。选项每行一个：值 | 中文 | 英文 | 单元路径（可选，选中即申请该单元）。
access-form-edit-help-chinese = 说明（中文）
access-form-edit-help-english = 说明（英文）
access-form-edit-is-answered-by-commas = 的答案是（逗号分隔）
access-form-edit-least = 最小
access-form-edit-most = 最大
access-form-edit-new-question = 新问题
access-form-edit-only-if-question = 仅当问题
access-form-edit-options = 选项
access-form-edit-options-condition-unit-help = 选项、条件、单位、说明
access-form-edit-order = 次序
access-form-edit-publish-this-version = 发布此版本
access-form-edit-question-chinese = 题目（中文）
access-form-edit-question-english = 题目（英文）
access-form-edit-this-version-is-published-and-will = 此版本已发布，不可更改；保存即新建版本。
access-form-edit-type = 题型
access-form-edit-unit = 单位

## access-forms

access-forms-draft = 草稿
access-forms-new-form = 新建表单
access-forms-no-form-yet = 还没有表单。
access-forms-questions = 题

## access-grant

access-grant-account = 账户
access-grant-destroyed = 销毁
access-grant-enrolled = 入组
access-grant-note = 备注
access-grant-returned = 归还
access-grant-update-from-the-ledgers-jobs = 按账本中的作业更新
access-grant-used = 使用
access-grant-valid = 有效

## access-grants

access-grants-no-grants = 没有额度。
access-grants-progress = 进度
access-grants-runs-out = 预计用完

## access-history

access-history-a-line-a-change-each-tied = 每次变更一条，逐条以 SHA-256 相连。
access-history-earlier = 更早
access-history-from-to = 从 → 到
access-history-personal-sealed = （个人信息，封存）
access-history-verify-the-chain = 核对整条链
access-history-what = 事项
access-history-who = 人员

## access-home

access-home-ask-one-facility-or-several-for = 向一个或多个大科学设施申请束流时间、发次、机时、核小时或样本。
access-home-coming-up = 接下来的实验与预约
access-home-create-an-account = 注册
access-home-no-call-is-open-now = 目前没有开放的征集。
access-home-nothing-awaits-you = 目前没有待办事项。
access-home-nothing-is-planned = 没有安排。
access-home-time-at-the-science-city = 在科学城申请机时
access-home-to-do = 待办
access-home-units-asked-for = 单元开放请求
access-home-your-desk = 您的工作台

## access-instrument

access-instrument-book = 预约
access-instrument-booked = 已预约
access-instrument-calendar-no-names = 日历（不含姓名）
access-instrument-closed = 未开放
access-instrument-faults = 故障
access-instrument-finished = 已完成
access-instrument-free = 空闲
access-instrument-free-of-charge = 免费
access-instrument-in-line = 人候补
access-instrument-in-line-2 = 候补中
access-instrument-in-use = 使用中
access-instrument-it-cannot-be-used = 不能继续使用
access-instrument-mended = 已修复
access-instrument-min-each-at-most-h-a = 每次 { $shortest_minutes }–{ $longest_minutes } 分钟 · 每周至多 { $hours_a_week } 小时 · 提前 { $cancel_hours } 小时可免费取消
access-instrument-missed = 未到
access-instrument-next-booking = 下一个预约
access-instrument-operational = 运行正常
access-instrument-out-of-order = 故障停用
access-instrument-rates = 费率
access-instrument-report-a-fault = 报告故障
access-instrument-stops-use = 停用
access-instrument-time-lost-min = 损失（分钟）
access-instrument-training-you-lack = 您尚缺培训：
access-instrument-wait-in-line = 加入候补
access-instrument-what-is-wrong = 故障描述

## access-instruments

access-instruments-blue-booked-green-mine-orange-in = 蓝：已预约；绿：我的；橙：使用中。选择仪器以预约。
access-instruments-bookings = 个预约
access-instruments-bookings-of-the-week = 一周预约
access-instruments-instruments = 仪器预约
access-instruments-week-of = 周

## access-invitations

access-invitations-code-of-an-invitation = 邀请码
access-invitations-no-thank-you = 谢绝
access-invitations-nothing-awaits-your-answer = 没有待答复的邀请。
access-invitations-until = 有效至
access-invitations-until-you-say-yes-you-are = 您接受邀请之前，不属于申请书成员，也不会因此产生利益冲突。
access-invitations-yes-join = 同意加入

## access-label

access-label-print = 打印

## access-me

access-me-a-daily-digest = 每日摘要
access-me-add-an-organisation = 添加单位
access-me-api-tokens = API 令牌
access-me-change-password = 修改密码
access-me-credit-code = 统一社会信用代码
access-me-e-mail = 邮件通知
access-me-each-message = 每条都发
access-me-erase = 删除
access-me-erase-my-account-and-data-the = 我要删除账号和个人数据（账本保留化名）
access-me-export = 导出
access-me-language-of-letters = 信件语言
access-me-make-a-token = 生成令牌
access-me-my-account = 我的账号
access-me-my-data = 我的数据
access-me-name = 姓名（拼音或英文）
access-me-name-in-chinese = 中文姓名
access-me-none = 不发
access-me-organisation = 单位
access-me-pseudonym-in-the-ledger = 账本中的化名
access-me-researcher = 研究人员
access-me-revoke = 吊销
access-me-scopes = 权限范围
access-me-second-factor-and-passkeys = 第二验证因素与通行密钥
access-me-training = 培训与资质
access-me-valid-until = 有效至
access-me-where-i-am-signed-in = 已登录的设备

## access-meeting

access-meeting-accept = 建议批准
access-meeting-accept-2 = 批准
access-meeting-close-the-meeting = 结束会议
access-meeting-comments-and-conclusion = 意见与结论
access-meeting-drag-or-use-the-arrows = 可拖动，或用箭头移动。
access-meeting-finish = 完成
access-meeting-grades-are-normalised-between-reviewers = 评分已按专家尺度校正。
access-meeting-hidden-the-panel-the-facility-and = 不公开（仅评审组、设施和主任可见）
access-meeting-in-order-of-the-chairs-rank = 排序：以主席排序为先，其次按评分。
access-meeting-open = 未完成
access-meeting-panel-meeting = 评审会议
access-meeting-quorum-not-met = 未达最少评审数
access-meeting-recommendation = 建议
access-meeting-reject = 不批准
access-meeting-reserve = 候补
access-meeting-reviews = 份评审
access-meeting-spread = 标准差
access-meeting-the-meeting-is-closed = 会议已结束
access-meeting-to-the-applicant-who-sees-it = 给申请人（决定后申请人可见）
access-meeting-you-see-what-others-gave-once = 您提交自己的评审后，方可看到他人的评分和意见。

## access-notices

access-notices-mark-all-as-read = 全部标为已读
access-notices-no-messages = 没有消息。

## access-offers

access-offers-asked-for = 请求
access-offers-decline = 不同意
access-offers-give = 开放量
access-offers-given = 已同意
access-offers-nobody-asks-for-any = 没有请求。
access-offers-of-it-accepted = 已批出
access-offers-until-you-agree-the-unit-is = 您同意之前，该单元不在征集中；同意后机时仍由您的设施审查和决定。
access-offers-your-units-in-the-calls-of = 他方征集请求开放的单元

## access-outputs

access-outputs-as-claimed = 登记人所述
access-outputs-by-doi = 按 DOI 登记
access-outputs-by-hand = 手工登记
access-outputs-claimed-by = 登记人
access-outputs-date = 日期
access-outputs-identifier-doi-patent-pdb = 编号（DOI、专利号、PDB…）
access-outputs-it-is-confirmed-already-what-is = 该成果已经确认，登记内容不可更改。
access-outputs-journal = 期刊
access-outputs-look-it-up = 查询并登记
access-outputs-no-outputs-yet = 没有成果。
access-outputs-once-a-proposal-of-yours-was = 您参与的课题获得机时后，可在此登记成果。
access-outputs-output = 成果
access-outputs-reject = 退回
access-outputs-take-back = 撤销确认
access-outputs-who-took-part-claims-it-somebody = 由参与课题的人员登记，经设施另一人确认；确认之前不计入任何数字。
access-outputs-you-claimed-it-a-colleague-confirms = 由您登记，须同事确认。

## access-panel

access-panel-assign = 分配
access-panel-assign-by-load = 按负荷自动分配
access-panel-conflicts = 利益冲突
access-panel-correct-the-panel-and-its-criteria = 更正评审组与标准
access-panel-meeting = 会议
access-panel-put-before-this-panel = 提交本组评审
access-panel-reasons-and-waivers = 原因与豁免
access-panel-review = 评审期
access-panel-review-2 = 评审
access-panel-review-other-reviews = { $get }份
access-panel-reviews-each = 每份评审数
access-panel-seat = 加入
access-panel-waiting-for-a-panel = 待分配的申请书

## access-panels

access-panels-as-on-the-last-panel = 沿用上一评审组：
access-panels-closed = 已结束
access-panels-handed-in = 已提交
access-panels-make = 新建
access-panels-my-reviews = 我的评审
access-panels-new-panel = 新建评审组：
access-panels-no-reviews-are-yours = 没有分配给您的评审。
access-panels-normalise-between-reviewers = 校正评分尺度
access-panels-one-by-one = 逐一添加
access-panels-panels = 评审组
access-panels-review-begins = 评审开始
access-panels-review-ends = 评审截止
access-panels-to-write = 待完成
access-panels-until = 截止

## access-permissions

access-permissions-permission = 权限
access-permissions-what-is-not-listed-is-refused = 未列出的一律拒绝。at：设施角色；member：申请书成员；seat：评审组席位；city：全城角色。
access-permissions-who-may = 谁可以

## access-plan

access-plan-a-published-plan-never-changes-and = 发布后不可更改，并会通知所有相关人员。
access-plan-all-beam-lost = 全部（失束）
access-plan-all-have-time = 全部已安排。
access-plan-being-solved = 正在求解
access-plan-board = 排期板
access-plan-compare-changed = 改变
access-plan-compare-full-re-plan-more-moves = 完全重排（移动更多）
access-plan-compare-no-time = 无机时
access-plan-compare-the-other-way = 另一方案
access-plan-compare-the-two-are-the-same = 两个版本相同。
access-plan-compare-with-another-version = 与另一版本比较
access-plan-cost = 代价
access-plan-drag-a-run-to-move-it = 拖动一段实验即可移动；松手前按全部规则检查。也可使用下方表单。
access-plan-earlier = 更早
access-plan-from = 由
access-plan-frozen-days = 冻结（天）
access-plan-gap = 差距
access-plan-how-it-was-found = 求解过程
access-plan-later = 更晚
access-plan-lock = 锁定
access-plan-move-a-new-version = 移动（新版本）
access-plan-no-time = 未安排
access-plan-no-time-2 = 失去机时
access-plan-placed = 已安排
access-plan-progress = 进度
access-plan-proven-bound = 已证上界
access-plan-publish-and-tell = 发布并通知
access-plan-re-plan = 重排
access-plan-re-plan-after-a-loss = 失束或停机后重排
access-plan-rivals = 竞争者
access-plan-run-plan-pdf = 打印运行表（PDF）
access-plan-runs-by-unit-the-table-below = 各单元的排期；下表列出同样内容
access-plan-search-on = 继续求解
access-plan-search-on-s = 继续求解（秒）
access-plan-solid-value-placed-dashed-proven-bound = 实线：已安排的价值；虚线：已证明的上界（评分×小时）。
access-plan-stop-and-keep-the-best = 停止并保留最优结果
access-plan-the-conditions-were-changed-in-this = 此版本改变了条件，尚无上界
access-plan-unlock = 解锁
access-plan-value = 价值
access-plan-value-and-bound-over-time = 价值与上界随时间
access-plan-waiting-for-the-worker = 等待后台程序
access-plan-who-moves-and-why = 改期及原因
access-plan-why = 为什么？
access-plan-why-it-has-no-time-these-rules = 未安排机时。以下规则共同作用（最小的一组），使其没有可用的开始时间：
access-plan-why-it-has-time-without-it-these = 已安排机时。若无此课题，下列课题本可使用这段时间：
access-plan-why-nobody = 没有竞争者。
access-plan-why-to-place-it-worth-a-at = 要安排它（价值 { $a }），至少须移去价值 { $b } 的：
access-plan-without-time = 未安排
access-plan-zoom = 缩放

## access-plans

access-plans-bound = 上界
access-plans-draw-up-a-plan = 生成计划
access-plans-gap = 差距
access-plans-made = 生成时间
access-plans-made-from-what-was-accepted-and = 根据已批准的课题和运行日历生成；各版本均予保留，并给出与上界的差距。
access-plans-no-plan-yet = 还没有计划。
access-plans-remark = 说明
access-plans-there-is-no-run-cycle-yet = 还没有运行周期。
access-plans-time-to-search-s = 求解时间（秒）

## access-privacy

access-privacy-contact = 联系
access-privacy-my-account = 我的账号
access-privacy-sign-in-then-see-my-account = 登录后在“我的账号”办理
access-privacy-this-site-sets-two-cookies-that = 本站仅使用两个必需的 Cookie（登录与防伪造）和一个语言选择 Cookie，不向其他网站发送任何内容。
access-privacy-until = 保存至
access-privacy-what-for = 用途
access-privacy-what-this-site-keeps-about-people = 本站保存的个人信息、用途和期限。公开的页面、文件与报告不含姓名。
access-privacy-you-may-see-your-data-and = 您可以查阅、导出、更正和删除您的个人信息（《个人信息保护法》第四十五至四十七条）。仍担任进行中课题负责人的，须先移交或结题。
access-privacy-your-rights = 您的权利

## access-proposal

access-proposal-amount = 建议量
access-proposal-appeal = 申诉
access-proposal-as-a-resubmission = 作为重新提交
access-proposal-ask = 邀请接任
access-proposal-ask-2 = 邀请
access-proposal-ask-a-member-to-lead-it = 邀请成员接任负责人
access-proposal-ask-again = 重新邀请
access-proposal-asked-no-answer-yet = 已邀请，待答复
access-proposal-attachments = 附件
access-proposal-campaign = 联合申请
access-proposal-close = 结题
access-proposal-comment = 留言
access-proposal-comment-to-the-applicant = 给申请人的意见
access-proposal-comments = 留言
access-proposal-copied-from = 复制自
access-proposal-copy = 复制
access-proposal-copy-to-another-call = 复制到其他征集
access-proposal-decide = 作出决定
access-proposal-e-mail-the-whole-address = 邮箱（须完整）
access-proposal-earlier-collaborators = 过去的合作者
access-proposal-edit-amount = 申请量
access-proposal-edit-answers-that-the-form-of-now = 当前表单中已无对应问题的答案
access-proposal-edit-any-change-undoes-the-following-once = 任何修改均使以下审查失效，提交后须重新进行：
access-proposal-edit-at-the-same-time-as = 同时
access-proposal-edit-before = 先于
access-proposal-edit-before-within-n-days-of = 先于，且 N 天之内
access-proposal-edit-could-not-save-by-itself-keep = 未能自动保存；请勿关闭页面，稍后点“保存草稿”。
access-proposal-edit-draft = 申请书草稿
access-proposal-edit-how-the-parts-are-tied-in = 各部分的时间关系
access-proposal-edit-i-know-that-these-are-undone = 我已知晓以上审查将失效并重新进行
access-proposal-edit-not-in-this-call-take-it = 不在本次征集中，请去掉并另选
access-proposal-edit-part = 部分
access-proposal-edit-people-comments-and-more = 成员、留言与其他
access-proposal-edit-programme = 所属计划
access-proposal-edit-relation = 关系
access-proposal-edit-save-draft = 保存草稿
access-proposal-edit-units-asked-for = 申请的单元
access-proposal-end = 结束
access-proposal-ethics-approval = 伦理批件
access-proposal-hand-in-the-review = 提交技术审查
access-proposal-if-you-change-it-these-are = 若修改，以下审查将失效并须重新进行：
access-proposal-internal = 内部
access-proposal-internal-only = 仅内部
access-proposal-invite = 邀请
access-proposal-letters = 信函
access-proposal-no-title = （无题）
access-proposal-number-of-the-ethics-approval = 伦理批件号
access-proposal-old-and-new-side-by-side = 新旧对照
access-proposal-on-version = 针对第 { $version } 版的结论
access-proposal-parts = 各部分
access-proposal-people = 成员
access-proposal-place = 排入
access-proposal-private = 内部
access-proposal-private-comment-neither-applicant-nor-reviewers = 内部意见（申请人和评审专家不可见）
access-proposal-questions-and-answers = 问题与回答
access-proposal-reasons = 理由
access-proposal-resubmission-of = 重新提交自
access-proposal-said-no = 已谢绝
access-proposal-schedule = 排期
access-proposal-send-the-appeal = 提交申诉
access-proposal-start = 开始
access-proposal-submitted = 已提交。
access-proposal-take-back = 收回
access-proposal-take-back-to-edit = 取回修改
access-proposal-the-panels-comment = 评审组意见
access-proposal-to-applicants-and-facility = 给申请人和设施
access-proposal-verdict = 结论
access-proposal-versions = 版本对照
access-proposal-withdraw = 撤回
access-proposal-withdraw-this-proposal = 确定撤回？

## access-proposals

access-proposals-accept-an-invitation = 接受邀请
access-proposals-code = 邀请码
access-proposals-code-or-title = 编号或题目

## access-return

access-return-declared = 申报
access-return-gap = 差
access-return-line-by-line = 逐行对照
access-return-measured = 台账实测
access-return-records = 条记录
access-return-sign-the-chosen-lines = 签署所选各行

## access-returns

access-returns-download-an-empty-workbook = 下载空白工作簿
access-returns-the-workbook-filled-in-xlsx = 填好的工作簿 (.xlsx)
access-returns-to-be-signed = 待签署

## access-review

access-review-comment-to-the-applicant-the-panel = 给申请人的意见（评审组和设施可见，由评审组转达）
access-review-conflict-of-interest = 利益冲突
access-review-declare-and-hand-back = 声明冲突并退回
access-review-for-the-panel-only-its-chair = 仅评审组可见（主席、秘书、设施用户办公室）
access-review-hand-in = 提交评审
access-review-old-and-new-side-by-side = 新旧对照
access-review-open-the-proposal = 打开申请书
access-review-scores = 评分
access-review-the-review-is-handed-in-or = 评审已提交，或不在评审期内。
access-review-weight = 权重
access-review-you-judged-version-it-is-now = 您评审的是第 { $version } 版，现为第 { $or } 版，请重新评审。

## access-runlog

access-runlog-actual = 实际
access-runlog-actual-start = 实际开始
access-runlog-actual-stop = 实际结束
access-runlog-actual-stop-empty-now = 实际结束（空着即现在）
access-runlog-correct-the-actual-times = 更正实际时间
access-runlog-corrected = 更正：
access-runlog-energy-and-timing-within-tolerance = 能量与时间在允差内
access-runlog-energy-mj = 能量 (mJ)
access-runlog-last-note-optional = 结束时的记录（可空）
access-runlog-log = 记录
access-runlog-lost-min = 损失（分钟）
access-runlog-mark = ，
access-runlog-min-lost = 损失 { $minutes_lost } 分钟
access-runlog-missed-the-target = 未打靶
access-runlog-nothing-logged-yet = 还没有记录。
access-runlog-on-target = 打靶
access-runlog-on-target-2 = 打靶
access-runlog-out-of-tolerance = 超差
access-runlog-run-log = 运行记录
access-runlog-running = 进行中
access-runlog-stop = 结束实验
access-runlog-strike-this-line = 撤销此条
access-runlog-text = 内容
access-runlog-was = 原为
access-runlog-when = 发生时间
access-runlog-when-empty-now-of-lost-time = 发生时间（空着即现在；损失时间填其结束）
access-runlog-who-was-there = 到场人员
access-runlog-within-tolerance = 允差内

## access-session

access-session-actual-start-empty-now = 实际开始（空着即现在）
access-session-add-to-the-team = 加入团队
access-session-amount-of-chemical = 化学品数量
access-session-amount-of-sample = 样品数量
access-session-approve = 通过
access-session-approve-the-visit = 批准来访
access-session-arrives = 到达
access-session-as-judged = 审核时
access-session-ask-for-changes = 要求修改
access-session-before-it-can-start = 开始前须完成：
access-session-cancel-my-visit = 取消来访
access-session-cancel-office = 取消（办公室）
access-session-cancel-the-session = 取消实验
access-session-cancel-this-session = 确定取消？
access-session-carrier = 承运
access-session-change-the-declaration-it-is-judged = 修改申报（须重新审核）
access-session-chemical = 化学品名称
access-session-chemicals = 化学品
access-session-content = 内容
access-session-download-the-safety-document = 下载安全文件
access-session-due-by = 应于
access-session-hand-in-the-report = 提交报告
access-session-i-know-that-what-was-approved = 我已知晓原审核将失效并重新进行
access-session-label = 标签
access-session-leaves = 离开
access-session-link-to-the-data = 数据链接
access-session-measures = 防护措施
access-session-mode = 方式
access-session-note-a-shipment = 登记寄送
access-session-now = 现在
access-session-on-site = 现场
access-session-register-my-visit = 登记来访
access-session-remark-2 = 意见
access-session-remark-of-the-officer = 安全官意见
access-session-remark-of-the-scientist = 线站科学家意见
access-session-remote = 远程
access-session-report = 实验报告
access-session-return = 退回
access-session-safety-declaration = 安全申报
access-session-sample = 样品名称
access-session-samples = 样品
access-session-shipments = 样品寄送
access-session-start = 开始实验
access-session-submit-the-declaration = 提交安全申报
access-session-tracking = 单号
access-session-tracking-number = 单号
access-session-training-missing = 尚缺培训：
access-session-visits = 来访
access-session-what-changed-since-it-was-last = 上次审核后的改动
access-session-what-was-done-and-found = 实验内容与结果

## access-sessions

access-sessions-accepted-to-be-placed = 已批准、待排期
access-sessions-coming = 即将进行
access-sessions-safety-to-review = 安全待审
access-sessions-visits-to-approve = 来访待批

## access-setup

access-setup-bring-back = 恢复
access-setup-i-know = 我已知晓
access-setup-nothing = 没有。
access-setup-required = 必填
access-setup-retire = 停用
access-setup-retired-on = 已于 { $at } 停用
access-setup-save-the-correction = 保存更正
access-setup-this-also-does-the-following = 还会带来以下影响：
access-setup-what-depends-on-it = 关联内容
access-setup-what-is-retired-is-offered-for = 停用后不可再选用；已使用该项的内容仍可查看。
access-setup-who = 人员

## access-setups

access-setups-downtime-profile = 停机口径
access-setups-each-item-can-be-corrected-or = 每一项均可更正或停用；操作前列出关联内容，并保留变更历史。
access-setups-none-is-set-up-here-the = 本站未设置，按注册表计算。

## access-technical

access-technical-nothing-to-review = 没有待审。

## access-versions

access-versions-both-say-the-same = 两版内容相同。
access-versions-compare = 对照
access-versions-field = 项目
access-versions-it-was-handed-in-once = 仅提交过一个版本。
access-versions-new = 新版
access-versions-old = 旧版
access-versions-on-this-version = 针对现在的第 { $version } 版
access-versions-on-version-it-is-now-version = 针对第 { $version } 版，现为第 { $or } 版，请重新审查
access-versions-version = 第 { $else } 版
access-versions-version-2 = 第 { $number } 版
access-versions-versions-side-by-side = 版本对照

## access-allocation (said by the program)

access-allocation-a-campaign-is-accepted-whole-or = 联合申请须整体批准或整体不批准。
access-allocation-a-proposal-can-be-appealed-once = 每份申请书只能申诉一次。
access-allocation-choose-accept-reserve-or-reject = 请选择决定。
access-allocation-give-your-reasons = 请写明理由。
access-allocation-has-not-finished-its-technical-review = { $name }的技术审查尚未完成。
access-allocation-has-only-left-in-this-call = { $name }在本次征集中只剩 { $normalize }。
access-allocation-more-was-used-already-than-would = 已用量超过新的批准量。
access-allocation-proposal-was-decided = 申请书 { $c } 已有决定
access-allocation-say-a-decision-for-every-part = 请对每一部分作出决定。
access-allocation-sent-again = 已重新发送
access-allocation-the-campaign-awaits-your-decision = 联合申请 { $c } 待您决定
access-allocation-the-letters-template-is-faulty = 信函模板有误：{ $error }
access-allocation-the-technical-review-of-says-that = { $name }的技术审查结论为不可行。
access-allocation-the-units-facility-did-not-agree = 该单元所属设施未同意在本次征集中开放。
access-allocation-there-are-sessions-that-are-not = 还有未完成的实验。
access-allocation-this-is-more-than-the-share = 超出计划“{ $programme }”的份额：{ $normalize }。
access-allocation-this-part-was-decided-already = 该部分已有决定。
access-allocation-this-proposal-was-decided-already = 该申请书已有决定。
access-allocation-time-is-decided-by-the-facility = 机时由单元所属设施决定，您不能代其决定。
access-allocation-what-is-accepted-must-be-more = 批准量须大于 0。

## access-billing (said by the program)

access-billing-an-adjustment-needs-an-amount-and = 调整须填写金额和理由。
access-billing-is-not-a-month-like-2026 = { $month } 不是月份，应形如 2026-03。
access-billing-like-2026-03 = 形如 2026-03
access-billing-that-month-is-not-over-yet = 该月尚未结束。
access-billing-that-months-bill-was-issued-already = 该月账单已开出。

## access-bookings (said by the program)

access-bookings-a-booking-ends-after-it-starts = 结束须晚于开始。
access-bookings-a-booking-lasts-to-minutes = 时长须为 { $shortest_minutes }–{ $longest_minutes } 分钟。
access-bookings-a-use-cannot-stop-before-it = 结束不能早于开始。
access-bookings-adjustment-booked = 调整已入账
access-bookings-book-within-the-next-days = 只能预约今后 { $horizon_days } 天内的时段。
access-bookings-booked = 已预约
access-bookings-cancelled-it-was-too-late-to = 已取消；超过免费取消时限，按规定收费
access-bookings-fair-use-hours-a-week-on = 超出公平使用上限：每周 { $hours_a_week } 小时。
access-bookings-fault-noted = 故障已登记
access-bookings-finished-the-use-goes-to-the = 已结束，使用记录已送交账本
access-bookings-in-use = 开始使用
access-bookings-it-was-mended-already = 已修复。
access-bookings-length = 时长
access-bookings-minutes-lost-are-0-to-10080 = 数值超出范围。
access-bookings-say-what-is-wrong = 请描述故障。
access-bookings-that-is-not-a-date-this = 日期有误，显示本周。
access-bookings-that-proposal-is-not-accepted-or = 该课题未获批准或已结束。
access-bookings-the-actual-times-cannot-be-in = 实际时间不能在将来。
access-bookings-the-bill-is-issued-what-is = 账单已开出；此后登记的使用计入下一张账单
access-bookings-there-is-no-project = 没有课题 { $code }。
access-bookings-this-instrument-is-not-open-for = 该仪器不开放预约。
access-bookings-this-instrument-is-out-of-order = 该仪器故障停用。
access-bookings-this-slot-is-free-book-it = 这一时段空闲，请直接预约。
access-bookings-this-slot-is-taken-you-can = 这一时段已被占用，可加入候补。
access-bookings-time = 时间
access-bookings-training-is-missing = 您尚缺培训：{ $value }
access-bookings-use-starts-within-the-booking-at = 只能在预约时段内（可提前 15 分钟）开始。
access-bookings-you-are-in-line-for-this = 已加入候补
access-bookings-you-are-not-on-that-proposal = 您不是该课题成员。
access-bookings-you-got-the-slot = 候补成功：{ $u } { $t }
access-bookings-you-left-the-line = 已退出候补
access-bookings-you-missed-a-booking-it-is = 预约未到，按逾时取消计费：{ $u } { $t }

## access-calls (said by the program)

access-calls-a-call-closes-after-it-opens = 截止须晚于开放。
access-calls-a-call-offers-at-least-one = 至少要开放一个单元。
access-calls-a-capacity-is-at-least-0 = 可分配量须不小于 0。
access-calls-after-it-opens = 须晚于开放
access-calls-agreed-by-its-facility = 所属设施已同意
access-calls-answered = 已答复
access-calls-asks-for-say-yes-or-no = “{ $c }”请求开放{ $u }，请答复
access-calls-awaits-its-facilitys-answer = 待所属设施答复
access-calls-choose-a-published-form-of-this = 请选择本设施已发布的表单。
access-calls-choose-kind-and-workflow-from-the = 请从列表中选择。
access-calls-declined-by-its-facility = 所属设施未同意
access-calls-give-a-code-letters-digits-hyphens = 请填编号（小写字母、数字、连字符）和中英文题目。
access-calls-give-the-form-a-name = 请填名称。
access-calls-give-the-programme-and-a-share = 请填计划名称和 0–100 的份额。
access-calls-is-retired = { $name }已停用。
access-calls-less-than-was-given = 少于已批
access-calls-mark = { $u }：{ $s }
access-calls-not-published = 未发布
access-calls-of-was-given-already-it-cannot = { $name }已批出{ $told }，不能少于此。
access-calls-only-the-facility-whose-unit-it = 只有单元所属设施可以答复。
access-calls-publish-the-form-first = 请先发布表单。
access-calls-published-this-version-will-not-change = 已发布，此版本不可更改
access-calls-say-why-not = 不同意时请写明理由。
access-calls-say-why-the-form-is-replaced = 请写明替换理由。
access-calls-see-the-call = 见征集
access-calls-share-saved = 份额已保存
access-calls-the-amount-must-be-more-than = 可分配量须大于 0。
access-calls-the-call-is-not-open-its = 征集未开放，不可替换表单。
access-calls-the-call-uses-this-form-already = 征集已使用此表单。
access-calls-the-cycle-belongs-to-another-facility = 周期属于另一设施。
access-calls-the-facility-the-form-or-the = 设施、表单或周期已停用，请另选。
access-calls-the-form-belongs-to-another-facility = 表单属于另一设施。
access-calls-the-form-cannot-be-published-yet = 表单还不能发布：
access-calls-the-form-of-proposal-was-corrected = 申请书 { $c } 的表单已更正：{ $r }。您的答案已保留，请核对。
access-calls-the-form-was-replaced-drafts-follow = 表单已替换，{ $n } 份草稿已随之更新
access-calls-the-internal-closing-is-not-before = 内部截止不得早于截止。
access-calls-there-are-proposals-already-form-and = 已有申请书，表单和流程不能再改。
access-calls-there-is-a-version-that-is = 已有未发布的第 { $number } 版，请在该版上修改。
access-calls-there-is-no-unit = 没有这些单元：{ $u }
access-calls-this-call-belongs-to-another-facility = 该征集属于另一设施。
access-calls-this-code-is-taken = 编号已被使用。
access-calls-this-version-is-published-already = 此版本已发布。
access-calls-too-early = 太早
access-calls-was-asked-for-already-and-cannot = { $name }已有人申请，不能移除。

## access-checks (said by the program)

access-checks-a-period-lies-inside-its-cycle = 时段须在运行周期之内。
access-checks-at-least-the-shortest = 须不小于最短
access-checks-availability-and-the-mean-time-between = 此后计算的可用率与平均无故障时间按新口径；已发布的数字不变
access-checks-bookings-and-visits-to-come-that = { $n } 个未开始的预约和来访还须完成新增的培训
access-checks-bookings-that-do-not-keep-to = { $n } 个已有预约不合新规则，予以保留
access-checks-completions-that-keep-the-term-they = { $n } 份已登记的培训保留原有效期
access-checks-grades-of-reviews-that-were-handed = { $n } 份已提交评审的总分按新权重重算
access-checks-inside-the-cycle = 周期之内
access-checks-it-ends-after-it-starts = 结束须晚于开始。
access-checks-lines-of-bills-were-made-at = 已有 { $n } 行账单按此费率计费，费率不再改变；请另设新费率，单笔差错用账单调整更正。
access-checks-of-was-given-in-this-programme = { $name }已按此计划批出{ $normalize }，份额不能更小。
access-checks-overlaps = 重叠
access-checks-people-who-are-charged-and-may = { $n } 人此后按新类别计费和参加征集
access-checks-periods-that-lie-outside-of-the = { $outside } 个时段在新的周期之外，请先改这些时段。
access-checks-reviews-were-handed-in-already-no = 已提交 { $handed } 份评审，不能再加标准。
access-checks-safety-declarations-under-review-are-judged = { $n } 份待审的安全申报按新办法审批
access-checks-sessions-of-these-proposals-would-lie = 以下课题的实验会落在用户机时之外，请先改期或取消：{ $named }。
access-checks-taken = 已有
access-checks-the-panel-has-concluded-on-proposals = 评审组已有结论，标准与分制不再改变。
access-checks-the-purpose-that-was-recorded-stays = { $w } { $n }：已入账的用途不变
access-checks-the-shortest-booking-is-not-longer = 最短时长不得大于最长时长。
access-checks-there-are-lines-of-bills-after = 该日期之后已有 { $n } 行账单，费率不能回溯。
access-checks-there-are-scores-already-the-scale = 已有评分，分制不再改变。
access-checks-there-is-a-form-of-this = 已有同名表单。
access-checks-there-is-a-rate-of-this = 同一类别同一时刻已有费率。
access-checks-there-is-a-share-of-this = 已有此计划的份额。
access-checks-there-is-at-least-one-criterion = 至少要有一项标准。
access-checks-these-criteria-have-scores-and-stay = 以下标准已有评分，不能删除：{ $named }。
access-checks-they-were-drawn-up-on-the = { $w } { $n }：按原日历编制，请重新编制
access-checks-times-that-were-set-stay-the = 已定的时刻不变，改按新时区显示和填写
access-checks-visits-to-come-that-need-it = { $n } 次未开始的来访也须完成此培训
access-checks-who-is-external-is-told-by = 此后的使用按新的运营单位区分内外部用户；已入账的不变

## access-conflicts (said by the program)

access-conflicts-a-conflict-of-this-kind-is = 这种利益冲突不可豁免。
access-conflicts-a-waiver-awaits-your-word = 请复核利益冲突豁免：{ $c }
access-conflicts-absolute-it-cannot-be-waived = 绝对回避，不可豁免
access-conflicts-declared-by-the-reviewer = 本人声明
access-conflicts-has-published-with-a-member = 与成员合著
access-conflicts-is-on-this-proposal = 本申请书成员
access-conflicts-minor-a-second-person-can-agree = 轻微，豁免须另一人同意
access-conflicts-no-longer-reviews-assign-somebody-else = { $n } 因利益冲突（{ $k }）不再评审 { $c }，请另行分配
access-conflicts-nobody-asked-for-a-waiver = 尚无人申请豁免。
access-conflicts-nobody-waives-their-own-conflict = 不可豁免本人的利益冲突。
access-conflicts-on-another-proposal-with-a-member = 与成员同为另一申请书成员
access-conflicts-only-the-director-agrees-to-the = 严重的利益冲突只能由主任豁免。
access-conflicts-say-why-the-conflict-should-not = 请写明豁免理由。
access-conflicts-serious-only-the-director-can-agree = 严重，豁免须主任同意
access-conflicts-somebody-else-must-agree = 须由另一人同意。
access-conflicts-this-was-waived-already = 已豁免。
access-conflicts-works-where-a-member-works = 与成员同单位
access-conflicts-you-are-on-this-proposal-and = 您是该申请书成员，不可评审该申请书。
access-conflicts-you-no-longer-review-conflict-of = 您不再评审 { $c }：利益冲突（{ $k }）

## access-demo (said by the program)

access-demo-there-is-nothing-to-simulate-has = { $name } 没有 demo.yaml，无法模拟。

## access-edited (said by the program)

access-edited-agreed = 已同意
access-edited-amount = 数量
access-edited-amount-2 = 申请量：{ $u }
access-edited-amount-3 = 批准量：{ $u }
access-edited-awaits-an-answer = 待答复
access-edited-cas = CAS 号
access-edited-condition-answers = 条件：答案
access-edited-condition-question = 条件：问题
access-edited-decision = 决定：{ $u }
access-edited-declined = 未同意
access-edited-destroy = 销毁
access-edited-hazard = 危害
access-edited-help-chinese = 说明（中文）
access-edited-help-english = 说明（英文）
access-edited-id = 编号
access-edited-internal-closing = 内部截止
access-edited-least = 最小
access-edited-mark = { $l }：{ $c }
access-edited-message-chinese = 提示（中文）
access-edited-message-english = 提示（英文）
access-edited-most = 最大
access-edited-name = 名称
access-edited-open-to = 面向的机构类型
access-edited-options = 选项
access-edited-panel-only = 不公开
access-edited-panel-only-2 = 仅评审组可见
access-edited-private-comment = 内部意见
access-edited-question = 第 { $i } 题：{ $l }
access-edited-question-chinese = 问题（中文）
access-edited-question-english = 问题（英文）
access-edited-receive = 收到
access-edited-remark = 备注：{ $u }
access-edited-return = 返还
access-edited-send = 寄出
access-edited-to-give = 可分配：{ $u }
access-edited-to-the-applicant = 给申请人
access-edited-type = 类型
access-edited-unit = 单位
access-edited-within-tolerance = 允差内

## access-facilities (said by the program)

access-facilities-a-cycle-ends-after-it-starts = 周期的结束须晚于开始。
access-facilities-a-period-lies-inside-its-cycle = 时段须在运行周期之内，且结束晚于开始。
access-facilities-a-rate-never-reaches-back = 费率不能回溯。
access-facilities-choose-a-category-and-give-the = 请选择类别并填写每小时价格。
access-facilities-choose-a-mode = 请选择模式。
access-facilities-city-wide-roles-are-not-given = 全城角色不在此授予。
access-facilities-course-added = 课程已添加
access-facilities-cycle-added = 周期已添加
access-facilities-give-a-name-in-both-languages = 请填中英文名称和有效天数。
access-facilities-give-the-cycle-a-name = 请填周期名称。
access-facilities-give-the-facility-a-name-in = 请填中英文名称。
access-facilities-give-the-unit-a-name-in = 请填中英文名称。
access-facilities-letter-templates-saved = 信函模板已保存
access-facilities-like = 如 { $zone }
access-facilities-like-bl17b = 如 bl17b
access-facilities-like-ring-1 = 如 ring-1
access-facilities-not-before-now = 不早于现在
access-facilities-period-added = 时段已添加
access-facilities-rate-saved = 费率已保存
access-facilities-role-ended = 已结束
access-facilities-role-given = 已授予
access-facilities-the-code-takes-lower-case-letters = 编号只能用小写字母、数字和连字符。
access-facilities-the-path-is-taken = 编号 { $path } 已被使用。
access-facilities-the-path-takes-lower-case-letters = 编号只能用小写字母、数字和连字符。
access-facilities-there-is-no-time-zone = 没有时区 { $zone }。
access-facilities-this-is-retired-bring-it-back = 该项已停用；请先恢复，或另选一项。
access-facilities-training-noted = 培训已登记
access-facilities-unit-added = 单元已添加

## access-fields (said by the program)

access-fields-a-whole-number-from-to = 须为{ $a }至{ $b }的整数
access-fields-an-amount-of-at-most-to = 须为不超过{ $b }的金额
access-fields-line-a-weight-is-above-0 = 第{ $n }行权重须在0到100之间
access-fields-line-must-be-id-chinese-english = 第 { $n } 行须为：编号 | 中文 | 英文 | 权重，编号不重复
access-fields-please-correct-it = “{ $label }”有误。

## access-formcheck (said by the program)

access-formcheck-a-form-needs-at-least-one = 表单至少要有一个问题
access-formcheck-a-heading-cannot-be-answered-so = 小标题无法回答，不能必填
access-formcheck-an-options-value-has-no-blanks = 选项的值两端不能有空格，单元须为路径
access-formcheck-each-option-needs-value-zh-and = 每个选项都需要值、中文和英文
access-formcheck-is-not-a-number = { $n } 不是数字
access-formcheck-its-condition-can-never-hold-is = 显示条件永不成立：“{ $v }”不是“{ $q }”的可能答案
access-formcheck-its-condition-hangs-on-a-question = 显示条件引用的问题没有可比较的答案，永不成立
access-formcheck-its-condition-must-name-a-question = 显示条件须引用前面的问题
access-formcheck-its-help-is-a-text-in = 说明须为文本
access-formcheck-its-id-is-used-twice = 编号重复
access-formcheck-its-id-starts-with-a-lower = 编号须以小写字母开头
access-formcheck-its-longest-text-is-a-whole = 最多字数须为 1 至 20000 的整数
access-formcheck-its-type-is-none-of = 题型不在以下之列：{ $value }
access-formcheck-its-unit-is-a-text = 单位须为文本
access-formcheck-needs-its-question-in-chinese-and = 需要中英文题目
access-formcheck-needs-options = 需要选项
access-formcheck-only-a-choice-has-options = 只有选择题有选项
access-formcheck-only-a-number-has-a-least = 只有数值题有最小和最大值
access-formcheck-required-is-true-or-false = “必填”须为是或否
access-formcheck-say-which-answer-its-condition-waits = 请填显示条件的答案
access-formcheck-the-form-asks-nothing = 表单没有可回答的问题
access-formcheck-the-least = 最小值
access-formcheck-the-least-is-above-the-most = 最小值大于最大值，无法回答
access-formcheck-the-most = 最大值
access-formcheck-two-options-have-the-same = 选项的 { $n } 重复：{ $d }
access-formcheck-value = 值

## access-grants (said by the program)

access-grants-only-is-left = 只剩 { $normalize }。
access-grants-the-amount-must-be-more-than = 数量须大于 0。
access-grants-the-grant-is-not-valid-at = 不在有效期内。
access-grants-this-is-counted-in-whole-numbers = 须为整数。
access-grants-use-one-of = 没有这种登记，可用：{ $value }。
access-grants-whole-number = 整数

## access-home (said by the program)

access-home-all-marked-as-read = 已全部标为已读
access-home-look-in-a-moment-whether-your = 请稍后查看更改是否已保存，再决定是否重试。
access-home-something-went-wrong-it-is-in = 出现错误，已记入日志。
access-home-the-database-is-away-for-a = 数据库暂时不可用。
access-home-there-is-no-such-page-or = 没有此页面，或您无权查看。
access-home-try-again-in-a-moment-if = 请稍后重试；如提交了更改，请先查看是否已保存。
access-home-your-change-was-not-saved-try = 您的更改未保存，请稍后重试。
access-home-your-change-was-saved-only-the = 您的更改已保存，只是页面无法显示，请勿重复提交。

## access-kinds (said by the program)

access-kinds-a-line-each-id-chinese-english = 每行一项：编号 | 中文 | 英文 | 权重
access-kinds-all-scheduled-time = 全部排定机时
access-kinds-availability-is-a-share-of = 可用率的分母
access-kinds-book-ahead-days = 可提前预约（天）
access-kinds-booked-by-the-hour = 可按小时预约
access-kinds-booking-rule = 预约规则
access-kinds-criteria = 评分标准
access-kinds-enterprise-number = 统一社会信用代码
access-kinds-faults = 故障数
access-kinds-faults-plus-one = 故障数加一
access-kinds-free-to-cancel-until-hours-before = 免费取消须提前（小时）
access-kinds-highest-score = 满分
access-kinds-hours-a-person-a-week-at = 每人每周至多（小时）
access-kinds-least-uptime-between-two-outages-min = 两次停机间至少运行（分钟），否则算一次
access-kinds-letter-templates = 信函模板
access-kinds-longest-booking-min = 最长时长（分钟）
access-kinds-mark = { $u }：{ $c }
access-kinds-mark-2 = { $c }：{ $p }
access-kinds-mean-time-between-failures-is-divided = 平均无故障时间的除数
access-kinds-needed-of-every-visitor = 所有来访者须完成
access-kinds-normalise-between-reviewers = 校正评分尺度
access-kinds-open-calls-go-on-with-it = { $n } 个未截止的征集继续使用它
access-kinds-people-who-keep-it = { $n } 人保留此单位
access-kinds-period-of-the-run-calendar = 运行时段
access-kinds-price-an-hour = 每小时价格
access-kinds-report-due-after-days = 实验报告期限（天）
access-kinds-ror-id = ROR 编号
access-kinds-share = 份额（‰）
access-kinds-share-of-a-programme = 计划份额
access-kinds-shortest-booking-min = 最短时长（分钟）
access-kinds-the-share-limits-them-no-longer = { $w } { $n }：不再受份额限制
access-kinds-there-is-a-downtime-profile-already = 已有停机口径，请更正它。
access-kinds-unit-of-access = 机时单位
access-kinds-units-that-no-longer-ask-for = 以下单元不再要求此培训：{ $u }
access-kinds-uses-from-now-on-are-charged = 此后的使用按更早的费率计费，没有则免费；已开的账单不变
access-kinds-visitors-need-it-no-longer = 来访者不再须完成此培训

## access-mails (said by the program)

access-mails-the-invitation-was-answered = 邀请已答复
## access-me (said by the program)

access-me-choose-from-the-lists = 请从列表中选择。
access-me-give-the-name-in-both-languages = 请填中英文名称。
access-me-give-your-name = 请填写姓名。
access-me-organisation-added-choose-it-in-your = 机构已添加，请在个人资料中选择
access-me-personal-data-erased = 已删除个人数据
access-me-revoked = 已吊销
access-me-tick-the-box-first = 请先勾选确认。
access-me-your-token-shown-once = 令牌（仅显示一次）：{ $s }

## access-members (said by the program)

access-members-asks-you-to-join-proposal-say = { $n } 邀请您加入申请书 { $c }，请答复
access-members-choose-co-proposer-or-data-access = 请选择角色。
access-members-give-the-whole-e-mail-address = 请填写完整的邮箱地址。
access-members-invitations-await-an-answer-already = 已有 { $most_waiting } 份邀请待答复。
access-members-it-was-renewed-times-already = 已重新邀请 { $most_renewed } 次。
access-members-nobody-is-removed-after-submission = 提交后不可移除成员。
access-members-said-yes-to-the-invitation-of = { $n } 已接受申请书 { $c } 的邀请
access-members-the-code-is-wrong-used-or = 邀请码无效、已用或已过期。
access-members-the-new-principal-investigator-must-be = 新负责人须先是成员。
access-members-the-principal-investigator-cannot-be-removed = 不能移除课题负责人。
access-members-the-whole-address = 须完整
access-members-they-said-no = 对方已谢绝。
access-members-this-address-was-invited-already = 此邮箱已被邀请。
access-members-this-invitation-was-answered = 此邀请已答复。
access-members-this-person-has-not-answered-your = 此人尚未答复您此前的邀请，请等待。
access-members-this-person-is-on-the-proposal = 此人已在申请书中。
access-members-this-person-leads-it-already = 此人已是负责人。
access-members-this-proposal-is-over = 该申请书已结束。
access-members-you-are-on-the-proposal-already = 您已经在申请书中。
access-members-you-said-yes-to-this-already = 您已接受此邀请。

## access-others (said by the program)

access-others-choose-a-workbook = 请选择工作簿。
access-others-claimed-the-facility-will-look-at = 已登记，待设施确认：{ $t }
access-others-confirmed = 已确认
access-others-give-the-date-of-publication = 请填发表日期。
access-others-links-checked-the-history-is-whole = 已核对 { $n } 条，历史完整
access-others-more-is-declared-than-the-ledger = 申报多于账本记录
access-others-rejected = 已退回
access-others-signed-and-declared = 已签署并声明
access-others-the-chain-is-broken-at-link = 链在第 { $broken_at } 条断裂：{ $fault }
access-others-the-ledger-has-no-such-records = 账本中无相应记录
access-others-the-ledger-holds-more-than-is = 账本记录多于申报
access-others-the-ledgers-jobs-amount-to-core = 账本中的作业共 { $n } 核小时
access-others-the-records-cover-a-part-only = 台账仅覆盖部分期间或地点，不作比较

## access-outputs (said by the program)

access-outputs-choose-a-kind = 请选择类型。
access-outputs-choose-a-proposal-on-which-you = 请选择您参与的课题；只有设施人员可不填课题。
access-outputs-claimed-already = 已登记
access-outputs-data-set = 数据集
access-outputs-give-an-identifier-a-title-and = 请填编号、题目和期刊。
access-outputs-needed-at-most-200-characters = 必填，最多 200 字符
access-outputs-no-time-used = 尚无机时
access-outputs-nobody-confirmed-this-output-yet-claim = 该成果尚未确认；请重新登记。
access-outputs-nobody-confirms-their-own-claim-ask = 不能确认自己登记的成果，请同事确认。
access-outputs-not-after = 不晚于{ $latest }
access-outputs-not-before = 不早于{ $earliest }
access-outputs-not-yours = 非您的课题
access-outputs-nothing-is-changed = 没有任何改动。
access-outputs-nothing-was-done-for-this-proposal = 该课题在此设施尚无实验或用量，不可登记成果。
access-outputs-only-those-who-took-part-in = 只有参与该课题的人和设施人员可以登记其成果。
access-outputs-output-2 = 成果“{ $t }”：{ $s }
access-outputs-paper = 论文
access-outputs-patent = 专利
access-outputs-say-why-the-confirmation-is-taken = 撤销确认须写明理由。
access-outputs-structure = 结构
access-outputs-the-date-of-publication-lies-in = 发表日期在未来，最晚为 { $latest }。
access-outputs-the-output-was-corrected = 成果“{ $t }”已更正
access-outputs-thesis = 学位论文
access-outputs-this-output-was-claimed-already = 该成果已登记。
access-outputs-you-are-on-this-proposal-ask = 您是该课题成员，请同事确认。

## access-pdf (said by the program)

access-pdf-approved = 批准
access-pdf-asked-for = 申请量
access-pdf-proposal = 课题
access-pdf-safety-document = 安全文件
access-pdf-submitted = 提交
access-pdf-time = 时间

## access-people (said by the program)

access-people-this-person-still-leads-a-proposal = 此人仍是进行中课题的负责人，请先移交或结题。
access-people-you-passed = 您已通过“{ $c }”
## access-plans (said by the program)

access-plans-a-day = 一天
access-plans-a-loss-ends-after-it-starts = 结束须晚于开始。
access-plans-a-session-of-was-moved = { $c } 的实验改期：{ $w }
access-plans-a-week = 一周
access-plans-four-weeks = 四周
access-plans-has-lost-its-time = { $c } 失去了机时：{ $w }
access-plans-it-stops-and-keeps-the-best = 将停止，并保留目前最好的计划
access-plans-no-user-time = 非用户机时
access-plans-nothing-that-was-accepted-is-left = 没有可排的已批准课题。
access-plans-only-a-draft-can-be-published = 只能发布草案。
access-plans-published-everybody-concerned-was-told = 已发布，相关人员已收到通知
access-plans-sessions-that-have-begun-cannot-move = 已开始的实验不能移动：{ $fixed }
access-plans-the-cycle = 整个周期
access-plans-the-experiment-cannot-run-on-this = 该课题不能在此单元进行。
access-plans-the-experiment-has-no-time-yet = 该课题尚未安排。
access-plans-the-plan-was-changed = 计划调整
access-plans-the-time-is-1-to-seconds = 时间须为 1 至 { $most_seconds } 秒。
access-plans-there-is-no-experiment-in-this = 此方案中没有课题 { $experiment }。
access-plans-there-is-no-such-visit = 没有这一次实验。
access-plans-this-plan-is-not-being-solved = 该计划不在求解中。
access-plans-this-plan-is-not-solved-yet = 该计划尚未求解完毕。
access-plans-version-was-published-meanwhile-start-from = 已发布了更新的版本 v{ $number }，请从它开始修改。

## access-privacy (said by the program)

access-privacy-as-the-operator-rules = 由运营单位规定
access-privacy-figures-that-can-be-checked-counts = 公布可核查的数字；少于五人的计数不公开
access-privacy-for-good-what-ties-the-pseudonym = 长期保存；化名与姓名的对应关系随账号删除
access-privacy-mail-to-you-its-subject-and = 发给您的邮件：主题，是否送达
access-privacy-messages-between-you-and-an-authority = 您与部门之间的留言、公示期间的异议、上传的文件
access-privacy-name-e-mail-orcid-id-organisation = 姓名、邮箱、ORCID、单位、密码的散列值
access-privacy-one-day = 一天
access-privacy-personal-answers-in-an-application-to = 服务申请中的个人信息，加密保存
access-privacy-safety-and-finding-faults = 安全与故障排查
access-privacy-so-many-days-after-its-end = 办结后按该服务规定的天数保存，到期自动删除
access-privacy-that-a-repeated-request-is-done = 避免重复请求重复执行
access-privacy-that-nobody-else-signs-in-as = 只让您本人登录，并让您看到别处的登录
access-privacy-that-the-authority-in-charge-decides = 供承办部门办理
access-privacy-that-what-did-not-arrive-is = 未送达时补发
access-privacy-the-account-proposals-and-messages = 账号、申请书与通知
access-privacy-the-e-mail-of-who-is = 受邀加入申请书者的邮箱
access-privacy-the-log-pseudonym-operation-and-time = 日志：化名、操作与时间，无姓名
access-privacy-the-note-on-an-arrival = 到访说明
access-privacy-the-same = 同上
access-privacy-the-same-other-authorities-do-not = 同上；其他机关看不到
access-privacy-to-prepare-the-place-and-safety = 现场准备与安全
access-privacy-to-send-the-invitation = 发送邀请
access-privacy-what-the-api-answered-to-requests = 程序接口对带标识请求的答复
access-privacy-what-was-used-sessions-time-jobs = 使用记录：实验、机时、机器、论文，以化名
access-privacy-where-you-are-signed-in-address = 登录的设备：地址、浏览器与时间；第二验证因素
access-privacy-who-was-invited-erases-the-account = 至受邀者删除账号，或申请书被删除
access-privacy-you-erase-the-account = 至您删除账号
access-privacy-you-sign-out-twelve-hours-at = 至退出登录，最长十二小时；验证因素至您移除

## access-proposals (said by the program)

access-proposals-a-comment-on-proposal = 申请书 { $c } 有新留言
access-proposals-a-submitted-proposal-cannot-be-edited = 已提交的申请书不能编辑。
access-proposals-answers-that-the-new-form-has = 新表单没有的 { $n } 个答案已另存，显示在页首。
access-proposals-asked-they-join-once-they-say = 已邀请，待对方同意：{ $n }
access-proposals-asked-they-lead-it-once-they = 已邀请对方接任，待其同意
access-proposals-at-most-250-characters = 最多 250 字
access-proposals-choose-at-least-one-unit = 请至少选择一个单元
access-proposals-choose-two-different-parts-of-one = 请选择同一申请书的两个不同部分。
access-proposals-closed = 已结题
access-proposals-comment-added = 已留言
access-proposals-coupling-saved = 时间关系已保存
access-proposals-draft-saved = 草稿已保存
access-proposals-ethics-approval-noted = 伦理批件已登记
access-proposals-give-the-number-of-the-ethics = 请填伦理批件号。
access-proposals-internal-comment-added = 已留言（内部）
access-proposals-is-not-in-this-call-choose = { $u }不在本次征集中，请另选
access-proposals-new-proposal = 新申请书 { $c }
access-proposals-proposal-was-submitted = 申请书 { $c } 已提交
access-proposals-proposal-was-withdrawn = 申请书 { $c } 已撤回
access-proposals-saved = 已自动保存
access-proposals-saved-answers-need-attention = 已保存；有 { $n } 处待改
access-proposals-say-how-much = 请填申请量（{ $u }）
access-proposals-say-within-how-many-days = 请填写天数。
access-proposals-the-amount-asked-for-must-be = 申请量须大于 0。
access-proposals-the-call-is-closed-the-proposal = 征集已截止，不能再编辑或提交。
access-proposals-the-form-asks-for-no-such = 表单没有这个附件项。
access-proposals-the-invitation-is-gone = 邀请已收回
access-proposals-the-panel-has-concluded-on-it = 评审组已有结论，不可再修改。
access-proposals-the-proposal-is-not-complete-yet = 申请书还不完整：
access-proposals-the-title-is-too-long = 题目过长。
access-proposals-there-are-files-already = 附件已有 { $most_files } 个，不可再加。
access-proposals-this-call-does-not-offer-that = 本次征集不开放这一单元。
access-proposals-this-call-is-for = 本次征集只面向：{ $k }
access-proposals-this-contradicts-the-order-that-is = 与已有的先后关系矛盾。
access-proposals-use-before-within-or-simultaneous = 没有这种时间关系。
access-proposals-was-asked-again-by-mail-the = 已重新邀请 { $e }，并已发送邮件。新邀请码（30 天内有效，仅显示一次）：{ $c }
access-proposals-was-asked-and-joins-once-they = 已邀请 { $e }，待对方同意。已发送邮件；对方尚无账号的，可转交邀请码（30 天内有效，仅显示一次）：{ $c }
access-proposals-write-something-first = 请填写内容。
access-proposals-you-said-no = 已谢绝
access-proposals-your-appeal-was-sent = 申诉已提交

## access-publications (said by the program)

access-publications-crossref-does-not-answer-now-try = 暂时无法查询登记机构，请稍后再试或手工填写。
access-publications-crossref-does-not-know-this-doi = 登记机构没有这个 DOI；请手工填写。
access-publications-gives-no-usable-answer-check-the = { $register } 没有给出可用的回答（{ $error }），请核对筛选条件或稍后再试。
access-publications-like-10 = 形如 10.…
access-publications-the-register-gives-no-date-of = 登记信息缺少发表日期。
access-publications-this-is-not-a-doi-it = 这不是 DOI。

## access-questions (said by the program)

access-questions-a-date-like-2026-03-01 = 日期形如 2026-03-01
access-questions-at-least = 不小于 { $n }
access-questions-at-most = 不大于 { $n }
access-questions-chemicals = 化学品清单
access-questions-date = 日期
access-questions-heading = 小标题
access-questions-line-has-no-name = 第 { $i } 行缺名称
access-questions-line-the-check-digit-of-the = 第 { $i } 行的 CAS 号校验位不正确
access-questions-line-the-hazard-is-none-of = 第 { $i } 行的危害类别不在列表中
access-questions-long-text = 长文本
access-questions-must-be-a-list = 须为清单
access-questions-must-be-a-text = 须为文本
access-questions-number-with-unit = 数值（带单位）
access-questions-one-of-a-list = 单选
access-questions-samples = 样品清单
access-questions-say-yes-or-no = 请选择是或否
access-questions-several-of-a-list = 多选
access-questions-short-text = 短文本
access-questions-units-asked-for = 申请的单元
access-questions-yes-or-no = 是/否

## access-returns (said by the program)

access-returns-check-the-file = 请核对
access-returns-choose-the-lines-to-declare = 请选择要声明的行。
access-returns-empty = 空
access-returns-mend-and-send-again = 请更正后重新提交
access-returns-the-return-has-faults = 报表有 { $value } 处错误：{ $told }
access-returns-the-return-states-nothing = 报表没有数据。
access-returns-this-return-was-signed-already = 该报表已签署。
access-returns-this-very-file-was-sent-before = 该文件已提交过。

## access-review (said by the program)

access-review-after-it-begins = 须晚于开始
access-review-asked = 已请求审查
access-review-asked-for-a-second-person-must = 已申请豁免，待复核
access-review-assigned = 已分配
access-review-choose-accept-reserve-or-reject = 请选择建议。
access-review-choose-feasible-partly-or-infeasible = 请选择结论。
access-review-choose-proposals-first = 请选择申请书。
access-review-conflict-noted-the-review-was-taken = 已登记利益冲突，该评审已收回
access-review-finished = 已完成：{ $c }
access-review-from-0-to = 0 到 { $n }
access-review-give-the-panel-a-name-in = 请填中英文名称。
access-review-moved = 已移动
access-review-needs-a-score = 请打分
access-review-not-finished-yet = 尚有未完成的申请书：{ $names }
access-review-not-waived = 未同意豁免
access-review-please-review = 请评审 { $c }
access-review-please-review-technically = 请对 { $c } 作技术审查
access-review-proposals-assigned = 已分配 { $n } 份
access-review-reviews-assigned-by-load = 已按负荷分配 { $n } 份评审
access-review-scores-are-missing-or-out-of = 评分不完整或超出范围：
access-review-seated = 已加入评审组
access-review-technical-review-saved = 技术审查已保存
access-review-that-panel-is-another-facilitys = 该评审组属于另一设施。
access-review-the-amount-is-a-number-at = 建议量须为不小于 0 的数。
access-review-the-meeting-is-closed = 会议已结束。
access-review-the-meeting-is-closed-already = 会议已结束。
access-review-the-meeting-is-closed-the-proposals = 会议已结束，申请书已送主任
access-review-the-panel-has-a-chair-already = 已有主席。
access-review-the-proposal-is-being-changed-wait = 申请书正在修改，请待其重新提交。
access-review-the-proposal-is-not-in-review = 申请书不在评审中。
access-review-the-proposal-is-not-in-technical = 申请书不在技术审查阶段。
access-review-the-quorum-is-not-met-of = 评审数不足：{ $reviewers }/{ $quorum }。
access-review-the-review-ends-after-it-begins = 评审截止须晚于开始。
access-review-the-review-period-is-not-open = 评审期未开始或已结束。
access-review-there-are-places = 共有 { $value } 个名次。
access-review-this-person-has-a-conflict-of = 此人与该申请书有利益冲突。
access-review-this-person-has-this-review-already = 此评审已分配给此人。
access-review-this-person-is-not-on-the = 此人不是评审组成员。
access-review-this-proposal-belongs-to-another-call = 该申请书属于另一征集。
access-review-this-review-is-not-yours = 这不是分配给您的评审。
access-review-this-review-was-handed-in-already = 此评审已提交。
access-review-use-chair-secretary-or-reviewer = 没有这个角色。
access-review-waived = 已豁免
access-review-when-it-is-partly-feasible-say = 部分可行时请填建议量。
access-review-you-have-a-conflict-of-interest = 您与该申请书有利益冲突。
access-review-you-were-asked-to-join-the = 您受邀加入评审组：{ $n }

## access-routes (said by the program)

access-routes-a-verdict-names-a-part-that = 没有这个部分。
access-routes-the-time-must-be-up-to = 时段须为 1 至 31 天。

## access-runs (said by the program)

access-runs-a-line-of-the-log-would = 运行记录中有一条（{ $kinds }）不在此时段内，请先更正。
access-runs-a-number-is-out-of-range = 数值超出范围。
access-runs-a-part-of-this-time-is = 其中一段时间已记为损失。
access-runs-a-session-cannot-stop-before-it = 结束不能早于开始。
access-runs-after-the-session-only-those-who = 实验结束后由线站科学家更正。
access-runs-against-the-log = 与运行记录不符
access-runs-at-most = 至多 { $n }
access-runs-beam-loss = 失束
access-runs-between-its-start-and-its-stop = 在开始与结束之间
access-runs-choose-a-cause-from-the-list = 请选择原因。
access-runs-choose-another-kind = 请改类型
access-runs-controls = 控制系统
access-runs-detector = 探测器
access-runs-faults-and-lost-time-are-noted = 故障和损失时间由线站科学家登记，请联系本地联系人。
access-runs-faults-and-lost-time-are-noted-2 = 故障和损失时间由线站科学家登记。
access-runs-more-is-lost-than-the-session = 损失超出实验：到此时最多 { $most } 分钟。
access-runs-no-visit-is-approved = 没有已批准的来访者
access-runs-note = 记录
access-runs-optics = 光学
access-runs-overlaps-another-line = 与另一条重叠
access-runs-overlaps-another-session = 与另一实验重叠
access-runs-sample-environment = 样品环境
access-runs-say-how-many-minutes-were-lost = 请填写损失时间和原因。
access-runs-say-what-happened = 请写内容。
access-runs-say-whether-the-shot-was-on = 请填是否打靶。
access-runs-shot = 发次
access-runs-that-time-is-not-within-the = 时间不在实验之内。
access-runs-the-actual-start-cannot-be-in = 实际开始不能在将来。
access-runs-the-actual-stop-cannot-be-in = 实际结束不能在将来。
access-runs-the-report-on-is-due-by = { $c } 的实验报告应于 { $d } 前提交
access-runs-the-safety-declaration-is-not-approved = 安全申报未批准
access-runs-the-session-cannot-start-yet = 还不能开始：{ $value }。
access-runs-the-session-is-not-over-yet = 实验尚未结束。
access-runs-the-session-is-not-running = 实验未在进行。
access-runs-the-unit-ran-another-session-then = 该单元当时在运行另一实验（{ $code }）。
access-runs-time-is-lost-by-a-line = 损失时间请登记为“损失时间”或“故障”。
access-runs-time-lost = 损失时间
access-runs-use-note-shot-fault-or-lost = 没有这种记录。
access-runs-users = 用户

## access-sessions (said by the program)

access-sessions-a-session-ends-after-it-starts = 结束须晚于开始。
access-sessions-a-session-of-was-scheduled = { $c } 的实验已排期
access-sessions-added-to-the-team = 已加入团队
access-sessions-at-least-20-characters = 至少 20 字
access-sessions-at-this-facility-the-instrument-scientist = 本设施由线站科学家决定。
access-sessions-choose-on-site-or-remote = 请选择方式。
access-sessions-choose-people-first = 请选择成员。
access-sessions-corrected-the-earlier-wording-is-kept = 已更正，原记录保留
access-sessions-declare-at-least-one-sample = 请至少申报一个样品。
access-sessions-it-can-be-downloaded-once-the = 安全申报批准后才能下载
access-sessions-logged = 已记录
access-sessions-more-than-was-granted-of = 超出批准量：{ $normalize } > { $normalize_2 }。
access-sessions-please-register-your-visit = 请登记来访：{ $c }
access-sessions-report-handed-in = 报告已提交
access-sessions-safety-declaration = 安全申报：{ $s }
access-sessions-safety-declaration-saved = 安全申报已保存
access-sessions-say-what-is-in-it = 请填内容。
access-sessions-say-what-must-be-changed = 退回时请写明修改要求。
access-sessions-say-what-must-be-changed-2 = 请写明修改要求。
access-sessions-say-when-you-arrive-and-later = 请填到达与离开时间。
access-sessions-shipment-noted = 已登记寄送
access-sessions-team-members-must-be-on-the = 团队成员须先加入申请书。
access-sessions-the-actual-times-are-corrected-the = 实际时间已更正，原时间保留
access-sessions-the-declaration-has-a-fault = 申报有误：
access-sessions-the-first-part-must-be-over = 前一部分须先完成。
access-sessions-the-instrument-scientist-checks-first = 须先由线站科学家审核。
access-sessions-the-link-to-the-data-starts = 数据链接须以 https:// 或 doi: 开头。
access-sessions-the-report-is-too-short-say = 报告过短，请写明实验内容与结果。
access-sessions-the-safety-declaration = 安全申报（{ $s }）
access-sessions-the-safety-declaration-of-was-changed = { $c } 的安全申报已修改，请重新审核
access-sessions-the-second-part-must-begin-within = 两部分须在 { $days } 天之内衔接。
access-sessions-the-session-has-begun-its-declaration = 实验已开始，不可再修改申报。
access-sessions-the-session-is-over-its-records = 实验结束，记录已送交账本
access-sessions-the-session-of-was-cancelled = { $c } 的实验已取消
access-sessions-the-session-runs = 实验开始
access-sessions-the-unit-already-has-a-session = 该单元在此时段已有实验安排。
access-sessions-these-two-parts-must-run-at = 这两部分须同时进行。
access-sessions-this-is-not-all-user-time = 此时段不全是用户机时。
access-sessions-this-part-was-not-accepted = 该部分未获批准。
access-sessions-this-unit-is-used-by-drawing = 该单元按额度使用，不排实验。
access-sessions-training-is-missing = 尚缺培训：{ $value }
access-sessions-updated = 已更新
access-sessions-use-one-of = 没有这一步，可用：{ $value }。
access-sessions-visit-cancelled = 来访已取消
access-sessions-visit-registered = 来访已登记
access-sessions-you-checked-it-somebody-else-approves = 您已审核，须由另一人批准。
access-sessions-your-visit = 来访登记：{ $s }

## access-setups (said by the program)

access-setups-brought-back = 恢复
access-setups-brought-back-2 = 已恢复
access-setups-corrected = 更正
access-setups-give-the-reason = 请写明理由。
access-setups-it-is-not-retired = 该项并未停用。
access-setups-it-is-retired-already = 该项已停用。
access-setups-no-such-field = 没有这一项
access-setups-or = { $a }或{ $b }
access-setups-please-correct-the-highlighted-fields = 请更正标出的内容。
access-setups-retired = 停用
access-setups-set-up = 新建
access-setups-set-up-2 = 已新建
access-setups-the-clock-shows-this-time-twice = 当地时钟两次显示这一时刻，请写明时差。
access-setups-the-system = 系统
access-setups-there-is-no-such-field = 没有这一项。
access-setups-this-cannot-be-set-up-in = 此项不能这样新建。
access-setups-this-is-part-of-another-and = 此项不能单独停用。

## access-states (said by the program)

access-states-awaiting-decision = 待主任决定
access-states-awaiting-review = 待审
access-states-being-solved = 求解中
access-states-being-written = 填写中
access-states-changes-asked = 需修改
access-states-checked-by-the-scientist-awaiting-safety = 线站已审，待安全官
access-states-cleared = 准备就绪
access-states-closed = 已结题
access-states-decided = 已决定
access-states-destroyed = 已销毁
access-states-draft = 草案
access-states-ethics-technical-review-director = 伦理、技术审查、主任决定
access-states-failed = 求解失败
access-states-finished = 已结束
access-states-in-ethics-review = 伦理审查
access-states-in-review = 专家评审
access-states-in-technical-review = 技术审查
access-states-not-of-this-proposal = 非本课题成果
access-states-prepared = 已备
access-states-published = 已发布
access-states-rapid-technical-review-then-director = 快速：技术审查后主任决定
access-states-received = 已收到
access-states-registered = 已登记
access-states-reported = 已报告
access-states-returned = 已返还
access-states-returned-for-changes = 退回修改
access-states-safety-alone-decides = 仅由安全官决定
access-states-scheduled = 已排期
access-states-sent = 已寄出
access-states-submitted = 已提交
access-states-technical-review-panel-director = 技术审查、专家评审、主任决定
access-states-the-instrument-scientist-checks-then-safety = 线站科学家审核后安全官批准
access-states-the-instrument-scientist-decides = 由线站科学家决定
access-states-to-be-confirmed = 待确认
access-states-to-be-registered = 待登记
access-states-under-appeal = 申诉中
access-states-visit = 来访登记
access-states-waiting = 等待求解
access-states-withdrawn = 已撤回

## access-units (said by the program)

access-units-clinical-cases = 入组病例
access-units-clinical-platform-and-biobank = 临床与样本库
access-units-computing = 计算设施
access-units-contingency = 机动
access-units-core-hours = 核小时
access-units-high-power-laser = 高功率激光
access-units-instrument-hours = 机时（小时）
access-units-instrument-platform = 仪器平台
access-units-light-source-or-fel = 光源
access-units-machine-study = 机器研究
access-units-maintenance = 维护
access-units-observatory = 观测网
access-units-rig-hours = 台架小时
access-units-sample-tubes = 样本管
access-units-shifts-8-h = 班次（8 小时）
access-units-shots = 发次
access-units-shutdown = 停机
access-units-station-days = 站天
access-units-test-rig = 试验台架

## access-uses (said by the program)

access-uses-sessions-to-come = 未完成的实验

## access-versions (said by the program)

access-versions-amount-of = 申请量 { $path }
access-versions-ethics-approval = 伦理批件 { $n }
access-versions-order-in-time = 时间关系
access-versions-review-for-the-panel = 专家评审
access-versions-reviews-of-the-panel = { $n } 份专家评审
access-versions-technical-review-of = 技术审查 { $u }：{ $v }
access-versions-technical-review-of-2 = { $u }技术审查（{ $v }）
access-versions-was-changed-and-handed-in-again = { $c } 已修改并重新提交（第 { $n } 版），请重新审查

## access-words (said by the program)

access-words-academic = 学术
access-words-authority = 部门
access-words-batch = 批次
access-words-biological-level-1 = 生物安全一级
access-words-biological-level-2 = 生物安全二级
access-words-bookings = 预约
access-words-call = 征集
access-words-case = 案件
access-words-cases = 案件
access-words-changed = 更改
access-words-chemical = 化学
access-words-claim-of-an-output = 成果登记
access-words-clinical = 临床
access-words-comment = 留言
access-words-completion = 培训登记
access-words-conflict-of-interest = 利益冲突
access-words-contested-note = 信用异议
access-words-credit-note = 信用记录
access-words-decision = 决定
access-words-document = 材料
access-words-draw-on-a-grant = 额度使用
access-words-enterprise = 企业
access-words-explosive = 易爆
access-words-grant = 额度
access-words-industry = 企业
access-words-invitation = 邀请
access-words-letter = 信函
access-words-line-of-a-bill = 账单行
access-words-line-of-a-run-log = 运行记录
access-words-made = 新建
access-words-mail = 邮件
access-words-member-of-a-proposal = 申请书成员
access-words-message = 消息
access-words-nanomaterial = 纳米材料
access-words-none = 无
access-words-none-yet = 未定
access-words-objection = 异议
access-words-office-work = 办公室事务
access-words-officer = 经办人
access-words-panel-member = 评审组成员
access-words-parcel = 地块
access-words-part-of-a-proposal = 申请部分
access-words-period = 运行时段
access-words-permit = 许可
access-words-person = 人员
access-words-place-in-line = 候补
access-words-proposal-before-a-panel = 上会申请书
access-words-proposals = 申请书
access-words-public = 公共
access-words-qualification = 资格
access-words-radioactive = 放射性
access-words-read = 读取
access-words-relation-in-time = 时间关系
access-words-removed = 删除
access-words-role = 角色
access-words-score = 评分
access-words-service = 服务
access-words-sessions = 实验
access-words-share = 计划份额
access-words-step = 环节
access-words-technical-review = 技术审查
access-words-tenancy = 入驻
access-words-token = 令牌
access-words-unit-in-a-call = 征集中的单元
access-words-version-of-a-form = 表单版本
access-words-version-of-a-process = 流程版本
access-words-visit = 来访
access-words-yearly-return = 年度报表

## access (lists)

access-plans-broken = { $rules }。
access-uses-held-by = { $why }：{ $by }。
access-versions-this-change-undoes = 此修改将使以下审查失效，须重新审查；请确认后再提交：{ $what }。
access-setups-this-change-also-does = 此更改还会带来以下影响，请确认后再保存：{ $what }。
access-outputs-published-before-the-first-use = 发表日期早于该课题首次使用设施之日（{ $earliest }）。
access-outputs-published-before-it-opened = 发表日期早于设施开放之日（{ $earliest }）。

## access (what stands in the way)

access-checks-amounts-are-counted-in-this-unit = 已有数量按现有计量单位登记，不能再改
access-checks-there-are-bookings-cancel-them-first = 仍有预约，请先取消或待其完成
access-checks-proposals-are-of-this-programme-already = 已有申请书属于此计划，名称不再改变
access-kinds-the-facility-is-in-use-deal = 设施仍在使用，请先处理
access-kinds-the-unit-is-in-use-deal = 单元仍在使用，请先处理
access-kinds-the-cycle-is-in-use-deal = 周期仍在使用，请先处理
access-kinds-the-panel-has-proposals = 评审组已有申请书

## access (what uses a thing, what waits, which rule was broken)

access-uses-units-in-use = 未停用的单元
access-uses-open-calls = 未截止的征集
access-uses-proposals-awaiting-a-decision = 待决定的申请书
access-uses-requests-awaiting-a-decision = 待决定的申请
access-uses-bookings-to-come = 未使用的预约
access-uses-amounts-in-calls = 征集中的机时
access-uses-amounts-in-proposals = 申请书中的申请量
access-uses-grants = 已批额度
access-uses-sessions = 实验
access-uses-people-in-line = 候补人员
access-uses-calls = 征集
access-uses-plans = 机时计划
access-uses-lines-of-bills-at-this-rate = 按此费率的账单行
access-uses-proposals = 申请书
access-uses-scores = 已打的分
access-uses-reviews-handed-in = 已提交的评审
access-uses-proposals-of-this-programme = 此计划的申请书
access-uses-sessions-that-ran = 已完成的实验
access-uses-uses-of-instruments = 已完成的使用
access-uses-plans-that-are-not-published = 未发布的机时计划
access-kinds-units-that-ask-for-it = 要求此培训的单元
access-kinds-completions = 已登记的培训
access-kinds-people = 人员
access-kinds-facilities-that-it-operates = 运营的设施
access-home-drafts-to-submit = 草稿待提交
access-home-invitations-to-answer = 邀请待答复
access-home-visits-to-register = 来访待登记
access-home-reviews-to-write = 评审待完成
access-home-technical-reviews = 技术审查待办
access-home-safety-declarations = 安全申报待审
access-home-visits-to-approve = 来访待批准
access-home-proposals-without-a-panel = 待分配评审的申请书
access-home-outputs-to-confirm = 成果待确认
access-home-units-asked-for-by-others-calls = 他方征集请求开放的单元
access-home-proposals-to-decide = 待您决定的申请书
access-home-waivers-of-conflicts-to-confirm = 利益冲突豁免待复核

## access-tables

access-tables-a-published-plan-never-changes-make = 已发布的计划不可更改。
access-tables-a-waiver-takes-a-reason-and = 豁免须写明理由，并经另一人复核。
access-tables-another-version-was-made-at-the = 同时生成了另一版本，请重试。
access-tables-nobody-confirms-their-own-claim = 不能确认自己登记的成果。
access-tables-that-month-s-bill-was-issued = 该月账单已开出。
access-tables-the-unit-already-has-a-session = 该单元在此时段已有实验安排。
access-tables-there-is-a-cycle-of-this = 已有同名运行周期。
access-tables-there-is-a-form-of-this = 已有同名表单。
access-tables-this-account-has-a-grant-already = 此账号已有额度。
access-tables-this-address-was-invited-already = 此邮箱已被邀请。
access-tables-this-draw-was-recorded-before = 这一笔已登记过。
access-tables-this-output-was-claimed-already = 该成果已登记。
access-tables-this-part-was-decided-already = 该部分已有决定。
access-tables-this-person-has-this-review-already = 此评审已分配给此人。
access-tables-this-person-is-on-the-panel = 此人已在评审组中，或已有主席。
access-tables-this-person-is-on-the-proposal = 此人已在申请书中。
access-tables-this-person-is-on-the-team = 此人已在团队中。
access-tables-this-person-was-asked-already = 已请此人审查。
access-tables-this-slot-was-just-taken-by = 这一时段刚被他人占用。
access-tables-this-use-was-charged-already = 这次使用已计费。
access-tables-this-would-draw-more-than-was = 超出批准额度。
