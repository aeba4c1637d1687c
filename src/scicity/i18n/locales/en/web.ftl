## web-accounts (said by the program)

web-accounts-name = Name
web-accounts-name-in-chinese = Name in Chinese
web-accounts-too-many-failed-attempts-from-here = Too many failed attempts from here. Try again in five minutes, or use “Forgot your password?”: with a new password by mail you get in at once.

## web-factors (said by the program)

web-factors-a-code-of-your-authenticator-program = A code of your authenticator program that had been used before was given again, and not taken. If you did not enter it twice yourself, change your password now and look at how you sign in.
web-factors-a-code-was-used-twice = A code was used twice

## web-jinja (said by the program)

web-jinja-closed = closed
web-jinja-d-h-left = { $days } d { $hours } h left
web-jinja-enterprise-number = enterprise number
web-jinja-h-min-left = { $hours } h { $minutes } min left

## web-middleware (said by the program)

web-middleware-set-up-a-second-factor-first = Set up a second factor first: an authenticator program or a passkey.
web-middleware-too-many-requests-try-again-in = Too many requests: try again in a minute.

## web-passwords (said by the program)

web-passwords-a-password-has-at-most-characters = A password has at most { $most } characters.

## web-watch (said by the program)

web-watch-an-address-without-an-account = an address without an account
web-watch-the-account = the account { $person }
web-watch-unusual-use-was-refused-times-within =
    Unusual use: { $who } was refused { $unusual ->
        [one] { $unusual } time
       *[other] { $unusual } times
    } within ten minutes; see the security log.
