## cases-authorities

parkservices-authorities-a-new-authority = A new authority
parkservices-authorities-appoint = Appoint
parkservices-authorities-authorities-and-officers = Authorities and officers
parkservices-authorities-no-officer = no officer
parkservices-authorities-open-cases-go-to = open cases go to

## cases-batch

parkservices-batch-employer = Employer
parkservices-batch-not-published-yet = Not published yet
parkservices-batch-number-of-the-case = Number of the case
parkservices-batch-person-other-people =
    { $rows ->
        [one] { $rows } person
       *[other] { $rows } people
    }; batches and people are counted apart
parkservices-batch-publish = Publish
parkservices-batch-published = Published { $at }
parkservices-batch-result = Result
parkservices-batch-the-cases-go-on-when-it = The cases proceed once the batch is published. Publish it?

## cases-batches

parkservices-batches-batches = Batches
parkservices-batches-batches-there-are = Batches there are
parkservices-batches-choose = Choose
parkservices-batches-no-case-waits-for-a-batch = No cases are waiting for a batch.
parkservices-batches-not-published = not published
parkservices-batches-open-to-objections-until = open to objections until
parkservices-batches-put-in-a-new-batch = Put in a new batch

## cases-board

parkservices-board-cases-ended = cases ended
parkservices-board-different-ways-that-cases-took = different paths taken by cases
parkservices-board-done = done
parkservices-board-event-log = Event log
parkservices-board-flow-times-and-bottlenecks-since = Flow times and bottlenecks since { $since }
parkservices-board-how-long-steps-take = Duration of steps
parkservices-board-middle = median
parkservices-board-over-time = overdue
parkservices-board-slowest-step = slowest step
parkservices-board-source-what-was-done-working-days = Source: event log; working days
parkservices-board-times = times
parkservices-board-waiting = waiting
parkservices-board-waiting-now = Waiting now
parkservices-board-what-follows-what = Sequence of steps
parkservices-board-working-days-95th-of-100 = working days (95th percentile)
parkservices-board-working-days-to-the-end-middle = working days to completion (median)

## cases-case

parkservices-case-applicant = applicant
parkservices-case-by-time = time limit expired
parkservices-case-credit-grade-of-the-enterprise = Credit grade of the enterprise
parkservices-case-decided-by = Decided by
parkservices-case-decision = Decision
parkservices-case-done = Done
parkservices-case-grounds = Grounds
parkservices-case-message = Message
parkservices-case-objection-not-upheld = Objection not upheld
parkservices-case-objection-upheld = Objection upheld
parkservices-case-open = Open
parkservices-case-outcome = Outcome
parkservices-case-permit-number = Permit number
parkservices-case-progress = Progress
parkservices-case-row-and-reason = { $table }, row { $row }: { $reason }
parkservices-case-see-what-it-rests-on-and = see the grounds, or contest it
parkservices-case-send = Send
parkservices-case-submitted = submitted
parkservices-case-two-people = confirmed by two people
parkservices-case-valid = Valid
parkservices-case-why-it-departs-from-the-advice = Why it departs from the advice
parkservices-case-withdraw = Withdraw
parkservices-case-withdraw-it = Withdraw this application?

## cases-desk

parkservices-desk-batch = batch
parkservices-desk-case-enterprise-step = case, enterprise, step
parkservices-desk-hand-the-picked-ones-to = Hand the selected cases over to
parkservices-desk-late-only = late only
parkservices-desk-nothing-waits = No pending cases.
parkservices-desk-pages = Pages
parkservices-desk-pick = Select
parkservices-desk-show = Show
parkservices-desk-waiting = { $n } waiting
parkservices-desk-waiting-for-a-batch = { $service }: { $n } waiting for a batch

## cases-enterprise

parkservices-enterprise-allow = Allow
parkservices-enterprise-contest-it = Contest it
parkservices-enterprise-contest-until = It can be contested until { $day }. Nobody decides who made the note or acts for the enterprise.
parkservices-enterprise-contested = contested
parkservices-enterprise-contested-until-past = It could be contested until { $day }.
parkservices-enterprise-credit = credit
parkservices-enterprise-credit-record = Credit record
parkservices-enterprise-draws = Uses
parkservices-enterprise-left = Left
parkservices-enterprise-let-it-stand = Uphold the record
parkservices-enterprise-moves-in = Record tenancy
parkservices-enterprise-no-points-lost = No points lost.
parkservices-enterprise-note-a-qualification = Record a qualification
parkservices-enterprise-number = Number
parkservices-enterprise-permits = Permits
parkservices-enterprise-qualification = Qualification
parkservices-enterprise-since = Since
parkservices-enterprise-stands = upheld
parkservices-enterprise-strike-the-note = Strike out the record
parkservices-enterprise-tenant-number-in-its-address = Tenant (number in its address)
parkservices-enterprise-tenants = Tenants
parkservices-enterprise-the-grade-follows-the-points-lost = The grade depends on the points lost in two years: A none, B under 20, C under 50, D 50 or more.
parkservices-enterprise-until-or-empty = Until (may be empty)
parkservices-enterprise-valid-until = Valid until
parkservices-enterprise-what-was-done = What was done
parkservices-enterprise-what-was-done-2 = what was done
parkservices-enterprise-who-may-apply = Who may apply
parkservices-enterprise-why-it-is-wrong = Grounds

## cases-enterprises

parkservices-enterprises-park-registry-path = Park (registry path)
parkservices-enterprises-register = Register
parkservices-enterprises-register-an-enterprise = Register an enterprise
parkservices-enterprises-registered-on = Registered on

## cases-form

parkservices-form-draft-under = Draft; under
parkservices-form-not-saved-check-the-network = Not saved: check the network
parkservices-form-remove-it = Remove this draft?
parkservices-form-remove-the-draft = Remove the draft
parkservices-form-save-the-draft = Save the draft
parkservices-form-submit = Submit
parkservices-form-you-do-not-act-for-an = You are not authorised to act for an enterprise yet: ask the science city administration to register it.

## cases-loads

parkservices-loads-open = open
parkservices-loads-there = There
parkservices-loads-yes = yes

## cases-mine

parkservices-mine-choose-a-service = Choose a service
parkservices-mine-where-it-is = Current step

## cases-notices

parkservices-notices-being-decided = being decided
parkservices-notices-my-objections = My objections
parkservices-notices-nothing-is-published-now = There are no public notices now.
parkservices-notices-these-cases-are-published-once-signed = These cases are published. Once signed in you may object, up to the last moment of the last day.

## cases-parcels

parkservices-parcels-balance-of-parks-by-floor-area = Balance of parks (by floor area)
parkservices-parcels-change = Change
parkservices-parcels-file = File
parkservices-parcels-flexible-range = Flexible range
parkservices-parcels-floor-area-m = Floor area, m²
parkservices-parcels-floor-area-ratio = Floor-area ratio
parkservices-parcels-height = height
parkservices-parcels-height-m = Height, m
parkservices-parcels-holder = Holder
parkservices-parcels-import-geojson = Import GeoJSON
parkservices-parcels-industrial-parcels = Industrial parcels
parkservices-parcels-industry = Industry, %
parkservices-parcels-industry-2 = industry
parkservices-parcels-industry-research-support = Industry/research/support, %
parkservices-parcels-map-of-the-parcels-the-data = Map of the parcels; the data are in the table below
parkservices-parcels-no-parcels-yet = No parcels yet.
parkservices-parcels-nobody = nobody
parkservices-parcels-not-in-the-scheme = not in the scheme
parkservices-parcels-parcel = Parcel
parkservices-parcels-ratio = ratio
parkservices-parcels-research = Research, %
parkservices-parcels-support = support
parkservices-parcels-supporting = Supporting, %
parkservices-parcels-the-parcels-are-simulated = The parcels are simulated.

## cases-parts

parkservices-parts-absence = Absence
parkservices-parts-away-from = Away from
parkservices-parts-is-back = Mark as back
parkservices-parts-late = late
parkservices-parts-only-when-granting = only when granting
parkservices-parts-open-cases-go-to = Open cases go to
parkservices-parts-personal-kept-sealed = personal data, encrypted
parkservices-parts-record = Record
parkservices-parts-services = Services
parkservices-parts-until-may-be-empty = until (may be empty)

## cases-replay

parkservices-replay-case-by-case = Case by case
parkservices-replay-cases-replayed = cases replayed
parkservices-replay-could-not-be-replayed = could not be replayed
parkservices-replay-decided-otherwise = decided differently
parkservices-replay-ended-from = Ended from
parkservices-replay-nothing-differs = No differences.
parkservices-replay-replay = Replay
parkservices-replay-the-applications-what-the-registers-said = Replays cases with the applications, register entries and opinions of the time under another version, and shows which would have been decided differently, and why.
parkservices-replay-then = Then
parkservices-replay-to = to
parkservices-replay-under-this-version = Under this version
parkservices-replay-what-turns-it = Reason for the difference
parkservices-replay-with-assumed-answers = with assumed answers
parkservices-replay-withdrawn-by-the-applicant-left-out = withdrawn by the applicant, left out

## cases-service

parkservices-service-advised-by-a-table = advised by a table
parkservices-service-all-that-hold = all matching rows
parkservices-service-application = Application
parkservices-service-asks-for = Form fields
parkservices-service-decision-tables = Decision tables
parkservices-service-in-chinese = In Chinese
parkservices-service-in-english = In English
parkservices-service-in-force-from = in force from { $since }
parkservices-service-in-force-now = in force now
parkservices-service-in-published-batches = in published batches
parkservices-service-new-a-lane-is-named-by-one = A lane is named by one of these, in Chinese, English or by code:
parkservices-service-new-counts-at-registry-path = Counts at (registry path)
parkservices-service-new-draw-the-process-in-any-bpmn = Draw the process in any BPMN 2.0 modeller and upload it with its decision tables. The system checks for gaps, overlaps, dead ends and steps without an owner, and runs several hundred trials.
parkservices-service-new-group = Group
parkservices-service-new-lanes = Lanes
parkservices-service-new-process-bpmn = Process (.bpmn)
parkservices-service-new-tables-dmn-any-number = Tables (.dmn, any number)
parkservices-service-not-in-force = not in force
parkservices-service-one-row-holds = one matching row
parkservices-service-opens-in-any-modeller-of-bpmn = Opens in any BPMN 2.0 modeller; upload a changed file as a new version.
parkservices-service-process = Process
parkservices-service-put-in-force = Put in force
parkservices-service-put-this-version-in-force = Put this version in force?
parkservices-service-sign-in-to-apply = Sign in to apply
parkservices-service-somebody-else-of-the-office-must = Somebody else of the office must put it in force.
parkservices-service-steps = Steps
parkservices-service-take-it-back = Withdraw this version?
parkservices-service-take-this-version-back = Withdraw this version
parkservices-service-the-first-that-holds = first matching row
parkservices-service-the-process-its-steps-stand-in = The process; its steps are listed in the table below. Opens at full size
parkservices-service-upload-a-new-version = Upload a new version
parkservices-service-versions = Versions
parkservices-service-waits-for-a-second-person-to = waits for approval by a second person; to be in force from { $since }
parkservices-service-working-days = Working days

## cases-services

parkservices-services-each-services-process-and-rules-are = The process and rules of each service are public; applicants can always see who is handling their case and by when.
parkservices-services-no-version-is-in-force = no version is in force
parkservices-services-park-services = Park services
parkservices-services-published-batches = Published batches
parkservices-services-there-are-no-services-yet = There are no services yet.

## cases-step

parkservices-step-a-decision-that-waits-for-a = A decision awaiting confirmation
parkservices-step-before-this-authority-and-the-applicant = Before (this authority and the applicant)
parkservices-step-do-not-agree = Do not agree
parkservices-step-do-not-uphold = Do not uphold
parkservices-step-goes-on-when-its-batch-is = Goes on when its batch is published
parkservices-step-hand-out = Assign
parkservices-step-hand-to = Assign to
parkservices-step-i-take-it = Claim
parkservices-step-looked-at = ({ $table }, row { $row }: { $looked })
parkservices-step-not-decided-yet = not decided yet
parkservices-step-objections = Objections
parkservices-step-reason-where-you-depart-from-the = Reason, where you depart from the advice, exceed what was requested or uphold an objection (a second person must confirm)
parkservices-step-somebody-else-of-the-authority-must = Somebody else of the authority must confirm it.
parkservices-step-the-table-advises = The table advises
parkservices-step-this-step-is-over = This step is over.
parkservices-step-uphold = Uphold
parkservices-step-what-was-said-before-by-every = What was said before, by every authority

## cases-batches (said by the program)

parkservices-batches-a-case-does-not-wait-for = A case does not wait for a batch.
parkservices-batches-the-batch-was-published-already = The batch was published already.
parkservices-batches-the-cases-number = the case's number
parkservices-batches-there-is-no-such-case-in = There is no such case in the batch.

## cases-cases (said by the program)

parkservices-cases-a-second-person-of-the-authority = A second person of the authority must confirm it before it takes effect
parkservices-cases-sent = Sent
parkservices-cases-the-case-is-not-decided-yet = The case is not decided yet.
parkservices-cases-you-write-for-your-own-authority = You write for your own authority only.
parkservices-cases-your-own = your own

## cases-decision (said by the program)

parkservices-decision-by-rule = By rule
parkservices-decision-decision = Decision: { $name }
parkservices-decision-enterprise = Enterprise
parkservices-decision-objection = Objection { $value }: { $reply }
parkservices-decision-permit-number-goods-quantity-validity = Permit: number, goods, quantity, validity
parkservices-decision-to-appeal-write-to-the-authority = To appeal, write to the deciding authority through the messages of this case, or ask the science city administration.

## cases-desk (said by the program)

parkservices-desk-away = {" "}(away)
parkservices-desk-handed-out = Assigned
parkservices-desk-handed-over = Handed over: { $n }
parkservices-desk-it-is-yours = Assigned to you

## cases-desks (said by the program)

parkservices-desks-applications-that-ask-something-of-you = applications that need your input
parkservices-desks-cases-in-your-hands = cases assigned to you
parkservices-desks-cases-that-nobody-of-your-authority = cases that nobody of your authority has taken
parkservices-desks-objections-to-decide = objections to decide
parkservices-desks-versions-of-services-to-put-in = versions of services to put in force

## cases-models (said by the program)

parkservices-models-batch = { $name }, batch { $number }
parkservices-models-ended = ended
parkservices-models-foreign-r-d-centre = foreign R&D centre
parkservices-models-headquarters = headquarters
parkservices-models-hidden-champion = hidden champion
parkservices-models-high-quality-incubator = high-quality incubator
parkservices-models-high-tech-enterprise = high-tech enterprise
parkservices-models-incubator-in-cultivation = incubator in cultivation
parkservices-models-listed-on-the-star-board = listed on the STAR board
parkservices-models-officer = officer
parkservices-models-proof-of-concept-centre = proof-of-concept centre
parkservices-models-qualified-incubator = qualified incubator
parkservices-models-supervisor = supervisor
parkservices-models-under-way = under way
parkservices-models-unicorn = unicorn

## cases-moving (said by the program)

parkservices-moving-a-decision-waits-for-its-second = A decision waits for its second person already.
parkservices-moving-an-objection-to-the-case-was = An objection to the case was upheld
parkservices-moving-another-enterprise-holds-that-parcel = another enterprise holds that parcel
parkservices-moving-by = { $c }: { $s }, by { $d }
parkservices-moving-cannot-go-on = { $c } cannot go on: { $e }
parkservices-moving-give-the-reason = { $told }: give the reason.
parkservices-moving-is-more-than-the-that-was = { $f } ({ $g }) is more than the { $a } requested
parkservices-moving-it-was-submitted-withdraw-it-instead = It was submitted: withdraw it instead.
parkservices-moving-its-time-was-over-and-the = Its time was over, and the case has moved on.
parkservices-moving-mark = { $c }: { $e }
parkservices-moving-no-more-documents-can-be-added = No more documents can be added.
parkservices-moving-nothing-waits-for-a-second-person = No decision is awaiting confirmation.
parkservices-moving-please-mend-what-is-marked = Please correct the highlighted fields.
parkservices-moving-put-it-in-a-batch-and = Put it in a batch and publish the batch first.
parkservices-moving-somebody-else-must-look-at-it = Somebody else must look at it.
parkservices-moving-that-authority-has-no-part-in = That authority has no part in the case.
parkservices-moving-the-application-was-submitted-already = The application was submitted already.
parkservices-moving-the-case-is-not-under-way = The case is not under way.
parkservices-moving-the-process-cannot-go-on-nothing = The process cannot go on: { $error } Nothing was changed.
parkservices-moving-there-is-a-message-on = { $c } has a new message
parkservices-moving-there-is-no-such-parcel = there is no such parcel
parkservices-moving-there-is-no-such-permit-of = there is no such permit of yours
parkservices-moving-this-departs-from-the-tables-advice = This departs from the table's advice
parkservices-moving-this-step-was-done-already-nothing = This step was done already; nothing was changed.
parkservices-moving-waits-for-a-second-person = { $c } awaits confirmation
parkservices-moving-was-received = { $c } was received
parkservices-moving-write-something = Write something.
parkservices-moving-you-do-not-act-for-that = you do not act for that enterprise
parkservices-moving-you-have-too-many-drafts-submit = You have too many drafts: submit or remove some first.

## cases-notices (said by the program)

parkservices-notices-your-objection-was-recorded-you-will = Your objection was recorded; you will be notified of the decision

## cases-objections (said by the program)

parkservices-objections-not-decided-yet-decide-first =
    { $left } { $left ->
        [one] objection is
       *[other] objections are
    } not decided yet: decide { $left ->
        [one] it
       *[other] each of them
    } first.
parkservices-objections-somebody-who-has-no-part-in = Somebody who has no part in it must decide the objection.
parkservices-objections-the-objection-was-decided-already = The objection was decided already.
parkservices-objections-the-time-for-objections-is-over = The time for objections is over, or the case is not published.
parkservices-objections-there-is-an-objection-to = There is an objection to { $c }
parkservices-objections-you-have-objected-to-this-case = You have reached the limit of objections to this case.
parkservices-objections-your-objection-to-was-not-upheld = Your objection to { $c } was not upheld
parkservices-objections-your-objection-to-was-upheld = Your objection to { $c } was upheld

## cases-offices (said by the program)

parkservices-offices-at-a-time-at-most = { $at_once } at a time at most.
parkservices-offices-hand-over-to-somebody-else = Hand over to somebody else.
parkservices-offices-handed-to-you = Assigned to you: { $c } { $s }
parkservices-offices-has-applications-under-way-and-nobody = { $name } has applications under way, and nobody else acts for it: let somebody be named first.
parkservices-offices-is-away = { $shown } is away.
parkservices-offices-open-for-and-nobody-else-is =
    { $waits } open { $waits ->
        [one] case waits
       *[other] cases wait
    } for { $name }, and nobody else is of it: appoint somebody first.
parkservices-offices-somebody-else = somebody else
parkservices-offices-still-holds-open-say-who-takes =
    { $shown } still holds { $value } open { $value ->
        [one] case
       *[other] cases
    }: say who takes them over.
parkservices-offices-that-person-is-not-of-this = That person is not of this authority.
parkservices-offices-this-step-is-over = This step is over.
parkservices-offices-too-many = too many
parkservices-offices-you-have-a-part-in-this = You have a part in this application, so somebody else must work on it.
parkservices-offices-you-still-hold-open-of-hand =
    You still hold { $held } open { $held ->
        [one] case
       *[other] cases
    } of { $name }: hand them over first.

## cases-public (said by the program)

parkservices-public-40-at-most = 40 at most
parkservices-public-choose-a-process-file = Choose a process file.
parkservices-public-how-to-appeal-chinese = How to appeal (Chinese)
parkservices-public-how-to-appeal-english = How to appeal (English)
parkservices-public-in-force-from = In force from { $d }
parkservices-public-kept-as-version-once-a-second = Saved as version { $n }. Once a second person has approved it, it is in force from { $d }; cases under way stay on their version
parkservices-public-published = Published
parkservices-public-too-many-tables = Too many tables.
parkservices-public-your-objection-was-noted = Your objection was recorded

## cases-registers (said by the program)

parkservices-registers-a-code-takes-lower-case-letters = A code takes lower-case letters, digits and hyphens.
parkservices-registers-a-geojson-collection-with-parcels-is = A GeoJSON collection with parcels is needed.
parkservices-registers-appointed = Appointed
parkservices-registers-choose-a-qualification = Choose a qualification.
parkservices-registers-contests-a-note-on-its-credit = { $e } contests a note on its credit
parkservices-registers-holder = Holder
parkservices-registers-it-was-decided-already = It was decided already.
parkservices-registers-like-acme-bio = like acme-bio
parkservices-registers-may-apply-in-its-name = May apply in its name
parkservices-registers-moved-in = Moved in
parkservices-registers-must-be-json = must be JSON
parkservices-registers-name-the-document-that-it-rests = Name the supporting document.
parkservices-registers-noted-and-on-its-way-to = Recorded; it will be entered in the ledger
parkservices-registers-nothing-was-saved = Nothing was saved: { $value }
parkservices-registers-on-the-white-list = On the white list
parkservices-registers-parcels-kept =
    { $n ->
        [one] { $n } parcel
       *[other] { $n } parcels
    } saved
parkservices-registers-recorded-handed-over = Recorded; handed over: { $n }
parkservices-registers-recorded-you-will-be-notified-of = Recorded: you will be notified of the decision
parkservices-registers-removed-handed-over = Removed; handed over: { $n }
parkservices-registers-say-what-was-done = Describe the service.
parkservices-registers-somebody-who-has-no-part-in = Somebody who has no part in it must decide.
parkservices-registers-that-enterprise-was-no-incubator-then = That enterprise was not an incubator at that time.
parkservices-registers-the-enterprise-is-in-an-incubator = The enterprise is in an incubator already.
parkservices-registers-the-enterprise-is-registered-already = The enterprise is registered already.
parkservices-registers-the-file-is-no-geojson = The file is not GeoJSON.
parkservices-registers-the-note-on-the-credit-stands = The note on the credit stands
parkservices-registers-the-note-on-the-credit-was = The note on the credit was struck
parkservices-registers-the-note-was-contested-already = The note was contested already.
parkservices-registers-the-time-to-contest-is-over = The note could be contested until { $day }; the time for it is over.
parkservices-registers-you-worked-on-the-case-that = You worked on the case that the note comes from: somebody else must decide.

## cases-setup (said by the program)

parkservices-setup-a-version-is-never-put-in = A version is never put in force for days that are past.
parkservices-setup-codes-take-lower-case-letters-digits = Codes take lower-case letters, digits and hyphens.
parkservices-setup-give-a-code-and-the-name = Give a code and the name in both languages.
parkservices-setup-is-in-force-from = { $v } is in force from { $d }
parkservices-setup-like-customs = like customs
parkservices-setup-like-lab-visit = like lab-visit
parkservices-setup-see-above = see above
parkservices-setup-somebody-else-must-put-it-in = Somebody else must put it in force.
parkservices-setup-the-process-has-faults-nothing-was = The process has errors; nothing was saved: { $told }
parkservices-setup-the-version-was-put-in-force = The version was put in force already.
parkservices-setup-the-version-was-put-in-force-2 = The version was put in force: bring a newer one instead.
parkservices-setup-this-very-version-is-kept-already = This version is already saved.
parkservices-setup-today-or-later = today or later

## cases-shown (said by the program)

parkservices-shown-biomedical-special-goods = Biomedical special goods
parkservices-shown-completed = completed
parkservices-shown-granted = granted
parkservices-shown-incubation-and-enterprises = Incubation and enterprises
parkservices-shown-industrial-land = Industrial land
parkservices-shown-lapsed = lapsed
parkservices-shown-refused = refused
parkservices-shown-removed = removed
parkservices-shown-talent = Talent
parkservices-shown-withdrawn = withdrawn

## parkservices-rules

parkservices-rules-this-is-more-than-the-permit = This is more than the permit has left.
