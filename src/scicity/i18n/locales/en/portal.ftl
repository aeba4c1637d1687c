## portal-base

portal-base-city = City
portal-base-counted-in-the-zone = Counted in the zone { $zone }; its places lie in { $zones }
portal-base-nothing-is-scheduled = Nothing is scheduled.
portal-base-reached = Reached
portal-base-stated-by-a-document-not-shown = stated by a document, not shown by records
portal-base-the-ledger-holds-no-records-yet = The ledger holds no records yet. Import a first log or statement:
portal-base-to-city = Overview
portal-base-to-events = Events
portal-base-to-explore = Explore
portal-base-to-parks = Parks
portal-base-to-projects = Projects
portal-base-to-targets = Targets and policies

## portal-enter

portal-enter-download-the-template = Download the template
portal-enter-each-reading-names-its-document-the = Each reading names its document. The same place, indicator, day and document again is a correction; the ledger keeps what was before.
portal-enter-indicator = Indicator
portal-enter-page-or-line = Page or line
portal-enter-place = Place
portal-enter-qualifier = Qualifier
portal-enter-the-workbook-filled-in = The workbook, filled in
portal-enter-up-to-of-a-range = Up to (of a range)
portal-enter-workbook = Workbook
portal-enter-yyyy-mm-dd-for-the-sum = YYYY-MM-DD; for the sum of a year the year alone

## portal-events

portal-events-events = Events
portal-events-no-day-is-known = No dates are known.
portal-events-subscribe-ical = Subscribe (iCal)
portal-events-the-ledger-holds-none-yet = The ledger holds no events yet.
portal-events-to-come = Upcoming
portal-events-what-was = Past

## portal-explore

portal-explore-a-year-quarter-month-or-day = a year, quarter, month or day, or FIRST..LAST
portal-explore-against-as-of = Compare as of
portal-explore-being-computed-from-the-records = Being computed from the records…
portal-explore-by-time = By time
portal-explore-computing = computing
portal-explore-data = Data
portal-explore-explore = Explore
portal-explore-load-again = Reload
portal-explore-map = Map:{" "}
portal-explore-metric-chinese-pinyin-or-english = Metric (Chinese, pinyin or English)
portal-explore-scope = Scope
portal-explore-show = Show
portal-explore-source-the-citys-ledger-as-of = Source: the city’s ledger as of
portal-explore-split-by = Split by
portal-explore-status = Status
portal-explore-take-it-with-you = Download
portal-explore-the-area-of-a-circle-grows = The area of a circle grows with its value; a hollow one is not covered, or in part; the values stand in the table.
portal-explore-the-whole-city = the whole city

## portal-figure

portal-figure-a-document-states = A document states
portal-figure-after = Source
portal-figure-agrees-with-the-records = agrees with the records
portal-figure-coverage = Coverage
portal-figure-definition = Definition
portal-figure-differs-from-the-records = differs from the records
portal-figure-does-not-verify-a-definition-a = does not verify: a definition, a record or the figure was changed
portal-figure-more-records = More records
portal-figure-seal = Seal
portal-figure-simulated-records = SIMULATED records
portal-figure-source = Source
portal-figure-verified-the-seal-agrees = verified: the seal agrees
portal-figure-verify-compute-again-from-the-records = Verify: compute again from the records
portal-figure-what-it-was-before = Earlier values

## portal-frame

portal-frame-bookings-and-sessions-are-simulated = Bookings and sessions are SIMULATED.
portal-frame-close-the-evidence = Close
portal-frame-every-number-on-this-page-comes = every number on this page comes from what was entered at this site.
portal-frame-evidence = The evidence of a number
portal-frame-published-facts-the-numbers-on-this = Published facts: the numbers on this page come from the city’s account and name their source.
portal-frame-show-the-published-facts = Show the published facts
portal-frame-show-this-sites-own-records-with = Show this site’s own records, with what was entered here
portal-frame-simulated-city = SIMULATED city:{" "}
portal-frame-the-records-are-being-read = The records behind it are being read …
portal-frame-with-simulated-data-what-was-entered = With SIMULATED data: what was entered at this site is simulated; published figures name their source.

## portal-home

portal-home-a-figure = A figure
portal-home-districts-filled-where-the-city-lies = Districts; filled: where the city lies, { $names }
portal-home-every-number-opens-its-definition-its = Select any number to see its definition, source and records.
portal-home-none-just-now = None just now.
portal-home-points-places-whose-coordinates-the-registry = Filled: the district of the city ({ $names }). Points: places whose coordinates the registry gives.
portal-home-reached-lately = Reached lately
portal-home-stage = Stage
portal-home-the-registry-gives-no-coordinates-of = Filled: the district of the city ({ $names }). The registry gives no coordinates of facilities.

## portal-parks

portal-parks-one-indicator-and-year-beside-each = One indicator and year beside each other; for each km² and each person where area and people are stated.
portal-parks-parks-compared = Parks compared
portal-parks-per-km = per km²
portal-parks-per-person = per person
portal-parks-the-ledger-holds-no-indicator-of = The ledger holds no indicator of parks to compare.

## portal-place

portal-place-beam-just-now = Beam just now
portal-place-beam-lost = beam lost
portal-place-by-month = by month
portal-place-expected-to-report-and-never-did = Expected to report, but never did: { $names }. What it did is not covered, which is not the same as zero.
portal-place-how-to-get-time = How to get time
portal-place-identifier = Identifier
portal-place-no-call-is-open-just-now = No call is open just now.
portal-place-no-news-last-heard = no news; last heard
portal-place-not-covered-for-lack-of-what = Not covered, because the records lack:{" "}
portal-place-open-since = Open since
portal-place-operator = Operator
portal-place-outside-the-city-an-example-with = outside the city: an example with a real log
portal-place-parts = Parts
portal-place-policies-targets-and-others = Policies, targets and others
portal-place-simulated = SIMULATED
portal-place-the-ledger-holds-no-record-or = The ledger holds no record or statement about it yet.
portal-place-trend = trend
portal-place-units-run-cycles-and-courses = Units, run cycles and courses
portal-place-what-documents-state = What documents state
portal-place-what-the-records-show = What the records show
portal-place-where = Where

## portal-projects

portal-projects-a-simulated-project = A simulated project:{" "}
portal-projects-being-built-and-planned = Being built and planned
portal-projects-confirmed = confirmed
portal-projects-due = due
portal-projects-milestones-confirmed = milestones confirmed
portal-projects-no-milestone-is-in-the-ledger = No milestone is in the ledger yet.
portal-projects-other-projects-that-are-kept-here = Other projects that are kept here
portal-projects-planned = planned
portal-projects-projects = Projects

## portal-statement

portal-statement-agrees = agrees
portal-statement-counted-at = Counted at
portal-statement-counts = Counts
portal-statement-differs = differs
portal-statement-it-says = It says
portal-statement-the-document-gives-no-period-this = the document gives no period: this one is assumed
portal-statement-the-ledger-holds-no-records-to = The ledger holds no records to set beside it: this is stated, not shown.

## portal-targets

portal-targets-aims-at = Aims at
portal-targets-chance = Probability
portal-targets-forecast-then = Forecast then
portal-targets-latest = Latest
portal-targets-measures-and-documents = Measures and documents
portal-targets-needed-a-year = Needed a year
portal-targets-none-listed = none listed
portal-targets-not-said = not stated
portal-targets-owner = Owner
portal-targets-policies = Policies
portal-targets-policy-or-subject = Policy or subject
portal-targets-states-follow-from-the-records-in = States are computed from the records in the ledger, never entered by hand.
portal-targets-target = Target
portal-targets-targets-and-policies = Targets and policies
portal-targets-to-reach = To reach
portal-targets-whose = Whose

## portal-wrong

portal-wrong-this-does-not-open = This page cannot be opened

## portal-agenda (said by the program)

portal-agenda-a-call-closes = a call closes
portal-agenda-a-target-is-due = a target is due
portal-agenda-event = event
portal-agenda-policy = policy

## portal-entry (said by the program)

portal-entry-give-1-to-readings = Give 1 to { $most } readings.
portal-entry-nothing-was-saved-mend-these = Nothing was saved; please correct: { $told }
portal-entry-that-is-no-excel-workbook-xlsx = That is no Excel workbook (.xlsx).
portal-entry-these-columns-are-missing = These columns are missing: { $value }
portal-entry-views-readings-declared =
    { $n ->
        [one] { $n } reading
       *[other] { $n } readings
    } declared

## portal-views (said by the program)

portal-views-approved = Approved
portal-views-behind = Behind
portal-views-city = City
portal-views-cluster = Cluster
portal-views-commissioning = Commissioning
portal-views-commissioning-2 = Commissioning
portal-views-day = day
portal-views-event = Event
portal-views-from-records-declared-ones-among-them = from records, declared ones among them
portal-views-in-operation = In operation
portal-views-industry = Industry
portal-views-machine-development = Machine development
portal-views-maintenance = Maintenance
portal-views-measured = measured
portal-views-missed = Missed
portal-views-month = month
portal-views-no-date-that-can-be-understood = No date that can be understood
portal-views-no-record-yet = No record yet
portal-views-not-covered = not covered
portal-views-on-course = On course
portal-views-phase = Phase
portal-views-policy = Policy
portal-views-proposed = Proposed
portal-views-quarter = quarter
portal-views-reached = Reached
portal-views-reserve = Reserve
portal-views-retired = Retired
portal-views-said-in-words-no-record-can = Said in words: no record can show it
portal-views-scheme = Scheme
portal-views-shutdown = Shutdown
portal-views-site = Site
portal-views-there-is-no-such-statement = There is no such statement.
portal-views-trial-operation = Trial operation
portal-views-uncertain = Uncertain
portal-views-undefined = undefined
portal-views-under-construction = Under construction
portal-views-unknown = unknown
portal-views-user-operation = User operation
portal-views-whole = whole
portal-views-withheld-under-people-or-to-be = withheld: under { $n } people, or to be had by difference
portal-views-year = year
