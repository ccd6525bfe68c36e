// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "draftstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr auto Kind = "tailwater-draft"_L1;
constexpr int Version = 1;
constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// A line about the draft, its text, and a line for each note:
//
//   {"kind":"tailwater-draft","version":1,"stream":…,"size":bytes of the text,"draft":{details}}
//   the text, and a line feed
//   {"left":characters,"sent":{…}} or {"stored":messages of a burst}

QByteArray toBytes(const QString &stream, const KeptDraft &draft)
{
    const QByteArray text = draft.text.toUtf8();
    const QJsonObject head { { "kind"_L1, Kind },
                             { "version"_L1, Version },
                             { "stream"_L1, stream },
                             { "size"_L1, qint64(text.size()) },
                             { "draft"_L1, QJsonDocument::fromJson(detailsOf(draft)).object() } };
    return QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n' + text + '\n';
}

//! The last one in whole lines: what came behind it did not get to the disk, so it was not sent.
QJsonObject lastNote(QByteArrayView notes)
{
    for (qsizetype end = notes.lastIndexOf('\n'); end > 0; end = notes.first(end).lastIndexOf('\n')) {
        const qsizetype begin = notes.first(end).lastIndexOf('\n') + 1;
        const QByteArray line = notes.sliced(begin, end - begin).toByteArray();
        if (const QJsonObject note = QJsonDocument::fromJson(line).object(); !note.isEmpty()) {
            return note;
        }
    }
    return {};
}

std::optional<std::pair<QString, KeptDraft>> fromBytes(const QByteArray &bytes)
{
    const qsizetype head = bytes.indexOf('\n');
    const QJsonObject object = QJsonDocument::fromJson(bytes.first(qMax(0, head))).object();
    const qsizetype size = object.value("size"_L1).toInteger(-1);
    if (object.value("kind"_L1).toString() != Kind || object.value("version"_L1).toInt() > Version
        || size < 0 || size > bytes.size() - head - 2) {
        return std::nullopt;
    }
    QString text = QString::fromUtf8(bytes.sliced(head + 1, size));
    const QJsonObject note = lastNote(QByteArrayView(bytes).sliced(head + 1 + size + 1));
    QJsonObject details = object.value("draft"_L1).toObject();
    if (note.contains("stored"_L1)) {
        QJsonObject burst = details.value("burst"_L1).toObject();
        burst.insert("stored"_L1, note.value("stored"_L1));
        details.insert("burst"_L1, burst);
    } else if (!note.isEmpty()) {
        text = text.last(
            qBound(qsizetype(0), qsizetype(note.value("left"_L1).toInteger()), text.size()));
        details.insert("sent"_L1, note.value("sent"_L1));
    }
    return std::pair(object.value("stream"_L1).toString(),
                     draftFrom(text, QJsonDocument(details).toJson(QJsonDocument::Compact)));
}

bool replaceAtOnce(const QString &path, const QByteArray &bytes)
{
    const QString other = path + u".new"_s;
    QFile file(other);
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::Truncate, OwnerOnly)
        && file.write(bytes) == bytes.size() && file.flush();
    file.close();
    return written
        && std::rename(QFile::encodeName(other).constData(), QFile::encodeName(path).constData()) == 0;
}

bool replaceOnDisk(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    file.setPermissions(OwnerOnly);
    file.write(bytes);
    return file.commit();
}

} // namespace

DraftStore::DraftStore(const QString &folder)
    : m_folder(folder)
{ }

QString DraftStore::fileOf(const QString &stream) const
{
    const QByteArray name = QCryptographicHash::hash(stream.toUtf8(), QCryptographicHash::Sha1);
    return m_folder + u'/' + QString::fromLatin1(name.toHex()) + u".draft"_s;
}

QHash<QString, KeptDraft> DraftStore::read()
{
    m_kept.clear();
    m_noted.clear();
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({ u"*.draft"_s }, QDir::Files)) {
        QFile file(folder.filePath(name));
        const auto draft = file.open(QIODevice::ReadOnly) ? fromBytes(file.readAll()) : std::nullopt;
        if (draft && QFileInfo(fileOf(draft->first)).fileName() == name) {
            m_kept.insert(draft->first, draft->second);
        }
    }
    return m_kept;
}

bool DraftStore::write(const QString &stream, const KeptDraft &draft, Wait wait)
{
    if (!QDir().mkpath(m_folder)) {
        return false;
    }
    const QByteArray bytes = toBytes(stream, draft);
    return wait == Wait::ForDisk ? replaceOnDisk(fileOf(stream), bytes)
                                 : replaceAtOnce(fileOf(stream), bytes);
}

bool DraftStore::update(const QString &stream, const KeptDraft &draft, Wait wait)
{
    const auto kept = m_kept.constFind(stream);
    if (draft.isEmpty()) {
        if (kept != m_kept.cend() && QFile::remove(fileOf(stream))) {
            m_kept.erase(kept);
            m_noted.remove(stream);
        }
        return !m_kept.contains(stream);
    }
    if (kept != m_kept.cend() && *kept == draft && !m_noted.contains(stream)) {
        return true;
    }
    if (!write(stream, draft, wait)) {
        return false;
    }
    m_kept.insert(stream, draft);
    m_noted.remove(stream);
    return true;
}

void DraftStore::keepAll(const QHash<QString, KeptDraft> &drafts)
{
    for (const QString &stream : m_kept.keys()) {
        if (!drafts.contains(stream)) {
            update(stream, {}, Wait::ForDisk);
        }
    }
    for (const auto &[stream, draft] : drafts.asKeyValueRange()) {
        update(stream, draft, Wait::ForDisk);
    }
}

bool DraftStore::keep(const QString &stream, const KeptDraft &draft)
{
    return update(stream, draft, Wait::No);
}

bool DraftStore::noteSent(const QString &stream, const UnsettledSend &sent, qsizetype left)
{
    return addNote(stream, { { "left"_L1, qint64(left) }, { "sent"_L1, toJson(sent) } });
}

void DraftStore::noteBurst(const QString &stream, qint64 stored)
{
    addNote(stream, { { "stored"_L1, stored } });
}

bool DraftStore::addNote(const QString &stream, const QJsonObject &note)
{
    QFile file(fileOf(stream));
    // Without the draft before it, it says nothing.
    if (!m_kept.contains(stream)
        || !file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::ExistingOnly)) {
        return false;
    }
    m_noted.insert(stream);
    // A line of its own, also behind one that the disk had no room for.
    const QByteArray line = '\n' + QJsonDocument(note).toJson(QJsonDocument::Compact) + '\n';
    return file.write(line) == line.size() && file.flush();
}

} // namespace Tailwater
