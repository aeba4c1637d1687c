## access-balance

access-balance-added-up-by-grade-else-by = Cumulative by grade, or by time of submission where there is no grade; proposals in red no longer fit.
access-balance-does-not-fit = does not fit
access-balance-more-than-the-calendar-has = more than the calendar has
access-balance-nothing-was-asked-yet = No time has been requested yet.
access-balance-programme = Programme
access-balance-reserve-list = Reserve list
access-balance-running = Cumulative
access-balance-shares-by-programme = Shares by programme
access-balance-status = Status
access-balance-user-time-by-calendar = user time by calendar

## access-bill

access-bill-adjust = Adjust:{" "}
access-bill-amount-may-be-negative = Amount (may be negative)
access-bill-amount-used = Amount used
access-bill-bill-issued = bill issued
access-bill-book-it = Post
access-bill-charge = Charge
access-bill-every-session-booking-shot-and-draw = Every session, booking, shot and use of a grant is on the bill. Time lost by the facility is not charged; late cancellations and missed bookings are. A use belongs to the month in which it ended, in the facility’s local time; what is recorded or corrected after that month’s bill was issued goes on the next one.
access-bill-hours = Hours
access-bill-issue-this-months-bill = Issue this month’s bill
access-bill-month = Month
access-bill-my-own-bill = My bill
access-bill-no-charges = No charges.
access-bill-project = Project
access-bill-the-facilitys-bill = The facility’s bill
access-bill-total = Total
access-bill-users-e-mail = User's e-mail
access-bill-uses = Uses

## access-bookings

access-bookings-calendar-feed-the-address-is-a = Calendar feed (the address is a secret)
access-bookings-in-line = On the waiting list

## access-call

access-call-activate = Activate
access-call-begin-a-proposal = Start a proposal
access-call-deactivate = Deactivate
access-call-drafts-follow-answers-to-questions-that = Drafts are updated: answers to questions that remain are kept; other answers are set aside and shown to the applicant. A submitted proposal keeps its form until it is changed.
access-call-edit-closes = Closes
access-call-edit-edit-the-call = Edit the call
access-call-edit-filled-in-like-the-last-call = Filled in from the last call, for the next run cycle: please check the title, the times and the amounts.
access-call-edit-form = Form
access-call-edit-internal-closing-optional = Internal closing (optional)
access-call-edit-its-facility-is-asked = subject to its facility’s agreement
access-call-edit-long-term = long-term
access-call-edit-manage-forms = Manage forms
access-call-edit-open-to-none-everybody = Open to (none selected: everybody)
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
access-call-edit-to-give-empty-not-offered = Available (empty: not offered)
access-call-edit-units-offered-and-how-much = Units offered and amounts available
access-call-edit-user-time-by-the-run-calendar = User time in the run calendar
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
access-call-what-can-be-asked-for = Units available

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

access-conflicts-agree = Agree to waiver
access-conflicts-ask-for-a-waiver = Request a waiver
access-conflicts-awaits-a-second-person = awaiting confirmation
access-conflicts-conflicts-of-interest = Conflicts of interest
access-conflicts-refuse = Refuse
access-conflicts-severity = Severity
access-conflicts-waiver = Waiver
access-conflicts-who-is-in-conflict-does-not = A person with a conflict of interest does not review the proposal. A waiver needs a reason and confirmation by a second person.

## access-decide

access-decide-amount = Amount
access-decide-campaign-accepted-whole-or-not-at = Campaign: accepted as a whole or not at all
access-decide-decide-and-send-letters = Decide and send letters
access-decide-grade = grade
access-decide-its-facility-decides = its facility decides
access-decide-its-technical-review-is-not-finished = its technical review is not finished
access-decide-remark = Remark
access-decide-the-panel-says = panel recommendation
access-decide-to-give = available
access-decide-version = version { $version }

## access-decisions

access-decisions-decide = Decide
access-decisions-nothing-awaits-a-decision = Nothing awaits a decision.
access-decisions-panel = Panel

## access-facilities

access-facilities-no-facility-yet = No facilities yet.
access-facilities-retired = Retired

## access-facility

access-facility-add-cycle = Add cycle
access-facility-add-unit = Add unit
access-facility-booked-by-the-hour = bookable by the hour
access-facility-category = Category
access-facility-correct-or-retire = Correct or retire
access-facility-course = Course
access-facility-cycle = Cycle
access-facility-days = days
access-facility-every-visitor = every visitor
access-facility-give = Assign
access-facility-letter-templates = Letter templates
access-facility-mode = Mode
access-facility-needed-of-every-visitor = required of every visitor
access-facility-new-as-the-registry-says = as in the registry
access-facility-new-e-mail-of-the-user-office = E-mail of the user office
access-facility-new-operating-organisation = Operating organisation
access-facility-new-path = Path
access-facility-new-safety-approval = Safety approval
access-facility-new-time-zone = Time zone
access-facility-no-run-cycle-yet = No run cycles yet.
access-facility-no-units-yet = No units yet.
access-facility-note-the-pass = Record completion
access-facility-rate = Rate
access-facility-run-calendar = Run calendar
access-facility-safety = safety
access-facility-this-facility-is-retired = This facility is retired.
access-facility-training = Training
access-facility-training-2 = Training
access-facility-training-needed = Training required
access-facility-user-time-by-calendar = User time in the calendar
access-facility-valid-days = Validity (days)
access-facility-who-passed-e-mail = Person who completed it (e-mail)
access-facility-whole-facility = whole facility

## access-form

access-form-edit-draft-options-one-a-line-value = Draft. Options, one per line: value | Chinese | English | path of a unit (optional: choosing the option requests that unit).
access-form-edit-help-chinese = Help (Chinese)
access-form-edit-help-english = Help (English)
access-form-edit-is-answered-by-commas = is one of (separate by commas)
access-form-edit-least = Minimum
access-form-edit-most = Maximum
access-form-edit-new-question = New question
access-form-edit-only-if-question = Only if the answer to
access-form-edit-options = Options
access-form-edit-options-condition-unit-help = Options, condition, unit, help
access-form-edit-order = Order
access-form-edit-publish-this-version = Publish this version
access-form-edit-question-chinese = Question (Chinese)
access-form-edit-question-english = Question (English)
access-form-edit-this-version-is-published-and-will = This version is published and cannot be changed; saving starts a new version.
access-form-edit-type = Type
access-form-edit-unit = Unit

## access-forms

access-forms-draft = draft
access-forms-new-form = New form
access-forms-no-form-yet = No forms yet.
access-forms-questions = questions

## access-grant

access-grant-account = Account
access-grant-destroyed = destroyed
access-grant-enrolled = enrolled
access-grant-note = Note
access-grant-returned = returned
access-grant-update-from-the-ledgers-jobs = Update from jobs in the ledger
access-grant-used = used
access-grant-valid = Valid

## access-grants

access-grants-no-grants = No grants.
access-grants-progress = Progress
access-grants-runs-out = runs out

## access-history

access-history-a-line-a-change-each-tied = One line for each change, each linked to the one before by SHA-256.
access-history-earlier = Earlier
access-history-from-to = From → to
access-history-personal-sealed = (personal, sealed)
access-history-verify-the-chain = Verify the chain
access-history-what = What
access-history-who = Who

## access-home

access-home-ask-one-facility-or-several-for = Apply to one or more facilities for beamtime, shots, instrument hours, core-hours or samples.
access-home-coming-up = Coming up
access-home-create-an-account = Create an account
access-home-no-call-is-open-now = No call is open now.
access-home-nothing-awaits-you = You have no pending tasks.
access-home-nothing-is-planned = Nothing is planned.
access-home-time-at-the-science-city = Time at the science city
access-home-to-do = To do
access-home-units-asked-for = Units requested
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
access-instrument-in-line = on the waiting list
access-instrument-in-line-2 = on the waiting list
access-instrument-in-use = in use
access-instrument-it-cannot-be-used = The instrument cannot be used
access-instrument-mended = Mark as repaired
access-instrument-min-each-at-most-h-a = { $shortest_minutes }–{ $longest_minutes } min per booking · at most { $hours_a_week } h per week · free cancellation until { $cancel_hours } h before
access-instrument-missed = missed
access-instrument-next-booking = next booking
access-instrument-operational = operational
access-instrument-out-of-order = out of order
access-instrument-rates = Rates
access-instrument-report-a-fault = Report a fault
access-instrument-stops-use = stops use
access-instrument-time-lost-min = Time lost (min)
access-instrument-training-you-lack = Training that you still need:{" "}
access-instrument-wait-in-line = Join the waiting list
access-instrument-what-is-wrong = Description of the fault

## access-instruments

access-instruments-blue-booked-green-mine-orange-in = Blue: booked; green: mine; orange: in use. Open an instrument to book it.
access-instruments-bookings = bookings
access-instruments-bookings-of-the-week = Bookings of the week
access-instruments-instruments = Instruments
access-instruments-week-of = Week of

## access-invitations

access-invitations-code-of-an-invitation = Invitation code
access-invitations-no-thank-you = Decline
access-invitations-nothing-awaits-your-answer = You have no pending invitations.
access-invitations-until = until
access-invitations-until-you-say-yes-you-are = Until you accept, you are not a member of the proposal and no conflict of interest arises from it.
access-invitations-yes-join = Accept and join

## access-label

access-label-print = Print

## access-me

access-me-a-daily-digest = a daily digest
access-me-add-an-organisation = Add an organisation
access-me-api-tokens = API tokens
access-me-change-password = Change password
access-me-credit-code = Credit code
access-me-e-mail = E-mail notifications
access-me-each-message = each message
access-me-erase = Erase
access-me-erase-my-account-and-data-the = Erase my account and data (the ledger keeps the pseudonym)
access-me-export = Export
access-me-language-of-letters = Language of letters
access-me-make-a-token = Create a token
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
access-meeting-hidden-the-panel-the-facility-and = Panel only (visible to the panel, the facility and its director)
access-meeting-in-order-of-the-chairs-rank = In the chair's order of rank, then by grade.
access-meeting-open = open
access-meeting-panel-meeting = Panel meeting
access-meeting-quorum-not-met = quorum not met
access-meeting-recommendation = Recommendation
access-meeting-reject = reject
access-meeting-reserve = reserve
access-meeting-reviews = reviews
access-meeting-spread = spread
access-meeting-the-meeting-is-closed = The meeting is closed
access-meeting-to-the-applicant-who-sees-it = To the applicant (visible to the applicant after the decision)
access-meeting-you-see-what-others-gave-once = You see what others gave once your own review is handed in.

## access-notices

access-notices-mark-all-as-read = Mark all as read
access-notices-no-messages = No messages.

## access-offers

access-offers-asked-for = requested
access-offers-decline = Decline
access-offers-give = Amount offered
access-offers-given = given
access-offers-nobody-asks-for-any = No requests.
access-offers-of-it-accepted = of it accepted
access-offers-until-you-agree-the-unit-is = Until you agree, the unit is not part of the call; your facility still reviews and decides on its time.
access-offers-your-units-in-the-calls-of = Your units requested for other facilities' calls

## access-outputs

access-outputs-as-claimed = As claimed
access-outputs-by-doi = By DOI
access-outputs-by-hand = By hand
access-outputs-claimed-by = claimed by
access-outputs-date = Date
access-outputs-identifier-doi-patent-pdb = Identifier (DOI, patent, PDB…)
access-outputs-it-is-confirmed-already-what-is = This output is already confirmed: its details can no longer be changed.
access-outputs-journal = Journal
access-outputs-look-it-up = Look up and claim
access-outputs-no-outputs-yet = No outputs yet.
access-outputs-once-a-proposal-of-yours-was = Once one of your proposals has been granted time, you can claim its outputs here.
access-outputs-output = Output
access-outputs-reject = Reject
access-outputs-take-back = Revoke confirmation
access-outputs-who-took-part-claims-it-somebody = Participants claim an output; somebody else at the facility confirms it. Until then it is not counted in any figure.
access-outputs-you-claimed-it-a-colleague-confirms = You claimed this output: a colleague must confirm it.

## access-panel

access-panel-assign = Assign
access-panel-assign-by-load = Assign by load
access-panel-conflicts = Conflicts
access-panel-correct-the-panel-and-its-criteria = Correct the panel and its criteria
access-panel-meeting = Meeting
access-panel-put-before-this-panel = Submit to this panel
access-panel-reasons-and-waivers = Reasons and waivers
access-panel-review = Review
access-panel-review-2 = review
access-panel-review-other-reviews =
    { $get ->
        [one] { $get } review
       *[other] { $get } reviews
    }
access-panel-reviews-each = Reviews per proposal
access-panel-seat = Add to panel
access-panel-waiting-for-a-panel = Waiting for a panel

## access-panels

access-panels-as-on-the-last-panel = same as the last panel:{" "}
access-panels-closed = closed
access-panels-handed-in = submitted
access-panels-make = Create
access-panels-my-reviews = My reviews
access-panels-new-panel = New panel:{" "}
access-panels-no-reviews-are-yours = No reviews are assigned to you.
access-panels-normalise-between-reviewers = normalise between reviewers
access-panels-one-by-one = one by one
access-panels-panels = Panels
access-panels-review-begins = Review begins
access-panels-review-ends = Review ends
access-panels-to-write = to write
access-panels-until = until

## access-permissions

access-permissions-permission = Permission
access-permissions-what-is-not-listed-is-refused = Anything not listed is refused. at: role at the facility; member: on the proposal; seat: on the panel; city: city-wide role.
access-permissions-who-may = Who may

## access-plan

access-plan-a-published-plan-never-changes-and = A published plan never changes, and everybody concerned is told.
access-plan-all-beam-lost = all (beam lost)
access-plan-all-have-time = All are scheduled.
access-plan-being-solved = Being solved
access-plan-board = Board
access-plan-compare-changed = Changed
access-plan-compare-full-re-plan-more-moves = full re-plan (more moves)
access-plan-compare-no-time = not scheduled
access-plan-compare-the-other-way = The alternative
access-plan-compare-the-two-are-the-same = The two are the same.
access-plan-compare-with-another-version = Compare with another version
access-plan-cost = Cost
access-plan-drag-a-run-to-move-it = Drag a run to move it; all rules are checked before you drop it. You can also use the form below.
access-plan-earlier = earlier
access-plan-from = From
access-plan-frozen-days = Frozen (days)
access-plan-gap = gap
access-plan-how-it-was-found = Course of the solution
access-plan-later = later
access-plan-lock = Lock
access-plan-move-a-new-version = Move (a new version)
access-plan-no-time = not scheduled
access-plan-no-time-2 = lost its time
access-plan-placed = Placed
access-plan-progress = progress
access-plan-proven-bound = proven bound
access-plan-publish-and-tell = Publish and notify
access-plan-re-plan = Re-plan
access-plan-re-plan-after-a-loss = Re-plan after a loss
access-plan-rivals = Rivals
access-plan-run-plan-pdf = Run plan (PDF)
access-plan-runs-by-unit-the-table-below = Runs by unit; the table below lists the same
access-plan-search-on = Continue solving
access-plan-search-on-s = Continue solving (s)
access-plan-solid-value-placed-dashed-proven-bound = Solid: value placed; dashed: proven bound (grade × hours).
access-plan-stop-and-keep-the-best = Stop and keep the best plan
access-plan-the-conditions-were-changed-in-this = the conditions were changed in this version; there is no bound yet
access-plan-unlock = Unlock
access-plan-value = value
access-plan-value-and-bound-over-time = value and bound over time
access-plan-waiting-for-the-worker = waiting for the worker
access-plan-who-moves-and-why = Changes and reasons
access-plan-why = Why?
access-plan-why-it-has-no-time-these-rules = Not scheduled. The following rules, a smallest such set, together leave no possible start:
access-plan-why-it-has-time-without-it-these = It has time. Without it these could have had that time:
access-plan-why-nobody = No rivals.
access-plan-why-to-place-it-worth-a-at = To place it (worth { $a }), at least these, worth { $b }, would have to go:
access-plan-without-time = Not scheduled
access-plan-zoom = Zoom

## access-plans

access-plans-bound = Bound
access-plans-draw-up-a-plan = Generate a plan
access-plans-gap = Gap
access-plans-made = Generated
access-plans-made-from-what-was-accepted-and = Generated from the accepted proposals and the run calendar; every version is kept, with its gap to a proven bound.
access-plans-no-plan-yet = No plans yet.
access-plans-remark = Remark
access-plans-there-is-no-run-cycle-yet = There are no run cycles yet.
access-plans-time-to-search-s = Solution time (s)

## access-privacy

access-privacy-contact = Contact
access-privacy-my-account = My account
access-privacy-sign-in-then-see-my-account = Sign in, then see “My account”
access-privacy-this-site-sets-two-cookies-that = This site sets two necessary cookies (for signing in and against forged requests) and one for the language. It sends nothing to other sites.
access-privacy-until = Until
access-privacy-what-for = What for
access-privacy-what-this-site-keeps-about-people = What personal data this site keeps, why and for how long. Public pages, files and reports contain no names.
access-privacy-you-may-see-your-data-and = You may see your data and take them out, correct them and have them erased (Personal Information Protection Law, articles 45 to 47). Who still leads a proposal under way hands it over or closes it first.
access-privacy-your-rights = Your rights

## access-proposal

access-proposal-amount = Amount
access-proposal-appeal = Appeal
access-proposal-as-a-resubmission = as a resubmission
access-proposal-ask = Invite to lead
access-proposal-ask-2 = Invite
access-proposal-ask-a-member-to-lead-it = Invite a member to take over as principal investigator
access-proposal-ask-again = Invite again
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
access-proposal-e-mail-the-whole-address = E-mail (full address)
access-proposal-earlier-collaborators = Earlier collaborators
access-proposal-edit-amount = Amount
access-proposal-edit-answers-that-the-form-of-now = Answers to questions that are no longer on the form
access-proposal-edit-any-change-undoes-the-following-once = Any change invalidates the following reviews; they are repeated once you submit:{" "}
access-proposal-edit-at-the-same-time-as = at the same time as
access-proposal-edit-before = before
access-proposal-edit-before-within-n-days-of = before, within N days of
access-proposal-edit-could-not-save-by-itself-keep = Autosave failed. Keep this page open and choose Save draft.
access-proposal-edit-draft = Draft
access-proposal-edit-how-the-parts-are-tied-in = Time relations between the parts
access-proposal-edit-i-know-that-these-are-undone = I understand that these reviews become invalid and will be repeated
access-proposal-edit-not-in-this-call-take-it = not in this call: remove it and choose another
access-proposal-edit-part = Part
access-proposal-edit-people-comments-and-more = People, comments and more
access-proposal-edit-programme = Programme
access-proposal-edit-relation = Relation
access-proposal-edit-save-draft = Save draft
access-proposal-edit-units-asked-for = Units requested
access-proposal-end = end
access-proposal-ethics-approval = Ethics approval
access-proposal-hand-in-the-review = Submit the review
access-proposal-if-you-change-it-these-are = If you change it, the following reviews become invalid and will be repeated:{" "}
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
access-proposal-place = Schedule
access-proposal-private = Private
access-proposal-private-comment-neither-applicant-nor-reviewers = Private comment (neither applicant nor reviewers see it)
access-proposal-questions-and-answers = Questions and answers
access-proposal-reasons = Reasons
access-proposal-resubmission-of = resubmission of
access-proposal-said-no = declined
access-proposal-schedule = Schedule
access-proposal-send-the-appeal = Send the appeal
access-proposal-start = start
access-proposal-submitted = Submitted.
access-proposal-take-back = Cancel invitation
access-proposal-take-back-to-edit = Recall for editing
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

access-review-comment-to-the-applicant-the-panel = Comment to the applicant (visible to the panel and the facility; passed on by the panel)
access-review-conflict-of-interest = Conflict of interest
access-review-declare-and-hand-back = Declare and return the review
access-review-for-the-panel-only-its-chair = Panel only (visible to its chair, its secretary and the user office)
access-review-hand-in = Submit review
access-review-old-and-new-side-by-side = Old and new side by side
access-review-open-the-proposal = Open the proposal
access-review-scores = Scores
access-review-the-review-is-handed-in-or = The review has been submitted, or the review period is not open.
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
access-runlog-strike-this-line = Strike out this entry
access-runlog-text = Text
access-runlog-was = Was
access-runlog-when = When
access-runlog-when-empty-now-of-lost-time = When (empty: now; for lost time: its end)
access-runlog-who-was-there = People present
access-runlog-within-tolerance = within tolerance

## access-session

access-session-actual-start-empty-now = Actual start (empty: now)
access-session-add-to-the-team = Add to the team
access-session-amount-of-chemical = Amount of chemical
access-session-amount-of-sample = Amount of sample
access-session-approve = Approve
access-session-approve-the-visit = Approve the visit
access-session-arrives = Arrives
access-session-as-judged = As reviewed
access-session-ask-for-changes = Ask for changes
access-session-before-it-can-start = Required before the start:{" "}
access-session-cancel-my-visit = Cancel my visit
access-session-cancel-office = Cancel (office)
access-session-cancel-the-session = Cancel the session
access-session-cancel-this-session = Cancel this session?
access-session-carrier = Carrier
access-session-change-the-declaration-it-is-judged = Change the declaration (it will be reviewed again)
access-session-chemical = Chemical
access-session-chemicals = Chemicals
access-session-content = Content
access-session-download-the-safety-document = Download the safety document
access-session-due-by = Due by
access-session-hand-in-the-report = Submit the report
access-session-i-know-that-what-was-approved = I understand that the approval becomes invalid and will be requested again
access-session-label = Label
access-session-leaves = Leaves
access-session-link-to-the-data = Link to the data
access-session-measures = Measures
access-session-mode = Mode
access-session-note-a-shipment = Record a shipment
access-session-now = Now
access-session-on-site = on site
access-session-register-my-visit = Register my visit
access-session-remark-2 = Remark
access-session-remark-of-the-officer = Safety officer’s remark
access-session-remark-of-the-scientist = Instrument scientist’s remark
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
access-session-what-changed-since-it-was-last = Changes since the last review
access-session-what-was-done-and-found = Work done and results

## access-sessions

access-sessions-accepted-to-be-placed = Accepted, to be scheduled
access-sessions-coming = Coming
access-sessions-safety-to-review = Safety to review
access-sessions-visits-to-approve = Visits to approve

## access-setup

access-setup-bring-back = Restore
access-setup-i-know = I understand
access-setup-nothing = Nothing.
access-setup-required = required
access-setup-retire = Retire
access-setup-retired-on = Retired on { $at }
access-setup-save-the-correction = Save the correction
access-setup-this-also-does-the-following = This also does the following:
access-setup-what-depends-on-it = What depends on it
access-setup-what-is-retired-is-offered-for = A retired item is no longer offered. Everything that used it remains readable.
access-setup-who = Who

## access-setups

access-setups-downtime-profile = Downtime profile
access-setups-each-item-can-be-corrected-or = Each item can be corrected or retired. What depends on it is shown first, and its history is kept.
access-setups-none-is-set-up-here-the = None is set up here: the registry’s profile applies.

## access-technical

access-technical-nothing-to-review = Nothing to review.

## access-versions

access-versions-both-say-the-same = The two versions are identical.
access-versions-compare = Compare
access-versions-field = Field
access-versions-it-was-handed-in-once = Only one version was submitted.
access-versions-new = New
access-versions-old = Old
access-versions-on-this-version = on this version, { $version }
access-versions-on-version-it-is-now-version = on version { $version }; it is now version { $or }: please judge it anew
access-versions-version = Version { $else }
access-versions-version-2 = Version { $number }
access-versions-versions-side-by-side = Versions side by side

## access-allocation (said by the program)

access-allocation-a-campaign-is-accepted-whole-or = A campaign is accepted as a whole or not at all.
access-allocation-a-proposal-can-be-appealed-once = A proposal can be appealed once.
access-allocation-choose-accept-reserve-or-reject = Choose accept, reserve or reject.
access-allocation-give-your-reasons = Please give your reasons.
access-allocation-has-not-finished-its-technical-review = { $name } has not finished its technical review.
access-allocation-has-only-left-in-this-call = { $name } has only { $normalize } left in this call.
access-allocation-more-was-used-already-than-would = More was used already than would now be granted.
access-allocation-proposal-was-decided = Proposal { $c } was decided
access-allocation-say-a-decision-for-every-part = Enter a decision for every part.
access-allocation-sent-again = Sent again
access-allocation-the-campaign-awaits-your-decision = The campaign { $c } awaits your decision
access-allocation-the-letters-template-is-faulty = The letter's template is faulty: { $error }
access-allocation-the-technical-review-of-says-that = The technical review of { $name } found it not feasible.
access-allocation-the-units-facility-did-not-agree = The unit's facility did not agree to offer it in this call.
access-allocation-there-are-sessions-that-are-not = There are sessions that are not over yet.
access-allocation-this-is-more-than-the-share = This is more than the share of the programme { $programme }: { $normalize }.
access-allocation-this-part-was-decided-already = This part was decided already.
access-allocation-this-proposal-was-decided-already = This proposal was decided already.
access-allocation-time-is-decided-by-the-facility = Time is decided by the facility whose unit it is: you cannot decide it.
access-allocation-what-is-accepted-must-be-more = The amount accepted must be more than 0.

## access-billing (said by the program)

access-billing-an-adjustment-needs-an-amount-and = An adjustment needs an amount and a reason.
access-billing-is-not-a-month-like-2026 = { $month } is not a month like 2026-03.
access-billing-like-2026-03 = like 2026-03
access-billing-that-month-is-not-over-yet = That month is not over yet.
access-billing-that-months-bill-was-issued-already = That month's bill was issued already.

## access-bookings (said by the program)

access-bookings-a-booking-ends-after-it-starts = The end must be after the start.
access-bookings-a-booking-lasts-to-minutes = A booking lasts { $shortest_minutes } to { $longest_minutes } minutes.
access-bookings-a-use-cannot-stop-before-it = The end cannot be before the start.
access-bookings-adjustment-booked = Adjustment posted
access-bookings-book-within-the-next-days =
    You can book within the next { $horizon_days ->
        [one] { $horizon_days } day
       *[other] { $horizon_days } days
    }.
access-bookings-booked = Booked
access-bookings-cancelled-it-was-too-late-to = Cancelled; it was too late to be free of charge
access-bookings-fair-use-hours-a-week-on = Fair use: { $hours_a_week } hours a week on this instrument.
access-bookings-fault-noted = Fault recorded
access-bookings-finished-the-use-goes-to-the = Finished; the use will be recorded in the ledger
access-bookings-in-use = In use
access-bookings-it-was-mended-already = The fault has already been repaired.
access-bookings-length = length
access-bookings-minutes-lost-are-0-to-10080 = The time lost must be 0 to 10080 minutes.
access-bookings-say-what-is-wrong = Please describe the fault.
access-bookings-that-is-not-a-date-this = That is not a date; this week is shown.
access-bookings-that-proposal-is-not-accepted-or = That proposal is not accepted, or is over.
access-bookings-the-actual-times-cannot-be-in = The actual times cannot be in the future.
access-bookings-the-bill-is-issued-what-is = The bill is issued; what is recorded later goes to the next one
access-bookings-there-is-no-project = There is no project { $code }.
access-bookings-this-instrument-is-not-open-for = This instrument is not open for booking.
access-bookings-this-instrument-is-out-of-order = This instrument is out of order.
access-bookings-this-slot-is-free-book-it = This slot is free: book it.
access-bookings-this-slot-is-taken-you-can = This slot is taken. You can join the waiting list.
access-bookings-time = time
access-bookings-training-is-missing = Training is missing: { $value }
access-bookings-use-starts-within-the-booking-at = Start within the booking, or at most 15 minutes before it.
access-bookings-you-are-in-line-for-this = You are on the waiting list for this slot
access-bookings-you-are-not-on-that-proposal = You are not on that proposal.
access-bookings-you-got-the-slot = You got the slot: { $u } { $t }
access-bookings-you-left-the-line = You left the waiting list
access-bookings-you-missed-a-booking-it-is = You missed a booking; it is charged like a late cancellation: { $u } { $t }

## access-calls (said by the program)

access-calls-a-call-closes-after-it-opens = The closing must be after the opening.
access-calls-a-call-offers-at-least-one = A call offers at least one unit.
access-calls-a-capacity-is-at-least-0 = A capacity is at least 0.
access-calls-after-it-opens = after it opens
access-calls-agreed-by-its-facility = agreed by its facility
access-calls-answered = Answered
access-calls-asks-for-say-yes-or-no = '{ $c }' requests { $u }: please agree or decline
access-calls-awaits-its-facilitys-answer = awaits its facility's answer
access-calls-choose-a-published-form-of-this = Choose a published form of this facility.
access-calls-choose-kind-and-workflow-from-the = Choose kind and workflow from the lists.
access-calls-declined-by-its-facility = declined by its facility
access-calls-give-a-code-letters-digits-hyphens = Give a code (letters, digits, hyphens) and a title in both languages.
access-calls-give-the-form-a-name = Enter a name for the form.
access-calls-give-the-programme-and-a-share = Give the programme and a share from 0 to 100.
access-calls-is-retired = { $name } is retired.
access-calls-less-than-was-given = less than already allocated
access-calls-mark = { $u }: { $s }
access-calls-not-published = not published
access-calls-of-was-given-already-it-cannot = { $told } of { $name } was given already: it cannot be less.
access-calls-only-the-facility-whose-unit-it = Only the facility whose unit it is answers.
access-calls-publish-the-form-first = Publish the form first.
access-calls-published-this-version-will-not-change = Published: this version can no longer be changed
access-calls-say-why-not = Say why not.
access-calls-say-why-the-form-is-replaced = Please give the reason for replacing the form.
access-calls-see-the-call = see the call
access-calls-share-saved = Share saved
access-calls-the-amount-must-be-more-than = The amount must be more than 0.
access-calls-the-call-is-not-open-its = The call is not open: its form cannot be replaced.
access-calls-the-call-uses-this-form-already = The call uses this form already.
access-calls-the-cycle-belongs-to-another-facility = The cycle belongs to another facility.
access-calls-the-facility-the-form-or-the = The facility, the form or the cycle is retired: choose another.
access-calls-the-form-belongs-to-another-facility = The form belongs to another facility.
access-calls-the-form-cannot-be-published-yet = The form cannot be published yet:
access-calls-the-form-of-proposal-was-corrected = The form of proposal { $c } was corrected: { $r }. Your answers are kept; please check them.
access-calls-the-form-was-replaced-drafts-follow =
    The form was replaced; { $n ->
        [one] { $n } draft was
       *[other] { $n } drafts were
    } updated
access-calls-the-internal-closing-is-not-before = The internal closing cannot be before the closing.
access-calls-there-are-proposals-already-form-and = There are proposals already: form and workflow can no longer be changed.
access-calls-there-is-a-version-that-is = Version { $number } is not published yet: change that one.
access-calls-there-is-no-unit = there is no unit { $u }
access-calls-this-call-belongs-to-another-facility = This call belongs to another facility.
access-calls-this-code-is-taken = This code is taken.
access-calls-this-version-is-published-already = This version is published already.
access-calls-too-early = too early
access-calls-was-asked-for-already-and-cannot = { $name } has already been requested and cannot be removed.

## access-checks (said by the program)

access-checks-a-period-lies-inside-its-cycle = A period lies inside its cycle.
access-checks-at-least-the-shortest = at least the shortest
access-checks-availability-and-the-mean-time-between = availability and the mean time between failures are computed anew from now on; what was published stays
access-checks-bookings-and-visits-to-come-that = bookings and visits to come that need the added training too: { $n }
access-checks-bookings-that-do-not-keep-to = bookings that do not keep to the new rule, and stay: { $n }
access-checks-completions-that-keep-the-term-they = completions that keep the term they were recorded with: { $n }
access-checks-grades-of-reviews-that-were-handed = grades of submitted reviews are computed with the new weights: { $n }
access-checks-inside-the-cycle = inside the cycle
access-checks-it-ends-after-it-starts = It ends after it starts.
access-checks-lines-of-bills-were-made-at = Lines of bills were made at this rate ({ $n }): it stays. Set a new rate, and correct a line of a bill by an adjustment.
access-checks-of-was-given-in-this-programme = { $normalize } of { $name } was given in this programme already: the share cannot be less.
access-checks-overlaps = overlaps
access-checks-people-who-are-charged-and-may = people who are charged and may apply by the new kind from now on: { $n }
access-checks-periods-that-lie-outside-of-the = Periods that lie outside of the new cycle: { $outside }. Correct them first.
access-checks-reviews-were-handed-in-already-no = Reviews have already been submitted ({ $handed }): no criterion can be added.
access-checks-safety-declarations-under-review-are-judged = safety declarations under review follow the new policy: { $n }
access-checks-sessions-of-these-proposals-would-lie = Sessions of these proposals would lie outside of user time; move or cancel them first: { $named }.
access-checks-taken = taken
access-checks-the-panel-has-concluded-on-proposals = The panel has concluded on proposals: criteria and scale stay.
access-checks-the-purpose-that-was-recorded-stays = { $w }: { $n }; the purpose that was recorded stays
access-checks-the-shortest-booking-is-not-longer = The shortest booking is not longer than the longest.
access-checks-there-are-lines-of-bills-after = There are lines of bills after that day already ({ $n }): a rate never reaches back.
access-checks-there-are-scores-already-the-scale = There are scores already: the scale stays.
access-checks-there-is-a-form-of-this = There is a form of this name already.
access-checks-there-is-a-rate-of-this = There is a rate of this category from this moment already.
access-checks-there-is-a-share-of-this = There is a share of this programme already.
access-checks-there-is-at-least-one-criterion = There is at least one criterion.
access-checks-these-criteria-have-scores-and-stay = These criteria have scores and stay: { $named }.
access-checks-they-were-drawn-up-on-the = { $w }: { $n }; they were drawn up on the earlier calendar: draw them up again
access-checks-times-that-were-set-stay-the = times already set stay the same moments; they are shown and entered in the new zone
access-checks-visits-to-come-that-need-it = visits to come that need it too: { $n }
access-checks-who-is-external-is-told-by = internal and external users are distinguished by the new operator from now on; recorded uses stay

## access-conflicts (said by the program)

access-conflicts-a-conflict-of-this-kind-is = A conflict of this kind is never waived.
access-conflicts-a-waiver-awaits-your-word = A waiver awaits your confirmation: { $c }
access-conflicts-absolute-it-cannot-be-waived = absolute: it cannot be waived
access-conflicts-declared-by-the-reviewer = declared by the reviewer
access-conflicts-has-published-with-a-member = has published with a member
access-conflicts-is-on-this-proposal = is on this proposal
access-conflicts-minor-a-second-person-can-agree = minor: a second person can agree to a waiver
access-conflicts-no-longer-reviews-assign-somebody-else = { $n } no longer reviews { $c } ({ $k }): assign somebody else
access-conflicts-nobody-asked-for-a-waiver = No waiver has been requested.
access-conflicts-nobody-waives-their-own-conflict = You cannot waive your own conflict.
access-conflicts-on-another-proposal-with-a-member = on another proposal with a member
access-conflicts-only-the-director-agrees-to-the = Only the director can waive a serious conflict.
access-conflicts-say-why-the-conflict-should-not = Please give the reason for the waiver.
access-conflicts-serious-only-the-director-can-agree = serious: only the director can agree to a waiver
access-conflicts-somebody-else-must-agree = Somebody else must agree.
access-conflicts-this-was-waived-already = This conflict has already been waived.
access-conflicts-works-where-a-member-works = works where a member works
access-conflicts-you-are-on-this-proposal-and = You are on this proposal and cannot judge it.
access-conflicts-you-no-longer-review-conflict-of = You no longer review { $c }: conflict of interest ({ $k })

## access-demo (said by the program)

access-demo-there-is-nothing-to-simulate-has = There is nothing to simulate: { $name } has no demo.yaml.

## access-edited (said by the program)

access-edited-agreed = agreed
access-edited-amount = amount
access-edited-amount-2 = Amount: { $u }
access-edited-amount-3 = Amount: { $u }
access-edited-awaits-an-answer = awaiting reply
access-edited-cas = CAS
access-edited-condition-answers = condition: answers
access-edited-condition-question = condition: question
access-edited-decision = Decision: { $u }
access-edited-declined = declined
access-edited-destroy = Destroy
access-edited-hazard = hazard
access-edited-help-chinese = help (Chinese)
access-edited-help-english = help (English)
access-edited-id = id
access-edited-internal-closing = Internal closing
access-edited-least = least
access-edited-mark = { $l }: { $c }
access-edited-message-chinese = Message (Chinese)
access-edited-message-english = Message (English)
access-edited-most = maximum
access-edited-name = name
access-edited-open-to = Open to
access-edited-options = options
access-edited-panel-only = Panel only
access-edited-panel-only-2 = Panel only
access-edited-private-comment = Private comment
access-edited-question = Question { $i }: { $l }
access-edited-question-chinese = question (Chinese)
access-edited-question-english = question (English)
access-edited-receive = Receive
access-edited-remark = Remark: { $u }
access-edited-return = Return
access-edited-send = Send
access-edited-to-give = Available: { $u }
access-edited-to-the-applicant = To the applicant
access-edited-type = type
access-edited-unit = unit
access-edited-within-tolerance = Within tolerance

## access-facilities (said by the program)

access-facilities-a-cycle-ends-after-it-starts = A cycle ends after it starts.
access-facilities-a-period-lies-inside-its-cycle = A period lies inside its cycle and ends after it starts.
access-facilities-a-rate-never-reaches-back = A rate never reaches back.
access-facilities-choose-a-category-and-give-the = Choose a category and give the price an hour.
access-facilities-choose-a-mode = Choose a mode.
access-facilities-city-wide-roles-are-not-given = City-wide roles are not assigned here.
access-facilities-course-added = Course added
access-facilities-cycle-added = Cycle added
access-facilities-give-a-name-in-both-languages = Give a name in both languages and how many days it lasts.
access-facilities-give-the-cycle-a-name = Give the cycle a name.
access-facilities-give-the-facility-a-name-in = Give the facility a name in both languages.
access-facilities-give-the-unit-a-name-in = Give the unit a name in both languages.
access-facilities-letter-templates-saved = Letter templates saved
access-facilities-like = like { $zone }
access-facilities-like-bl17b = like bl17b
access-facilities-like-ring-1 = like ring-1
access-facilities-not-before-now = not before now
access-facilities-period-added = Period added
access-facilities-rate-saved = Rate saved
access-facilities-role-ended = Role ended
access-facilities-role-given = Role assigned
access-facilities-the-code-takes-lower-case-letters = The code takes lower-case letters, digits and hyphens.
access-facilities-the-path-is-taken = The path { $path } is taken.
access-facilities-the-path-takes-lower-case-letters = The path takes lower-case letters, digits and hyphens.
access-facilities-there-is-no-time-zone = There is no time zone { $zone }.
access-facilities-this-is-retired-bring-it-back = This is retired: restore it first, or choose another.
access-facilities-training-noted = Training recorded
access-facilities-unit-added = Unit added

## access-fields (said by the program)

access-fields-a-whole-number-from-to = a whole number from { $a } to { $b }
access-fields-an-amount-of-at-most-to = an amount of at most { $b }, to the smallest coin
access-fields-line-a-weight-is-above-0 = line { $n }: a weight is above 0 and at most 100
access-fields-line-must-be-id-chinese-english = line { $n } must be: id | Chinese | English | weight, each id once
access-fields-please-correct-it = { $label }: please correct this field.

## access-formcheck (said by the program)

access-formcheck-a-form-needs-at-least-one = a form needs at least one question
access-formcheck-a-heading-cannot-be-answered-so = a heading cannot be answered, so it cannot be required
access-formcheck-an-options-value-has-no-blanks = an option's value has no blanks around it, and its unit is a path
access-formcheck-each-option-needs-value-zh-and = each option needs value, zh and en
access-formcheck-is-not-a-number = { $n } is not a number
access-formcheck-its-condition-can-never-hold-is = its condition can never hold: '{ $v }' is no possible answer to '{ $q }'
access-formcheck-its-condition-hangs-on-a-question = its condition depends on a question without a comparable answer: it never holds
access-formcheck-its-condition-must-name-a-question = its condition must name a question above it
access-formcheck-its-help-is-a-text-in = its help is a text in each language
access-formcheck-its-id-is-used-twice = its id is used twice
access-formcheck-its-id-starts-with-a-lower = its id starts with a lower-case letter; then letters, digits and _
access-formcheck-its-longest-text-is-a-whole = its longest text is a whole number from 1 to 20000
access-formcheck-its-type-is-none-of = its type is none of { $value }
access-formcheck-its-unit-is-a-text = its unit is a text
access-formcheck-needs-its-question-in-chinese-and = needs its question in Chinese and in English
access-formcheck-needs-options = needs options
access-formcheck-only-a-choice-has-options = only a choice has options
access-formcheck-only-a-number-has-a-least = only a number has a minimum and a maximum
access-formcheck-required-is-true-or-false = 'required' is true or false
access-formcheck-say-which-answer-its-condition-waits = enter the answer for its condition
access-formcheck-the-form-asks-nothing = the form has no question to answer
access-formcheck-the-least = the minimum
access-formcheck-the-least-is-above-the-most = the minimum is above the maximum: nobody can answer it
access-formcheck-the-most = the maximum
access-formcheck-two-options-have-the-same = two options have the same { $n }: { $d }
access-formcheck-value = value

## access-grants (said by the program)

access-grants-only-is-left = Only { $normalize } is left.
access-grants-the-amount-must-be-more-than = The amount must be more than 0.
access-grants-the-grant-is-not-valid-at = The grant is not valid at this time.
access-grants-this-is-counted-in-whole-numbers = This is counted in whole numbers.
access-grants-use-one-of = Use one of { $value }.
access-grants-whole-number = whole number

## access-home (said by the program)

access-home-all-marked-as-read = All marked as read
access-home-look-in-a-moment-whether-your = Check in a moment whether your change was saved before you submit it again.
access-home-something-went-wrong-it-is-in = Something went wrong; it has been logged.
access-home-the-database-is-away-for-a = The database is temporarily unavailable.
access-home-there-is-no-such-page-or = There is no such page, or it is not yours to see.
access-home-try-again-in-a-moment-if = Try again in a moment; if you submitted a change, check first whether it was saved.
access-home-your-change-was-not-saved-try = Your change was not saved: try again.
access-home-your-change-was-saved-only-the = Your change was saved, but the page could not be shown: do not submit it again.

## access-kinds (said by the program)

access-kinds-a-line-each-id-chinese-english = One per line: id | Chinese | English | weight
access-kinds-all-scheduled-time = all scheduled time
access-kinds-availability-is-a-share-of = Availability is a share of
access-kinds-book-ahead-days = Book ahead (days)
access-kinds-booked-by-the-hour = Bookable by the hour
access-kinds-booking-rule = booking rule
access-kinds-criteria = Criteria
access-kinds-enterprise-number = Enterprise number
access-kinds-faults = faults
access-kinds-faults-plus-one = faults plus one
access-kinds-free-to-cancel-until-hours-before = Free to cancel until (hours before)
access-kinds-highest-score = Highest score
access-kinds-hours-a-person-a-week-at = Hours per person per week, at most
access-kinds-least-uptime-between-two-outages-min = Minimum uptime between two outages (min); with less they count as one
access-kinds-letter-templates = letter templates
access-kinds-longest-booking-min = Longest booking (min)
access-kinds-mark = { $u }: { $c }
access-kinds-mark-2 = { $c }: { $p }
access-kinds-mean-time-between-failures-is-divided = Mean time between failures is divided by
access-kinds-needed-of-every-visitor = Required of every visitor
access-kinds-normalise-between-reviewers = Normalise between reviewers
access-kinds-open-calls-go-on-with-it = open calls go on with it: { $n }
access-kinds-people-who-keep-it = people who keep it: { $n }
access-kinds-period-of-the-run-calendar = period of the run calendar
access-kinds-price-an-hour = Price an hour
access-kinds-report-due-after-days = Report due after (days)
access-kinds-ror-id = ROR id
access-kinds-share = Share (‰)
access-kinds-share-of-a-programme = share of a programme
access-kinds-shortest-booking-min = Shortest booking (min)
access-kinds-the-share-limits-them-no-longer = { $w }: { $n }; the share limits them no longer
access-kinds-there-is-a-downtime-profile-already = There is a downtime profile already: correct it.
access-kinds-unit-of-access = Unit of access
access-kinds-units-that-no-longer-ask-for = units that no longer ask for it: { $u }
access-kinds-uses-from-now-on-are-charged = uses from now on are charged at the earlier rate, or are free where there is none; bills stay
access-kinds-visitors-need-it-no-longer = visitors need it no longer

## access-mails (said by the program)

access-mails-the-invitation-was-answered = the invitation was answered
## access-me (said by the program)

access-me-choose-from-the-lists = Choose from the lists.
access-me-give-the-name-in-both-languages = Give the name in both languages.
access-me-give-your-name = Enter your name.
access-me-organisation-added-choose-it-in-your = Organisation added: choose it in your profile
access-me-personal-data-erased = Personal data erased
access-me-revoked = Revoked
access-me-tick-the-box-first = Tick the box first.
access-me-your-token-shown-once = Your token (shown once): { $s }

## access-members (said by the program)

access-members-asks-you-to-join-proposal-say = { $n } invites you to join proposal { $c }: please accept or decline
access-members-choose-co-proposer-or-data-access = Choose co-proposer or data access only.
access-members-give-the-whole-e-mail-address = Enter the full e-mail address.
access-members-invitations-await-an-answer-already = { $most_waiting } invitations are already awaiting a reply.
access-members-it-was-renewed-times-already =
    This invitation has already been renewed { $most_renewed ->
        [one] once
       *[other] { $most_renewed } times
    }.
access-members-nobody-is-removed-after-submission = Members cannot be removed after submission.
access-members-said-yes-to-the-invitation-of = { $n } accepted the invitation to proposal { $c }
access-members-the-code-is-wrong-used-or = The code is wrong, already used or expired.
access-members-the-new-principal-investigator-must-be = The new principal investigator must be a member first.
access-members-the-principal-investigator-cannot-be-removed = The principal investigator cannot be removed.
access-members-the-whole-address = the full address
access-members-they-said-no = The invitation was declined.
access-members-this-address-was-invited-already = This address was invited already.
access-members-this-invitation-was-answered = This invitation was answered.
access-members-this-person-has-not-answered-your = This person has not answered your earlier invitations yet. Please wait.
access-members-this-person-is-on-the-proposal = This person is on the proposal already.
access-members-this-person-leads-it-already = This person leads it already.
access-members-this-proposal-is-over = This proposal is over.
access-members-you-are-on-the-proposal-already = You are on the proposal already.
access-members-you-said-yes-to-this-already = You have already accepted this invitation.

## access-others (said by the program)

access-others-choose-a-workbook = Choose a workbook.
access-others-claimed-the-facility-will-look-at = Claimed; awaiting confirmation by the facility: { $t }
access-others-confirmed = Confirmed
access-others-give-the-date-of-publication = Give the date of publication.
access-others-links-checked-the-history-is-whole =
    { $n ->
        [one] { $n } link
       *[other] { $n } links
    } checked: the history is complete
access-others-more-is-declared-than-the-ledger = more is declared than the ledger holds
access-others-rejected = Rejected
access-others-signed-and-declared = Signed and declared
access-others-the-chain-is-broken-at-link = The chain is broken at link { $broken_at }: { $fault }
access-others-the-ledger-has-no-such-records = the ledger has no such records
access-others-the-ledger-holds-more-than-is = the ledger holds more than is declared
access-others-the-ledgers-jobs-amount-to-core = The ledger's jobs amount to { $n } core-hours
access-others-the-records-cover-a-part-only = the records cover a part only: not compared

## access-outputs (said by the program)

access-outputs-choose-a-kind = Choose a kind.
access-outputs-choose-a-proposal-on-which-you = Choose a proposal on which you are; only staff of the facility claim without one.
access-outputs-claimed-already = claimed already
access-outputs-data-set = Data set
access-outputs-give-an-identifier-a-title-and = Give an identifier, a title and the journal.
access-outputs-needed-at-most-200-characters = required, at most 200 characters
access-outputs-no-time-used = no time used
access-outputs-nobody-confirmed-this-output-yet-claim = This output is not confirmed yet: claim it again instead.
access-outputs-nobody-confirms-their-own-claim-ask = Nobody confirms their own claim: ask a colleague.
access-outputs-not-after = not after { $latest }
access-outputs-not-before = not before { $earliest }
access-outputs-not-yours = not one of your proposals
access-outputs-nothing-is-changed = Nothing is changed.
access-outputs-nothing-was-done-for-this-proposal = Nothing was done for this proposal at this facility yet, so that nothing can have come of it.
access-outputs-only-those-who-took-part-in = Only those who took part in a proposal, and staff of its facility, claim its outputs.
access-outputs-output-2 = Output '{ $t }': { $s }
access-outputs-paper = Paper
access-outputs-patent = Patent
access-outputs-say-why-the-confirmation-is-taken = Say why the confirmation is taken back.
access-outputs-structure = Structure
access-outputs-the-date-of-publication-lies-in = The date of publication lies in the future; the latest is { $latest }.
access-outputs-the-output-was-corrected = The output '{ $t }' was corrected
access-outputs-thesis = Thesis
access-outputs-this-output-was-claimed-already = This output was claimed already.
access-outputs-you-are-on-this-proposal-ask = You are on this proposal: ask a colleague to confirm it.

## access-pdf (said by the program)

access-pdf-approved = Approved
access-pdf-asked-for = Requested
access-pdf-proposal = Proposal
access-pdf-safety-document = Safety document
access-pdf-submitted = Submitted
access-pdf-time = Time

## access-people (said by the program)

access-people-this-person-still-leads-a-proposal = This person still leads a proposal under way: hand it over or close it first.
access-people-you-passed = You completed '{ $c }'
## access-plans (said by the program)

access-plans-a-day = a day
access-plans-a-loss-ends-after-it-starts = A loss ends after it starts.
access-plans-a-session-of-was-moved = A session of { $c } was moved: { $w }
access-plans-a-week = a week
access-plans-four-weeks = four weeks
access-plans-has-lost-its-time = { $c } lost its time: { $w }
access-plans-it-stops-and-keeps-the-best = It stops, and keeps the best so far
access-plans-no-user-time = no user time
access-plans-nothing-that-was-accepted-is-left = There are no accepted proposals left to schedule.
access-plans-only-a-draft-can-be-published = Only a draft can be published.
access-plans-published-everybody-concerned-was-told = Published; everybody concerned was notified
access-plans-sessions-that-have-begun-cannot-move = Sessions that have begun cannot move: { $fixed }
access-plans-the-cycle = the cycle
access-plans-the-experiment-cannot-run-on-this = The experiment cannot run on this unit.
access-plans-the-experiment-has-no-time-yet = The experiment is not scheduled yet.
access-plans-the-plan-was-changed = the plan was changed
access-plans-the-time-is-1-to-seconds = The time is 1 to { $most_seconds } seconds.
access-plans-there-is-no-experiment-in-this = There is no experiment { $experiment } in this plan.
access-plans-there-is-no-such-visit = There is no such visit.
access-plans-this-plan-is-not-being-solved = This plan is not being solved.
access-plans-this-plan-is-not-solved-yet = This plan is not solved yet.
access-plans-version-was-published-meanwhile-start-from = Version { $number } was published meanwhile; start from that one.

## access-privacy (said by the program)

access-privacy-as-the-operator-rules = As laid down by the operator
access-privacy-figures-that-can-be-checked-counts = To publish verifiable figures; counts under five are suppressed
access-privacy-for-good-what-ties-the-pseudonym = Permanently; the link between pseudonym and name is erased with the account
access-privacy-mail-to-you-its-subject-and = E-mails to you: subject and delivery status
access-privacy-messages-between-you-and-an-authority = Messages between you and an authority, objections during publication, documents uploaded
access-privacy-name-e-mail-orcid-id-organisation = Name, e-mail, ORCID iD, organisation, a hash of the password
access-privacy-one-day = One day
access-privacy-personal-answers-in-an-application-to = Personal answers in an application for a park service, encrypted
access-privacy-safety-and-finding-faults = Security and troubleshooting
access-privacy-so-many-days-after-its-end = The number of days after closure that the service lays down; then deleted automatically
access-privacy-that-a-repeated-request-is-done = To carry out a repeated request only once
access-privacy-that-nobody-else-signs-in-as = To prevent others from signing in as you, and to show you your sessions
access-privacy-that-the-authority-in-charge-decides = To allow the authority in charge to decide
access-privacy-that-what-did-not-arrive-is = To send again what was not delivered
access-privacy-the-account-proposals-and-messages = The account, proposals and messages
access-privacy-the-e-mail-of-who-is = E-mail address of a person invited to a proposal
access-privacy-the-log-pseudonym-operation-and-time = The log: pseudonym, operation and time, no name
access-privacy-the-note-on-an-arrival = Notes on an arrival
access-privacy-the-same = The same
access-privacy-the-same-other-authorities-do-not = The same; other authorities do not see them
access-privacy-to-prepare-the-place-and-safety = Preparation of the visit, and safety
access-privacy-to-send-the-invitation = To send the invitation
access-privacy-what-the-api-answered-to-requests = Responses of the API to requests with a request key
access-privacy-what-was-used-sessions-time-jobs = What was used: sessions, time, jobs, papers, under a pseudonym
access-privacy-where-you-are-signed-in-address = Where you are signed in: address, browser and time; second factors
access-privacy-who-was-invited-erases-the-account = Until the invited person erases the account or the proposal is deleted
access-privacy-you-erase-the-account = Until you erase the account
access-privacy-you-sign-out-twelve-hours-at = Until you sign out, at most twelve hours; second factors until you remove them

## access-proposals (said by the program)

access-proposals-a-comment-on-proposal = A comment on proposal { $c }
access-proposals-a-submitted-proposal-cannot-be-edited = A submitted proposal cannot be edited.
access-proposals-answers-that-the-new-form-has = Answers that the new form has no place for are kept at the top of the page: { $n }
access-proposals-asked-they-join-once-they-say = Asked; they join once they say yes: { $n }
access-proposals-asked-they-lead-it-once-they = Asked; they lead it once they say yes
access-proposals-at-most-250-characters = at most 250 characters
access-proposals-choose-at-least-one-unit = choose at least one unit
access-proposals-choose-two-different-parts-of-one = Choose two different parts of one proposal.
access-proposals-closed = Closed
access-proposals-comment-added = Comment added
access-proposals-coupling-saved = Coupling saved
access-proposals-draft-saved = Draft saved
access-proposals-ethics-approval-noted = Ethics approval recorded
access-proposals-give-the-number-of-the-ethics = Enter the number of the ethics approval.
access-proposals-internal-comment-added = Internal comment added
access-proposals-is-not-in-this-call-choose = { $u } is not in this call: choose another
access-proposals-new-proposal = New proposal { $c }
access-proposals-proposal-was-submitted = Proposal { $c } was submitted
access-proposals-proposal-was-withdrawn = Proposal { $c } was withdrawn
access-proposals-saved = Saved
access-proposals-saved-answers-need-attention =
    Saved; { $n ->
        [one] { $n } answer needs
       *[other] { $n } answers need
    } attention
access-proposals-say-how-much = say how much ({ $u })
access-proposals-say-within-how-many-days = Enter the number of days.
access-proposals-the-amount-asked-for-must-be = The amount requested must be more than 0.
access-proposals-the-call-is-closed-the-proposal = The call is closed: the proposal can no longer be edited or submitted.
access-proposals-the-form-asks-for-no-such = The form asks for no such file.
access-proposals-the-invitation-is-gone = The invitation was cancelled
access-proposals-the-panel-has-concluded-on-it = The panel has concluded: the proposal can no longer be changed.
access-proposals-the-proposal-is-not-complete-yet = The proposal is not complete yet:
access-proposals-the-title-is-too-long = The title is too long.
access-proposals-there-are-files-already = There are already { $most_files } files.
access-proposals-this-call-does-not-offer-that = This call does not offer that unit.
access-proposals-this-call-is-for = this call is for: { $k }
access-proposals-this-contradicts-the-order-that-is = This contradicts the order that is there already.
access-proposals-use-before-within-or-simultaneous = Use before, within or simultaneous.
access-proposals-was-asked-again-by-mail-the = { $e } was asked again, by mail. The new code (valid for 30 days, shown once): { $c }
access-proposals-was-asked-and-joins-once-they = { $e } was asked and joins once they say yes. A mail tells them; who has no account yet can also use this code (valid for 30 days, shown once): { $c }
access-proposals-write-something-first = Please write something.
access-proposals-you-said-no = You declined
access-proposals-your-appeal-was-sent = Your appeal was sent

## access-publications (said by the program)

access-publications-crossref-does-not-answer-now-try = Crossref does not answer now; try later or enter it by hand.
access-publications-crossref-does-not-know-this-doi = Crossref does not know this DOI; enter the paper by hand.
access-publications-gives-no-usable-answer-check-the = { $register } gives no usable answer ({ $error }): check the filter, or try later.
access-publications-like-10 = like 10.…
access-publications-the-register-gives-no-date-of = The register gives no date of publication.
access-publications-this-is-not-a-doi-it = This is not a DOI; it looks like 10.1107/S1600577520000000.

## access-questions (said by the program)

access-questions-a-date-like-2026-03-01 = a date like 2026-03-01
access-questions-at-least = at least { $n }
access-questions-at-most = at most { $n }
access-questions-chemicals = chemicals
access-questions-date = date
access-questions-heading = heading
access-questions-line-has-no-name = line { $i } has no name
access-questions-line-the-check-digit-of-the = line { $i }: the check digit of the CAS number is wrong
access-questions-line-the-hazard-is-none-of = line { $i }: the hazard is none of the list
access-questions-long-text = long text
access-questions-must-be-a-list = must be a list
access-questions-must-be-a-text = must be a text
access-questions-number-with-unit = number with unit
access-questions-one-of-a-list = one of a list
access-questions-samples = samples
access-questions-say-yes-or-no = choose yes or no
access-questions-several-of-a-list = several of a list
access-questions-short-text = short text
access-questions-units-asked-for = units requested
access-questions-yes-or-no = yes or no

## access-returns (said by the program)

access-returns-check-the-file = check the file
access-returns-choose-the-lines-to-declare = Choose the lines to declare.
access-returns-empty = empty
access-returns-mend-and-send-again = correct and submit again
access-returns-the-return-has-faults =
    The return has { $value ->
        [one] { $value } error
       *[other] { $value } errors
    }: { $told }
access-returns-the-return-states-nothing = The return contains no data.
access-returns-this-return-was-signed-already = This return was signed already.
access-returns-this-very-file-was-sent-before = This file has already been submitted.

## access-review (said by the program)

access-review-after-it-begins = after it begins
access-review-asked = Review requested
access-review-asked-for-a-second-person-must = Requested; a second person must confirm
access-review-assigned = Assigned
access-review-choose-accept-reserve-or-reject = Choose accept, reserve or reject.
access-review-choose-feasible-partly-or-infeasible = Choose feasible, partly or infeasible.
access-review-choose-proposals-first = Choose proposals first.
access-review-conflict-noted-the-review-was-taken = Conflict noted; the review was taken back
access-review-finished = Finished: { $c }
access-review-from-0-to = from 0 to { $n }
access-review-give-the-panel-a-name-in = Give the panel a name in both languages.
access-review-moved = Moved
access-review-needs-a-score = needs a score
access-review-not-finished-yet = Not finished yet: { $names }
access-review-not-waived = Not waived
access-review-please-review = Please review { $c }
access-review-please-review-technically = Please review { $c } technically
access-review-proposals-assigned =
    { $n ->
        [one] { $n } proposal
       *[other] { $n } proposals
    } assigned
access-review-reviews-assigned-by-load =
    { $n ->
        [one] { $n } review
       *[other] { $n } reviews
    } assigned by load
access-review-scores-are-missing-or-out-of = Scores are missing or out of range:
access-review-seated = Added to the panel
access-review-technical-review-saved = Technical review saved
access-review-that-panel-is-another-facilitys = That panel is another facility's.
access-review-the-amount-is-a-number-at = The amount is a number, at least 0.
access-review-the-meeting-is-closed = The meeting is closed.
access-review-the-meeting-is-closed-already = The meeting is closed already.
access-review-the-meeting-is-closed-the-proposals = The meeting is closed; the proposals go to the director
access-review-the-panel-has-a-chair-already = The panel has a chair already.
access-review-the-proposal-is-being-changed-wait = The proposal is being changed: wait until it is submitted again.
access-review-the-proposal-is-not-in-review = The proposal is not in review.
access-review-the-proposal-is-not-in-technical = The proposal is not in technical review.
access-review-the-quorum-is-not-met-of = The quorum is not met: { $reviewers } of { $quorum } reviews.
access-review-the-review-ends-after-it-begins = The review ends after it begins.
access-review-the-review-period-is-not-open = The review period is not open.
access-review-there-are-places =
    There { $value ->
        [one] is { $value } place
       *[other] are { $value } places
    }.
access-review-this-person-has-a-conflict-of = This person has a conflict of interest with the proposal.
access-review-this-person-has-this-review-already = This person has this review already.
access-review-this-person-is-not-on-the = This person is not on the panel.
access-review-this-proposal-belongs-to-another-call = This proposal belongs to another call.
access-review-this-review-is-not-yours = This review is not assigned to you.
access-review-this-review-was-handed-in-already = This review has already been submitted.
access-review-use-chair-secretary-or-reviewer = Use chair, secretary or reviewer.
access-review-waived = Waived
access-review-when-it-is-partly-feasible-say = When it is partly feasible, say how much.
access-review-you-have-a-conflict-of-interest = You have a conflict of interest with this proposal.
access-review-you-were-asked-to-join-the = You are invited to join the panel { $n }

## access-routes (said by the program)

access-routes-a-verdict-names-a-part-that = A verdict names a part that this proposal does not have.
access-routes-the-time-must-be-up-to = The time must be up to 31 days, between 1972 and 2199.

## access-runs (said by the program)

access-runs-a-line-of-the-log-would = A line of the log ({ $kinds }) would lie outside: correct it first.
access-runs-a-number-is-out-of-range = A number is out of range.
access-runs-a-part-of-this-time-is = A part of this time is counted as lost already.
access-runs-a-session-cannot-stop-before-it = A session cannot stop before it started.
access-runs-after-the-session-only-those-who = After the session only those who run the unit correct its log.
access-runs-against-the-log = against the log
access-runs-at-most = at most { $n }
access-runs-beam-loss = beam loss
access-runs-between-its-start-and-its-stop = between its start and its stop
access-runs-choose-a-cause-from-the-list = Choose a cause from the list.
access-runs-choose-another-kind = choose another kind
access-runs-controls = controls
access-runs-detector = detector
access-runs-faults-and-lost-time-are-noted = Faults and lost time are noted by those who run the unit: tell your local contact.
access-runs-faults-and-lost-time-are-noted-2 = Faults and lost time are noted by those who run the unit.
access-runs-more-is-lost-than-the-session = More is lost than the session had: at most { $most } min until then.
access-runs-no-visit-is-approved = no visit is approved
access-runs-note = note
access-runs-optics = optics
access-runs-overlaps-another-line = overlaps another line
access-runs-overlaps-another-session = overlaps another session
access-runs-sample-environment = sample environment
access-runs-say-how-many-minutes-were-lost = Enter the time lost (minutes) and its cause.
access-runs-say-what-happened = Please describe what happened.
access-runs-say-whether-the-shot-was-on = State whether the shot was on target.
access-runs-shot = shot
access-runs-that-time-is-not-within-the = That time is not within the session.
access-runs-the-actual-start-cannot-be-in = The actual start cannot be in the future.
access-runs-the-actual-stop-cannot-be-in = The actual stop cannot be in the future.
access-runs-the-report-on-is-due-by = The report on { $c } is due by { $d }
access-runs-the-safety-declaration-is-not-approved = the safety declaration is not approved
access-runs-the-session-cannot-start-yet = The session cannot start yet: { $value }.
access-runs-the-session-is-not-over-yet = The session is not over yet.
access-runs-the-session-is-not-running = The session is not running.
access-runs-the-unit-ran-another-session-then = The unit ran another session then ({ $code }).
access-runs-time-is-lost-by-a-line = Record lost time as 'time lost' or 'fault'.
access-runs-time-lost = time lost
access-runs-use-note-shot-fault-or-lost = Use note, shot, fault or lost.
access-runs-users = users

## access-sessions (said by the program)

access-sessions-a-session-ends-after-it-starts = A session ends after it starts.
access-sessions-a-session-of-was-scheduled = A session of { $c } was scheduled
access-sessions-added-to-the-team = Added to the team
access-sessions-at-least-20-characters = at least 20 characters
access-sessions-at-this-facility-the-instrument-scientist = At this facility the instrument scientist decides.
access-sessions-choose-on-site-or-remote = Choose on site or remote.
access-sessions-choose-people-first = Choose people first.
access-sessions-corrected-the-earlier-wording-is-kept = Corrected; the earlier wording is kept
access-sessions-declare-at-least-one-sample = Declare at least one sample.
access-sessions-it-can-be-downloaded-once-the = It can be downloaded once the safety declaration is approved
access-sessions-logged = Logged
access-sessions-more-than-was-granted-of = More than was granted: { $normalize } of { $normalize_2 }.
access-sessions-please-register-your-visit = Please register your visit: { $c }
access-sessions-report-handed-in = Report submitted
access-sessions-safety-declaration = Safety declaration: { $s }
access-sessions-safety-declaration-saved = Safety declaration saved
access-sessions-say-what-is-in-it = Enter the content.
access-sessions-say-what-must-be-changed = State what must be changed.
access-sessions-say-what-must-be-changed-2 = State what must be changed.
access-sessions-say-when-you-arrive-and-later = Enter the times of arrival and, later, departure.
access-sessions-shipment-noted = Shipment recorded
access-sessions-team-members-must-be-on-the = Team members must be on the proposal first.
access-sessions-the-actual-times-are-corrected-the = The actual times are corrected; the earlier ones are kept
access-sessions-the-declaration-has-a-fault = The declaration has a fault:
access-sessions-the-first-part-must-be-over = The first part must be over before the second begins.
access-sessions-the-instrument-scientist-checks-first = The instrument scientist checks first.
access-sessions-the-link-to-the-data-starts = The link to the data starts with https:// or doi:.
access-sessions-the-report-is-too-short-say = The report is too short: describe the work done and its results.
access-sessions-the-safety-declaration = the safety declaration ({ $s })
access-sessions-the-safety-declaration-of-was-changed = The safety declaration of { $c } was changed: please judge it anew
access-sessions-the-second-part-must-begin-within = The second part must begin within { $days } days of the first.
access-sessions-the-session-has-begun-its-declaration = The session has begun: its declaration can no longer be changed.
access-sessions-the-session-is-over-its-records = The session is over; its records go to the ledger
access-sessions-the-session-of-was-cancelled = The session of { $c } was cancelled
access-sessions-the-session-runs = The session runs
access-sessions-the-unit-already-has-a-session = The unit already has a session in this time.
access-sessions-these-two-parts-must-run-at = These two parts must run at the same time.
access-sessions-this-is-not-all-user-time = This is not all user time in the run calendar.
access-sessions-this-part-was-not-accepted = This part was not accepted.
access-sessions-this-unit-is-used-by-drawing = This unit is used by drawing on a grant, not in sessions.
access-sessions-training-is-missing = Training is missing: { $value }
access-sessions-updated = Updated
access-sessions-use-one-of = Use one of { $value }.
access-sessions-visit-cancelled = Visit cancelled
access-sessions-visit-registered = Visit registered
access-sessions-you-checked-it-somebody-else-approves = You checked it: somebody else approves it.
access-sessions-your-visit = Your visit: { $s }

## access-setups (said by the program)

access-setups-brought-back = restored
access-setups-brought-back-2 = Restored
access-setups-corrected = corrected
access-setups-give-the-reason = Please give the reason.
access-setups-it-is-not-retired = It is not retired.
access-setups-it-is-retired-already = It is retired already.
access-setups-no-such-field = no such field
access-setups-or = { $a } or { $b }
access-setups-please-correct-the-highlighted-fields = Please correct the highlighted fields.
access-setups-retired = retired
access-setups-set-up = set up
access-setups-set-up-2 = Set up
access-setups-the-clock-shows-this-time-twice = The clock shows this time twice: give its offset.
access-setups-the-system = the system
access-setups-there-is-no-such-field = There is no such field.
access-setups-this-cannot-be-set-up-in = This cannot be set up in this way.
access-setups-this-is-part-of-another-and = This is part of another and cannot be retired by itself.

## access-states (said by the program)

access-states-awaiting-decision = awaiting decision
access-states-awaiting-review = awaiting review
access-states-being-solved = being solved
access-states-being-written = in preparation
access-states-changes-asked = changes requested
access-states-checked-by-the-scientist-awaiting-safety = checked by the scientist, awaiting safety
access-states-cleared = cleared
access-states-closed = closed
access-states-decided = decided
access-states-destroyed = destroyed
access-states-draft = draft
access-states-ethics-technical-review-director = ethics, technical review, director
access-states-failed = failed
access-states-finished = finished
access-states-in-ethics-review = in ethics review
access-states-in-review = in review
access-states-in-technical-review = in technical review
access-states-not-of-this-proposal = not of this proposal
access-states-prepared = prepared
access-states-published = published
access-states-rapid-technical-review-then-director = rapid: technical review, then director
access-states-received = received
access-states-registered = registered
access-states-reported = reported
access-states-returned = returned
access-states-returned-for-changes = returned for changes
access-states-safety-alone-decides = safety alone decides
access-states-scheduled = scheduled
access-states-sent = sent
access-states-submitted = submitted
access-states-technical-review-panel-director = technical review, panel, director
access-states-the-instrument-scientist-checks-then-safety = the instrument scientist checks, then safety approves
access-states-the-instrument-scientist-decides = the instrument scientist decides
access-states-to-be-confirmed = to be confirmed
access-states-to-be-registered = to be registered
access-states-under-appeal = under appeal
access-states-visit = visit
access-states-waiting = waiting
access-states-withdrawn = withdrawn

## access-units (said by the program)

access-units-clinical-cases = clinical cases
access-units-clinical-platform-and-biobank = Clinical platform and biobank
access-units-computing = Computing
access-units-contingency = contingency
access-units-core-hours = core-hours
access-units-high-power-laser = High-power laser
access-units-instrument-hours = instrument hours
access-units-instrument-platform = Instrument platform
access-units-light-source-or-fel = Light source or FEL
access-units-machine-study = machine study
access-units-maintenance = maintenance
access-units-observatory = Observatory
access-units-rig-hours = rig hours
access-units-sample-tubes = sample tubes
access-units-shifts-8-h = shifts (8 h)
access-units-shots = shots
access-units-shutdown = shutdown
access-units-station-days = station days
access-units-test-rig = Test rig

## access-uses (said by the program)

access-uses-sessions-to-come = sessions to come

## access-versions (said by the program)

access-versions-amount-of = Amount of { $path }
access-versions-ethics-approval = ethics approval { $n }
access-versions-order-in-time = Order in time
access-versions-review-for-the-panel = Review for the panel
access-versions-reviews-of-the-panel = reviews of the panel: { $n }
access-versions-technical-review-of = Technical review of { $u }: { $v }
access-versions-technical-review-of-2 = technical review of { $u } ({ $v })
access-versions-was-changed-and-handed-in-again = { $c } was changed and handed in again (version { $n }): please judge it anew

## access-words (said by the program)

access-words-academic = academic
access-words-authority = authority
access-words-batch = batch
access-words-biological-level-1 = biological, level 1
access-words-biological-level-2 = biological, level 2
access-words-bookings = bookings
access-words-call = call
access-words-case = case
access-words-cases = cases
access-words-changed = changed
access-words-chemical = chemical
access-words-claim-of-an-output = claim of an output
access-words-clinical = clinical
access-words-comment = comment
access-words-completion = completion
access-words-conflict-of-interest = conflict of interest
access-words-contested-note = contested note
access-words-credit-note = credit note
access-words-decision = decision
access-words-document = document
access-words-draw-on-a-grant = draw on a grant
access-words-enterprise = enterprise
access-words-explosive = explosive
access-words-grant = grant
access-words-industry = industry
access-words-invitation = invitation
access-words-letter = letter
access-words-line-of-a-bill = line of a bill
access-words-line-of-a-run-log = line of a run log
access-words-made = made
access-words-mail = mail
access-words-member-of-a-proposal = member of a proposal
access-words-message = message
access-words-nanomaterial = nanomaterial
access-words-none = none
access-words-none-yet = none yet
access-words-objection = objection
access-words-office-work = office work
access-words-officer = officer
access-words-panel-member = panel member
access-words-parcel = parcel
access-words-part-of-a-proposal = part of a proposal
access-words-period = period
access-words-permit = permit
access-words-person = person
access-words-place-in-line = place on the waiting list
access-words-proposal-before-a-panel = proposal before a panel
access-words-proposals = proposals
access-words-public = public
access-words-qualification = qualification
access-words-radioactive = radioactive
access-words-read = read
access-words-relation-in-time = relation in time
access-words-removed = removed
access-words-role = role
access-words-score = score
access-words-service = service
access-words-sessions = sessions
access-words-share = share
access-words-step = step
access-words-technical-review = technical review
access-words-tenancy = tenancy
access-words-token = token
access-words-unit-in-a-call = unit in a call
access-words-version-of-a-form = version of a form
access-words-version-of-a-process = version of a process
access-words-visit = visit
access-words-yearly-return = yearly return

## access (lists)

access-plans-broken = { $rules }.
access-uses-held-by = { $why }: { $by }.
access-versions-this-change-undoes = This change invalidates the following reviews, which will be repeated; please confirm to continue: { $what }.
access-setups-this-change-also-does = This change also has the following effects; please confirm to continue: { $what }.
access-outputs-published-before-the-first-use = The date of publication is before the first use for this proposal ({ $earliest }).
access-outputs-published-before-it-opened = The date of publication is before the facility opened ({ $earliest }).

## access (what stands in the way)

access-checks-amounts-are-counted-in-this-unit = Amounts are counted in this unit of access already; it stays
access-checks-there-are-bookings-cancel-them-first = There are bookings: cancel them first, or wait until they are over
access-checks-proposals-are-of-this-programme-already = Proposals are of this programme already; its name stays
access-kinds-the-facility-is-in-use-deal = The facility is in use; deal with these first
access-kinds-the-unit-is-in-use-deal = The unit is in use; deal with these first
access-kinds-the-cycle-is-in-use-deal = The cycle is in use; deal with these first
access-kinds-the-panel-has-proposals = The panel has proposals

## access (what uses a thing, what waits, which rule was broken)

access-uses-units-in-use = units in use
access-uses-open-calls = open calls
access-uses-proposals-awaiting-a-decision = proposals awaiting a decision
access-uses-requests-awaiting-a-decision = requests awaiting a decision
access-uses-bookings-to-come = bookings to come
access-uses-amounts-in-calls = amounts in calls
access-uses-amounts-in-proposals = amounts in proposals
access-uses-grants = grants
access-uses-sessions = sessions
access-uses-people-in-line = people on the waiting list
access-uses-calls = calls
access-uses-plans = plans
access-uses-lines-of-bills-at-this-rate = lines of bills at this rate
access-uses-proposals = proposals
access-uses-scores = scores
access-uses-reviews-handed-in = submitted reviews
access-uses-proposals-of-this-programme = proposals of this programme
access-uses-sessions-that-ran = sessions that ran
access-uses-uses-of-instruments = uses of instruments
access-uses-plans-that-are-not-published = plans that are not published
access-kinds-units-that-ask-for-it = units that ask for it
access-kinds-completions = completions
access-kinds-people = people
access-kinds-facilities-that-it-operates = facilities that it operates
access-home-drafts-to-submit = drafts to submit
access-home-invitations-to-answer = invitations to answer
access-home-visits-to-register = visits to register
access-home-reviews-to-write = reviews to write
access-home-technical-reviews = technical reviews
access-home-safety-declarations = safety declarations
access-home-visits-to-approve = visits to approve
access-home-proposals-without-a-panel = proposals without a panel
access-home-outputs-to-confirm = outputs to confirm
access-home-units-asked-for-by-others-calls = units requested by other facilities' calls
access-home-proposals-to-decide = proposals to decide
access-home-waivers-of-conflicts-to-confirm = waivers of conflicts to confirm

## access-tables

access-tables-a-published-plan-never-changes-make = A published plan never changes; make a new version.
access-tables-a-waiver-takes-a-reason-and = A waiver needs a reason and confirmation by a second person.
access-tables-another-version-was-made-at-the = Another version was made at the same moment; try again.
access-tables-nobody-confirms-their-own-claim = Nobody confirms their own claim.
access-tables-that-month-s-bill-was-issued = That month's bill was issued already.
access-tables-the-unit-already-has-a-session = The unit already has a session in this time.
access-tables-there-is-a-cycle-of-this = There is a cycle of this name already.
access-tables-there-is-a-form-of-this = There is a form of this name already.
access-tables-this-account-has-a-grant-already = This account has a grant already.
access-tables-this-address-was-invited-already = This address was invited already.
access-tables-this-draw-was-recorded-before = This draw was recorded before.
access-tables-this-output-was-claimed-already = This output was claimed already.
access-tables-this-part-was-decided-already = This part was decided already.
access-tables-this-person-has-this-review-already = This person has this review already.
access-tables-this-person-is-on-the-panel = This person is on the panel already, or it has a chair.
access-tables-this-person-is-on-the-proposal = This person is on the proposal already.
access-tables-this-person-is-on-the-team = This person is on the team already.
access-tables-this-person-was-asked-already = This person has already been asked to review.
access-tables-this-slot-was-just-taken-by = This slot was just taken by somebody else.
access-tables-this-use-was-charged-already = This use was charged already.
access-tables-this-would-draw-more-than-was = This would draw more than was granted.
