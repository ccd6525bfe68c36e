// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "messagetemplate.h"

#include "filevariable.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

qint64 randomBetween(qint64 low, qint64 high)
{
    const quint64 span = quint64(high) - quint64(low) + 1;
    const quint64 random = QRandomGenerator::global()->generate64();
    return qint64(quint64(low) + (span == 0 ? random : random % span));
}

} // namespace

QList<MessageTemplate::Variable> MessageTemplate::variables()
{
    return {
        { u"{{index}}"_s, tr("The number of the message in this send, from 1") },
        { u"{{now}}"_s, tr("The time, such as 2026-01-31T12:00:00.000Z") },
        { u"{{unixms}}"_s, tr("The time in milliseconds since 1970") },
        { u"{{uuid}}"_s, tr("A random UUID") },
        { u"{{random}}"_s, tr("A random number from 0 to 4294967295") },
        { u"{{randInt 1 10}}"_s, tr("A random number from 1 to 10") },
        { u"{{pick a b c}}"_s, tr("One of the words") },
        { u"{{env NAME}}"_s, tr("The environment variable NAME") },
        { u"{{file PATH}}"_s, tr("The content of a file, byte for byte") },
    };
}

MessageTemplate::MessageTemplate(const QByteArray &utf8)
{
    qsizetype start = 0;
    while (start < utf8.size() && !m_fault) {
        const qsizetype open = utf8.indexOf("{{", start);
        const qsizetype close = open < 0 ? -1 : utf8.indexOf("}}", open + 2);
        // JSON has such brackets too: what is no word is no variable.
        const QByteArray content
            = close < 0 ? QByteArray() : utf8.sliced(open + 2, close - open - 2).simplified();
        const bool isName = !content.isEmpty()
            && std::ranges::all_of(content.first(std::max<qsizetype>(
                                       content.indexOf(' ') < 0 ? content.size()
                                                                : content.indexOf(' '), 1)),
                                   [](char c) { return QChar::isLetter(uchar(c)) && uchar(c) < 128; });
        const qsizetype textEnd = open < 0 ? utf8.size() : isName ? open : open + 1;
        if (textEnd > start) {
            if (!m_parts.isEmpty() && m_parts.last().kind == Kind::Text) {
                m_parts.last().text += utf8.sliced(start, textEnd - start);
            } else {
                m_parts.append({ .position = start, .text = utf8.sliced(start, textEnd - start) });
            }
        }
        start = textEnd;
        if (isName) {
            if (!addVariable(utf8.sliced(open + 2, close - open - 2), open)) {
                return;
            }
            start = close + 2;
        }
    }
}

//! What is in it now: every message of a send gets the same.
bool MessageTemplate::addFile(const QByteArray &path, qsizetype position)
{
    if (path.isEmpty()) {
        m_fault = Fault { tr("file needs a path: {{file /home/me/order.json}}"), position };
        return false;
    }
    const auto bytes = FileVariable::read(path);
    if (!bytes) {
        m_fault = Fault { bytes.error(), position };
        return false;
    }
    ++m_variables;
    m_parts.append({ .kind = Kind::File, .position = position, .text = *bytes });
    return true;
}

bool MessageTemplate::addVariable(const QByteArray &inside, qsizetype position)
{
    QList<QByteArray> words = inside.simplified().split(' ');
    const QByteArray name = words.takeFirst().toLower();
    if (name == "file") {
        return addFile(inside.trimmed().sliced(name.size()).trimmed(), position);
    }
    Part part { .position = position, .arguments = words };
    const auto fail = [&](const QString &reason) {
        m_fault = Fault { reason, position };
        return false;
    };
    static const QHash<QByteArray, Kind> kinds {
        { "index"_ba, Kind::Index },     { "seq"_ba, Kind::Index },
        { "now"_ba, Kind::Now },         { "unixms"_ba, Kind::UnixMs },
        { "uuid"_ba, Kind::Uuid },       { "random"_ba, Kind::Random },
        { "randint"_ba, Kind::RandomInt }, { "pick"_ba, Kind::Pick },
        { "env"_ba, Kind::Environment },
    };
    const auto kind = kinds.constFind(name);
    if (kind == kinds.cend()) {
        return fail(tr("there is no variable {{%1}}").arg(QString::fromUtf8(name)));
    }
    part.kind = *kind;
    if (part.kind == Kind::RandomInt) {
        bool lowGood = false;
        bool highGood = false;
        part.low = words.value(0).toLongLong(&lowGood);
        part.high = words.value(1).toLongLong(&highGood);
        if (words.size() != 2 || !lowGood || !highGood || part.low > part.high) {
            return fail(tr("randInt needs two whole numbers, the smaller first: {{randInt 1 10}}"));
        }
    } else if (part.kind == Kind::Pick && words.isEmpty()) {
        return fail(tr("pick needs words to choose from: {{pick a b c}}"));
    } else if (part.kind == Kind::Environment && words.size() != 1) {
        return fail(tr("env needs the name of an environment variable: {{env HOME}}"));
    } else if (part.kind == Kind::Environment && !qEnvironmentVariableIsSet(words[0].constData())) {
        return fail(tr("the environment variable %1 is not set").arg(QString::fromUtf8(words[0])));
    } else if (!words.isEmpty() && part.kind != Kind::Pick && part.kind != Kind::Environment) {
        return fail(tr("{{%1}} takes nothing after its name").arg(QString::fromUtf8(name)));
    }
    ++m_variables;
    m_parts.append(part);
    return true;
}

QByteArray MessageTemplate::valueOf(const Part &part, quint64 index)
{
    switch (part.kind) {
    case Kind::Text:
    case Kind::File:
        return part.text;
    case Kind::Index:
        return QByteArray::number(index);
    case Kind::Now:
        return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    case Kind::UnixMs:
        return QByteArray::number(QDateTime::currentMSecsSinceEpoch());
    case Kind::Uuid:
        return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    case Kind::Random:
        return QByteArray::number(QRandomGenerator::global()->generate());
    case Kind::RandomInt:
        return QByteArray::number(randomBetween(part.low, part.high));
    case Kind::Pick:
        return part.arguments.at(randomBetween(0, part.arguments.size() - 1));
    case Kind::Environment:
        return qgetenv(part.arguments.first().constData());
    }
    return {};
}

QByteArray MessageTemplate::fill(quint64 index) const
{
    QByteArray text;
    m_starts.clear();
    for (const Part &part : m_parts) {
        m_starts.append(text.size());
        text += valueOf(part, index);
    }
    return text;
}

qsizetype MessageTemplate::originOf(qsizetype position) const
{
    const auto after = std::ranges::upper_bound(std::as_const(m_starts), position);
    if (after == m_starts.cbegin()) {
        return position;
    }
    const qsizetype i = after - m_starts.cbegin() - 1;
    const Part &part = m_parts.at(i);
    return part.position + (part.kind == Kind::Text ? position - m_starts.at(i) : 0);
}

} // namespace Tailwater
