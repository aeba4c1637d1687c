## access-ambiguous

access-ambiguous-after-the-clock-was-set-back = , after the clock was set back
access-ambiguous-go-on = Go on
access-ambiguous-the-clock-was-set-back-that = The clock was set back that night: it showed
access-ambiguous-the-first = , the first
access-ambiguous-twice-nothing-that-you-typed-is = twice. Nothing that you typed is lost; choose, and go on.
access-ambiguous-utc-offset = UTC offset
access-ambiguous-which-of-the-two = Which of the two?

## access-balance

access-balance-added-up-by-grade-else-by = Added up by grade, else by time of submission; what is red no longer fits.
access-balance-does-not-fit = does not fit
access-balance-more-than-the-calendar-has = more than the calendar has
access-balance-nothing-was-asked-yet = Nothing was asked yet.
access-balance-programme = Programme
access-balance-reserve-list = Reserve list
access-balance-running = Running
access-balance-shares-by-programme = Shares by programme
access-balance-status = Status
access-balance-user-time-by-calendar = user time by calendar

## access-base

access-base-main = Main
access-base-science-city = Science city
access-base-sign-out = Sign out
access-base-simulated-all-people-proposals-and-records = SIMULATED: all people, proposals and records on this site are made up
access-base-skip-to-content = Skip to content
access-base-what-you-wrote-before-you-were = What you wrote before you were signed out is kept for you.

## access-bill

access-bill-adjust = Adjust:{" "}
access-bill-amount-may-be-negative = Amount (may be negative)
access-bill-amount-used = Amount used
access-bill-bill-issued = bill issued
access-bill-book-it = Book it
access-bill-charge = Charge
access-bill-every-session-booking-shot-and-draw = Every session, booking, shot and draw is on the bill. Time that the facility lost is not charged; late cancellations and missed bookings are. A use belongs to the month in which it ended, local time of the facility; what is recorded or corrected after that month’s bill was issued goes to the next one.
access-bill-hours = Hours
access-bill-issue-this-months-bill = Issue this month’s bill
access-bill-month = Month
access-bill-my-own-bill = My own bill
access-bill-no-charges = No charges.
access-bill-project = Project
access-bill-the-facilitys-bill = The facility’s bill
access-bill-total = Total
access-bill-users-e-mail = User's e-mail
access-bill-uses = Uses

## access-bookings

access-bookings-calendar-feed-the-address-is-a = Calendar feed (the address is a secret)
access-bookings-in-line = In line

## access-call

access-call-activate = Activate
access-call-begin-a-proposal = Begin a proposal
access-call-deactivate = Deactivate
access-call-drafts-follow-answers-to-questions-that = Drafts follow: answers to questions that stay are kept, all others are kept aside and shown to the applicant. What was handed in keeps its form until it is changed.
access-call-edit-closes = Closes
access-call-edit-edit-the-call = Edit the call
access-call-edit-filled-in-like-the-last-call = Filled in like the last call, for the next run cycle: look at title, times and amounts.
access-call-edit-form = Form
access-call-edit-internal-closing-optional = Internal closing (optional)
access-call-edit-its-facility-is-asked = its facility is asked
access-call-edit-long-term = long-term
access-call-edit-manage-forms = Manage forms
access-call-edit-open-to-none-everybody = Open to (none: everybody)
access-call-edit-opens = Opens
access-call-edit-order = Order
access-call-edit-rapid-access = rapid access
access-call-edit-run-cycle = Run cycle
access-call-edit-shown-after-submission-chinese = Shown after submission (Chinese)
access-call-edit-shown-after-submission-english = Shown after submission (English)
access-call-edit-standard = standard
access-call-edit-text-chinese = Text (Chinese)
access-call-edit-text-english = Text (English)
access-call-edit-title-chinese = Title (Chinese)
access-call-edit-title-english = Title (English)
access-call-edit-to-give-empty-not-offered = To give (empty: not offered)
access-call-edit-units-offered-and-how-much = Units offered, and how much
access-call-edit-user-time-by-the-run-calendar = User time by the run calendar
access-call-ethics-technical-review-director = ethics → technical review → director
access-call-new-form = New form
access-call-not-open = not open
access-call-open-internally = open internally
access-call-open-to = Open to
access-call-opens = Opens
access-call-replace = Replace
access-call-replace-a-form-that-has-a = Replace a form that has a fault
access-call-technical-review-director = technical review → director
access-call-technical-review-panel-director = technical review → panel → director
access-call-what-can-be-asked-for = What can be asked for

## access-calls

access-calls-calls = Calls
access-calls-closes-local-time = Closes (local time)
access-calls-cycle = Cycle
access-calls-inactive = inactive
access-calls-internal-only = internal only
access-calls-new-call = New call:{" "}
access-calls-open = Open
access-calls-others = Others

## access-conflicts

access-conflicts-agree = Agree
access-conflicts-ask-for-a-waiver = Ask for a waiver
access-conflicts-awaits-a-second-person = awaits a second person
access-conflicts-conflicts-of-interest = Conflicts of interest
access-conflicts-refuse = Refuse
access-conflicts-severity = Severity
access-conflicts-waiver = Waiver
access-conflicts-who-is-in-conflict-does-not = Who is in conflict does not judge the proposal. A waiver takes a reason, and a second person.

## access-decide

access-decide-amount = Amount
access-decide-campaign-accepted-whole-or-not-at = Campaign: accepted whole or not at all
access-decide-decide-and-send-letters = Decide and send letters
access-decide-grade = grade
access-decide-its-facility-decides = its facility decides
access-decide-its-technical-review-is-not-finished = its technical review is not finished
access-decide-remark = Remark
access-decide-the-panel-says = the panel says
access-decide-to-give = to give
access-decide-version = version { $version }

## access-decisions

access-decisions-decide = Decide
access-decisions-nothing-awaits-a-decision = Nothing awaits a decision.
access-decisions-panel = Panel

## access-facilities

access-facilities-no-facility-yet = No facility yet.
access-facilities-retired = Retired

## access-facility

access-facility-add-cycle = Add cycle
access-facility-add-unit = Add unit
access-facility-booked-by-the-hour = booked by the hour
access-facility-category = Category
access-facility-correct-or-retire = Correct or retire
access-facility-course = Course
access-facility-cycle = Cycle
access-facility-days = days
access-facility-every-visitor = every visitor
access-facility-give = Give
access-facility-letter-templates = Letter templates
access-facility-mode = Mode
access-facility-needed-of-every-visitor = needed of every visitor
access-facility-new-as-the-registry-says = as the registry says
access-facility-new-e-mail-of-the-user-office = E-mail of the user office
access-facility-new-operating-organisation = Operating organisation
access-facility-new-path = Path
access-facility-new-safety-approval = Safety approval
access-facility-new-time-zone = Time zone
access-facility-no-run-cycle-yet = No run cycle yet.
access-facility-no-units-yet = No units yet.
access-facility-note-the-pass = Note the pass
access-facility-rate = Rate
access-facility-run-calendar = Run calendar
access-facility-safety = safety
access-facility-this-facility-is-retired = This facility is retired.
access-facility-training = Training
access-facility-training-2 = Training
access-facility-training-needed = Training needed
access-facility-user-time-by-calendar = User time by calendar
access-facility-valid-days = Valid (days)
access-facility-who-passed-e-mail = Who passed (e-mail)
access-facility-whole-facility = whole facility

## access-form

access-form-edit-draft-options-one-a-line-value = Draft. Options, one a line: value | Chinese | English | path of a unit (optional: choosing it asks for that unit).
access-form-edit-help-chinese = Help (Chinese)
access-form-edit-help-english = Help (English)
access-form-edit-is-answered-by-commas = is answered by (commas)
access-form-edit-least = Least
access-form-edit-most = Most
access-form-edit-new-question = New question
access-form-edit-only-if-question = Only if question
access-form-edit-options = Options
access-form-edit-options-condition-unit-help = Options, condition, unit, help
access-form-edit-order = Order
access-form-edit-publish-this-version = Publish this version
access-form-edit-question-chinese = Question (Chinese)
access-form-edit-question-english = Question (English)
access-form-edit-this-version-is-published-and-will = This version is published and will not change; saving begins a new one.
access-form-edit-type = Type
access-form-edit-unit = Unit

## access-forms

access-forms-draft = draft
access-forms-new-form = New form
access-forms-no-form-yet = No form yet.
access-forms-questions = questions

## access-grant

access-grant-account = Account
access-grant-destroyed = destroyed
access-grant-enrolled = enrolled
access-grant-note = Note
access-grant-returned = returned
access-grant-update-from-the-ledgers-jobs = Update from the ledger's jobs
access-grant-used = used
access-grant-valid = Valid

## access-grants

access-grants-no-grants = No grants.
access-grants-progress = Progress
access-grants-runs-out = runs out

## access-history

access-history-a-line-a-change-each-tied = A line a change, each tied to the one before by SHA-256.
access-history-earlier = Earlier
access-history-from-to = From → to
access-history-personal-sealed = (personal, sealed)
access-history-verify-the-chain = Verify the chain
access-history-what = What
access-history-who = Who

## access-home

access-home-ask-one-facility-or-several-for = Ask one facility or several for beamtime, shots, instrument hours, core-hours or samples.
access-home-coming-up = Coming up
access-home-create-an-account = Create an account
access-home-no-call-is-open-now = No call is open now.
access-home-nothing-awaits-you = Nothing awaits you.
access-home-nothing-is-planned = Nothing is planned.
access-home-time-at-the-science-city = Time at the science city
access-home-to-do = To do
access-home-units-asked-for = Units asked for
access-home-your-desk = Your desk

## access-instrument

access-instrument-book = Book
access-instrument-booked = booked
access-instrument-calendar-no-names = Calendar (no names)
access-instrument-closed = closed
access-instrument-faults = Faults
access-instrument-finished = finished
access-instrument-free = free
access-instrument-free-of-charge = free of charge
access-instrument-in-line = in line
access-instrument-in-line-2 = in line
access-instrument-in-use = in use
access-instrument-it-cannot-be-used = It cannot be used
access-instrument-mended = Mended
access-instrument-min-each-at-most-h-a = { $shortest_minutes }–{ $longest_minutes } min each · at most { $hours_a_week } h a week · free to cancel until { $cancel_hours } h before
access-instrument-missed = missed
access-instrument-next-booking = next booking
access-instrument-operational = operational
access-instrument-out-of-order = out of order
access-instrument-rates = Rates
access-instrument-report-a-fault = Report a fault
access-instrument-stops-use = stops use
access-instrument-time-lost-min = Time lost (min)
access-instrument-training-you-lack = Training you lack:{" "}
access-instrument-wait-in-line = Wait in line
access-instrument-what-is-wrong = What is wrong

## access-instruments

access-instruments-blue-booked-green-mine-orange-in = Blue: booked; green: mine; orange: in use. Open an instrument to book it.
access-instruments-bookings = bookings
access-instruments-bookings-of-the-week = Bookings of the week
access-instruments-instruments = Instruments
access-instruments-week-of = Week of

## access-invitations

access-invitations-code-of-an-invitation = Code of an invitation
access-invitations-no-thank-you = No, thank you
access-invitations-nothing-awaits-your-answer = Nothing awaits your answer.
access-invitations-until = until
access-invitations-until-you-say-yes-you-are = Until you say yes you are not on the proposal, and nothing follows from it.
access-invitations-yes-join = Yes, join

## access-kept

access-kept-back-to-the-page = Back to the page
access-kept-go-to-the-home-page = Go to the home page
access-kept-nothing-is-kept-for-you = Nothing is kept for you.
access-kept-send-it-again = Send it again
access-kept-throw-it-away = Throw it away
access-kept-you-were-signed-out-before-this =
    You were signed out before this was sent. It is not in the system yet, and nothing of it is lost:
       look through it and send it again.

## access-label

access-label-print = Print

## access-mails

access-mails-fate = Fate
access-mails-no-account-yet = no account yet
access-mails-only-to-those-who-did-not = Only to those who did not get it.
access-mails-recipient = Recipient
access-mails-recipient-or-subject = Recipient or subject
access-mails-send-again = Send again
access-mails-send-all-that-failed-again = Send all that failed again
access-mails-subject = Subject
access-mails-tried-again-by-itself = tried again by itself:{" "}
access-mails-written = Written

## access-me

access-me-a-daily-digest = a daily digest
access-me-add-an-organisation = Add an organisation
access-me-api-tokens = API tokens
access-me-change-password = Change password
access-me-credit-code = Credit code
access-me-e-mail = E-mail
access-me-each-message = each message
access-me-erase = Erase
access-me-erase-my-account-and-data-the = Erase my account and data (the ledger keeps the pseudonym)
access-me-export = Export
access-me-language-of-letters = Language of letters
access-me-make-a-token = Make a token
access-me-my-account = My account
access-me-my-data = My data
access-me-name = Name
access-me-name-in-chinese = Name in Chinese
access-me-none = none
access-me-organisation = Organisation
access-me-pseudonym-in-the-ledger = Pseudonym in the ledger
access-me-researcher = Researcher
access-me-revoke = Revoke
access-me-scopes = Scopes
access-me-second-factor-and-passkeys = Second factor and passkeys
access-me-training = Training
access-me-valid-until = valid until
access-me-where-i-am-signed-in = Where I am signed in

## access-meeting

access-meeting-accept = accept
access-meeting-accept-2 = accept
access-meeting-close-the-meeting = Close the meeting
access-meeting-comments-and-conclusion = Comments and conclusion
access-meeting-drag-or-use-the-arrows = Drag, or use the arrows.
access-meeting-finish = Finish
access-meeting-grades-are-normalised-between-reviewers = Grades are normalised between reviewers.
access-meeting-hidden-the-panel-the-facility-and = Hidden (the panel, the facility and its director see it)
access-meeting-in-order-of-the-chairs-rank = In order of the chair's rank, else of grade.
access-meeting-open = open
access-meeting-panel-meeting = Panel meeting
access-meeting-quorum-not-met = quorum not met
access-meeting-recommendation = Recommendation
access-meeting-reject = reject
access-meeting-reserve = reserve
access-meeting-reviews = reviews
access-meeting-spread = spread
access-meeting-the-meeting-is-closed = The meeting is closed
access-meeting-to-the-applicant-who-sees-it = To the applicant (who sees it after the decision)
access-meeting-you-see-what-others-gave-once = You see what others gave once your own review is handed in.

## access-notices

access-notices-mark-all-as-read = Mark all as read
access-notices-no-messages = No messages.

## access-offers

access-offers-asked-for = asked for
access-offers-decline = Decline
access-offers-give = Give
access-offers-given = given
access-offers-nobody-asks-for-any = Nobody asks for any.
access-offers-of-it-accepted = of it accepted
access-offers-until-you-agree-the-unit-is = Until you agree the unit is not in the call; your facility reviews and decides its time all the same.
access-offers-your-units-in-the-calls-of = Your units in the calls of others

## access-outputs

access-outputs-as-claimed = As claimed
access-outputs-by-doi = By DOI
access-outputs-by-hand = By hand
access-outputs-claimed-by = claimed by
access-outputs-date = Date
access-outputs-identifier-doi-patent-pdb = Identifier (DOI, patent, PDB…)
access-outputs-it-is-confirmed-already-what-is = It is confirmed already: what is said of it stays.
access-outputs-journal = Journal
access-outputs-look-it-up = Look it up
access-outputs-no-outputs-yet = No outputs yet.
access-outputs-once-a-proposal-of-yours-was = Once a proposal of yours was given time, you can claim its outputs here.
access-outputs-output = Output
access-outputs-reject = Reject
access-outputs-take-back = Take back
access-outputs-who-took-part-claims-it-somebody = Who took part claims it; somebody else at the facility confirms it. Until then no figure counts it.
access-outputs-you-claimed-it-a-colleague-confirms = You claimed it: a colleague confirms it.

## access-panel

access-panel-assign = Assign
access-panel-assign-by-load = Assign by load
access-panel-conflicts = Conflicts
access-panel-correct-the-panel-and-its-criteria = Correct the panel and its criteria
access-panel-meeting = Meeting
access-panel-put-before-this-panel = Put before this panel
access-panel-reasons-and-waivers = Reasons and waivers
access-panel-review = Review
access-panel-review-2 = review
access-panel-review-other-reviews =
    { $get ->
        [one] { $get } review
       *[other] { $get } reviews
    }
access-panel-reviews-each = Reviews each
access-panel-seat = Seat
access-panel-waiting-for-a-panel = Waiting for a panel

## access-panels

access-panels-as-on-the-last-panel = as on the last panel:{" "}
access-panels-closed = closed
access-panels-handed-in = handed in
access-panels-make = Make
access-panels-my-reviews = My reviews
access-panels-new-panel = New panel:{" "}
access-panels-no-reviews-are-yours = No reviews are yours.
access-panels-normalise-between-reviewers = normalise between reviewers
access-panels-one-by-one = one by one
access-panels-panels = Panels
access-panels-review-begins = Review begins
access-panels-review-ends = Review ends
access-panels-to-write = to write
access-panels-until = until

## access-permissions

access-permissions-permission = Permission
access-permissions-what-is-not-listed-is-refused = What is not listed is refused. at: role at the facility; member: on the proposal; seat: on the panel; city: city-wide role.
access-permissions-who-may = Who may

## access-plan

access-plan-a-published-plan-never-changes-and = A published plan never changes, and everybody concerned is told.
access-plan-all-beam-lost = all (beam lost)
access-plan-all-have-time = All have time.
access-plan-being-solved = Being solved
access-plan-board = Board
access-plan-compare-changed = Changed
access-plan-compare-full-re-plan-more-moves = full re-plan (more moves)
access-plan-compare-no-time = no time
access-plan-compare-the-other-way = The other way
access-plan-compare-the-two-are-the-same = The two are the same.
access-plan-compare-with-another-version = Compare with another version
access-plan-cost = Cost
access-plan-drag-a-run-to-move-it = Drag a run to move it; every rule is checked before it is let go. The form below does the same.
access-plan-earlier = earlier
access-plan-from = From
access-plan-frozen-days = Frozen (days)
access-plan-gap = gap
access-plan-how-it-was-found = How it was found
access-plan-later = later
access-plan-lock = Lock
access-plan-move-a-new-version = Move (a new version)
access-plan-no-time = no time
access-plan-no-time-2 = no time
access-plan-placed = Placed
access-plan-progress = progress
access-plan-proven-bound = proven bound
access-plan-publish-and-tell = Publish and tell
access-plan-re-plan = Re-plan
access-plan-re-plan-after-a-loss = Re-plan after a loss
access-plan-rivals = Rivals
access-plan-run-plan-pdf = Run plan (PDF)
access-plan-runs-by-unit-the-table-below = Runs by unit; the table below says the same
access-plan-search-on = Search on
access-plan-search-on-s = Search on (s)
access-plan-solid-value-placed-dashed-proven-bound = Solid: value placed; dashed: proven bound (grade × hours).
access-plan-stop-and-keep-the-best = Stop and keep the best
access-plan-the-conditions-were-changed-in-this = the conditions were changed in this version: no bound yet
access-plan-unlock = Unlock
access-plan-value = value
access-plan-value-and-bound-over-time = value and bound over time
access-plan-waiting-for-the-worker = waiting for the worker
access-plan-who-moves-and-why = Who moves, and why
access-plan-why = Why?
access-plan-why-it-has-no-time-these-rules = It has no time. These rules together leave it no start; it is the smallest such set:
access-plan-why-it-has-time-without-it-these = It has time. Without it these could have had that time:
access-plan-why-nobody = Nobody.
access-plan-why-to-place-it-worth-a-at = To place it (worth {"{"}a{"}"}), at least these, worth {"{"}b{"}"}, would have to go:
access-plan-without-time = Without time
access-plan-zoom = Zoom

## access-plans

access-plans-bound = Bound
access-plans-draw-up-a-plan = Draw up a plan
access-plans-gap = Gap
access-plans-made = Made
access-plans-made-from-what-was-accepted-and = Made from what was accepted and the run calendar; every version is kept, with its distance from a proven bound.
access-plans-no-plan-yet = No plan yet.
access-plans-remark = Remark
access-plans-there-is-no-run-cycle-yet = There is no run cycle yet.
access-plans-time-to-search-s = time to search (s)

## access-privacy

access-privacy-contact = Contact
access-privacy-my-account = My account
access-privacy-sign-in-then-see-my-account = Sign in, then see “My account”
access-privacy-this-site-sets-two-cookies-that = This site sets two cookies that it needs (signing in, and against forged requests) and one for the language, and sends nothing to other sites.
access-privacy-until = Until
access-privacy-what-for = What for
access-privacy-what-this-site-keeps-about-people = What this site keeps about people, why, and until when. No name stands in public pages, files or reports.
access-privacy-you-may-see-your-data-and = You may see your data and take them out, correct them and have them erased (Personal Information Protection Law, articles 45 to 47). Who still leads a proposal under way hands it over or closes it first.
access-privacy-your-rights = Your rights

## access-proposal

access-proposal-amount = Amount
access-proposal-appeal = Appeal
access-proposal-as-a-resubmission = as a resubmission
access-proposal-ask = Ask
access-proposal-ask-2 = Ask
access-proposal-ask-a-member-to-lead-it = Ask a member to lead it
access-proposal-ask-again = Ask again
access-proposal-asked-no-answer-yet = asked, no answer yet
access-proposal-attachments = Attachments
access-proposal-campaign = campaign
access-proposal-close = Close
access-proposal-comment = Comment
access-proposal-comment-to-the-applicant = Comment to the applicant
access-proposal-comments = Comments
access-proposal-copied-from = copied from
access-proposal-copy = Copy
access-proposal-copy-to-another-call = Copy to another call
access-proposal-decide = Decide
access-proposal-e-mail-the-whole-address = E-mail (the whole address)
access-proposal-earlier-collaborators = Earlier collaborators
access-proposal-edit-amount = Amount
access-proposal-edit-answers-that-the-form-of-now = Answers that the form of now has no place for
access-proposal-edit-any-change-undoes-the-following-once = Any change undoes the following; once you hand it in they are asked for again:{" "}
access-proposal-edit-at-the-same-time-as = at the same time as
access-proposal-edit-before = before
access-proposal-edit-before-within-n-days-of = before, within N days of
access-proposal-edit-could-not-save-by-itself-keep = Could not save by itself. Keep this page open and press Save draft.
access-proposal-edit-draft = Draft
access-proposal-edit-how-the-parts-are-tied-in = How the parts are tied in time
access-proposal-edit-i-know-that-these-are-undone = I know that these are undone and asked for again
access-proposal-edit-not-in-this-call-take-it = not in this call: take it out and choose another
access-proposal-edit-part = Part
access-proposal-edit-people-comments-and-more = People, comments and more
access-proposal-edit-programme = Programme
access-proposal-edit-relation = Relation
access-proposal-edit-save-draft = Save draft
access-proposal-edit-units-asked-for = Units asked for
access-proposal-end = end
access-proposal-ethics-approval = Ethics approval
access-proposal-hand-in-the-review = Hand in the review
access-proposal-if-you-change-it-these-are = If you change it, these are undone and asked for again:{" "}
access-proposal-internal = internal
access-proposal-internal-only = Internal only
access-proposal-invite = Invite
access-proposal-letters = Letters
access-proposal-no-title = (no title)
access-proposal-number-of-the-ethics-approval = Number of the ethics approval
access-proposal-old-and-new-side-by-side = old and new side by side
access-proposal-on-version = on version { $version }
access-proposal-parts = Parts
access-proposal-people = People
access-proposal-place = Place
access-proposal-private = Private
access-proposal-private-comment-neither-applicant-nor-reviewers = Private comment (neither applicant nor reviewers see it)
access-proposal-questions-and-answers = Questions and answers
access-proposal-reasons = Reasons
access-proposal-resubmission-of = resubmission of
access-proposal-said-no = said no
access-proposal-schedule = Schedule
access-proposal-send-the-appeal = Send the appeal
access-proposal-start = start
access-proposal-submitted = Submitted.
access-proposal-take-back = Take back
access-proposal-take-back-to-edit = Take back to edit
access-proposal-the-panels-comment = The panel's comment
access-proposal-to-applicants-and-facility = To applicants and facility
access-proposal-verdict = Verdict
access-proposal-versions = Versions
access-proposal-withdraw = Withdraw
access-proposal-withdraw-this-proposal = Withdraw this proposal?

## access-proposals

access-proposals-accept-an-invitation = Accept an invitation
access-proposals-code = Code
access-proposals-code-or-title = Code or title

## access-refused

access-refused-back-to-the-start = Back to the start
access-refused-not-for-you = Not for you
access-refused-records-last-offered-again = Last offered again
access-refused-records-mark = {"."}
access-refused-records-more-on-the-way = { $waiting } more on the way.
access-refused-records-no-record-is-refused = No record is refused.
access-refused-records-offer-again = Offer again
access-refused-records-offer-all-again = Offer all again
access-refused-records-only-the-first-are-listed = Only the first { $rows } are listed.
access-refused-records-record = Record
access-refused-records-record-is-other-records-are-not =
    { $number ->
        [one] { $number } record is
       *[other] { $number } records are
    } not in the ledger.
access-refused-records-records-that-the-ledger-refused = Records that the ledger refused
access-refused-records-refused = Refused
access-refused-records-the-worker-has-not-been-heard = The worker has not been heard of since
access-refused-records-the-worker-never-ran = The worker never ran.
access-refused-records-withdrawal = withdrawal
access-refused-you-may-not-see-this-page = You may not see this page.

## access-return

access-return-declared = Declared
access-return-gap = Gap
access-return-line-by-line = Line by line
access-return-measured = Measured
access-return-records = records
access-return-sign-the-chosen-lines = Sign the chosen lines

## access-returns

access-returns-download-an-empty-workbook = Download an empty workbook
access-returns-the-workbook-filled-in-xlsx = The workbook, filled in (.xlsx)
access-returns-to-be-signed = to be signed

## access-review

access-review-comment-to-the-applicant-the-panel = Comment to the applicant (the panel and the facility see it, and the panel passes it on)
access-review-conflict-of-interest = Conflict of interest
access-review-declare-and-hand-back = Declare and hand back
access-review-for-the-panel-only-its-chair = For the panel only (its chair, its secretary, the user office)
access-review-hand-in = Hand in
access-review-old-and-new-side-by-side = Old and new side by side
access-review-open-the-proposal = Open the proposal
access-review-scores = Scores
access-review-the-review-is-handed-in-or = The review is handed in, or the period is not open.
access-review-weight = weight
access-review-you-judged-version-it-is-now = You judged version { $version }; it is now version { $or }: please judge it anew.

## access-runlog

access-runlog-actual = Actual
access-runlog-actual-start = Actual start
access-runlog-actual-stop = Actual stop
access-runlog-actual-stop-empty-now = Actual stop (empty: now)
access-runlog-correct-the-actual-times = Correct the actual times
access-runlog-corrected = Corrected:{" "}
access-runlog-energy-and-timing-within-tolerance = Energy and timing within tolerance
access-runlog-energy-mj = Energy (mJ)
access-runlog-last-note-optional = Last note (optional)
access-runlog-log = Log
access-runlog-lost-min = Lost (min)
access-runlog-mark = ,{" "}
access-runlog-min-lost = { $minutes_lost } min lost
access-runlog-missed-the-target = missed the target
access-runlog-nothing-logged-yet = Nothing logged yet.
access-runlog-on-target = on target
access-runlog-on-target-2 = On target
access-runlog-out-of-tolerance = out of tolerance
access-runlog-run-log = Run log
access-runlog-running = running
access-runlog-stop = Stop
access-runlog-strike-this-line = Strike this line
access-runlog-text = Text
access-runlog-was = Was
access-runlog-when = When
access-runlog-when-empty-now-of-lost-time = When (empty: now; of lost time, its end)
access-runlog-who-was-there = Who was there
access-runlog-within-tolerance = within tolerance

## access-session

access-session-actual-start-empty-now = Actual start (empty: now)
access-session-add-to-the-team = Add to the team
access-session-amount-of-chemical = Amount of chemical
access-session-amount-of-sample = Amount of sample
access-session-approve = Approve
access-session-approve-the-visit = Approve the visit
access-session-arrives = Arrives
access-session-as-judged = As judged
access-session-ask-for-changes = Ask for changes
access-session-before-it-can-start = Before it can start:{" "}
access-session-cancel-my-visit = Cancel my visit
access-session-cancel-office = Cancel (office)
access-session-cancel-the-session = Cancel the session
access-session-cancel-this-session = Cancel this session?
access-session-carrier = Carrier
access-session-change-the-declaration-it-is-judged = Change the declaration (it is judged anew)
access-session-chemical = Chemical
access-session-chemicals = Chemicals
access-session-content = Content
access-session-download-the-safety-document = Download the safety document
access-session-due-by = Due by
access-session-hand-in-the-report = Hand in the report
access-session-i-know-that-what-was-approved = I know that what was approved is undone and asked for again
access-session-label = Label
access-session-leaves = Leaves
access-session-link-to-the-data = Link to the data
access-session-measures = Measures
access-session-mode = Mode
access-session-note-a-shipment = Note a shipment
access-session-now = Now
access-session-on-site = on site
access-session-register-my-visit = Register my visit
access-session-remark = remark
access-session-remark-2 = Remark
access-session-remote = remote
access-session-report = Report
access-session-return = Return
access-session-safety-declaration = Safety declaration
access-session-sample = Sample
access-session-samples = Samples
access-session-shipments = Shipments
access-session-start = Start
access-session-submit-the-declaration = Submit the declaration
access-session-tracking = Tracking
access-session-tracking-number = Tracking number
access-session-training-missing = Training missing:{" "}
access-session-visits = Visits
access-session-what-changed-since-it-was-last = What changed since it was last judged
access-session-what-was-done-and-found = What was done and found

## access-sessions

access-sessions-accepted-to-be-placed = Accepted, to be placed
access-sessions-coming = Coming
access-sessions-safety-to-review = Safety to review
access-sessions-visits-to-approve = Visits to approve

## access-setup

access-setup-bring-back = Bring back
access-setup-i-know = I know
access-setup-mark = {""}
access-setup-nothing = Nothing.
access-setup-required = required
access-setup-retire = Retire
access-setup-retired-on = Retired on
access-setup-save-the-correction = Save the correction
access-setup-this-also-does-the-following = This also does the following:
access-setup-what-depends-on-it = What depends on it
access-setup-what-is-retired-is-offered-for = What is retired is offered for nothing new. What used it stays readable.
access-setup-who = Who

## access-setups

access-setups-downtime-profile = Downtime profile
access-setups-each-item-can-be-corrected-or = Each item can be corrected or retired. What depends on it is shown first, and its history is kept.
access-setups-none-is-set-up-here-the = None is set up here: the registry’s holds.

## access-stale

access-stale-changed-meanwhile = Changed meanwhile
access-stale-drop-my-change-and-see-what = Drop my change and see what is there now
access-stale-empty = (empty)
access-stale-this-was-changed-after-you-opened = This was changed after you opened it
access-stale-what-is-there-now = What is there now
access-stale-what-you-wrote-is-what-is = What you wrote is what is there now.
access-stale-your-change-is-not-saved-yet = Your change is not saved yet, and nothing of it is lost. Compare the two, make the right text of them, and save.

## access-technical

access-technical-nothing-to-review = Nothing to review.

## access-versions

access-versions-both-say-the-same = Both say the same.
access-versions-compare = Compare
access-versions-field = Field
access-versions-it-was-handed-in-once = It was handed in once.
access-versions-new = New
access-versions-old = Old
access-versions-on-this-version = on this version, { $version }
access-versions-on-version-it-is-now-version = on version { $version }; it is now version { $or }: please judge it anew
access-versions-version = Version { $else }
access-versions-version-2 = Version { $number }
access-versions-versions-side-by-side = Versions side by side
