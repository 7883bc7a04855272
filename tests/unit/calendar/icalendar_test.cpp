#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/icalendar.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// A line of a component, as it is written between its BEGIN and END.
std::string written(const IcsProperty& property) {
  const std::string text = to_ics(IcsComponent{"X", {property}, {}});
  const std::size_t from = std::string("BEGIN:X\r\n").size();
  return text.substr(from, text.size() - from - std::string("END:X\r\n").size());
}

/// "line: reason" of every fault.
std::vector<std::string> faults(std::string_view text, const IcsLimits& limits = {}) {
  try {
    parse_ics(text, limits);
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC1150");
    std::vector<std::string> all;
    for (const Fault& f : e.faults()) all.push_back(std::to_string(f.row) + ": " + f.reason);
    return all;
  }
  return {};
}

IcsProperty only(std::string_view line) {
  const auto tree = parse_ics("BEGIN:X\n" + std::string(line) + "\nEND:X\n");
  EXPECT_EQ(tree.at(0).properties.size(), 1u);
  return tree.at(0).properties.at(0);
}

TEST(Icalendar, ReadsComponentsPropertiesAndParameters) {
  const auto tree = parse_ics("BEGIN:VCALENDAR\r\n"
                              "VERSION:2.0\r\n"
                              "BEGIN:VTODO\r\n"
                              "DUE;VALUE=DATE:20261020\r\n"
                              "ATTENDEE;ROLE=CHAIR;DELEGATED-TO=\"mailto:a@b,c\",\"mailto:d\":mailto:li@x\r\n"
                              "END:VTODO\r\n"
                              "END:VCALENDAR\r\n");
  ASSERT_EQ(tree.size(), 1u);
  EXPECT_EQ(tree[0].find("version")->value, "2.0");
  EXPECT_EQ(tree[0].find("PRODID"), nullptr);
  ASSERT_EQ(tree[0].components.size(), 1u);
  const IcsComponent& todo = tree[0].components[0];
  EXPECT_EQ(todo.line, 3);
  EXPECT_EQ(todo.find("DUE")->line, 4);
  EXPECT_EQ(todo.find("DUE")->parameter_text("value"), "DATE");
  EXPECT_EQ(todo.find("DUE")->parameter("ROLE"), nullptr);
  const IcsProperty& attendee = *todo.find("ATTENDEE");
  EXPECT_EQ(attendee.value, "mailto:li@x");
  EXPECT_EQ(attendee.parameter("DELEGATED-TO")->texts(),
            (std::vector<std::string>{"mailto:a@b,c", "mailto:d"}));
  EXPECT_EQ(attendee.parameter_text("DELEGATED-TO"), "") << "there are two";
}

TEST(Icalendar, WhatIsReadIsWrittenInCanonicalForm) {
  const std::string text = "BEGIN:A\r\nX;P=\"a;b\",c:v\r\nBEGIN:B\r\nY:\r\nEND:B\r\nEND:A\r\n";
  EXPECT_EQ(to_ics(parse_ics(text).at(0)), text);
  EXPECT_EQ(to_ics(parse_ics("\xef\xbb\xbf"
                             "BEGIN:A\n\nX;P=\"a;b\"\n\t,c:\n v\nbegin:B\nY:\nend:b\nEND:A")
                       .at(0)),
            "BEGIN:A\r\nX;P=\"a;b\",c:v\r\nBEGIN:B\r\nY:\r\nEND:B\r\nEND:A\r\n");
  EXPECT_EQ(to_ics(parse_ics("BEGIN:A\nBEGIN:B\nEND:B\nX:behind\nEND:A\n").at(0)),
            "BEGIN:A\r\nX:behind\r\nBEGIN:B\r\nEND:B\r\nEND:A\r\n");
  EXPECT_TRUE(parse_ics("").empty());
  EXPECT_EQ(parse_ics("BEGIN:A\nEND:A\nBEGIN:B\nEND:B\n").size(), 2u);
}

TEST(Icalendar, FoldsAtSeventyFiveBytesAndNeverWithinACharacter) {
  EXPECT_EQ(written({"X", std::string(73, 'a')}), "X:" + std::string(73, 'a') + "\r\n") << "75 fit";
  EXPECT_EQ(written({"X", std::string(74, 'a')}), "X:" + std::string(73, 'a') + "\r\n a\r\n");
  std::string chinese;
  for (int i = 0; i < 200; ++i) chinese += i % 7 == 0 ? "a" : "训";
  const std::string lines = written({"SUMMARY", chinese});
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find("\r\n", at);
    ASSERT_NE(end, lines.npos);
    EXPECT_LE(end - at, 75u);
    EXPECT_GT(end - at, end + 2 == lines.size() ? 0u : 71u) << "no shorter than a character needs";
    EXPECT_NE(static_cast<unsigned char>(lines[at + (at > 0 ? 1 : 0)]) & 0xc0, 0x80) << "within a character";
    at = end + 2;
  }
  EXPECT_EQ(parse_ics("BEGIN:X\r\n" + lines + "END:X\r\n").at(0).properties.at(0).value, chinese);
}

TEST(Icalendar, UnfoldsWhatOthersFoldWithinACharacter) { EXPECT_EQ(only("X:\xe8\xae\r\n \xad").value, "训"); }

TEST(Icalendar, ParametersHoldAnyText) {
  const std::string text = "\"李, 伟\"; a:b ^ c\nd";
  const IcsParameter p = IcsParameter::of("CN", {text, "plain"});
  EXPECT_EQ(p.values, (std::vector<std::string>{"\"^'李, 伟^'; a:b ^^ c^nd\"", "plain"})) << "RFC 6868";
  EXPECT_EQ(p.texts(), (std::vector<std::string>{text, "plain"}));
  const IcsProperty property{"X", "v", {p}};
  EXPECT_EQ(only(written(property).substr(0, written(property).size() - 2)), property);
  EXPECT_EQ((IcsParameter{"P", {"a^b^", "\"\""}}.texts()), (std::vector<std::string>{"a^b^", ""}));
  EXPECT_EQ(IcsParameter::of("P", {"a\x01\r\nb"}).texts().at(0), "a \nb");
}

TEST(Icalendar, EveryFaultNamesItsLine) {
  EXPECT_EQ(faults("BEGIN:A\nno colon\nX Y:1\n;P=1:2\nX;P:1\nX;=1:2\nX;P=\"a:1\nX;P=a\"b\":1\nX;P=1\n"
                   "X:\x01\nX:\xff\nX:\xed\xa0\x80\nEND:A\nY:1\n"),
            (std::vector<std::string>{
                "2: has no colon",
                "3: the name before the colon is not of letters, digits and hyphens",
                "4: the name before the colon is not of letters, digits and hyphens",
                "5: a parameter has no value",
                "6: a parameter's name is not of letters, digits and hyphens",
                "7: a quote is not closed",
                "8: a parameter's value is quoted in part",
                "9: has no colon",
                "10: holds a control character",
                "11: holds bytes that are not UTF-8",
                "12: holds bytes that are not UTF-8",
                "14: Y stands outside every component",
            }));
  EXPECT_EQ(faults("\n\nBEGIN:A\nX:a\n b\n c\nBEGIN:B\nEND:A\n"),
            (std::vector<std::string>{"8: END:A where BEGIN:B of line 7 is open"}))
      << "folded lines count";
  EXPECT_EQ(faults("END:A\n"), (std::vector<std::string>{"1: END:A has no BEGIN"}));
  EXPECT_EQ(faults("BEGIN:A\nBEGIN:B\nEND:B\n"), (std::vector<std::string>{"1: BEGIN:A has no END"}));
  EXPECT_EQ(faults("BEGIN:\n"), (std::vector<std::string>{"1: BEGIN names no component"}));
  EXPECT_EQ(faults("BEGIN;X=1:A\n"), (std::vector<std::string>{"1: BEGIN names no component"}));
  EXPECT_EQ(faults(" a\n"), (std::vector<std::string>{"1: has no colon"}));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "garbage\n";
  EXPECT_EQ(faults(many).size(), 100u);
}

TEST(Icalendar, LimitsBoundWhatIsRead) {
  const auto refused = [](std::string_view text, const IcsLimits& limits) {
    try {
      parse_ics(text, limits);
    } catch (const LimitError& e) {
      return e.code() + ' ' + e.what();
    }
    return std::string{};
  };
  EXPECT_EQ(refused("BEGIN:A\nEND:A\n", {.bytes = 13}), "AC8007 ics: more than 13 bytes");
  EXPECT_EQ(refused("BEGIN:A\nX:1\n 2\n 34\nEND:A\n", {.line = 7}), "");
  EXPECT_EQ(refused("BEGIN:A\nX:12\n 34\n 5678\nEND:A\n", {.line = 7}),
            "AC8007 ics: line 2: more than 7 bytes in a line");
  EXPECT_EQ(refused("BEGIN:A\nBEGIN:A\nBEGIN:A\n", {.depth = 2}),
            "AC8007 ics: line 3: components nested more than 2 deep");
  EXPECT_EQ(refused("BEGIN:A\nX;P=1,2:3\nEND:A\n", {.parts = 5}), "");
  EXPECT_EQ(refused("BEGIN:A\nX;P=1,2:3\nEND:A\n", {.parts = 4}), "AC8007 ics: line 3: more than 4 parts");
}

TEST(Icalendar, WriterRefusesWhatWouldNotBeReadBack) {
  const auto refused = [](const IcsProperty& p) {
    try {
      written(p);
    } catch (const InvalidArgument& e) {
      return e.code();
    }
    return std::string{};
  };
  EXPECT_EQ(refused({"X", "tab\tand any;,:\"text"}), "");
  EXPECT_EQ(refused({"X", "line\nbreak"}), "AC1152");
  EXPECT_EQ(refused({"X", "\xc3"}), "AC1152");
  EXPECT_EQ(refused({"", "v"}), "AC1152");
  EXPECT_EQ(refused({"X Y", "v"}), "AC1152");
  EXPECT_EQ(refused({"begin", "A"}), "AC1152");
  EXPECT_EQ(refused({"X", "v", {{"P", {}}}}), "AC1152");
  EXPECT_EQ(refused({"X", "v", {{"P", {"a;b"}}}}), "AC1152");
  EXPECT_EQ(refused({"X", "v", {{"P", {"\"a\"b\""}}}}), "AC1152");
  EXPECT_EQ(refused({"X", std::string(1u << 20, 'a')}), "AC1152");
}

TEST(Icalendar, WriterEndsWhatIsOpen) {
  IcsWriter writer;
  EXPECT_THROW(writer.end(), Misuse);
  EXPECT_THROW(writer.property("X", "v"), Misuse);
  writer.begin("A");
  EXPECT_THROW(writer.begin("B C"), InvalidArgument);
  writer.begin("B");
  writer.text("SUMMARY", "a, b; c\\\nd");
  EXPECT_EQ(writer.take(), "BEGIN:A\r\nBEGIN:B\r\nSUMMARY:a\\, b\\; c\\\\\\nd\r\nEND:B\r\nEND:A\r\n");
  EXPECT_EQ(writer.take(), "");
}

} // namespace
} // namespace aftercourse
