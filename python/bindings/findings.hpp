// Findings as Python sees them: they remember the day and the knowledge they were judged by, so that
// engine.explain(finding) needs nothing else.
#pragma once

#include "bind.hpp"

namespace aftercourse::python {

class SeenFindings {
 public:
  SeenFindings(std::vector<ProposedFinding> findings, Date as_of, KnownAt known_at)
      : seen_(std::make_shared<const Seen>(
            Seen{to_frame(findings), std::move(findings), as_of, std::move(known_at)})) {}

  const std::vector<ProposedFinding>& findings() const noexcept { return seen_->findings; }
  const Frame& frame() const noexcept { return seen_->frame; }
  Date as_of() const noexcept { return seen_->as_of; }
  const KnownAt& known_at() const noexcept { return seen_->known_at; }

 private:
  struct Seen {
    Frame frame;
    std::vector<ProposedFinding> findings;
    Date as_of;
    KnownAt known_at;
  };
  std::shared_ptr<const Seen> seen_;
};

inline Frame frame_of(const SeenFindings& findings, std::size_t) { return findings.frame(); }
inline std::size_t rows_of(const SeenFindings& findings) { return findings.findings().size(); }

/// One of them.
struct SeenFinding {
  SeenFindings all;
  std::size_t row = 0;
  const ProposedFinding& finding() const noexcept { return all.findings()[row]; }
};

} // namespace aftercourse::python
