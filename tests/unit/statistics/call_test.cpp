// The contract that all functions keep, shown on one of them and on its parts.
#include <gtest/gtest.h>

#include <limits>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/function.hpp>

namespace aftercourse::statistics {
namespace {

Variable numbers(std::string name, std::vector<double> values) {
  Variable out;
  out.name = std::move(name);
  out.numbers = std::move(values);
  return out;
}

Variable labels(std::string name, std::vector<std::int32_t> codes, std::vector<std::string> names) {
  Variable out;
  out.name = std::move(name);
  out.is_label = true;
  out.labels = {std::move(codes), std::move(names)};
  return out;
}

std::string code_of(const Data& data, const Options& options, std::string_view name = "t_test") {
  try {
    call(name, data, options);
  } catch (const Error& e) {
    return e.code() + " " + e.what();
  }
  return "no error";
}

const Data scores({numbers("score", {60, 70, 80, 95, no_value}), labels("class", {1, 1, 0, 0, 0}, {"b", "a"}),
                   numbers("year", {10, 2, 10, 2, 2}), numbers("weight", {1, 1, -1, 1, 1})});

TEST(Call, LabelsAreInOrderAndNumbersAmongThemBySize) {
  const Result by_class = call("t_test", scores, {{"outcome", "score"}, {"group", "class"}});
  EXPECT_EQ(by_class.number("estimate"), 22.5); // b - a
  EXPECT_EQ(by_class.number("n"), 4);
  EXPECT_EQ(by_class.number("missing"), 1);
  const Result by_year = call("t_test", scores, {{"outcome", "score"}, {"group", "year"}});
  EXPECT_EQ(by_year.number("estimate"), -12.5); // 10 - 2
}

TEST(Call, WrongArgumentsAreNamed) {
  EXPECT_EQ(code_of(scores, {}), "AC5504 t_test: outcome is lacking");
  EXPECT_EQ(code_of(scores, {{"outcome", "scor"}}), "AC5505 there is no column scor; is it score?");
  EXPECT_EQ(code_of(scores, {{"outcome", "class"}}),
            "AC5504 outcome: column class holds texts, where numbers are needed");
  EXPECT_EQ(code_of(scores, {{"outcome", "score"}, {"alternative", "more"}}),
            "AC5504 t_test: alternative is \"more\"; possible are two-sided | less | greater");
  EXPECT_EQ(code_of(scores, {{"outcome", "score"}, {"missing", "error"}}),
            "AC5506 column score, row 5: the value is missing");
  EXPECT_EQ(code_of(scores, {{"outcome", "score"}, {"weights", "weight"}}),
            "AC5504 column weight, row 3: a weight is negative");
  EXPECT_EQ(code_of(scores, {}, "t-test"), "AC5505 there is no statistic t-test; is it t_test?");
  const Data infinite({numbers("x", {1, std::numeric_limits<double>::infinity()})});
  EXPECT_EQ(code_of(infinite, {{"outcome", "x"}}), "AC5501 column x, row 2: the value is infinite");
}

TEST(Call, ColumnsAgreeInLengthAndDifferInName) {
  EXPECT_THROW(Data({numbers("x", {1}), numbers("y", {1, 2})}), InvalidArgument);
  EXPECT_THROW(Data({numbers("x", {1}), numbers("x", {1})}), InvalidArgument);
}

TEST(Options, AreReadFromJsonByWhatTheyHold) {
  const Options options = options_from_json(
      R"({"a": true, "b": 2, "c": 0.5, "d": "x", "e": [1, 2.5], "f": ["p"], "g": [[1], [2]], "h": {"k": ["v"]}, "i": null, "j": []})");
  EXPECT_EQ(std::get<bool>(options.at("a")), true);
  EXPECT_EQ(std::get<std::int64_t>(options.at("b")), 2);
  EXPECT_EQ(std::get<double>(options.at("c")), 0.5);
  EXPECT_EQ(std::get<std::string>(options.at("d")), "x");
  EXPECT_EQ(std::get<std::vector<double>>(options.at("e")), (std::vector<double>{1, 2.5}));
  EXPECT_EQ(std::get<std::vector<std::string>>(options.at("f")), std::vector<std::string>{"p"});
  EXPECT_EQ(std::get<std::vector<std::vector<double>>>(options.at("g")).size(), 2u);
  EXPECT_EQ((std::get<std::map<std::string, std::vector<std::string>>>(options.at("h")).at("k")),
            std::vector<std::string>{"v"});
  EXPECT_FALSE(options.contains("i"));
  EXPECT_TRUE(std::get<std::vector<std::string>>(options.at("j")).empty());
  for (const char* bad :
       {"", "[]", "{\"a\": [1, \"b\"]}", "{\"a\": {\"b\": 1}}", "{\"a\": [[1], 2]}", "{\"a\": [{}]}"})
    EXPECT_THROW(options_from_json(bad), InvalidArgument) << bad;
}

TEST(Result, ShowsEveryFieldOnce) {
  const Result r = call("t_test", scores, {{"outcome", "score"}, {"group", "class"}});
  EXPECT_EQ(r.fields().front().name, "estimate");
  EXPECT_EQ(r.fields().back().name, "not_estimable");
  EXPECT_EQ(r.table().rows(), 1u);
  EXPECT_EQ(r.table("groups").rows(), 2u);
  EXPECT_THROW(static_cast<void>(r.table("none")), NotFound);
  EXPECT_THROW(static_cast<void>(r.number("estimator")), NotFound);
  EXPECT_NE(r.to_json().find("\"words\":{\"en\":"), std::string::npos);
  const Data one({numbers("x", {1})});
  const Result poor = call("t_test", one, {{"outcome", "x"}});
  EXPECT_NE(poor.to_json().find("\"standard_error\":null"), std::string::npos);
}

} // namespace
} // namespace aftercourse::statistics
