#include <aftercourse/base/frame.hpp>

#include <cstring>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

using Type = Column::Type;

Column of(std::string name, Type type) {
  Column c;
  c.name = std::move(name);
  c.type = type;
  return c;
}

/// Three rows of every type; the second row is null.
Frame every_type() {
  Column done = of("done", Type::boolean), n = of("n", Type::integer), score = of("score", Type::decimal),
         rate = of("rate", Type::real), due = of("due", Type::date), at = of("at", Type::instant),
         unit = of("unit", Type::text), topics = of("topics", Type::text_list);
  done.booleans = {1, 0, 1};
  n.integers = {7, 0, -9};
  score.integers = {78'500'000, 0, -1};
  rate.reals = {0.5, 0, 1e300};
  due.days = {20746, 0, -1};
  at.integers = {1'789'174'800'000'000, 0, -1};
  unit.words = {"销售\"部\"", "IT"};
  unit.codes = {1, -1, 0};
  topics.words = {"grasp", "mode"};
  topics.codes = {0, 1, 1};
  topics.offsets = {0, 2, 2, 3};
  std::vector<Column> columns = {done, n, score, rate, due, at, unit, topics};
  for (Column& c : columns) c.valid = {1, 0, 1};
  return Frame(columns, 3);
}

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.code();
  }
  return {};
}

TEST(Frame, RefusesColumnsThatDoNotFit) {
  Column n = of("n", Type::integer);
  n.integers = {1, 2};
  EXPECT_EQ(code_of([&] { Frame({n}, 3); }), "AC1004");
  n.valid = {1};
  EXPECT_EQ(code_of([&] { Frame({n}, 2); }), "AC1004");
  Column t = of("t", Type::text);
  t.codes = {2};
  t.words = {"a", "b"};
  EXPECT_EQ(code_of([&] { Frame({t}, 1); }), "AC1004");
  Column l = of("l", Type::text_list);
  l.words = {"a"};
  l.codes = {0, 0};
  l.offsets = {0, 1};
  EXPECT_EQ(code_of([&] { Frame({l}, 1); }), "AC1004");
}

TEST(Frame, FindsColumnsByName) {
  const Frame f = every_type();
  EXPECT_EQ(f.column("rate").reals[0], 0.5);
  try {
    f.column("scor");
    FAIL();
  } catch (const NotFound& e) {
    EXPECT_EQ(e.code(), "AC1005");
    EXPECT_STREQ(e.what(), "no column 'scor'; did you mean 'score'?");
  }
}

TEST(Frame, WritesCellsAsAPersonWould) {
  const Frame f = every_type();
  EXPECT_EQ(f.cell(0, "done"), "true");
  EXPECT_EQ(f.cell(0, "score"), "78.5");
  EXPECT_EQ(f.cell(2, "score"), "-0.000001");
  EXPECT_EQ(f.cell(0, "due"), "2026-10-20");
  EXPECT_EQ(f.cell(2, "due"), "1969-12-31");
  EXPECT_EQ(f.cell(0, "at"), "2026-09-12T01:00:00Z");
  EXPECT_EQ(f.cell(2, "at"), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(f.cell(0, "topics"), "grasp, mode");
  EXPECT_EQ(f.cell(1, "unit"), "");
  EXPECT_EQ(code_of([&] { f.cell(3, "unit"); }), "AC1006");
}

TEST(Frame, WritesJson) {
  EXPECT_EQ(
      every_type().to_json(),
      R"([{"done":true,"n":7,"score":78.5,"rate":0.5,"due":"2026-10-20","at":"2026-09-12T01:00:00Z",)"
      R"("unit":"IT","topics":["grasp","mode"]},)"
      R"({"done":null,"n":null,"score":null,"rate":null,"due":null,"at":null,"unit":null,"topics":null},)"
      R"({"done":true,"n":-9,"score":-0.000001,"rate":1e+300,"due":"1969-12-31",)"
      R"("at":"1969-12-31T23:59:59.999999Z","unit":"销售\"部\"","topics":["mode"]}])");
  EXPECT_EQ(Frame().to_json(), "[]");
}

TEST(Frame, EscapesControlCharactersAndWritesNaNAsNull) {
  Column t = of("a\"b", Type::text), r = of("r", Type::real);
  t.codes = {0};
  t.words = {"\x01\n\\\t\x1f"};
  r.reals = {std::numeric_limits<double>::quiet_NaN()};
  EXPECT_EQ(Frame({t, r}, 1).to_json(), R"([{"a\"b":"\u0001\n\\\t\u001f","r":null}])");
}

TEST(FrameArrow, DescribesEveryColumn) {
  ArrowArrayStream stream;
  every_type().export_stream(&stream);
  ArrowSchema schema;
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  EXPECT_STREQ(schema.format, "+s");
  const struct {
    const char *name, *format;
  } wanted[] = {{"done", "b"},  {"n", "l"},        {"score", "d:19,6"}, {"rate", "g"},
                {"due", "tdD"}, {"at", "tsu:UTC"}, {"unit", "i"},       {"topics", "+l"}};
  ASSERT_EQ(schema.n_children, 8);
  for (int i = 0; i < 8; ++i) {
    EXPECT_STREQ(schema.children[i]->name, wanted[i].name);
    EXPECT_STREQ(schema.children[i]->format, wanted[i].format);
    EXPECT_EQ(schema.children[i]->flags, ARROW_FLAG_NULLABLE);
  }
  EXPECT_STREQ(schema.children[6]->dictionary->format, "u");
  EXPECT_STREQ(schema.children[7]->children[0]->format, "u");
  schema.release(&schema);
  EXPECT_EQ(schema.release, nullptr);
  stream.release(&stream);
  EXPECT_EQ(stream.release, nullptr);
}

TEST(FrameArrow, HandsOutOneBatchThatOutlivesTheFrameAndTheStream) {
  ArrowArrayStream stream;
  const void* lent = nullptr;
  {
    const Frame f = every_type();
    lent = f.column("n").integers.data();
    f.export_stream(&stream);
  }
  ArrowArray batch, end;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  ASSERT_EQ(stream.get_next(&stream, &end), 0);
  EXPECT_EQ(end.release, nullptr);
  EXPECT_EQ(stream.get_last_error(&stream), nullptr);
  stream.release(&stream);

  EXPECT_EQ(batch.length, 3);
  EXPECT_EQ(batch.children[1]->buffers[1], lent) << "integers are not copied";
  for (int i = 0; i < 8; ++i) EXPECT_EQ(batch.children[i]->null_count, 1);
  EXPECT_EQ(*static_cast<const std::uint8_t*>(batch.children[0]->buffers[0]), 0b101);
  EXPECT_EQ(*static_cast<const std::uint8_t*>(batch.children[0]->buffers[1]), 0b101);
  std::int64_t decimals[6];
  std::memcpy(decimals, batch.children[2]->buffers[1], sizeof decimals);
  EXPECT_EQ(decimals[0], 78'500'000);
  EXPECT_EQ(decimals[1], 0);
  EXPECT_EQ(decimals[4], -1);
  EXPECT_EQ(decimals[5], -1);
  EXPECT_EQ(static_cast<const std::int32_t*>(batch.children[6]->buffers[1])[1], 0)
      << "a null's code is harmless";
  const ArrowArray& words = *batch.children[6]->dictionary;
  EXPECT_EQ(words.length, 2);
  EXPECT_EQ(static_cast<const std::int32_t*>(words.buffers[1])[2], 13);
  EXPECT_EQ(std::string(static_cast<const char*>(words.buffers[2]), 13), "销售\"部\"IT");
  EXPECT_EQ(batch.children[7]->children[0]->length, 3);
  batch.release(&batch);
}

TEST(FrameArrow, AConsumerMayTakeAChildAndLeaveTheRest) {
  ArrowArrayStream stream;
  every_type().export_stream(&stream);
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  ArrowArray unit = *batch.children[6];
  batch.children[6]->release = nullptr;
  batch.release(&batch);
  stream.release(&stream);
  EXPECT_EQ(static_cast<const std::int32_t*>(unit.buffers[1])[0], 1);
  unit.release(&unit);
}

TEST(FrameArrow, ExportsAnEmptyTable) {
  ArrowArrayStream stream;
  Frame({of("a", Type::integer), of("t", Type::text), of("l", Type::text_list)}, 0).export_stream(&stream);
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.length, 0);
  EXPECT_NE(batch.children[0]->buffers[1], nullptr);
  EXPECT_EQ(*static_cast<const std::int32_t*>(batch.children[2]->buffers[1]), 0);
  batch.release(&batch);
  stream.release(&stream);
}

} // namespace
} // namespace aftercourse
