// Damaged bytes of a state under a seal that fits, so that tests reach what the reader checks behind it.
#pragma once

#include <string>

#include <aftercourse/base/digest.hpp>

namespace aftercourse {

inline std::string resealed(std::string bytes) {
  bytes.resize(bytes.size() - sizeof(Digest));
  const Digest seal = sha256(bytes);
  return bytes.append(seal.begin(), seal.end());
}

} // namespace aftercourse
