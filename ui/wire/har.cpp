// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "har.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

struct WireText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Wire)
};

double milliseconds(std::chrono::microseconds time)
{
    return time.count() < 0 ? -1 : double(time.count()) / 1000.0;
}

QJsonArray headerArray(const QHttpHeaders &headers)
{
    QJsonArray array;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        array.append(QJsonObject { { "name"_L1, headers.nameAt(i) },
                                   { "value"_L1, QString::fromUtf8(headers.valueAt(i)) } });
    }
    return array;
}

bool isText(const QByteArray &bytes)
{
    return !bytes.contains('\0') && QString::fromUtf8(bytes).toUtf8() == bytes;
}

//! The end may be in the middle of a character.
QByteArray wholeCharacters(const QByteArray &bytes, bool cut)
{
    if (!cut || isText(bytes)) {
        return bytes;
    }
    for (qsizetype left = 1; left <= 3 && left < bytes.size(); ++left) {
        if (isText(bytes.chopped(left))) {
            return bytes.chopped(left);
        }
    }
    return bytes;
}

QJsonObject requestObject(const DurableStreams::RequestTrace &trace)
{
    QJsonArray query;
    for (const auto &[name, value] : QUrlQuery(trace.url).queryItems(QUrl::FullyDecoded)) {
        query.append(QJsonObject { { "name"_L1, name }, { "value"_L1, value } });
    }
    QJsonObject request { { "method"_L1, QString::fromLatin1(trace.method) },
                          { "url"_L1, trace.url.toString(QUrl::FullyEncoded) },
                          { "httpVersion"_L1, u"HTTP/1.1"_s },
                          { "cookies"_L1, QJsonArray() },
                          { "headers"_L1, headerArray(trace.requestHeaders) },
                          { "queryString"_L1, query },
                          { "headersSize"_L1, -1 },
                          { "bodySize"_L1, trace.requestBodySize } };
    if (!trace.requestBody.isEmpty()) {
        const bool text = isText(trace.requestBody);
        QJsonObject data { { "mimeType"_L1,
                             QString::fromUtf8(trace.requestHeaders.value("content-type"_L1)) },
                           { "text"_L1, text ? QString::fromUtf8(trace.requestBody)
                                             : QString::fromLatin1(trace.requestBody.toBase64()) } };
        if (!text) {
            data.insert("comment"_L1, u"base64"_s);
        }
        request.insert("postData"_L1, data);
    }
    return request;
}

QJsonObject responseObject(const DurableStreams::RequestTrace &trace)
{
    QJsonObject content { { "size"_L1, trace.bytesReceived },
                          { "mimeType"_L1, QString::fromUtf8(
                                trace.responseHeaders.value("content-type"_L1)) } };
    if (!trace.responseBody.isEmpty()) {
        const bool text = isText(trace.responseBody);
        content.insert("text"_L1, text ? QString::fromUtf8(trace.responseBody)
                                       : QString::fromLatin1(trace.responseBody.toBase64()));
        if (!text) {
            content.insert("encoding"_L1, u"base64"_s);
        }
        if (trace.responseBodyCut) {
            content.insert("comment"_L1, u"the first %1 bytes"_s.arg(trace.responseBody.size()));
        }
    }
    QJsonObject response { { "status"_L1, trace.status },
                           { "statusText"_L1, QString() },
                           { "httpVersion"_L1, u"HTTP/1.1"_s },
                           { "cookies"_L1, QJsonArray() },
                           { "headers"_L1, headerArray(trace.responseHeaders) },
                           { "content"_L1, content },
                           { "redirectURL"_L1, QString::fromUtf8(
                                 trace.responseHeaders.value("location"_L1)) },
                           { "headersSize"_L1, -1 },
                           { "bodySize"_L1, trace.bytesReceived } };
    if (!trace.failure.isEmpty()) {
        response.insert("_error"_L1, trace.failure);
    }
    return response;
}

void addHeaders(QStringList &lines, const QHttpHeaders &headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        lines.append(u"%1: %2"_s.arg(headers.nameAt(i), QString::fromUtf8(headers.valueAt(i))));
    }
}

void addBody(QStringList &lines, const QByteArray &body, bool cut, qint64 whole)
{
    if (body.isEmpty()) {
        if (whole > 0) {
            lines.append(QString());
            lines.append(WireText::tr("[a body of %1 that is no longer kept]")
                             .arg(QLocale().formattedDataSize(whole)));
        }
        return;
    }
    const QByteArray shown = wholeCharacters(body, cut);
    lines.append(QString());
    lines.append(isText(shown) ? QString::fromUtf8(shown)
                               : QString::fromLatin1(shown.toHex(' ')));
    if (cut) {
        lines.append(WireText::tr("[the first %1 of %2]")
                         .arg(QLocale().formattedDataSize(body.size()),
                              QLocale().formattedDataSize(whole)));
    }
}

} // namespace

bool wasSent(const DurableStreams::RequestTrace &trace)
{
    return trace.bytesSent >= 0;
}

QByteArray toHar(const QList<DurableStreams::RequestTrace> &traces)
{
    QJsonArray entries;
    for (const DurableStreams::RequestTrace &trace : traces) {
        const double wait = milliseconds(trace.toHeaders);
        const double total = milliseconds(trace.total);
        entries.append(QJsonObject {
            { "startedDateTime"_L1, trace.started.toUTC().toString(Qt::ISODateWithMs) },
            { "time"_L1, qMax(0.0, total) },
            { "request"_L1, requestObject(trace) },
            { "response"_L1, responseObject(trace) },
            { "cache"_L1, QJsonObject() },
            { "timings"_L1,
              QJsonObject { { "send"_L1, 0 },
                            { "wait"_L1, qMax(0.0, wait) },
                            { "receive"_L1, qMax(0.0, total - qMax(0.0, wait)) } } },
            { "comment"_L1, QString::fromLatin1(trace.purpose) } });
    }
    const QJsonObject log { { "version"_L1, u"1.2"_s },
                            { "creator"_L1,
                              QJsonObject { { "name"_L1, u"Tailwater"_s },
                                            { "version"_L1,
                                              QCoreApplication::applicationVersion() } } },
                            { "entries"_L1, entries } };
    return QJsonDocument(QJsonObject { { "log"_L1, log } }).toJson();
}

QString textOf(const DurableStreams::RequestTrace &trace)
{
    QStringList lines;
    lines.append(u"%1 %2"_s.arg(QString::fromLatin1(trace.method),
                                trace.url.toString(QUrl::FullyEncoded)
                                    .replace("%E2%80%A2"_L1, u"•"_s)));
    addHeaders(lines, trace.requestHeaders);
    addBody(lines, trace.requestBody, trace.requestBodyCut, trace.requestBodySize);
    lines.append(QString());
    if (trace.status > 0) {
        lines.append(u"HTTP/1.1 %1"_s.arg(trace.status));
        addHeaders(lines, trace.responseHeaders);
        addBody(lines, trace.responseBody, trace.responseBodyCut,
                trace.method == "HEAD" ? 0 : trace.bytesReceived);
    } else if (trace.failure.isEmpty()) {
        lines.append(WireText::tr("[no answer yet]"));
    }
    if (!trace.failure.isEmpty()) {
        lines.append(wasSent(trace) ? WireText::tr("[broke off: %1]").arg(trace.failure)
                                     : WireText::tr("[not sent: %1]").arg(trace.failure));
    }
    return lines.join(u'\n');
}

} // namespace Tailwater
