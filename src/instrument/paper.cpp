// The printable form of an instrument.
#include <algorithm>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/base/html.hpp>

#include "instrument_data.hpp"

namespace aftercourse {

namespace {

/// What the page itself says.
struct PaperWords {
  const char *lang, *date, *role, *subject, *required, *choose_one, *choose_any, *number, *go_to, *question,
      *to_end, *colon, *open, *close, *none, *sections;
};

const PaperWords& paper_words(Language language) {
  static constexpr PaperWords en{"en",
                                 "Date",
                                 "Your role",
                                 "Person appraised",
                                 "Required answers are marked *.",
                                 "one answer",
                                 "any number of answers",
                                 "a number",
                                 "go to question ",
                                 "",
                                 "go to the end",
                                 ": ",
                                 "(",
                                 ")",
                                 "n/a",
                                 "Other questions"};
  static constexpr PaperWords zh{"zh-CN",  "日期",     "评价人身份", "被评价人", "标 * 的为必答题。", "单选",
                                 "可多选", "填写数字", "请跳至第 ",  " 题",      "请跳至结束",        "：",
                                 "（",     "）",       "不适用",     "其他问题"};
  return language == Language::zh ? zh : en;
}

constexpr std::string_view style = R"(
@page { size: A4; margin: 18mm 16mm 16mm 16mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif;
  color: #000; max-width: 178mm; margin: 0 auto; padding: 6mm 0; }
h1 { font-size: 17pt; line-height: 1.3; text-align: center; margin: 0 0 3mm; }
h2 { font-size: 12pt; margin: 7mm 0 2mm; padding-bottom: 1mm; border-bottom: 1.2pt solid #000; break-after: avoid; }
.introduction { margin: 0 0 4mm; }
.head { display: flex; flex-wrap: wrap; gap: 2mm 8mm; margin: 0 0 4mm; }
.head span { flex: 1 1 40%; display: flex; white-space: nowrap; }
.head span::after { content: ""; flex: 1; border-bottom: .6pt solid #000; margin-left: 2mm; }
.item { margin: 3mm 0; break-inside: avoid; }
.question { margin: 0; display: flex; gap: 2mm; }
.question b { flex: none; min-width: 7mm; font-weight: 600; }
.hint { color: #444; font-size: 9pt; }
ul { list-style: none; margin: 1mm 0 0 9mm; padding: 0; display: flex; flex-wrap: wrap; gap: 1mm 7mm; }
li { display: flex; gap: 2mm; align-items: baseline; }
.box, .ring { display: inline-block; flex: none; width: 3.4mm; height: 3.4mm; border: .8pt solid #000; position: relative; top: .5mm; }
.ring { border-radius: 50%; }
table { width: 100%; border-collapse: collapse; margin: 1mm 0 0; table-layout: fixed; }
th, td { border: .5pt solid #777; padding: 1.2mm .3mm; text-align: center; vertical-align: middle; font-weight: normal; font-size: 8.5pt; line-height: 1.3; }
th:first-child, td:first-child { text-align: left; width: 40%; font-size: 10.5pt; padding-left: 2mm; line-height: 1.45; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.scale th:first-child, .scale td:first-child { text-align: center; width: auto; font-size: 8.5pt; line-height: 1.3; padding-left: .3mm; }
.scale { margin-left: 9mm; width: calc(100% - 9mm); }
.lines { margin: 2mm 0 0 9mm; }
.lines div { height: 8mm; border-bottom: .5pt solid #777; }
.number { display: inline-block; width: 35mm; height: 6mm; border-bottom: .6pt solid #000; margin-left: 9mm; }
footer { margin-top: 8mm; font-size: 8pt; color: #444; text-align: right; }
)";

class Paper {
 public:
  Paper(const Instrument& instrument, Language language)
      : instrument_(instrument.definition()), language_(language), words_(paper_words(language)) {}

  std::string write() {
    number_items();
    head();
    const Dimension* section = nullptr; // items before the first dimension need no heading
    for (std::size_t i = 0; i < instrument_.items.size();) {
      const InstrumentItem& item = instrument_.items[i];
      heading(item, section);
      const std::size_t together = in_one_table(i);
      if (together > 1)
        table_of_items(i, together);
      else
        write_item(item);
      i += together;
    }
    out_ += "<footer>" + escape_html(instrument_.name + " " + instrument_.version) +
            "</footer>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string said(const Title& title, const std::string& otherwise = {}) const {
    const std::string& first = language_ == Language::zh ? title.zh : title.en;
    const std::string& second = language_ == Language::zh ? title.en : title.zh;
    return escape_html(!first.empty() ? first : !second.empty() ? second : otherwise);
  }

  void number_items() {
    for (std::size_t i = 0; i < instrument_.items.size(); ++i)
      numbers_[instrument_.items[i].id] = std::to_string(i + 1);
  }

  void head() {
    const std::string title = said(instrument_.title, instrument_.name);
    out_ += std::string("<!DOCTYPE html>\n<html lang=\"") + words_.lang +
            "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title + "</title>\n<style>" +
            std::string(style) + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n";
    const std::string introduction = said(instrument_.introduction);
    if (!introduction.empty()) out_ += "<p class=\"introduction\">" + introduction + "</p>\n";
    if (std::ranges::any_of(instrument_.items, &InstrumentItem::required))
      out_ += std::string("<p class=\"hint\">") + words_.required + "</p>\n";
    if (instrument_.roles.empty()) return;
    out_ += std::string("<div class=\"head\"><span>") + words_.subject + "</span><span>" + words_.date +
            "</span></div>\n";
    out_ += std::string("<div class=\"item\"><p class=\"question\">") + words_.role + "</p><ul>";
    for (const AppraiserRole& role : instrument_.roles) out_ += tick("ring", said(role.title, role.id));
    out_ += "</ul></div>\n";
  }

  const Dimension* dimension(const std::string& id) const {
    const auto found = std::ranges::find(instrument_.dimensions, id, &Dimension::id);
    return found == instrument_.dimensions.end() ? nullptr : &*found;
  }

  /// The dimension at the top of the tree, or null.
  const Dimension* top_of(const InstrumentItem& item) const {
    const Dimension* top = dimension(item.dimension);
    while (top && !top->parent.empty()) top = dimension(top->parent);
    return top;
  }

  /// A heading where another dimension at the top of the tree begins.
  void heading(const InstrumentItem& item, const Dimension*& section) {
    const Dimension* top = top_of(item);
    if (top == section) return;
    section = top;
    out_ += "<h2>" + (top ? said(top->title, top->id) : std::string(words_.sections)) + "</h2>\n";
  }

  /// Items in a row on one scale stand in one table, within one section.
  std::size_t in_one_table(std::size_t first) const {
    const InstrumentItem& one = instrument_.items[first];
    const auto same = [&](const InstrumentItem& other) {
      return other.type == AnswerType::scale && other.skips.empty() && other.scale.min == one.scale.min &&
             other.scale.max == one.scale.max && labels_of(other.scale) == labels_of(one.scale) &&
             other.scale.not_applicable.has_value() == one.scale.not_applicable.has_value() &&
             top_of(other) == top_of(one);
    };
    std::size_t n = 0;
    if (steps(one.scale) <= 7)
      while (first + n < instrument_.items.size() && same(instrument_.items[first + n])) ++n;
    return std::max<std::size_t>(n, 1);
  }

  std::vector<std::string> labels_of(const AnswerScale& scale) const {
    std::vector<std::string> out;
    for (const ScaleLabel& label : scale.labels) out.push_back(label.value.to_string() + said(label.title));
    return out;
  }

  static std::int64_t steps(const AnswerScale& scale) {
    return scale.min && scale.max ? (scale.max->units() - scale.min->units()) / Decimal::scale + 1 : 0;
  }

  /// The heads of a scale's columns: labels where there are some, else the numbers.
  std::vector<std::string> columns(const AnswerScale& scale) const {
    std::vector<std::string> out;
    constexpr std::int64_t most = 21; // a wider one is written as a number
    for (std::int64_t i = 0; i < std::min(steps(scale), most); ++i) {
      const Decimal value = Decimal::from_units(scale.min->units() + i * Decimal::scale);
      const auto label = std::ranges::find(scale.labels, value, &ScaleLabel::value);
      std::string text = value.to_string();
      if (label != scale.labels.end() && !said(label->title).empty()) text += "<br>" + said(label->title);
      out.push_back(std::move(text));
    }
    if (scale.not_applicable) out.push_back(said(*scale.not_applicable, words_.none));
    return out;
  }

  void table_head(const AnswerScale& scale, bool with_text) {
    out_ += with_text ? "<table><thead><tr><th></th>" : "<table class=\"scale\"><thead><tr>";
    for (const std::string& column : columns(scale)) out_ += "<th>" + column + "</th>";
    out_ += "</tr></thead><tbody>\n";
  }

  void table_row(const AnswerScale& scale, const std::string& text, bool with_text) {
    out_ += with_text ? "<tr><td>" + text + "</td>" : "<tr>";
    for (std::size_t i = 0; i < columns(scale).size(); ++i) out_ += "<td><span class=\"ring\"></span></td>";
    out_ += "</tr>\n";
  }

  std::string numbered(const InstrumentItem& item) const {
    return numbers_.at(item.id) + ". " + said(item.title, item.id) +
           (item.required ? " <span class=\"hint\">*</span>" : "");
  }

  void table_of_items(std::size_t first, std::size_t n) {
    const AnswerScale& scale = instrument_.items[first].scale;
    table_head(scale, true);
    for (std::size_t i = first; i < first + n; ++i) table_row(scale, numbered(instrument_.items[i]), true);
    out_ += "</tbody></table>\n";
  }

  static std::string tick(const char* mark, const std::string& text) {
    return std::string("<li><span class=\"") + mark + "\"></span><span>" + text + "</span></li>";
  }

  /// " (a hint)"; nothing when the text before it ends with the same.
  std::string hint(const std::string& said, const std::string& before = {}) const {
    const std::string bracketed = words_.open + said + words_.close;
    if (fold(before).ends_with(fold(bracketed))) return {};
    return " <span class=\"hint\">" + bracketed + "</span>";
  }

  std::string go_to(const Skip& skip) const {
    if (skip.to == "end" || skip.to.empty()) return words_.to_end;
    return words_.go_to + numbers_.at(skip.to) + words_.question;
  }

  /// "(go to question 7)" beside an option that jumps.
  std::string jump_of(const InstrumentItem& item, const std::string& option) const {
    for (const Skip& skip : item.skips)
      if (std::ranges::find(skip.options, option) != skip.options.end()) return hint(go_to(skip));
    return {};
  }

  /// Jumps that hang on a range of numbers, below the item.
  std::string jumps_by_number(const InstrumentItem& item) const {
    std::string text;
    for (const Skip& skip : item.skips) {
      std::string when;
      if (skip.at_least) when += "&ge; " + skip.at_least->to_string();
      if (skip.at_most) when += (when.empty() ? "&le; " : ", &le; ") + skip.at_most->to_string();
      if (item.type == AnswerType::scale || item.type == AnswerType::number)
        for (const std::string& option : skip.options)
          when += (when.empty() ? "" : ", ") + escape_html(option);
      if (when.empty() || item.type == AnswerType::single || item.type == AnswerType::multiple) continue;
      text += hint(when + words_.colon + go_to(skip));
    }
    return text;
  }

  void write_item(const InstrumentItem& item) {
    const char* how = item.type == AnswerType::single     ? words_.choose_one
                      : item.type == AnswerType::multiple ? words_.choose_any
                      : item.type == AnswerType::number   ? words_.number
                                                          : nullptr;
    const std::string question = said(item.title, item.id);
    out_ +=
        "<div class=\"item\">\n<p class=\"question\"><b>" + numbers_.at(item.id) + ".</b><span>" + question;
    if (item.required) out_ += " <span class=\"hint\">*</span>";
    if (how) out_ += hint(how, question);
    out_ += jumps_by_number(item) + "</span></p>\n";
    write_answer(item);
    out_ += "</div>\n";
  }

  void write_answer(const InstrumentItem& item) {
    switch (item.type) {
    case AnswerType::scale:
      table_head(item.scale, false);
      table_row(item.scale, {}, false);
      out_ += "</tbody></table>\n";
      return;
    case AnswerType::matrix:
      table_head(item.scale, true);
      for (const Named& row : item.rows) table_row(item.scale, said(row.title, row.id), true);
      out_ += "</tbody></table>\n";
      return;
    case AnswerType::single:
    case AnswerType::multiple:
      out_ += "<ul>";
      for (const Named& option : item.options)
        out_ += tick(item.type == AnswerType::single ? "ring" : "box",
                     said(option.title, option.id) + jump_of(item, option.id));
      out_ += "</ul>\n";
      return;
    case AnswerType::number:
      out_ += "<span class=\"number\"></span>\n";
      return;
    case AnswerType::text:
      out_ += "<div class=\"lines\"><div></div><div></div><div></div></div>\n";
      return;
    }
  }

  const InstrumentDefinition& instrument_;
  Language language_;
  const PaperWords& words_;
  std::map<std::string, std::string> numbers_;
  std::string out_;
};

} // namespace

std::string Instrument::to_html(Language language) const { return Paper(*this, language).write(); }

} // namespace aftercourse
