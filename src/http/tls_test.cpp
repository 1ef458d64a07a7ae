// The same requests over TLS, with a certificate made for the test.
#include "base/must.h"
#include "http/test_server_test.h"

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>

namespace shouxin::http {
namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using File = std::unique_ptr<std::FILE, Release<std::fclose>>;
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>>;
using Ssl = std::unique_ptr<SSL, Release<SSL_free>>;

Certificate self_signed(EVP_PKEY* key) {
    Certificate certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    const auto* common = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    MUST(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
    return certificate;
}

class TlsTest : public testing::Test {
protected:
    TlsTest() {
        const Key key(EVP_EC_gen("P-256"));
        const Certificate certificate = self_signed(key.get());
        const std::string base = testing::TempDir() + "shouxin_tls_" + std::to_string(getpid());
        options_.tls = {.certificate_file = base + ".crt", .key_file = base + ".key"};
        const File certificate_file(std::fopen(options_.tls.certificate_file.c_str(), "w"));
        const File key_file(std::fopen(options_.tls.key_file.c_str(), "w"));
        MUST(PEM_write_X509(certificate_file.get(), certificate.get()) == 1);
        MUST(
            PEM_write_PrivateKey(
                key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    }

    ~TlsTest() override {
        unlink(options_.tls.certificate_file.c_str());
        unlink(options_.tls.key_file.c_str());
    }

    Options options_;
};

// What comes back until the other side ends; nothing without a handshake.
std::string ask(std::uint16_t port, const std::string& request, int version_max) {
    const int socket_number = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    MUST(connect(socket_number, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    std::string received;
    {
        const Context context(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_max_proto_version(context.get(), version_max);
        SSL_CTX_set_security_level(context.get(), 0);
        const Ssl ssl(SSL_new(context.get()));
        SSL_set_fd(ssl.get(), socket_number);
        if (SSL_connect(ssl.get()) == 1) {
            MUST(SSL_write(ssl.get(), request.data(), static_cast<int>(request.size())) > 0);
            std::array<char, 4096> buffer;
            for (int count = 1; count > 0;) {
                count = SSL_read(ssl.get(), buffer.data(), static_cast<int>(buffer.size()));
                received.append(buffer.data(), static_cast<std::size_t>(std::max(count, 0)));
            }
            EXPECT_EQ(SSL_get_shutdown(ssl.get()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);
        }
    }
    close(socket_number);
    return received;
}

const std::string hello = "GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";

TEST_F(TlsTest, AnswersAndEndsAsItShould) {
    TestServer server(options_);
    EXPECT_THAT(ask(server.port(), hello, TLS1_3_VERSION), testing::EndsWith("hello"));
    EXPECT_THAT(ask(server.port(), hello, TLS1_2_VERSION), testing::EndsWith("hello"));
}

TEST_F(TlsTest, RefusesWhatIsOlder) {
    TestServer server(options_);
    EXPECT_EQ(ask(server.port(), hello, TLS1_1_VERSION), "");
    EXPECT_THAT(ask(server.port(), hello, TLS1_3_VERSION), testing::EndsWith("hello"));
}

TEST_F(TlsTest, WantsTheKeyOfTheCertificate) {
    TestServer server;
    options_.tls.key_file = options_.tls.certificate_file;
    const auto started = Server::start(options_, server.router, server.observer);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().failure, Failure::invalid);
}

}  // namespace
}  // namespace shouxin::http
