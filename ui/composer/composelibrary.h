// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/versionedfile.h"
#include "payload.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A text of the composer that was kept: a template with a name, or what was sent once.
struct KeptText
{
    QString name = {}; //!< of a template; `/` makes folders
    QString text = {};
    ComposeMode mode = ComposeMode::One;
    bool variables = false;
    QDateTime when = {}; //!< of what was sent

    //! \brief What a list shows: the name, or the beginning of the text on one line.
    QString title() const;
    bool operator==(const KeptText &) const = default;
};

//! \brief The name of \a mode in files, and the mode with a name; One, if there is none.
QLatin1StringView composeModeName(ComposeMode mode);
ComposeMode composeModeOf(const QString &name);

//! \brief The templates of the user, and what was sent to each stream; in a file of its own.
class ComposeLibrary : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype HistorySize = 100; //!< for each stream
    static constexpr qsizetype MaxStreams = 200;
    //! A longer text is not kept in the history.
    static constexpr qsizetype MaxText = 64 * 1024;

    //! \brief An empty \a path keeps nothing over the end of the application.
    explicit ComposeLibrary(const QString &path = {}, QObject *parent = nullptr);
    ~ComposeLibrary() override;

    const QString &setAside() const { return m_file.setAside(); }

    const QList<KeptText> &templates() const { return m_templates; }
    void setTemplates(const QList<KeptText> &templates);
    //! \brief Replaces the one with the same name.
    void saveTemplate(const KeptText &kept);
    //! \brief What was sent to the stream with this address, the latest last.
    QList<KeptText> history(const QString &stream) const { return m_history.value(stream); }
    //! \brief The latest once only.
    void noteSent(const QString &stream, const KeptText &sent);
    void clearHistory(const QString &stream);

    //! \brief All templates, as a file for others.
    QByteArray exported() const;
    //! \brief Adds those of such a file; how many, or why not.
    std::expected<int, QString> importFrom(const QByteArray &bytes);

Q_SIGNALS:
    void changed();
    void saveFailed(const QString &reason);

private:
    QJsonObject toObject() const;
    void write();
    void touch();

    VersionedFile m_file;
    QList<KeptText> m_templates;
    QHash<QString, QList<KeptText>> m_history;
    QTimer *m_writeTimer;
};

} // namespace Tailwater
