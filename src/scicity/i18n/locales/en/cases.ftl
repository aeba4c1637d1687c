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

## cases-batches (said by the program)

cases-batches-a-case-does-not-wait-for = A case does not wait for a batch.
cases-batches-the-batch-was-published-already = The batch was published already.
cases-batches-the-cases-number = the case's number
cases-batches-there-is-no-such-case-in = There is no such case in the batch.

## cases-cases (said by the program)

cases-cases-a-second-person-of-the-authority = A second person of the authority must agree before it takes effect
cases-cases-sent = Sent
cases-cases-the-case-is-not-decided-yet = The case is not decided yet.
cases-cases-you-write-for-your-own-authority = You write for your own authority only.
cases-cases-your-own = your own

## cases-decision (said by the program)

cases-decision-by-rule = By rule
cases-decision-decision = Decision: { $name }
cases-decision-enterprise = Enterprise
cases-decision-objection = Objection { $value }: { $reply }
cases-decision-permit-number-goods-quantity-validity = Permit: number, goods, quantity, validity
cases-decision-row = row { $row }
cases-decision-to-appeal-write-to-the-authority = To appeal, write to the authority that decided, by the messages of this case, or ask the science city administration.

## cases-desk (said by the program)

cases-desk-away = {" "}(away)
cases-desk-handed-out = Handed out
cases-desk-handed-over = Handed over: { $n }
cases-desk-it-is-yours = It is yours

## cases-desks (said by the program)

cases-desks-applications-that-ask-something-of-you = applications that ask something of you
cases-desks-cases-in-your-hands = cases in your hands
cases-desks-cases-that-nobody-of-your-authority = cases that nobody of your authority has taken
cases-desks-objections-to-decide = objections to decide
cases-desks-versions-of-services-to-put-in = versions of services to put in force

## cases-models (said by the program)

cases-models-batch = { $name }, batch { $number }
cases-models-ended = ended
cases-models-foreign-r-d-centre = foreign R&D centre
cases-models-headquarters = headquarters
cases-models-hidden-champion = hidden champion
cases-models-high-quality-incubator = high-quality incubator
cases-models-high-tech-enterprise = high-tech enterprise
cases-models-incubator-in-cultivation = incubator in cultivation
cases-models-listed-on-the-star-board = listed on the STAR board
cases-models-officer = officer
cases-models-proof-of-concept-centre = proof-of-concept centre
cases-models-qualified-incubator = qualified incubator
cases-models-supervisor = supervisor
cases-models-under-way = under way
cases-models-unicorn = unicorn

## cases-moving (said by the program)

cases-moving-a-decision-waits-for-its-second = A decision waits for its second person already.
cases-moving-an-objection-to-the-case-was = An objection to the case was upheld
cases-moving-another-enterprise-holds-that-parcel = another enterprise holds that parcel
cases-moving-by = { $c }: { $s }, by { $d }
cases-moving-cannot-go-on = { $c } cannot go on: { $e }
cases-moving-give-the-reason = { $told }: give the reason.
cases-moving-is-more-than-the-that-was = { $f } ({ $g }) is more than the { $a } that was asked for
cases-moving-it-was-submitted-withdraw-it-instead = It was submitted: withdraw it instead.
cases-moving-its-time-was-over-and-the = Its time was over, and the case has moved on.
cases-moving-mark = { $c }: { $e }
cases-moving-no-more-documents-can-be-added = No more documents can be added.
cases-moving-nothing-waits-for-a-second-person = Nothing waits for a second person.
cases-moving-please-mend-what-is-marked = Please mend what is marked.
cases-moving-put-it-in-a-batch-and = Put it in a batch and publish the batch first.
cases-moving-somebody-else-must-look-at-it = Somebody else must look at it.
cases-moving-that-authority-has-no-part-in = That authority has no part in the case.
cases-moving-the-application-was-submitted-already = The application was submitted already.
cases-moving-the-case-is-not-under-way = The case is not under way.
cases-moving-the-process-cannot-go-on-nothing = The process cannot go on: { $error } Nothing was changed.
cases-moving-there-is-a-message-on = There is a message on { $c }
cases-moving-there-is-no-such-parcel = there is no such parcel
cases-moving-there-is-no-such-permit-of = there is no such permit of yours
cases-moving-this-departs-from-the-tables-advice = This departs from the table's advice
cases-moving-this-step-was-done-already-nothing = This step was done already; nothing was changed.
cases-moving-waits-for-a-second-person = { $c } waits for a second person
cases-moving-was-received = { $c } was received
cases-moving-write-something = Write something.
cases-moving-you-do-not-act-for-that = you do not act for that enterprise
cases-moving-you-have-too-many-drafts-submit = You have too many drafts: submit or remove some first.

## cases-notices (said by the program)

cases-notices-your-objection-was-recorded-you-will = Your objection was recorded; you will be notified of what is decided

## cases-objections (said by the program)

cases-objections-not-decided-yet-decide-first =
    { $left } { $left ->
        [one] objection is
       *[other] objections are
    } not decided yet: decide { $left ->
        [one] it
       *[other] each of them
    } first.
cases-objections-somebody-who-has-no-part-in = Somebody who has no part in it must decide the objection.
cases-objections-the-objection-was-decided-already = The objection was decided already.
cases-objections-the-time-for-objections-is-over = The time for objections is over, or the case is not published.
cases-objections-there-is-an-objection-to = There is an objection to { $c }
cases-objections-you-have-objected-to-this-case = You have objected to this case often enough.
cases-objections-your-objection-to-was-not-upheld = Your objection to { $c } was not upheld
cases-objections-your-objection-to-was-upheld = Your objection to { $c } was upheld

## cases-offices (said by the program)

cases-offices-at-a-time-at-most = { $at_once } at a time at most.
cases-offices-hand-over-to-somebody-else = Hand over to somebody else.
cases-offices-handed-to-you = Handed to you: { $c } { $s }
cases-offices-has-applications-under-way-and-nobody = { $name } has applications under way, and nobody else acts for it: let somebody be named first.
cases-offices-is-away = { $shown } is away.
cases-offices-open-for-and-nobody-else-is =
    { $waits } open { $waits ->
        [one] case waits
       *[other] cases wait
    } for { $name }, and nobody else is of it: appoint somebody first.
cases-offices-somebody-else = somebody else
cases-offices-still-holds-open-say-who-takes =
    { $shown } still holds { $value } open { $value ->
        [one] case
       *[other] cases
    }: say who takes them over.
cases-offices-that-person-is-not-of-this = That person is not of this authority.
cases-offices-this-step-is-over = This step is over.
cases-offices-too-many = too many
cases-offices-you-have-a-part-in-this = You have a part in this application, so somebody else must work on it.
cases-offices-you-still-hold-open-of-hand =
    You still hold { $held } open { $held ->
        [one] case
       *[other] cases
    } of { $name }: hand them over first.

## cases-public (said by the program)

cases-public-40-at-most = 40 at most
cases-public-choose-a-process-file = Choose a process file.
cases-public-how-to-appeal-chinese = How to appeal (Chinese)
cases-public-how-to-appeal-english = How to appeal (English)
cases-public-in-force-from = In force from { $d }
cases-public-kept-as-version-once-a-second = Kept as version { $n }. Once a second person has put it in force it holds from { $d }; cases under way stay on theirs
cases-public-published = Published
cases-public-too-many-tables = Too many tables.
cases-public-your-objection-was-noted = Your objection was noted

## cases-registers (said by the program)

cases-registers-a-code-takes-lower-case-letters = A code takes lower-case letters, digits and hyphens.
cases-registers-a-geojson-collection-with-parcels-is = A GeoJSON collection with parcels is needed.
cases-registers-appointed = Appointed
cases-registers-choose-a-qualification = Choose a qualification.
cases-registers-contests-a-note-on-its-credit = { $e } contests a note on its credit
cases-registers-holder = Holder
cases-registers-it-was-decided-already = It was decided already.
cases-registers-like-acme-bio = like acme-bio
cases-registers-may-apply-in-its-name = May apply in its name
cases-registers-moved-in = Moved in
cases-registers-must-be-json = must be JSON
cases-registers-name-the-document-that-it-rests = Name the document that it rests on.
cases-registers-noted-and-on-its-way-to = Noted, and on its way to the ledger
cases-registers-nothing-was-saved = Nothing was saved: { $value }
cases-registers-on-the-white-list = On the white list
cases-registers-parcels-kept = { $n } parcels kept
cases-registers-recorded-handed-over = Recorded; handed over: { $n }
cases-registers-recorded-you-will-be-notified-of = Recorded: you will be notified of what is decided
cases-registers-removed-handed-over = Removed; handed over: { $n }
cases-registers-say-what-was-done = Say what was done.
cases-registers-somebody-who-has-no-part-in = Somebody who has no part in it must decide.
cases-registers-that-enterprise-was-no-incubator-then = That enterprise was no incubator then.
cases-registers-the-enterprise-is-in-an-incubator = The enterprise is in an incubator already.
cases-registers-the-enterprise-is-registered-already = The enterprise is registered already.
cases-registers-the-file-is-no-geojson = The file is no GeoJSON.
cases-registers-the-note-on-the-credit-stands = The note on the credit stands
cases-registers-the-note-on-the-credit-was = The note on the credit was struck
cases-registers-the-note-was-contested-already = The note was contested already.
cases-registers-you-worked-on-the-case-that = You worked on the case that the note comes from: somebody else must decide.

## cases-setup (said by the program)

cases-setup-a-version-is-never-put-in = A version is never put in force for days that are past.
cases-setup-codes-take-lower-case-letters-digits = Codes take lower-case letters, digits and hyphens.
cases-setup-give-a-code-and-the-name = Give a code and the name in both languages.
cases-setup-is-in-force-from = { $v } is in force from { $d }
cases-setup-like-customs = like customs
cases-setup-like-lab-visit = like lab-visit
cases-setup-see-above = see above
cases-setup-somebody-else-must-put-it-in = Somebody else must put it in force.
cases-setup-the-process-has-faults-nothing-was = The process has faults, nothing was saved: { $told }
cases-setup-the-version-was-put-in-force = The version was put in force already.
cases-setup-the-version-was-put-in-force-2 = The version was put in force: bring a newer one instead.
cases-setup-this-very-version-is-kept-already = This very version is kept already.
cases-setup-today-or-later = today or later

## cases-shown (said by the program)

cases-shown-biomedical-special-goods = Biomedical special goods
cases-shown-completed = completed
cases-shown-granted = granted
cases-shown-incubation-and-enterprises = Incubation and enterprises
cases-shown-industrial-land = Industrial land
cases-shown-lapsed = lapsed
cases-shown-refused = refused
cases-shown-removed = removed
cases-shown-talent = Talent
cases-shown-withdrawn = withdrawn
