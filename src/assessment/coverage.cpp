#include <aftercourse/assessment/coverage.hpp>

#include <algorithm>

#include "exact.hpp"

namespace aftercourse {

namespace {

KeyPointCoverage coverage_of(const SchemeDefinition& scheme, const Named& point) {
  KeyPointCoverage out{point.id, point.title, {}, {}, 0};
  Exact marks = 0, share = 0;
  for (const Component& component : scheme.components)
    for (const Item& item : component.items)
      if (std::ranges::find(item.key_points, point.id) != item.key_points.end()) {
        out.items.push_back(item.id);
        marks += exact(item.marks);
        share += exact(component.weight) * exact(item.marks) / exact(component.marks);
      }
  out.marks = shown(marks);
  out.share = static_cast<double>(share);
  return out;
}

} // namespace

Coverage coverage(const Scheme& scheme) {
  const SchemeDefinition& definition = scheme.definition();
  Coverage out;
  for (const Named& point : definition.key_points) {
    out.key_points.push_back(coverage_of(definition, point));
    if (out.key_points.back().items.empty()) out.not_examined.push_back(point.id);
  }
  for (const Component& component : definition.components)
    for (const Item& item : component.items)
      if (item.key_points.empty()) out.without_key_points.push_back(item.id);
  out.total = static_cast<std::int64_t>(out.key_points.size());
  out.examined = out.total - static_cast<std::int64_t>(out.not_examined.size());
  return out;
}

Wording in_words(const Coverage& coverage) {
  if (coverage.total == 0) return {"the scheme names no key points", "评分方案未列出要点"};
  const std::string n = std::to_string(coverage.examined), of = std::to_string(coverage.total);
  std::string missing;
  for (const std::string& point : coverage.not_examined) missing += (missing.empty() ? "" : ", ") + point;
  Wording words{n + " of " + of + " key points are examined", of + " 个要点中考核了 " + n + " 个"};
  if (!missing.empty()) {
    words.en += "; not examined: " + missing;
    words.zh += "；未考核：" + missing;
  }
  return words;
}

} // namespace aftercourse
