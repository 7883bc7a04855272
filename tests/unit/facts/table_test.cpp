#include <aftercourse/facts/table.hpp>

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse {
namespace {

using namespace std::string_literals;

/// A kind with a field of each type.
Schema schema_of_all_types() {
  const auto field = [](std::string name, FieldType type, bool list = false) {
    Field f;
    f.name = std::move(name);
    f.type = type;
    f.list = list;
    return f;
  };
  Kind kind{"thing", {}, {}, {}, {}, {}};
  kind.fields = {field("text", FieldType::text),           field("integer", FieldType::integer),
                 field("decimal", FieldType::decimal),     field("real", FieldType::real),
                 field("boolean", FieldType::boolean),     field("date", FieldType::date),
                 field("instant", FieldType::instant),     field("category", FieldType::category),
                 field("reference", FieldType::reference), field("items", FieldType::text, true),
                 field("secret", FieldType::category)};
  kind.fields[7].labels = {"phone", "email"};
  kind.fields[10].labels = {"healthy", "ill"};
  kind.fields[10].personal = true;
  return Schema({kind});
}

class RowsTest : public testing::Test {
 protected:
  Rows rows{schema_of_all_types(), 0, std::make_shared<Dictionary>()};

  Value stored(const char* field, const Value& value) {
    const Row row = rows.append("T" + std::to_string(rows.size()));
    rows.set(row, rows.kind().at(field), value);
    return rows.get(row, rows.kind().at(field));
  }
  std::string refused(const char* field, const Value& value) {
    try {
      stored(field, value);
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC2004");
      return e.what();
    }
    return {};
  }
};

TEST_F(RowsTest, KeepsValuesOfEveryType) {
  const std::vector<std::pair<const char*, Value>> values{
      {"text", "培训"s},
      {"integer", std::int64_t{-3}},
      {"decimal", *Decimal::parse("78.5")},
      {"real", 0.25},
      {"boolean", false},
      {"date", Date(2026, 9, 1)},
      {"instant", Instant::from_text("2026-09-12T09:00+08:00")},
      {"category", "email"s},
      {"reference", "thing/T0"s},
      {"items", std::vector<std::string>{"a", "b"}}};
  for (const auto& [field, value] : values) EXPECT_EQ(stored(field, value), value) << field;
}

TEST_F(RowsTest, CellsAreMissingUntilSet) {
  const Row row = rows.append("T");
  for (std::size_t f = 0; f < rows.kind().fields.size(); ++f) {
    EXPECT_TRUE(rows.missing(row, f));
    EXPECT_TRUE(is_missing(rows.get(row, f)));
  }
}

TEST_F(RowsTest, EmptyTextAndEmptyListsAreMissing) {
  EXPECT_TRUE(is_missing(stored("text", ""s)));
  EXPECT_TRUE(is_missing(stored("category", ""s)));
  EXPECT_TRUE(is_missing(stored("items", std::vector<std::string>{})));
}

TEST_F(RowsTest, ACellCanBeSetAgainAndBecomeMissing) {
  const Row row = rows.append("T");
  const std::size_t items = rows.kind().at("items");
  rows.set(row, items, std::vector<std::string>{"a", "b"});
  rows.set(row, items, std::vector<std::string>{"c"});
  EXPECT_EQ(to_string(rows.get(row, items)), "c");
  rows.set(row, items, {});
  EXPECT_TRUE(rows.missing(row, items));
}

TEST_F(RowsTest, IntegersAreTakenForDecimalsAndReals) {
  EXPECT_EQ(stored("decimal", std::int64_t{78}), Value(Decimal::from_integer(78)));
  EXPECT_EQ(stored("real", std::int64_t{2}), Value(2.0));
}

TEST_F(RowsTest, NothingElseIsConverted) {
  EXPECT_EQ(refused("integer", 1.0), "thing.integer: expected integer, found real");
  EXPECT_EQ(refused("integer", "1"s), "thing.integer: expected integer, found text");
  EXPECT_EQ(refused("decimal", 1.5), "thing.decimal: expected decimal, found real");
  EXPECT_EQ(refused("boolean", std::int64_t{1}), "thing.boolean: expected boolean, found integer");
  EXPECT_EQ(refused("date", "2026-09-01"s), "thing.date: expected date, found text");
  EXPECT_EQ(refused("text", true), "thing.text: expected text, found boolean");
  EXPECT_EQ(refused("items", "a"s), "thing.items: expected list, found text");
  EXPECT_EQ(refused("text", std::vector<std::string>{"a"}), "thing.text: expected text, found list");
}

TEST_F(RowsTest, NumbersMustBeFiniteAndInRange) {
  EXPECT_EQ(refused("real", std::nan("")), "thing.real: must be a finite number");
  EXPECT_EQ(refused("real", HUGE_VAL), "thing.real: must be a finite number");
  EXPECT_EQ(refused("integer", std::numeric_limits<std::int64_t>::min()), "thing.integer: is out of range");
  EXPECT_EQ(refused("decimal", std::numeric_limits<std::int64_t>::max()), "thing.decimal: is out of range");
  EXPECT_EQ(refused("date", Date::unchecked(Date::max_days + 1)),
            "thing.date: is outside the years 1400 to 9999");
}

TEST_F(RowsTest, TextIsGoodUtf8) {
  EXPECT_EQ(refused("text", "ab\xFF"s), "thing.text: is not UTF-8 at byte 2");
  EXPECT_EQ(refused("text", "a\0b"s), "thing.text: has a NUL at byte 1");
  EXPECT_EQ(refused("items", std::vector<std::string>{"a", "\xC0"}),
            "thing.items: item 2: is not UTF-8 at byte 0");
  EXPECT_EQ(refused("items", std::vector<std::string>{""}), "thing.items: item 1: is empty");
  EXPECT_THROW(rows.append("\xFF"), InvalidArgument);
}

TEST_F(RowsTest, CategoriesAreOneOfTheirLabels) {
  EXPECT_EQ(refused("category", "phne"s),
            "thing.category: 'phne' is not one of phone, email; did you mean 'phone'?");
  EXPECT_EQ(refused("category", "pigeon"s), "thing.category: 'pigeon' is not one of phone, email");
}

TEST_F(RowsTest, PersonalValuesAreNotQuoted) {
  try {
    stored("secret", "il"s);
    FAIL();
  } catch (const InvalidArgument& e) {
    EXPECT_STREQ(e.what(), "thing.secret: the value is not one of healthy, ill");
    EXPECT_EQ(e.personal(), "il");
  }
}

TEST_F(RowsTest, WideningAddsMissingCells) {
  const Row row = rows.append("T");
  Kind more{"thing", {}, {}, {}, {}, {}};
  more.fields.emplace_back().name = "further";
  rows.widen(rows.schema().extended({more}));
  EXPECT_TRUE(rows.missing(row, rows.kind().at("further")));
}

TEST(RowIndex, FindsTheLatestRowOfAKey) {
  RowIndex index;
  EXPECT_EQ(index.find(0), no_row);
  // Two dense runs that would pile up on each other if keys were their own places.
  for (std::uint32_t key = 0; key < 50'000; ++key) index.put(key, key);
  for (std::uint32_t key = 1 << 21; key < (1 << 21) + 50'000; ++key) index.put(key, key);
  for (std::uint32_t key = 0; key < 50'000; ++key) ASSERT_EQ(index.find(key), key);
  EXPECT_EQ(index.find(60'000), no_row);
  index.put(7, 70);
  EXPECT_EQ(index.find(7), 70u);
  EXPECT_EQ(index.size(), 100'000u);
}

} // namespace
} // namespace aftercourse
