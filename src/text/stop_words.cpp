#include "stop_words.hpp"

#include <aftercourse/text/key_terms.hpp>

#include "embedded.hpp"
#include "yaml.hpp"

namespace aftercourse::text {

namespace {

std::unordered_set<std::string> read_stop_words() {
  YamlFaults faults("stop_words.yaml");
  const YamlNode file = read_yaml(embedded_text("stop_words"), "stop_words.yaml");
  std::unordered_set<std::string> words;
  for (const char* language : {"zh", "en"})
    for (const YamlNode* word : texts_at(file, language, faults)) words.insert(normal_form(word->text));
  faults.raise();
  return words;
}

} // namespace

bool is_stop_word(std::string_view normal_word) {
  static const std::unordered_set<std::string> words = read_stop_words();
  return words.contains(std::string(normal_word));
}

StopWords::StopWords(const std::vector<std::string>& further) {
  for (const std::string& word : further) further_.insert(normal_form(word));
}

bool StopWords::contains(std::string_view normal_word) const {
  return is_stop_word(normal_word) || (!further_.empty() && further_.contains(std::string(normal_word)));
}

} // namespace aftercourse::text
