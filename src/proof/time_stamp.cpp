#include "proof/time_stamp.h"

#include "proof/encoding.h"
#include "proof/hash.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <cstddef>
#include <limits>
#include <memory>

namespace shouxin::proof {
namespace {

template <auto free_it>
struct Freed {
    template <class T>
    void operator()(T* object) const {
        free_it(object);
    }
};

using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Request = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Response = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Context = std::unique_ptr<TS_VERIFY_CTX, Freed<TS_VERIFY_CTX_free>>;
using Info = std::unique_ptr<TS_TST_INFO, Freed<TS_TST_INFO_free>>;
using Token = std::unique_ptr<PKCS7, Freed<PKCS7_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

struct Signers {
    STACK_OF(X509) * certificates;

    explicit Signers(PKCS7* token) : certificates(PKCS7_get0_signers(token, nullptr, 0)) {}

    ~Signers() { sk_X509_free(certificates); }

    Signers(const Signers&) = delete;
    Signers& operator=(const Signers&) = delete;
};

// i2d_...() twice: for the length, and for the bytes.
template <class T>
std::string der(T* object, int (*encode)(const T*, unsigned char**)) {
    std::string bytes(static_cast<std::size_t>(encode(object, nullptr)), '\0');
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    encode(object, &out);
    return bytes;
}

// d2i_...(): null unless all bytes are one object.
template <class T>
T* from_der(std::string_view bytes, T* (*decode)(T**, const unsigned char**, long)) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        return nullptr;
    }
    const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const end = in + bytes.size();
    T* const object = decode(nullptr, &in, static_cast<long>(bytes.size()));
    return in == end ? object : nullptr;
}

// What OpenSSL says was wrong; its queue of errors is empty afterwards.
std::string reason() {
    std::string text = "it isn't what the standard asks for";
    for (auto code = ERR_get_error(); code != 0; code = ERR_get_error()) {
        if (const char* const said = ERR_reason_error_string(code)) {
            text = said;
        }
    }
    return text;
}

tl::unexpected<Error> untrue(std::string_view what) {
    return fail(Failure::forbidden, fmt::format("the time stamp {}: {}", what, reason()));
}

std::int64_t unix_seconds(const ASN1_GENERALIZEDTIME* moment) {
    tm parts{};
    ASN1_TIME_to_tm(moment, &parts);
    const std::chrono::sys_days day = std::chrono::year(parts.tm_year + 1900) /
                                      std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)) /
                                      std::chrono::day(static_cast<unsigned>(parts.tm_mday));
    const auto seconds = std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
                         std::chrono::seconds(parts.tm_sec);
    return (day.time_since_epoch() + seconds) / std::chrono::seconds(1);
}

std::string name_of(X509* certificate) {
    const Bio out(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(
        out.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* text = nullptr;
    const long length = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

// Certificates are judged as of `at_s`, so that the answer doesn't depend on the day of asking.
Result<Store> store_of(const std::string& authorities, std::int64_t at_s) {
    Store store(X509_STORE_new());
    const Bio in(BIO_new_mem_buf(authorities.data(), static_cast<int>(authorities.size())));
    int count = 0;
    while (const Certificate authority{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
        X509_STORE_add_cert(store.get(), authority.get());
        ++count;
    }
    ERR_clear_error();  // the end of the file counts as one
    if (count == 0) {
        return fail(
            Failure::invalid, "the file of time-stamping authorities holds no certificate in PEM");
    }
    X509_VERIFY_PARAM* const how = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(how, at_s);
    return store;
}

// RFC 3161, 2.4.2: over the hash that we ask about, by whom it says, up to a certificate in
// `store`.
bool goes_back_to(PKCS7* token, const Hash& hash, Store store) {
    const Context context(TS_VERIFY_CTX_new());
    TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_IMPRINT);
    TS_VERIFY_CTX_set_store(context.get(), store.release());  // theirs from here on
    auto* const imprint = static_cast<unsigned char*>(OPENSSL_memdup(hash.data(), hash.size()));
    TS_VERIFY_CTX_set_imprint(context.get(), imprint, static_cast<long>(hash.size()));
    return TS_RESP_verify_token(context.get(), token) == 1;
}

bool is_over(TS_TST_INFO* info, const Hash& hash) {
    TS_MSG_IMPRINT* const imprint = TS_TST_INFO_get_msg_imprint(info);
    const ASN1_OCTET_STRING* const bytes = TS_MSG_IMPRINT_get_msg(imprint);
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const std::string_view stamped(
        reinterpret_cast<const char*>(ASN1_STRING_get0_data(bytes)),
        static_cast<std::size_t>(ASN1_STRING_length(bytes)));
    return OBJ_obj2nid(algorithm) == NID_sha256 && stamped == bytes_of(hash);
}

}  // namespace

std::string time_stamp_request(std::string_view text, std::uint64_t nonce) {
    const Hash hash = sha256({text});
    const Algorithm algorithm(X509_ALGOR_new());
    X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
    const Imprint imprint(TS_MSG_IMPRINT_new());
    TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
    auto bytes = hash;
    TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size()));
    const Integer number(ASN1_INTEGER_new());
    ASN1_INTEGER_set_uint64(number.get(), nonce);
    const Request request(TS_REQ_new());
    TS_REQ_set_version(request.get(), 1);
    TS_REQ_set_msg_imprint(request.get(), imprint.get());
    TS_REQ_set_nonce(request.get(), number.get());
    TS_REQ_set_cert_req(request.get(), 1);
    return der<TS_REQ>(request.get(), i2d_TS_REQ);
}

Result<std::string> time_stamp_token(std::string_view response, std::string_view request) {
    const Response answer(from_der<TS_RESP>(response, d2i_TS_RESP));
    const Request asked(from_der<TS_REQ>(request, d2i_TS_REQ));
    if (!answer || !asked) {
        return fail(
            Failure::corrupt,
            fmt::format("this is no time-stamping authority's answer: {}", reason()));
    }
    PKCS7* const token = TS_RESP_get_token(answer.get());
    if (token == nullptr) {
        return fail(Failure::forbidden, "the time-stamping authority refused the request");
    }
    const Context context(TS_REQ_to_TS_VERIFY_CTX(asked.get(), nullptr));
    if (!context || TS_RESP_verify_response(context.get(), answer.get()) != 1) {
        return fail(
            Failure::corrupt,
            fmt::format("the time-stamping authority answered another request: {}", reason()));
    }
    return der<PKCS7>(token, i2d_PKCS7);
}

Result<TimeStamp> verify_time_stamp(
    std::string_view token_bytes,
    std::string_view text,
    const std::optional<std::string>& authorities) {
    const Hash hash = sha256({text});
    const Token token(from_der<PKCS7>(token_bytes, d2i_PKCS7));
    const Info info(token ? PKCS7_to_TS_TST_INFO(token.get()) : nullptr);
    if (!info) {
        return untrue("isn't an RFC 3161 token");
    }
    if (!is_over(info.get(), hash)) {
        return fail(Failure::forbidden, "the time stamp is over another checkpoint");
    }
    if (PKCS7_verify(token.get(), nullptr, nullptr, nullptr, nullptr, PKCS7_NOVERIFY) != 1) {
        return untrue("isn't signed as it says");
    }
    const Signers signers(token.get());
    if (signers.certificates == nullptr || sk_X509_num(signers.certificates) != 1) {
        return untrue("must be signed by one certificate");
    }
    X509* const signer = sk_X509_value(signers.certificates, 0);
    if ((X509_get_extended_key_usage(signer) & XKU_TIMESTAMP) == 0) {
        return untrue("is signed by a certificate that isn't made for time stamps");
    }
    TimeStamp stamp{unix_seconds(TS_TST_INFO_get_time(info.get())), name_of(signer), false};
    if (authorities) {
        TRY(Store store, store_of(*authorities, stamp.at_s));
        stamp.trusted = goes_back_to(token.get(), hash, std::move(store));
        if (!stamp.trusted) {
            return untrue("isn't by one of the authorities that you trust");
        }
    }
    return stamp;
}

}  // namespace shouxin::proof
