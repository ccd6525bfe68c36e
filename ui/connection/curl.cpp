// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "curl.h"

#include "models/connectionsecrets.h"

#include <durablestreams/wire/streampath_p.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHash>
#include <QSslCertificate>
#include <QSslKey>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The context of the translations.
struct Curl
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Curl)
};

//! The variables of the shell that stand for secrets, each for one.
class Variables
{
public:
    explicit Variables(const DurableStreams::SecretMask &mask)
        : m_mask(mask)
    {
    }

    //! \a text as one word of a shell, with variables for the secrets that it repeats.
    QString word(const QByteArray &text)
    {
        QString result;
        qsizetype done = 0;
        for (const auto &[from, size] : m_mask.find(text)) {
            if (from > done) {
                result += shellQuoted(QString::fromUtf8(text.sliced(done, from - done)));
            }
            result += u"\"%1\""_s.arg(repeated(text.sliced(from, size)));
            done = from + size;
        }
        if (result.isEmpty() || done < text.size()) {
            result += shellQuoted(QString::fromUtf8(text.sliced(done)));
        }
        return result;
    }

    //! The one for \a written, a secret as it is written at some place.
    QString repeated(const QByteArray &written)
    {
        if (const auto known = m_repeated.constFind(written); known != m_repeated.cend()) {
            return *known;
        }
        const QString name
            = add(u"STREAM_SECRET"_s, Curl::tr("a secret of the connection, as it was sent"));
        return *m_repeated.insert(written, u"${%1}"_s.arg(name.sliced(1)));
    }

    const DurableStreams::SecretMask &mask() const { return m_mask; }

    //! The one for the header or parameter \a field; \a hint says what belongs into it.
    QString add(const QByteArray &field, QLatin1StringView prefix, const QString &hint)
    {
        QString name = u"STREAM_"_s + prefix;
        for (const char c : field.toUpper()) {
            const bool plain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            name += plain ? QChar(QLatin1Char(c)) : QChar(u'_');
        }
        return add(field == "authorization" ? u"STREAM_AUTH"_s : name, hint);
    }

    QString add(const QString &wanted, const QString &hint)
    {
        QString name = wanted;
        for (int i = 2; m_names.contains(name); ++i) {
            name = u"%1_%2"_s.arg(wanted).arg(i);
        }
        m_names.append(name);
        m_said.append(u"%1 (%2)"_s.arg(name, hint));
        return u'$' + name;
    }

    //! A comment that says what is to be set; empty if nothing is.
    QString comment() const
    {
        if (m_said.isEmpty()) {
            return {};
        }
        return u"# "_s + Curl::tr("Set first: %1").arg(m_said.join(u", "_s)) + u'\n';
    }

private:
    DurableStreams::SecretMask m_mask;
    QHash<QByteArray, QString> m_repeated;
    QStringList m_names;
    QStringList m_said;
};

QString headerArgument(const QByteArray &name, QByteArrayView value, bool hides,
                       Variables *variables)
{
    const QString start = u" \\\n  -H "_s;
    if (hides) {
        const QString variable
            = variables->add(name.toLower(), {}, Curl::tr("header %1").arg(QLatin1StringView(name)));
        return start + u"\"%1: %2\""_s.arg(QLatin1StringView(name), variable);
    }
    return start + variables->word(name + ": " + value.toByteArray());
}

} // namespace

QString shellQuoted(const QString &text)
{
    const bool plain = !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || u"-_./:%=,@+"_s.contains(c);
    });
    if (plain) {
        return text;
    }
    QString quoted = text;
    quoted.replace(u'\'', "'\\''"_L1);
    return u'\'' + quoted + u'\'';
}

namespace {

QString networkArguments(const Connection &connection, Variables *variables)
{
    QString arguments;
    const auto add = [&arguments](QLatin1StringView option, const QString &value) {
        if (!value.isEmpty()) {
            arguments += u" \\\n  %1 "_s.arg(option) + shellQuoted(value);
        }
    };
    if (connection.baseUrl.scheme() == "https"_L1) {
        const TlsOptions &tls = connection.tls;
        const bool pkcs12 = tls.certificateFile.endsWith(".p12"_L1)
            || tls.certificateFile.endsWith(".pfx"_L1);
        add("--cacert"_L1, tls.authorityFile);
        if (pkcs12) {
            add("--cert-type"_L1, u"P12"_s);
        }
        add("--cert"_L1, tls.certificateFile);
        add("--key"_L1, tls.keyFile);
        if (const QSslCertificate pinned(tls.pinnedCertificate, QSsl::Der); !pinned.isNull()) {
            // Whatever is wrong with it, but this key only.
            const QByteArray key = QCryptographicHash::hash(pinned.publicKey().toDer(),
                                                            QCryptographicHash::Sha256);
            arguments += " \\\n  --insecure"_L1;
            add("--pinnedpubkey"_L1, u"sha256//"_s + QString::fromLatin1(key.toBase64()));
        }
    }
    const ProxyOptions &proxy = connection.proxy;
    switch (proxy.kind) {
    case ProxyOptions::Kind::System:
        break;
    case ProxyOptions::Kind::None:
        add("--noproxy"_L1, u"*"_s);
        break;
    case ProxyOptions::Kind::Http:
    case ProxyOptions::Kind::Socks5:
        add("--proxy"_L1,
            u"%1://%2:%3"_s.arg(proxy.kind == ProxyOptions::Kind::Http ? "http"_L1 : "socks5h"_L1,
                                proxy.host)
                .arg(proxy.port));
        if (!proxy.user.isEmpty()) {
            arguments += u" \\\n  --proxy-user \"%1:%2\""_s.arg(
                QString(proxy.user).replace(u'"', "\\\""_L1),
                variables->add(u"PROXY_PASSWORD"_s, Curl::tr("password of the proxy")));
        }
        break;
    }
    return arguments;
}

} // namespace

//! The variables of the secrets that \a address repeats. REPEATED_1_HERE and so on take their places.
static QList<QString> takeRepeated(QString *address, Variables *variables)
{
    QList<QString> names;
    const QByteArray text = address->toLatin1(); // it is encoded
    QByteArray result;
    qsizetype done = 0;
    for (const auto &[from, size] : variables->mask().find(text)) {
        names.append(variables->repeated(text.sliced(from, size)));
        result += text.sliced(done, from - done) + "REPEATED_" + QByteArray::number(names.size())
            + "_HERE";
        done = from + size;
    }
    *address = QString::fromLatin1(result + text.sliced(done));
    return names;
}

//! \a url with the parameters of \a connection, as one word of the shell.
static QString addressArgument(const QUrl &url, const Connection &connection, CurlSecrets secrets,
                               Variables *variables)
{
    QUrl address = url;
    address.setUserInfo(QString());
    QUrlQuery query(address);
    QStringList stand;
    for (const auto &[name, value] : connection.parameters) {
        QString text = QString::fromUtf8(QUrl::toPercentEncoding(QString::fromUtf8(value)));
        if (secrets == CurlSecrets::Variables && connection.isSecret(name)) {
            stand.append(variables->add(name, "PARAM_"_L1,
                                        Curl::tr("parameter %1, percent-encoded")
                                            .arg(QString::fromUtf8(name))));
            text = u"SECRET_%1_HERE"_s.arg(stand.size());
        }
        query.addQueryItem(QString::fromUtf8(QUrl::toPercentEncoding(QString::fromUtf8(name))), text);
    }
    if (!query.isEmpty()) {
        address.setQuery(query);
    }
    QString text = address.toString(QUrl::FullyEncoded);
    const QList<QString> repeated = takeRepeated(&text, variables);
    // Not a pattern of several addresses.
    QString option = text.contains(u'[') || text.contains(u'{') ? u" -g "_s : u" "_s;
    if (DurableStreams::hasDotSegment(address.path(QUrl::FullyEncoded).toLatin1())) {
        option += "--path-as-is "_L1; // curl would ask for the path that it leads to
    }
    if (stand.isEmpty() && repeated.isEmpty()) {
        return option + shellQuoted(text);
    }
    text.replace(u'$', "%24"_L1);
    for (qsizetype i = 0; i < stand.size(); ++i) {
        text.replace(u"=SECRET_%1_HERE"_s.arg(i + 1), u'=' + stand.at(i));
    }
    for (qsizetype i = 0; i < repeated.size(); ++i) {
        text.replace(u"REPEATED_%1_HERE"_s.arg(i + 1), repeated.at(i));
    }
    return option + u"\"%1\""_s.arg(text);
}

QString curlCommand(const QByteArray &method, const QUrl &url, const Connection &connection,
                    const QHttpHeaders &headers, const QByteArray &body, CurlSecrets secrets)
{
    QString command = u"curl -i"_s;
    if (method == "HEAD") {
        command += " -I"_L1;
    } else if (method == "GET") {
        command += " -N"_L1; // as it arrives
    } else {
        command += " -X "_L1 + QString::fromLatin1(method);
    }
    Variables variables(secrets == CurlSecrets::Variables ? secretMaskOf(connection)
                                                          : DurableStreams::SecretMask());
    QString headerArguments;
    const QHttpHeaders common = connection.allHeaders();
    for (const QHttpHeaders *list : { &common, &headers }) {
        for (qsizetype i = 0; i < list->size(); ++i) {
            const QByteArray name(list->nameAt(i).data(), list->nameAt(i).size());
            const bool hides = secrets == CurlSecrets::Variables && connection.isSecret(name);
            headerArguments += headerArgument(name, list->valueAt(i), hides, &variables);
        }
    }
    command += addressArgument(url, connection, secrets, &variables);
    command += headerArguments + networkArguments(connection, &variables);
    if (body.isEmpty()) {
        return variables.comment() + command;
    }
    if (QString::fromUtf8(body).toUtf8() == body && !body.contains('\0')) {
        // An @ at the beginning names a file to every option but this one.
        command += (body.startsWith('@') ? " \\\n  --data-raw "_L1 : " \\\n  --data-binary "_L1)
            + variables.word(body);
        return variables.comment() + command;
    }
    // What no shell can quote comes through a pipe.
    if (variables.mask().isIn(body)) {
        return variables.comment() + u"# "_s
            + Curl::tr("The body contains a secret of the connection, and is left out.") + u'\n'
            + command;
    }
    return variables.comment()
        + u"base64 -d <<'END' | %1 \\\n  --data-binary @-\n%2\nEND"_s.arg(
            command, QString::fromLatin1(body.toBase64()));
}

} // namespace Tailwater
