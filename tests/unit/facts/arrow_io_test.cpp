#include <aftercourse/facts/arrow_io.hpp>

#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "arrow_arrays.hpp"
#include "import.hpp"

namespace aftercourse {
namespace {

using namespace arrow_arrays;
using Texts = std::vector<std::string>;

struct Read {
  std::vector<Fault> faults;
  RecordOp op;
  explicit Read(ArrowArrayStream& stream, const std::map<std::string, std::string>& columns = {})
      : op(read_arrow(sample_snapshot(), 0, &stream, "stream", columns, faults)) {}
};

/// The rows that columns give.
std::string rows_of(Columns& columns) {
  Stream s(columns);
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_TRUE(s.released);
  return text_of(r.op);
}

/// The values of one field, ids left out: "1,2,3"; missing ones are "-".
std::string values_of(Columns& columns, std::string_view name) {
  Texts ids;
  for (std::int64_t i = 0; i < columns.front().array.length; ++i) ids.push_back(std::to_string(i + 1));
  add_texts(columns, "id", ids);
  Stream s(columns);
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults), "");
  std::string out;
  for (Row row = 0; row < r.op.rows.size(); ++row) {
    const Value v = r.op.rows.get(row, r.op.rows.kind().at(name));
    if (row > 0) out += ',';
    out += is_missing(v) ? "-" : to_string(v);
  }
  return out;
}

template <class T>
std::string values(std::string name, std::string format, const std::vector<T>& numbers) {
  Columns c;
  add_fixed(c, name, std::move(format), numbers);
  return values_of(c, name);
}

/// What is said about a column of numbers: the code thrown, or the places of the faults.
template <class T>
std::string faults(std::string name, std::string format, const std::vector<T>& numbers) {
  Columns c;
  add_fixed(c, std::move(name), std::move(format), numbers);
  add_texts(c, "id", Texts(numbers.size(), "A"));
  Stream s(c);
  std::string places;
  const std::string code = code_of([&] { places = places_of(Read(s.stream).faults); });
  EXPECT_TRUE(s.released);
  return code == "no error" ? places : code;
}

constexpr std::int64_t day = 20746; // 2026-10-20

TEST(ArrowIn, Integers) {
  EXPECT_EQ(values<std::int8_t>("count", "c", {-128, 127}), "-128,127");
  EXPECT_EQ(values<std::uint8_t>("count", "C", {0, 255}), "0,255");
  EXPECT_EQ(values<std::int16_t>("count", "s", {-32768, 32767}), "-32768,32767");
  EXPECT_EQ(values<std::uint16_t>("count", "S", {0, 65535}), "0,65535");
  EXPECT_EQ(values<std::int32_t>("count", "i", {-2147483647, 1}), "-2147483647,1");
  EXPECT_EQ(values<std::uint32_t>("count", "I", {0, 4294967295}), "0,4294967295");
  EXPECT_EQ(values<std::int64_t>("count", "l", {-5, INT64_MAX}), "-5,9223372036854775807");
  EXPECT_EQ(values<std::uint64_t>("count", "L", {5, INT64_MAX}), "5,9223372036854775807");
  EXPECT_EQ(faults<std::uint64_t>("count", "L", {5, UINT64_MAX}), "2:1 count AC2033");
  EXPECT_EQ(faults<std::int64_t>("count", "l", {5, INT64_MIN}), "2:1 count AC2033");
  EXPECT_EQ(values<std::int16_t>("score", "s", {-3}), "-3");
  EXPECT_EQ(faults<std::int64_t>("score", "l", {INT64_MAX}), "1:1 score AC2033");
  EXPECT_EQ(values<std::int16_t>("rate", "s", {-3}), "-3");
}

TEST(ArrowIn, Floats) {
  EXPECT_EQ(values<double>("score", "g", {78.1, 0.1, -1e6, 1e-6, 0}), "78.1,0.1,-1000000,0.000001,0");
  EXPECT_EQ(values<float>("score", "f", {78.1f, 0.1f}), "78.1,0.1");
  EXPECT_EQ(values<double>("rate", "g", {0.1, 1e300}), "0.1,1e+300");
  EXPECT_EQ(faults<double>("score", "g", {1.0 / 3, 1e300, INFINITY, 1e-7}),
            "1:1 score AC2033\n2:1 score AC2033\n3:1 score AC2033\n4:1 score AC2033");
  EXPECT_EQ(faults<double>("rate", "g", {-INFINITY}), "1:1 rate AC2033");
  EXPECT_EQ(faults<double>("count", "g", {1.0}), "AC2040");
}

TEST(ArrowIn, NaNIsMissingWhereThatIsAllowed) {
  EXPECT_EQ(values<double>("score", "g", {NAN, 1}), "-,1");
  EXPECT_EQ(values<double>("rate", "g", {NAN, 1}), "-,1");
  EXPECT_EQ(faults<double>("rating", "g", {NAN, 1}), "1:1 rating AC2033");
}

TEST(ArrowIn, Decimals) {
  using Units = std::vector<std::int64_t>; // pairs: low, high
  const auto read = [](const char* format, const Units& units) {
    Columns c;
    add_fixed(c, "score", format, units).array.length = static_cast<std::int64_t>(units.size() / 2);
    return values_of(c, "score");
  };
  EXPECT_EQ(read("d:19,6", {78'500'000, 0, -1, -1}), "78.5,-0.000001");
  EXPECT_EQ(read("d:10,2,128", {7850, 0}), "78.5");
  EXPECT_EQ(read("d:38,0", {3, 0}), "3");
  EXPECT_EQ(read("d:38,-3", {3, 0}), "3000");
  EXPECT_EQ(read("d:38,8", {7'850'000'000, 0}), "78.5");
  for (const auto& [format, units] : {std::pair{"d:38,8", Units{7'850'000'001, 0}},
                                      {"d:38,0", Units{0, 1}},
                                      {"d:38,6", Units{0, INT64_MIN}},
                                      {"d:38,-30", Units{1, 0}}}) {
    Columns c;
    add_fixed(c, "score", format, units).array.length = 1;
    add_texts(c, "id", {"A"});
    Stream s(c);
    EXPECT_EQ(places_of(Read(s.stream).faults), "1:1 score AC2033") << format;
  }
  EXPECT_EQ(faults<std::int64_t>("score", "d:76,6,256", {0, 0, 0, 0}), "AC2040");
  EXPECT_EQ(faults<std::int64_t>("count", "d:19,0", {0, 0}), "AC2040");
}

TEST(ArrowIn, Booleans) {
  Columns c;
  add_fixed(c, "done", "b", std::vector<std::uint8_t>{0b0110'0101, 0b10}).slice(2, 8).valid("0011011111");
  EXPECT_EQ(values_of(c, "done"), "yes,no,-,yes,yes,no,no,yes");
}

TEST(ArrowIn, Days) {
  constexpr std::int64_t second = 86400;
  EXPECT_EQ(values<std::int32_t>("day", "tdD", {day, -1}), "2026-10-20,1969-12-31");
  EXPECT_EQ(values<std::int64_t>("day", "tdm", {day * second * 1000, -second * 1000}),
            "2026-10-20,1969-12-31");
  EXPECT_EQ(values<std::int64_t>("day", "tss:", {day * second}), "2026-10-20");
  EXPECT_EQ(values<std::int64_t>("day", "tsn:UTC", {day * second * 1'000'000'000}), "2026-10-20");
  EXPECT_EQ(values<std::int64_t>("day", "tss:+08:00", {day * second - 8 * 3600}), "2026-10-20");
  EXPECT_EQ(values<std::int64_t>("day", "tsm:Asia/Shanghai", {(day * second - 8 * 3600) * 1000}),
            "2026-10-20");
  EXPECT_EQ(faults<std::int64_t>("day", "tss:", {day * second + 1}), "1:1 day AC2033");
  EXPECT_EQ(faults<std::int64_t>("day", "tss:+08:00", {day * second}), "1:1 day AC2033");
  EXPECT_EQ(faults<std::int64_t>("day", "tdm", {day * second * 1000 + 1, INT64_MIN}),
            "1:1 day AC2033\n2:1 day AC2033");
  EXPECT_EQ(faults<std::int32_t>("day", "tdD", {INT32_MAX, INT32_MIN, -208189, 2932897}),
            "1:1 day AC2033\n2:1 day AC2033\n3:1 day AC2033\n4:1 day AC2033");
  EXPECT_EQ(faults<std::int64_t>("day", "l", {day}), "AC2040");
}

TEST(ArrowIn, Instants) {
  constexpr std::int64_t at = 1'789'174'800; // 2026-09-12T01:00:00Z
  EXPECT_EQ(values<std::int64_t>("at", "tss:UTC", {at}), "2026-09-12T01:00:00Z");
  EXPECT_EQ(values<std::int64_t>("at", "tsm:", {at * 1000 + 5}), "2026-09-12T01:00:00.005000Z");
  EXPECT_EQ(values<std::int64_t>("at", "tsu:+08:00", {at * 1'000'000}), "2026-09-12T09:00:00+08:00");
  EXPECT_EQ(values<std::int64_t>("at", "tsn:-05:30", {at * 1'000'000'000 + 1}), "2026-09-11T19:30:00-05:30");
  EXPECT_EQ(values<std::int64_t>("at", "tsn:", {-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(values<std::int64_t>("at", "tss:Asia/Shanghai", {at}), "2026-09-12T09:00:00+08:00");
  EXPECT_EQ(faults<std::int64_t>("at", "tss:", {INT64_MAX, INT64_MIN, INT64_MIN / 1'000'000}),
            "1:1 at AC2033\n2:1 at AC2033\n3:1 at AC2033");
  for (const char* format : {"tss:Europe/Berlin", "tss:+25:00", "tss:+8:00", "tsx:", "ts", "tss", "tdD"})
    EXPECT_EQ(faults<std::int64_t>("at", format, {0}), "AC2040") << format;
}

TEST(ArrowIn, TextsInEveryLayout) {
  const Texts texts = {
      "", "short", "exactly 12 b", "a text longer than twelve bytes", "另一个很长的文本，超过十二字节", "x"};
  const std::string expected =
      "-,short,exactly 12 b,a text longer than twelve bytes,另一个很长的文本，超过十二字节,x";
  Columns a, b, c;
  add_texts(a, "title", texts);
  EXPECT_EQ(values_of(a, "title"), expected);
  add_large_texts(b, "title", texts);
  EXPECT_EQ(values_of(b, "title"), expected);
  add_views(c, "title", texts);
  EXPECT_EQ(values_of(c, "title"), expected);
}

TEST(ArrowIn, TextsForOtherFields) {
  Columns c;
  add_texts(c, "day", {"2026-10-20", ""}).valid("10");
  add_texts(c, "at", {"2026-09-12T09:00+08:00", ""}).valid("10");
  add_views(c, "score", {"78.5", ""}).valid("10");
  add_coded<std::uint8_t>(c, "channel", "C", {1, 0}, {"", "email"});
  add_texts(c, "unit", {"B", "C"});
  add_texts(c, "id", {"A", "B"});
  EXPECT_EQ(rows_of(c), R"({"id":"A","score":78.5,"day":"2026-10-20","at":"2026-09-12T09:00:00+08:00",)"
                        R"("channel":"email","unit":"B"})"
                        "\n"
                        R"({"id":"B","unit":"C"})");
}

template <class Index>
std::string coded(const char* format) {
  Columns c;
  add_coded<Index>(c, "title", format, {2, 0, 1, 2, 100}, {"a", "b", "c"}).valid("11110");
  return values_of(c, "title");
}

TEST(ArrowIn, DictionariesWithEveryIndex) {
  const std::string expected = "c,a,b,c,-";
  EXPECT_EQ(coded<std::int8_t>("c"), expected);
  EXPECT_EQ(coded<std::uint8_t>("C"), expected);
  EXPECT_EQ(coded<std::int16_t>("s"), expected);
  EXPECT_EQ(coded<std::uint16_t>("S"), expected);
  EXPECT_EQ(coded<std::int32_t>("i"), expected);
  EXPECT_EQ(coded<std::uint32_t>("I"), expected);
  EXPECT_EQ(coded<std::int64_t>("l"), expected);
  EXPECT_EQ(coded<std::uint64_t>("L"), expected);
}

TEST(ArrowIn, WordsOfADictionaryMatterWhereTheyAreUsed) {
  Columns c;
  add_coded<std::int32_t>(c, "day", "i", {1, 2, 1, 3, 2},
                          {"nonsense", "2026-10-20", "2026-02-30", "2026-10-21"});
  c.back().inner.back().valid("1110").tie();
  add_texts(c, "id", {"A", "B", "C", "D", "E"});
  Stream s(c);
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults), "2:1 day AC2033\n5:1 day AC2033");
  EXPECT_EQ(text_of(r.op),
            "{\"id\":\"A\",\"day\":\"2026-10-20\"}\n{\"id\":\"C\",\"day\":\"2026-10-20\"}\n{\"id\":\"D\"}");
  EXPECT_EQ(r.op.lines, (std::vector<std::int64_t>{1, 3, 4}));
}

TEST(ArrowIn, Lists) {
  Columns a, b, c;
  add_lists<std::int32_t>(a, "topics", "+l", {0, 2, 2, 3, 4}, {"x", "y", "z", "w"}).valid("1110");
  EXPECT_EQ(values_of(a, "topics"), "x, y,-,z,-");
  add_lists<std::int64_t>(b, "topics", "+L", {0, 2, 3}, {"x", "y", "z"}).slice(1, 1);
  EXPECT_EQ(values_of(b, "topics"), "z");
  RawColumn& coded = c.emplace_back("topics", "+l", 2);
  coded.add(std::vector<std::int32_t>{0, 2, 3});
  add_coded<std::int8_t>(coded.inner, "item", "c", {1, 0, 1}, {"x", "y"});
  coded.tie();
  EXPECT_EQ(values_of(c, "topics"), "y, x,y");
}

TEST(ArrowIn, ItemsOfListsAreTexts) {
  Columns c;
  add_lists<std::int32_t>(c, "topics", "+l", {0, 1, 2, 3}, {"a", "", "c"}).inner.back().valid("110");
  add_texts(c, "id", {"A", "B", "C"});
  Stream s(c);
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults), "2:1 topics AC2033\n3:1 topics AC2033");
  EXPECT_EQ(text_of(r.op), R"({"id":"A","topics":["a"]})");
}

TEST(ArrowIn, NullColumnsAndSlices) {
  Columns c;
  add_texts(c, "id", {"0", "A", "B", "C"}).slice(1, 3);
  RawColumn& nothing = c.emplace_back("title", "n", 3);
  nothing.buffers.clear();
  nothing.tie();
  add_fixed(c, "count", "l", std::vector<std::int64_t>{9, 9, 1, 2, 3}).slice(2, 3).valid("00101");
  Stream s(c);
  s.batch.offset = 1;
  s.batch.length = 2;
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_EQ(text_of(r.op), "{\"id\":\"B\"}\n{\"id\":\"C\",\"count\":3}");
}

TEST(ArrowIn, ManyBatches) {
  Columns c;
  add_texts(c, "id", {"A", "B"});
  Stream s(c);
  s.times = 3;
  EXPECT_EQ(Read(s.stream).op.rows.size(), 6u);
  Stream none(c);
  none.times = 0;
  EXPECT_EQ(Read(none.stream).op.rows.size(), 0u);
}

TEST(ArrowIn, ColumnsAreFieldsOrRenamed) {
  const auto read = [](const std::map<std::string, std::string>& names) {
    Columns c;
    add_texts(c, "key", {"A"});
    add_texts(c, "titel", {"x"});
    add_texts(c, "titel", {"y"});
    Stream s(c);
    const Read r(s.stream, names);
    EXPECT_TRUE(s.released);
    return r.faults.empty() ? text_of(r.op) : places_of(r.faults);
  };
  EXPECT_EQ(read({}), "0:0 id AC2034\n0:1 key AC2031\n0:2 titel AC2031\n0:3 titel AC2031");
  EXPECT_EQ(read({{"id", "key"}}), R"({"id":"A"})");
  EXPECT_EQ(read({{"id", "key"}, {"title", "titel"}}), "0:3 title AC2032");
  EXPECT_EQ(read({{"id", "nope"}}), "0:0 id AC2038");
  EXPECT_EQ(code_of([&] { read({{"titel", "titel"}}); }), "AC2002");
}

TEST(ArrowIn, IdsAreTexts) {
  Columns c;
  add_texts(c, "id", {"A", "", "C"}).valid("110");
  Stream s(c);
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults), "2:0 id AC2034\n3:0 id AC2034");
  EXPECT_EQ(text_of(r.op), R"({"id":"A"})");
  Columns numbers;
  add_fixed<std::int64_t>(numbers, "id", "l", {1});
  Stream t(numbers);
  EXPECT_EQ(code_of([&] { Read(t.stream); }), "AC2040");
}

TEST(ArrowIn, WrongTypesAreListed) {
  Columns c;
  add_texts(c, "id", {"A"});
  add_fixed<double>(c, "count", "g", {1});
  add_texts(c, "done", {"true"});
  add_fixed<double>(c, "title", "e", {1});
  add_fixed<double>(c, "unit", "z", {1});
  add_fixed<double>(c, "topics", "u", {1});
  add_lists<std::int32_t>(c, "channel", "+l", {0, 1}, {"phone"});
  Stream s(c);
  try {
    Read{s.stream};
    FAIL();
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC2040");
    EXPECT_EQ(places_of(e.faults()), "0:2 count AC2040\n0:3 done AC2040\n0:4 title AC2040\n0:5 unit AC2040\n"
                                     "0:6 topics AC2040\n0:7 channel AC2040");
    EXPECT_EQ(e.faults()[0].reason,
              "column count: expected a whole number of 64 bits, found a floating-point number");
  }
}

TEST(ArrowIn, BadValuesAreFaultsInOrder) {
  Columns c;
  add_texts(c, "title", {"\xFF", "b", std::string("a\0b", 3)});
  add_coded<std::int8_t>(c, "channel", "c", {0, 1, 0}, {"fax", "phone"});
  add_texts(c, "id", {"A", "B", "C"});
  Stream s(c);
  const Read r(s.stream);
  EXPECT_EQ(places_of(r.faults),
            "1:1 title AC2033\n1:2 channel AC2033\n3:1 title AC2033\n3:2 channel AC2033");
  EXPECT_EQ(text_of(r.op), R"({"id":"B","title":"b","channel":"phone"})");
}

/// A good stream of every layout that a test spoils in one place; it must be refused as a whole, and
/// released.
std::string spoiled(const std::function<void(Columns&, Stream&)>& spoil) {
  Columns c;
  add_texts(c, "id", {"A", "B"});
  add_views(c, "title", {"a text longer than twelve bytes", "and another one of that sort"});
  add_coded<std::int32_t>(c, "channel", "i", {0, 1}, {"phone", "email"});
  add_lists<std::int32_t>(c, "topics", "+l", {0, 1, 2}, {"x", "y"});
  add_fixed<std::int64_t>(c, "count", "l", {1, 2});
  Stream s(c);
  spoil(c, s);
  return code_of([&] { Read(s.stream); });
}

template <class T>
T& in_buffer(RawColumn& c, std::size_t buffer, std::size_t index) {
  return *reinterpret_cast<T*>(const_cast<char*>(static_cast<const char*>(c.buffers[buffer])) +
                               index * sizeof(T));
}

TEST(ArrowHostile, GoodUnlessSpoiled) {
  EXPECT_EQ(spoiled([](Columns&, Stream&) {}), "no error");
}

TEST(ArrowHostile, Streams) {
  EXPECT_EQ(code_of([] {
              std::vector<Fault> faults;
              read_arrow(sample_snapshot(), 0, nullptr, "x", {}, faults);
            }),
            "AC2041");
  EXPECT_EQ(spoiled([](Columns&, Stream& s) { s.stream.get_schema = nullptr; }), "AC2041");
  EXPECT_EQ(spoiled([](Columns&, Stream& s) { s.stream.get_next = nullptr; }), "AC2041");
  EXPECT_EQ(spoiled([](Columns&, Stream& s) { s.stream.release = nullptr; }), "AC2041");
  EXPECT_EQ(spoiled([](Columns&, Stream& s) { s.stream.get_last_error = nullptr, s.error_at_end = 5; }),
            "AC2041");
  EXPECT_EQ(spoiled([](Columns&, Stream& s) {
              s.stream.get_schema = [](ArrowArrayStream*, ArrowSchema*) { return 22; };
            }),
            "AC2041");
}

TEST(ArrowHostile, AStreamThatFailsLeavesNothing) {
  Columns c;
  add_texts(c, "id", {"A"});
  Stream s(c);
  s.times = 2;
  s.error_at_end = 5;
  try {
    Read{s.stream};
    FAIL();
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC2041");
    EXPECT_STREQ(e.what(), "stream: the stream failed: the disk is gone");
  }
  EXPECT_TRUE(s.released);
}

TEST(ArrowHostile, Schemas) {
  const std::vector<std::function<void(Columns&, Stream&)>> spoils = {
      [](Columns&, Stream& s) { s.schema.format = nullptr; },
      [](Columns&, Stream& s) { s.schema.format = "u"; },
      [](Columns&, Stream& s) { s.schema.release = nullptr; },
      [](Columns&, Stream& s) { s.schema.children = nullptr; },
      [](Columns&, Stream& s) { s.schema.n_children = -1; },
      [](Columns&, Stream& s) { s.schemas[1] = nullptr; },
      [](Columns& c, Stream&) { c[0].schema.format = nullptr; },
      [](Columns& c, Stream&) { c[0].schema.release = nullptr; },
      [](Columns& c, Stream&) { c[2].schema.dictionary->format = nullptr; },
      [](Columns& c, Stream&) { c[2].schema.format = "g"; },
      [](Columns& c, Stream&) { c[3].schema.n_children = 0; },
      [](Columns& c, Stream&) { c[3].schema.children = nullptr; },
      [](Columns& c, Stream&) { c[3].schema.children[0] = nullptr; }};
  for (std::size_t i = 0; i < spoils.size(); ++i) EXPECT_EQ(spoiled(spoils[i]), "AC2041") << i;
  EXPECT_EQ(spoiled([](Columns& c, Stream&) { c[0].schema.name = nullptr; }),
            "no error"); // a fault: no such field
  EXPECT_EQ(spoiled([](Columns& c, Stream&) { c[2].schema.dictionary->format = "+l"; }), "AC2040");
  EXPECT_EQ(spoiled([](Columns& c, Stream&) { c[2].schema.dictionary->dictionary = &c[2].schema; }),
            "AC2040");
  EXPECT_EQ(spoiled([](Columns& c, Stream&) { c[3].schema.children[0]->format = "+l"; }), "AC2040");
}

TEST(ArrowHostile, Arrays) {
  const std::vector<std::function<void(Columns&, Stream&)>> spoils = {
      [](Columns&, Stream& s) { s.batch.length = -1; },
      [](Columns&, Stream& s) { s.batch.length = 3; },
      [](Columns&, Stream& s) { s.batch.offset = 1; },
      [](Columns&, Stream& s) { s.batch.offset = INT64_MAX; },
      [](Columns&, Stream& s) { s.batch.n_children = 4; },
      [](Columns&, Stream& s) { s.batch.children = nullptr; },
      [](Columns&, Stream& s) { s.batch.n_buffers = 2; },
      [](Columns&, Stream& s) { s.batch.buffers = nullptr; },
      [](Columns& c, Stream& s) { s.batch.dictionary = &c[0].array; },
      [](Columns&, Stream& s) { s.validity = "\x01"; },
      [](Columns&, Stream& s) { s.arrays[4] = nullptr; },
      [](Columns& c, Stream&) { c[4].array.release = nullptr; },
      [](Columns& c, Stream&) { c[4].array.length = 1; },
      [](Columns& c, Stream&) { c[4].array.length = INT64_MAX; },
      [](Columns& c, Stream&) { c[4].array.offset = -1; },
      [](Columns& c, Stream&) { c[4].array.offset = INT64_MAX; },
      [](Columns& c, Stream&) { c[4].array.null_count = -2; },
      [](Columns& c, Stream&) { c[4].array.null_count = 1; },
      [](Columns& c, Stream&) { c[4].array.null_count = 3; },
      [](Columns& c, Stream&) { c[4].array.n_buffers = 1; },
      [](Columns& c, Stream&) { c[4].array.buffers = nullptr; },
      [](Columns& c, Stream&) { c[4].buffers[1] = nullptr; },
      [](Columns& c, Stream& s) { c[4].array.n_children = 1, c[4].array.children = s.arrays.data(); },
      [](Columns& c, Stream&) { c[4].array.dictionary = &c[0].array; },
      [](Columns& c, Stream&) { c[0].array.n_buffers = 2; },
      [](Columns& c, Stream&) { c[0].buffers[2] = nullptr; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[0], 1, 0) = -1; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[0], 1, 1) = 5; },
      [](Columns& c, Stream&) { c[1].array.n_buffers = 2; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[1], 1, 0) = -1; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[1], 1, 2) = 2; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[1], 1, 2) = -1; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[1], 1, 3) = 1; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[1], 1, 3) = -1; },
      [](Columns& c, Stream&) { in_buffer<std::int64_t>(c[1], 4, 1) = -1; },
      [](Columns& c, Stream&) { c[1].buffers[3] = nullptr; },
      [](Columns& c, Stream&) { c[1].buffers[4] = nullptr; },
      [](Columns& c, Stream&) { c[2].array.dictionary = nullptr; },
      [](Columns& c, Stream&) { c[2].array.dictionary->release = nullptr; },
      [](Columns& c, Stream&) { c[2].array.dictionary->length = 1; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[2], 1, 0) = 2; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[2], 1, 0) = -1; },
      [](Columns& c, Stream&) { c[3].array.n_children = 0; },
      [](Columns& c, Stream&) { c[3].array.children = nullptr; },
      [](Columns& c, Stream&) { c[3].array.children[0] = nullptr; },
      [](Columns& c, Stream&) { c[3].array.children[0]->length = 1; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[3], 1, 2) = 3; },
      [](Columns& c, Stream&) { in_buffer<std::int32_t>(c[3], 1, 0) = 2; }};
  for (std::size_t i = 0; i < spoils.size(); ++i) EXPECT_EQ(spoiled(spoils[i]), "AC2041") << i;
}

TEST(ArrowIn, ReportsProgressAndCanBeStopped) {
  Columns c;
  add_texts(c, "id", Texts(150'000, "A"));
  Stream s(c), t(c);
  std::vector<Fault> faults;
  std::vector<std::uint64_t> seen;
  read_arrow(sample_snapshot(), 0, &s.stream, "x", {}, faults,
             [&](std::uint64_t done, std::uint64_t, std::string_view) {
               seen.push_back(done);
               return true;
             });
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{0, 65'536, 131'072}));
  EXPECT_EQ(code_of([&] {
              read_arrow(sample_snapshot(), 0, &t.stream, "x", {}, faults,
                         [](std::uint64_t, std::uint64_t, std::string_view) { return false; });
            }),
            "AC9001");
  EXPECT_TRUE(t.released);
}

/// A journal with two rows of every type, one missing nearly all.
Journal recorded() {
  Journal journal(sample_schema());
  std::vector<Fault> faults;
  auto op = read_json(journal.head(), 0,
                      R"([{"id":"A","title":"x","count":-7,"score":78.1,"rating":1,"rate":0.5,"done":true,)"
                      R"("day":"2026-10-20","at":"2026-09-12T01:00:00Z","channel":"email","unit":"B",)"
                      R"("topics":["grasp","mode"],"born":"1999-01-31"},{"id":"B","rating":2},)"
                      R"({"id":"C","rating":3,"day":"2026-10-21","topics":["mode"]}])",
                      "x", faults);
  std::vector<Operation> operations;
  operations.push_back(std::move(op));
  journal.publish(journal.prepare(std::move(operations), Write{}));
  return journal;
}

TEST(ToFrame, HasAColumnAFieldOfItsType) {
  const Journal journal = recorded();
  const Frame f = to_frame(journal.head(), 0);
  ASSERT_EQ(f.rows(), 3u);
  EXPECT_EQ(f.columns().size(), 13u);
  EXPECT_EQ(f.column("score").type, Column::Type::decimal);
  EXPECT_EQ(f.column("topics").type, Column::Type::text_list);
  EXPECT_EQ(f.cell(0, "id"), "A");
  EXPECT_EQ(f.cell(0, "topics"), "grasp, mode");
  EXPECT_EQ(f.cell(0, "day"), "2026-10-20");
  EXPECT_TRUE(f.column("count").is_null(1));
  EXPECT_EQ(f.column("count").integers[1], 0);
}

TEST(ToFrame, KeepsToTheDayAsked) {
  const Journal journal = recorded();
  const Frame f = to_frame(journal.head(), 0, Date(2026, 10, 20));
  ASSERT_EQ(f.rows(), 2u);
  EXPECT_EQ(f.cell(1, "id"), "B"); // has no date
}

TEST(ToFrame, GoesThroughAStreamAndComesBack) {
  const Journal journal = recorded();
  ArrowArrayStream stream;
  to_frame(journal.head(), 0).export_stream(&stream);
  const Read r(stream);
  EXPECT_EQ(places_of(r.faults), "");
  ASSERT_EQ(r.op.rows.size(), 3u);
  for (Row row = 0; row < 3; ++row) EXPECT_EQ(to_json(r.op.rows, row), to_json(journal.head().table(0), row));
}

} // namespace
} // namespace aftercourse
