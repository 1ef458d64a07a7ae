// A time-stamping authority of our own, made with the openssl command.
#include "proof/time_stamp.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace shouxin::proof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view text = "log.example/a\n5\nAAAA\n";

std::string read(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

class TimeStampTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder() = fs::temp_directory_path() / ("shouxin-tsa-" + std::to_string(::getpid()));
        fs::create_directories(folder());
        write(folder() / "tsa.conf", R"([req]
distinguished_name = dn
[dn]
[stamps]
extendedKeyUsage = critical,timeStamping
[other]
extendedKeyUsage = critical,codeSigning
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
)");
        write(folder() / "serial", "01\n");
        authority("ca");
        authority("stranger");
        run("openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj "
            "'/O=守信/CN=Time' "
            "-utf8 -config tsa.conf");
        run("openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 "
            "-extfile tsa.conf -extensions stamps -out tsa.pem");
        write(folder() / "request", time_stamp_request(text, 0xfedcba9876543210));
        run("openssl ts -reply -config tsa.conf -section one -queryfile request -signer tsa.pem "
            "-inkey tsa.key -chain ca.pem -out response");
    }

    static void TearDownTestSuite() { fs::remove_all(folder()); }

    static void authority(const std::string& name) {
        run("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout " + name + ".key -out " +
            name + ".pem -subj /CN=" + name + " -config tsa.conf");
    }

    static void run(const std::string& command) {
        const std::string whole =
            "cd " + folder().string() + " && (" + command + ") >>log 2>&1 </dev/null";
        ASSERT_EQ(std::system(whole.c_str()), 0) << command << "\n" << read(folder() / "log");
    }

    static fs::path& folder() {
        static fs::path path;
        return path;
    }

    static std::string file(const std::string& name) { return read(folder() / name); }

    static std::string token() {
        return time_stamp_token(file("response"), file("request")).value();
    }
};

TEST_F(TimeStampTest, IsVerifiedUpToItsAuthority) {
    const auto stamp = verify_time_stamp(token(), text, file("ca.pem"));
    ASSERT_TRUE(stamp) << stamp.error().message;
    EXPECT_TRUE(stamp->trusted);
    EXPECT_EQ(stamp->authority, "CN=Time,O=守信");
    EXPECT_GT(stamp->at_s, 1'700'000'000);
    const auto several = verify_time_stamp(token(), text, file("stranger.pem") + file("ca.pem"));
    EXPECT_TRUE(several && several->trusted);
}

TEST_F(TimeStampTest, WithoutAuthoritiesItIsOnlyItsOwnWord) {
    const auto stamp = verify_time_stamp(token(), text, std::nullopt);
    ASSERT_TRUE(stamp) << stamp.error().message;
    EXPECT_FALSE(stamp->trusted);
}

TEST_F(TimeStampTest, OverAnotherTextIsRefused) {
    const auto stamp = verify_time_stamp(token(), "other\n", file("ca.pem"));
    EXPECT_EQ(stamp.error().message, "the time stamp is over another checkpoint");
}

TEST_F(TimeStampTest, OfAStrangerIsRefused) {
    const auto stamp = verify_time_stamp(token(), text, file("stranger.pem"));
    ASSERT_FALSE(stamp);
    EXPECT_TRUE(stamp.error().message.starts_with(
        "the time stamp isn't by one of the authorities that you trust"))
        << stamp.error().message;
    EXPECT_EQ(verify_time_stamp(token(), text, "no certificate").error().failure, Failure::invalid);
}

TEST_F(TimeStampTest, AlteredBytesAreRefusedOrChangeNothing) {
    const std::string whole = token();
    const auto right = verify_time_stamp(whole, text, file("ca.pem")).value();
    std::size_t refused = 0;
    for (std::size_t place = 0; place < whole.size(); ++place) {
        std::string altered = whole;
        altered[place] = static_cast<char>(altered[place] ^ 1);
        const auto stamp = verify_time_stamp(altered, text, file("ca.pem"));
        refused += stamp ? 0 : 1;
        ASSERT_TRUE(!stamp || stamp->at_s == right.at_s) << place;
        ASSERT_FALSE(verify_time_stamp(whole.substr(0, place), text, std::nullopt)) << place;
    }
    EXPECT_GT(refused, whole.size() / 2);
}

TEST_F(TimeStampTest, AnAnswerToAnotherRequestIsRefused) {
    EXPECT_EQ(
        time_stamp_token(file("response"), time_stamp_request(text, 7)).error().failure,
        Failure::corrupt);
    EXPECT_EQ(time_stamp_token("nonsense", file("request")).error().failure, Failure::corrupt);
    EXPECT_EQ(time_stamp_token("", "").error().failure, Failure::corrupt);
}

TEST_F(TimeStampTest, ARefusalIsSaid) {
    write(folder() / "bad-request", time_stamp_request(text, 1));
    run("sed 's/digests = sha256/digests = sha512/' tsa.conf > narrow.conf");
    run("openssl ts -reply -config narrow.conf -section one -queryfile bad-request -signer tsa.pem "
        "-inkey tsa.key -out refusal");
    EXPECT_EQ(
        time_stamp_token(file("refusal"), file("bad-request")).error().message,
        "the time-stamping authority refused the request");
}

TEST_F(TimeStampTest, OpensslUnderstandsTheRequest) {
    run("openssl ts -query -in request -text > request.txt");
    const std::string said = file("request.txt");
    EXPECT_NE(said.find("Hash Algorithm: sha256"), std::string::npos) << said;
    EXPECT_NE(said.find("Certificate required: yes"), std::string::npos) << said;
    EXPECT_NE(said.find("FEDCBA9876543210"), std::string::npos) << said;
    write(folder() / "text", text);
    run("openssl ts -verify -data text -in response -CAfile ca.pem");
}

}  // namespace
}  // namespace shouxin::proof
