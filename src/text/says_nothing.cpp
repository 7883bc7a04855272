// Answers that stand in a field because it had to be filled.
#include <aftercourse/text/remarks.hpp>

#include <algorithm>
#include <unordered_set>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/text/column.hpp>
#include <aftercourse/text/segmenter.hpp>

#include "embedded.hpp"
#include "yaml.hpp"

namespace aftercourse::text {

namespace {

/// Signs that add nothing; others may be a face, ":)" or "^_^".
constexpr std::string_view empty_signs = " -/\\.,;!?*_~()[]\"'";

/// Without blanks beside Chinese characters, as fold() makes it, and without signs at the ends.
std::string plain_answer(std::string_view text) {
  const std::string folded = fold(normal_form(text));
  const std::size_t begin = folded.find_first_not_of(empty_signs);
  if (begin == std::string::npos) return {};
  return folded.substr(begin, folded.find_last_not_of(empty_signs) - begin + 1);
}

std::unordered_set<std::string> read_nothing_said() {
  YamlFaults faults("nothing_said.yaml");
  const YamlNode file = read_yaml(embedded_text("nothing_said"), "nothing_said.yaml");
  std::unordered_set<std::string> answers;
  for (const char* language : {"zh", "en"})
    for (const YamlNode* answer : texts_at(file, language, faults))
      answers.insert(plain_answer(answer->text));
  faults.raise();
  return answers;
}

} // namespace

bool says_nothing(std::string_view text) {
  static const std::unordered_set<std::string> answers = read_nothing_said();
  constexpr std::size_t longest = 64; // bytes: spares the work for a real comment
  require_utf8(text);
  const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (blank || text.size() > longest) return blank;
  const std::string answer = plain_answer(text);
  return answer.empty() || answers.contains(answer);
}

} // namespace aftercourse::text
