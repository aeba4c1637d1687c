## access-ambiguous

access-ambiguous-after-the-clock-was-set-back = ，拨回之后
access-ambiguous-go-on = 继续
access-ambiguous-the-clock-was-set-back-that = 当地时钟在这一夜拨回，
access-ambiguous-the-first = ，前一次
access-ambiguous-twice-nothing-that-you-typed-is = 出现了两次。您填写的内容未丢失，选定后继续。
access-ambiguous-utc-offset = UTC偏移
access-ambiguous-which-of-the-two = 是哪一个时刻？

## access-balance

access-balance-added-up-by-grade-else-by = 按评分（无评分时按提交时间）累计；红色者已排不下。
access-balance-does-not-fit = 排不下
access-balance-more-than-the-calendar-has = 可分配量超过日历
access-balance-nothing-was-asked-yet = 还没有申请。
access-balance-programme = 计划
access-balance-reserve-list = 候补名单
access-balance-running = 累计
access-balance-shares-by-programme = 计划份额
access-balance-status = 状态
access-balance-user-time-by-calendar = 日历用户机时

## access-base

access-base-main = 主导航
access-base-science-city = 科学城
access-base-sign-out = 退出
access-base-simulated-all-people-proposals-and-records = 模拟数据：本站的人员、课题与记录均为模拟，不代表任何真实情况
access-base-skip-to-content = 跳到正文
access-base-what-you-wrote-before-you-were = 登录失效前所写的内容已为您保留。

## access-bill

access-bill-adjust = 调整：
access-bill-amount-may-be-negative = 金额（可为负）
access-bill-amount-used = 数量
access-bill-bill-issued = 账单已开出
access-bill-book-it = 入账
access-bill-charge = 金额
access-bill-every-session-booking-shot-and-draw = 每次实验、预约、发次和领用都在账上；因设施损失的时间不收费；迟取消和未到按预约时段计费。使用按结束时刻（设施当地时间）计入当月；该月账单开出之后才登记或更正的，计入下一张账单。
access-bill-hours = 小时
access-bill-issue-this-months-bill = 开出本月账单
access-bill-month = 月
access-bill-my-own-bill = 我自己的账单
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
access-call-begin-a-proposal = 开始写申请书
access-call-deactivate = 停用
access-call-drafts-follow-answers-to-questions-that = 草稿随之更新：仍有的问题保留答案，其余答案另存并向申请人显示。已提交的申请书在被改动前保持原表单。
access-call-edit-closes = 截止时间
access-call-edit-edit-the-call = 编辑征集
access-call-edit-filled-in-like-the-last-call = 已按上一次征集填好，并改为下一运行周期；请核对题目、时间和可分配量。
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
access-conflicts-ask-for-a-waiver = 提请豁免
access-conflicts-awaits-a-second-person = 待另一人同意
access-conflicts-conflicts-of-interest = 利益冲突
access-conflicts-refuse = 不同意
access-conflicts-severity = 程度
access-conflicts-waiver = 豁免
access-conflicts-who-is-in-conflict-does-not = 有冲突者不能评审该申请书。豁免须写明理由，并由另一人同意。

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
access-facility-needed-of-every-visitor = 所有来访者须修
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
access-facility-user-time-by-calendar = 日历中的用户量
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
access-form-edit-this-version-is-published-and-will = 此版本已发布，不再改变；保存即开始新版本。
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
access-grant-update-from-the-ledgers-jobs = 按台账作业更新
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
access-history-what = 何事
access-history-who = 谁

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
access-instrument-wait-in-line = 候补
access-instrument-what-is-wrong = 描述

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
access-invitations-until-you-say-yes-you-are = 在您同意之前，您不在申请书中，也不会由此产生任何利益冲突。
access-invitations-yes-join = 同意加入

## access-kept

access-kept-back-to-the-page = 回到原页
access-kept-go-to-the-home-page = 回到首页
access-kept-nothing-is-kept-for-you = 没有为您保留的内容。
access-kept-send-it-again = 再次提交
access-kept-throw-it-away = 不再需要
access-kept-you-were-signed-out-before-this = 提交时登录已失效，内容未存入系统，但已为您保留。请核对后再次提交。

## access-label

access-label-print = 打印

## access-mails

access-mails-fate = 状态
access-mails-no-account-yet = 尚无账号
access-mails-only-to-those-who-did-not = 只发给未收到的人。
access-mails-recipient = 收件人
access-mails-recipient-or-subject = 收件人或主题
access-mails-send-again = 重新发送
access-mails-send-all-that-failed-again = 重新发送全部失败邮件
access-mails-subject = 主题
access-mails-tried-again-by-itself = 将自动重试：
access-mails-written = 时间

## access-me

access-me-a-daily-digest = 每日摘要
access-me-add-an-organisation = 添加单位
access-me-api-tokens = API 令牌
access-me-change-password = 修改密码
access-me-credit-code = 统一社会信用代码
access-me-e-mail = 邮件通知
access-me-each-message = 每条都发
access-me-erase = 删除
access-me-erase-my-account-and-data-the = 我要删除账号和个人数据（台账保留化名）
access-me-export = 导出
access-me-language-of-letters = 信件语言
access-me-make-a-token = 生成令牌
access-me-my-account = 我的账号
access-me-my-data = 我的数据
access-me-name = 姓名（拼音或英文）
access-me-name-in-chinese = 中文姓名
access-me-none = 不发
access-me-organisation = 单位
access-me-pseudonym-in-the-ledger = 台账中的化名
access-me-researcher = 研究人员
access-me-revoke = 吊销
access-me-scopes = 权限范围
access-me-second-factor-and-passkeys = 第二验证因素与通行密钥
access-me-training = 培训与资质
access-me-valid-until = 有效至
access-me-where-i-am-signed-in = 登录中的设备

## access-meeting

access-meeting-accept = 建议批准
access-meeting-accept-2 = 批准
access-meeting-close-the-meeting = 结束会议
access-meeting-comments-and-conclusion = 意见与结论
access-meeting-drag-or-use-the-arrows = 可拖动，或用箭头移动。
access-meeting-finish = 完成
access-meeting-grades-are-normalised-between-reviewers = 评分已按专家尺度校正。
access-meeting-hidden-the-panel-the-facility-and = 不公开（仅评审组、设施和主任可见）
access-meeting-in-order-of-the-chairs-rank = 次序：主席排序优先，其次按评分。
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
access-offers-until-you-agree-the-unit-is = 您同意之前，该单元不在征集中；机时仍由您的设施审查和决定。
access-offers-your-units-in-the-calls-of = 他方征集请求开放的单元

## access-outputs

access-outputs-as-claimed = 登记人所述
access-outputs-by-doi = 按 DOI 登记
access-outputs-by-hand = 手工登记
access-outputs-claimed-by = 登记人
access-outputs-date = 日期
access-outputs-identifier-doi-patent-pdb = 编号（DOI、专利号、PDB…）
access-outputs-it-is-confirmed-already-what-is = 该成果已经确认，所述内容不会改变。
access-outputs-journal = 期刊
access-outputs-look-it-up = 查询并登记
access-outputs-no-outputs-yet = 没有成果。
access-outputs-once-a-proposal-of-yours-was = 您参与的课题获得机时后，可在此登记成果。
access-outputs-output = 成果
access-outputs-reject = 退回
access-outputs-take-back = 撤销确认
access-outputs-who-took-part-claims-it-somebody = 参与课题的人登记，设施的另一人确认；确认之前不计入任何数字。
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

access-panels-as-on-the-last-panel = 同上一评审组：
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
access-plan-drag-a-run-to-move-it = 拖动一段实验即可移动；放下前会按全部规则检查。也可用下面的表单。
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
access-plan-stop-and-keep-the-best = 停止并保留最好的
access-plan-the-conditions-were-changed-in-this = 此版本改变了条件，尚无上界
access-plan-unlock = 解锁
access-plan-value = 价值
access-plan-value-and-bound-over-time = 价值与上界随时间
access-plan-waiting-for-the-worker = 等待后台程序
access-plan-who-moves-and-why = 谁移动，为何
access-plan-why = 为什么？
access-plan-why-it-has-no-time-these-rules = 没有机时。以下规则合在一起，使它没有任何可用的开始时间（最小的一组）：
access-plan-why-it-has-time-without-it-these = 已有机时。若无它，下列课题本可使用这段时间：
access-plan-why-nobody = 没有竞争者。
access-plan-why-to-place-it-worth-a-at = 要安排它（价值 {"{"}a{"}"}），至少须移去价值 {"{"}b{"}"} 的：
access-plan-without-time = 未安排
access-plan-zoom = 缩放

## access-plans

access-plans-bound = 上界
access-plans-draw-up-a-plan = 生成计划
access-plans-gap = 差距
access-plans-made = 时间
access-plans-made-from-what-was-accepted-and = 由已批准的课题和运行日历生成；每个版本都保留，并给出与上界的差距。
access-plans-no-plan-yet = 还没有计划。
access-plans-remark = 说明
access-plans-there-is-no-run-cycle-yet = 还没有运行周期。
access-plans-time-to-search-s = 求解时间（秒）

## access-privacy

access-privacy-contact = 联系
access-privacy-my-account = 我的账户
access-privacy-sign-in-then-see-my-account = 登录后在“我的账户”办理
access-privacy-this-site-sets-two-cookies-that = 本站只用两个必需的Cookie（登录与防伪造）和一个语言选择，不向其他网站发送任何内容。
access-privacy-until = 保存至
access-privacy-what-for = 用途
access-privacy-what-this-site-keeps-about-people = 本站保存哪些个人信息、为何、保存多久。公开的页面、文件与报告不含姓名。
access-privacy-you-may-see-your-data-and = 您可以查阅和导出、更正、删除自己的数据（个人信息保护法第四十五至四十七条）。仍负责进行中课题的账户须先移交或结题。
access-privacy-your-rights = 您的权利

## access-proposal

access-proposal-amount = 建议量
access-proposal-appeal = 申诉
access-proposal-as-a-resubmission = 作为重新提交
access-proposal-ask = 请其接任
access-proposal-ask-2 = 邀请
access-proposal-ask-a-member-to-lead-it = 请成员接任负责人
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
access-proposal-edit-answers-that-the-form-of-now = 新表单中没有位置的答案
access-proposal-edit-any-change-undoes-the-following-once = 任何修改都会使以下审查失效，提交后须重新进行：
access-proposal-edit-at-the-same-time-as = 同时
access-proposal-edit-before = 先于
access-proposal-edit-before-within-n-days-of = 先于，且N天之内
access-proposal-edit-could-not-save-by-itself-keep = 未能自动保存；请勿关闭页面，稍后点“保存草稿”。
access-proposal-edit-draft = 申请书草稿
access-proposal-edit-how-the-parts-are-tied-in = 各部分的时间关系
access-proposal-edit-i-know-that-these-are-undone = 我知道以上审查将失效并重新进行
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

## access-refused

access-refused-back-to-the-start = 返回首页
access-refused-not-for-you = 不能访问
access-refused-records-last-offered-again = 上次重新提交
access-refused-records-mark = {" "}起没有响应。
access-refused-records-more-on-the-way = 另有 { $waiting } 条等待送出。
access-refused-records-no-record-is-refused = 没有被拒收的记录。
access-refused-records-offer-again = 重新提交
access-refused-records-offer-all-again = 全部重新提交
access-refused-records-only-the-first-are-listed = 仅列出前 { $rows } 条。
access-refused-records-record = 记录
access-refused-records-record-is-other-records-are-not = { $number } 条记录未能进入账本。
access-refused-records-records-that-the-ledger-refused = 被账本拒收的记录
access-refused-records-refused = 拒收时间
access-refused-records-the-worker-has-not-been-heard = 后台程序自
access-refused-records-the-worker-never-ran = 后台程序从未运行。
access-refused-records-withdrawal = 撤回
access-refused-you-may-not-see-this-page = 您没有此页面的权限。

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
access-review-the-review-is-handed-in-or = 评审已提交或评审期未开放。
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
access-session-before-it-can-start = 开始前还需：
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
access-session-i-know-that-what-was-approved = 我知道原审核将失效并重新进行
access-session-label = 标签
access-session-leaves = 离开
access-session-link-to-the-data = 数据链接
access-session-measures = 防护措施
access-session-mode = 方式
access-session-note-a-shipment = 登记寄送
access-session-now = 现在
access-session-on-site = 现场
access-session-register-my-visit = 登记来访
access-session-remark = 意见
access-session-remark-2 = 意见
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
access-session-what-was-done-and-found = 做了什么、有何发现

## access-sessions

access-sessions-accepted-to-be-placed = 已批准、待排期
access-sessions-coming = 即将进行
access-sessions-safety-to-review = 安全待审
access-sessions-visits-to-approve = 来访待批

## access-setup

access-setup-bring-back = 恢复
access-setup-i-know = 我已知晓
access-setup-mark = 停用
access-setup-nothing = 没有。
access-setup-required = 必填
access-setup-retire = 停用
access-setup-retired-on = 已于
access-setup-save-the-correction = 保存更正
access-setup-this-also-does-the-following = 还会带来以下影响：
access-setup-what-depends-on-it = 依赖它的内容
access-setup-what-is-retired-is-offered-for = 停用后不再供新事项选用；已用到它的内容照常可读。
access-setup-who = 何人

## access-setups

access-setups-downtime-profile = 停机口径
access-setups-each-item-can-be-corrected-or = 每一项都可更正或停用；先列出依赖它的内容，并保留历史。
access-setups-none-is-set-up-here-the = 未在本站设置：按注册表计算。

## access-stale

access-stale-changed-meanwhile = 内容已被修改
access-stale-drop-my-change-and-see-what = 放弃我的修改，查看现在的内容
access-stale-empty = （空）
access-stale-this-was-changed-after-you-opened = 您打开后，内容已被修改
access-stale-what-is-there-now = 现在的内容
access-stale-what-you-wrote-is-what-is = 您写的与现在的内容相同。
access-stale-your-change-is-not-saved-yet = 您的修改尚未保存，也没有丢失。请对照两边，改成您要的内容再保存。

## access-technical

access-technical-nothing-to-review = 没有待审。

## access-versions

access-versions-both-say-the-same = 两版内容相同。
access-versions-compare = 对照
access-versions-field = 项目
access-versions-it-was-handed-in-once = 只提交过一版。
access-versions-new = 新版
access-versions-old = 旧版
access-versions-on-this-version = 针对现在的第 { $version } 版
access-versions-on-version-it-is-now-version = 针对第 { $version } 版，现为第 { $or } 版，请重新审查
access-versions-version = 第 { $else } 版
access-versions-version-2 = 第 { $number } 版
access-versions-versions-side-by-side = 版本对照
