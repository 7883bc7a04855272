// Named: something with an id and its text in two languages - an option, a key point, a level, a dimension.
#pragma once

#include <string>

#include <boost/describe.hpp>

#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

struct Named {
  std::string id;
  Title title;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, title))

} // namespace aftercourse
