## web-accounts (said by the program)

web-accounts-name = 姓名（拼音或英文）
web-accounts-name-in-chinese = 中文姓名
web-accounts-too-many-failed-attempts-from-here = 登录失败次数过多。请五分钟后再试；或用“忘记密码”：按邮件设置新密码后可立即登录。

## web-factors (said by the program)

web-factors-a-code-of-your-authenticator-program = 您的账户收到了一个已经用过的验证码，未予接受。如果不是您重复输入，请立即更改密码，并检查登录方式。
web-factors-a-code-was-used-twice = 验证码被重复使用

## web-jinja (said by the program)

web-jinja-closed = 已截止
web-jinja-d-h-left = 还剩 { $days } 天 { $hours } 小时
web-jinja-enterprise-number = 企业编号
web-jinja-h-min-left = 还剩 { $hours } 小时 { $minutes } 分

## web-middleware (said by the program)

web-middleware-set-up-a-second-factor-first = 请先设置第二验证因素（验证器程序或通行密钥）。
web-middleware-too-many-requests-try-again-in = 请求过于频繁，请一分钟后再试。

## web-passwords (said by the program)

web-passwords-a-password-has-at-most-characters = 密码最长 { $most } 个字符。

## web-watch (said by the program)

web-watch-an-address-without-an-account = 一个未登录的地址
web-watch-the-account = 账号 { $person }
web-watch-unusual-use-was-refused-times-within = 异常使用：十分钟内{ $who }被拒绝 { $unusual } 次，详见安全日志。
