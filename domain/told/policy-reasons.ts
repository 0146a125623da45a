/** Why an experienced account manager would choose each default; `docs/lifecycle.md` and the policy form show it. */
export const ruleReasons: Readonly<Record<string, string>> = {
  'touches.everyWeeks':
    'Six or seven touches a year: often enough to notice a change within a quarter, seldom enough to have something to say. More than 12 counts as 12, so that at least four fall due in any year, whatever the policy says',
  'touches.kinds': 'Taken in turn; talk outweighs text, and one visit a year',
  'touches.leadDays':
    "A letter has to arrive on the day; people need three weeks' notice for an event and two for a training",
  'contactCap.touches':
    'Once a week is a partner, more is a campaign. It holds over all products of a client; planned touches come first, and campaigns and articles take what room they leave',
  'contactCap.days': 'Any thirty days in a row, not a calendar month: nothing piles up around the first',
  'articles.everyDays':
    'What comes every two weeks is read; what comes every day is a newsletter. Each is proposed to the rep, who knows whether it fits',
  'onboarding.nudgeDays': 'Before the target day, while it can still be met; a step with a shorter target gets none',
  'onboarding.escalateWorkingDays': 'A week late is when a client starts to wonder what they bought',
  'onboarding.criteriaWorkingDays':
    'Where sales left the success criteria empty the rep asks in the first week, while the reasons for buying are fresh',
  'onboarding.criteriaOnce':
    'The client buys one thing from one company; asked for each product, they wonder who listens',
  'firstYear.checkInMonths':
    'After three months of _use_ (from the start of retention) the first habits are there and can still be changed',
  'firstYear.successCheckMonths':
    'The client was asked how they will know success in six months: so they are asked again in six, onboarded or not',
  'birthdays.cards': 'One card a year per contact, however many products; 29 February is kept on the 28th',
  'birthdays.leadDays': 'To be written, posted and there in time',
  'reviews.everyMonths': 'Quarters of the contract, counted from its start',
  'reviews.leadDays': 'Two weeks are what it takes to find a date with a client and to prepare the agenda',
  'reviews.togetherDays':
    'Nobody wants to meet us twice in three weeks: reviews that close to each other are one meeting',
  'reviews.sections':
    'A check-in or success check that close to a review of its product is a section of it: one meeting, one form, one record',
  'satisfaction.afterOnboardingDays': 'A week later the impression is formed and still honest',
  'satisfaction.beforeReviewDays': 'The answers are there when the agenda is prepared',
  'satisfaction.contacts': 'The highest levels first; more would be a survey',
  'satisfaction.everyDays':
    'Who is asked the same again within a month stops answering. The first question stands and the later one is passed; it holds for the mailbox, whichever client or product asks',
  'satisfaction.avoidHolidays':
    'Nobody answers on the eve of several days off: the question comes on the first working day after them',
  'satisfaction.remindWorkingDays':
    'Once, in the same thread, which is no second question; not who was met, left or opted out meanwhile',
  'satisfaction.lowAt':
    'Who says six or less is on the way out: somebody calls within a working day, before the score is red, and the manager reads their words',
  reminderWorkingDays: 'Once within the week, once in the next',
  missedWorkingDays: 'What no later item succeeds (a check-in, a card) counts as missed after a month',
  'health.weights':
    'Nobody using it, or an unhappy client, is an alarm alone; anything else is one together with something else. News only makes one look. Each missed contact is a third of its weight: three running are all of it. Good news gives points back and fades, and never talks an alarm away. Who gave notice, owes an old invoice or has a serious alarm open is not green, whatever the rest says',
  'health.redBelow': 'See the weights',
  'health.amberBelow': 'One serious signal alone is amber',
  'health.hysteresis':
    'A band is left only with points to spare, so that it does not flicker and nobody learns to ignore it',
  'health.incidentDays': 'A single incident is forgiven after a quarter',
  'health.unknownUntilHeard':
    'A client of whom nobody has heard is not well: nobody knows. Green is earned by something heard; what is bad shows all the same',
  'health.silenceDays':
    'A quarter without a talk, an answer or a reading is a silence that costs points; after half a year nobody can call them green. Who is measured is not silent',
  'health.alarmDays':
    'An alarm that has stood open for two weeks is a client who waits for us; one that health itself raised does not count again',
  'health.invoicesAge':
    'An invoice gets older whether billing repeats it or not: it weighs more from 30 and from 60 days on, and every text says how old it is that day',
  'health.ownSignals':
    'Each kind that the house defines counts 20 unless it is named here: one alone is no alarm, two and something else are. Past its warning threshold it costs half',
  'health.heardKept':
    'A score that was a slip gives way to the one before it; a year of touches has hardly more than these',
  'escalation.ladder':
    'Working days to acknowledge. A red client waits a day for anybody. When the director hears stands below; the days of the last rung count only where it does not',
  'escalation.missed': 'A client whom nobody calls is the alarm that comes before all others',
  'escalation.reopenDays':
    'A reason that returns within a month was never resolved: the same escalation, one rung higher',
  'escalation.serious':
    'What can cost the client goes up fast; a missed call, check-in or review and a late onboarding step are small: rep and manager settle them',
  'escalation.smallWorkingDays': 'A week in which the rep can make up for it, before the manager reads of it on Monday',
  'escalation.directorWeeks':
    'The director steps in where nobody has for a week, and reads of several clients in one mail; after the last it is every eight weeks. Rep and manager are asked again on the same days: ever more seldom, and never in the same words',
  'escalation.departures': 'Who leaves takes the relationship along, however green the figures are that day',
  'escalation.falls':
    'Red is read in the mail of that day, though what made it is an old alarm that nobody settled: what is open for long is what nobody looks at',
  'escalation.endings':
    'Nobody has to close by hand what is over: an alarm that outlives its reason teaches people to ignore alarms',
  'escalation.firstSteps':
    'Working days. Who leaves takes the relationship along unless the successor and the sponsor are called at once; who does not use it was not trained; who is unhappy wants to be heard today; who gave notice is still deciding on the first day, and no longer after a week',
  'receivables.ladder':
    'Working days after each try. Whoever collects is not whoever keeps the client: two weeks of the receivables manager, then people with more weight',
  'receivables.riskAfterDays':
    'Who has not paid for two months has a reason, and it is rarely the money: from here on the rep has to know why',
  'growth.atCeiling': 'Who uses all they bought is about to need more; better we say so than they hit the wall',
  'growth.happyFrom': 'Nine and ten are the ones who say yes; an eight is politeness',
  'growth.remindWorkingDays':
    'Two weeks to make the call, three more to bring it home; whoever still says nothing knows why',
  'growth.notNowDays': 'A quarter later the budget is another one',
  'growth.restDays':
    'Half a year after an answer, so that nobody is sold to all year long; a person may bring one up at any time',
  'growth.restsOver': 'Who said no in May and renewed in June has said no all the same',
  'renewal.noticeDays': "Before the client's own budget round, and monthly from there",
  'renewal.graceDays': 'Signatures are late; a month later they are a decision',
  'renewal.undecided': 'Nobody is kept in the books as a client because nobody asked',
  'promises.byDate':
    'What is promised for the end of May is no lie in March, and what gets better is no miss: a seller who is told so twice stops listening',
  'invitations.askAfterwards':
    'Nobody can say who came before it took place: the rep is asked on the first working day after',
  'asking.anew':
    'Nobody was asked while the client paused, was onboarded again, or heard from another lifecycle: they get the usual days, and neither a reminder nor a missed contact on the first one',
  'outlook.rescues':
    'A rescue is over when the client says so, not when we close it: what its first steps met with counts until they were heard well again',
  'handover.introduce':
    'A client who hears from us first who looks after them now does not hear it from their own guesses; answers to that mail reach the new rep',
  'workingHours.opensAt': "On the client's wall clock",
  'workingHours.days':
    'With the public holidays of where the client is, and the days of its own that it has; what falls on one or on a weekend is done on the working day before, never after',
};
