#include "codes.hpp"
#include "resolve.hpp"

namespace aftercourse::reading {

namespace {

const Parameter& parameter(const Reader& r, std::string_view name) {
  for (const Parameter& p : r.parameters)
    if (p.name == name) return p;
  throw std::logic_error("a used parameter is declared");
}

/// Notes the use of a parameter and checks each of its values against it.
void use_parameter(Reader& r, const Node& node, const Expectation& expected) {
  r.parameter_uses.find(node.text)->second.push_back({expected, r.at(node)});
  for (const Parameter::Dated& dated : parameter(r, node.text).values)
    if (!fits(dated.value, expected))
      r.report.error(codes::parameter_value, dated.at,
                     "`" + dated.value + "` does not fit where `" + node.text + "` is used", expected.form(),
                     "", r.at(node));
}

/// A parameter's name is taken for a text only in quotes; a word that is nearly one is probably meant to be
/// one.
template <class T>
Setting<T> read_setting(Reader& r, const Node& node, const Expectation& expected,
                        std::optional<T> (*meaning)(std::string_view, const Expectation&)) {
  Setting<T> setting;
  setting.at = r.at(node);
  const auto text = read_text(r, node, expected.form());
  if (!text) return setting;
  if (node.is_word() && r.parameter_uses.contains(*text)) {
    setting.parameter = *text;
    use_parameter(r, node, expected);
    return setting;
  }
  if (auto literal = meaning(*text, expected)) {
    setting.literal = std::move(*literal);
    return setting;
  }
  auto names = keys_of(r.parameter_uses);
  names.insert(names.end(), expected.labels.begin(), expected.labels.end());
  r.error(codes::wrong_value, node, "`" + *text + "` does not fit here", expected.form(),
          suggest(*text, names));
  return setting;
}

} // namespace

Setting<Period> read_period(Reader& r, const Node& node, bool positive) {
  Expectation expected;
  expected.use = positive ? Expectation::Use::length : Expectation::Use::period;
  return read_setting<Period>(r, node, expected, meaning_as_period);
}

Setting<Decimal> read_share(Reader& r, const Node& node) {
  Expectation expected;
  expected.use = Expectation::Use::share;
  return read_setting<Decimal>(r, node, expected, meaning_as_share);
}

Setting<Value> read_operand(Reader& r, const Node& node, const Expectation& expected) {
  return read_setting<Value>(r, node, expected, meaning_as_value);
}

} // namespace aftercourse::reading
