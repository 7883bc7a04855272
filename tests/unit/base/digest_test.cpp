#include <aftercourse/base/digest.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

// The examples of FIPS 180-4.
TEST(Digest, AgreesWithThePublishedVectors) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, AgreesForEveryLengthOfTheLastBlock) {
  std::string digests; // of 0 to 200 letters; Python's hashlib gave the result
  for (std::size_t n = 0; n <= 200; ++n) {
    const Digest d = sha256(std::string(n, 'a'));
    digests.append(d.begin(), d.end());
  }
  EXPECT_EQ(to_hex(sha256(digests)), "1be2d7d291484baf4c78d463a65b40a26c255b1946e5205eac8edad606a76fdd");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, PrefixesEachPartWithItsLength) {
  using namespace std::string_view_literals;
  EXPECT_EQ(digest_of({"ab", "c"}), sha256("\2\0\0\0\0\0\0\0ab\1\0\0\0\0\0\0\0c"sv));
  EXPECT_NE(digest_of({"ab", "c"}), digest_of({"a", "bc"}));
  EXPECT_NE(digest_of({"a"}), digest_of({"a", ""}));
  EXPECT_EQ(digest_of({}), sha256(""));
}

TEST(Digest, LeadingWordOrdersLikeTheText) {
  const Digest d = sha256("abc");
  EXPECT_EQ(to_hex(d, 8), "ba7816bf8f01cfea");
  EXPECT_EQ(leading_word(d), 0xba7816bf8f01cfeaULL);
  EXPECT_EQ(to_hex(d, 99).size(), 64u);
}

} // namespace
} // namespace aftercourse
