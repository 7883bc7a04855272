// Everything that is wrong with what a host may hand in: the class of the error, its code, the place it names
// - and that nothing was recorded and the engine works on.
#include <aftercourse/engine/engine.hpp>

#include <functional>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// An engine that knows a programme and a learner enrolled in it.
Engine company() {
  Engine engine = Engine::open();
  Batch b = engine.batch();
  b.record_all_json(R"({"record": {"person": [{"id": "L1", "name": "李雷"}],
    "programme": [{"id": "P1", "title": "T", "starts": "2026-09-01", "ends": "2026-09-10"}],
    "enrolment": [{"id": "E1", "programme": "P1", "person": "L1"}]}})");
  Stamp stamp;
  stamp.at = Instant::from_text("2026-09-01T09:00+08:00");
  engine.commit(std::move(b), stamp);
  return engine;
}

struct BadInput {
  const char* name;
  ErrorClass error;
  const char* code;  ///< of the error or of its first fault
  const char* place; ///< what message and faults name together
  std::function<void(Engine&)> act;
};

std::function<void(Engine&)> json(const char* kind, std::string rows) {
  return [=](Engine& e) {
    Batch b = e.batch();
    b.record_json(kind, rows, "rows.json");
    e.commit(std::move(b));
  };
}

std::function<void(Engine&)> csv(const char* kind, std::string text) {
  return [=](Engine& e) {
    Batch b = e.batch();
    b.record_csv(kind, text, "rows.csv");
    e.commit(std::move(b));
  };
}

std::function<void(Engine&)> arrow(ArrowArrayStream (*make)()) {
  return [=](Engine& e) {
    ArrowArrayStream stream = make();
    Batch b = e.batch();
    b.record_arrow("person", &stream, "stream");
    e.commit(std::move(b));
  };
}

std::function<void(Engine&)> adopted(std::string yaml) {
  return [=](Engine& e) {
    Adoption adoption;
    adoption.on = Date(2026, 1, 1);
    e.adopt(Policy::parse(yaml, "own.yaml"), adoption);
  };
}

/// An empty Arrow stream with one column, `id`, of that format.
template <const char* format>
ArrowArrayStream stream_of() {
  ArrowArrayStream stream{};
  stream.get_schema = [](ArrowArrayStream*, ArrowSchema* out) {
    static ArrowSchema child;
    static ArrowSchema* children[] = {&child};
    const auto release = [](ArrowSchema* s) { s->release = nullptr; };
    child = {};
    child.format = format;
    child.name = "id";
    child.release = release;
    *out = {};
    out->format = "+s";
    out->n_children = 1;
    out->children = children;
    out->release = release;
    return 0;
  };
  stream.get_next = [](ArrowArrayStream*, ArrowArray* out) {
    out->release = nullptr;
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  stream.release = [](ArrowArrayStream* s) { s->release = nullptr; };
  return stream;
}
constexpr char texts[] = "u", intervals[] = "tiM";

/// A stream that breaks off where its first rows should come.
ArrowArrayStream stream_that_fails() {
  ArrowArrayStream stream = stream_of<texts>();
  stream.get_next = [](ArrowArrayStream*, ArrowArray*) { return 5; };
  stream.get_last_error = [](ArrowArrayStream*) { return "the cable was pulled"; };
  return stream;
}

std::string nested(std::size_t bytes) { return std::string(bytes, '['); }

/// Aliases that copy aliases: 10^9 values from ten lines.
std::string exploding_anchors() {
  std::string yaml = "policy: p\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string n = std::to_string(i), below = "*a" + std::to_string(i - 1);
    yaml += "a" + n + ": &a" + n + " [" + below;
    for (int k = 1; k < 10; ++k) yaml += ", " + below;
    yaml += "]\n";
  }
  return yaml;
}

const char* const programme = R"("id": "P2", "title": "T", "starts": "2026-09-01")";
std::string with_end(const char* ends) {
  return std::string("[{") + programme + ", \"ends\": \"" + ends + "\"}]";
}
std::string result(const char* fields) {
  return std::string(R"([{"id": "R1", "enrolment": "E1", "date": "2026-09-10", )") + fields + "}]";
}

const std::vector<BadInput>& table() {
  using enum ErrorClass;
  static const std::vector<BadInput> rows{
      {"unknown_kind", not_found, "AC2001", "programe", json("programe", "[]")},
      {"unknown_field", data, "AC2031", "rows.json:1", json("person", R"([{"id": "L2", "nmae": "x"}])")},
      {"missing_id", data, "AC2034", "id", json("person", R"([{"name": "x"}])")},
      {"id_twice", data, "AC2022", "L2",
       json("person", R"([{"id": "L2", "name": "x"}, {"id": "L2", "name": "y"}])")},
      {"dangling_reference", data, "AC2025", "P9",
       json("enrolment", R"([{"id": "E2", "programme": "P9", "person": "L1"}])")},
      {"ends_before_it_starts", data, "AC2024", "2026-08-31", json("programme", with_end("2026-08-31"))},
      {"thirtieth_of_february", data, "AC2033", "30 February", json("programme", with_end("2026-02-30"))},
      {"year_20226", data, "AC2033", "ends", json("programme", with_end("20226-09-10"))},
      {"half_an_integer", data, "AC2033", "attempt",
       json("assessment_result", result(R"("score": 1, "attempt": 1.5)"))},
      {"text_for_an_integer", data, "AC2033", "attempt",
       json("assessment_result", result(R"("score": 1, "attempt": "1")"))},
      {"not_a_number", data, "AC2030", "rows.json", json("assessment_result", result(R"("score": NaN)"))},
      {"invalid_utf8", data, "AC2033", "name", csv("person", "id,name\nL2,\xff\n")},
      {"embedded_nul", data, "AC2033", "NUL", csv("person", std::string("id,name\nL2,a\0b\n", 15))},
      {"beyond_its_maximum", data, "AC2024", "101",
       json("assessment_result", result(R"("score": 101, "maximum": 100)"))},
      {"ragged_row", data, "AC2036", "rows.csv:3", csv("person", "id,name\nL2,x\nL3,y,z\n")},
      {"same_id_other_content", conflict, "AC2026", "P1", json("programme", R"([{"id": "P1", "title": "Other",
         "starts": "2026-09-01", "ends": "2026-09-10"}])")},
      {"recorded_at_goes_back", conflict, "AC2029", "2026",
       [](Engine& e) {
         Batch b = e.batch();
         b.record_json("person", R"([{"id": "L2", "name": "x"}])");
         Stamp stamp;
         stamp.at = Instant::from_text("2026-08-31T09:00+08:00");
         e.commit(std::move(b), stamp);
       }},
      {"retracted_though_referred_to", conflict, "AC2028", "enrolment",
       [](Engine& e) {
         Batch b = e.batch();
         b.retract("programme", "P1");
         e.commit(std::move(b));
       }},
      {"arrow_of_another_type", data, "AC2040", "id", arrow(stream_of<intervals>)},
      {"arrow_that_fails", data, "AC2041", "cable", arrow(stream_that_fails)},
      {"ten_megabytes_of_nested_json", limit, "AC8002", "rows.json", json("person", nested(10'000'000))},
      {"ten_megabytes_of_nested_yaml", ErrorClass::limit, "AC8003", "own.yaml",
       adopted("policy: " + nested(10'000'000))},
      {"exploding_anchors", ErrorClass::limit, "AC8003", "own.yaml", adopted(exploding_anchors())},
      {"duplicate_keys", ErrorClass::policy, "AC3005", "own.yaml:2", adopted("policy: p\npolicy: q\n")},
  };
  return rows;
}

class BadInputTest : public ::testing::TestWithParam<BadInput> {};

TEST_P(BadInputTest, is_refused) {
  const BadInput& bad = GetParam();
  Engine engine = company();
  const auto before = engine.last_write();
  try {
    bad.act(engine);
    FAIL() << "nothing was refused";
  } catch (const Error& e) {
    std::string said = e.code() + " " + e.what();
    for (const Fault& fault : e.faults()) said += "\n" + to_string(fault);
    EXPECT_EQ(e.error_class(), bad.error) << name_of(e.error_class()) << ": " << said;
    EXPECT_NE(said.find(bad.code), std::string::npos) << said;
    EXPECT_NE(said.find(bad.place), std::string::npos) << said;
    EXPECT_LT(said.size(), 2000u) << "the message repeats the input";
  }
  EXPECT_EQ(engine.last_write(), before);
  json("person", R"([{"id": "L9", "name": "x"}])")(engine); // it works on
  EXPECT_EQ(engine.last_write(), before + 1);
}

void PrintTo(const BadInput& bad, std::ostream* out) { *out << bad.name; }

INSTANTIATE_TEST_SUITE_P(Engine, BadInputTest, ::testing::ValuesIn(table()),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(BadInput, a_byte_order_mark_is_no_part_of_the_first_heading) {
  Engine engine = company();
  csv("person", "\xEF\xBB\xBFid,name\nL2,韩梅梅\n")(engine);
  EXPECT_EQ(engine.facts("person").rows(), 2u);
}

TEST(BadInput, a_policy_of_too_many_tasks_is_refused_by_name) {
  Engine engine = Engine::open();
  const std::string rules = "policy: p\nversion: \"1\"\nroles: {office: {}}\nrules: [{id: daily, clause: "
                            "\"1\", after: person.recorded_on, "
                            "every: 1 day, window: {to: 1 day}, by: office, done_by: report}]\nextend: "
                            "{person: {fields: {recorded_on: "
                            "\"date?\"}}}\n";
  Adoption adoption;
  adoption.on = Date(1900, 1, 1);
  engine.adopt(Policy::parse(rules, "own.yaml"), adoption);
  std::string people = "id,name,recorded_on\n";
  for (int i = 0; i < 3000; ++i) people += "L" + std::to_string(i) + ",x,1900-01-01\n";
  csv("person", people)(engine);
  try {
    engine.tasks(Date(2026, 1, 1), Date(2026, 1, 1)); // 3,000 people, 46,000 days
    FAIL() << "138 million tasks were made";
  } catch (const LimitError& e) {
    EXPECT_EQ(e.code(), "AC8004");
    EXPECT_NE(std::string(e.what()).find("`daily`"), std::string::npos) << e.what();
  }
}

} // namespace
} // namespace aftercourse
