#include <aftercourse/facts/schema.hpp>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse {
namespace {

Field field(const char* name, FieldType type = FieldType::text) {
  Field f;
  f.name = name;
  f.type = type;
  return f;
}
Kind kind(const char* name, std::vector<Field> fields) { return {name, {}, {}, std::move(fields), {}, {}}; }

std::string code_of(const std::vector<Kind>& kinds) {
  try {
    Schema schema{kinds};
  } catch (const Error& e) {
    return e.code();
  }
  return {};
}

TEST(Schema, BuiltInKindsStandInAlphabeticalOrder) {
  const auto& kinds = Schema::built_in().kinds();
  ASSERT_GT(kinds.size(), 40u);
  EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end(),
                             [](const Kind& a, const Kind& b) { return a.name < b.name; }));
}

TEST(Schema, FindsKindsAndFields) {
  const Schema& schema = Schema::built_in();
  const Kind& programme = schema.kind(schema.at("programme"));
  EXPECT_EQ(programme.title.zh, "培训项目");
  EXPECT_EQ(programme.fields[*programme.dated_by()].name, "starts");
  EXPECT_TRUE(programme.spans());
  EXPECT_FALSE(schema.find("programe"));
}

TEST(Schema, UnknownNamesComeWithTheNearest) {
  try {
    Schema::built_in().at("programe");
    FAIL();
  } catch (const NotFound& e) {
    EXPECT_EQ(e.code(), "AC2001");
    EXPECT_NE(std::string(e.what()).find("did you mean 'programme'"), std::string::npos);
  }
  try {
    Schema::built_in().kind(Schema::built_in().at("programme")).at("titel");
    FAIL();
  } catch (const NotFound& e) {
    EXPECT_EQ(e.code(), "AC2002");
    EXPECT_NE(std::string(e.what()).find("did you mean 'title'"), std::string::npos);
  }
}

TEST(Schema, RefusesBadNames) {
  for (const char* name : {"", "id", "Loan", "2nd", "a__b", "a_", "_a", "a-b", "größe"}) {
    EXPECT_EQ(code_of({kind(name, {})}), "AC2010") << name;
    EXPECT_EQ(code_of({kind("loan", {field(name)})}), "AC2010") << name;
  }
  EXPECT_EQ(code_of({kind("loan_2", {field("due_2nd")})}), "");
}

TEST(Schema, RefusesWhatIsDeclaredTwice) {
  EXPECT_EQ(code_of({kind("loan", {}), kind("loan", {})}), "AC2010");
  EXPECT_EQ(code_of({kind("loan", {field("due"), field("due")})}), "AC2010");
}

TEST(Schema, RefusesFieldsThatMakeNoSense) {
  Field numbers = field("numbers", FieldType::integer);
  numbers.list = true;
  EXPECT_EQ(code_of({kind("loan", {numbers})}), "AC2010");
  Field category = field("state", FieldType::category);
  EXPECT_EQ(code_of({kind("loan", {category})}), "AC2010");
  category.labels = {"open", "open"};
  EXPECT_EQ(code_of({kind("loan", {category})}), "AC2010");
  Field reference = field("of", FieldType::reference);
  reference.target = "book";
  EXPECT_EQ(code_of({kind("loan", {reference})}), "AC2011");
}

TEST(Schema, OrdersAreOverFieldsThatCompare) {
  Kind loan = kind("loan", {field("from", FieldType::date), field("to", FieldType::date), field("title")});
  loan.orders = {{"from", "to"}};
  EXPECT_EQ(code_of({loan}), "");
  loan.orders = {{"from", "title"}};
  EXPECT_EQ(code_of({loan}), "AC2012");
  loan.orders = {{"from", "until"}};
  EXPECT_EQ(code_of({loan}), "AC2012");
}

TEST(Schema, ExtendingKeepsIndices) {
  const Schema& before = Schema::built_in();
  const Schema after =
      before.extended({kind("loan", {field("due", FieldType::date)}), kind("programme", {field("budget")})});
  for (std::size_t k = 0; k < before.kinds().size(); ++k) EXPECT_EQ(after.at(before.kind(k).name), k);
  EXPECT_EQ(after.at("loan"), before.kinds().size());
  const Kind& programme = after.kind(after.at("programme"));
  EXPECT_EQ(programme.at("budget"), before.kind(before.at("programme")).fields.size());
  EXPECT_EQ(after.extended({kind("programme", {field("budget")})}), after);
}

TEST(Schema, ExtendingAddsOnlyOptionalAndNewFields) {
  Field required = field("budget");
  required.required = true;
  EXPECT_THROW(Schema::built_in().extended({kind("programme", {required})}), InvalidArgument);
  EXPECT_THROW(Schema::built_in().extended({kind("programme", {field("starts")})}), InvalidArgument);
}

TEST(Schema, EvidenceNamesItsTasksAndPeriod) {
  const Kind loan = evidence_kind(kind("loan", {field("period")}));
  ASSERT_EQ(loan.fields.size(), 2u);
  EXPECT_EQ(loan.fields[1].name, "tasks");
  EXPECT_TRUE(loan.fields[1].list);
  EXPECT_EQ(evidence_kind(loan), loan);
}

TEST(Schema, GivesAJsonSchema) {
  const Schema& schema = Schema::built_in();
  const auto json = boost::json::parse(schema.json_schema(schema.at("follow_up"))).as_object();
  EXPECT_EQ(json.at("$schema").as_string(), "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(json.at("additionalProperties").as_bool(), false);
  const auto& properties = json.at("properties").as_object();
  EXPECT_EQ(properties.at("date").at("format").as_string(), "date");
  EXPECT_EQ(properties.at("channel").at("enum").as_array().size(), 6u);
  EXPECT_EQ(properties.at("topics").at("type").as_string(), "array");
  EXPECT_TRUE(properties.at("notes").at("x-personal").as_bool());
  EXPECT_EQ(json.at("required").as_array(),
            (boost::json::array{"id", "enrolment", "date", "channel", "reached"}));
}

TEST(Schema, KindsGoThroughJson) {
  const auto& kinds = Schema::built_in().kinds();
  EXPECT_EQ(kinds_from_json(to_json(kinds)), kinds);
}

TEST(Schema, BadKindsInJsonAreShownWithTheirPlace) {
  const auto place_of = [](const char* json) {
    try {
      kinds_from_json(json);
    } catch (const DataError& e) {
      EXPECT_EQ(e.code(), "AC2013");
      return e.where();
    }
    return std::string();
  };
  EXPECT_EQ(place_of("["), "kinds");
  EXPECT_EQ(place_of("{}"), "kinds");
  EXPECT_EQ(place_of(R"([{"name": "loan", "fields": [{"name": "due", "type": "day"}]}])"),
            "kinds[0].fields[0].type");
  EXPECT_EQ(place_of(R"([{"name": "loan", "feilds": []}])"), "kinds[0].feilds");
}

} // namespace
} // namespace aftercourse
