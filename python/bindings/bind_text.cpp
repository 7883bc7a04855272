#include <algorithm>

#include <aftercourse/text/remarks.hpp>
#include <aftercourse/text/tables.hpp>

#include "table.hpp"
#include "texts.hpp"

namespace aftercourse::python {

using text::CodingScheme;
using text::Lexicon;
using text::Polarity;
using text::PolarityHit;
using text::Segmenter;

namespace {

/// One text or a column of them.
bool is_one(const py::object& texts) { return PyUnicode_Check(texts.ptr()) != 0; }

py::list words_of(std::string_view text, const text::Segmentation& s) {
  py::list words(s.tokens.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const text::Token& t = s.tokens[i];
    words[i] = py::str(text.data() + t.begin, t.end - t.begin);
  }
  return words;
}

/// Rows at a time: their words are found without the GIL, and made into lists with it.
py::list words_of_rows(text::TextColumn rows, const Segmenter& segmenter) {
  constexpr std::size_t at_once = 1000;
  text::require_utf8(rows);
  py::list all(rows.size());
  std::vector<text::Segmentation> found;
  for (std::size_t from = 0; from < rows.size(); from += at_once) {
    const std::size_t end = std::min(rows.size(), from + at_once);
    found.clear();
    run([&] {
      for (std::size_t i = from; i < end; ++i)
        found.push_back(rows[i] ? segmenter.segment(*rows[i]) : text::Segmentation());
    });
    for (std::size_t i = from; i < end; ++i)
      all[i] = rows[i] ? py::object(words_of(*rows[i], found[i - from])) : py::none();
  }
  return all;
}

py::object segment(const py::object& texts, const Segmenter& segmenter) {
  if (!is_one(texts)) return words_of_rows(Texts("texts", texts).column(), segmenter);
  const std::string text = to_text(texts, "text");
  return words_of(text, run([&] { return segmenter.segment(text); }));
}

py::object polarity(const py::object& texts, const std::optional<Lexicon>& lexicon) {
  const Lexicon& by = lexicon ? *lexicon : Lexicon::built_in();
  if (is_one(texts)) {
    const std::string text = to_text(texts, "text");
    return py::cast(run([&] { return by.polarity(text); }));
  }
  const Texts given("texts", texts);
  return py::cast(run([&] { return polarity_table(given.column(), by); }));
}

/// A column, or one text as a column of it.
Texts column_of(const char* name, const py::object& texts) {
  if (!is_one(texts)) return Texts(name, texts);
  py::list one;
  one.append(texts);
  return Texts(name, one);
}

text::KeyTermOptions term_options(const Segmenter& segmenter, const std::vector<std::string>& stop_words,
                                  std::int64_t at_least, int most_words) {
  text::KeyTermOptions options;
  options.segmenter = segmenter;
  options.stop_words = stop_words;
  options.at_least = at_least;
  options.most_words = most_words;
  return options;
}

Frame key_terms(const py::object& texts, const py::object& background, const Segmenter& segmenter,
                const std::vector<std::string>& stop_words, const py::object& people,
                const py::object& background_people, std::int64_t at_least, int most_words,
                const Text& order) {
  if (order != "g2" && order != "log_odds")
    throw InvalidArgument("AC5602", "the order is g2 or log_odds, not " + order);
  const Texts here("texts", texts), there("background", background), writers("people", people),
      background_writers("background_people", background_people);
  text::KeyTermOptions options = term_options(segmenter, stop_words, at_least, most_words);
  options.people = writers.column();
  options.background_people = background_writers.column();
  options.by_log_odds = order == "log_odds";
  return run([&] { return to_frame(text::key_terms(here.column(), there.column(), options)); });
}

Frame new_terms(const py::object& texts, const py::object& before, const Segmenter& segmenter,
                const std::vector<std::string>& stop_words, const py::object& people, std::int64_t at_least,
                int most_words) {
  const Texts here("texts", texts), there("before", before), writers("people", people);
  text::KeyTermOptions options = term_options(segmenter, stop_words, at_least, most_words);
  options.people = writers.column();
  return run([&] { return to_frame(text::new_terms(here.column(), there.column(), options)); });
}

Frame quotations(const py::object& texts, const std::optional<CodingScheme>& scheme,
                 const std::optional<Lexicon>& lexicon, const py::object& people, std::int64_t most,
                 std::int64_t shortest, std::int64_t longest, double distinct) {
  const Texts given("texts", texts), writers("people", people);
  text::QuotationOptions options;
  if (scheme) options.scheme = *scheme;
  if (lexicon) options.lexicon = *lexicon;
  options.people = writers.column();
  options.most = most;
  options.shortest = shortest;
  options.longest = longest;
  options.distinct = distinct;
  return run([&] { return quotation_table(given.column(), options); });
}

py::dict hit_of(const PolarityHit& hit) {
  return py::dict("quote"_a = hit.quote, "term"_a = hit.term, "weight"_a = hit.weight, "value"_a = hit.value,
                  "changed_by"_a = hit.changed_by, "begin_byte"_a = hit.begin, "end_byte"_a = hit.end);
}

py::dict to_dict(const Polarity& p) {
  py::list evidence;
  for (const PolarityHit& hit : p.evidence) evidence.append(hit_of(hit));
  return py::dict("score"_a = p.score, "label"_a = name_of(p.label), "positive"_a = p.positive,
                  "negative"_a = p.negative, "evidence"_a = evidence);
}

py::object nothing_said(const py::object& texts) {
  if (is_one(texts)) return py::cast(text::says_nothing(to_text(texts, "text")));
  const Texts given("texts", texts);
  text::require_utf8(given.column());
  py::list out;
  for (const auto& one : given.column()) out.append(one ? py::cast(text::says_nothing(*one)) : py::none());
  return out;
}

void bind_segmenter(py::module_& m) {
  py::class_<Segmenter> segmenter(
      m, "Segmenter",
      "Where the words of a text are: the built-in dictionary, and terms of a company's own (`words`), which "
      "are "
      "never cut. Immutable. Raises InvalidArgument: AC5602 for a term without a letter.");
  def_copy(segmenter);
  segmenter.def(py::init([](const std::vector<std::string>& words) { return Segmenter(words); }),
                "words"_a = std::vector<std::string>{});
}

void bind_lexicon(py::module_& m) {
  py::class_<Polarity> polarity(
      m, "Polarity", "How one text judges, and by which words. Immutable; `to_dict()` gives plain values.");
  def_copy(polarity);
  polarity.def_readonly("score", &Polarity::score, "From -1 to 1; 0 when no word counted.")
      .def_property_readonly(
          "label", [](const Polarity& p) { return name_of(p.label); },
          "\"positive\", \"negative\", \"mixed\" or \"neutral\".")
      .def_readonly("positive", &Polarity::positive, "The sum of what praises.")
      .def_readonly("negative", &Polarity::negative, "The sum of what blames, at most 0.")
      .def_property_readonly(
          "evidence",
          [](const Polarity& p) -> py::typing::List<py::typing::Dict<py::str, py::object>> {
            return to_dict(p)["evidence"];
          },
          "Each word that counted: quote (verbatim, with what changes it), term, weight, value, changed_by, "
          "begin_byte, end_byte.")
      .def(
          "to_dict",
          [](const Polarity& p) -> py::typing::Dict<py::str, py::object> {
            return py::reinterpret_borrow<py::typing::Dict<py::str, py::object>>(to_dict(p));
          },
          "All of it as plain values.")
      .def("__repr__", [](const Polarity& p) {
        return "<Polarity " + std::string(name_of(p.label)) + " " +
               py::repr(py::float_(p.score)).cast<std::string>() + ">";
      });

  py::class_<Lexicon> lexicon(
      m, "Lexicon",
      "The words by which praise and blame are told, read from YAML (docs/text.md). Immutable.");
  def_copy(lexicon);
  lexicon
      .def_static(
          "built_in", [] { return Lexicon::built_in(); }, "The one that comes with the library.")
      .def_static(
          "from_yaml", [](const Text& yaml, const Text& source) { return Lexicon::from_yaml(yaml, source); },
          "yaml"_a, "source"_a = "lexicon",
          "Reads a lexicon; `source` names it in faults. `extends: built-in` adds to the built-in one. "
          "Raises "
          "DataError (AC5603) with every fault, LimitError (AC5604).")
      .def_property_readonly(
          "name", [](const Lexicon& l) { return l.name(); }, "Its name.")
      .def_property_readonly(
          "version", [](const Lexicon& l) { return l.version(); }, "Its version.");
}

void bind_coding_scheme(py::module_& m) {
  py::class_<CodingScheme> scheme(m, "CodingScheme",
                                  "The dimensions into which comments are sorted and their terms, read from "
                                  "YAML (docs/text.md). Immutable.");
  def_copy(scheme);
  scheme
      .def_static(
          "built_in", [] { return CodingScheme::built_in(); },
          "The dimensions of the follow-up questionnaire: content, lecturer, mode, effect, satisfaction.")
      .def_static(
          "from_yaml",
          [](const Text& yaml, const Text& source) { return CodingScheme::from_yaml(yaml, source); },
          "yaml"_a, "source"_a = "scheme",
          "Reads a scheme; `source` names it in faults. Raises DataError (AC5603) with every fault, "
          "LimitError "
          "(AC5604).")
      .def_property_readonly(
          "name", [](const CodingScheme& s) { return s.name(); }, "Its name.")
      .def_property_readonly(
          "version", [](const CodingScheme& s) { return s.version(); }, "Its version.")
      .def_property_readonly(
          "dimensions",
          [](const CodingScheme& s) {
            std::vector<std::tuple<std::string, std::string, std::string>> out;
            for (const auto& d : s.dimensions()) out.emplace_back(d.id, d.title.en, d.title.zh);
            return out;
          },
          "Its dimensions, parents before their parts: (id, title, title_zh).");
}

} // namespace

void bind_text(py::module_& m) {
  bind_segmenter(m);
  bind_lexicon(m);
  bind_coding_scheme(m);
  m.def("text_segment", &segment, "texts"_a, "segmenter"_a);
  m.def(
      "text_tokens",
      [](const py::object& texts, const Segmenter& segmenter) {
        const Texts given = column_of("texts", texts);
        return run([&] { return token_table(given.column(), segmenter); });
      },
      "texts"_a, "segmenter"_a);
  m.def("text_polarity", &polarity, "texts"_a, "lexicon"_a);
  m.def(
      "text_polarity_evidence",
      [](const py::object& texts, const std::optional<Lexicon>& lexicon) {
        const Texts given = column_of("texts", texts);
        const Lexicon& by = lexicon ? *lexicon : Lexicon::built_in();
        return run([&] { return polarity_evidence_table(given.column(), by); });
      },
      "texts"_a, "lexicon"_a);
  m.def(
      "text_code",
      [](const py::object& texts, const std::optional<CodingScheme>& scheme) {
        const Texts given = column_of("texts", texts);
        const CodingScheme& by = scheme ? *scheme : CodingScheme::built_in();
        return run([&] { return coding_table(given.column(), by); });
      },
      "texts"_a, "scheme"_a);
  m.def("text_key_terms", &key_terms, "texts"_a, "background"_a, "segmenter"_a, "stop_words"_a, "people"_a,
        "background_people"_a, "at_least"_a, "most_words"_a, "order"_a);
  m.def("text_new_terms", &new_terms, "texts"_a, "before"_a, "segmenter"_a, "stop_words"_a, "people"_a,
        "at_least"_a, "most_words"_a);
  m.def(
      "text_group_similar",
      [](const py::object& texts, double threshold) {
        const Texts given("texts", texts);
        return run([&] { return text::similar_table(given.column(), text::SimilarOptions{threshold}); });
      },
      "texts"_a, "threshold"_a);
  m.def(
      "text_similarity",
      [](const py::str& a, const py::str& b) { return text::similarity(to_text(a, "a"), to_text(b, "b")); },
      "a"_a, "b"_a);
  m.def("text_says_nothing", &nothing_said, "texts"_a);
  m.def("text_quotations", &quotations, "texts"_a, "scheme"_a, "lexicon"_a, "people"_a, "most"_a,
        "shortest"_a, "longest"_a, "distinct"_a);
}

} // namespace aftercourse::python
