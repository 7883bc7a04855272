// Texts: the functions of the text floor by name. Texts and options come as JSON, tables leave as an Arrow
// stream or as JSON.
#include <map>

#include <boost/json.hpp>

#include <aftercourse/text/tables.hpp>

#include "tables.hpp"

using namespace aftercourse;

namespace {

namespace json = boost::json;

[[noreturn]] void refuse_argument(std::string_view name, const std::string& reason) {
  throw InvalidArgument("AC9110", reason, "arguments." + std::string(name));
}

/// The members of the object that a caller gave, each read at most once.
class TextArguments {
 public:
  TextArguments(const char* given, std::size_t length) {
    boost::system::error_code error;
    value_ = json::parse(c::needed_text(given, length, "arguments"), error);
    if (error) throw InvalidArgument("AC9110", "not JSON: " + error.message(), "arguments");
    if (!value_.is_object()) throw InvalidArgument("AC9110", "expected an object", "arguments");
  }

  text::TextColumn column(const char* name) {
    std::vector<std::optional<std::string_view>>& rows = columns_[name];
    for (const json::value& item : list(name)) {
      if (item.is_null())
        rows.emplace_back();
      else if (item.is_string())
        rows.emplace_back(std::string_view(item.get_string()));
      else
        refuse_argument(name, "expected an array of texts and nulls");
    }
    return rows;
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> found;
    for (const json::value& item : list(name)) {
      if (!item.is_string()) refuse_argument(name, "expected an array of texts");
      found.emplace_back(item.get_string());
    }
    return found;
  }
  std::optional<std::string> text(const char* name) {
    const json::value* value = take(name);
    if (value == nullptr) return {};
    if (!value->is_string()) refuse_argument(name, "expected a text");
    return std::string(value->get_string());
  }
  std::int64_t integer(const char* name, std::int64_t otherwise) {
    const json::value* value = take(name);
    if (value == nullptr) return otherwise;
    if (!value->is_int64()) refuse_argument(name, "expected a whole number");
    return value->get_int64();
  }
  double number(const char* name, double otherwise) {
    const json::value* value = take(name);
    if (value == nullptr) return otherwise;
    if (!value->is_number()) refuse_argument(name, "expected a number");
    return value->to_number<double>();
  }
  /// Refuses what the function does not take.
  void finish() const {
    for (const auto& [name, value] : value_.get_object())
      if (!taken_.contains(std::string(name))) refuse_argument(name, "this function takes no such argument");
  }

 private:
  const json::value* take(const char* name) {
    taken_[name] = true;
    const json::value* value = value_.get_object().if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
  }
  const json::array& list(const char* name) {
    static const json::array nothing;
    const json::value* value = take(name);
    if (value == nullptr) return nothing;
    if (!value->is_array()) refuse_argument(name, "expected an array");
    return value->get_array();
  }

  json::value value_;
  std::map<std::string, bool> taken_;
  std::map<std::string, std::vector<std::optional<std::string_view>>> columns_;
};

text::Segmenter segmenter_from(TextArguments& a) { return text::Segmenter(a.texts("words")); }

text::Lexicon lexicon_from(TextArguments& a) {
  const auto yaml = a.text("lexicon");
  return yaml ? text::Lexicon::from_yaml(*yaml) : text::Lexicon::built_in();
}

text::CodingScheme scheme_from(TextArguments& a) {
  const auto yaml = a.text("scheme");
  return yaml ? text::CodingScheme::from_yaml(*yaml) : text::CodingScheme::built_in();
}

text::KeyTermOptions term_options(TextArguments& a) {
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

Frame key_term_table(TextArguments& a) {
  text::KeyTermOptions options = term_options(a);
  options.background_people = a.column("background_people");
  const std::string order = a.text("order").value_or("g2");
  if (order != "g2" && order != "log_odds") refuse_argument("order", "expected g2 or log_odds");
  options.by_log_odds = order == "log_odds";
  const auto texts = a.column("texts"), background = a.column("background");
  a.finish();
  return to_frame(text::key_terms(texts, background, options));
}

Frame new_term_table(TextArguments& a) {
  const text::KeyTermOptions options = term_options(a);
  const auto texts = a.column("texts"), before = a.column("before");
  a.finish();
  return to_frame(text::new_terms(texts, before, options));
}

Frame quotation_table_of(TextArguments& a) {
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
Frame table_by(TextArguments& a, From from, Table table) {
  const auto by = from(a);
  const auto texts = a.column("texts");
  a.finish();
  return table(texts, by);
}

Frame ask(std::string_view function, TextArguments& a) {
  if (function == "tokens") return table_by(a, segmenter_from, text::token_table);
  if (function == "polarity") return table_by(a, lexicon_from, text::polarity_table);
  if (function == "polarity_evidence") return table_by(a, lexicon_from, text::polarity_evidence_table);
  if (function == "code") return table_by(a, scheme_from, text::coding_table);
  if (function == "key_terms") return key_term_table(a);
  if (function == "new_terms") return new_term_table(a);
  if (function == "quotations") return quotation_table_of(a);
  if (function == "group_similar") {
    const auto options = [](TextArguments& given) {
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
  TextArguments given(arguments, length);
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
