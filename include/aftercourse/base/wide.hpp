// Wide: 128-bit integers for exact sums (a compiler extension that every supported compiler has on 64-bit
// targets).
#pragma once

namespace aftercourse {

__extension__ typedef __int128 Wide;

} // namespace aftercourse
