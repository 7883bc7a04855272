// Writes docs/facts.md, the reference of the built-in kinds, from their schema; what a field means stands
// behind it in the header of its kind.
//
// usage: facts_page [--check] include/aftercourse/facts/kinds docs/facts.md
//
// With --check nothing is written: exits with 1 when the page is not current.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>

#include <aftercourse/facts/schema.hpp>

namespace {

using namespace aftercourse;

constexpr std::string_view introduction = R"(# Kinds of fact

The kinds that are built in. Generated from the schema by `tests/docs/facts_page.cpp` (`cmake --build build/release --target
facts_document`); a test holds this page to it. A policy or a host declares more ([how](policy-format.md#kinds)).

Every fact has an `id`, a text that is unique within its kind. **Bold** fields are required. The field marked *dates it* is the
day of a fact: evidence is matched and conditions are judged by it. *Personal* fields hold personal data: messages and logs
never show them. A reference is the id of a fact of the kind named; `any` is written `kind/id`.

| type | in JSON and CSV |
|---|---|
| text, integer, real, boolean | as usual |
| decimal | a number with up to six decimals, kept exactly; `85%` is 0.85, so marks out of 100 are written `85` |
| date | `2026-10-20` |
| instant | `2026-10-20T09:00+08:00` |
| list of ... | a JSON array; in CSV with `;` between |
)";

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What the comments behind the members of a struct say: `std::optional<Date> ends; ///< last day`.
std::map<std::string, std::string> meanings(const std::filesystem::path& header) {
  static const std::regex member(R"(^\s+\S.*?(\w+)(?:\{\})?;\s*///< (.*)$)"), more(R"(^\s+///< (.*)$)");
  std::map<std::string, std::string> found;
  std::istringstream lines(read(header));
  std::smatch match;
  std::string last;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, match, member))
      found[last = match[1]] = match[2];
    else if (!last.empty() && std::regex_match(line, match, more))
      found[last] += " " + match[1].str();
    else
      last.clear();
  }
  return found;
}

std::string type_of(const Field& f) {
  std::string type;
  if (f.type == FieldType::category)
    for (const std::string& label : f.labels) type += (type.empty() ? "`" : " `") + label + "`";
  else if (f.type == FieldType::reference)
    type = f.target.empty() ? "any" : "[" + f.target + "](#" + f.target + ")";
  else
    type = name_of(f.type);
  return (f.list ? "list of " : "") + type;
}

std::string notes_on(const Kind& kind, std::size_t f, const std::map<std::string, std::string>& meanings) {
  const Field& field = kind.fields[f];
  std::string notes;
  const auto note = [&](const std::string& text) { notes += (notes.empty() ? "" : "; ") + text; };
  if (kind.dated_by() == f) note("*dates it*");
  if (field.personal) note("*personal*");
  for (const Order& order : kind.orders)
    if (order.high == field.name) note("not less than `" + order.low + "`");
  if (const auto meaning = meanings.find(field.name); meaning != meanings.end()) note(meaning->second);
  return notes;
}

void list_kinds(std::ostream& out) {
  out << "\n| kind | en | zh |\n|---|---|---|\n";
  for (const Kind& kind : Schema::built_in().kinds())
    out << "| [" << kind.name << "](#" << kind.name << ") | " << kind.title.en << " | " << kind.title.zh
        << " |\n";
}

std::string page(const std::filesystem::path& headers) {
  std::ostringstream out;
  out << introduction;
  list_kinds(out);
  for (const Kind& kind : Schema::built_in().kinds()) {
    const auto meaning = meanings(headers / (kind.name + ".hpp"));
    out << "\n## " << kind.name << "\n\n"
        << kind.title.en << " / " << kind.title.zh << ". " << kind.about
        << "\n\n| field | type | |\n|---|---|---|\n";
    for (std::size_t f = 0; f < kind.fields.size(); ++f) {
      const std::string name = "`" + kind.fields[f].name + "`";
      out << "| " << (kind.fields[f].required ? "**" + name + "**" : name) << " | " << type_of(kind.fields[f])
          << " | " << notes_on(kind, f, meaning) << " |\n";
    }
  }
  return out.str();
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool check = arguments.size() == 3 && arguments.front() == "--check";
  if (!check && arguments.size() != 2) return 2;
  const std::filesystem::path headers = arguments[arguments.size() - 2], file = arguments.back();
  const std::string wanted = page(headers);
  if (!check) {
    std::ofstream(file, std::ios::binary) << wanted;
    return 0;
  }
  if (read(file) == wanted) return 0;
  std::cout << file << " is not current: build the target facts_document\n";
  return 1;
}
