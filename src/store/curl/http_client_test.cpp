// Calls to servers that answer, don't answer, answer too much, or aren't who they say.
#include "store/curl/http_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>

namespace shouxin::store {
namespace {

namespace fs = std::filesystem;
using port::HttpCall;
using testing::HasSubstr;
using testing::Not;

// Takes one connection, reads a request whose body ends in "end", and answers with these bytes.
class OneAnswer {
public:
    explicit OneAnswer(std::string answer) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(socket_, any, sizeof address), 0);
        EXPECT_EQ(::listen(socket_, 1), 0);
        socklen_t length = sizeof address;
        EXPECT_EQ(::getsockname(socket_, any, &length), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this, answer = std::move(answer)] { serve(answer); });
    }

    OneAnswer(const OneAnswer&) = delete;
    OneAnswer& operator=(const OneAnswer&) = delete;

    ~OneAnswer() {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }

    [[nodiscard]] std::string url() const {
        return fmt::format("http://127.0.0.1:{}/hook?secret=1", port_);
    }

    // Ends the conversation.
    std::string request() {
        thread_.join();
        thread_ = std::thread([] {});
        return request_;
    }

private:
    void serve(const std::string& answer) {
        const int peer = ::accept(socket_, nullptr, nullptr);
        if (peer < 0) {
            return;
        }
        std::array<char, 4096> piece{};
        while (!request_.ends_with("end")) {
            const auto count = ::read(peer, piece.data(), piece.size());
            if (count <= 0) {
                break;
            }
            request_.append(piece.data(), static_cast<std::size_t>(count));
        }
        EXPECT_GE(::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL), 0);
        while (answer.empty() && ::read(peer, piece.data(), piece.size()) > 0) {
        }
        ::close(peer);
    }

    int socket_ = -1;
    int port_ = 0;
    std::string request_;
    std::thread thread_;
};

std::string http(const std::string& status, const std::string& body) {
    return fmt::format(
        "HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status,
        body.size(),
        body);
}

HttpCall call_to(std::string url) {
    HttpCall call;
    call.url = std::move(url);
    call.body = std::string("a\0 end", 6);
    return call;
}

Error error_of(const HttpCall& call, HttpClientOptions options = {}) {
    const auto answer = make_http_client(std::move(options))->post(call);
    EXPECT_FALSE(answer);
    return answer ? Error{} : answer.error();
}

TEST(HttpClientTest, PostsAndAnyStatusIsAnAnswer) {
    OneAnswer server(http("418 I'm a teapot", "short and stout"));
    HttpCall call = call_to(server.url());
    call.headers = {{"Content-Type", "application/json"}, {"Signature", "v1=abc"}};
    const auto answer = make_http_client()->post(call);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 418);
    EXPECT_EQ(answer->body, "short and stout");
    const std::string request = server.request();
    EXPECT_THAT(request, HasSubstr("POST /hook?secret=1 HTTP/1.1\r\n"));
    EXPECT_THAT(request, HasSubstr("\r\nContent-Type: application/json\r\n"));
    EXPECT_THAT(request, HasSubstr("\r\nSignature: v1=abc\r\n"));
    EXPECT_THAT(request, HasSubstr("\r\nContent-Length: 6\r\n"));
    EXPECT_TRUE(request.ends_with(call.body));
}

TEST(HttpClientTest, RedirectsAreNotFollowed) {
    OneAnswer server(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    const auto answer = make_http_client()->post(call_to(server.url()));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 302);
}

TEST(HttpClientTest, AnAnswerIsOnlySoLong) {
    OneAnswer server(http("200 OK", std::string(1000, 'x')));
    HttpCall call = call_to(server.url());
    call.answer_bytes_max = 999;
    const Error error = error_of(call);
    EXPECT_EQ(error.failure, Failure::unavailable);
    EXPECT_THAT(error.message, HasSubstr("more than 999 bytes"));
}

TEST(HttpClientTest, ASilentServerIsGivenUp) {
    OneAnswer server("");
    HttpCall call = call_to(server.url());
    call.timeout_ms = 50;
    const Error error = error_of(call);
    EXPECT_EQ(error.failure, Failure::unavailable);
    EXPECT_THAT(error.message, HasSubstr("http://127.0.0.1 gave no answer: 50 ms went by"));
    EXPECT_THAT(error.message, Not(HasSubstr("secret")));
}

TEST(HttpClientTest, AServerThatIsntThereIsSaid) {
    EXPECT_EQ(error_of(call_to("http://127.0.0.1:1/")).failure, Failure::unavailable);
}

TEST(HttpClientTest, OnlyHttpAndOneLineHeaders) {
    for (const char* url : {"file:///etc/passwd", "ftp://localhost/x", "gopher://x", "x", ""}) {
        EXPECT_EQ(error_of(call_to(url)).failure, Failure::invalid) << url;
    }
    HttpCall call = call_to("http://127.0.0.1:1/");
    call.headers = {{"X", "a\r\nHost: other"}};
    EXPECT_EQ(error_of(call).failure, Failure::invalid);
}

// ---- TLS ------------------------------------------------------------------------------------

// `openssl s_server` with a certificate for localhost that it signed itself.
class TlsServer {
public:
    TlsServer() {
        std::string pattern = (fs::temp_directory_path() / "shouxin-test-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const std::string make = fmt::format(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
            "-subj /CN=localhost -addext subjectAltName=DNS:localhost "
            "-keyout {0}/key.pem -out {0}/cert.pem 2>/dev/null",
            folder_.string());
        EXPECT_EQ(std::system(make.c_str()), 0);
        start();
    }

    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    ~TlsServer() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        ::close(input_);
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    [[nodiscard]] std::string certificate() const { return (folder_ / "cert.pem").string(); }

    // What it sends to whom it talks with, or will.
    void answer(const std::string& text) const {
        EXPECT_EQ(::write(input_, text.data(), text.size()), std::ssize(text));
    }

    [[nodiscard]] HttpCall call(const std::string& host) const {
        return call_to(fmt::format("https://{}:{}/", host, port_));
    }

private:
    void start() {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        ASSERT_EQ(::pipe(in.data()), 0);
        ASSERT_EQ(::pipe(out.data()), 0);
        const std::string key = (folder_ / "key.pem").string();
        const std::string certificate_path = certificate();
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            ::dup2(out[1], STDERR_FILENO);
            ::close(in[1]);
            ::close(out[0]);
            ::execlp(
                "openssl",
                "openssl",
                "s_server",
                "-4",
                "-accept",
                "0",
                "-key",
                key.c_str(),
                "-cert",
                certificate_path.c_str(),
                nullptr);
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        input_ = in[1];
        port_ = port_in(out[0]);
    }

    // It says "ACCEPT 0.0.0.0:43211" once it listens.
    static int port_in(int from) {
        std::string text;
        char c = 0;
        while (::read(from, &c, 1) == 1) {
            text += c;
            const std::size_t at = text.find("ACCEPT ");
            if (c == '\n' && at != std::string::npos) {
                return std::atoi(text.c_str() + text.find(':', at) + 1);
            }
        }
        ADD_FAILURE() << text;
        return 0;
    }

    fs::path folder_;
    pid_t process_ = 0;
    int input_ = -1;
    int port_ = 0;
};

TEST(HttpClientTest, OnlyACertificateThatIsTrustedAndTheServersOwnWillDo) {
    const TlsServer server;
    const Error stranger = error_of(server.call("localhost"));
    EXPECT_EQ(stranger.failure, Failure::unavailable);
    EXPECT_THAT(stranger.message, HasSubstr("certificate"));
    const HttpClientOptions trusting{.ca_file = server.certificate()};
    const Error other = error_of(server.call("127.0.0.1"), trusting);
    EXPECT_EQ(other.failure, Failure::unavailable);
    server.answer(http("200 OK", "hello"));
    const auto answer = make_http_client(trusting)->post(server.call("localhost"));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->body, "hello");
}

}  // namespace
}  // namespace shouxin::store
