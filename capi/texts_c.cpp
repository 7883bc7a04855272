// Texts: the functions of the text floor by name. Texts and options come as JSON, tables leave as an Arrow
// stream or as JSON.
#include <aftercourse/text/tables.hpp>

#include "json_arguments.hpp"
#include "tables.hpp"

using namespace aftercourse;

namespace {

text::Segmenter segmenter_from(c::JsonArguments& a) { return text::Segmenter(a.texts("words")); }

text::Lexicon lexicon_from(c::JsonArguments& a) {
  const auto yaml = a.text("lexicon");
  return yaml ? text::Lexicon::from_yaml(*yaml) : text::Lexicon::built_in();
}

text::CodingScheme scheme_from(c::JsonArguments& a) {
  const auto yaml = a.text("scheme");
  return yaml ? text::CodingScheme::from_yaml(*yaml) : text::CodingScheme::built_in();
}

text::KeyTermOptions term_options(c::JsonArguments& a) {
  text::KeyTermOptions options;
  options.segmenter = segmenter_from(a);
  options.stop_words = a.texts("stop_words");
  options.people = a.column("people");
  options.at_least = a.integer("at_least", options.at_least);
  const std::int64_t most = a.integer("most_words", options.most_words);
  options.most_words =
      most == static_cast<int>(most) ? static_cast<int>(most) : 0; // refused where it is used
  return options;
}

Frame key_term_table(c::JsonArguments& a) {
  text::KeyTermOptions options = term_options(a);
  options.background_people = a.column("background_people");
  const std::string order = a.text("order").value_or("g2");
  if (order != "g2" && order != "log_odds") c::refuse_argument("order", "expected g2 or log_odds");
  options.by_log_odds = order == "log_odds";
  const auto texts = a.column("texts"), background = a.column("background");
  a.finish();
  return to_frame(text::key_terms(texts, background, options));
}

Frame new_term_table(c::JsonArguments& a) {
  const text::KeyTermOptions options = term_options(a);
  const auto texts = a.column("texts"), before = a.column("before");
  a.finish();
  return to_frame(text::new_terms(texts, before, options));
}

Frame quotation_table_of(c::JsonArguments& a) {
  text::QuotationOptions options;
  options.scheme = scheme_from(a);
  options.lexicon = lexicon_from(a);
  options.people = a.column("people");
  options.most = a.integer("most", options.most);
  options.shortest = a.integer("shortest", options.shortest);
  options.longest = a.integer("longest", options.longest);
  options.distinct = a.number("distinct", options.distinct);
  const auto texts = a.column("texts");
  a.finish();
  return quotation_table(texts, options);
}

/// A table of texts by something that is read from one argument.
template <class From, class Table>
Frame table_by(c::JsonArguments& a, From from, Table table) {
  const auto by = from(a);
  const auto texts = a.column("texts");
  a.finish();
  return table(texts, by);
}

Frame ask(std::string_view function, c::JsonArguments& a) {
  if (function == "tokens") return table_by(a, segmenter_from, text::token_table);
  if (function == "polarity") return table_by(a, lexicon_from, text::polarity_table);
  if (function == "polarity_evidence") return table_by(a, lexicon_from, text::polarity_evidence_table);
  if (function == "code") return table_by(a, scheme_from, text::coding_table);
  if (function == "key_terms") return key_term_table(a);
  if (function == "new_terms") return new_term_table(a);
  if (function == "quotations") return quotation_table_of(a);
  if (function == "group_similar") {
    const auto options = [](c::JsonArguments& given) {
      return text::SimilarOptions{given.number("threshold", text::SimilarOptions{}.threshold)};
    };
    return table_by(a, options, text::similar_table);
  }
  throw NotFound("AC9103",
                 "no text function '" + std::string(function) +
                     "'; there are tokens, polarity, polarity_evidence, code, key_terms, new_terms, "
                     "group_similar and quotations");
}

Frame ask(const char* function, std::size_t function_length, const char* arguments, std::size_t length) {
  const std::string_view name = c::needed_text(function, function_length, "function");
  c::JsonArguments given(arguments, length);
  return ask(name, given);
}

} // namespace

extern "C" {

int32_t aftercourse_texts_ask(const char* function, size_t function_length, const char* arguments,
                              size_t arguments_length, struct ArrowArrayStream* out,
                              aftercourse_error** error) {
  return c::as_stream(out, error,
                      [&] { return ask(function, function_length, arguments, arguments_length); });
}

int32_t aftercourse_texts_ask_json(const char* function, size_t function_length, const char* arguments,
                                   size_t arguments_length, char** json, size_t* length,
                                   aftercourse_error** error) {
  return c::as_json(json, length, error,
                    [&] { return ask(function, function_length, arguments, arguments_length); });
}

} // extern "C"
