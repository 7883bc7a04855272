// Questionnaires and marking schemes that the engine keeps, and responses that come from form tools.
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const char* const questionnaire = R"(
instrument: liking
version: "1"
title: {en: Liking, zh: 喜欢程度}
dimensions:
  - {id: content, title: {en: Content, zh: 内容}}
items:
  - {id: q1, dimension: content, type: scale, scale: {min: 1, max: 5, favourable: 4}, text: {en: How useful, zh: 有用吗}}
  - {id: q2, type: multiple, text: {en: What, zh: 哪些}, options: {a: {en: Cases, zh: 案例}, b: {en: Talks, zh: 讲解}}}
  - {id: q3, type: text, text: {en: More, zh: 其他}}
)";

std::string scheme(const std::string& mark) {
  return "assessment: exam\nversion: \"1\"\ncomponents:\n  - {id: examination, weight: 100%, marks: "
         "100}\npass: " +
         mark + "\n";
}

std::string code_of(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& e) {
    return e.code();
  }
  return "no error";
}

Stamp on(const char* day, std::string reason = {}) {
  return {.actor = "li.wei",
          .reason = std::move(reason),
          .at = Instant::from_text(std::string(day) + "T09:00+08:00")};
}

Engine with_programme() {
  Engine engine = Engine::open();
  engine.record(
      std::vector<Programme>{{.id = "P1", .title = "T", .starts = {2026, 9, 1}, .ends = {2026, 9, 10}}},
      on("2026-08-01"));
  engine.record(std::vector<Person>{{.id = "L1", .name = "李雷"}, {.id = "L2", .name = "韩梅梅"}},
                on("2026-08-01"));
  return engine;
}

TEST(Definitions, a_version_of_a_questionnaire_is_kept_once_and_never_changed) {
  Engine engine = Engine::open();
  const Instrument first = Instrument::parse(questionnaire);
  EXPECT_EQ(engine.add_instrument(first).write, 1u);
  EXPECT_EQ(engine.add_instrument(first).write, 0u);
  std::string text = questionnaire;
  text.replace(text.find("max: 5"), 6, "max: 7");
  EXPECT_EQ(code_of([&] { engine.add_instrument(Instrument::parse(text)); }), "AC7030");
  text.replace(text.find("\"1\""), 3, "\"2\"");
  engine.add_instrument(Instrument::parse(text));
  EXPECT_EQ(engine.instrument("liking").definition().version, "2");
  EXPECT_EQ(engine.instrument("liking", "1").frozen(), first.frozen());
  EXPECT_EQ(engine.instrument("liking", "", std::uint64_t{1}).definition().version, "1");
  EXPECT_EQ(engine.instrument("follow-up").definition().name, "follow-up"); // built in
  EXPECT_EQ(code_of([&] { engine.instrument("likin"); }), "AC7033");
  EXPECT_EQ(code_of([&] { engine.instrument("liking", "3"); }), "AC7033");
}

TEST(Definitions, a_marking_scheme_is_frozen_when_training_begins) {
  Engine engine = with_programme();
  engine.set_scheme(Scheme::parse(scheme("60")), "P1", SchemeChange::before_start, on("2026-08-02"));
  engine.set_scheme(Scheme::parse(scheme("70")), "P1", SchemeChange::before_start, on("2026-08-31"));
  EXPECT_EQ(engine.set_scheme(Scheme::parse(scheme("70")), "P1", SchemeChange::before_start, on("2026-08-31"))
                .write,
            0u); // the same again
  const auto late = [&](SchemeChange change, const char* reason) {
    return code_of(
        [&] { engine.set_scheme(Scheme::parse(scheme("65")), "P1", change, on("2026-09-01", reason)); });
  };
  EXPECT_EQ(late(SchemeChange::before_start, "a reason"), "AC7032");
  EXPECT_EQ(late(SchemeChange::amendment, ""), "AC7032");
  EXPECT_EQ(late(SchemeChange::amendment, "the paper was too hard"), "no error");
  const std::vector<SetScheme> all = engine.schemes("P1");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_FALSE(all[1].amendment);
  EXPECT_TRUE(all[2].amendment);
  const auto mark = std::ranges::find_if(all[2].changes, [](const Change& c) { return c.before == "70"; });
  ASSERT_NE(mark, all[2].changes.end());
  EXPECT_EQ(mark->after, "65");
  EXPECT_EQ(all[2].write.reason, "the paper was too hard");
  EXPECT_EQ(engine.scheme("P1", Instant::from_text("2026-08-30T09:00+08:00")).frozen(),
            all[0].scheme.frozen());
  EXPECT_EQ(code_of([&] { engine.scheme("P2"); }), "AC7031");
  EXPECT_EQ(code_of([&] { engine.set_scheme(Scheme::parse(scheme("60")), "P2"); }), "AC7031");
}

TEST(Definitions, a_scheme_stays_frozen_when_the_first_day_is_moved_too_late) {
  Engine engine = with_programme();
  engine.set_scheme(Scheme::parse(scheme("60")), "P1", SchemeChange::before_start, on("2026-08-02"));
  const auto move = [&](const char* starts, const char* day) {
    Batch batch = engine.batch();
    batch.amend("programme", "P1", std::string("{\"starts\": \"") + starts + "\"}");
    engine.commit(std::move(batch), on(day, "moved"));
  };
  const auto set = [&](const char* mark, const char* day) {
    return code_of(
        [&] { engine.set_scheme(Scheme::parse(scheme(mark)), "P1", SchemeChange::before_start, on(day)); });
  };
  move("2026-09-03", "2026-08-20"); // in time
  EXPECT_EQ(set("65", "2026-09-02"), "no error");
  move("2026-09-08", "2026-09-05"); // two days after it began
  EXPECT_EQ(set("55", "2026-09-06"), "AC7032");
}

TEST(Definitions, responses_of_a_form_tool_become_facts) {
  Engine engine = with_programme();
  const Instrument instrument = Instrument::parse(questionnaire);
  const ResponseColumns columns{
      .columns = {{"person", "工号"}, {"occurrence", "=P1"}, {"submitted", "时间"}}};
  const std::string csv =
      "工号,时间,1. 有用吗,哪些,其他\nL1,2026-09-12 10:00,5,案例;讲解,很好\nL2,2026-09-12 11:00,3,,\n";
  const auto import = [&](const std::string& text) {
    Batch batch = engine.batch();
    batch.record_responses(text, instrument, columns);
    return engine.commit(std::move(batch), on("2026-09-13"));
  };
  EXPECT_EQ(import(csv).recorded, 2u + 4u);
  EXPECT_EQ(import(csv).write, 0u); // the same file again
  const Frame answers = engine.facts("instrument_answer");
  EXPECT_EQ(answers.cell(0, "value"), "5");
  EXPECT_EQ(answers.cell(1, "choices"), "a, b");
  EXPECT_EQ(engine.facts("instrument_response").cell(0, "version"), "1");
  const auto before = engine.last_write();
  EXPECT_EQ(code_of([&] { import("工号,时间,有用吗\nL1,2026-09-12 10:00,9\n"); }), "AC2020");
  EXPECT_EQ(code_of([&] { import("工号,时间,有用吗\nL9,2026-09-12 10:00,4\n"); }),
            "AC2020"); // nobody of that id
  EXPECT_EQ(engine.last_write(), before);
}

TEST(Definitions, the_last_submission_is_recorded_and_a_grown_export_counts_once) {
  Engine engine = with_programme();
  const auto import = [&](const std::string& rows) {
    Batch batch = engine.batch();
    batch.record_responses(
        "no,工号,时间,有用吗\n" + rows, Instrument::parse(questionnaire),
        {.columns = {{"id", "no"}, {"person", "工号"}, {"occurrence", "=P1"}, {"submitted", "时间"}}},
        {.prefix = "autumn-"});
    return engine.commit(std::move(batch), on("2026-09-13"));
  };
  import("1,L1,2026-09-12 10:00,2\n2,L1,2026-09-12 11:00,5\n"); // thought again
  ASSERT_EQ(engine.facts("instrument_answer").rows(), 1u);
  EXPECT_EQ(engine.facts("instrument_answer").cell(0, "value"), "5");
  const Receipt grown = import("1,L1,2026-09-12 10:00,2\n2,L1,2026-09-12 11:00,5\n3,L2,2026-09-13 08:00,4\n");
  EXPECT_EQ(grown.recorded, 2u); // the response of L2 and its answer
  EXPECT_EQ(engine.facts("instrument_response").rows(), 2u);
}

TEST(Definitions, a_fault_found_later_names_the_line_of_the_file) {
  Engine engine = with_programme();
  Batch batch = engine.batch();
  batch.record_responses(
      "工号,时间,有用吗\nL1,2026-09-12 10:00,2\n,,\nL1,2026-09-12 11:00,5\nL9,2026-09-12 12:00,4\n",
      Instrument::parse(questionnaire),
      {.columns = {{"person", "工号"}, {"occurrence", "=P1"}, {"submitted", "时间"}}}, {}, "autumn.csv");
  try {
    engine.commit(std::move(batch), on("2026-09-13"));
    FAIL() << "L9 is nobody";
  } catch (const DataError& e) {
    ASSERT_FALSE(e.faults().empty());
    EXPECT_EQ(e.faults().front().source, "autumn.csv");
    EXPECT_EQ(e.faults().front().row, 5);
    EXPECT_EQ(e.faults().front().field, "person");
  }
}

TEST(Definitions, a_file_keeps_them) {
  const auto path = std::filesystem::temp_directory_path() / "aftercourse_definitions.db";
  std::filesystem::remove(path);
  {
    Engine engine = Engine::open(path);
    engine.add_instrument(Instrument::parse(questionnaire));
  }
  EXPECT_EQ(Engine::open(path).instrument("liking").text(), questionnaire);
  std::filesystem::remove(path);
}

} // namespace
} // namespace aftercourse
