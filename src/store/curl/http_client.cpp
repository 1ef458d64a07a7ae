#include "store/curl/http_client.h"

#include "base/must.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::store {
namespace {

using port::HttpAnswer;
using port::HttpCall;

constexpr std::size_t idle_max = 8;

struct CleanUp {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }

    void operator()(CURLU* url) const { curl_url_cleanup(url); }

    void operator()(curl_slist* list) const { curl_slist_free_all(list); }

    void operator()(char* text) const { curl_free(text); }
};

using Handle = std::unique_ptr<CURL, CleanUp>;
using Url = std::unique_ptr<CURLU, CleanUp>;
using Headers = std::unique_ptr<curl_slist, CleanUp>;
using Text = std::unique_ptr<char, CleanUp>;

struct Body {
    std::string bytes;
    std::size_t bytes_max = 0;
    bool too_long = false;
};

// As libcurl calls it: less than `count` ends the call.
std::size_t take(char* bytes, std::size_t /*one*/, std::size_t count, void* into) {
    Body& body = *static_cast<Body*>(into);
    if (count > body.bytes_max - body.bytes.size()) {
        body.too_long = true;
        return 0;
    }
    body.bytes.append(bytes, count);
    return count;
}

Text part_of(const Url& url, CURLUPart part) {
    char* text = nullptr;
    curl_url_get(url.get(), part, &text, 0);
    return Text(text);
}

// "https://example.com": what may be said of an address.
Result<std::string> server_of(const std::string& address) {
    const Url url(curl_url());
    MUST(url != nullptr);
    const bool read = address.find('\0') == std::string::npos &&
                      curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) == CURLUE_OK;
    const Text scheme = read ? part_of(url, CURLUPART_SCHEME) : nullptr;
    const Text host = read ? part_of(url, CURLUPART_HOST) : nullptr;
    const std::string_view kind = scheme ? scheme.get() : "";
    if (!host || (kind != "http" && kind != "https")) {
        return fail(
            Failure::invalid,
            "the address to call is none: give one that begins with https:// or http://");
    }
    return fmt::format("{}://{}", kind, host.get());
}

Result<Headers> headers_of(const HttpCall& call) {
    Headers headers(curl_slist_append(nullptr, "Expect:"));  // the body goes at once
    for (const auto& [name, value] : call.headers) {
        const std::string line = fmt::format("{}: {}", name, value);
        constexpr std::string_view breaks("\r\n\0", 3);
        if (name.empty() || line.find_first_of(breaks) != std::string::npos) {
            return fail(
                Failure::invalid,
                "a header to send is none: its name and value must be one line of text");
        }
        curl_slist* const longer = curl_slist_append(headers.get(), line.c_str());
        MUST(longer != nullptr);
    }
    return headers;
}

tl::unexpected<Error> no_answer(const std::string& server, std::string_view why) {
    return fail(
        Failure::unavailable,
        fmt::format("{} gave no answer: {}; check the address and that server", server, why));
}

class CurlClient final : public port::HttpClient {
public:
    explicit CurlClient(HttpClientOptions options) : options_(std::move(options)) {
        MUST(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
    }

    CurlClient(const CurlClient&) = delete;
    CurlClient& operator=(const CurlClient&) = delete;

    ~CurlClient() override {
        idle_.clear();
        curl_global_cleanup();
    }

    Result<HttpAnswer> post(const HttpCall& call) override {
        TRY(const std::string server, server_of(call.url));
        TRY(const Headers headers, headers_of(call));
        Body body{.bytes = {}, .bytes_max = call.answer_bytes_max};
        Handle handle = take_handle();
        set_up(handle.get(), call, headers.get(), body);
        const CURLcode code = curl_easy_perform(handle.get());
        long status = 0;
        curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
        give_back(std::move(handle));
        if (body.too_long) {
            return no_answer(
                server, fmt::format("it sent more than {} bytes", call.answer_bytes_max));
        }
        if (code == CURLE_OPERATION_TIMEDOUT) {
            return no_answer(server, fmt::format("{} ms went by", call.timeout_ms));
        }
        if (code != CURLE_OK) {
            return no_answer(server, curl_easy_strerror(code));
        }
        return HttpAnswer{static_cast<int>(status), std::move(body.bytes)};
    }

private:
    void set_up(CURL* handle, const HttpCall& call, curl_slist* headers, Body& body) const {
        const auto set = [&](CURLoption option, auto value) {
            MUST(curl_easy_setopt(handle, option, value) == CURLE_OK);
        };
        set(CURLOPT_URL, call.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!options_.ca_file.empty()) {
            set(CURLOPT_CAINFO, options_.ca_file.c_str());
        }
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(call.timeout_ms));
        set(CURLOPT_HTTPHEADER, headers);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
        set(CURLOPT_POSTFIELDS, call.body.data());
        set(CURLOPT_WRITEFUNCTION, &take);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&body));
    }

    Handle take_handle() {
        const std::scoped_lock lock(mutex_);
        if (idle_.empty()) {
            Handle handle(curl_easy_init());
            MUST(handle != nullptr);
            return handle;
        }
        Handle handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }

    // Its connections stay open; what it was told to do is forgotten.
    void give_back(Handle handle) {
        curl_easy_reset(handle.get());
        const std::scoped_lock lock(mutex_);
        if (idle_.size() < idle_max) {
            idle_.push_back(std::move(handle));
        }
    }

    HttpClientOptions options_;
    std::mutex mutex_;
    std::vector<Handle> idle_;
};

}  // namespace

std::unique_ptr<port::HttpClient> make_http_client(HttpClientOptions options) {
    return std::make_unique<CurlClient>(std::move(options));
}

}  // namespace shouxin::store
