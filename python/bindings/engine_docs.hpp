// What help() says of the engine's longer methods.
#pragma once

namespace aftercourse::python::docs {

inline constexpr auto engine =
    R"(The face of the library: it keeps the facts, the adopted policies and the calendars, and answers what must be
done, whether it was, and why.

Made by aftercourse.open(). May be used from many threads: writes take turns, readers work on what was known when they
asked. Long work runs without the GIL; Ctrl-C stops it with KeyboardInterrupt and cancel() with Cancelled, after which
nothing is half recorded and the engine is as usable as before. What it gives out (tables, tasks, explanations) is
immutable and outlives it.

Use it in a `with` block, or close() it. Days are datetime.date or "2026-10-20"; moments are aware datetimes or text with
an offset; `known_at` is the number of a write or a moment, and asks what was known then.)";

inline constexpr auto open = R"(Opens an engine over a file, or in memory without a path.

path: of an SQLite file. It may be shared by processes: one writes, others wait.
create: make the file when it is missing; else NotFound (AC6008).
read_only: writes raise ReadOnly.
migrate: bring an older file up to date, after copying it to <file>.v<N>.backup; else Misuse (AC6004).
busy_timeout: seconds to wait for another process that is writing, then Busy.
clock: called without arguments for the time of writes that name none; gives an aware datetime. Default: the system's
    clock, at the offset +08:00.
progress: called while a large file is read; see Engine.agenda.

Raises CorruptError for a file that is damaged (AC6002) or not ours (AC6001), TooNew (AC6003), ReadOnly, Busy, NotFound.)";

inline constexpr auto agenda =
    R"(The tasks that must be dealt with on a day: open, submitted, overdue and asked ones.

as_of: the day to judge at. A task due on it is still open.
horizon: also upcoming tasks that open within this period, such as "2 weeks" or ac.Period("5 working days").
assignee: a role's or a person's id; state: one state or several (any of the nine, also "done", "void" …); rule, policy,
    subject: their names or id. Empty: all.
progress: called now and then, in this thread, as progress(done, total, step); total is 0 when unknown. Returning False
    stops the work with Cancelled, and what it raises comes out of this call.

Gives an Agenda by due date. The same facts, policies, calendars and day give the same tasks with the same ids everywhere;
without an adopted policy it is empty. Raises InvalidArgument for what is no day, period or state, LimitError (AC8004) for
a policy that would make more than 10^8 tasks, InvalidArgument (AC2005) for an unknown write.)";

inline constexpr auto explain_task =
    R"(Why a task is what it is: the clause, the anchor, the window day by day where days off mattered, the sample, the
evidence, what was left out. str() of it is English text; .text("zh") Chinese; .to_dict() for a page of your own.

The task carries its day and what was known, so that the answer belongs to what you saw. Raises NotFound (AC4011) when the
task is no more, because the facts changed since.)";

inline constexpr auto explain_id =
    R"(Why the task with that id or key is what it is on a day. Raises NotFound (AC4011).)";

inline constexpr auto explain_rate =
    R"(Why a number is what it is: the clause, which tasks or facts counted, which were left out and why (the first
twenty of each by name), the interval and what it assumes.)";

inline constexpr auto evaluate =
    R"(Measures by group, as a table that never shows a rate without what it is made of.

measures: one name or several: those of adopted policies, or general ones (ac.general_measures()). The same name in two
    policies: "policy/name".
by: what to group by: short names (unit, lecturer, month, quarter, year, channel …) or paths from the subject along
    references ("person.employment.unit"). None: as the measure says in its policy, else one row. A task's month is that of
    its due date, its unit and lecturer those at its anchor. A group that is missing stands last, as None.
as_of: the day to judge at. A task due on it is not counted yet: it stands in `open` or `early`.
where: path -> the value, or values, that count.
since, until: only tasks due (facts dated) in between, both included. period: the same by label: "2026-09", "2026-Q3", "2026".
versus: "previous" adds the columns previous, change, change_low, change_high: against the period before, of a row's own
    month, quarter or year where it is grouped by one, else of the period asked for. The interval of a change takes the two
    periods for independent.
audience: "publish" hides numbers that fewer than 5 people answered (state "suppressed"); "internal" shows them.
interval: "automatic" (none for a full count, the sample's own for audits), "none", "process" (what the same process would
    do next; robust to programmes as clusters), "wilson" (independent observations) or "design", at `level` (0 to 1, both
    excluded).

Gives Rates with the columns measure, one for each of `by`, level (of a distribution), value, numerator, denominator,
on_time, late, early, open, missing, void, waived, low, high, interval, state, clause. Counts are tasks or facts; value,
low and high are fractions of 1 for shares, the unit of the field for means, and None where there is no data: no data is
not zero. A group's rate is the ratio of its totals.

Raises NotFound (AC5001) for an unknown measure and InvalidArgument for a group that cannot be reached (AC5002), no measure
(AC5003), a level out of range (AC5004), a period that is none (AC5008) or nothing to compare with (AC5009).)";

inline constexpr auto measure_state =
    R"(What evaluate() makes its table from, as an ac.MeasureState, to be merged with those of other engines, machines or
subsidiaries. The same question, and errors, as evaluate().)";

inline constexpr auto state = R"(The mergeable form of evaluate().

Each engine makes the state of its own facts; whoever merges them, in whatever order, gets the same bytes as from all of it
at once. Made by Engine.measure_state(); the bytes hold ids of learners where they must be counted once. merge() changes
it, in one thread at a time; copy.copy() gives an independent one. Pickles as its bytes.)";

inline constexpr auto facts =
    R"(The living facts of a kind as a table, in the order they were recorded: id, then the fields of the kind.

as_of: only facts dated up to that day; kinds without a date give all. Retracted facts are left out; known_at brings them
back. Raises NotFound (AC2001) for an unknown kind, with the nearest name.)";

inline constexpr auto history =
    R"(Every write that touched a fact, oldest first: write, recorded_at (UTC), actor, source, reason, operation ("record",
"amend", "retract"), and for an amendment field, before and after as text. Raises NotFound: AC2001 for the kind, AC2003 for
the id.)";

inline constexpr auto comments =
    R"(What people wrote in the open items of a questionnaire, summarised, as a table: a row for each group as a whole and for
each topmost dimension that its comments touch.

instrument: its name. item: one open item; None: all of them.
by, where, since, until, period: as in evaluate(), from the response.
audience: "publish" suppresses rows of fewer than 5 people and quotes nobody where fewer than 10 wrote; "internal" shows all.
language: of the dimensions' titles, "en" or "zh". scheme, lexicon: those of ac.text; None: the built-in ones.

Columns: one for each of `by`, dimension (None: the whole), title, people, comments, positive, negative, mixed, neutral,
key_terms, praise and blame (lists), quotes ("shown", "none" or "hidden"), state. The last submission of a person counts.
Raises NotFound (AC5030) for a questionnaire or open item that is not there.)";

inline constexpr auto findings =
    R"(What the findings of the adopted policies see on a day, as ac.Findings: states of affairs that a clause forbids, and
measures that fail a test beyond what chance explains (limits, gaps between groups, trends, control charts, nobody who
answered, the same problem in several departments). They propose: finding.to_fact() gives what to record as a `finding`
when a person takes it up. Raises InvalidArgument (AC5002) naming the finding whose group cannot be reached.)";

inline constexpr auto explain_finding =
    R"(Why a finding is proposed: the clause, the test in words, and behind it the numbers with what they count.)";

inline constexpr auto changes = R"(What a host must show, change or remove since it last asked.

cursor: that of the earlier answer; "": everything is added. It names the write, day and horizon of that question and
    holds no task, so that it may be kept in a file. Asking again with the new cursor and nothing changed gives nothing.

Unlike agenda() this covers tasks in every state, so that a host learns what was done. When the calendar learns the days off
of another year, `moved` and `confirmed` tell which tasks that were provisional moved and which did not. Raises InvalidArgument (AC7020) for
what is no cursor, or one of another file.)";

inline constexpr auto add_instrument = R"(Keeps a version of a questionnaire, with its full text.

The same again changes nothing. Raises Conflict (AC7030) when that version is there and says something else.)";

inline constexpr auto set_scheme = R"(Sets the marking scheme of a programme.

It is frozen on the day the programme begins: from then on another one is an amendment (amendment=True) with a reason, which
is recorded and shown by schemes(). The same again changes nothing. Raises Conflict (AC7032), NotFound (AC7031) for no such
programme.)";

inline constexpr auto record_responses =
    R"(Records what a form tool exported about a questionnaire: one row a response.

csv: a path, or the text itself. instrument: ac.Instrument; the answers are checked against it.
columns: what -> heading: {"person": "Staff no.", "id": "#", "occurrence": "=P7", "q1": "..."}; items are found by id or text.
    "=P7" is the same for all rows ("submitted": "=2026-09-12" one day for all, without which responses have no date), "#"
    numbers them. Several choices stand in one cell. Rows of nothing but separators are no responses.
occurrence: what an occurrence is the id of: "programme", "questionnaire" or "enrolment".
prefix: stands before the ids of the responses; made from the text when empty, so that the same file again changes nothing.

They become facts of instrument_response and instrument_answer; of what one person sent several times about one occurrence the
last only. An export that grows needs a prefix (and ids): then rows known already change nothing. Raises DataError with every fault (line, column, value,
reason), InvalidArgument (AC7035) for another occurrence.)";

inline constexpr auto adopt = R"(Puts a policy into force.

policy: ac.Policy, the name of a built-in one, or the path of a YAML file (with a suffix or a folder).
on, until: anchors from `on` to `until`, both included, give tasks; without `until` it lasts.
units: only these units and those below them; empty: everywhere.
parameters: name -> value, as text or number; overrides what the policy says. `source` says who decided so.

The full text is recorded, so that known_at reproduces it. Adopting the same policy from the same day again replaces the
earlier adoption. Raises PolicyError (AC3001), NotFound (AC3002), InvalidArgument for a period that ends before it begins
(AC7010) or a parameter that is unknown or does not fit (AC7011).)";

inline constexpr auto declare =
    R"(Declares kinds of fact, or further fields of known ones: ac.Kind values or dicts {"name", "fields": [{"name",
"type", "required"?, "personal"?, "list"?, "target"?, "labels"?}]}. Raises DataError (AC2013), InvalidArgument (AC2010 to
AC2012) for what contradicts a known kind.)";

inline constexpr auto set_calendar =
    R"(Sets everyone's calendar, or that of a unit and those below it. Raises NotFound (AC7001) for an unknown unit.)";

inline constexpr auto set_time_zone =
    R"(From now on the day of an instant is its day in that zone (an ac.TimeZone, or a name for TimeZone.load()), whatever
offset it is recorded with. Until one is set, the offset that an instant was written with decides its day. Raises NotFound
(AC1132).)";

inline constexpr auto record = R"(Records facts of a kind, whole or not at all.

rows: dicts, objects of ac.facts, or anything with Arrow's C stream (polars, pandas, pyarrow, DuckDB), whose buffers are
    read where they lie. An iterator is read to its end.
columns: for Arrow: field -> column. Then only these columns are read; without it every column must be a field.
keep_good: record the good rows and list the bad in the receipt, instead of nothing.
actor, source, reason: who writes, from where and why; at: when (with an offset; never before the last write).
progress: see agenda().

Nothing is guessed: "1" or 1.5 is no integer, a datetime no date; None means missing, and NaN too in a frame (in a dict it
is a fault). A float becomes the decimal that it is written as: 0.1 is exactly 0.1. Recording the same fact again changes
nothing (receipt.unchanged; write is 0 when nothing was new). References are checked at the end of the write, so rows may
refer forwards.

Raises DataError with every fault (source, row from 1, column, field, reason, code), Conflict for a known id with other
content or a time that goes back, NotFound (AC2001) for an unknown kind, Busy, Full, ReadOnly, Cancelled. Nothing is
recorded then.)";

inline constexpr auto record_csv =
    R"(Records facts from CSV (UTF-8, with or without byte order mark; RFC 4180).

path_or_text: a path, bytes, or a str of several lines.
columns: field -> heading; then only these columns are read. "=phone" is a constant, "#" the row's number, "a+b" joins two
    columns with "-". Without it every heading must be a field.
missing: cells that mean nothing, besides the empty one. separator: one character.
date_format: such as "%d.%m.%Y"; a format that ends in "*" ignores what follows the date.
short_rows: a row may end early, its other cells being missing. trim: spaces around cells do not matter.

Otherwise as record(); faults name line and column.)";

inline constexpr auto record_json =
    R"(Records facts from a JSON array of objects: a path, bytes, or a str that begins with [ or {. Dates are texts,
decimals numbers or texts. Otherwise as record(); faults name line and column. Text that is no JSON is a DataError
(AC2030), more than 64 levels or 1 GiB a LimitError (AC8002).)";

inline constexpr auto record_jsonl =
    R"(Records facts from JSON lines, an object a line; blank lines are skipped. A path, bytes, or a str that begins with
{. Otherwise as record_json(); a line that is no JSON is one fault.)";

inline constexpr auto amend =
    R"(Changes fields of a fact; None makes one missing. What was there stays in the history and in known_at. Amending to
what is there already changes nothing. Raises DataError for an unknown fact (AC2027), field or a value that does not fit.)";

inline constexpr auto retract =
    R"(Takes a fact back; its history stays, and the id may be recorded again. Raises Conflict (AC2028) when others refer
to it, naming them, DataError (AC2027) when there is no such fact.)";

inline constexpr auto batch =
    R"(A batch of several kinds and operations, recorded as one write: whole or not at all. Use it in a `with` block:

    with engine.batch(actor="li.wei", source="hr", at="2026-09-12T09:00+08:00") as batch:
        batch.record("attendance", rows)
        batch.amend("session", "S4", {"starts": "2026-09-14"})

An exception in the block records nothing and passes on. actor, source, reason, at, keep_good and progress are as in
record().)";

inline constexpr auto to_ics =
    R"(The tasks as iCalendar (RFC 5545): text that depends on what is known and on the options alone.

component: "todo" (VTODO, due on the last day of the window) or "event" (VEVENT, the days of the window). alarms: such as
    ["2 working days 09:00"], before the due date by the task's calendar, in the organisation's time zone. domain: a UID is the
    task's id, @ and this.

UIDs stay; SEQUENCE rises with every write and day, so that a calendar takes what is known later. Of Changes, tasks that are
gone are written with STATUS:CANCELLED. Raises InvalidArgument (AC7024) for what is no component or language, (AC7026) for what
is no alarm, (AC1152) for a text that iCalendar cannot hold.)";

inline constexpr auto backup =
    R"(Writes a consistent copy of the file, while it may be in use: what analysts should open. Raises Conflict (AC6021)
when `to` exists, Cancelled when the callback stops it (then there is no copy), Misuse (AC7002) for an engine in memory, StorageError, Full.)";

inline constexpr auto quick_check =
    R"(What SQLite's quick check of the file finds: empty when all is well. Raises Misuse (AC7002) for an engine in memory.)";

inline constexpr auto verify =
    R"(Recomputes the chain of hashes over all writes. Raises CorruptError (AC6020) that names the first write that does not
fit, Misuse (AC7002) for an engine in memory. Reads the whole file.)";

inline constexpr auto cancel =
    R"(Makes the calls that run on this engine in other threads stop with Cancelled at their next step. Calls made later are
not touched. May be called from any thread, at any time.)";

} // namespace aftercourse::python::docs
