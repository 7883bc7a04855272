#include <aftercourse/reading/options.hpp>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/reading/choices.hpp>
#include <aftercourse/reading/codes.hpp>

namespace aftercourse::reading {

namespace {

void check_texts(Reading& r, const Node& node, const std::vector<Named>& options) {
  std::map<std::string, std::string> same;
  for (const Named& option : options)
    for (const std::string& text : {option.id, option.title.en, option.title.zh}) {
      if (text.empty()) continue;
      const auto [known, fresh] = same.emplace(fold(text), option.id);
      if (!fresh && known->second != option.id)
        r.error(codes::taken_name, node,
                "`" + text + "` means two options, " + known->second + " and " + option.id);
    }
}

std::string as_written(const Named& option, const std::string& folded) {
  for (const std::string& text : {option.id, option.title.en, option.title.zh})
    if (fold(text) == folded) return text;
  return folded;
}

void check_parts(Reading& r, const Node& node, const std::vector<Named>& options) {
  Choices choices;
  for (std::size_t i = 0; i < options.size(); ++i) choices.add(i, options[i].id, options[i].title);
  const auto twofold = choices.ambiguity();
  if (!twofold) return;
  const Named& option = options[twofold->option];
  std::string others;
  for (const std::size_t other : twofold->others) others += (others.empty() ? "" : ", ") + options[other].id;
  r.error(codes::taken_name, node,
          "the answer `" + as_written(option, twofold->form) + "` means the option " + option.id +
              ", and the options " + others + " together",
          "options that are not written like several others");
}

} // namespace

std::vector<Named> read_options(Reading& r, const Node& node, std::string_view expected, bool several) {
  std::vector<Named> options = read_named(r, node, expected);
  check_texts(r, node, options);
  if (several) check_parts(r, node, options);
  return options;
}

} // namespace aftercourse::reading
