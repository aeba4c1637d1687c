## cases-authorities

cases-authorities-a-new-authority = A new authority
cases-authorities-appoint = Appoint
cases-authorities-authorities-and-officers = Authorities and officers
cases-authorities-no-officer = no officer
cases-authorities-open-cases-go-to = open cases go to

## cases-batch

cases-batch-batches-and-people-are-counted-apart = ; batches and people are counted apart
cases-batch-employer = Employer
cases-batch-not-published-yet = Not published yet
cases-batch-number-of-the-case = Number of the case
cases-batch-person-other-people =
    { $rows ->
        [one] { $rows } person
       *[other] { $rows } people
    }
cases-batch-publish = Publish
cases-batch-published = Published
cases-batch-result = Result
cases-batch-the-cases-go-on-when-it = The cases go on when it is published. Publish?

## cases-batches

cases-batches-batches = Batches
cases-batches-batches-there-are = Batches there are
cases-batches-choose = Choose
cases-batches-no-case-waits-for-a-batch = No case waits for a batch.
cases-batches-not-published = not published
cases-batches-open-to-objections-until = open to objections until
cases-batches-put-in-a-new-batch = Put in a new batch

## cases-board

cases-board-cases-ended = cases ended
cases-board-different-ways-that-cases-took = different ways that cases took
cases-board-done = done
cases-board-event-log = Event log
cases-board-flow-times-and-bottlenecks-since = Flow times and bottlenecks since
cases-board-how-long-steps-take = How long steps take
cases-board-middle = middle
cases-board-over-time = over time
cases-board-slowest-step = slowest step
cases-board-source-what-was-done-working-days = source: what was done; working days
cases-board-times = times
cases-board-waiting = waiting
cases-board-waiting-now = Waiting now
cases-board-what-follows-what = What follows what
cases-board-working-days-95th-of-100 = working days (95th of 100)
cases-board-working-days-to-the-end-middle = working days to the end, middle case

## cases-case

cases-case-applicant = applicant
cases-case-by-time = by time
cases-case-credit-grade-of-the-enterprise = Credit grade of the enterprise
cases-case-decided-by = Decided by
cases-case-decision = Decision
cases-case-done = Done
cases-case-grounds = Grounds
cases-case-message = Message
cases-case-objection-not-upheld = Objection not upheld
cases-case-objection-upheld = Objection upheld
cases-case-open = Open
cases-case-outcome = Outcome
cases-case-permit-number = Permit number
cases-case-progress = Progress
cases-case-see-what-it-rests-on-and = see what it rests on, and contest it
cases-case-send = Send
cases-case-submitted = submitted
cases-case-two-people = two people
cases-case-valid = Valid
cases-case-why-it-departs-from-the-advice = Why it departs from the advice
cases-case-withdraw = Withdraw
cases-case-withdraw-it = Withdraw it?

## cases-desk

cases-desk-batch = batch
cases-desk-case-enterprise-step = case, enterprise, step
cases-desk-hand-the-picked-ones-to = Hand the picked ones to
cases-desk-late-only = late only
cases-desk-mark = {""}
cases-desk-nothing-waits = Nothing waits.
cases-desk-pages = Pages
cases-desk-pick = Pick
cases-desk-show = Show
cases-desk-waiting = waiting
cases-desk-waiting-for-a-batch = waiting for a batch

## cases-enterprise

cases-enterprise-allow = Allow
cases-enterprise-contest-it = Contest it
cases-enterprise-contested = contested
cases-enterprise-credit = credit
cases-enterprise-credit-record = Credit record
cases-enterprise-draws = Draws
cases-enterprise-left = Left
cases-enterprise-let-it-stand = Let it stand
cases-enterprise-moves-in = Moves in
cases-enterprise-no-points-lost = No points lost.
cases-enterprise-note-a-qualification = Note a qualification
cases-enterprise-number = Number
cases-enterprise-permits = Permits
cases-enterprise-qualification = Qualification
cases-enterprise-since = Since
cases-enterprise-stands = stands
cases-enterprise-strike-the-note = Strike the note
cases-enterprise-tenant-number-in-its-address = Tenant (number in its address)
cases-enterprise-tenants = Tenants
cases-enterprise-the-grade-follows-the-points-lost = The grade follows the points lost in two years: A none, B under 20, C under 50, D more.
cases-enterprise-until-may-be-empty = Until (may be empty)
cases-enterprise-valid-until = Valid until
cases-enterprise-what-was-done = What was done
cases-enterprise-what-was-done-2 = what was done
cases-enterprise-who-may-apply = Who may apply
cases-enterprise-why-it-is-wrong = Why it is wrong

## cases-enterprises

cases-enterprises-park-registry-path = Park (registry path)
cases-enterprises-register = Register
cases-enterprises-register-an-enterprise = Register an enterprise
cases-enterprises-registered-on = Registered on

## cases-form

cases-form-draft-under = Draft; under
cases-form-not-saved-check-the-network = Not saved: check the network
cases-form-remove-it = Remove it?
cases-form-remove-the-draft = Remove the draft
cases-form-save-the-draft = Save the draft
cases-form-submit = Submit
cases-form-you-do-not-act-for-an = You do not act for an enterprise yet: ask the science city administration to register it.

## cases-loads

cases-loads-open = open
cases-loads-there = There
cases-loads-yes = yes

## cases-mine

cases-mine-choose-a-service = Choose a service
cases-mine-where-it-is = Where it is

## cases-notices

cases-notices-being-decided = being decided
cases-notices-my-objections = My objections
cases-notices-nothing-is-published-now = Nothing is published now.
cases-notices-these-cases-are-published-once-signed = These cases are published. Once signed in you may object, up to the last moment of the last day.

## cases-parcels

cases-parcels-balance-of-parks-by-floor-area = Balance of parks (by floor area)
cases-parcels-change = Change
cases-parcels-file = File
cases-parcels-flexible-range = Flexible range
cases-parcels-floor-area-m = Floor area, m²
cases-parcels-floor-area-ratio = Floor-area ratio
cases-parcels-height = height
cases-parcels-height-m = Height, m
cases-parcels-holder = Holder
cases-parcels-import-geojson = Import GeoJSON
cases-parcels-industrial-parcels = Industrial parcels
cases-parcels-industry = Industry, %
cases-parcels-industry-2 = industry
cases-parcels-industry-research-support = Industry/research/support, %
cases-parcels-map-of-the-parcels-the-data = Map of the parcels; the data stand in the table
cases-parcels-no-parcels-yet = No parcels yet.
cases-parcels-nobody = nobody
cases-parcels-not-in-the-scheme = not in the scheme
cases-parcels-parcel = Parcel
cases-parcels-ratio = ratio
cases-parcels-research = Research, %
cases-parcels-support = support
cases-parcels-supporting = Supporting, %
cases-parcels-the-parcels-are-simulated = The parcels are simulated.

## cases-parts

cases-parts-absence = Absence
cases-parts-away-from = Away from
cases-parts-is-back = Is back
cases-parts-late = late
cases-parts-only-when-granting = only when granting
cases-parts-open-cases-go-to = Open cases go to
cases-parts-personal-kept-sealed = personal: kept sealed
cases-parts-record = Record
cases-parts-services = Services
cases-parts-until-may-be-empty = until (may be empty)

## cases-replay

cases-replay-case-by-case = Case by case
cases-replay-cases-replayed = cases replayed
cases-replay-could-not-be-replayed = could not be replayed
cases-replay-decided-otherwise = decided otherwise
cases-replay-ended-from = Ended from
cases-replay-nothing-differs = Nothing differs.
cases-replay-replay = Replay
cases-replay-the-applications-what-the-registers-said = The applications, what the registers said and the opinions of then, through another version: who would have been decided otherwise, and why.
cases-replay-then = Then
cases-replay-to = to
cases-replay-under-this-version = Under this version
cases-replay-what-turns-it = What turns it
cases-replay-with-assumed-answers = with assumed answers
cases-replay-withdrawn-by-the-applicant-left-out = withdrawn by the applicant, left out

## cases-service

cases-service-advised-by-a-table = advised by a table
cases-service-all-that-hold = all that hold
cases-service-application = Application
cases-service-asks-for = Asks for
cases-service-decision-tables = Decision tables
cases-service-in-chinese = In Chinese
cases-service-in-english = In English
cases-service-in-force-from = in force from
cases-service-in-force-now = in force now
cases-service-in-published-batches = in published batches
cases-service-new-a-lane-is-named-by-one = A lane is named by one of these, in Chinese, English or by code:
cases-service-new-counts-at-registry-path = Counts at (registry path)
cases-service-new-draw-the-process-in-any-bpmn = Draw the process in any BPMN 2.0 modeller and upload it with its tables. Gaps, overlaps, dead ends and steps without an owner are looked for, and it is tried out some hundred times.
cases-service-new-group = Group
cases-service-new-lanes = Lanes
cases-service-new-process-bpmn = Process (.bpmn)
cases-service-new-tables-dmn-any-number = Tables (.dmn, any number)
cases-service-not-in-force = not in force
cases-service-one-row-holds = one row holds
cases-service-opens-in-any-modeller-of-bpmn = Opens in any modeller of BPMN 2.0; a changed file is uploaded as a new version.
cases-service-process = Process
cases-service-put-in-force = Put in force
cases-service-put-this-version-in-force = Put this version in force?
cases-service-sign-in-to-apply = Sign in to apply
cases-service-somebody-else-of-the-office-must = Somebody else of the office must put it in force.
cases-service-steps = Steps
cases-service-take-it-back = Take it back?
cases-service-take-this-version-back = Take this version back
cases-service-the-first-that-holds = the first that holds
cases-service-the-process-its-steps-stand-in = The process; its steps stand in the table below. Opens at full size
cases-service-upload-a-new-version = Upload a new version
cases-service-versions = Versions
cases-service-waits-for-a-second-person-to = waits for a second person; to be in force from
cases-service-working-days = Working days

## cases-services

cases-services-each-services-process-and-rules-are = Each service’s process and rules are open; who has a case and by when is seen at any time.
cases-services-no-version-is-in-force = no version is in force
cases-services-park-services = Park services
cases-services-published-batches = Published batches
cases-services-there-are-no-services-yet = There are no services yet.

## cases-step

cases-step-a-decision-that-waits-for-a = A decision that waits for a second person
cases-step-before-this-authority-and-the-applicant = Before (this authority and the applicant)
cases-step-do-not-agree = Do not agree
cases-step-do-not-uphold = Do not uphold
cases-step-goes-on-when-its-batch-is = Goes on when its batch is published
cases-step-hand-out = Hand out
cases-step-hand-to = Hand to
cases-step-i-take-it = I take it
cases-step-not-decided-yet = not decided yet
cases-step-objections = Objections
cases-step-reason-where-you-depart-from-the = Reason, where you depart from the advice, go beyond what was asked, or an objection stands (a second person must agree)
cases-step-somebody-else-of-the-authority-must = Somebody else of the authority must look at it.
cases-step-the-table-advises = The table advises
cases-step-this-step-is-over = This step is over.
cases-step-uphold = Uphold
cases-step-what-was-said-before-by-every = What was said before, by every authority
