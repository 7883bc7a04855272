// The engine from end to end: adopt, record, ask, explain, evaluate, reopen.
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

#include <filesystem>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

Instant at(const char* text) { return Instant::from_text(text); }

/// Two programmes, three learners; one learner was called in time.
void record_company(Engine& engine) {
  Batch b = engine.batch();
  b.record(std::vector<Unit>{{.id = "U1", .name = "销售部", .organisation = {}, .parent = {}}});
  b.record(std::vector<Person>{
      {.id = "L1", .name = "李雷", .external = {}, .organisation = {}, .email = {}, .phone = {}},
      {.id = "L2", .name = "韩梅梅", .external = {}, .organisation = {}, .email = {}, .phone = {}}});
  Programme p;
  p.id = "P1";
  p.title = "Sales onboarding";
  p.starts = Date(2026, 9, 1);
  p.ends = Date(2026, 9, 10);
  p.unit = Ref<Unit>("U1");
  b.record(std::vector<Programme>{p});
  Enrolment e1, e2;
  e1.id = "E1", e1.programme = "P1", e1.person = "L1", e1.unit = Ref<Unit>("U1");
  e2.id = "E2", e2.programme = "P1", e2.person = "L2", e2.unit = Ref<Unit>("U1");
  b.record(std::vector<Enrolment>{e1, e2});
  Stamp stamp;
  stamp.actor = "li.wei";
  stamp.at = at("2026-09-01T09:00+08:00");
  engine.commit(std::move(b), stamp);
}

Policy visits() {
  return Policy::parse(R"(
policy: visits
title: {en: Visits, zh: 回访}
version: "1"
parameters:
  first_by: {value: 2 weeks, source: test}
roles:
  training-department: {}
rules:
  - id: first-visit
    title: {en: First follow-up, zh: 首次回访}
    clause: "5(1)1"
    after: programme.ended
    each: enrolment
    window: {from: 1 week, to: first_by}
    do: follow-up
    by: training-department
    done_by: follow_up
    missed: [{after: 3 working days, tell: training-supervisor}]
measures:
  - id: completion_rate
    clause: "8(2)1"
    completion: {rules: [first-visit]}
)",
                       "visits.yaml");
}

FollowUp call(const char* id, const char* enrolment, Date day) {
  FollowUp f;
  f.id = id;
  f.enrolment = enrolment;
  f.date = day;
  f.channel = FollowUpChannel::phone;
  f.reached = true;
  return f;
}

Stamp stamp_at(const char* when) {
  Stamp s;
  s.at = at(when);
  return s;
}

TEST(Engine, tells_what_must_be_done_and_why) {
  Engine engine = Engine::open();
  engine.adopt(visits(),
               {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = "board"},
               stamp_at("2026-01-01T09:00+08:00"));
  record_company(engine);
  engine.record(std::vector<FollowUp>{call("F1", "E1", Date(2026, 9, 20))},
                stamp_at("2026-09-20T10:00+08:00"));
  Batch roles = engine.batch();
  roles.record_json("role_assignment", R"([{"id": "R1", "role": "training-supervisor", "person": "L1",
    "starts": "2026-01-01", "ends": "2026-09-30"}, {"id": "R2", "role": "training-supervisor", "person": "L2",
    "starts": "2026-10-01"}])");
  engine.commit(std::move(roles), stamp_at("2026-09-20T10:00+08:00"));
  AgendaQuery query;
  query.as_of = Date(2026, 10, 20);
  const Agenda agenda = engine.agenda(query);
  ASSERT_EQ(agenda.size(), 1u);
  const Task task = agenda.task(0);
  EXPECT_EQ(task.subject, "E2");
  EXPECT_EQ(task.state, State::overdue);
  EXPECT_EQ(task.window.to, Date(2026, 9, 24));
  ASSERT_EQ(task.notices.size(), 1u);
  EXPECT_EQ(task.notices[0].on, Date(2026, 9, 30)); // 25 September is a day off (Mid-Autumn): 28, 29, 30
  EXPECT_EQ(task.notices[0].holders, std::vector<std::string>{"L1"}); // who held the role on that day
  const Explanation why = engine.explain(task.id, query.as_of);
  EXPECT_NE(why.to_text(Language::en).find("Clause 5(1)1"), std::string::npos) << why.to_text();
  EXPECT_NE(why.to_text(Language::zh).find("逾期未办"), std::string::npos) << why.to_text(Language::zh);
  EXPECT_NE(why.to_text().find("first_by = 2 weeks"), std::string::npos) << why.to_text();

  EvaluationQuery rates;
  rates.measures = {"completion_rate"};
  rates.by = {"unit", "month"};
  const Frame frame = engine.evaluate(rates, query.as_of);
  ASSERT_EQ(frame.rows(), 1u);
  EXPECT_EQ(frame.cell(0, "unit"), "U1");
  EXPECT_EQ(frame.cell(0, "month"), "2026-09");
  EXPECT_EQ(frame.cell(0, "numerator"), "1");
  EXPECT_EQ(frame.cell(0, "denominator"), "2");
  EXPECT_NE(engine.explain_value(rates, 0, query.as_of).to_text().find("50 %"), std::string::npos);
}

TEST(Engine, keeps_ids_when_a_programme_moves_and_reports_changes) {
  Engine engine = Engine::open();
  engine.adopt(visits(), {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
               stamp_at("2026-01-01T09:00+08:00"));
  record_company(engine);
  const Changes first = engine.changes("", Date(2026, 9, 12), {2, PeriodUnit::weeks});
  EXPECT_EQ(first.added.size(), 2u);
  Batch move = engine.batch();
  move.amend("programme", "P1", R"({"ends": "2026-09-11"})");
  engine.commit(std::move(move), stamp_at("2026-09-10T09:00+08:00"));
  const Changes second = engine.changes(first.cursor, Date(2026, 9, 12), {2, PeriodUnit::weeks});
  EXPECT_EQ(second.added.size(), 0u);
  EXPECT_EQ(second.changed.size(), 2u);
  EXPECT_EQ(second.removed.size(), 0u);
  // What was known before the amendment is still known.
  const TaskSet then = engine.tasks(Date(2026, 9, 12), Date(2026, 10, 1), KnownAt{std::uint64_t{2}});
  EXPECT_EQ(then.task(0).window.to, Date(2026, 9, 24));
  EXPECT_EQ(engine.tasks(Date(2026, 9, 12), Date(2026, 10, 1)).task(0).window.to, Date(2026, 9, 25));
}

TEST(Engine, records_a_batch_whole_or_not_at_all) {
  Engine engine = Engine::open();
  record_company(engine);
  const auto before = engine.last_write();
  Batch b = engine.batch();
  b.record_json(
      "follow_up",
      R"([{"id": "F1", "enrolment": "E1", "date": "2026-09-20", "channel": "phone", "reached": true},
                                {"id": "F2", "enrolment": "E9", "date": "2026-02-30", "channel": "phone", "reached": true}])");
  EXPECT_THROW(engine.commit(std::move(b), stamp_at("2026-09-20T10:00+08:00")), DataError);
  EXPECT_EQ(engine.last_write(), before);
  EXPECT_EQ(engine.facts("follow_up").rows(), 0u);
}

TEST(Engine, gives_the_same_answers_after_reopening_the_file) {
  const auto file = std::filesystem::temp_directory_path() / "aftercourse_engine_test.db";
  std::filesystem::remove(file);
  std::string before;
  {
    Engine engine = Engine::open(file);
    engine.adopt(visits(),
                 {.on = Date(2026, 1, 1),
                  .until = {},
                  .units = {},
                  .parameters = {{"first_by", "3 weeks", {}, "notice"}},
                  .source = {}},
                 stamp_at("2026-01-01T09:00+08:00"));
    record_company(engine);
    before = engine.tasks(Date(2026, 10, 20), Date(2026, 10, 20)).to_frame().to_json();
    EXPECT_NE(before.find("2026-10-01"), std::string::npos) << before;
  }
  Engine again = Engine::open(file);
  EXPECT_EQ(again.tasks(Date(2026, 10, 20), Date(2026, 10, 20)).to_frame().to_json(), before);
  again.verify();
  EXPECT_TRUE(again.quick_check().empty());
  std::filesystem::remove(file);
}

TEST(Engine, reads_what_another_engine_wrote_to_the_file) {
  const auto file = std::filesystem::temp_directory_path() / "aftercourse_two_engines.db";
  std::filesystem::remove(file);
  Engine one = Engine::open(file), two = Engine::open(file);
  record_company(one);
  EXPECT_EQ(two.facts("enrolment").rows(), 2u);
  two.record(std::vector<FollowUp>{call("F1", "E1", Date(2026, 9, 20))}, stamp_at("2026-09-20T10:00+08:00"));
  EXPECT_EQ(one.facts("follow_up").rows(), 1u);
  std::filesystem::remove(file);
}

/// Stops at the first report; how many there were.
struct Stop {
  int reports = 0;
  Progress progress = [this](std::uint64_t, std::uint64_t, std::string_view) { return ++reports == 0; };
};

TEST(Engine, can_be_stopped_in_every_long_call_and_stays_usable) {
  const auto file = std::filesystem::temp_directory_path() / "aftercourse_stopped.db";
  std::filesystem::remove(file);
  Engine engine = Engine::open(file);
  record_company(engine);
  engine.adopt(visits(), {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
               stamp_at("2026-09-02T09:00+08:00"));
  const Date as_of(2026, 10, 20);
  const std::string task = engine.agenda({as_of, {0, PeriodUnit::days}, {}, {}, {}}).task(0).id;
  const auto before = engine.last_write();
  Stop stop;
  Batch b = engine.batch();
  EXPECT_THROW(b.record_csv("person", "id,name\nL9,A\n", "csv", {}, stop.progress), Cancelled);
  EXPECT_THROW(b.record_json("person", R"([{"id": "L9", "name": "A"}])", "json", stop.progress), Cancelled);
  EXPECT_THROW(b.record_json_lines("person", R"({"id": "L9", "name": "A"})", "jsonl", stop.progress),
               Cancelled);
  EXPECT_THROW(b.record_all_json(R"({"record": {"person": [{"id": "L9", "name": "A"}]}})", stop.progress),
               Cancelled);
  Stamp stamp;
  stamp.progress = stop.progress;
  EXPECT_THROW(engine.record(std::vector<FollowUp>{call("F1", "E1", Date(2026, 9, 20))}, stamp), Cancelled);
  EXPECT_NO_THROW(
      (void)engine.explain(task, as_of, {}, stop.progress)); // known from the agenda: nothing to stop
  EXPECT_THROW((void)engine.explain(task, Date(2026, 10, 19), {}, stop.progress), Cancelled);
  EXPECT_THROW((void)engine.facts("person", {}, {}, stop.progress), Cancelled);
  EXPECT_THROW((void)engine.findings(Date(2026, 10, 21), {}, stop.progress), Cancelled);
  EXPECT_THROW((void)engine.changes("", Date(2026, 10, 22), {0, PeriodUnit::days}, stop.progress), Cancelled);
  EXPECT_THROW(engine.verify(stop.progress), Cancelled);
  EXPECT_THROW((void)engine.quick_check(stop.progress), Cancelled);
  const auto copy = std::filesystem::temp_directory_path() / "aftercourse_stopped_copy.db";
  EXPECT_THROW(engine.backup(copy, stop.progress), Cancelled);
  EXPECT_FALSE(std::filesystem::exists(copy));
  OpenOptions options;
  options.progress = stop.progress;
  EXPECT_THROW((void)Engine::open(file, options), Cancelled);
  EXPECT_EQ(stop.reports, 13);
  EXPECT_EQ(engine.last_write(), before);
  EXPECT_EQ(engine.record(std::vector<FollowUp>{call("F1", "E1", Date(2026, 9, 20))}).recorded, 1u);
  engine.verify();
  std::filesystem::remove(file);
}

TEST(Engine, stops_a_batch_that_is_being_read_when_told_to_cancel) {
  Engine engine = Engine::open();
  Batch b = engine.batch();
  const Progress cancel = [&](std::uint64_t, std::uint64_t, std::string_view) {
    engine.cancel();
    return true;
  };
  std::string csv = "id,name\n";
  for (int i = 0; i < 70'000; ++i) csv += "L" + std::to_string(i) + ",A\n";
  EXPECT_THROW(b.record_csv("person", csv, "csv", {}, cancel), Cancelled);
  EXPECT_NO_THROW(b.record_csv("person", "id,name\nL1,A\n"));
}

TEST(Engine, refuses_what_is_wrong_by_class) {
  Engine engine = Engine::open();
  EXPECT_THROW((void)engine.facts("no_such_kind"), NotFound);
  EXPECT_THROW((void)engine.explain("no-such-task", Date(2026, 1, 1)), NotFound);
  EXPECT_THROW(engine.backup("x.db"), Misuse);
  EvaluationQuery query;
  query.measures = {"completion_rat"};
  try {
    (void)engine.evaluate(query, Date(2026, 1, 1));
    FAIL();
  } catch (const NotFound& e) {
    EXPECT_NE(std::string(e.what()).find("completion_rate"), std::string::npos) << e.what();
  }
  EXPECT_THROW(engine.adopt(visits(), {.on = Date(2026, 1, 1),
                                       .until = {},
                                       .units = {},
                                       .parameters = {{"first_by", "soon", {}, ""}},
                                       .source = {}}),
               InvalidArgument);
}

TEST(Engine, runs_the_examples_of_the_built_in_policies) {
  for (const char* name : {"post-training-tracking", "follow-up-visits"})
    for (const ExampleResult& result : test(Policy::built_in(name)))
      EXPECT_TRUE(result.passed) << result.name << "\n" << result.difference;
}

TEST(Engine, refuses_a_cursor_of_another_file) {
  Engine one = Engine::open(), other = Engine::open();
  for (Engine* engine : {&one, &other}) {
    record_company(*engine);
    engine->adopt(visits(),
                  {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
                  stamp_at("2026-09-02T09:00+08:00"));
  }
  const Date as_of(2026, 10, 20);
  const std::string cursor = one.changes("", as_of, {}).cursor;
  EXPECT_TRUE(one.changes(cursor, as_of, {}).added.empty());
  EXPECT_NO_THROW((void)other.changes(cursor, as_of, {})); // the same writes: nothing tells them apart
  Engine third = Engine::open();
  record_company(third);
  third.adopt(visits(), {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
              stamp_at("2026-09-02T09:01+08:00"));
  EXPECT_EQ(third.last_write(), one.last_write());
  EXPECT_THROW((void)third.changes(cursor, as_of, {}), InvalidArgument);
}

TEST(Engine, answers_on_the_last_day_that_there_is) {
  Engine engine = Engine::open();
  record_company(engine);
  engine.adopt(visits(), {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}});
  const Date last(9999, 12, 31);
  const Agenda agenda = engine.agenda({last, {1, PeriodUnit::years}, {}, {}, {}});
  ASSERT_GT(agenda.size(), 0u);
  EXPECT_NO_THROW((void)engine.explain(agenda.task(0).id, last));
  EXPECT_NO_THROW((void)engine.changes("", last, {5, PeriodUnit::working_days}));
}

TEST(Engine, refuses_a_clock_beyond_the_years) {
  OpenOptions options;
  std::int64_t now = std::numeric_limits<std::int64_t>::max();
  options.clock = [&] { return Instant(now, 480); };
  Engine engine = Engine::open(options);
  const std::vector<Unit> units{{.id = "U1", .name = "A"}};
  EXPECT_THROW(engine.record(units), InvalidArgument);
  now = std::numeric_limits<std::int64_t>::min();
  EXPECT_THROW(engine.record(units), InvalidArgument);
  now = 1'789'185'600'000'000;
  EXPECT_EQ(engine.record(units).write, 1u);
}

TEST(Engine, refuses_to_adopt_for_a_unit_that_is_not_there) {
  Engine engine = Engine::open();
  EXPECT_THROW(
      engine.adopt(
          visits(),
          {.on = Date(2026, 1, 1), .until = {}, .units = {"nowhere"}, .parameters = {}, .source = {}}),
      NotFound);
  EXPECT_EQ(engine.last_write(), 0u);
}

TEST(Engine, notices_that_its_file_is_gone) {
  const auto file = std::filesystem::temp_directory_path() / "aftercourse_gone.db";
  std::filesystem::remove(file);
  Engine engine = Engine::open(file);
  record_company(engine);
  const auto before = engine.last_write();
  std::filesystem::rename(file, std::filesystem::path(file) += ".moved");
  const std::vector<Unit> units{{.id = "U9", .name = "A"}};
  EXPECT_THROW(engine.record(units), StorageError);
  EXPECT_THROW(engine.verify(), StorageError);
  EXPECT_EQ(engine.last_write(), before);
  Engine other = Engine::open(file); // another file of that name does not do
  EXPECT_THROW(engine.record(units), StorageError);
  for (const char* suffix : {"", ".moved"}) std::filesystem::remove(std::filesystem::path(file) += suffix);
}

TEST(Engine, can_be_stopped_while_a_table_is_made) {
  Engine engine = Engine::open();
  record_company(engine);
  engine.adopt(visits(), {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}});
  const Agenda agenda = engine.agenda({Date(2026, 10, 20), {}, {}, {}, {}});
  Stop stop;
  EXPECT_THROW((void)agenda.to_frame(engine.cancellable(stop.progress)), Cancelled);
  const Progress watched = engine.cancellable({});
  engine.cancel();
  EXPECT_THROW((void)agenda.to_frame(watched), Cancelled);
  EXPECT_EQ(agenda.to_frame().rows(), agenda.size());
}

TEST(Engine, decides_the_day_of_an_instant_by_its_time_zone) {
  Engine engine = Engine::open();
  Field at;
  at.name = "at";
  at.type = FieldType::instant;
  Kind kind;
  kind.name = "call";
  kind.fields = {at};
  engine.declare({kind}, stamp_at("2026-09-01T09:00+08:00"));
  engine.set_time_zone(TimeZone::from_posix("Asia/Shanghai", "CST-8"), stamp_at("2026-09-01T09:00+08:00"));
  const auto writes = engine.last_write();
  EXPECT_THROW(engine.set_calendar(Calendar::built_in("cn"), {}, stamp_at("9999-12-31T16:00Z")),
               InvalidArgument);
  EXPECT_EQ(engine.last_write(), writes) << "its day would be in the year 10000 there";
  Batch batch = engine.batch();
  batch.record_json(
      "call", R"([{"id": "a", "at": "2026-09-12T15:30:00Z"}, {"id": "b", "at": "2026-09-12T16:00:00Z"}])");
  engine.commit(std::move(batch), stamp_at("2026-09-12T20:00:00Z"));
  const Snapshot known = engine.snapshot();
  const Table& calls = known.table("call");
  EXPECT_EQ(std::get<Instant>(calls.get(0, 0)).local_day(), Date(2026, 9, 12));
  EXPECT_EQ(std::get<Instant>(calls.get(1, 0)).local_day(), Date(2026, 9, 13));
  EXPECT_EQ(known.writes().back().recorded_at.local_day(), Date(2026, 9, 13));
  EXPECT_EQ(engine.time_zone()->name(), "Asia/Shanghai");
  EXPECT_FALSE(engine.time_zone(std::uint64_t{1}));
}

} // namespace
} // namespace aftercourse
