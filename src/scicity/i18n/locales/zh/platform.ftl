## platform-ambiguous

platform-ambiguous-after-the-clock-was-set-back = { $time }（UTC 偏移 { $offset }，拨回之后）
platform-ambiguous-go-on = 继续
platform-ambiguous-the-clock-was-set-back-that = 当地时钟在这一夜拨回，{ $time } 出现了两次。您填写的内容未丢失，选定后继续。
platform-ambiguous-the-first = { $time }（UTC 偏移 { $offset }，前一次）
platform-ambiguous-which-of-the-two = 是哪一个时刻？

## platform-base

platform-base-hide = 隐藏
platform-base-look = 显示
platform-base-main = 主导航
platform-base-science-city = 科学城
platform-base-sign-out = 退出
platform-base-simulated-all-people-proposals-and-records = 模拟数据：本站的人员、课题与记录均为模拟，不代表任何真实情况
platform-base-skip-to-content = 跳到正文
platform-base-to-calls = 征集
platform-base-to-city = 城市
platform-base-to-facilities = 设施
platform-base-to-instruments = 仪器
platform-base-to-outputs = 成果
platform-base-to-proposals = 申请书
platform-base-to-services = 服务
platform-base-to-sessions = 实验
platform-base-what-you-wrote-before-you-were = 登录失效前所写的内容已为您保留。

## platform-door

platform-door-mark = 无法处理（{ $value }）。
platform-door-sign-in-or-send-a-valid = 请登录，或发送有效的令牌。
platform-door-the-body-of-the-request-is = 请求内容不是有效的 JSON。
platform-door-the-request-is-not-valid = 请求内容有误。
platform-door-the-token-lacks-the-scope = 令牌没有权限范围“{ $scope }”。
platform-door-there-is-nothing-here-for-you = 没有此内容，或您无权查看。
platform-door-you-may-not-do-this = 您无权进行此操作。

## platform-errors

platform-errors-no-edition = 请先读取现有内容再修改：请求中没有所读内容的版本。
platform-errors-somebody-changed-this = 此内容在您打开后已被他人修改；请重新载入后再试，您填写的内容已保留。

## platform-faults

platform-faults-not-right = 不正确

## platform-files

platform-files-cannot-be-opened = 无法打开
platform-files-files-cannot-be-checked-just-now = 暂时无法查验文件，请稍后再试。
platform-files-harmful = 恶意内容
platform-files-kind-of-file = 文件类型
platform-files-size = 大小
platform-files-the-file-holds-something-harmful-it = 文件含有恶意内容，未保存。
platform-files-the-file-is-damaged = 文件已损坏。
platform-files-the-file-is-empty-or-over = 文件为空或超过 { $most } MB。
platform-files-the-file-says-but-is-not = 文件内容并非{ $ending }文件。
platform-files-the-file-unpacks-to-too-much = 文件展开后过大。
platform-files-this-kind-of-file-is-not = 不接受这种文件；可用：{ $value }。
platform-files-you-uploaded-mb-today-which-is = 您今日上传已达 { $most_a_day } MB，请明日再试。

## platform-kept

platform-kept-back-to-the-page = 回到原页
platform-kept-go-to-the-home-page = 回到首页
platform-kept-nothing-is-kept-for-you = 没有为您保留的内容。
platform-kept-send-it-again = 再次提交
platform-kept-throw-it-away = 放弃
platform-kept-you-were-signed-out-before-this = 提交时登录已失效，内容未存入系统，但已为您保留。请核对后再次提交。
platform-kept-you-were-signed-out-sign-in = 您已退出登录；请登录后继续，所写内容已保留。

## platform-mails

platform-mails-failed = 发送失败
platform-mails-fate = 状态
platform-mails-it-will-be-sent-again = 将重新发送
platform-mails-mails-that-failed-and-will-be = { $n } 封失败的邮件将重新发送，不影响其他收件人
platform-mails-no-account-yet = 尚无账号
platform-mails-only-to-those-who-did-not = 仅发给未收到的人。
platform-mails-recipient = 收件人
platform-mails-recipient-or-subject = 收件人或主题
platform-mails-again = 重新发送
platform-mails-send-all-that-failed-again = 重新发送全部失败邮件
platform-mails-sent = 已发送
platform-mails-subject = 主题
platform-mails-the-account-is-closed = 账号已停用
platform-mails-this-mail-did-not-fail-it = 此邮件未失败，不重复发送。
platform-mails-tried-again-by-itself = 将自动重试：
platform-mails-waiting = 待发送
platform-mails-written = 时间

## platform-once

platform-once-form = 格式
platform-once-the-key-of-a-request-is = 请求标识须为 1 至 200 个可见 ASCII 字符。
platform-once-this-key-stood-for-another-request = 此请求标识已用于另一请求。
platform-once-this-request-was-done-its-answer = 该请求已完成，其答复不再保留。
platform-once-used-before = 已用过

## platform-outbox

platform-outbox-a-later-word-on-the-same = 同一记录已有更新的内容，不再补送。
platform-outbox-offered-again = 已重新提交
platform-outbox-offered-again-not-because-a-later = 已重新提交 { $n } 条，{ $m } 条已有更新的内容而未提交
platform-outbox-this-record-is-not-refused-any = 该记录未被拒收。

## platform-page

platform-page-is-not-a-day-like-2026 = { $text } 不是日期，应形如 2026-03-01。
platform-page-must-be-a-whole-number = 须为整数
platform-page-nobody-has-this-e-mail-address = 没有使用此邮箱的账号。
platform-page-that-is-not-a-whole-number = 须为整数。
platform-page-the-clock-showed-this-time-twice = 该时刻出现两次，请写明 UTC 偏移：{ $a } 或 { $b }。
platform-page-the-whole-address = 须为完整邮箱

## platform-pdf

platform-pdf-simulated = 模拟数据

## platform-people

platform-people-a-token-lasts-1-to-366 = 有效期须为 1 至 366 天。
platform-people-choose-scopes-among = 请从以下权限范围中选择：{ $value }。
platform-people-city-wide-roles-belong-to-no = 全城角色不属于某一设施，其他角色须指明设施。
platform-people-compare-it = 请核对
platform-people-like-0000-0002-1825-0097 = 形如 0000-0002-1825-0097
platform-people-like-05qbk4x57 = 形如 05qbk4x57
platform-people-the-check-digit-of-the-orcid = ORCID 校验位不正确，请核对。
platform-people-the-check-digits-of-the-ror = ROR 编号的校验位不正确。
platform-people-the-token-ends-on-replace-it = 令牌“{ $name }”将于{ $zone }到期，请更换。
platform-people-there-is-no-role-use-one = 没有角色 { $role }，可用：{ $value }。
platform-people-this-person-holds-that-role-already = 此人已有该角色。
platform-people-you-cannot-end-your-own-city = 不能取消自己的科学城办公室角色。
platform-people-you-were-given-the-role = 您被授予角色：{ $r }
platform-people-your-second-factors-were-removed-set = 您的第二验证因素已被移除，请重新设置。若非您所请求，请立即告知管理员。

## platform-refused

platform-refused-back-to-the-start = 返回首页
platform-refused-not-for-you = 无权访问
platform-refused-you-may-not-see-this-page = 您没有此页面的权限。

## platform-refused-records

platform-refused-records-last-offered-again = 上次重新提交
platform-refused-records-more-on-the-way = 另有 { $waiting } 条等待送出。
platform-refused-records-no-record-is-refused = 没有被拒收的记录。
platform-refused-records-offer-again = 重新提交
platform-refused-records-offer-all-again = 全部重新提交
platform-refused-records-only-the-first-are-listed = 仅列出前 { $rows } 条。
platform-refused-records-record = 记录
platform-refused-records-record-is-other-records-are-not = { $number } 条记录未能进入账本。
platform-refused-records-records-that-the-ledger-refused = 被账本拒收的记录
platform-refused-records-refused = 拒收时间
platform-refused-records-the-worker-has-not-been-heard = 后台程序自 { $at } 起没有响应。
platform-refused-records-the-worker-never-ran = 后台程序从未运行。
platform-refused-records-withdrawal = 撤回

## platform-roles

platform-roles-auditor = 审计
platform-roles-chair = 主席
platform-roles-co-proposer = 共同申请人
platform-roles-data-access-only = 仅数据访问
platform-roles-facility-director = 设施主任
platform-roles-instrument-scientist = 线站科学家
platform-roles-principal-investigator = 课题负责人
platform-roles-safety-officer = 安全官
platform-roles-secretary = 秘书
platform-roles-user-office = 用户办公室

## platform-stale

platform-stale-changed-meanwhile = 内容已被修改
platform-stale-drop-my-change-and-see-what = 放弃我的修改，查看现在的内容
platform-stale-empty = （空）
platform-stale-this-was-changed-after-you-opened = 您打开后，内容已被修改
platform-stale-what-is-there-now = 当前内容
platform-stale-what-you-wrote-is-what-is = 您填写的与当前内容相同。
platform-stale-your-change-is-not-saved-yet = 您的修改尚未保存，但已保留。请对照两份内容，修改后再保存。

## platform-states

platform-states-the-is-is-not-possible-now = { $title }现为“{ $states }”，不能执行此操作（{ $verb }）。

## platform-typed

platform-typed-can-be-read-in-two-ways = “{ $text }”可有两种理解：小数点请用“.”，千位分隔请每三位一组。
platform-typed-does-not-exist = 不存在
platform-typed-is-not-a-time-like-2026 = { $text } 不是时间，应形如 2026-03-01 08:00。
platform-typed-like-2026-03-01-08-00 = 形如 2026-03-01 08:00
platform-typed-like-33-4-or-1-200 = 如 33.4 或 1,200
platform-typed-that-is-not-a-number = 须为数字。
platform-typed-the-clock-skips-this-time-there = 当地时钟跳过了这一时刻。

## platform-verbs

platform-verbs-this-address-has-an-account-already = 此邮箱已有账号。
platform-verbs-this-clashes-with-something-that-is = 该内容与已有记录冲突，此项未保存。
platform-verbs-this-person-holds-that-role-already = 此人已有该角色。
platform-verbs-this-ror-id-is-there-already = 该 ROR 编号已登记。
