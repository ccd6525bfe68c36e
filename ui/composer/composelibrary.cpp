// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composelibrary.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr auto Kind = "tailwater-composer"_L1;
constexpr auto TemplatesKind = "tailwater-templates"_L1;
constexpr int Version = 1;
constexpr qsizetype TitleSize = 120;

//! The names in the file; the numbers of an enum may change.
constexpr std::pair<ComposeMode, QLatin1StringView> Modes[] = {
    { ComposeMode::One, "one"_L1 },   { ComposeMode::Lines, "lines"_L1 },
    { ComposeMode::Array, "array"_L1 }, { ComposeMode::Hex, "hex"_L1 },
    { ComposeMode::Burst, "burst"_L1 }, { ComposeMode::File, "file"_L1 },
};

QJsonObject toJson(const KeptText &kept)
{
    QJsonObject object { { "text"_L1, kept.text },
                         { "variables"_L1, kept.variables },
                         { "mode"_L1, composeModeName(kept.mode) } };
    if (!kept.name.isEmpty()) {
        object.insert("name"_L1, kept.name);
    }
    if (kept.when.isValid()) {
        object.insert("when"_L1, kept.when.toUTC().toString(Qt::ISODateWithMs));
    }
    return object;
}

KeptText fromJson(const QJsonObject &object)
{
    return { .name = object.value("name"_L1).toString(),
             .text = object.value("text"_L1).toString(),
             .mode = composeModeOf(object.value("mode"_L1).toString()),
             .variables = object.value("variables"_L1).toBool(),
             .when = QDateTime::fromString(object.value("when"_L1).toString(),
                                           Qt::ISODateWithMs) };
}

QJsonArray toJson(const QList<KeptText> &list)
{
    QJsonArray array;
    for (const KeptText &kept : list) {
        array.append(toJson(kept));
    }
    return array;
}

QList<KeptText> fromJson(const QJsonArray &array)
{
    QList<KeptText> list;
    for (const QJsonValue &value : array) {
        list.append(fromJson(value.toObject()));
    }
    return list;
}

} // namespace

QLatin1StringView composeModeName(ComposeMode mode)
{
    const auto named = std::ranges::find(Modes, mode, &std::pair<ComposeMode, QLatin1StringView>::first);
    return named->second;
}

ComposeMode composeModeOf(const QString &name)
{
    const auto named = std::ranges::find_if(Modes, [&name](const auto &mode) {
        return mode.second == name;
    });
    return named == std::end(Modes) ? ComposeMode::One : named->first;
}

QString KeptText::title() const
{
    return !name.isEmpty() ? name : text.first(qMin(text.size(), TitleSize)).simplified();
}

ComposeLibrary::ComposeLibrary(const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path, Kind, Version)
    , m_writeTimer(new QTimer(this))
{
    m_writeTimer->setSingleShot(true);
    m_writeTimer->setInterval(500ms);
    connect(m_writeTimer, &QTimer::timeout, this, &ComposeLibrary::write);
    if (path.isEmpty()) {
        return;
    }
    const QJsonObject content = m_file.read();
    m_templates = fromJson(content.value("templates"_L1).toArray());
    const QJsonObject history = content.value("history"_L1).toObject();
    for (auto it = history.begin(); it != history.end(); ++it) {
        m_history.insert(it.key(), fromJson(it.value().toArray()));
    }
}

ComposeLibrary::~ComposeLibrary()
{
    if (m_writeTimer->isActive()) {
        write();
    }
}

void ComposeLibrary::touch()
{
    if (!m_file.path().isEmpty()) {
        m_writeTimer->start();
    }
    Q_EMIT changed();
}

void ComposeLibrary::setTemplates(const QList<KeptText> &templates)
{
    if (std::exchange(m_templates, templates) != templates) {
        touch();
    }
}

void ComposeLibrary::saveTemplate(const KeptText &kept)
{
    QList<KeptText> templates = m_templates;
    const auto same = std::ranges::find(templates, kept.name, &KeptText::name);
    if (same == templates.end()) {
        templates.append(kept);
    } else {
        *same = kept;
    }
    setTemplates(templates);
}

void ComposeLibrary::noteSent(const QString &stream, const KeptText &sent)
{
    if (sent.text.trimmed().isEmpty() || sent.text.size() > MaxText) {
        return;
    }
    QList<KeptText> &list = m_history[stream];
    list.removeIf([&sent](const KeptText &other) { return other.text == sent.text; });
    list.append(sent);
    list = list.last(qMin(list.size(), HistorySize));
    if (m_history.size() > MaxStreams) {
        const auto latest = [](const QList<KeptText> &texts) {
            return texts.isEmpty() ? QDateTime() : texts.last().when;
        };
        auto oldest = m_history.begin();
        for (auto it = m_history.begin(); it != m_history.end(); ++it) {
            oldest = latest(it.value()) < latest(oldest.value()) ? it : oldest;
        }
        m_history.erase(oldest);
    }
    touch();
}

void ComposeLibrary::clearHistory(const QString &stream)
{
    if (m_history.remove(stream)) {
        touch();
    }
}

QJsonObject ComposeLibrary::toObject() const
{
    QJsonObject history;
    for (const auto &[stream, list] : m_history.asKeyValueRange()) {
        history.insert(stream, toJson(list));
    }
    return { { "templates"_L1, toJson(m_templates) }, { "history"_L1, history } };
}

void ComposeLibrary::write()
{
    if (const auto written = m_file.write(toObject()); !written) {
        Q_EMIT saveFailed(written.error());
    }
}

QByteArray ComposeLibrary::exported() const
{
    return VersionedFile({}, TemplatesKind, Version)
        .toBytes({ { "templates"_L1, toJson(m_templates) } });
}

std::expected<int, QString> ComposeLibrary::importFrom(const QByteArray &bytes)
{
    const auto content = VersionedFile({}, TemplatesKind, Version).fromBytes(bytes);
    if (!content) {
        return std::unexpected(content.error());
    }
    const QList<KeptText> list = fromJson(content->value("templates"_L1).toArray());
    int count = 0;
    for (const KeptText &kept : list) {
        if (!kept.name.isEmpty()) {
            saveTemplate(kept);
            ++count;
        }
    }
    return count;
}

} // namespace Tailwater

#include "moc_composelibrary.cpp"
