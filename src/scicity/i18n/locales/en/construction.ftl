## building-project

construction-project-activities-and-links-the-critical-path = Activities and links; the critical path is on the top line
construction-project-add-a-milestone = Add a milestone
construction-project-add-a-unit = Add a unit
construction-project-amount = Amount
construction-project-at-completion = at completion
construction-project-attach = Attach
construction-project-baseline = baseline
construction-project-being-worked-out = being computed
construction-project-bound = bound
construction-project-budget = Budget
construction-project-budget-and-payments = Budget and payments
construction-project-chance = Probability
construction-project-chance-2 = Probability, %
construction-project-chance-to-be-done-by = Probability of completion by
construction-project-claim = Claim
construction-project-claimed = claimed
construction-project-close = Close
construction-project-confirmed = confirmed
construction-project-cost-index-earned-paid = Cost index (earned / paid)
construction-project-critical-path = critical path
construction-project-d = d
construction-project-days-are-working-days-of-the = Days are working days of the city’s calendar.
construction-project-delay-days = Delay (days)
construction-project-delay-working-days = Delay (working days)
construction-project-due = Due
construction-project-earned = earned
construction-project-evidence = Evidence
construction-project-evidence-2 = Evidence
construction-project-finish-even-odds = Expected finish (50% probability)
construction-project-forecast-2-000-draws-of-the = Forecast: 2,000 samples of the three-point estimates (beta-PERT), with the open risks, keeping to who waits for which resource.
construction-project-gantt-chart = Gantt chart
construction-project-handed-over-to-users = handed over to users
construction-project-handover = Handover
construction-project-hold-as-baseline = Set as baseline
construction-project-import-excel-ms-project-primavera-json = Import (Excel, MS Project, Primavera, JSON)
construction-project-it-happened = Mark as occurred
construction-project-milestone = Milestone
construction-project-needs-first = Prerequisites
construction-project-network = Network
construction-project-new-budget = Budget ({ $currency })
construction-project-new-manager-e-mail = Manager (e-mail)
construction-project-new-of-a-facility-that-is-there = of a facility that is there, or of the new one
construction-project-new-path-in-the-registry = Path in the registry
construction-project-new-start = Start
construction-project-next-state = Next state
construction-project-no-milestone-yet = No milestones yet.
construction-project-no-risk-is-noted = No risks are recorded.
construction-project-no-unit-is-listed-yet = No units are listed yet.
construction-project-not-confirmed = Not confirmed
construction-project-note-a-payment = Record a payment
construction-project-note-a-risk = Record a risk
construction-project-of-the-milestones-weight-confirmed = of the milestones’ weight confirmed
construction-project-paid = paid
construction-project-paid-2 = paid
construction-project-plan-progress-and-baseline-of-the = Plan, progress and baseline of the activities; the data are on the page “Activities”
construction-project-plan-working-days = Plan, working days
construction-project-planned = planned
construction-project-plans = Plans
construction-project-proven-the-shortest = proven the shortest
construction-project-reached-on = Reached on
construction-project-red-critical-solid-done-thin-line = Red: critical; solid: done; thin line: baseline; dashes: today.
construction-project-resources-are-not-looked-at-work = Forecast: 2,000 samples of the three-point estimates (beta-PERT), with the open risks; resources are not considered: work out a plan first.
construction-project-response = Response
construction-project-risk = Risk
construction-project-risks = Risks
construction-project-schedule-index-earned-planned = Schedule index (earned / planned)
construction-project-should-have-ended-and-did-not = Overdue:{" "}
construction-project-somebody-else-confirms = to be confirmed by somebody else
construction-project-team = Team
construction-project-there-are-no-activities-yet-import = There are no activities yet. Import a file, or add them on the page “Activities”.
construction-project-user-office-e-mail = User office (e-mail)
construction-project-voucher = Voucher
construction-project-weight = Weight
construction-project-weight-2 = Weight ‰
construction-project-why-not = Why not
construction-project-why-not-2 = why not
construction-project-work-add-an-activity = Add an activity
construction-project-work-chance-critical = Probability of being critical
construction-project-work-change = Change
construction-project-work-cost = Cost
construction-project-work-critical = critical
construction-project-work-days = Days
construction-project-work-days-left = Days left
construction-project-work-finished = Finished
construction-project-work-follows = Predecessors
construction-project-work-follows-2 = Predecessors
construction-project-work-least = Optimistic
construction-project-work-likely = Most likely
construction-project-work-most = Pessimistic
construction-project-work-needs = Resource demand
construction-project-work-needs-2 = Resources
construction-project-work-not-before = Not before
construction-project-work-not-in-a-group = Not in a group
construction-project-work-out-a-plan = Compute a plan
construction-project-work-paid = paid
construction-project-work-part-of = Part of
construction-project-work-plan = Plan
construction-project-work-progress = Progress
construction-project-work-remove = Remove
construction-project-work-remove-this-activity = Remove this activity?
construction-project-work-resources-there-are = Resources available
construction-project-work-started = Started
construction-project-work-total-float = Total float
construction-project-work-working-days = Working days

## building-projects

construction-projects-no-project-yet = No projects yet.
construction-projects-place = Place
construction-projects-project = Project
construction-projects-projects-being-planned-and-built = Projects being planned and built

## building-pictures (said by the program)

construction-pictures-earliest-time-working-days = earliest time (working days)
construction-pictures-today = today

## building-services (said by the program)

construction-services-a-confirmed-milestone-takes-no-more = A confirmed milestone takes no more evidence.
construction-services-a-project-keeps-at-least-one = A project keeps at least one manager.
construction-services-an-amount-is-not-zero = The amount cannot be zero.
construction-services-attach-the-evidence-first = Attach the evidence first.
construction-services-check = check
construction-services-choose-the-activities-that-it-would = Choose the activities that it would delay.
construction-services-code-and-place-take-lower-case = Code and place take lower-case letters, digits and hyphens.
construction-services-give-a-code-a-name-in = Give a code, a name in both languages and a kind.
construction-services-give-a-code-and-a-name = Give a code and a name in both languages.
construction-services-has-progress-or-payments-it-stays = { $name } has progress or payments: it stays.
construction-services-it-cannot-have-started-after-the = It cannot have started after the day of this note.
construction-services-it-is-handed-over-from-trial = It is handed over from trial operation on.
construction-services-like-a1fs-3-b2 = like A1FS+3; B2
construction-services-like-bl01 = like bl01
construction-services-like-crane-1-crew-4 = like crane:1; crew:4
construction-services-like-new-laser = like new-laser
construction-services-like-topped-out = like topped-out
construction-services-list-the-units-to-hand-over = List the units to hand over first.
construction-services-name-the-document-that-this-rests = Name the supporting document.
construction-services-name-the-voucher = Name the voucher.
construction-services-not-zero = not zero
construction-services-say-what-the-risk-is = Describe the risk.
construction-services-say-why-it-is-not-confirmed = Please give the reason why it is not confirmed.
construction-services-somebody-else-than-who-claimed-it = Somebody else than who claimed it must confirm it.
construction-services-that-is-activities-at-most = That is { $value } activities; { $most_activities } at most.
construction-services-the-chance-is-0-to-100 = The chance is 0 to 100, the delay 0 to 10,000 working days.
construction-services-the-day-lies-in-the-future = The day lies in the future.
construction-services-the-days-left-cannot-be-less = The days left cannot be less than 0.
construction-services-the-due-day-lies-after-the = The due date must be after the start.
construction-services-the-id-of-an-activity-has = The id of an activity has 60 letters at most: { $long }
construction-services-the-links-cannot-be-read = The links cannot be read: { $error }
construction-services-the-milestones-of-these-units-are = The milestones of these units are not confirmed: { $value }
construction-services-the-part-done-is-0-to = The percentage completed must be 0 to 100.
construction-services-the-plan-has-faults-nothing-was = The plan has errors; nothing was saved: { $told }
construction-services-the-project-has-no-activity = The project has no activity { $name }.
construction-services-the-project-was-handed-over-already = The project was handed over already.
construction-services-the-weights-add-up-to-1000 = The weights add up to 1000 ‰ at most; this makes { $whole }.
construction-services-there-are-20-already = There are already 20 evidence files.
construction-services-there-are-no-activities-yet = There are no activities yet.
construction-services-there-is-no-activity = There is no activity { $name }.
construction-services-there-is-no-step = There is no step { $step }.
construction-services-this-plan-is-a-baseline-already = This plan is a baseline already.
construction-services-this-plan-is-not-worked-out = This plan has not been computed yet.
construction-services-this-very-file-is-there-already = This very file is there already.
construction-services-today-or-earlier = today or earlier
construction-services-too-much = too much
construction-services-what-is-finished-is-at-100 = What is finished is at 100 %, ended after it began and not after the day of this note.

## building-states (said by the program)

construction-states-approve = Approve
construction-states-awaiting-confirmation = awaiting confirmation
construction-states-begin-commissioning = Begin commissioning
construction-states-begin-trial-operation = Begin trial operation
construction-states-closed = closed
construction-states-controller = controller
construction-states-engineer = engineer
construction-states-feasibility-report-submitted = Feasibility report submitted
construction-states-feasibility-report-submitted-2 = feasibility report submitted
construction-states-feasibility-study = feasibility study
construction-states-happened = happened
construction-states-idea = idea
construction-states-in-operation = in operation
construction-states-in-operation-2 = in operation
construction-states-installed = installed
construction-states-national-acceptance = national acceptance
construction-states-open = Open
construction-states-open-2 = open
construction-states-planned = planned
construction-states-process-acceptance = process acceptance
construction-states-project-manager = project manager
construction-states-risk = risk
construction-states-start-building = Start building
construction-states-started = started
construction-states-stop = Stop
construction-states-stopped = stopped
construction-states-topped-out = topped out
construction-states-trial-operation = trial operation
construction-states-under-construction = under construction

## building-views (said by the program)

construction-views-a-three-point-estimate-takes-all = A three-point estimate takes all three numbers.
construction-views-choose-a-file = Choose a file.
construction-views-claimed-a-second-person-must-confirm = Claimed: a second person must confirm it
construction-views-evidence-attached = Evidence attached
construction-views-give-the-activity-an-id-without = Give the activity an id, without commas and semicolons.
construction-views-held-as-the-baseline = Baseline set
construction-views-joined = Joined
construction-views-like-crane-1 = like crane:1
construction-views-milestone-added = Milestone added
construction-views-payment-noted = Payment recorded
construction-views-progress-noted = Progress recorded
construction-views-risk-noted = Risk recorded
construction-views-the-amount-is-out-of-range = The amount is out of range.
construction-views-the-plan-is-being-worked-out = The plan is being computed; it will be shown here
construction-views-too-large = too large
construction-views-version-activities =
    Version { $n }: { $a ->
        [one] { $a } activity
       *[other] { $a } activities
    }

## construction-rules

construction-rules-this-payment-was-noted-before = This payment was noted before.
