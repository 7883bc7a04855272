// Reading questionnaires: what is wrong has its place; the built-in ones are whole in both languages.
#include <algorithm>

#include <gtest/gtest.h>

#include "sheets.hpp"

namespace aftercourse {
namespace {

std::string faults(const std::string& yaml) {
  std::string out;
  for (const Diagnostic& d : Instrument::check(yaml)) {
    out += std::to_string(d.at.line) + ':' + std::to_string(d.at.column) + ' ' + d.code + ' ' + d.message;
    if (!d.suggestion.empty()) out += "; did you mean `" + d.suggestion + "`?";
    if (d.other) out += " (see also " + std::to_string(d.other->line) + ')';
    out += '\n';
  }
  return out;
}

TEST(InstrumentFaults, AJumpBackwardsIsACycle) {
  EXPECT_EQ(faults(sheet(scaled("a") + scaled("b") + scaled("c", ", skip: {if: 1, to: a}"))),
            "7:51 AC5810 `c` jumps back to `a`: a cycle (a, b, c, a)\n");
  EXPECT_EQ(faults(sheet(scaled("a", ", skip: {if: 1, to: a}"))),
            "5:51 AC5810 `a` jumps back to `a`: a cycle (a, a)\n");
}

TEST(InstrumentFaults, JumpsThatCannotBeMade) {
  EXPECT_EQ(faults(sheet(scaled("a", ", skip: {if: 7, to: end}"))), "5:51 AC5810 `7` is no answer to `a`\n");
  EXPECT_EQ(faults(sheet(scaled("a", ", skip: {if: 1, to: bb}") + scaled("b"))),
            "5:51 AC5811 a jump to `bb`, which is not there\n");
  EXPECT_EQ(faults(sheet(
                "  - {id: a, type: single, text: a, options: {yes: Y, no: N}, skip: {if: yess, to: end}}\n")),
            "5:68 AC5811 `yess` is no option of `a`; did you mean `yes`?\n");
  EXPECT_EQ(faults(sheet("  - {id: a, type: text, text: a, skip: {if: x, to: end}}\n")),
            "5:40 AC5810 only scale, number, single and multiple items can lead to a jump\n");
}

TEST(InstrumentFaults, AnItemCalledEnd) {
  EXPECT_EQ(faults(sheet(scaled("a", ", skip: {if: 1, to: end}") + scaled("end"))),
            "6:10 AC3017 `end` is where a jump leaves the questionnaire, so no item is called so\n");
  EXPECT_EQ(faults(sheet(scaled("End"))), "");
}

TEST(InstrumentFaults, OptionsThatReadLikeSeveralOthers) {
  const auto of_type = [](const std::string& type) {
    return faults(sheet("  - {id: a, type: " + type + ", text: a, options: {A: x, B: y, AB: z}}\n"));
  };
  EXPECT_EQ(of_type("multiple"),
            "5:47 AC3017 the answer `AB` means the option AB, and the options A, B together\n");
  EXPECT_EQ(of_type("single"), "");
}

TEST(InstrumentFaults, ScalesThatAreNone) {
  EXPECT_EQ(faults(sheet("  - {id: a, type: scale, text: a, scale: {min: 5, max: 1}}\n")),
            "5:42 AC5812 a scale goes from a whole number to a higher one, not from 5 to 1\n");
  EXPECT_EQ(faults(sheet("  - {id: a, type: scale, text: a, scale: {min: 1, max: 5, favourable: 6}}\n")),
            "5:71 AC5812 the cut of a favourable answer lies above the lowest answer, up to the highest\n");
  EXPECT_EQ(faults(sheet("  - {id: a, type: scale, text: a, scale: {min: 1, max: 5, labels: {6: six}}}\n")),
            "5:68 AC5812 the label 6 is outside the scale\n");
  EXPECT_EQ(faults(sheet("  - {id: a, type: scale, text: a, scale: z}\n")),
            "5:42 AC5811 unknown scale `z`\n");
}

TEST(InstrumentFaults, DimensionsAndRoles) {
  EXPECT_EQ(faults(sheet(scaled("a", ", dimension: contents"), "dimensions: {id: content}\n")),
            "6:56 AC5811 unknown dimension `contents`; did you mean `content`?\n");
  EXPECT_EQ(faults(sheet(scaled("a", ", dimension: d") +
                             "  - {id: b, type: scale, dimension: d, text: b, scale: {min: 0, max: 10}}\n",
                         "dimensions: {id: d}\n")),
            "7:5 AC5814 `b` and `a` count in `d` on different scales (see also 6)\n");
  EXPECT_EQ(faults(sheet(scaled("a"), "roles: {superior: {weight: 50%}, self: {weight: 40%}}\n")),
            "4:8 AC5813 the weights add to 90 %, not to 100 %\n");
}

TEST(InstrumentFaults, HostileYamlCostsABoundedEffort) {
  EXPECT_THROW(Instrument::parse(std::string(5u << 20, 'x')), LimitError);
  EXPECT_THROW(Instrument::parse(std::string(100'000, '{')), LimitError);
  EXPECT_THROW(Instrument::parse(""), PolicyError);
}

TEST(Instrument, IsFrozenByWhatItSaysInItsOrder) {
  const Instrument a = Instrument::parse(sheet(scaled("a") + scaled("b")));
  EXPECT_EQ(a.frozen(),
            Instrument::parse("# same\n" + sheet(scaled("a", ", required: false") + scaled("b"))).frozen());
  const Instrument turned = Instrument::parse(sheet(scaled("b") + scaled("a")));
  EXPECT_NE(a.frozen(), turned.frozen());
  const auto changes = compare(a, turned);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0], (Change{"order.1", "a", "b"}));
}

TEST(Instrument, NamesTheNearestItem) {
  const Instrument one = Instrument::parse(sheet(scaled("useful")));
  EXPECT_THROW(one.item("usefull"), NotFound);
  EXPECT_THROW(one.dimension("x"), NotFound);
  EXPECT_THROW(Instrument::built_in("followup"), NotFound);
  EXPECT_THROW(Instrument::load("no such file.yaml"), NotFound);
}

bool has_chinese(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

TEST(BuiltIn, SpeaksBothLanguagesThroughout) {
  EXPECT_EQ(Instrument::built_in_names(),
            (std::vector<std::string>{"effect", "follow-up", "interview", "work-performance"}));
  for (const std::string& name : Instrument::built_in_names()) {
    const Instrument instrument = Instrument::built_in(name);
    const InstrumentDefinition& d = instrument.definition();
    EXPECT_EQ(d.name, name);
    std::vector<Title> titles{d.title, d.introduction};
    for (const Dimension& one : d.dimensions) titles.push_back(one.title);
    for (const AppraiserRole& one : d.roles) titles.push_back(one.title);
    for (const InstrumentItem& item : d.items) {
      titles.push_back(item.title);
      for (const Named& option : item.options) titles.push_back(option.title);
      for (const ScaleLabel& label : item.scale.labels) titles.push_back(label.title);
    }
    for (const Title& title : titles)
      EXPECT_TRUE(!title.en.empty() && !has_chinese(title.en) && has_chinese(title.zh))
          << name << ": " << title.en;
  }
}

TEST(BuiltIn, HasTheDimensionsOfTheRegulations) {
  const auto tops = [](const char* name) {
    std::vector<std::string> out;
    const Instrument instrument = Instrument::built_in(name);
    for (const Dimension& d : instrument.definition().dimensions)
      if (d.parent.empty()) out.push_back(d.id);
    return out;
  };
  EXPECT_EQ(tops("follow-up"),
            (std::vector<std::string>{"content", "lecturer", "mode", "effect", "satisfaction"}));
  EXPECT_EQ(tops("work-performance"), (std::vector<std::string>{"attitude", "ability", "results"}));
  EXPECT_EQ(tops("effect"), (std::vector<std::string>{"satisfaction", "application"}));
  EXPECT_EQ(Instrument::built_in("work-performance").definition().roles.size(), 3u);
}

TEST(Paper, ShowsEveryTextEscaped) {
  const Instrument hostile =
      Instrument::parse(sheet("  - {id: a, type: single, text: '<script>alert(1)</script>', options: {x: "
                              "'\"><img>', y: 'a & b'}, skip: {if: x, to: end}}\n"
                              "  - {id: m, type: matrix, scale: s, text: m, rows: {r: '<b>row</b>'}}\n",
                              "title: '<h1>'\nintroduction: '<p>'\n"));
  for (const Language language : {Language::en, Language::zh}) {
    const std::string page = hostile.to_html(language);
    for (const char* never : {"<script", "<img>", "<b>row", "<h1><h1>"})
      EXPECT_EQ(page.find(never), std::string::npos) << never;
    EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(page.find("a &amp; b"), std::string::npos);
  }
}

TEST(Paper, IsWholeInEachLanguage) {
  for (const std::string& name : Instrument::built_in_names()) {
    const Instrument instrument = Instrument::built_in(name);
    const std::string en = instrument.to_html(Language::en), zh = instrument.to_html(Language::zh);
    EXPECT_NE(en.find("<html lang=\"en\">"), std::string::npos);
    EXPECT_NE(zh.find("<html lang=\"zh-CN\">"), std::string::npos);
    EXPECT_FALSE(has_chinese(en)) << name;
    for (const InstrumentItem& item : instrument.definition().items)
      EXPECT_NE(zh.find(item.title.zh), std::string::npos) << item.id;
    EXPECT_NE(zh.find("@page { size: A4"), std::string::npos);
  }
}

} // namespace
} // namespace aftercourse
