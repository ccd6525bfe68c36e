// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "keptdraft.h"

#include "composelibrary.h"
#include "models/connection.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringTokenizer>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

using DurableStreams::AppendSafety;

//! A password in a line of the editor is not for a file that anybody may read.
QString withoutSecrets(const QString &headers)
{
    QStringList kept;
    for (const QString &line : headers.split(u'\n', Qt::SkipEmptyParts)) {
        const QString name = line.section(u':', 0, 0).trimmed();
        if (!Connection().isSecret(name.toUtf8())) {
            kept.append(line);
        }
    }
    return kept.join(u'\n');
}

//! Of the draft as it is kept: with another one it is not.
std::optional<UnsettledSend> unsettledFrom(const QJsonObject &object, const KeptDraft &draft)
{
    const QByteArray id = object.value("producerId"_L1).toString().toLatin1();
    if (id.isEmpty() && !object.value("plain"_L1).toBool()) {
        return std::nullopt;
    }
    return UnsettledSend {
        .tuple = { id, object.value("epoch"_L1).toString().toLongLong(),
                   object.value("sequence"_L1).toString().toLongLong() },
        .body = QByteArray::fromBase64(object.value("body"_L1).toString().toLatin1()),
        .digest = QByteArray::fromHex(object.value("digest"_L1).toString().toLatin1()),
        .text = draft.text,
        .mode = draft.mode,
        .lineEnd = draft.lineEnd,
        .variables = draft.variables,
    };
}

//! The first line that is not blank: the first message.
QStringView firstLine(QStringView text)
{
    for (const QStringView line : qTokenize(text, u'\n')) {
        if (!line.trimmed().isEmpty()) {
            return line;
        }
    }
    return {};
}

QJsonObject burstToJson(const CutBurst &burst)
{
    return { { "total"_L1, burst.total }, { "stored"_L1, burst.stored } };
}

} // namespace

QByteArray UnsettledSend::digestOf(QByteArrayView body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Blake2b_256);
}

bool UnsettledSend::isBeginningOf(const KeptDraft &draft) const
{
    const bool sameText = mode == ComposeMode::Lines ? firstLine(text) == firstLine(draft.text)
                                                     : text == draft.text;
    return sameText && mode == draft.mode && lineEnd == draft.lineEnd && variables == draft.variables;
}

bool UnsettledSend::isOf(const QByteArray &other) const
{
    return digest.isEmpty() ? body == other : digest == digestOf(other);
}

QJsonObject toJson(const UnsettledSend &sent)
{
    QJsonObject object { { "producerId"_L1, QString::fromLatin1(sent.tuple.producerId) },
                         { "epoch"_L1, QString::number(sent.tuple.epoch) },
                         { "sequence"_L1, QString::number(sent.tuple.sequence) } };
    if (!sent.isNumbered()) {
        object = { { "plain"_L1, true } };
    }
    if (sent.variables && sent.digest.isEmpty()) {
        object.insert("body"_L1, QString::fromLatin1(sent.body.toBase64()));
    } else {
        const QByteArray digest
            = sent.digest.isEmpty() ? UnsettledSend::digestOf(sent.body) : sent.digest;
        object.insert("digest"_L1, QString::fromLatin1(digest.toHex()));
    }
    return object;
}

bool KeptDraft::isEmpty() const
{
    return mode == ComposeMode::File ? file.isEmpty() && text.trimmed().isEmpty()
                                     : text.trimmed().isEmpty();
}

QByteArray detailsOf(const KeptDraft &draft)
{
    QJsonObject object {
        { "mode"_L1, composeModeName(draft.mode) },
        { "lineEnd"_L1, draft.lineEnd },
        { "variables"_L1, draft.variables },
        { "plain"_L1, draft.settings.safety == AppendSafety::Plain },
        { "sequence"_L1, draft.settings.sequence },
        { "headers"_L1, withoutSecrets(draft.settings.headers) },
        { "contentType"_L1, draft.settings.contentType },
        { "close"_L1, draft.settings.close },
        { "type"_L1, QString::fromLatin1(draft.contentType) },
        { "file"_L1, draft.file },
        { "byLine"_L1, draft.fileByLine },
    };
    if (draft.unsettled && draft.unsettled->isBeginningOf(draft)) {
        object.insert("sent"_L1, toJson(*draft.unsettled));
    }
    if (draft.burst && (draft.mode == ComposeMode::File || draft.burst->text == draft.text)) {
        object.insert("burst"_L1, burstToJson(*draft.burst));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

KeptDraft draftFrom(const QString &text, const QByteArray &details)
{
    const QJsonObject object = QJsonDocument::fromJson(details).object();
    KeptDraft draft {
        .text = text,
        .mode = composeModeOf(object.value("mode"_L1).toString()),
        .lineEnd = object.value("lineEnd"_L1).toBool(true),
        .variables = object.value("variables"_L1).toBool(),
        .settings = { .safety = object.value("plain"_L1).toBool() ? AppendSafety::Plain
                                                                  : AppendSafety::ExactlyOnce,
                      .sequence = object.value("sequence"_L1).toString(),
                      .headers = object.value("headers"_L1).toString(),
                      .contentType = object.value("contentType"_L1).toString(),
                      .close = object.value("close"_L1).toBool() },
        .contentType = object.value("type"_L1).toString().toLatin1(),
        .file = object.value("file"_L1).toString(),
        .fileByLine = object.value("byLine"_L1).toBool(),
    };
    draft.unsettled = unsettledFrom(object.value("sent"_L1).toObject(), draft);
    if (const QJsonObject burst = object.value("burst"_L1).toObject(); !burst.isEmpty()) {
        draft.burst = CutBurst { .text = draft.mode == ComposeMode::File ? QString() : draft.text,
                                 .total = burst.value("total"_L1).toInteger(),
                                 .stored = burst.value("stored"_L1).toInteger() };
    }
    return draft;
}

} // namespace Tailwater
