## platform-ambiguous

platform-ambiguous-after-the-clock-was-set-back = { $time } (UTC offset { $offset }, after the clock was set back)
platform-ambiguous-go-on = Go on
platform-ambiguous-the-clock-was-set-back-that = The clock was set back that night: it showed { $time } twice. Nothing that you typed is lost; choose, and go on.
platform-ambiguous-the-first = { $time } (UTC offset { $offset }, the first)
platform-ambiguous-which-of-the-two = Which of the two?

## platform-base

platform-base-hide = Hide
platform-base-look = Show
platform-base-main = Main
platform-base-science-city = Science city
platform-base-sign-out = Sign out
platform-base-simulated-all-people-proposals-and-records = SIMULATED: all people, proposals and records on this site are made up
platform-base-skip-to-content = Skip to content
platform-base-to-calls = Calls
platform-base-to-city = City
platform-base-to-facilities = Facilities
platform-base-to-instruments = Instruments
platform-base-to-outputs = Outputs
platform-base-to-proposals = Proposals
platform-base-to-services = Services
platform-base-to-sessions = Sessions
platform-base-what-you-wrote-before-you-were = What you wrote before you were signed out is kept for you.

## platform-door

platform-door-mark = { $value }
platform-door-sign-in-or-send-a-valid = Sign in, or send a valid token.
platform-door-the-body-of-the-request-is = The body of the request is not valid JSON.
platform-door-the-request-is-not-valid = The request is not valid.
platform-door-the-token-lacks-the-scope = The token lacks the scope { $scope }.
platform-door-there-is-nothing-here-for-you = This does not exist, or you have no permission to see it.
platform-door-you-may-not-do-this = You may not do this.

## platform-errors

platform-errors-no-edition = Read the current content before you change it: the request does not give the version that it is based on.
platform-errors-somebody-changed-this = Somebody changed this after you opened it. Reload it and repeat your change; what you typed is kept.

## platform-faults

platform-faults-not-right = not right

## platform-files

platform-files-cannot-be-opened = cannot be opened
platform-files-files-cannot-be-checked-just-now = Files cannot be checked just now: try again later.
platform-files-harmful = harmful
platform-files-kind-of-file = kind of file
platform-files-size = size
platform-files-the-file-holds-something-harmful-it = The file contains harmful content; it was not saved.
platform-files-the-file-is-damaged = The file is damaged.
platform-files-the-file-is-empty-or-over = The file is empty or over { $most } MB.
platform-files-the-file-says-but-is-not = The content is not that of a { $ending } file.
platform-files-the-file-unpacks-to-too-much = The file is too large when unpacked.
platform-files-this-kind-of-file-is-not = This type of file is not accepted; use { $value }.
platform-files-you-uploaded-mb-today-which-is = You have reached today's limit of { $most_a_day } MB of uploads: please try again tomorrow.

## platform-kept

platform-kept-back-to-the-page = Back to the page
platform-kept-go-to-the-home-page = Go to the home page
platform-kept-nothing-is-kept-for-you = Nothing is kept for you.
platform-kept-send-it-again = Submit again
platform-kept-throw-it-away = Discard
platform-kept-you-were-signed-out-before-this = You were signed out before this was submitted. It is not in the system yet, but it has been kept for you: please check it and submit it again.
platform-kept-you-were-signed-out-sign-in = You were signed out: sign in to go on. What you wrote is kept.

## platform-mails

platform-mails-failed = failed
platform-mails-fate = Status
platform-mails-it-will-be-sent-again = It will be sent again
platform-mails-mails-that-failed-and-will-be = Failed e-mails that will be sent again: { $n }; no other recipients are affected
platform-mails-no-account-yet = no account yet
platform-mails-only-to-those-who-did-not = Only to those who did not receive it.
platform-mails-recipient = Recipient
platform-mails-recipient-or-subject = Recipient or subject
platform-mails-again = Send again
platform-mails-send-all-that-failed-again = Send all that failed again
platform-mails-sent = sent
platform-mails-subject = Subject
platform-mails-the-account-is-closed = the account is closed
platform-mails-this-mail-did-not-fail-it = This mail did not fail: it is not sent twice.
platform-mails-tried-again-by-itself = will be retried automatically:{" "}
platform-mails-waiting = waiting
platform-mails-written = Written

## platform-once

platform-once-form = form
platform-once-the-key-of-a-request-is = The key of a request is 1 to 200 visible ASCII characters.
platform-once-this-key-stood-for-another-request = This request key was used for another request.
platform-once-this-request-was-done-its-answer = This request was done; its answer is no longer kept.
platform-once-used-before = used before

## platform-outbox

platform-outbox-a-later-word-on-the-same = A later word on the same record was recorded: this one has nothing to add.
platform-outbox-offered-again = Resubmitted
platform-outbox-offered-again-not-because-a-later = { $n } offered again; { $m } not, because a later word on them was recorded
platform-outbox-this-record-is-not-refused-any = This record is not refused any more.

## platform-page

platform-page-is-not-a-day-like-2026 = { $text } is not a day like 2026-03-01.
platform-page-must-be-a-whole-number = must be a whole number
platform-page-nobody-has-this-e-mail-address = No account uses this e-mail address.
platform-page-that-is-not-a-whole-number = That is not a whole number.
platform-page-the-clock-showed-this-time-twice = The clock showed this time twice: write it with its offset, one of { $a } and { $b }.
platform-page-the-whole-address = the full address

## platform-pdf

platform-pdf-simulated = SIMULATED

## platform-people

platform-people-a-token-lasts-1-to-366 = A token lasts 1 to 366 days.
platform-people-choose-scopes-among = Choose scopes among { $value }.
platform-people-city-wide-roles-belong-to-no = City-wide roles belong to no facility; every other role needs one.
platform-people-compare-it = please check it
platform-people-like-0000-0002-1825-0097 = like 0000-0002-1825-0097
platform-people-like-05qbk4x57 = like 05qbk4x57
platform-people-the-check-digit-of-the-orcid = The check digit of the ORCID iD is wrong; compare it with yours.
platform-people-the-check-digits-of-the-ror = The check digits of the ROR id are wrong.
platform-people-the-token-ends-on-replace-it = The token “{ $name }” ends on { $zone }: replace it.
platform-people-there-is-no-role-use-one = There is no role { $role }; use one of { $value }.
platform-people-this-person-holds-that-role-already = This person holds that role already.
platform-people-you-cannot-end-your-own-city = You cannot end your own city-office role; ask a colleague.
platform-people-you-were-given-the-role = You were assigned the role: { $r }
platform-people-your-second-factors-were-removed-set = Your second factors were removed: set one up again. If you did not ask for it, tell the administrator at once.

## platform-refused

platform-refused-back-to-the-start = Back to the home page
platform-refused-not-for-you = Access denied
platform-refused-you-may-not-see-this-page = You may not see this page.

## platform-refused-records

platform-refused-records-last-offered-again = Last resubmitted
platform-refused-records-more-on-the-way = { $waiting } more waiting for delivery.
platform-refused-records-no-record-is-refused = No record is refused.
platform-refused-records-offer-again = Resubmit
platform-refused-records-offer-all-again = Resubmit all
platform-refused-records-only-the-first-are-listed = Only the first { $rows } are listed.
platform-refused-records-record = Record
platform-refused-records-record-is-other-records-are-not =
    { $number ->
        [one] { $number } record is
       *[other] { $number } records are
    } not in the ledger.
platform-refused-records-records-that-the-ledger-refused = Records that the ledger refused
platform-refused-records-refused = Refused
platform-refused-records-the-worker-has-not-been-heard = The worker has not been heard of since { $at }.
platform-refused-records-the-worker-never-ran = The worker never ran.
platform-refused-records-withdrawal = withdrawal

## platform-roles

platform-roles-auditor = Auditor
platform-roles-chair = Chair
platform-roles-co-proposer = Co-proposer
platform-roles-data-access-only = Data access only
platform-roles-facility-director = Facility director
platform-roles-instrument-scientist = Instrument scientist
platform-roles-principal-investigator = Principal investigator
platform-roles-safety-officer = Safety officer
platform-roles-secretary = Secretary
platform-roles-user-office = User office

## platform-stale

platform-stale-changed-meanwhile = Changed meanwhile
platform-stale-drop-my-change-and-see-what = Discard my change and show the current content
platform-stale-empty = (empty)
platform-stale-this-was-changed-after-you-opened = This was changed after you opened it
platform-stale-what-is-there-now = Current content
platform-stale-what-you-wrote-is-what-is = What you wrote is the same as the current content.
platform-stale-your-change-is-not-saved-yet = Your change is not saved yet, but it has been kept. Compare the two texts, edit yours and save.

## platform-states

platform-states-the-is-is-not-possible-now = The { $title } is '{ $states }': '{ $verb }' is not possible now.

## platform-typed

platform-typed-can-be-read-in-two-ways = '{ $text }' can be read in two ways: use a point before decimals, and group thousands by three.
platform-typed-does-not-exist = does not exist
platform-typed-is-not-a-time-like-2026 = { $text } is not a time like 2026-03-01 08:00.
platform-typed-like-2026-03-01-08-00 = like 2026-03-01 08:00
platform-typed-like-33-4-or-1-200 = like 33.4 or 1,200
platform-typed-that-is-not-a-number = That is not a number.
platform-typed-the-clock-skips-this-time-there = The clock skips this time there (daylight saving).

## platform-verbs

platform-verbs-this-address-has-an-account-already = This address has an account already.
platform-verbs-this-clashes-with-something-that-is = This clashes with something that is there already, and was not saved.
platform-verbs-this-person-holds-that-role-already = This person holds that role already.
platform-verbs-this-ror-id-is-there-already = This ROR id is there already.
